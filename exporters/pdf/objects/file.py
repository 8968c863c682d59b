"""The PDF file itself: pages, objects and document properties, on reportlab's document.

reportlab carries no types and its document model is reached through private names; all of that is
kept here. Coordinates are points from the lower left corner of a page.
"""

import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

from reportlab.pdfbase import pdfdoc

from exporters.briefing import Briefing, PageSize
from exporters.pdf.objects.colour import srgb_profile
from exporters.text import xml_escape

PAGE_SIZES: dict[PageSize, tuple[float, float]] = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
PRODUCER = "Brieflight"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{}<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 kept to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_INTENT = b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile "
_PAGE_LEVEL = 4  # of zlib: two thirds of the time of 6, a twentieth more bytes
_FORMS = "Forms"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class _Ready(pdfdoc.PDFObject):
    """A value whose bytes are made when the file is written, when all numbers are known."""

    def __init__(self, parts: Sequence[bytes | str]) -> None:
        self.parts = parts

    def format(self, document: Any) -> bytes:
        """``parts`` joined; a ``str`` names another object and becomes a reference to it."""
        return document.joined(self.parts)


class _Document(pdfdoc.PDFDocument):
    """reportlab's document, which can also hold objects whose bytes are ready.

    There may be a hundred thousand of those: they get their numbers when first named, so that a
    reference to one is bytes at once, and are written as they are.
    """

    Catalog: Any
    _pdfVersion: tuple[int, int]  # noqa: N815

    def __init__(self, **settings: Any) -> None:
        self.bodies: dict[str, bytes] = {}
        """The ready objects by name."""
        self._references: dict[str, bytes] = {}
        super().__init__(**settings)

    def reference(self, name: str) -> bytes:
        """The reference to an object, which may be added later."""
        known = self._references.get(name)
        if known is None:
            if name not in self.idToObjectNumberAndVersion:
                self.objectcounter += 1
                self.idToObjectNumberAndVersion[name] = (self.objectcounter, 0)
                self.numberToId[self.objectcounter] = name
            number, _ = self.idToObjectNumberAndVersion[name]
            known = self._references[name] = b"%d 0 R" % number
        return known

    def joined(self, parts: Iterable[bytes | str]) -> bytes:
        """``parts`` joined; a ``str`` names another object and becomes a reference to it."""
        return b"".join(
            [part if isinstance(part, bytes) else self.reference(part) for part in parts]
        )

    def format(self) -> bytes:
        """The whole file: header, objects by number, where each begins, trailer.

        Raises ``KeyError`` for an object that was named and never added.
        """
        catalogue, info = self.Reference(self.Catalog), self.Reference(self.info)
        file = pdfdoc.PDFFile(self._pdfVersion)
        places: list[int] = []
        while len(places) < self.objectcounter:  # making an object may add others
            number = len(places) + 1
            name = self.numberToId[number]
            body = self.bodies.get(name)
            if body is None:
                body = pdfdoc.format(self.idToObject[name], self, toplevel=1)
            places.append(file.add(b"%d 0 obj\n%s\nendobj\n" % (number, body)))
        size = len(places) + 1
        table = b"".join([b"%010d 00000 n \n" % place for place in places])
        start = file.add(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
        trailer = pdfdoc.PDFTrailer(start, size, Root=catalogue, Info=info, ID=self.ID())
        file.add(trailer.format(self))
        return file.format(self)


class _Properties(pdfdoc.PDFInfo):
    """The document's properties; what is not set is left out, and no clock is read."""

    def __init__(self, entries: bytes, seed: bytes) -> None:
        super().__init__()
        self._entries = entries
        self._seed = seed

    def digest(self, md5object: Any) -> None:
        """Makes the file's ID depend on what it says."""
        md5object.update(self._seed)

    def format(self, document: Any) -> bytes:  # noqa: ARG002
        """The ready dictionary."""
        return self._entries


class _Outline(pdfdoc.PDFObject):
    """The bookmarks; reportlab asks it for ``prepare`` and ``ready`` before it writes the file."""

    ready = 1

    def __init__(self) -> None:
        self.entries: list[tuple[str, int, int, float]] = []
        self._parts: list[bytes | str] = []

    def prepare(self, document: Any, canvas: Any) -> None:  # noqa: ARG002
        """Adds an object for each bookmark, each knowing its neighbours, parent and children."""
        if not self.entries:
            self.ready = -1
            return
        names = [f"Bookmark{at}" for at in range(len(self.entries))]
        root = document.Reference(self).name
        parents, children = _family([level for _, level, _, _ in self.entries])
        for at, (title, _, page, top) in enumerate(self.entries):
            brothers = children[parents[at]]
            place = bisect_left(brothers, at)
            parts: list[bytes | str] = [b"<</Title", text_string(title), b"/Parent "]
            parts.append(root if parents[at] < 0 else names[parents[at]])
            if place > 0:
                parts += [b"/Prev ", names[brothers[place - 1]]]
            if place + 1 < len(brothers):
                parts += [b"/Next ", names[brothers[place + 1]]]
            own = children.get(at)
            if own:
                parts += [b"/First ", names[own[0]], b"/Last ", names[own[-1]]]
                parts.append(b"/Count %d" % len(own))
            parts += [b"/Dest[", f"Page{page + 1}", b"/XYZ 0 %d 0]>>" % round(top)]
            document.Reference(_Ready(parts), names[at])
        self._parts = [
            b"<</Type/Outlines/Count %d/First " % len(self.entries),
            names[0],
            b"/Last ",
            names[children[-1][-1]],
            b">>",
        ]

    def format(self, document: Any) -> bytes:
        """The root of the bookmarks."""
        return _Ready(self._parts).format(document)


class PdfFile:
    """A PDF in the making. Pages are added in order; objects may be named before they exist."""

    def __init__(self, briefing: Briefing) -> None:
        self.width, self.height = PAGE_SIZES[briefing.page_size]
        document: Any = _Document(
            compression=0, invariant=1, pdfVersion=(1, 7), lang=briefing.language or "und"
        )
        self._document = document
        self._fonts = cast("dict[str, Any]", document.idToObject["BasicFonts"].dict)
        self._outline = _Outline()
        document.outline = document.Outlines = document.Catalog.Outlines = self._outline
        document.info = _Properties(*_properties(briefing))
        document.Catalog.ViewerPreferences = _Ready([b"<</DisplayDocTitle true>>"])
        document.Catalog.PageLabels = _Ready([b"<</Nums[0<</S/D>>]>>"])
        self._forms: dict[str, str] = {}
        self._counter = 0
        metadata = self.add_plain_stream(b"/Type/Metadata/Subtype/XML", _metadata(briefing))
        profile = self.add_stream(b"/N 3", srgb_profile())
        # reportlab's catalogue writes the entries it knows, and this is not among them.
        document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents"]
        document.Catalog.OutputIntents = _Ready([_INTENT, profile, b">>]"])
        document.Catalog.Metadata = pdfdoc.PDFObjectReference(metadata)

    def add(self, *parts: bytes | str, name: str = "") -> str:
        """Adds an object and gives its name.

        ``parts`` are joined; a ``str`` among them is the name of another object, which may be added
        later, and becomes a reference to it.
        """
        name = name or self.new_name()
        self._document.reference(name)  # the order of the objects is that of their names
        self._document.bodies[name] = self._document.joined(parts)
        return name

    def reference(self, name: str) -> bytes:
        """The bytes that refer to an object by its name; it may be added later."""
        return cast("bytes", self._document.reference(name))

    def new_name(self) -> str:
        """A name for an object to be added later."""
        self._counter += 1
        return f"Own{self._counter}"

    def add_stream(self, dictionary: bytes, content: bytes, name: str = "", level: int = 6) -> str:
        """Adds a compressed stream; ``dictionary`` holds its entries but /Length and /Filter."""
        packed = zlib.compress(content, level)
        head = b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (dictionary, len(packed))
        return self.add(head, packed, b"\nendstream", name=name)

    def add_plain_stream(self, dictionary: bytes, content: bytes) -> str:
        """Adds a stream that every program can read without unpacking it."""
        head = b"<<%s/Length %d>>\nstream\n" % (dictionary, len(content))
        return self.add(head, content, b"\nendstream")

    def add_font(self, resource: str, name: str) -> None:
        """Makes the font object ``name`` known to every page as ``resource`` ("/Literata")."""
        self._fonts[resource[1:]] = pdfdoc.PDFObjectReference(name)

    def add_form(self, resource: str, box: tuple[float, float, float, float], content: str) -> None:
        """Makes ``content``, drawn within ``box``, known to every page as ``resource``; once."""
        if resource not in self._forms:
            head = b"/Type/XObject/Subtype/Form/BBox[%.2f %.2f %.2f %.2f]/Resources<<>>" % box
            self._forms[resource] = self.add_stream(head, content.encode("ascii"))

    def add_page(self, number: int, content: str, annotations: Iterable[str]) -> None:
        """Adds page ``number`` (from 0, in order): its operators, its annotations by name."""
        stream = self.add_stream(b"", content.encode("latin-1"), level=_PAGE_LEVEL)
        pages = self._document.Reference(self._document.Pages).name
        box = b"%.2f %.2f" % (self.width, self.height)
        parts: list[bytes | str] = [
            b"<</Type/Page/MediaBox[0 0 %s]/Tabs/S/StructParents %d/Parent " % (box, number),
            pages,
            b"/Resources<</Font ",
            "BasicFonts",
            b"/XObject ",
            _FORMS,
            b">>/Contents ",
            stream,
        ]
        names = list(annotations)
        if names:
            parts.append(b"/Annots[")
            for name in names:
                parts += [name, b" "]
            parts.append(b"]")
        name = self.add(*parts, b">>", name=self.page_name(number))
        self._document.Pages.addPage(pdfdoc.PDFObjectReference(name))

    def set_structure(self, name: str) -> None:
        """Says that the document is tagged, and where its structure begins."""
        self._document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference(name)
        self._document.Catalog.MarkInfo = _Ready([b"<</Marked true>>"])

    def page_name(self, number: int) -> str:
        """The object name of a page, counted from 0, also before it is added."""
        return f"Page{number + 1}"

    def add_outline(self, title: str, level: int, page: int, top: float) -> None:
        """One more bookmark, to ``top`` on ``page`` (from 0), in the order of the document.

        ``level`` counts from 0 and is at most one more than that of the bookmark before.
        """
        self._outline.entries.append((title, level, page, top))
        self._document.Catalog.setPageMode("UseOutlines")

    def finish(self) -> bytes:
        """The bytes of the whole file; nothing can be added afterwards."""
        forms = [
            part for name, form in self._forms.items() for part in (name.encode() + b" ", form)
        ]
        self.add(b"<<", *forms, b">>", name=_FORMS)
        return cast("bytes", self._document.GetPDFData(None))


def text_string(text: str) -> bytes:
    """A PDF text string (ISO 32000-1, 7.9.2.2); what UTF-16 cannot carry becomes U+FFFD."""
    text = _NOT_TEXT.sub("\ufffd", text)
    if text.isascii():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(%s)" % escaped.replace("\r", r"\r").encode("ascii")
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode("ascii")


def date_string(instant: str) -> bytes:
    """A PDF date for an ISO 8601 instant in UTC, or nothing when it is none."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?", instant)
    if match is None:
        return b""
    digits = "".join(part or "00" for part in match.groups())
    return b"(D:%sZ)" % digits.encode("ascii")


def _family(levels: Sequence[int]) -> tuple[list[int], dict[int, list[int]]]:
    """Of bookmarks in order, the parent of each (-1: none) and the children of each parent."""
    parents: list[int] = []
    children: dict[int, list[int]] = defaultdict(list)
    path: list[int] = []
    for at, level in enumerate(levels):
        del path[level:]
        parents.append(path[-1] if path else -1)
        children[parents[-1]].append(at)
        path.append(at)
    return parents, dict(children)


def _title(briefing: Briefing) -> str:
    """What the window of a reader is called: the title, or what else tells the file from others."""
    titles = (briefing.cover.title, *(section.title for section in briefing.sections), PRODUCER)
    return next(title for title in titles if title.strip())


def _metadata(briefing: Briefing) -> bytes:
    """The properties once more as XMP, with the standards kept to: PDF/UA-1 and PDF/A-3a."""
    alternatives = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    author = f"<rdf:Seq><rdf:li>{xml_escape(briefing.author)}</rdf:li></rdf:Seq>"
    date = xml_escape(briefing.date) if date_string(briefing.date) else ""
    entries = [
        ("dc:title", alternatives.format(xml_escape(_title(briefing)))),
        ("dc:creator", author if briefing.author else ""),
        ("dc:description", alternatives.format(xml_escape(briefing.subject))),
        ("xmp:CreatorTool", PRODUCER),
        ("xmp:CreateDate", date),
        ("xmp:ModifyDate", date),
        ("pdf:Producer", PRODUCER),
        ("pdf:Keywords", xml_escape(briefing.marking)),
    ]
    if not briefing.subject:
        del entries[2]
    body = "".join(f"<{key}>{value}</{key}>" for key, value in entries if value)
    return _XMP.format(body).encode("utf-8")


def _properties(briefing: Briefing) -> tuple[bytes, bytes]:
    entries = [
        (b"/Title", text_string(_title(briefing))),
        (b"/Author", text_string(briefing.author) if briefing.author else b""),
        (b"/Subject", text_string(briefing.subject) if briefing.subject else b""),
        (b"/Keywords", text_string(briefing.marking) if briefing.marking else b""),
        (b"/Creator", text_string(PRODUCER)),
        (b"/Producer", text_string(PRODUCER)),
        (b"/CreationDate", date_string(briefing.date)),
        (b"/ModDate", date_string(briefing.date)),
    ]
    body = b"".join(key + b" " + value for key, value in entries if value)
    said = (briefing.cover, briefing.date, briefing.subject, briefing.language)
    seed = repr((*said, briefing.marking) if briefing.marking else said)
    return b"<<" + body + b">>", seed.encode("utf-8", "surrogatepass")

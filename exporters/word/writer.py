"""The Word writer: a briefing becomes a ``.docx`` with real styles, comments, links and tables.

python-docx opens a template made for the briefing and packs the result. The body is written as
strings and parsed once, for its own calls per paragraph and comment are too slow for a book.
"""

import io
import re
from collections.abc import Callable, Iterator
from zipfile import ZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.parts.document import DocumentPart

from exporters.briefing import (
    Article,
    Briefing,
    Cover,
    Direction,
    Legend,
    Paragraph,
    Part,
    PassageItem,
    PassageList,
    Section,
    Table,
)
from exporters.text import direction_in
from exporters.word.article import ArticleWriter
from exporters.word.comments import Comments
from exporters.word.contents import contents
from exporters.word.links import Places
from exporters.word.styles import styles_part
from exporters.word.tables import TableWriter
from exporters.word.tags import TagStyles
from exporters.word.template import FOOTER_ID, PAGES, Page, packed, template
from exporters.word.xml import (
    HEADER,
    NAMESPACES,
    TAB,
    direction_of,
    paragraph,
    run,
    runs,
    twips,
)

_PARAGRAPH_STYLES = {"body": "BodyText", "lead": "Lead", "meta": "Meta", "empty": "EmptyNote"}
_BODY_DONE = 0.6
"""The share of the time that the body takes; the rest is parsing and packing."""
_KEPT = "<w:keepNext/>"
_STEP = 0.01
"""Progress is told no more often than this."""


def write(briefing: Briefing, progress: Callable[[float], None]) -> bytes:
    """The briefing as the bytes of a ``.docx`` file; the same briefing gives the same bytes.

    ``progress`` is called between parts with 0.0 to 1.0. Raises ``KeyError`` for a passage whose
    tag is not among the tags of the briefing.
    """
    progress(0.0)
    body = _Body(briefing)
    page = PAGES[briefing.page_size]
    markup = _document(body, page, progress)
    styles = styles_part(body.tags.markup(), briefing.language, page.text_width)
    made = template(briefing, styles, _footer(briefing), markup)
    document = Document(io.BytesIO(made))
    _complete(document.part, body)
    progress(0.8)
    saved = io.BytesIO()
    document.save(saved)
    progress(0.9)
    with ZipFile(saved) as package:
        finished = packed({name: package.read(name) for name in package.namelist()})
    progress(1.0)
    return finished


class _Body:
    """The body of one document in the making, and what it asks of the other parts."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self.tags = TagStyles(briefing.tags)
        self.places = Places(_anchors(briefing))
        self.comments = Comments()
        self._articles = ArticleWriter(self.tags, self.places, self.comments)
        width = PAGES[briefing.page_size].text_width
        self._tables = TableWriter(self.tags, self.places, width)

    def pieces(self) -> Iterator[str]:
        """The markup in reading order: cover, headings, parts; long parts entry by entry."""
        yield _cover(self._briefing.cover)
        yield contents(self._briefing.sections, self._briefing.wording, self.places)
        for section in self._briefing.sections:
            yield self._heading(section)
            for part in section.parts:
                yield from self._part(part, section)

    def expected(self) -> int:
        """How many pieces there will be, about."""
        parts = [part for section in self._briefing.sections for part in section.parts]
        return sum(_entries(part) for part in parts) + len(self._briefing.sections) + 1

    def _heading(self, section: Section) -> str:
        start, end = self.places.bookmark(section.anchor)
        words = runs(section.title, "", section.direction, section.language)
        style = "Heading1" if section.level <= 1 else "Heading2"
        words = start + words + end
        if not section.new_page:
            return paragraph(style, words, section.direction)
        on_top = '<w:spacing w:before="0"/>'
        return paragraph(style, words, section.direction, "<w:pageBreakBefore/>", on_top)

    def _part(self, part: Part, section: Section) -> Iterator[str]:
        match part:
            case Paragraph():
                yield self._paragraph(part)
            case PassageList():
                yield from (self._passage(item) for item in part.items)
            case Table():
                yield self._tables.table(part, section.direction, section.language)
            case Legend():
                yield self._tables.legend(part, section.title, section.direction, section.language)
            case Article():
                yield from self._articles.paragraphs(part)

    def _paragraph(self, part: Paragraph) -> str:
        style = "Hyperlink" if self.places.leads(part.link) else ""
        words = runs(part.text, style, part.direction, part.language)
        if words and part.link:
            words = self.places.link(part.link, words)
        return paragraph(_PARAGRAPH_STYLES[part.role], words, part.direction)

    def _passage(self, item: PassageItem) -> str:
        """Reference, words and place; under them who said it, its labels and the note."""
        start, end = self.places.bookmark(item.anchor)
        reference = run(item.reference, self.tags.reference(item.tag))
        words = runs(item.text, "", item.direction, item.language)
        place = run(f"  {item.place}", "Place") if item.place else ""
        words = f"{start}{self.places.link(item.link, reference)}{end}{TAB}{words}{place}"
        lines: list[tuple[str, str, Direction]] = [("Passage", words, item.direction)]
        detail = " · ".join(text for text in (item.speaker, *item.labels) if text)
        # speaker and note are the analyst's words, in a language of their own
        for style, text in (("PassageDetail", detail), ("PassageNote", item.note)):
            if text:
                direction = direction_of(text)
                lines.append((style, runs(text, "", direction), direction))
        last = len(lines) - 1
        return "".join(
            paragraph(style, content, direction, _KEPT if i < last else _unruled(style, direction))
            for i, (style, content, direction) in enumerate(lines)
        )


def _unruled(style: str, direction: Direction) -> str:
    """The rule of a note stands on its left, which is the wrong side from right to left."""
    ruled = style == "PassageNote" and direction == "rtl"
    return '<w:pBdr><w:left w:val="nil"/></w:pBdr>' if ruled else ""


def _entries(part: Part) -> int:
    match part:
        case PassageList():
            return len(part.items)
        case Article():
            return len(part.blocks)
        case _:
            return 1


def _document(body: _Body, page: Page, progress: Callable[[float], None]) -> bytes:
    """The main part, encoded piece by piece: one character beyond U+FFFF costs a whole book 4x."""
    pieces = [f"{HEADER}<w:document {NAMESPACES}><w:body>".encode()]
    total = body.expected()
    told = 0.0
    for done, piece in enumerate(body.pieces(), 1):
        pieces.append(piece.encode())
        share = min(done / total, 1.0) * _BODY_DONE
        if share - told >= _STEP:
            told = share
            progress(share)
    pieces.append(f"{_section_properties(page)}</w:body></w:document>".encode())
    return b"".join(pieces)


def _anchors(briefing: Briefing) -> Iterator[str]:
    for section in briefing.sections:
        yield section.anchor
        for part in section.parts:
            if isinstance(part, PassageList):
                yield from (item.anchor for item in part.items)
            elif isinstance(part, Article) and part.blocks:
                yield from (mark.anchor for mark in part.marks)


def _cover(cover: Cover) -> str:
    """The title block, running the way its title does."""
    direction = direction_of(cover.title)
    title = paragraph("Title", runs(cover.title, "", direction), direction)
    last = len(cover.lines) - 1
    return title + "".join(
        paragraph("CoverRule" if i == last else "Subtitle", runs(line, "", direction), direction)
        for i, line in enumerate(cover.lines)
    )


def _footer(briefing: Briefing) -> str:
    """The footer part: the briefing's own line on the left, the page on the right."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    pages = "".join(
        f'<w:fldSimple w:instr=" {fields[piece]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        if piece in fields
        else run(piece)
        for piece in re.split(r"(\{page\}|\{pages\})", briefing.wording.page)
    )
    direction = direction_in(briefing.language)
    line = paragraph("Footer", runs(briefing.footer, "", direction) + TAB + pages, direction)
    return f"{HEADER}<w:ftr {NAMESPACES}>{line}</w:ftr>"


def _section_properties(page: Page) -> str:
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{FOOTER_ID}"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" '
        'w:header="709" w:footer="680" w:gutter="0"/></w:sectPr>'
    )


def _complete(part: DocumentPart, body: _Body) -> None:
    """Adds the parts and addresses that the body refers to."""
    for new in body.comments.parts():
        blob = PackagePart(PackURI(new.name), new.content_type, new.blob, part.package)
        part.relate_to(blob, new.relationship)
    for number, address in body.places.addresses.items():
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, number, is_external=True)

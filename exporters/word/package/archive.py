"""A package of the Open Packaging Conventions (ECMA-376 part 2): parts, what ties them, the zip.

Parts and relationships are python-docx's. Their bytes go straight to the zip: a tree of a book's
body takes longer to build and write out than everything else a writer does, and python-docx puts
the hour into each entry, so that no two files would be the same.
"""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every entry of the zip: the earliest one, for the same briefing is the same bytes."""
_LEVEL = 6


class _Relationship(NamedTuple):
    source: str
    id: str
    kind: str
    target: str
    external: bool


class Archive:
    """The parts of one file. Names are paths without a leading slash ("word/document.xml")."""

    def __init__(self, defaults: Mapping[str, str]) -> None:
        """``defaults`` gives the content type of parts by the ending of their names."""
        self._defaults = {"rels": _RELATIONSHIPS, "xml": "application/xml"} | dict(defaults)
        self._package = Package()
        self._parts: dict[str, Part] = {}
        self._types: dict[str, str] = {}
        self._relationships: list[_Relationship] = []

    def add(self, name: str, blob: bytes, content_type: str = "") -> None:
        """Adds a part; without a content type its ending has to be among the defaults."""
        kind = content_type or self._defaults[name.rpartition(".")[2]]
        self._parts[name] = Part(PackURI(f"/{name}"), kind, blob, self._package)
        if content_type:
            self._types[name] = content_type

    def relate(
        self, source: str, id_: str, kind: str, target: str, *, external: bool = False
    ) -> None:
        """Ties the part ``source`` (empty: the package) to another, or to an address.

        ``id_`` is what the markup of the source calls it, ``kind`` the URI of the relationship,
        ``target`` a path from the folder of the source.
        """
        self._relationships.append(_Relationship(source, id_, kind, target, external))

    def packed(self) -> bytes:
        """The zip, sorted by name and without dates: the same parts give the same bytes."""
        entries = {name: part.blob for name, part in self._parts.items()}
        entries["[Content_Types].xml"] = self._content_types().encode()
        self._tie()
        entries["_rels/.rels"] = _bytes(self._package.rels.xml)
        for part in self._parts.values():
            if part.rels:
                entries[part.partname.rels_uri.membername] = _bytes(part.rels.xml)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
            # readers look for the content types first; "[" sorts before all other names in use
            for name in sorted(entries):
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.create_system = 0
                package.writestr(entry, entries[name], zipfile.ZIP_DEFLATED, _LEVEL)
        return target.getvalue()

    def _tie(self) -> None:
        for one in self._relationships:
            source = self._parts[one.source] if one.source else self._package
            if one.external:
                source.load_rel(one.kind, one.target, one.id, is_external=True)
            else:
                folder = posixpath.dirname(one.source)
                target = self._parts[posixpath.join(folder, one.target)]
                source.load_rel(one.kind, target, one.id)
        self._relationships.clear()

    def _content_types(self) -> str:
        defaults = "".join(
            f'<Default Extension="{ending}" ContentType="{kind}"/>'
            for ending, kind in sorted(self._defaults.items())
        )
        parts = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>'
            for name, kind in sorted(self._types.items())
        )
        return f'{HEADER}<Types xmlns="{PACKAGE}/content-types">{defaults}{parts}</Types>'


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml

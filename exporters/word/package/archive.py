"""A package of the Open Packaging Conventions (ECMA-376 part 2): parts, what ties them, the zip.

Parts go straight from bytes to the zip: a tree of a book's body takes longer to build and write
out than everything else a writer does.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from exporters.text import xml_escape

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every entry of the zip: the earliest one, for the same briefing is the same bytes."""
_LEVEL = 6


class _Relationship(NamedTuple):
    id: str
    kind: str
    target: str
    external: bool


class Archive:
    """The parts of one file. Names are paths without a leading slash ("word/document.xml")."""

    def __init__(self, defaults: Mapping[str, str]) -> None:
        """``defaults`` gives the content type of parts by the ending of their names."""
        self._defaults = {"rels": _RELATIONSHIPS, "xml": "application/xml"} | dict(defaults)
        self._parts: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._relationships: dict[str, list[_Relationship]] = {}

    def add(self, name: str, blob: bytes, content_type: str = "") -> None:
        """Adds a part; without a content type its ending has to be among the defaults."""
        self._parts[name] = blob
        if content_type:
            self._types[name] = content_type

    def relate(
        self, source: str, id_: str, kind: str, target: str, *, external: bool = False
    ) -> None:
        """Ties the part ``source`` (empty: the package) to another, or to an address.

        ``id_`` is what the markup of the source calls it, ``kind`` the URI of the relationship,
        ``target`` a path from the folder of the source.
        """
        found = self._relationships.setdefault(source, [])
        found.append(_Relationship(id_, kind, target, external))

    def packed(self) -> bytes:
        """The zip, sorted by name and without dates: the same parts give the same bytes."""
        parts = dict(self._parts)
        parts["[Content_Types].xml"] = self._content_types().encode()
        for source, found in self._relationships.items():
            folder, _, name = source.rpartition("/")
            path = f"{folder}/_rels/{name}.rels".removeprefix("/")
            parts[path] = _relationships(found).encode()
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
            # readers look for the content types first; "[" sorts before all other names in use
            for name in sorted(parts):
                entry = zipfile.ZipInfo(name, _WHEN)
                entry.create_system = 0
                package.writestr(entry, parts[name], zipfile.ZIP_DEFLATED, _LEVEL)
        return target.getvalue()

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


def _relationships(found: list[_Relationship]) -> str:
    outside = ' TargetMode="External"'
    entries = "".join(
        f'<Relationship Id="{one.id}" Type="{one.kind}" Target="{xml_escape(one.target)}"'
        f"{outside if one.external else ''}/>"
        for one in found
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'

"""The faces of a briefing inside its file: cut to what it needs, so that it looks alike everywhere.

A face is embedded as ECMA-376 part 1, 17.8.1 says: obfuscated with a key that stands beside it.
"""

import struct
from collections.abc import Iterable
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple, cast

from exporters.word.package.archive import HEADER, OFFICE, Archive
from exporters.word.package.faces import hb, opened
from exporters.word.package.template import add
from exporters.word.xml import EMOJI_FACE, NAMESPACES

_EUROPEAN = frozenset(
    [
        *range(0x20, 0x7F),
        *range(0xA0, 0x180),
        *range(0x2010, 0x2028),
        *range(0x202F, 0x203B),
        *map(ord, "€№™−←→"),
    ]
)
"""Always there, so that what a house adds to the document is set in the same face."""


class _Family(NamedTuple):
    """A family of the document: its files, and what to take where it cannot be embedded.

    ``base`` is cut into every file of it; a family without one is there only for what is used.
    """

    name: str
    instead: str
    kind: str
    folder: str = ""
    regular: str = ""
    bold: str = ""
    base: frozenset[int] = frozenset()


_FAMILIES = (
    _Family(
        "Literata",
        "Georgia",
        "roman",
        "literata",
        "Literata-Regular",
        "Literata-SemiBold",
        _EUROPEAN,
    ),
    _Family("Inter", "Segoe UI", "swiss", "inter", "Inter-Regular", "Inter-SemiBold", _EUROPEAN),
    _Family("Noto Serif Hebrew", "David", "roman", "noto-serif-hebrew", "NotoSerifHebrew-Regular"),
    _Family("Vazirmatn", "Segoe UI", "swiss", "vazirmatn", "Vazirmatn-Regular"),
    _Family(EMOJI_FACE, "Segoe UI Emoji", "swiss", "noto-emoji", "NotoEmoji-Regular"),
    _Family("Consolas", "Courier New", "modern"),
)
_FIRST_OWN = 0x250
"""Families without a base are not asked for the letters, figures and signs below this."""


def embed(made: Archive, texts: Iterable[str]) -> None:
    """Adds the font table and the faces that the characters of ``texts`` need."""
    used: set[str] = set()
    for text in texts:
        # what ASCII has is always there
        if not text.isascii():
            used.update(text)
    wanted = frozenset(map(ord, used))
    entries = "".join(_entry(made, family, wanted) for family in _FAMILIES)
    add(made, "fontTable", f"{HEADER}<w:fonts {NAMESPACES}>{entries}</w:fonts>")


def _entry(made: Archive, family: _Family, wanted: frozenset[int]) -> str:
    programs = [("embedRegular", family.regular), ("embedBold", family.bold)]
    embedded = "".join(_embedded(made, family, kind, name, wanted) for kind, name in programs)
    return (
        f'<w:font w:name="{family.name}"><w:altName w:val="{family.instead}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family.kind}"/><w:pitch w:val="variable"/>'
        f"{embedded}</w:font>"
    )


def _embedded(made: Archive, family: _Family, kind: str, name: str, wanted: frozenset[int]) -> str:
    """The reference to a face, which is added to the package; nothing if it is not needed."""
    if not name:
        return ""
    face: Any = opened(family.folder, name).face
    known = frozenset(face.unicodes)
    shown = wanted & known
    if not family.base:
        shown = frozenset(code for code in shown if code >= _FIRST_OWN and not _shared(code))
        if not shown:
            return ""
        shown |= {0x20, 0xA0} | {code for code in (0x200C, 0x200D, 0xFE0F) if code in known}
    program = _subset(face, shown | (family.base & known))
    if kind == "embedBold":
        program = _as_bold(program, family.name)
    key, blob = _obfuscated(program)
    made.add(f"word/fonts/{name}.odttf", blob)
    made.relate("word/fontTable.xml", f"rId{name}", f"{OFFICE}/font", f"fonts/{name}.odttf")
    return f'<w:{kind} r:id="rId{name}" w:fontKey="{{{key}}}" w:subsetted="1"/>'


def _shared(code: int) -> bool:
    """Punctuation that every family has and none is needed for."""
    return 0x2000 <= code < 0x2300


def _subset(face: Any, codes: Iterable[int]) -> bytes:
    wanted: Any = hb.SubsetInput()
    wanted.unicode_set.update(codes)
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE
    return cast("bytes", hb.subset(face, wanted).blob.data)


def _obfuscated(program: bytes) -> tuple[str, bytes]:
    """Key and bytes: the first 32 are exclusive-ored with the key, read from its end."""
    digits = sha256(program).hexdigest()[:32].upper()
    mask = bytes.fromhex(digits)[::-1] * 2
    head = bytes(a ^ b for a, b in zip(program[:32], mask, strict=True))
    cuts = (0, 8, 12, 16, 20, 32)
    key = "-".join(digits[a:b] for a, b in pairwise(cuts))
    return key, head + program[32:]


def _as_bold(program: bytes, family: str) -> bytes:
    """A semi-bold file as the bold of its family, which is what Word looks for by name."""
    tables = _tables(program)
    names = {1: family, 2: "Bold", 3: f"{family} Bold", 4: f"{family} Bold", 6: f"{family}-Bold"}
    tables[b"name"] = _name_table(names)
    metrics = bytearray(tables[b"OS/2"])
    struct.pack_into(">H", metrics, 4, 700)
    (selection,) = struct.unpack_from(">H", metrics, 62)
    struct.pack_into(">H", metrics, 62, selection & ~0x40 | 0x20)
    tables[b"OS/2"] = bytes(metrics)
    header = bytearray(tables[b"head"])
    struct.pack_into(">H", header, 44, 1)
    tables[b"head"] = bytes(header)
    return _font_file(program[:4], tables)


def _tables(program: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    entries = (struct.unpack_from(">4sLLL", program, 12 + 16 * i) for i in range(count))
    return {tag: program[offset : offset + length] for tag, _, offset, length in entries}


def _name_table(names: dict[int, str]) -> bytes:
    """A name table with English names for Windows."""
    strings = [text.encode("utf-16-be") for text in names.values()]
    records: list[bytes] = []
    at = 0
    for number, text in zip(names, strings, strict=True):
        records.append(struct.pack(">6H", 3, 1, 0x409, number, len(text), at))
        at += len(text)
    head = struct.pack(">3H", 0, len(names), 6 + 12 * len(names))
    return head + b"".join(records) + b"".join(strings)


def _font_file(version: bytes, tables: dict[bytes, bytes]) -> bytes:
    """Tables as a file, with the sums over them that the format asks for (OpenType, "head")."""
    header = bytearray(tables[b"head"])
    struct.pack_into(">L", header, 8, 0)
    tables = tables | {b"head": bytes(header)}
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = version + struct.pack(
        ">4H", count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    body = b""
    at = len(directory) + 16 * count
    place = 0
    for tag, data in sorted(tables.items()):
        if tag == b"head":
            place = at + len(body)
        directory += struct.pack(">4sLLL", tag, _sum(data), at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    whole = bytearray(directory + body)
    struct.pack_into(">L", whole, place + 8, (0xB1B0AFBA - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF

"""The faces of a document as PDF fonts: only the glyphs it shows, and a way back to the text."""

from hashlib import sha256
from typing import Any, cast

from exporters.pdf.objects.file import PdfFile
from exporters.pdf.typesetting.fonts import Face, Faces, hb

_LAYOUT_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"STAT", b"vhea", b"vmtx", b"gasp", b"DSIG")
_NOTHING = "\u200b"  # what a glyph stands for whose neighbour has the text of both
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def embed(faces: Faces, file: PdfFile) -> None:
    """Adds every face that has shown a glyph to ``file``, as a Type 0 font.

    To be called when all pages are made. The codes are those of ``Face.code``.
    """
    for face in faces.opened():
        if face.codes:
            file.add_font(face.resource, _font(face, file))


def _font(face: Face, file: PdfFile) -> str:
    subset, places = _subset(face)
    tag = "".join(chr(65 + byte % 26) for byte in sha256(subset).digest()[:6])
    base = f"/{tag}+{face.name}".encode("ascii")
    program = file.add_stream(b"/Length1 %d" % len(subset), subset)
    descriptor = file.add(_descriptor(face, base), b"/FontFile2 ", program, b">>")
    mapping = b"\0\0" + b"".join(places[glyph].to_bytes(2, "big") for glyph, _ in face.codes)
    glyphs = file.add_stream(b"", mapping)
    descendant = file.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont" + base,
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W[1[",
        b" ".join(b"%d" % _per_mille(face, face.nominal(glyph)) for glyph, _ in face.codes),
        b"]]/CIDToGIDMap ",
        glyphs,
        b"/FontDescriptor ",
        descriptor,
        b">>",
    )
    unicode_map = file.add_stream(b"", _unicode_map(face))
    return file.add(
        b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont" + base,
        b"/DescendantFonts[",
        descendant,
        b"]/ToUnicode ",
        unicode_map,
        b">>",
    )


def _subset(face: Face) -> tuple[bytes, dict[int, int]]:
    """The TrueType file with the glyphs shown, and where each went."""
    wanted: Any = hb.SubsetInput()
    wanted.glyph_set.update({glyph for glyph, _ in face.codes})
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _LAYOUT_TABLES)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    plan: Any = hb.SubsetPlan(face.face, wanted)
    return cast("bytes", plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _descriptor(face: Face, base: bytes) -> bytes:
    ascent, descent = (_per_mille(face, value) for value in face.extents())
    serif = 2 if "Serif" in face.name or "Literata" in face.name else 0
    italic = "Italic" in face.name
    return (
        b"<</Type/FontDescriptor/FontName%s/Flags %d/ItalicAngle %d/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV %d/FontBBox[-500 %d 1500 %d]"
    ) % (
        base,
        4 + serif + (64 if italic else 0),
        -12 if italic else 0,
        ascent,
        descent,
        700,
        120 if "SemiBold" in face.name else 80,
        descent,
        ascent,
    )


def _unicode_map(face: Face) -> bytes:
    rows = [
        f"<{code:04X}> <{(text or _NOTHING).encode('utf-16-be', 'surrogatepass').hex().upper()}>\n"
        for (_, text), code in face.codes.items()
    ]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
    return _CMAP.format(body).encode("ascii")


def _per_mille(face: Face, value: float) -> int:
    return round(value * 1000 / face.units)

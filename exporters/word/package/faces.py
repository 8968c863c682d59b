"""The bundled faces a Word file is set in: their files, and how wide text comes out in them."""

from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, cast

from exporters.text import xml_safe
from resources.files import font_files

hb: Any = import_module("uharfbuzz")  # a C extension that no checker can look into

SERIF = "Literata-Regular"
SERIF_STRONG = "Literata-SemiBold"
SANS = "Inter-Regular"
SANS_STRONG = "Inter-SemiBold"
_UNKNOWN_WIDTH = 0.6
_WIDE_FROM = 0x1100
"""From here on most letters are as wide as they are high."""
_ELLIPSIS = "…"


class Face(NamedTuple):
    """A face opened for measuring and cutting; ``units`` to the em."""

    face: Any
    font: Any
    units: int


@cache
def opened(folder: str, name: str) -> Face:
    """A face by the folder of its family and the name of its file, without ending."""
    (path,) = [file for file in font_files(folder) if file.stem == name]
    face = hb.Face(path.read_bytes())
    return Face(face, hb.Font(face), cast("int", face.upem))


class _Advances(dict[str, float]):
    """Advance widths in em, by character, looked up when first asked for."""

    def __init__(self, name: str) -> None:
        self._face = opened(name.partition("-")[0].lower(), name)

    def __missing__(self, char: str) -> float:
        glyph = cast("int", self._face.font.get_nominal_glyph(ord(char)) or 0)
        if glyph:
            width = cast("int", self._face.font.get_glyph_h_advance(glyph)) / self._face.units
        else:
            width = 1.0 if ord(char) >= _WIDE_FROM and not char.isspace() else _UNKNOWN_WIDTH
        self[char] = width
        return width


@cache
def _advances(name: str) -> _Advances:
    return _Advances(name)


class _ShapedWidths(dict[str, float]):
    """Widths of words in em, kerned and with their ligatures, worked out when first asked for."""

    def __init__(self, name: str) -> None:
        self._face = opened(name.partition("-")[0].lower(), name)

    def __missing__(self, word: str) -> float:
        buffer: Any = hb.Buffer()
        buffer.add_str(xml_safe(word))
        buffer.guess_segment_properties()
        hb.shape(self._face.font, buffer)
        advances = sum(place.x_advance for place in buffer.glyph_positions or ())
        self[word] = width = advances / self._face.units
        return width


@cache
def shaped_widths(name: str) -> dict[str, float]:
    """Word to its width in em, for any word; each is shaped once."""
    return _ShapedWidths(name)


def width(text: str, face: str = SANS) -> float:
    """How wide a line of text is, in em: the sum of its letters, kerning left aside."""
    advances = _advances(face)
    return sum(advances[char] for char in text)


def fitting(text: str, room: float, face: str = SANS) -> str:
    """``text``, cut short with an ellipsis where it is wider than ``room`` em."""
    if width(text, face) <= room:
        return text
    advances = _advances(face)
    left = room - advances[_ELLIPSIS]
    for at, char in enumerate(text):
        left -= advances[char]
        if left < 0:
            return text[:at].rstrip() + _ELLIPSIS
    return text

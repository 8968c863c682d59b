"""Words ready to be shown: shaped once per style, then only joined.

Lengths are points. A chunk is what stands between two places where a line may break, with the
space after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from exporters.pdf.typesetting.fonts import Chain, Face, Faces, Run


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; ``size`` and ``leading`` in points, ``colour`` as ``#RRGGBB``."""

    chain: Chain
    size: float
    leading: float
    colour: str
    tabular: bool = False


class Word(NamedTuple):
    """A chunk ready to be shown.

    ``bare`` is its width without the space it ends in. ``runs`` are (font and size as operands of
    Tf, what goes into a TJ array), in visual order. ``font`` and ``shown`` are those of the only
    run, empty when there are several.
    """

    text: str
    rtl: bool
    width: float
    bare: float
    font: str
    shown: str
    runs: tuple[tuple[str, str], ...]


class Words(dict[str, Word]):
    """The chunks of one style that run one way; a chunk not met before is shaped."""

    def __init__(self, faces: Faces, style: Style, rtl: bool) -> None:
        super().__init__()
        self.style = style
        self._faces = faces
        self._rtl = rtl
        self.widest = 0.0
        """The bare width of the widest chunk so far."""
        self._edges: dict[str, tuple[float, ...]] = {}

    def __missing__(self, text: str) -> Word:
        word = self[text] = self._plain(text) or self._composed(text)
        self.widest = max(self.widest, word.bare)
        return word

    def _plain(self, text: str) -> Word | None:
        """The chunk if it is what most are: glyph for character of the first face, none moved."""
        name, scale = self.style.chain[0]
        face = self._faces[name]
        if self._rtl or not text or not face.characters.issuperset(map(ord, text)):
            return None
        shaped = face.shape(text, False, self.style.tabular)
        if len(shaped) != len(text):
            return None
        for at, (_, cluster, _, dx, dy) in enumerate(shaped):
            if cluster != at or dx or dy:
                return None
        glyphs = [(number, advance) for number, _, advance, _, _ in shaped]
        width = sum([advance for _, advance in glyphs])
        bare = width - glyphs[-1][1] if text[-1] == " " != text else width
        em = scale / face.units
        shown = _in_place(face, text, glyphs)
        size = self.style.size
        font = _operands(face.resource, size * scale)
        return Word(text, False, width * em * size, bare * em * size, font, shown, ((font, shown),))

    def _composed(self, text: str) -> Word:
        runs = self._shape(text)
        size = self.style.size
        width = sum(run.width() for run in runs) * size
        bare = width
        if text.endswith(" ") and text != " ":
            last = runs[0 if self._rtl else -1]
            bare -= last.em(last.glyphs[0 if self._rtl else -1].advance) * size
        shown = tuple(_shown(run, size) for run in runs)
        font, only = shown[0] if len(shown) == 1 else ("", "")
        return Word(text, self._rtl, width, bare, font, only, shown)

    def edges(self, text: str) -> tuple[float, ...]:
        """Where each code point of a chunk begins, and the last ends, from the chunk's left."""
        known = self._edges.get(text)
        if known is None:
            size = self.style.size
            parts: list[list[float]] = []
            x = 0.0
            for run in self._shape(text):
                parts.append([(x + edge) * size for edge in run.edges(self._rtl)])
                x += run.width()
            ordered = parts[::-1] if self._rtl else parts
            first = ordered[0][:1] if ordered else [0.0]
            known = tuple(first + [edge for part in ordered for edge in part[1:]])
            self._edges[text] = known
        return known

    def _shape(self, text: str) -> list[Run]:
        return self._faces.shape(text, self.style.chain, self._rtl, self.style.tabular)


def _in_place(face: Face, text: str, glyphs: Sequence[tuple[int, int]]) -> str:
    """The inside of a TJ array for glyphs (number, advance) that stand for a character each."""
    per_mille = 1000 / face.units
    signs = face.signs
    parts: list[str] = []
    codes = ""
    for char, (number, advance) in zip(text, glyphs, strict=True):
        sign, nominal = signs[number, char]
        codes += sign
        if advance != nominal:
            parts.append(f"({codes}){(nominal - advance) * per_mille:.0f} ")
            codes = ""
    if codes:
        parts.append(f"({codes})")
    return "".join(parts)


def _shown(run: Run, size: float) -> tuple[str, str]:
    """A run as operands of Tf and the inside of a TJ array; raised glyphs leave it for a moment."""
    face = run.face
    per_mille = 1000 / face.units
    real = size * run.scale
    parts: list[str] = []
    codes = ""
    for number, text, nominal, advance, dx, dy in run.glyphs:
        code, _ = face.signs[number, text]
        if not (dx or dy):
            codes += code
            if advance != nominal:
                parts.append(f"({codes}){(nominal - advance) * per_mille:.0f} ")
                codes = ""
            continue
        if codes:
            parts.append(f"({codes})")
            codes = ""
        glyph = f"({code})"
        if dy:
            glyph = f"]TJ {dy * real / face.units:.2f} Ts[{glyph}]TJ 0 Ts["
        back = (nominal - advance + dx) * per_mille
        parts.append(f"{-dx * per_mille:.0f} {glyph}{back:.0f} ")
    if codes:
        parts.append(f"({codes})")
    return _operands(face.resource, real), "".join(parts)


@cache
def _operands(resource: str, size: float) -> str:
    """Of Tf; always the same object, for lines compare those of their words."""
    return f"{resource} {size:.2f}".removesuffix(".00")

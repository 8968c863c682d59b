"""Words ready to be shown: shaped once per style, then only joined.

Lengths are points. A chunk is what stands between two places where a line may break, with the
space after it.
"""

from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from exporters.pdf.fonts import Chain, Faces, Run


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
        runs = self._shape(text)
        size = self.style.size
        width = sum(run.width() for run in runs) * size
        bare = width
        if text.endswith(" ") and text != " ":
            last = runs[0 if self._rtl else -1]
            bare -= last.em(last.glyphs[0 if self._rtl else -1].advance) * size
        self.widest = max(self.widest, bare)
        shown = tuple(_shown(run, size) for run in runs)
        font, only = shown[0] if len(shown) == 1 else ("", "")
        word = self[text] = Word(text, self._rtl, width, bare, font, only, shown)
        return word

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


def _shown(run: Run, size: float) -> tuple[str, str]:
    """A run as operands of Tf and the inside of a TJ array; raised glyphs leave it for a moment."""
    face = run.face
    per_mille = 1000 / face.units
    real = size * run.scale
    parts: list[str] = []
    codes = ""
    for number, text, nominal, advance, dx, dy in run.glyphs:
        code = face.sign(number, text)
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
    font = intern(f"{face.resource} {real:.2f}".removesuffix(".00"))  # lines compare their words'
    return font, "".join(parts)

"""Lines that are set: where on them a stretch of text lies, and how they are painted.

Lengths are points. Offsets are code points into the text that was set.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, Protocol

from exporters.pdf.typesetting.words import Style, Word, Words

_TOUCHING = 0.01
_FONT = attrgetter("font")
_SHOWN = attrgetter("shown")


class Line(Protocol):
    """One line, set. ``left`` is where it begins in its measure, ``width`` has no last space."""

    @property
    def style(self) -> Style: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def left(self) -> float: ...
    @property
    def width(self) -> float: ...

    def ranges(self, start: int, end: int) -> list[tuple[float, float]]:
        """The stretches of x, left to right, that the text from ``start`` to ``end`` covers."""
        ...

    def show(self, x: float, baseline: float) -> str:
        """The operators that paint the line, its measure at ``x``, in the current fill colour."""
        ...


@dataclass(frozen=True, slots=True)
class Straight:
    """A paragraph that runs left to right, or a part of one: words and where each ends."""

    words: Words
    row: Sequence[Word]
    starts: Sequence[int]
    """One more than words."""
    ends: Sequence[float]
    """One more than words: x before the first, then after each."""


class StraightLine(NamedTuple):
    """A line whose words stand in the order of the text."""

    paragraph: Straight
    first: int
    last: int
    """After the last word."""

    @property
    def style(self) -> Style:
        return self.paragraph.words.style

    @property
    def start(self) -> int:
        return self.paragraph.starts[self.first]

    @property
    def end(self) -> int:
        return self.paragraph.starts[self.last]

    @property
    def left(self) -> float:
        return 0.0

    @property
    def width(self) -> float:
        paragraph = self.paragraph
        final = paragraph.row[self.last - 1].bare if self.last > self.first else 0.0
        return paragraph.ends[max(self.last - 1, self.first)] - paragraph.ends[self.first] + final

    def ranges(self, start: int, end: int) -> list[tuple[float, float]]:
        """See ``Line``: at most one stretch."""
        starts = self.paragraph.starts
        if start >= starts[self.last] or end <= starts[self.first]:
            return []
        low = self._place(start) if start > starts[self.first] else 0.0
        high = self._place(end) if end < starts[self.last] else self.width
        return [(low, high)] if high > low else []

    def _place(self, offset: int) -> float:
        paragraph = self.paragraph
        at = bisect_right(paragraph.starts, offset, self.first, self.last) - 1
        x = paragraph.ends[at] - paragraph.ends[self.first]
        inside = offset - paragraph.starts[at]
        if inside:
            word = paragraph.row[at]
            if inside >= len(word.text):
                x += word.width
            elif inside == len(word.text) - 1 and word.text[-1] == " ":
                x += word.bare
            else:
                x += paragraph.words.edges(word.text)[inside]
        return min(x, self.width) if at == self.last - 1 else x

    def show(self, x: float, baseline: float) -> str:
        """See ``Line``."""
        row = self.paragraph.row[self.first : self.last]
        return _painted(row, x, baseline)


class Piece(NamedTuple):
    """A chunk, or the part of one that runs one way."""

    start: int
    word: Word
    level: int
    words: Words
    """Those it is one of."""


class MixedLine(NamedTuple):
    """A line in which words may be out of the order of the text; pieces are in visual order."""

    style: Style
    start: int
    end: int
    left: float
    width: float
    pieces: tuple[Piece, ...]

    @property
    def mirrored(self) -> bool:
        """Whether it is read from the right."""
        return bool(self.pieces) and min(piece.level for piece in self.pieces) % 2 == 1

    def ranges(self, start: int, end: int) -> list[tuple[float, float]]:
        """See ``Line``: what is one stretch of text may be several of the line."""
        found: list[tuple[float, float]] = []
        x = self.left
        for piece in self.pieces:
            word = piece.word
            length = len(word.text)
            low, high = max(start - piece.start, 0), min(end - piece.start, length)
            if low < high:
                left, right = x, x + word.width
                if high - low < length:
                    edges = piece.words.edges(word.text)
                    left, right = sorted((x + edges[low], x + edges[high]))
                if found and left - found[-1][1] < _TOUCHING:
                    found[-1] = (found[-1][0], right)
                elif right > left:
                    found.append((left, right))
            x += word.width
        return found

    def edge(self, offset: int, ending: bool) -> float | None:
        """The x at which what begins, or is ``ending``, at ``offset`` does so on this line."""
        x = self.left
        for piece in self.pieces:
            at, length = offset - piece.start, len(piece.word.text)
            if 0 < at <= length if ending else 0 <= at < length:
                return x + piece.words.edges(piece.word.text)[at]
            x += piece.word.width
        return None

    def show(self, x: float, baseline: float) -> str:
        """See ``Line``."""
        return _painted([piece.word for piece in self.pieces], x + self.left, baseline)


def _painted(row: Sequence[Word], x: float, baseline: float) -> str:
    if not row:
        return ""
    place = f"BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm"
    font = row[0].font
    if font and len(set(map(_FONT, row))) == 1:
        shown = "".join(map(_SHOWN, row)).replace(")(", "")
        return f"{place} {font} Tf[{shown}]TJ ET"
    parts = [place]
    font = close = ""
    for word in row:
        for operands, shown in word.runs:
            if operands != font:
                parts.append(f"{close} {operands} Tf[")
                font, close = operands, "]TJ"
            parts.append(shown)
    return "".join(parts).replace(")(", "") + "]TJ ET" if font else ""

"""Breaking text into lines: ragged, and reordered where scripts run both ways.

Lengths are points. Offsets are code points into the text that was set.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import NamedTuple
from unicodedata import category, combining

from exporters.pdf.typesetting.bidi import levels, needs_order, visual_order
from exporters.pdf.typesetting.fonts import Faces
from exporters.pdf.typesetting.lines import Line, MixedLine, Piece, Straight, StraightLine
from exporters.pdf.typesetting.words import Style, Word, Words
from exporters.shown import shown_text
from exporters.text import xml_safe

# What \s matches, without the spaces that forbid a break (U+00A0, U+2007, U+202F).
_ODD_SPACE = r"\t\n\r\x0b\x0c\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000"
_SPACE = " " + _ODD_SPACE
_SPACED = re.compile(rf"[^{_SPACE}]*[{_SPACE}]+|[^{_SPACE}]+")
_INSIDE = re.compile("[-‐—\u200b]")  # where a line may break without a space
_CHUNK = re.compile(
    rf"[^{_SPACE}]*?(?:(?<=[^\W\d_][^\W\d_])[-‐](?=[^\W\d_][^\W\d_])|[—\u200b](?=[^{_SPACE}]))"
    rf"|[^{_SPACE}]*[{_SPACE}]+|[^{_SPACE}]+"
)
_NOT_PLAIN_SPACE = re.compile(f"[{_ODD_SPACE}]")
_STRIP = re.compile(rf"[{_SPACE}]+$")
_ADDRESS_BREAK = re.compile(r"[^/._?&=-]*[/._?&=-]+|[^/._?&=-]+")
_FULL_ENOUGH = 0.5  # of the measure: a line that gives a word to a lone last one keeps this much
_ROUNDING = 0.001
_WIDTH = attrgetter("width")
_BARE = attrgetter("bare")


class Typesetter:
    """Breaks text into lines, with one cache of words per style for the whole document."""

    def __init__(self) -> None:
        self.faces = Faces()
        self._words: dict[tuple[Style, bool], Words] = {}

    def lines(
        self, text: str, style: Style, measure: float, rtl: bool = False, verbatim: bool = False
    ) -> list[Line]:
        """The lines of ``text`` within ``measure``; none for text that shows nothing.

        ``rtl`` is the direction of the paragraph: its lines end at the right. ``verbatim`` keeps
        line breaks and the width of spaces; else any white space is one space.
        """
        text = shown_text(text)
        if not verbatim:
            return self._paragraph(text, 0, style, measure, rtl)
        lines: list[Line] = []
        start = 0
        for row in text.split("\n"):
            kept = row.replace("\t", " ").replace(" ", "\u00a0")
            lines.extend(self._paragraph(kept, start, style, measure, rtl))
            start += len(row) + 1
        return lines

    def styled(
        self,
        text: str,
        stretches: Sequence[tuple[int, int, Style]],
        style: Style,
        measure: float,
        rtl: bool = False,
    ) -> list[MixedLine]:
        """The lines of a text some of whose stretches are set otherwise than in ``style``.

        ``stretches`` are (start, end, style), sorted and disjoint; no piece of a line reaches over
        an end of one. Else as ``lines``.
        """
        text = shown_text(text)
        chunks = _CHUNK.findall(text)
        if not text.strip():
            return []
        found = levels(text, rtl) if needs_order(text, rtl) else bytes(len(text))
        pair = (self._of(style, False), self._of(style, True))
        sections = tuple(
            (start, end, (self._of(own, False), self._of(own, True)))
            for start, end, own in stretches
        )
        return list(_Mixed(*pair, found, 0, measure, rtl, sections).lines(chunks))

    def line(self, text: str, style: Style) -> Line:
        """``text`` on one line, however long."""
        found = self.lines(text, style, 1e6)
        if found:
            return found[0]
        nothing = Straight(self._of(style, False), (), (0,), (0.0,))
        return StraightLine(nothing, 0, 0)

    def label(self, text: str, style: Style) -> Line:
        """``text`` on one line, sign by sign: for references, of which no two are the same."""
        lines = _straight(list(xml_safe(text)), 0, self._of(style, False))
        return lines[0] if lines else self.line("", style)

    def _of(self, style: Style, rtl: bool) -> Words:
        known = self._words.get((style, rtl))
        if known is None:
            known = self._words[style, rtl] = Words(self.faces, style, rtl)
        return known

    def _paragraph(
        self, text: str, origin: int, style: Style, measure: float, rtl: bool
    ) -> list[Line]:
        chunks = _chunks(text)
        if not chunks or (len(chunks) == 1 and not chunks[0].strip()):
            return []
        ltr = self._of(style, False)
        if needs_order(text, rtl):
            mixed = _Mixed(ltr, self._of(style, True), levels(text, rtl), origin, measure, rtl)
            return list(mixed.lines(chunks))
        uneven = text[0] == " " or "  " in text or _NOT_PLAIN_SPACE.search(text) is not None
        return [*_straight(chunks, origin, ltr, measure, uneven)]


def _chunks(text: str) -> list[str]:
    """``text`` cut wherever a line may break."""
    spaced: list[str] = _SPACED.findall(text)
    if _INSIDE.search(text) is None:
        return spaced
    return [part for chunk in spaced for part in _CHUNK.findall(chunk)]


def _straight(
    chunks: list[str], origin: int, words: Words, measure: float = 1e6, uneven: bool = False
) -> list[StraightLine]:
    """The lines of a paragraph that runs left to right.

    ``uneven`` says that some white space is not the one space it will be shown as.
    """
    if chunks and not chunks[0].strip():
        origin += len(chunks[0])
        chunks = chunks[1:]
    row = list(map(words.__getitem__, map(_one_space, chunks) if uneven else chunks))
    if words.widest > measure and max(map(_BARE, row), default=0.0) > measure:
        chunks = [part for chunk in chunks for part in _narrowed(chunk, words, measure)]
        row = list(map(words.__getitem__, map(_one_space, chunks)))
    starts = array("l", accumulate(map(len, chunks), initial=origin))
    ends = array("d", accumulate(map(_WIDTH, row), initial=0.0))
    paragraph = Straight(words, row, starts, ends)
    bounds = _break(row, ends, measure)
    return [StraightLine(paragraph, first, last) for first, last in bounds]


def _one_space(chunk: str) -> str:
    if chunk[-1] == " " and not chunk[-2:-1].isspace():
        return chunk
    stripped = _STRIP.sub("", chunk)
    return stripped + " " if len(stripped) < len(chunk) else chunk


def _narrowed(chunk: str, words: Words, measure: float) -> Iterator[str]:
    """A chunk in parts within ``measure``: cut after the signs of an address, else anywhere."""
    if words[_one_space(chunk)].bare <= measure:
        yield chunk
        return
    for part in _ADDRESS_BREAK.findall(chunk):
        while part:
            size = min(len(part), max(int(measure / words.style.size * 4), 0) + 1)
            edges = words.edges(part[:size])
            while size > 1 and abs(edges[size] - edges[0]) > measure:
                size -= 1
            while 1 < size < len(edges) - 1 and (
                edges[size] == edges[size + 1] or category(part[size])[0] == "M"
            ):
                size -= 1  # a mark stays with its base
            yield part[:size]
            part = part[size:]


def _break(row: Sequence[Word], ends: Sequence[float], measure: float) -> list[tuple[int, int]]:
    """(first, after the last) word of each line, greedy; a lone last word is given company."""
    bounds: list[tuple[int, int]] = []
    count = len(row)
    first = 0
    while first < count:
        limit = ends[first] + measure + _ROUNDING
        last = max(bisect_right(ends, limit, first + 1), first + 2) - 1
        if last < count and ends[last] + row[last].bare <= limit:
            last += 1  # only its space is too much
        bounds.append((first, last))
        first = last
    if len(bounds) > 1:
        (low, middle), (_, high) = bounds[-2:]
        cut = _company(row, ends, low, middle, high, measure)
        bounds[-2:] = [(low, cut), (cut, high)]
    return bounds


def _company(
    row: Sequence[Word], ends: Sequence[float], low: int, middle: int, high: int, measure: float
) -> int:
    """Where the last of two lines begins, so that it is no lone word if that can be helped."""
    cut = middle
    while not any(word.text[-1:] == " " for word in row[cut : high - 1]):
        cut -= 1
        too_much = ends[high - 1] + row[high - 1].bare - ends[cut] > measure
        if too_much or cut - low < 2 or ends[cut] - ends[low] < _FULL_ENOUGH * measure:
            return middle
    return cut


class _Part(NamedTuple):
    """A chunk, or as much of it as fits a line: its pieces, and all of it as one word."""

    start: int
    pieces: list[Piece]
    whole: Word


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A paragraph with text that runs right to left; ``levels`` are those of its code points."""

    ltr: Words
    rtl: Words
    levels: Sequence[int]
    origin: int
    measure: float
    to_right: bool
    sections: tuple[tuple[int, int, tuple[Words, Words]], ...] = ()
    """(start, end, words of each direction): what is set in another style."""

    def lines(self, chunks: Sequence[str]) -> Iterator[MixedLine]:
        """The lines: broken in the order of the text, then each put in visual order."""
        starts = accumulate(map(len, chunks), initial=0)
        parts = [
            part
            for start, chunk in zip(starts, chunks, strict=False)
            for part in self._fitting(start, chunk)
        ]
        if not chunks[0].strip():
            del parts[0]
        row = [part.whole for part in parts]
        ends = list(accumulate(map(_WIDTH, row), initial=0.0))
        edges = [*(part.start for part in parts), len(self.levels)]
        for first, last in _break(row, ends, self.measure):
            inside = [piece for part in parts[first:last] for piece in part.pieces]
            yield self._line(inside, edges[first], edges[last])

    def _fitting(self, start: int, chunk: str) -> Iterator[_Part]:
        """A chunk in parts within the measure."""
        whole = self._part(start, chunk)
        if whole.whole.bare <= self.measure:
            yield whole
            return
        for part in _ADDRESS_BREAK.findall(chunk):
            yield from self._halved(start, part)
            start += len(part)

    def _halved(self, start: int, part: str) -> Iterator[_Part]:
        cut = len(part) // 2
        while cut > 1 and combining(part[cut]):
            cut -= 1  # a mark stays with its base
        fitted = self._part(start, part)
        if cut == 0 or fitted.whole.bare <= self.measure:
            yield fitted
            return
        yield from self._halved(start, part[:cut])
        yield from self._halved(start + cut, part[cut:])

    def _part(self, start: int, chunk: str) -> _Part:
        pieces = self._pieces(start, _one_space(chunk))
        return _Part(start, pieces, self._measured(pieces))

    def _pieces(self, start: int, shown: str) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        while at < len(shown):
            level = self.levels[start + at]
            words, limit = self._words(start + at, level)
            limit = min(limit - start, len(shown))
            end = at + 1
            while end < limit and self.levels[start + end] == level:
                end += 1
            pieces.append(Piece(start + at, words[shown[at:end]], level, words))
            at = end
        return pieces

    def _words(self, offset: int, level: int) -> tuple[Words, int]:
        """In which words the text is set from ``offset`` on, and up to where."""
        odd = level % 2
        limit = len(self.levels)
        if self.sections:
            at = bisect_right(self.sections, offset, key=itemgetter(0))
            if at and offset < self.sections[at - 1][1]:
                return self.sections[at - 1][2][odd], self.sections[at - 1][1]
            if at < len(self.sections):
                limit = self.sections[at][0]
        return (self.rtl if odd else self.ltr), limit

    def _measured(self, pieces: Sequence[Piece]) -> Word:
        """The pieces of a chunk as one word, for the search of line breaks."""
        width = sum(piece.word.width for piece in pieces)
        last = pieces[-1].word
        space = last.width if last.text == " " else last.width - last.bare
        return last._replace(width=width, bare=width - space)

    def _line(self, pieces: list[Piece], start: int, end: int) -> MixedLine:
        last = pieces[-1]
        if last.word.text == " " and len(pieces) > 1:
            del pieces[-1]
        elif last.word.text.endswith(" "):
            pieces[-1] = last._replace(word=last.words[last.word.text[:-1]])
        order = visual_order([piece.level for piece in pieces])
        placed = tuple(pieces[at]._replace(start=self.origin + pieces[at].start) for at in order)
        width = sum(piece.word.width for piece in placed)
        left = self.measure - width if self.to_right else 0.0
        origin = self.origin
        return MixedLine(self.ltr.style, origin + start, origin + end, left, width, placed)

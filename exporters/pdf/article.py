"""The annex: an article in full, tints and bars under its words, references in the margin.

Bars of passages that overlap hang in lanes under the line. A passage keeps its lane within a
block; three lanes fit between two lines of text, and a fourth shows in the margin only.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from exporters.briefing import Article, ArticleBlock, BlockKind, Mark, Tag
from exporters.pdf.objects.structure import Element
from exporters.pdf.rows import (
    BODY,
    CODE,
    FRONT,
    LEFT,
    MEASURE,
    REFERENCE,
    SUBHEAD,
    Painter,
    Row,
    TextRow,
    baseline,
    keep_ends,
    of_direction,
)
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.lines import Line, MixedLine
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from exporters.segments import Segment, flatten_blocks, lane_order
from resources.palette import LIGHT

LANES = 3
_LIST = "list"  # tells the lists of an article from others
_LANE_TOP = 1.9  # below the baseline
_LANE_STEP = 1.75
_ABOVE, _BELOW = 0.88, 0.19  # of the size: how far a tint reaches from the baseline
_PAD = 0.6  # a tint is wider than its words by this much
_INSET = 0.35  # a bar stops short of its ends, so that neighbours do not run together
_NUMBERED_ITEM = re.compile(r"\d{1,4}[.)]")

_STYLES = {
    BlockKind.PARAGRAPH: (BODY, 0.0, 8.0),
    BlockKind.HEADING: (SUBHEAD, 0.0, 16.0),
    BlockKind.LIST_ITEM: (BODY, 16.0, 4.0),
    BlockKind.QUOTATION: (BODY, 16.0, 8.0),
    BlockKind.CODE: (CODE, 10.0, 8.0),
    BlockKind.FRONT_MATTER: (FRONT, 0.0, 2.0),
}
"""Style, indent and space before, in points."""


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block and the marks over it; offsets are those of the article."""

    start: int
    segments: Sequence[Segment]
    starts: Sequence[int]
    lanes: Mapping[int, int]
    marks: Sequence[Mark]
    tags: Mapping[str, Tag]

    def over(self, start: int, end: int) -> Iterator[Segment]:
        """The segments that have marks and meet ``start`` to ``end``."""
        at = max(bisect_right(self.starts, start) - 1, 0)
        while at < len(self.segments) and self.segments[at].start < end:
            if self.segments[at].marks and self.segments[at].end > start:
                yield self.segments[at]
            at += 1

    def front(self, segment: Segment) -> Tag:
        """The tag whose tint a segment shows: that of the lowest lane."""
        lowest = min(segment.marks, key=self.lanes.__getitem__)
        return self.tags[self.marks[lowest].tag]


@dataclass(slots=True)
class MarkedRow(TextRow):
    """A line of an article with what is marked in it; ``begins`` are the marks it names."""

    block: MarkedBlock = field(kw_only=True)
    part: Element = field(kw_only=True)
    begins: tuple[Mark, ...] = ()

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws tints, bars, words and references, and adds to the highlights of the page."""
        TextRow.paint(self, sheet, top)
        base = baseline(self.line.style, top)
        origin = self.block.start
        start, end = origin + self.line.start, origin + self.line.end
        segments = list(self.block.over(start, end))
        self._tint(sheet, segments, base)
        for index in dict.fromkeys(i for segment in segments for i in segment.marks):
            self._mark(sheet, index, base)
        for mark in self.begins:
            sheet.note(mark, base, self.part)

    def _tint(self, sheet: Sheet, segments: Sequence[Segment], base: float) -> None:
        size = self.line.style.size
        for segment in segments:
            colour = self.block.front(segment).tint
            for left, right in self._ranges(segment.start, segment.end):
                sheet.tint(
                    colour, left - _PAD, base - _BELOW * size, right + _PAD, base + _ABOVE * size
                )

    def _mark(self, sheet: Sheet, index: int, base: float) -> None:
        block, size = self.block, self.line.style.size
        mark, lane = block.marks[index], block.lanes[index]
        top = base - _LANE_TOP - _LANE_STEP * lane
        for start, end in mark.spans:
            found = self._ranges(start, end)
            for left, right in found:
                if lane < LANES:
                    sheet.bar(block.tags[mark.tag], left + _INSET, right - _INSET, top)
                box = (left, base - _BELOW * size, right, base + _ABOVE * size)
                sheet.highlight(mark, self.part, box)
            if found and lane < LANES:
                self._caps(sheet, start - block.start, end - block.start, found, top)

    def _caps(
        self,
        sheet: Sheet,
        start: int,
        end: int,
        found: Sequence[tuple[float, float]],
        top: float,
    ) -> None:
        """Marks where a span that is ``found`` here begins and ends, as far as that is here."""
        line = self.line
        first, last = found[0], found[-1]
        mirrored = isinstance(line, MixedLine) and line.mirrored
        if isinstance(line, MixedLine):
            first, last = (
                _around(found, self.x + (line.edge(offset, ending) or 0.0))
                for offset, ending in ((start, False), (end, True))
            )
        if start >= line.start:
            sheet.cap(first[1] - _INSET if mirrored else first[0] + _INSET, top)
        if end <= line.end:
            sheet.cap(last[0] + _INSET if mirrored else last[1] - _INSET, top)

    def _ranges(self, start: int, end: int) -> list[tuple[float, float]]:
        """Where on the page the words from ``start`` to ``end`` of the article stand here."""
        line, origin = self.line, self.block.start
        start, end = max(start - origin, line.start), min(end - origin, line.end)
        if start >= end:
            return []
        return [(self.x + left, self.x + right) for left, right in line.ranges(start, end)]


@dataclass(frozen=True, slots=True)
class ArticleFrame:
    """Where an article stands: its tags, the element around it, the level of its headings."""

    tags: Mapping[str, Tag]
    setter: Typesetter
    root: Element
    level: int
    language: str

    def element(self, block: ArticleBlock) -> Element:
        """A new element for a block; items of a list that follow each other share the list."""
        root = self.root
        language = "" if block.language == self.language else block.language
        if block.kind is BlockKind.HEADING:
            return root.add(f"H{min(self.level, 6)}", language=language)
        if block.kind is BlockKind.LIST_ITEM:
            last = root.kids[-1] if root.kids else None
            if not (isinstance(last, Element) and last.title == _LIST):
                last = root.add("L", _LIST)
            return last.add("LI").add("LBody", language=language)
        if block.kind is BlockKind.QUOTATION:
            root = root.add("BlockQuote")
        return root.add("P", language=language)


def article_rows(article: Article, frame: ArticleFrame) -> list[Row]:
    """The rows of an article. A mark is named, and can be reached, where it is first seen."""
    rows: list[Row] = []
    named: set[int] = set()
    after = 0
    all_segments = flatten_blocks(article.blocks, article.marks)
    order = {index: rank for rank, index in enumerate(lane_order(article.marks))}
    for block, segments in zip(article.blocks, all_segments, strict=True):
        marked = MarkedBlock(
            block.start,
            segments,
            [segment.start for segment in segments],
            _lanes(segments, order),
            article.marks,
            frame.tags,
        )
        marker = article.text[after : block.start].strip()
        rows.extend(_block_rows(article.text, block, marked, named, marker, frame))
        after = block.end
    return rows


def _block_rows(
    text: str,
    block: ArticleBlock,
    marked: MarkedBlock,
    named: set[int],
    marker: str,
    frame: ArticleFrame,
) -> list[MarkedRow]:
    setter = frame.setter
    rtl = block.direction == "rtl"
    style, indent, before = _STYLES[block.kind]
    style = of_direction(style, rtl)
    lines = setter.lines(
        text[block.start : block.end],
        style,
        MEASURE - indent,
        rtl,
        verbatim=block.kind is BlockKind.CODE,
    )
    x = LEFT + (0.0 if rtl else indent)
    if not lines:
        return []
    element = frame.element(block)
    rows = [
        MarkedRow(style.leading, line=line, x=x, element=element, part=element, block=marked)
        for line in lines
    ]
    keep_ends(rows)
    rows[0].before = before
    if block.kind is BlockKind.HEADING:
        for row in rows:
            row.hold = True
    for row in rows:
        _name_marks(row, marked, named)
        if block.kind is BlockKind.QUOTATION:
            row.also += (_quotation_rule,)
    if block.kind is BlockKind.LIST_ITEM:
        sign = marker if _NUMBERED_ITEM.fullmatch(marker) else "•"
        x = LEFT + (MEASURE - 10 if rtl else 2)
        rows[0].also += (_beside(setter.line(sign, BODY), style, x, element),)
    elif block.number:
        number = setter.line(f"¶ {block.number}", REFERENCE)
        rows[0].also += (_beside(number, style, LEFT + MEASURE + 14, element),)
    return rows


def _name_marks(row: MarkedRow, marked: MarkedBlock, named: set[int]) -> None:
    start, end = marked.start + row.line.start, marked.start + row.line.end
    fresh: list[int] = []
    for segment in marked.over(start, end):
        for index in segment.marks:
            if index not in named:
                named.add(index)
                fresh.append(index)
    row.begins = tuple(marked.marks[index] for index in fresh)
    row.anchors = tuple(mark.anchor for mark in row.begins if mark.anchor)


def _lanes(segments: Sequence[Segment], order: Mapping[int, int]) -> dict[int, int]:
    """Mark to lane: each takes the lowest lane that is free where it begins in the block."""
    extents: dict[int, tuple[int, int]] = {}
    for segment in segments:
        for index in segment.marks:
            start, _ = extents.get(index, (segment.start, 0))
            extents[index] = (start, segment.end)
    lanes: dict[int, int] = {}
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    for index in sorted(extents, key=lambda i: (extents[i][0], order[i])):
        start, end = extents[index]
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        lanes[index] = lane
        heappush(busy, (end, lane))
    return lanes


def _around(found: Sequence[tuple[float, float]], x: float) -> tuple[float, float]:
    """The stretch that ``x`` is in, or the nearest one."""
    return min(found, key=lambda one: max(one[0] - x, x - one[1]))


def _beside(line: Line, style: Style, x: float, element: Element) -> Painter:
    def paint(sheet: Sheet, top: float) -> None:
        sheet.text(line.show(x, baseline(style, top)), line.style.colour, element)

    return paint


def _quotation_rule(sheet: Sheet, top: float) -> None:
    sheet.tint(LIGHT.line, LEFT + 2, top - BODY.leading, LEFT + 3.5, top)

"""Overlapping marks flattened into runs: what both writers paint the words of an article from."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import NamedTuple

from exporters.briefing import ArticleBlock, Mark


class Segment(NamedTuple):
    """A stretch of text over which the same marks lie.

    ``start`` and ``end`` are code points, ``start < end``. ``marks`` are indexes into the sequence
    that was flattened, in lane order: the mark that starts first comes first, of two that start
    together the longer one.
    """

    start: int
    end: int
    marks: tuple[int, ...]


def flatten(start: int, end: int, marks: Sequence[Mark]) -> list[Segment]:
    """The text from ``start`` to ``end``, cut wherever a span of a mark begins or ends.

    The segments follow each other without a gap; an empty range has none. Spans are clipped to the
    range; a gap between two spans of one mark does not belong to it. Time is O(n log n) in the
    number of spans, plus the size of what is returned.
    """
    order = lane_order(marks)
    edges = _edges(start, end, marks, order)
    segments: list[Segment] = []
    open_lanes: list[int] = []
    here = start
    for offset, opens, lane in edges:
        if offset > here:
            segments.append(Segment(here, offset, tuple(order[i] for i in open_lanes)))
            here = offset
        if opens:
            insort(open_lanes, lane)
        else:
            del open_lanes[bisect_left(open_lanes, lane)]
    if here < end:
        segments.append(Segment(here, end, ()))
    return segments


def flatten_blocks(blocks: Sequence[ArticleBlock], marks: Sequence[Mark]) -> list[list[Segment]]:
    """The segments of each block, in one sweep over the whole article.

    ``blocks`` are in order and do not overlap; ``marks`` are all the marks of the article. Segments
    are cut at block edges too, and text between two blocks has none.
    """
    if not blocks:
        return []
    segments = flatten(blocks[0].start, blocks[-1].end, marks)
    result: list[list[Segment]] = []
    at = 0
    for block in blocks:
        inside: list[Segment] = []
        while at < len(segments) and segments[at].end <= block.start:
            at += 1
        while at < len(segments) and segments[at].start < block.end:
            one = segments[at]
            inside.append(Segment(max(one.start, block.start), min(one.end, block.end), one.marks))
            if one.end > block.end:
                break
            at += 1
        result.append(inside)
    return result


def lane_order(marks: Sequence[Mark]) -> list[int]:
    """Indexes of ``marks`` as their lanes are drawn: by start, then longest first."""
    extents = [(mark.spans[0][0], -mark.spans[-1][1], i) for i, mark in enumerate(marks)]
    return [i for _, _, i in sorted(extents)]


def _edges(
    start: int, end: int, marks: Sequence[Mark], order: Sequence[int]
) -> list[tuple[int, bool, int]]:
    """(offset, opens, lane) in reading order; what ends at an offset comes before what begins."""
    edges: list[tuple[int, bool, int]] = []
    for lane, index in enumerate(order):
        for low, high in marks[index].spans:
            low, high = max(low, start), min(high, end)
            if low < high:
                edges.append((low, True, lane))
                edges.append((high, False, lane))
    edges.sort()
    return edges

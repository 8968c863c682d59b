"""Where the passages of an article begin and end, once its text is cut into segments."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from exporters.briefing import Article
from exporters.segments import Segment


class Place(NamedTuple):
    """A segment: the index of its block, and its own index in there."""

    block: int
    segment: int


class Extents(NamedTuple):
    """First and last segment of each mark, by its index, for marks with printed words.

    ``unprinted`` holds the others by the block they are told after: marks over what stands between
    two blocks, such as a marker.
    """

    first: dict[int, Place]
    last: dict[int, Place]
    unprinted: dict[int, list[int]]


def extents(article: Article, segments: Sequence[Sequence[Segment]]) -> Extents:
    """The extents of all marks of an article that was cut by ``flatten_blocks``."""
    first: dict[int, Place] = {}
    last: dict[int, Place] = {}
    for block, row in enumerate(segments):
        for index, segment in enumerate(row):
            here = Place(block, index)
            for mark in segment.marks:
                first.setdefault(mark, here)
                last[mark] = here
    unprinted: dict[int, list[int]] = {}
    starts = [block.start for block in article.blocks]
    for index, mark in enumerate(article.marks):
        if index not in first and starts:
            before = max(bisect_right(starts, mark.spans[0][0]) - 1, 0)
            unprinted.setdefault(before, []).append(index)
    return Extents(first, last, unprinted)

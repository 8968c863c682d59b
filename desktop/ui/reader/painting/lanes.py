"""Which passages lie in a block, and in which lane each is drawn. No Qt.

A lane belongs to a passage within a block. When a source is shown, lanes are given by start, then
longest first; a passage added later takes the lowest free lane and no other moves. Between the
parts of a passage its lane is free for others.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.ui.reader.offsets import Offsets

Piece = tuple[int, int]
"""From and to, UTF-16 units within the block."""


class Placed:
    """One passage within one block: its lane and its pieces there."""

    __slots__ = ("annotation", "lane", "pieces")

    def __init__(self, annotation: Annotation, lane: int, pieces: tuple[Piece, ...]) -> None:
        self.annotation = annotation
        self.lane = lane
        self.pieces = pieces

    @property
    def start(self) -> int:
        """Where it starts within the block."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends within the block."""
        return self.pieces[-1][1]


class Lanes:
    """The passages of one source by block. Lanes of a block are worked out when it is first shown.

    Adding or removing a passage costs what its own blocks cost, whatever the size of the article.
    """

    def __init__(self, offsets: Offsets, annotations: Iterable[Annotation]) -> None:
        self._offsets = offsets
        self._waiting: defaultdict[int, list[Annotation]] = defaultdict(list)
        """May name a passage twice, and one whose span begins in the gap after the block."""
        self._blocks: dict[int, list[Placed]] = {}
        starts = offsets.starts
        waiting, blocks = self._waiting, len(starts)
        for held in annotations:
            for span in held.spans:
                index, end = bisect_right(starts, span.start) or 1, span.end
                waiting[index - 1].append(held)
                while index < blocks and starts[index] < end:
                    waiting[index].append(held)
                    index += 1

    def in_block(self, index: int) -> list[Placed]:
        """The passages of a block, by start; owned by the lanes, not to be changed."""
        found = self._blocks.get(index)
        if found is None:
            found = self._blocks[index] = self._first_lanes(index)
        return found

    def blocks_of(self, annotation: Annotation) -> list[int]:
        """The indexes of the blocks a passage touches."""
        touched = {piece[0] for span in annotation.spans for piece in self._offsets.pieces(span)}
        return sorted(touched)

    def ends_in(self, annotation: Annotation, index: int) -> list[tuple[int, bool, int]]:
        """The ends of a passage's spans that lie in a block.

        Each as (number of the span, whether it opens there, UTF-16 unit within the block).
        """
        offsets, found = self._offsets, list[tuple[int, bool, int]]()
        start, end = offsets.starts[index], offsets.ends[index]
        before = offsets.ends[index - 1] if index else -1
        after = offsets.starts[index + 1] if index + 1 < len(offsets.starts) else None
        for number, span in enumerate(annotation.spans):
            if before <= span.start < end and start < span.end:
                found.append((number, True, offsets.in_block(index, span.start)))
            if start < span.end and span.start < end and (after is None or span.end <= after):
                found.append((number, False, offsets.in_block(index, span.end)))
        return found

    def add(self, annotation: Annotation, before: dict[int, int] | None = None) -> list[int]:
        """Put a passage in the lowest free lane of each of its blocks; these blocks' indexes.

        ``before`` holds lanes by block that it has had and keeps where they are still free.
        """
        touched = self.blocks_of(annotation)
        for index in touched:
            placed = self.in_block(index)
            pieces = self._pieces(annotation, index)
            if pieces:
                wanted = before.get(index) if before else None
                placed.append(Placed(annotation, _free_lane(placed, pieces, wanted), pieces))
                placed.sort(key=_order)
        return touched

    def remove(self, annotation: Annotation) -> list[int]:
        """Take a passage out; the indexes of its blocks."""
        touched = self.blocks_of(annotation)
        for index in touched:
            kept = [p for p in self.in_block(index) if p.annotation.id != annotation.id]
            self._blocks[index] = kept
        return touched

    def replace(self, before: Annotation, after: Annotation) -> list[int]:
        """A passage has changed; it keeps its lane wherever that is still free."""
        if before.spans != after.spans:
            lanes = {
                index: placed.lane
                for index in self.blocks_of(before)
                for placed in self.in_block(index)
                if placed.annotation.id == before.id
            }
            return sorted({*self.remove(before), *self.add(after, lanes)})
        touched = self.blocks_of(after)
        for index in touched:
            for placed in self.in_block(index):
                if placed.annotation.id == after.id:
                    placed.annotation = after
        return touched

    def at(self, index: int, unit: int) -> list[Annotation]:
        """The passages over one UTF-16 unit of a block, shortest first."""
        over = [
            placed.annotation
            for placed in self.in_block(index)
            if any(first <= unit < last for first, last in placed.pieces)
        ]
        return sorted(over, key=lambda held: (sum(s.end - s.start for s in held.spans), held.start))

    def _first_lanes(self, index: int) -> list[Placed]:
        placed: list[Placed] = []
        seen: set[AnnotationId] = set()
        found: list[tuple[Annotation, tuple[Piece, ...]]] = []
        for held in self._waiting.get(index, ()):
            if held.id in seen:  # it waits here once for each of its parts
                continue
            seen.add(held.id)
            pieces = self._pieces(held, index)
            if pieces:
                found.append((held, pieces))
        found.sort(key=lambda entry: (entry[1][0][0], -entry[1][-1][1]))
        lanes = _Filling()
        for held, pieces in found:
            placed.append(Placed(held, lanes.put(pieces), pieces))
        return placed

    def _pieces(self, annotation: Annotation, index: int) -> tuple[Piece, ...]:
        offsets, spans = self._offsets, annotation.spans
        first = bisect_right(spans, offsets.starts[index], key=lambda span: span.end)
        last = bisect_left(spans, offsets.ends[index], key=lambda span: span.start)
        return tuple(
            (offsets.in_block(index, span.start), offsets.in_block(index, span.end))
            for span in spans[first:last]
        )


def _order(placed: Placed) -> tuple[int, int]:
    return placed.start, -placed.end


def _free_lane(placed: list[Placed], pieces: tuple[Piece, ...], wanted: int | None) -> int:
    """The wanted lane if it is free, or else the lowest one that is."""
    start, end = pieces[0][0], pieces[-1][1]
    taken = {
        other.lane
        for other in placed
        if other.start < end and start < other.end and _overlap(other.pieces, pieces)
    }
    if wanted is not None and wanted not in taken:
        return wanted
    return next(lane for lane in range(len(taken) + 1) if lane not in taken)


def _overlap(some: tuple[Piece, ...], others: tuple[Piece, ...]) -> bool:
    """Whether two passages share a character; what lies between the parts of one is free.

    The parts of each are in order, so both are gone through once.
    """
    left = right = 0
    while left < len(some) and right < len(others):
        (a, b), (c, d) = some[left], others[right]
        if a < d and c < b:
            return True
        if b <= d:
            left += 1
        else:
            right += 1
    return False


class _Filling:
    """Lanes while a block is filled with passages in the order of their starts."""

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._gaps: list[list[Piece]] = []
        """What each lane holds, where some passage in it has several parts; else nothing."""

    def put(self, pieces: tuple[Piece, ...]) -> int:
        """The lowest lane in which a passage is free, taken from now on."""
        start, end = pieces[0][0], pieces[-1][1]
        ends = self._ends
        for lane, taken in enumerate(ends):
            held = self._gaps[lane]
            if taken <= start or (held and not _overlap(tuple(held), pieces)):
                break
        else:
            lane = len(ends)
            ends.append(0)
            self._gaps.append([])
        if taken_in_parts := self._gaps[lane]:
            taken_in_parts.extend(pieces)
            taken_in_parts.sort()  # two runs that are in order already: one pass
        elif len(pieces) > 1:
            self._gaps[lane] = list(pieces)
        ends[lane] = max(ends[lane], end)
        return lane

"""Code points of a source to UTF-16 positions of its Qt document, and back: the one place.

The document has one text block for each block of the source, with a block separator between two;
what lies between two source blocks is not in the document.
"""

import re
from bisect import bisect_left, bisect_right

from desktop.model.annotation import Span
from desktop.model.source import Block

_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """The map for one text and its blocks. Empty texts have one empty block in Qt and none here."""

    def __init__(self, text: str, blocks: tuple[Block, ...]) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self.starts = [block.start for block in blocks]
        self.ends = [block.end for block in blocks]
        self._positions: list[int] = []
        position = 0
        for block in blocks:
            self._positions.append(position)
            position += self._units(block.start, block.end) + 1
        self.length = max(0, position - 1)

    def block_at(self, offset: int) -> int:
        """The index of the block that holds a code point, or of the last one before it (>= 0)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def to_document(self, offset: int) -> int:
        """The document position of a code-point offset; one in a gap goes to the block before."""
        if not self.starts:
            return 0
        index = self.block_at(offset)
        start = self.starts[index]
        offset = min(max(offset, start), self.ends[index])
        return self._positions[index] + self._units(start, offset)

    def in_block(self, index: int, offset: int) -> int:
        """The UTF-16 position within block ``index`` of an offset, clamped to the block."""
        start = self.starts[index]
        return self._units(start, min(max(offset, start), self.ends[index]))

    def to_text(self, position: int) -> int:
        """The code-point offset of a document position; inside a surrogate pair, its start."""
        if not self.starts:
            return 0
        index = max(0, bisect_right(self._positions, position) - 1)
        start = self.starts[index]
        units = position - self._positions[index]
        first = bisect_left(self._wide, start)
        last = bisect_left(self._wide, self.ends[index])
        # The k-th wide character of the block lies k units further on than its code point says.
        low, high = first, last
        while low < high:
            middle = (low + high) // 2
            if self._wide[middle] - start + (middle - first) < units:
                low = middle + 1
            else:
                high = middle
        before = low - first
        offset = start + units - before
        if before and start + units - before <= self._wide[low - 1]:
            offset = self._wide[low - 1]
        return min(offset, self.ends[index])

    def pieces(self, span: Span) -> list[tuple[int, int, int]]:
        """A span as (block index, from, to) in UTF-16 units within each block it touches."""
        result: list[tuple[int, int, int]] = []
        index = self.block_at(span.start)
        while index < len(self.starts) and self.starts[index] < span.end:
            first, last = self.in_block(index, span.start), self.in_block(index, span.end)
            if first < last:
                result.append((index, first, last))
            index += 1
        return result

    def _units(self, start: int, end: int) -> int:
        if not self._wide:
            return end - start
        return end - start + bisect_left(self._wide, end) - bisect_left(self._wide, start)


def utf16_slice(text: str, start: int, length: int) -> str:
    """The part of ``text`` that Qt means by ``start`` and ``length`` in UTF-16 units."""
    if text.isascii():
        return text[start : start + length]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")

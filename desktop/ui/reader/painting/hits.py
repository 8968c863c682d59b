"""Marks what a search has found: boxes over the tints and under the text, of visible lines only."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextLayout

from desktop.model.hits import NO_HITS, Hits
from desktop.ui.look.theme import Theme
from desktop.ui.reader.offsets import Offsets
from desktop.ui.reader.painting.geometry import (
    Stretch,
    has_right_to_left,
    reach_of,
    stretches,
)


class HitBoxes:
    """Holds the hits of one source and paints those of a block."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._hits = NO_HITS
        self._now = -1

    @property
    def now(self) -> tuple[int, int] | None:
        """The current hit, from and to in code points."""
        if not 0 <= self._now < len(self._hits.starts):
            return None
        return self._hits.starts[self._now], self._hits.ends[self._now]

    def show(self, hits: Hits, now: int) -> None:
        """Paint these from now on; ``now`` is the place of the current one, -1 for none."""
        self._hits, self._now = hits, now

    def paint(
        self,
        painter: QPainter,
        block: QTextBlock,
        origin: QPoint,
        offsets: Offsets,
        seen: tuple[int, int],
    ) -> None:
        """The hits of a block whose layout is at ``origin``, between two heights (``seen``)."""
        if not self._hits.starts:
            return
        index, layout = block.blockNumber(), block.layout()
        units = _units_between(layout, seen[0] - origin.y(), seen[1] - origin.y())
        if units is None:
            return
        first = offsets.to_text(block.position() + units[0])
        last = offsets.to_text(block.position() + units[1])
        starts, ends = self._hits
        at, mixed = bisect_right(ends, first), has_right_to_left(block.text())
        reach = reach_of(block)
        for place in range(at, bisect_left(starts, last, at)):
            piece = offsets.in_block(index, starts[place]), offsets.in_block(index, ends[place])
            for stretch in stretches(layout, (piece,), mixed, reach):
                self._box(painter, stretch, origin, place == self._now)

    def _box(self, painter: QPainter, stretch: Stretch, origin: QPoint, now: bool) -> None:
        theme, chosen = self._theme, self._theme.roles
        # Down to where the first bar begins, so a tag's bar stays whole under a hit.
        top = stretch.baseline - stretch.above - max(1, round(stretch.above / 15))
        height = stretch.baseline + stretch.below + 1 - top
        box = QRect(stretch.left, top, stretch.right - stretch.left, height)
        frame(
            painter,
            box.translated(origin),
            theme.color(chosen.hit_now if now else chosen.hit),
            theme.color(chosen.ink if now else chosen.hit_line),
            2 if now else 1,
        )


def frame(painter: QPainter, box: QRect, fill: QColor, line: QColor, width: int) -> None:
    """A filled box with a line inside its edge, on whole pixels."""
    painter.fillRect(box, line)
    painter.fillRect(box.adjusted(width, width, -width, -width), fill)


def _units_between(layout: QTextLayout, top: float, bottom: float) -> tuple[int, int] | None:
    """The UTF-16 units of the lines between two heights of a layout; None where there are none."""
    count = layout.lineCount()
    first = bisect_left(range(count), top, key=lambda n: layout.lineAt(n).rect().bottom())
    last = bisect_left(range(count), bottom, key=lambda n: layout.lineAt(n).y())
    if first >= last:
        return None
    end = layout.lineAt(last - 1)
    return layout.lineAt(first).textStart(), end.textStart() + end.textLength()

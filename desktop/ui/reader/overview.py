"""The strip along the article: the scroll bar, with where in the whole text which tags lie.

Ticks are placed by characters, not by laid-out height, since Qt lays a long text out bit by bit.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.codebook import Tag
from desktop.ui.look.theme import Theme
from desktop.ui.reader.painting.hits import frame

WIDTH = 24
_SLOTS = 1024
"""Places along the strip; ticks that fall into one slot are one tick."""


class Overview(QScrollBar):
    """A scroll bar that shows the passages: one column per tag, so position is the second sign.

    Adding or removing a passage changes one counter; the picture is painted from the counters.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._length = 1
        self._tags: list[Tag] = []
        self._counts: list[list[int]] = []
        self._picture: QPixmap | None = None
        self._hits: Sequence[int] = ()
        self._hit_now = -1
        self._visible_part: Callable[[], tuple[int, int]] = lambda: (0, 1)
        self.setAccessibleName(_("Place in the article"))
        theme.changed.connect(self._forget)

    def show_source(
        self,
        length: int,
        codebook: tuple[Tag, ...],
        annotations: list[Annotation],
        visible_part: Callable[[], tuple[int, int]],
    ) -> None:
        """Count the passages of an article of ``length`` code points.

        ``visible_part`` gives the code points at the top and the bottom of the view.
        """
        self._length = max(1, length)
        self._hits, self._hit_now = (), -1
        self._tags = list(codebook)
        self._counts = [[0] * _SLOTS for _tag in codebook]
        self._visible_part = visible_part
        columns = {tag.id: counts for tag, counts in zip(codebook, self._counts, strict=True)}
        length = self._length
        for held in annotations:
            columns[held.tag][held.spans[0].start * _SLOTS // length] += 1
        self._forget()

    @property
    def counts(self) -> dict[str, int]:
        """How many passages of the article have each tag, by its id."""
        return {tag.id: sum(slots) for tag, slots in zip(self._tags, self._counts, strict=True)}

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """One passage was added, changed or deleted."""
        for annotation, step in ((before, -1), (after, 1)):
            if annotation is None:
                continue
            slot = annotation.start * _SLOTS // self._length
            for position, (tag, counts) in enumerate(zip(self._tags, self._counts, strict=True)):
                if tag.id == annotation.tag:
                    counts[slot] += step
                    if self._picture is not None and step > 0 and before is None:
                        painter = QPainter(self._picture)
                        self._tick(painter, position, slot)
                        painter.end()
                        self.update(0, self._y(slot), WIDTH, 3)
        if before is not None:
            self._forget()

    def show_hits(self, starts: Sequence[int], now: int = -1) -> None:
        """Draw what a search has found across the strip; ``now`` is the current hit's place."""
        if starts is not self._hits:
            self._hits = starts
            self._picture = None
        self._hit_now = now
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None or self._picture.deviceIndependentSize() != self.size():
            self._picture = self._make()
        painter.drawPixmap(0, 0, self._picture)
        self._draw_hit_now(painter)
        first, last = self._visible_part()
        top = round(self.height() * first / self._length)
        bottom = round(self.height() * last / self._length)
        ink = self._theme.color(self._theme.roles.ink)
        painter.setOpacity(0.06)
        painter.fillRect(1, top, WIDTH - 1, max(bottom - top, 8), ink)
        painter.setOpacity(0.16)
        painter.drawRect(1, top, WIDTH - 2, max(bottom - top, 8) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().y())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _go(self, y: float) -> None:
        """Bring the place under the mouse to the middle of the view."""
        share = min(max(y / max(1, self.height()), 0.0), 1.0)
        span = self.maximum() + self.pageStep()
        self.setValue(round(share * span - self.pageStep() / 2))

    def _make(self) -> QPixmap:
        ratio, height = self.devicePixelRatioF(), self.height()
        pixmap = QPixmap(round(WIDTH * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        chosen = self._theme.roles
        pixmap.fill(self._theme.color(chosen.page))
        painter = QPainter(pixmap)
        painter.fillRect(0, 0, 1, height, self._theme.color(chosen.line))
        self._draw_hits(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        for position, counts in enumerate(self._counts):
            if not any(counts):
                continue
            filled = {self._y(slot) for slot, count in enumerate(counts) if count > 0}
            x, color = self._column(position)
            painter.setBrush(color)
            painter.drawRects([QRect(x, y, 5, 3) for y in filled])
        painter.end()
        return pixmap

    def _draw_hits(self, painter: QPainter) -> None:
        chosen, color, length = self._theme.roles, self._theme.color, self._length
        for slot in sorted({start * _SLOTS // length for start in self._hits}):
            box = QRect(1, self._y(slot), WIDTH - 1, 3)
            frame(painter, box, color(chosen.hit), color(chosen.hit_line), 1)

    def _draw_hit_now(self, painter: QPainter) -> None:
        if 0 <= self._hit_now < len(self._hits):
            chosen, color = self._theme.roles, self._theme.color
            y = self._y(self._hits[self._hit_now] * _SLOTS // self._length)
            box = QRect(1, max(0, y - 1), WIDTH - 1, 5)
            frame(painter, box, color(chosen.hit_now), color(chosen.ink), 1)

    def _column(self, position: int) -> tuple[int, QColor]:
        tag = self._tags[position]
        color = self._theme.color(self._theme.signs(tag.id, tag.color, position).bar)
        return round(2 + (WIDTH - 3) / max(4, len(self._tags)) * position), color

    def _y(self, slot: int) -> int:
        return slot * (self.height() - 3) // _SLOTS

    def _tick(self, painter: QPainter, position: int, slot: int) -> None:
        x, color = self._column(position)
        painter.fillRect(x, self._y(slot), 5, 3, color)

    def _forget(self) -> None:
        self._picture = None
        self.update()

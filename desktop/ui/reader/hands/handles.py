"""The rings at the ends of the current passage: drawn over the text, dragged with the mouse."""

from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QPointF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.editing import words
from desktop.editing.selection import trim
from desktop.model.annotation import Annotation, Span, joined
from desktop.model.source import Source
from desktop.ui.look.theme import Theme
from desktop.ui.reader.surface import PassageEnd, Surface

# Of a ring, in pixels at 100 %; it grows with the text.
_REACH = 8
"""Half of the square in which a press takes a ring."""
_AWAY = 4
_RADIUS = 4
_INNER_RADIUS = 3
_PEN = 1.75
_EDGE = 28
"""How near to the top or the bottom of the view a drag scrolls it, in pixels at any zoom."""
_EVERY_MS = 30


class _Drag(NamedTuple):
    before: Annotation
    """As it is in the session."""
    shown: Annotation
    span: Span
    opens: bool
    """Whether the start of the span is being moved, or its end."""
    start: int
    end: int


class Handles(QObject):
    """Moves an end of the current passage: a picture of it while dragged, one signal at the end."""

    moved = Signal(str, object, int, int)
    """Id of the passage, the span whose end was moved, and its new start and end."""

    def __init__(self, surface: Surface, theme: Theme) -> None:
        super().__init__(surface)
        self._surface, self._theme = surface, theme
        self._drag: _Drag | None = None
        self._place = QPoint()
        self._offset = QPoint()
        self._by_character = False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_EVERY_MS)
        self._scrolling.timeout.connect(self._scroll)
        self.locked = False
        """The session may not be changed: no rings."""

    @property
    def dragging(self) -> bool:
        """Whether an end is being moved."""
        return self._drag is not None

    def ring_at(self, place: QPoint) -> PassageEnd | None:
        """The end whose ring is nearest to a place of the viewport, if it is near enough."""
        if self.locked:
            return None
        near: list[tuple[float, PassageEnd]] = []
        scale = self._scale()
        away, reach = _AWAY * scale, _REACH * scale
        for end in self._surface.current_ends():
            # Shifted away from the letters, so that a selection can begin on the first of them.
            middle = _ring_y(end) + (-away if end.opens else away)
            across, along = abs(place.x() - end.x), abs(place.y() - middle)
            if across <= reach and along <= reach:
                near.append((across + along, end))
        return min(near, key=lambda one: one[0])[1] if near else None

    def paint(self, painter: QPainter, ends: list[PassageEnd]) -> None:
        """Draw the rings at these ends of the current passage."""
        current = self._surface.current
        color = self._surface.bar_color(current) if current is not None else None
        if self.locked or color is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for end in ends:
            _ring(painter, end, color, self._theme.color(self._theme.roles.page), self._scale())

    def _scale(self) -> float:
        """Rings grow with the text, and are never too small to take."""
        return max(1.0, self._theme.zoom)

    def press(self, place: QPoint) -> bool:
        """Take hold of the ring at a place; False where there is none."""
        ring, current = self.ring_at(place), self._surface.current
        if ring is None or current is None:
            return False
        self._offset = QPoint(ring.x, (ring.top + ring.bottom) // 2) - place
        self._drag = _Drag(current, current, ring.span, ring.opens, ring.span.start, ring.span.end)
        return True

    def move(self, place: QPoint, by_character: bool) -> None:
        """The mouse is at a place: show the passage as it would be."""
        self._place, self._by_character = place, by_character
        self._follow()
        height = self._surface.viewport().height()
        if place.y() < _EDGE or place.y() > height - _EDGE:
            if not self._scrolling.isActive():
                self._scrolling.start()
        else:
            self._scrolling.stop()

    def release(self) -> None:
        """Let go: the end stays where it is."""
        drag = self._drag
        if drag is None:
            return
        self.cancel()
        if (drag.start, drag.end) != (drag.span.start, drag.span.end):
            self.moved.emit(drag.before.id, drag.span, drag.start, drag.end)

    def cancel(self) -> None:
        """Show the passage as it is, and let go."""
        drag, self._drag = self._drag, None
        self._scrolling.stop()
        if drag is not None and drag.shown is not drag.before:
            self._surface.preview(drag.shown, drag.before)

    def _follow(self) -> None:
        drag, source = self._drag, self._surface.source
        if drag is None or source is None:
            return
        offset = self._surface.offset_at(self._place + self._offset)
        start, end = moved_end(source, drag.span, drag.opens, offset, self._by_character)
        if (start, end) == (drag.start, drag.end):
            return
        others = (span for span in drag.before.spans if span != drag.span)
        shown = replace(drag.before, spans=joined((*others, Span(start, end))))
        self._surface.preview(drag.shown, shown)
        self._drag = drag._replace(shown=shown, start=start, end=end)

    def _scroll(self) -> None:
        y, height = self._place.y(), self._surface.viewport().height()
        past = y - _EDGE if y < _EDGE else max(0, y - (height - _EDGE))
        bar = self._surface.verticalScrollBar()
        bar.setValue(bar.value() + max(-40, min(40, past)))
        self._follow()


def moved_end(
    source: Source, span: Span, opens: bool, offset: int, by_character: bool
) -> tuple[int, int]:
    """New ends for a span one end of which is dragged to ``offset``, all in code points.

    Whole words, or whole characters where asked for. An end never passes the other one: at least
    the word there stays.
    """
    text = source.text
    if opens:
        start = offset if by_character else words.nearest_start(source, offset)
        most = span.end - 1 if by_character else words.start_before(source, span.end)
        start, end = trim(text, min(start, max(most, 0)), span.end)
    else:
        end = offset if by_character else words.nearest_end(source, offset)
        least = span.start + 1 if by_character else words.end_after(source, span.start)
        start, end = trim(text, span.start, max(end, least))
    return (start, end) if start < end else (span.start, span.end)


def _ring_y(end: PassageEnd) -> int:
    return end.top if end.opens else end.bottom


def _ring(painter: QPainter, end: PassageEnd, color: QColor, ground: QColor, scale: float) -> None:
    radius = scale * (_INNER_RADIUS if end.inner else _RADIUS)
    painter.setPen(QPen(color, _PEN * scale))
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(end.x, _ring_y(end)), radius, radius)

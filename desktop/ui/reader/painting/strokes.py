"""The bar patterns of the tags, painted from strips made once per colour, pattern and ratio.

Solid, double, zigzag and dots, lying under a line of text or standing in the margin.
"""

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from resources.palette import Pattern

_PERIODS: dict[Pattern, int] = {"zigzag": 6, "dots": 5}
_LENGTH = 300
"""Of one strip in pixels, about: it has whole periods, so strips join without a seam."""
_THICKNESS = 4


class Strokes:
    """Draws bars; holds the strips. ``scale`` is 1 at 100 %."""

    def __init__(self) -> None:
        self._strips: dict[tuple[Pattern, str, float, float, bool], QPixmap] = {}

    def across(
        self,
        painter: QPainter,
        x: int,
        y: int,
        width: int,
        pattern: Pattern,
        color: QColor,
        scale: float = 1.0,
    ) -> None:
        """A bar from (x, y) to the right, in a slot three pixels high at 100 %."""
        if pattern == "solid":
            painter.fillRect(x, y, width, round(2 * scale), color)
        elif pattern == "double":
            thin, second = _double(scale)
            painter.fillRect(x, y, width, thin, color)
            painter.fillRect(x, y + second, width, thin, color)
        else:
            rect = QRect(x, y, width, _thickness(scale))
            self._strip(painter, rect, pattern, color, scale, False)

    def down(
        self,
        painter: QPainter,
        x: int,
        y: int,
        height: int,
        pattern: Pattern,
        color: QColor,
        scale: float = 1.0,
    ) -> None:
        """A bar from (x, y) downwards, in a slot three pixels wide at 100 %."""
        if pattern == "solid":
            painter.fillRect(x, y, round(2 * scale), height, color)
        elif pattern == "double":
            thin, second = _double(scale)
            painter.fillRect(x, y, thin, height, color)
            painter.fillRect(x + second, y, thin, height, color)
        else:
            rect = QRect(x, y, _thickness(scale), height)
            self._strip(painter, rect, pattern, color, scale, True)

    def _strip(
        self,
        painter: QPainter,
        rect: QRect,
        pattern: Pattern,
        color: QColor,
        scale: float,
        upright: bool,
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        key = (pattern, color.name(), ratio, scale, upright)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = _make(pattern, color, ratio, scale, upright)
        whole, thick = _length(pattern, scale), _thickness(scale)
        left = rect.height() if upright else rect.width()
        done = 0
        while done < left:
            length = min(left - done, whole)
            if upright:
                target = QRectF(rect.x(), rect.y() + done, thick, length)
                part = QRectF(0, 0, thick * ratio, length * ratio)
            else:
                target = QRectF(rect.x() + done, rect.y(), length, thick)
                part = QRectF(0, 0, length * ratio, thick * ratio)
            painter.drawPixmap(target, strip, part)
            done += length


def _double(scale: float) -> tuple[int, int]:
    """The thickness of two lines, and where the second one is: the slot below them stays free."""
    return int(scale), round(2 * scale)


def _thickness(scale: float) -> int:
    return math.ceil(_THICKNESS * scale)


def _period(pattern: Pattern, scale: float) -> int:
    return round(_PERIODS[pattern] * scale)


def _length(pattern: Pattern, scale: float) -> int:
    return _period(pattern, scale) * (_LENGTH // _PERIODS[pattern])


def _make(pattern: Pattern, color: QColor, ratio: float, scale: float, upright: bool) -> QPixmap:
    length, thick, period = _length(pattern, scale), _thickness(scale), _period(pattern, scale)
    width, height = (thick, length) if upright else (length, thick)
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(ratio, ratio)
    if upright:
        painter.setTransform(painter.transform().rotate(90).scale(1, -1))
    if pattern == "dots":
        side = round(2 * scale)
        for x in range(0, length, period):
            painter.fillRect(x, 0, side, side, color)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.25 * scale))
        high, low = 0.75 * scale, 2.75 * scale
        halves = range(2 * length // period + 1)
        painter.drawPolyline([QPointF(n * period / 2, low if n % 2 else high) for n in halves])
    painter.end()
    return pixmap

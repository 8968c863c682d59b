"""The bar patterns of the tags, painted from strips made once per colour, pattern and ratio.

Solid, double, zigzag and dots, lying under a line of text or standing in the margin.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from resources.palette import Pattern

_LENGTH = 300
"""Of one strip, in pixels: a multiple of the periods 5 and 6, so strips join without a seam."""
THICKNESS = 4


class Strokes:
    """Draws bars; holds the strips."""

    def __init__(self) -> None:
        self._strips: dict[tuple[Pattern, str, float, bool], QPixmap] = {}

    def across(
        self, painter: QPainter, x: int, y: int, width: int, pattern: Pattern, color: QColor
    ) -> None:
        """A bar from (x, y) to the right, in a slot three pixels high."""
        if pattern == "solid":
            painter.fillRect(x, y, width, 2, color)
        elif pattern == "double":
            painter.fillRect(x, y, width, 1, color)
            painter.fillRect(x, y + 2, width, 1, color)
        else:
            self._strip(painter, QRect(x, y, width, THICKNESS), pattern, color, False)

    def down(
        self, painter: QPainter, x: int, y: int, height: int, pattern: Pattern, color: QColor
    ) -> None:
        """A bar from (x, y) downwards, in a slot three pixels wide."""
        if pattern == "solid":
            painter.fillRect(x, y, 2, height, color)
        elif pattern == "double":
            painter.fillRect(x, y, 1, height, color)
            painter.fillRect(x + 2, y, 1, height, color)
        else:
            self._strip(painter, QRect(x, y, THICKNESS, height), pattern, color, True)

    def _strip(
        self, painter: QPainter, rect: QRect, pattern: Pattern, color: QColor, upright: bool
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        key = (pattern, color.name(), ratio, upright)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = _make(pattern, color, ratio, upright)
        left = rect.height() if upright else rect.width()
        done = 0
        while done < left:
            length = min(left - done, _LENGTH)
            if upright:
                target = QRectF(rect.x(), rect.y() + done, THICKNESS, length)
                part = QRectF(0, 0, THICKNESS * ratio, length * ratio)
            else:
                target = QRectF(rect.x() + done, rect.y(), length, THICKNESS)
                part = QRectF(0, 0, length * ratio, THICKNESS * ratio)
            painter.drawPixmap(target, strip, part)
            done += length


def _make(pattern: Pattern, color: QColor, ratio: float, upright: bool) -> QPixmap:
    width, height = (THICKNESS, _LENGTH) if upright else (_LENGTH, THICKNESS)
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(ratio, ratio)
    if upright:
        painter.setTransform(painter.transform().rotate(90).scale(1, -1))
    if pattern == "dots":
        for x in range(0, _LENGTH, 5):
            painter.fillRect(x, 0, 2, 2, color)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.25))
        peaks = [QPointF(x, 0.75 if x % 6 == 0 else 2.75) for x in range(0, _LENGTH + 3, 3)]
        painter.drawPolyline(peaks)
    painter.end()
    return pixmap

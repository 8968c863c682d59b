"""The box of a row that can be ticked, as the lists of the export dialog paint it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.ui.look.theme import Theme

SIZE = 16


def paint_box(painter: QPainter, rect: QRectF, state: Qt.CheckState, theme: Theme) -> None:
    """Ticked, empty, or with a bar where only some of what it stands for is ticked."""
    chosen = theme.roles
    empty = state == Qt.CheckState.Unchecked
    painter.setPen(QPen(theme.color(chosen.ink3 if empty else chosen.button), 1))
    painter.setBrush(theme.color(chosen.raised if empty else chosen.button))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if empty:
        return
    pen = QPen(theme.color(chosen.button_text), 1.75)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    shape = ((4, 8.2), (7, 11), (12, 5.2)) if state == Qt.CheckState.Checked else ((4, 8), (12, 8))
    painter.drawPolyline([rect.topLeft() + QPointF(x, y) for x, y in shape])

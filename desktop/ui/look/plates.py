"""Grounds and rings: what fields, cards and segments are painted on."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, Qt

from desktop.ui.look.theme import Theme

RADIUS = 6


def rounded(
    painter: QPainter,
    rect: QRectF,
    fill: QColor,
    border: QColor | None,
    radius: float = RADIUS,
) -> None:
    """A rectangle with round corners, on whole pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, 1) if border is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect, theme: Theme, radius: float = RADIUS) -> None:
    """The ring of keyboard focus, drawn inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(theme.roles.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def plate(painter: QPainter, rect: QRect, theme: Theme, radius: float = RADIUS) -> None:
    """A raised ground with a border: under fields made of several parts, and under cards."""
    chosen = theme.roles
    rounded(painter, QRectF(rect), theme.color(chosen.raised), theme.color(chosen.ink3), radius)


def fill_segment(painter: QPainter, rect: QRect, color: QColor, first: bool, last: bool) -> None:
    """The ground of one of several choices side by side on a plate, within its rounded ends."""
    painter.save()
    painter.setClipRect(rect)
    inner = QRectF(rect).adjusted(1 if first else -RADIUS, 1, -1 if last else RADIUS, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(inner, RADIUS - 1, RADIUS - 1)
    painter.restore()

"""A slider that lies: a thin groove, filled as far as its round knob."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from desktop.ui.look.theme import Theme

_GROOVE, _KNOB = 4, 14
"""Pixels: how thick the groove is, and how wide the knob."""


def paint_slider(
    painter: QPainter, option: QStyleOptionSlider, handle: QRect, theme: Theme
) -> None:
    """``handle`` is where the style has its knob."""
    chosen, whole, middle = theme.roles, QRectF(option.rect), QRectF(handle).center()
    backwards = option.upsideDown
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    groove = QRectF(whole.left() + 1, middle.y() - _GROOVE / 2, whole.width() - 2, _GROOVE)
    painter.setBrush(theme.color(chosen.line))
    painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
    filled = QRectF(groove)
    if backwards:
        filled.setLeft(middle.x())
    else:
        filled.setRight(middle.x())
    painter.setBrush(theme.color(chosen.accent))
    painter.drawRoundedRect(filled, _GROOVE / 2, _GROOVE / 2)
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QPen(theme.color(chosen.accent), 2 if focused else 1.5))
    painter.setBrush(theme.color(chosen.raised))
    painter.drawEllipse(middle, _KNOB / 2, _KNOB / 2)
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _KNOB / 2 + 3, _KNOB / 2 + 3)
    painter.restore()

"""Where the parts of the window lie: a side on the left, one on the right, the article between."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.ui.look.theme import Theme
from desktop.ui.panels.side import Side

LEFT, MIDDLE, RIGHT = 220, 864, 356
"""Widths at the start, in pixels; the middle takes what the window grows by."""


class Columns(QWidget):
    """Three columns over a foot; each is given its parts from top to bottom."""

    def __init__(
        self,
        theme: Theme,
        left: Iterable[QWidget],
        middle: Iterable[QWidget],
        right: Iterable[QWidget],
        foot: QWidget,
    ) -> None:
        super().__init__()
        self.left, self.right = Side(theme, line="right"), Side(theme, line="left")
        between = QWidget()
        stacked(self.left, left)
        self.middle_layout = stacked(between, middle)
        self.right_layout = stacked(self.right, right)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for column in (self.left, between, self.right):
            splitter.addWidget(column)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT, MIDDLE, RIGHT])
        stacked(self, (splitter, foot))


def stacked(parent: QWidget, parts: Iterable[QWidget]) -> QVBoxLayout:
    """The parts one under the other, without a gap."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    return column

"""Where the parts of the window lie: a side on the left, one on the right, the article between."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.ui.look.theme import Theme
from desktop.ui.panels.side import Side

LEFT, MIDDLE, RIGHT = 220, 864, 356
"""Widths at the start, in pixels; the middle takes what the window grows by."""


class Columns(QWidget):
    """Three columns over a foot; each is given its parts from top to bottom.

    What a column has room to spare for goes to the part that ``growing`` names for it.
    """

    def __init__(
        self,
        theme: Theme,
        left: Iterable[QWidget],
        middle: Iterable[QWidget],
        right: Iterable[QWidget],
        foot: QWidget,
        growing: tuple[QWidget, QWidget, QWidget],
    ) -> None:
        super().__init__()
        self.left, self.right = Side(theme, line="right"), Side(theme, line="left")
        between = QWidget()
        stacked(self.left, left, growing[0])
        self.middle_layout = stacked(between, middle, growing[1])
        self.right_layout = stacked(self.right, right, growing[2])
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for column in (self.left, between, self.right):
            splitter.addWidget(column)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT, MIDDLE, RIGHT])
        stacked(self, (splitter, foot), splitter)


def stacked(parent: QWidget, parts: Iterable[QWidget], growing: QWidget) -> QVBoxLayout:
    """The parts one under the other, without a gap; ``growing`` takes the room that is left."""
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, 1 if part is growing else 0)
    return column

"""The frame of a side panel, and the head of the list of passages."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.i18n import _
from desktop.ui.look.theme import Theme

HEAD = 44


class Side(QWidget):
    """Chrome with a line towards the article."""

    def __init__(self, theme: Theme, line: Literal["left", "right"]) -> None:
        super().__init__()
        self._theme, self._line = theme, line
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumWidth(180 if line == "right" else 300)
        self.setMaximumWidth(280 if line == "right" else 480)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._theme.roles.chrome))
        x = self.width() - 1 if self._line == "right" else 0
        line = self._theme.color(self._theme.roles.line)
        painter.fillRect(x, 0, 1, self.height(), line)


class PassagesHead(QWidget):
    """ "Passages" with their number, over a line, as a tab that is the current one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        self.name = QLabel(_("Passages"))
        self.name.setFont(theme.ui_font(13, 600))
        self.count = QLabel()
        self.count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        for label in (self.name, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(label)
        row.addStretch()
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many passages the article has."""
        digits = str(count)
        if len(digits) != len(self.count.text()):
            # A fixed width: with each number another one, the whole window would be laid out anew.
            self.count.setFixedWidth(self.count.fontMetrics().horizontalAdvance("0" * len(digits)))
            self.count.setFixedHeight(self.count.fontMetrics().height())
        self.count.setText(digits)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._theme.roles
        painter.fillRect(1, HEAD - 1, self.width() - 1, 1, self._theme.color(chosen.line))
        right = self.count.geometry().right()
        painter.fillRect(14, HEAD - 2, right - 12, 2, self._theme.color(chosen.ink))

"""A bar above the article: one sentence, and at most three things to do about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.i18n import _
from desktop.printable_line import printable_line
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme
from desktop.ui.session.facts import Fact, Remark

Choice = tuple[str, Callable[[], None]]
"""What a button says and does. Every button closes the bar."""


class NoticeBar(QWidget):
    """Hidden until there is something to say. A later notice takes the place of the one before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = "doc"
        self._buttons: list[QPushButton] = []
        self._remark: Remark | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(44, 8, 12, 9)
        self._row.setSpacing(8)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(_("Notice"))
        self._row.addWidget(self.words, 1)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("x", theme, "ink2"))
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setToolTip(_("Close this notice"))
        self.close_button.setAccessibleName(_("Close this notice"))
        self.close_button.clicked.connect(self.hide)
        self._row.addWidget(self.close_button)
        self.hide()

    def show_notice(
        self,
        sentence: str,
        choices: Sequence[Choice] = (),
        symbol: str = "doc",
        depends: Fact = Fact.OPENED | Fact.ARTICLE,
        holds: Callable[[], bool] | None = None,
    ) -> None:
        """Say ``sentence`` with a button for each choice; ``symbol`` is an icon's name.

        ``depends`` and ``holds`` say until when it is true, as of a ``Remark``.
        """
        self._remark = Remark(sentence, depends, holds)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        self._icon = symbol
        self.words.setText(printable_line(sentence))
        for position, (text, act) in enumerate(choices):
            button = QPushButton(text)
            button.setFixedHeight(28)
            button.clicked.connect(self.hide)
            button.clicked.connect(act)
            self._row.insertWidget(1 + position, button)
            self._buttons.append(button)
        self.show()

    def hear(self, changed: Fact) -> None:
        """These facts have changed: a notice that is no longer true goes."""
        if not self.isHidden() and self._remark is not None and not self._remark.outlives(changed):
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._theme.roles
        painter.fillRect(self.rect(), self._theme.color(chosen.chrome))
        line = self._theme.color(chosen.line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        role = "warn" if self._icon == "warn" else "ink2"
        place = QRectF(16, (self.height() - 18) / 2, 18, 18).toRect()
        icon(self._icon, self._theme, role).paint(painter, place, Qt.AlignmentFlag.AlignCenter)

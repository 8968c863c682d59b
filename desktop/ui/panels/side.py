"""The frame of a side panel, and the head of the list of passages."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.look.icons import icon
from desktop.ui.look.plates import focus_ring
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


class _Tab(QAbstractButton):
    """ "Suggestions" with their number, over a line where it is the current tab."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._count = ""
        self.setText(words)
        self.setCheckable(True)
        self.setFixedHeight(HEAD)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_count(0, 0)

    @property
    def count(self) -> str:
        """What stands behind the name: "3", "3 of 17", or nothing."""
        return self._count

    def show_count(self, here: int, everywhere: int) -> None:
        """How many there are in the article, and in all articles; 0 is not shown."""
        of_all = _("{here} of {everywhere}").format(here=here, everywhere=everywhere)
        count = "" if not everywhere else str(here) if here == everywhere else of_all
        if count == self._count and self.accessibleName():
            return
        self._count = count
        self.setAccessibleName(f"{self.text()} {count}".rstrip())
        of_others = everywhere > here
        self.setToolTip(_("In this article, of those in all articles") if of_others else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        strong, plain = self._theme.ui_font(13, 600), self._theme.ui_font(13)
        width = QFontMetrics(strong).horizontalAdvance(self.text())
        if self.count:
            width += 6 + QFontMetrics(plain).horizontalAdvance(self.count)
        return QSize(width + 2, HEAD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, chosen = QPainter(self), self._theme.roles
        painter.setPen(self._theme.color(chosen.ink if self.isChecked() else chosen.ink2))
        font = self._theme.ui_font(13, 600 if self.isChecked() else 400)
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle, self.text())
        if self.count:
            left = QFontMetrics(font).horizontalAdvance(self.text()) + 6
            painter.setFont(self._theme.ui_font(13))
            painter.setPen(self._theme.color(chosen.ink2))
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, self.count)
        if self.isChecked():
            painter.fillRect(0, HEAD - 2, self.width(), 2, self._theme.color(chosen.ink))
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(-4, 8, 4, -8), self._theme)


class PassagesHead(QWidget):
    """ "Passages" with their number, over a line, as a tab that is the current one; and a menu of
    what is listed and how it is grouped."""

    grouping_chosen = Signal(str)
    scope_chosen = Signal(str)
    tab_chosen = Signal(bool)
    """True for the suggestions, False for the passages."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(HEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(6)
        self.name = QLabel(_("Passages"))
        self.name.setFont(theme.ui_font(13, 600))
        self.count = QLabel()
        self.count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        for label in (self.name, self.count):
            label.setTextFormat(Qt.TextFormat.PlainText)
            row.addWidget(label)
        row.addSpacing(14)
        self.suggestions = _Tab(theme, _("Suggestions"))
        self.suggestions.toggled.connect(self._turn)
        row.addWidget(self.suggestions)
        row.addStretch()
        self.button = QToolButton()
        self.button.setIcon(icon("sliders", theme, "ink2"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setFixedSize(28, 28)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setToolTip(_("What is listed, and how it is grouped"))
        self.button.setAccessibleName(_("Group and choose passages"))
        self.menu = QMenu(self.button)
        self.button.clicked.connect(self._offer)
        self._add(
            self.grouping_chosen,
            (
                ("order", _("In the order of the text")),
                ("tag", _("Group by tag")),
                ("speaker", _("Group by speaker")),
                ("source", _("Group by source, most reliable first")),
            ),
        )
        self.menu.addSeparator()
        self._add(
            self.scope_chosen,
            (("article", _("This article")), ("session", _("The whole session"))),
        )
        row.addWidget(self.button)

    def show_count(self, fitting: int, total: int) -> None:
        """How many passages fit the filter, of how many."""
        filtered = _("{fitting} of {total}").format(fitting=fitting, total=total)
        words = filtered if fitting != total else str(total)
        if len(words) != len(self.count.text()):
            # A fixed size: with each number another one, the whole window would be laid out anew.
            metrics = self.count.fontMetrics()
            wide = max(metrics.horizontalAdvance(w) for w in (words, "0" * len(words)))
            self.count.setFixedSize(wide, metrics.height())
        self.count.setText(words)
        self.update()  # the line under the tab is as long as its words

    def show_choice(self, grouping: str, whole_session: bool) -> None:
        """Mark in the menu what is listed, and how."""
        chosen = (grouping, "session" if whole_session else "article")
        for action in self.menu.actions():
            action.setChecked(action.data() in chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() <= self.count.geometry().right() + 6:
            self.suggestions.setChecked(False)
        super().mousePressEvent(event)

    def _turn(self, suggestions: bool) -> None:
        role = self.palette().ColorRole
        self.name.setForegroundRole(role.PlaceholderText if suggestions else role.WindowText)
        self.name.setFont(self._theme.ui_font(13, 400 if suggestions else 600))
        self.button.setVisible(not suggestions)
        self.update()
        self.tab_chosen.emit(suggestions)

    def _offer(self) -> None:
        place = self.button.rect().bottomRight()
        place.setX(place.x() - self.menu.sizeHint().width())
        self.menu.popup(self.button.mapToGlobal(place))

    def _add(self, signal: SignalInstance, choices: tuple[tuple[str, str], ...]) -> None:
        group = QActionGroup(self)
        for value, words in choices:
            action = QAction(words, group)
            action.setCheckable(True)
            action.setData(value)
            action.triggered.connect(partial(_tell, signal, value))
            self.menu.addAction(action)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._theme.roles
        painter.fillRect(1, HEAD - 1, self.width() - 1, 1, self._theme.color(chosen.line))
        if self.suggestions.isChecked():
            return
        right = self.count.geometry().right()
        painter.fillRect(14, HEAD - 2, right - 12, 2, self._theme.color(chosen.ink))


def _tell(signal: SignalInstance, value: str, _checked: bool = False) -> None:
    signal.emit(value)

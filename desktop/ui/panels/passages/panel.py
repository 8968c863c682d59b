"""The list with its filter over it, and a line where the filter hides something that matters."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.listing.query import Conditions
from desktop.settings import Grouping, Scope
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.filter_bar import FilterBar
from desktop.ui.panels.passages.view import PassageList

_COUNTED_AT_ONCE = 2000
"""Passages whose counts nobody waits for when a session is opened."""
_COUNTING_MS = 120
"""After a change; adding a passage does not wait for the counts over the list."""


class Line(QWidget):
    """A sentence and a button; hidden until it is needed."""

    def __init__(self, theme: Theme, sentence: str, button: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 10, 4)
        row.setSpacing(4)
        self.words = QLabel(sentence)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setFont(theme.ui_font(12))
        self.words.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.button = QPushButton(button)
        self.button.setFont(theme.ui_font(12))
        self.button.setFlat(True)
        wide = self.button.fontMetrics().horizontalAdvance(button)
        self.button.setFixedSize(wide + 16, 24)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()


class PassagesPanel(QWidget):
    """Filter and list. Emits how many passages are listed, and of how many."""

    counted = Signal(int, int)

    def __init__(self, theme: Theme, grouping: Grouping, scope: Scope) -> None:
        super().__init__()
        self.list = PassageList(theme)
        self.list.passages.listing.grouping = grouping
        self.list.set_scope(scope)
        self.filter = FilterBar(theme, self.list.passages.listing)
        self.hidden = Line(theme, _("The current passage is hidden by the filter."), _("Show it"))
        self.nothing = Line(theme, _("No passage fits the filter."), _("Clear filters"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.filter, self.hidden, self.nothing):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self._fresh = False
        self.filter.asked.connect(self._ask)
        self.filter.left.connect(self._go_to_rows)
        self.list.replaced.connect(self._start)
        self.list.listed.connect(self._listed)
        self.list.hidden_changed.connect(self._show_lines)
        for line in (self.hidden, self.nothing):
            line.button.clicked.connect(self._clear)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNTING_MS)
        self._counting.timeout.connect(self.filter.show_counts)
        self.filter.show_counts()

    @property
    def counting(self) -> bool:
        """Whether the counts over the list are still to follow a change."""
        return self._counting.isActive()

    def focus_filter(self) -> None:
        """Go to the filter, with what is typed there selected."""
        self.filter.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.field.selectAll()

    def _start(self) -> None:
        """Another session: nothing is asked of it, and its counts are wanted at once."""
        self._fresh = True
        self.filter.forget()

    def _ask(self, conditions: Conditions) -> None:
        self.list.ask(conditions)

    def _clear(self) -> None:
        self.filter.clear()
        self._go_to_rows()

    def _go_to_rows(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _listed(self) -> None:
        listing = self.list.passages.listing
        fitting, total = listing.fitting, listing.total
        self.counted.emit(fitting, total)
        self._show_lines()
        if self._fresh and total <= _COUNTED_AT_ONCE:  # else the rows would move down in a moment
            self.filter.show_counts()
        else:
            self._counting.start()
        self._fresh = False

    def _show_lines(self) -> None:
        """Where nothing at all is listed, one sentence is enough."""
        listing = self.list.passages.listing
        self.nothing.setVisible(bool(listing.total) and not listing.fitting)
        self.hidden.setVisible(self.list.current_hidden and bool(listing.fitting))

"""The links of the passage shown: a row each, to go to the other passage or to remove the link."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _, ngettext
from desktop.model.grade_words import link_words
from desktop.ui.look.icons import icon
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme
from desktop.ui.session.relations import LinkRow

ROW = 28
_MOST = 40
"""Rows at once; what a passage has beyond them is counted."""


class LinkButton(QAbstractButton):
    """Kind, first words and place of the other passage; a click or Enter goes there."""

    def __init__(self, theme: Theme, row: LinkRow) -> None:
        super().__init__()
        self._theme, self.row = theme, row
        self._kind = link_words(row.link.kind, row.outgoing)
        self.setText(row.words)
        self.setAccessibleName(f"{self._kind}: {row.words}, {row.place}")
        self.setToolTip(tip(row.words))
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        small, plain = theme.ui_font(12), theme.ui_font(13)
        metrics = QFontMetrics(small)
        kind, place = metrics.horizontalAdvance(self._kind), self.row.place
        right = self.width() - 6 - metrics.horizontalAdvance(place)
        painter.setFont(small)
        painter.setPen(theme.color(chosen.ink2))
        painter.drawText(QRectF(6, 0, kind + 2, ROW), _LEFT, self._kind)
        painter.drawText(QRectF(right, 0, self.width() - right, ROW), _LEFT, place)
        left = 6 + kind + 8
        elide = Qt.TextElideMode.ElideRight
        words = QFontMetrics(plain).elidedText(self.row.words, elide, max(0, right - left - 8))
        painter.setFont(plain)
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(QRectF(left, 0, right - left, ROW), _LEFT, words)
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme)


class LinkRows(QWidget):
    """The list, and a button that starts a new link."""

    chosen = Signal(str)
    """Go to this passage."""
    removed = Signal(str, object)
    """Remove a ``Link`` from the passage that holds it (its id)."""
    link_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[LinkRow, ...], bool] = ((), False)
        self.buttons: list[LinkButton] = []
        self.removers: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        self.name = QLabel(_("Links"))
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setFont(theme.ui_font(12))
        self.name.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.add_button = _tool("plus", _("Link to another passage (L)"), theme)
        self.add_button.clicked.connect(self.link_asked)
        head.addWidget(self.name)
        head.addStretch()
        head.addWidget(self.add_button)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.more = QLabel()
        self.more.setTextFormat(Qt.TextFormat.PlainText)
        self.more.setFont(theme.ui_font(12))
        self.more.hide()
        column.addWidget(self.more)

    def show_links(self, rows: tuple[LinkRow, ...], read_only: bool) -> None:
        """List these links; nothing is made anew where they are the same."""
        if self._shown == (rows, read_only):
            return
        self._shown = rows, read_only
        self.add_button.setEnabled(not read_only)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons, self.removers = [], []
        for row in rows[:_MOST]:
            self._rows.addWidget(self._line(row, read_only))
        left = len(rows) - _MOST
        words = ngettext("and {count} more link", "and {count} more links", left)
        self.more.setText(words.format(count=left))
        self.more.setVisible(left > 0)

    def _line(self, row: LinkRow, read_only: bool) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        button = LinkButton(self._theme, row)
        button.clicked.connect(partial(self._go, row.other))
        across.addWidget(button, 1)
        self.buttons.append(button)
        if not read_only:
            remove = _tool("x", _("Remove this link"), self._theme)
            remove.clicked.connect(partial(self._remove, row))
            across.addWidget(remove)
            self.removers.append(remove)
        return line

    def _go(self, other: str, _checked: bool = False) -> None:
        self.chosen.emit(other)

    def _remove(self, row: LinkRow, _checked: bool = False) -> None:
        self.removed.emit(row.holder, row.link)


def _tool(symbol: str, words: str, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(symbol, theme, "ink2"))
    button.setIconSize(QSize(14, 14))
    button.setFixedSize(24, 24)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

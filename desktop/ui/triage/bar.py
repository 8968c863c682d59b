"""The bar under the article in which one suggestion is decided: its keys and buttons stay put."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.style import is_primary, primary
from desktop.ui.look.theme import Theme
from desktop.ui.reader.painting.outlines import suggested_mark
from desktop.ui.triage.queue import Row

HEIGHT = 108
_KEY = 11
_LEFT, _RIGHT = 64, 16
"""Margins of the bar, in pixels."""
_MARK = 24
"""Room for the mark before the question, in pixels."""


class _Room(NamedTuple):
    """How much the buttons show; sizes in pixels."""

    left: int = _RIGHT
    keys: bool = False
    """Beside words; beside a mark a key is shown with ``mark_keys``."""
    words: bool = True
    """Whether "or as" stands before the marks."""
    mark_keys: bool = True
    inside: int = 12
    """From the edge of a button to what it says."""
    gap: int = 8


_ROOMS = (
    _Room(_LEFT, keys=True),
    _Room(keys=True),
    _Room(),
    _Room(words=False, inside=8, gap=4),
    _Room(words=False, mark_keys=False, inside=6, gap=4),
)
"""From a wide window to a narrow one; the first that fits is taken."""


class KeyButton(QPushButton):
    """A button that names the key which does the same; with a tag its mark instead of words."""

    def __init__(
        self, theme: Theme, words: str, key: str, tag: tuple[Tag, int] | None = None
    ) -> None:
        super().__init__()
        self._theme, self._words, self._key, self._tag = theme, words, key, tag
        self._key_shown, self._inside = True, 12
        self.setFixedHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({key})")
        theme.changed.connect(self.update)

    def fit(self, room: _Room) -> None:
        """Take so much room; the name of a key that is not shown stays in the tooltip."""
        wanted = self._shows_key(room), room.inside
        if wanted != (self._key_shown, self._inside):
            self._key_shown, self._inside = wanted
            self.updateGeometry()
            self.update()

    def width_in(self, room: _Room) -> int:
        """How wide it would be, in pixels."""
        key = 8 + self._key_width() if self._shows_key(room) else 0
        return 2 * room.inside + self._said() + key

    def sizeHint(self) -> QSize:
        key = 8 + self._key_width() if self._key_shown else 0
        return QSize(2 * self._inside + self._said() + key, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = self.isEnabled()
        strong = enabled and is_primary(self)
        code = chosen.button_text if strong else chosen.ink if enabled else chosen.faint
        ink = theme.color(code)
        said = self._said()
        if self._tag is not None:
            tag, position = self._tag
            bar = theme.color(theme.signs(tag.id, tag.color, position).bar) if enabled else ink
            place = QRectF(self._inside, 9, 14, 14)
            paint_mark(painter, tag.id, tag.name, place, bar, theme)
        else:
            painter.setFont(theme.ui_font(13, 600))
            painter.setPen(ink)
            painter.drawText(
                QRectF(self._inside, 0, said + 2, 32), Qt.AlignmentFlag.AlignVCenter, self._words
            )
        if not self._key_shown:
            return
        frame = QRectF(self._inside + 8.5 + said, 8.5, self._key_width(), 15)
        painter.setPen(theme.color(chosen.ink3 if enabled else chosen.line))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setFont(theme.ui_font(_KEY))
        painter.setPen(theme.color(chosen.ink2) if enabled and not strong else ink)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._key)

    def _shows_key(self, room: _Room) -> bool:
        return room.keys if self._tag is None else room.mark_keys

    def _said(self) -> int:
        if self._tag is not None:
            return 14
        return QFontMetrics(self._theme.ui_font(13, 600)).horizontalAdvance(self._words)

    def _key_width(self) -> int:
        return max(16, QFontMetrics(self._theme.ui_font(_KEY)).horizontalAdvance(self._key) + 8)


class DecisionBar(QWidget):
    """Shows one suggestion and the answers there are."""

    accepted = Signal()
    accepted_as = Signal(str)
    """The id of another tag."""
    rejected = Signal()
    skipped = Signal()
    taken_back = Signal()
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: Row | None = None
        self._tags: list[KeyButton] = []
        self.setFixedHeight(HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 14, _RIGHT, 20)
        column.setSpacing(10)
        self.question = self._label(13, 600)
        self.reason = self._label(13)
        self.reason.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.reason.setMinimumWidth(40)
        first = self._first = QHBoxLayout()
        first.setContentsMargins(_MARK, 0, 0, 0)
        first.setSpacing(10)
        first.addWidget(self.question)
        first.addWidget(self.reason, 1)
        column.addLayout(first)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self.accept = KeyButton(theme, _("Accept"), "A")
        primary(self.accept)
        self.reject = KeyButton(theme, _("Reject"), "X")
        self.or_as = self._label(12)
        self.or_as.setText(_("or as"))
        self.or_as.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.skip = KeyButton(theme, _("Skip"), _("Space"))
        self.back = KeyButton(theme, _("Take back"), _("Backspace"))
        self.end = KeyButton(theme, _("Done"), "Esc")
        for widget in (self.accept, self.reject, self.or_as, self.skip, self.back):
            self._buttons.addWidget(widget)
        self._buttons.addStretch()
        self._buttons.addWidget(self.end)
        column.addLayout(self._buttons)
        self.accept.clicked.connect(self.accepted)
        self.reject.clicked.connect(self.rejected)
        self.skip.clicked.connect(self.skipped)
        self.back.clicked.connect(self.taken_back)
        self.end.clicked.connect(self.done)
        theme.changed.connect(self.update)
        self.setAccessibleName(_("Decide about a suggestion"))

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """A button for each tag a suggestion may be accepted as."""
        for button in self._tags:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._tags = []
        for position, tag in enumerate(codebook):
            words = _("Accept as {tag}").format(tag=tag.name)
            button = KeyButton(self._theme, words, tag.key, (tag, position))
            button.setObjectName(tag.id)
            button.clicked.connect(partial(self._as, tag.id))
            self._buttons.insertWidget(3 + position, button)
            self._tags.append(button)

    def show_row(self, row: Row, form: str, reason: str) -> None:
        """The suggestion to be decided."""
        self._show(row, f"{form}?", reason)

    def show_nothing(self, why: str, tally: str) -> None:
        """No suggestion is to be decided: why there is none, and what became of the others."""
        self._show(None, why, tally)

    def _show(self, row: Row | None, question: str, reason: str) -> None:
        self._row = row
        self.question.setText(question)
        self.reason.setText(reason)
        self.reason.setToolTip("")
        for button in (self.accept, self.reject, self.skip, *self._tags):
            button.setEnabled(row is not None)
        primary(self.accept, row is not None)
        primary(self.end, row is None)
        self._first.setContentsMargins(_MARK if row is not None else 0, 0, 0, 0)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def _fit(self) -> None:
        """Show as much as there is room for: first the keys beside words go, at last tags do."""
        proposed = self._row.suggestion.tag if self._row is not None else ""
        marks = [one for one in self._tags if one.objectName() != proposed]
        room = next((one for one in _ROOMS if self._needed(one, marks) <= self.width()), _ROOMS[-1])
        while marks and self._needed(room, marks) > self.width():
            marks.pop()  # its key goes on to work
        for button in self._tags:
            button.setVisible(button in marks)
        for button in (*self._words(), *self._tags):
            button.fit(room)
        self.or_as.setVisible(room.words)
        self._buttons.setSpacing(room.gap)
        column = self.layout()
        if column is not None:
            column.setContentsMargins(room.left, 14, _RIGHT, 20)

    def _needed(self, room: _Room, marks: list[KeyButton]) -> int:
        """How wide the bar has to be to show so much, in pixels."""
        widths = [one.width_in(room) for one in (*self._words(), *marks)]
        if room.words:
            widths.append(self.or_as.sizeHint().width())
        return room.left + sum(widths) + room.gap * len(widths) + _RIGHT

    def _words(self) -> tuple[KeyButton, ...]:
        return self.accept, self.reject, self.skip, self.back, self.end

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(chosen.chrome))
        painter.fillRect(0, 0, self.width(), 1, theme.color(chosen.line))
        if self._row is not None:
            middle = self.question.geometry().center().y()
            left = self.contentsRect().left() + self.question.x() - _MARK
            rect = QRectF(left, middle - 7, 14, 14)
            tag = self._row.suggestion.tag
            suggested_mark(painter, tag, self._row.name, rect, self._row.signs, theme)

    def _as(self, tag: str, _checked: bool = False) -> None:
        self.accepted_as.emit(tag)

    def _label(self, pixels: int, weight: int = 400) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self._theme.ui_font(pixels, weight))
        return label

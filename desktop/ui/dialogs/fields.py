"""Fields, labels and buttons that the dialogs share."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.dates import is_ambiguous, written_date
from desktop.model.days import day_in_words
from desktop.ui.look.plates import fill_segment, focus_ring, plate
from desktop.ui.look.style import WRONG, primary
from desktop.ui.look.theme import Theme


def titled(text: str, theme: Theme) -> QLabel:
    """The heading of a dialog."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.ui_font(15, 600))
    return label


def plain(text: str, theme: Theme, pixels: float = 13, weight: int = 400) -> QLabel:
    """A text on as many lines as it needs, never taken for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(theme.ui_font(pixels, weight))
    return label


def faint(label: QLabel) -> QLabel:
    """The same label, of less weight than what it explains."""
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


def labelled(text: str, field: QWidget, theme: Theme) -> QVBoxLayout:
    """A field with its label above it."""
    column = QVBoxLayout()
    column.setSpacing(4)
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.ui_font(12))
    label.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(label)
    column.addWidget(field)
    if isinstance(field, DateField):
        column.addWidget(field.remark)
    column.addStretch()
    return column


def line(text: str = "", placeholder: str = "") -> QLineEdit:
    """A one-line field, 32 pixels high."""
    field = QLineEdit(text)
    field.setPlaceholderText(placeholder)
    field.setFixedHeight(32)
    field.setTextMargins(6, 0, 6, 0)
    return field


class DateField(QLineEdit):
    """A field for a date in any form that is read in articles.

    What is wrong with it, or how it is read, stands in ``remark``, below the field. A value that
    was there before and is left alone is kept as it is, whatever it says.
    """

    checked = Signal()
    """``right`` may have changed."""

    def __init__(self, theme: Theme, value: str = "", kept: str = "") -> None:
        """``value`` is filled in; ``kept`` is the value that stands in the file."""
        super().__init__(value)
        self._theme, self._kept = theme, kept
        self.right = True
        """Whether it holds a date or nothing."""
        self.setPlaceholderText(_("2026-11-12 or 12 Nov 2026"))
        self.setFixedHeight(32)
        self.setTextMargins(6, 0, 6, 0)
        self.remark = plain("", theme, 12)
        self.textChanged.connect(self._check)
        theme.changed.connect(self._color)
        self._check()

    @property
    def date(self) -> str:
        """The date in ISO 8601; empty where there is none."""
        text = self.text().strip()
        return text if text == self._kept else written_date(text)

    def _check(self) -> None:
        text, date = self.text().strip(), self.date
        self.right = bool(date) or not text
        if not self.right:
            words = (
                _("Write the month as a word: 12/1/2026 is read in two ways.")
                if is_ambiguous(text)
                else _("Not a date. Write it like 2026-11-12 or 12 November 2026.")
            )
        else:
            words = day_in_words(date) if date not in ("", text) else ""
        self.remark.setText(words)
        self.remark.setVisible(bool(words))
        self.setAccessibleDescription(words)
        self.setProperty(WRONG, not self.right)
        self._color()
        self.update()
        self.checked.emit()

    def _color(self) -> None:
        chosen, palette = self._theme.roles, self.remark.palette()
        color = self._theme.color(chosen.ink2 if self.right else chosen.danger)
        palette.setColor(palette.ColorRole.WindowText, color)
        self.remark.setPalette(palette)


def buttons(dialog: QDialog, accept: str, theme: Theme) -> tuple[QHBoxLayout, QPushButton]:
    """Cancel and the primary button, in the order of the platform; the latter is returned too."""
    box = QDialogButtonBox(dialog)
    ok = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    cancel = box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    for button in (ok, cancel):
        button.setFixedHeight(32)
        button.setMinimumWidth(84)
        button.setFont(theme.ui_font(13, 600 if button is ok else 400))
    primary(ok).setDefault(True)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    row = QHBoxLayout()
    row.addWidget(box)
    return row, ok


class Choice(QAbstractButton):
    """One segment of ``Choices``."""

    def __init__(self, theme: Theme, text: str, value: str, first: bool, last: bool) -> None:
        super().__init__()
        self._theme, self.value, self._first, self._last = theme, value, first, last
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            fill = chosen.current if self.isChecked() else chosen.hover
            fill_segment(painter, self.rect(), theme.color(fill), self._first, self._last)
        if not self._first:
            painter.fillRect(0, 1, 1, self.height() - 2, theme.color(chosen.line))
        painter.setFont(theme.ui_font(13, 600 if self.isChecked() else 400))
        painter.setPen(theme.color(chosen.ink if self.isEnabled() else chosen.faint))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme)


class Choices(QWidget):
    """A few values side by side, exactly one chosen: Tab goes there, the arrow keys to others."""

    def __init__(self, theme: Theme, options: tuple[tuple[str, str], ...], chosen: str) -> None:
        super().__init__()
        self._theme = theme
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for position, (value, text) in enumerate(options):
            first, last = position == 0, position == len(options) - 1
            button = Choice(theme, text, value, first, last)
            button.setChecked(value == chosen)
            button.setFocusPolicy(_POLICY[value == chosen])
            button.toggled.connect(partial(_stop_at, button))
            self.group.addButton(button)
            row.addWidget(button)

    @property
    def value(self) -> str:
        """The chosen value."""
        button = self.group.checkedButton()
        return button.value if isinstance(button, Choice) else ""

    def choose(self, value: str) -> None:
        """Choose a value; nothing happens where it is not among the options."""
        for button in self.group.buttons():
            if isinstance(button, Choice) and button.value == value:
                button.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate(painter, self.rect(), self._theme)


_POLICY = {True: Qt.FocusPolicy.StrongFocus, False: Qt.FocusPolicy.ClickFocus}
"""By whether a choice is the chosen one. Qt does this itself, but only once one has the focus."""


def _stop_at(button: Choice, chosen: bool) -> None:
    button.setFocusPolicy(_POLICY[chosen])

"""Labels, choices and rows of fields, as the inspector lays them out."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.i18n import _
from desktop.model.annotation import SpeechKind
from desktop.ui.look.theme import Theme

Field = tuple[str, QWidget, QWidget | None]
"""A label, its field, and what stands at the right end of the label's line."""


def small(
    text: str, theme: Theme, pixels: int = 12, weight: int = 400, buddy: QWidget | None = None
) -> QLabel:
    """A label of plain text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.ui_font(pixels, weight))
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def named(text: str, theme: Theme, field: QWidget) -> QLabel:
    """The quiet label of a field."""
    label = small(text, theme, buddy=field)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label


class Choice(QComboBox):
    """A list to choose from that the wheel passes by: it scrolls what the field stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def choice(name: str, options: Iterable[tuple[str, str]]) -> QComboBox:
    """A list to choose from: each option is a value and its words."""
    field = Choice()
    field.setFixedHeight(32)
    field.setAccessibleName(name)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    field.setMinimumContentsLength(6)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for value, words in options:
        field.addItem(words, value)
    return field


def line(*widgets: QWidget | None, right: int = 0) -> QHBoxLayout:
    """Widgets side by side; None stands for room between them."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, right, 0)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return row


def pairs(theme: Theme, *rows: tuple[Field, Field]) -> QGridLayout:
    """Two fields a row, each with its label above it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for at, row in enumerate(rows):
        for column, (text, field, beside) in enumerate(row):
            label = named(text, theme, field)
            if beside is None:
                grid.addWidget(label, 2 * at, column)
            else:
                grid.addLayout(line(label, None, beside), 2 * at, column)
            grid.addWidget(field, 2 * at + 1, column)
    return grid


def speech_words(kind: SpeechKind) -> str:
    """How a speaker's words are given."""
    return {
        SpeechKind.UNSET: _("Not set"),
        SpeechKind.DIRECT: _("Direct"),
        SpeechKind.MIXED: _("Partly direct"),
        SpeechKind.INDIRECT: _("Indirect"),
    }[kind]

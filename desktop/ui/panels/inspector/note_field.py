"""The note of a passage: a few lines of plain text in the frame of a field."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.look.plates import focus_ring, plate
from desktop.ui.look.theme import Theme
from desktop.ui.note_text import NoteText, wrap_mode


class NoteField(NoteText):
    """The note in the inspector: a few lines."""

    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(_("Note"))
        self.setFont(theme.ui_font(13))
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(6, 5, 6, 5)
        self.setFixedHeight(64)

    def show_text(self, text: str) -> None:
        """Hold this text, with nothing to undo."""
        document = self.document()
        touched = document.isUndoAvailable() or document.isRedoAvailable()
        if not text and document.isEmpty() and not touched:
            return
        self.clear()  # or what was there would be wrapped anew
        self.setWordWrapMode(wrap_mode(text))
        self.setPlainText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class Framed(QWidget):
    """Draws the frame of a field, and its focus, around a text area."""

    def __init__(self, theme: Theme, field: NoteField) -> None:
        super().__init__()
        self._theme, self._field = theme, field
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate(painter, self.rect(), self._theme)
        if self._field.hasFocus():
            focus_ring(painter, self.rect(), self._theme)

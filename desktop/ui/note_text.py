"""Plain text that says when it is left: the note of a passage, in the inspector or the margin."""

import re

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.i18n import _

_SOON_MS = 600
_ENDLESS = re.compile(r"\S{5000}")


class NoteText(QPlainTextEdit):
    """Tab leaves it; so do Escape and Ctrl+Enter, which lead back to the text."""

    left = Signal()
    escaped = Signal()
    typed = Signal()
    """Something was written, at most ``_SOON_MS`` ago."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(_("Add a note"))
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.typed)
        self.textChanged.connect(self._changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and command):
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        if self.hasFocus() and not self._soon.isActive():
            self._soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own context menu
            self.left.emit()


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """How a field wraps a text: anywhere if it has endless words.

    Looking for the ends of words takes Qt a time that grows with the square of their length.
    """
    if _ENDLESS.search(text):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere

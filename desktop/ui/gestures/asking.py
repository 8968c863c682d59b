"""Asks for one more key: after G a digit, after L a letter. Escape, or anything else, ends it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.panels.prompt import Answer, Prompt
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.hands.keys import digit_by_place
from desktop.ui.reader.view import Reader

_ALONE = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta),
    *(Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock),
)
_CLEARING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_BARS = 12
"""Pixels below the tint in which bars are stacked."""


class Asking(QObject):
    """Shows a prompt beside the passage and takes the next key from the article or the list.

    The focus stays where it is. The key ``0`` is given by Backspace and Delete as well.
    """

    second_key = Signal(QKeyEvent)
    """A key was pressed while one is awaited; it has not acted yet."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        reader: Reader,
        passages: PassageList,
        status: StatusRow,
    ) -> None:
        super().__init__(window)
        self._window, self._reader, self._list, self._status = window, reader, passages, status
        self._theme = theme
        self._prompt: Prompt | None = None
        self._then: Callable[[str], object] | None = None
        self._on: Reader | PassageList = reader

    @property
    def prompt(self) -> Prompt:
        """The card, made when something is first asked."""
        if self._prompt is None:
            self._prompt = Prompt(self._theme, self._window)
            self._prompt.answered.connect(self._answer)
        return self._prompt

    @property
    def asking(self) -> bool:
        """Whether a key is awaited."""
        return self._then is not None

    def ask(self, question: str, answers: Sequence[Answer], then: Callable[[str], object]) -> None:
        """Ask; ``then`` is told the value of the answer, and nothing where there is none."""
        self.cancel()
        self._on = self._list if self._list.hasFocus() else self._reader
        if not self._on.hasFocus():
            self._on.setFocus()
        self._then = then
        self.prompt.ask(question, tuple(answers), self._beside())
        self._status.announce(f"{question}: {self.prompt.accessibleDescription()}")
        for widget in (self._on, self._on.viewport()):
            widget.installEventFilter(self)
        self._window.installEventFilter(self)

    def cancel(self) -> None:
        """Ask no more; nothing is answered."""
        if self._then is None:
            return
        self._then = None
        self.prompt.hide()
        for widget in (self._on, self._on.viewport(), self._window):
            widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._on and isinstance(event, QKeyEvent):
            if kind == QEvent.Type.ShortcutOverride:
                self.second_key.emit(event)
                event.accept()  # else the digit would tag, and the letter start something else
                return True
            if kind == QEvent.Type.KeyPress:
                self._key(event)
                return True
        elif kind == QEvent.Type.Resize and watched is not self._window:
            # Laid out late: what was chosen just before may be of another article.
            self.prompt.place(self._beside())
        elif kind in _ENDING or (watched is self._on and _left(event)):
            self.cancel()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ALONE:
            return
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.prompt.move_by(1 if key == Qt.Key.Key_Down else -1)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.prompt.take()
            return
        digit = digit_by_place(event)
        pressed = {event.text().upper(), str(digit) if digit else ""}
        if key in _CLEARING:
            pressed.add("0")
        elif Qt.Key.Key_A <= key <= Qt.Key.Key_Z or key == Qt.Key.Key_0:
            pressed.add(chr(key))
        for answer in self.prompt.answers:
            if answer.key in pressed:
                self._answer(answer.value)
                return
        self.cancel()

    def _answer(self, value: str) -> None:
        then = self._then
        self.cancel()
        if then is not None:
            then(value)

    def _beside(self) -> QRect:
        """What is asked about, in the window; the middle where it is out of sight.

        In the list it is the row; in the article the caret and all lines of the current passage.
        """
        if self._on is self._list:
            rect, view = self._list.visualRect(self._list.currentIndex()), self._list.viewport()
        else:
            rect, view = self._lines(), self._reader.viewport()
        if not view.rect().intersects(rect):
            rect = QRect(view.rect().center(), view.rect().center())
        return QRect(view.mapTo(self._window, rect.topLeft()), rect.size())

    def _lines(self) -> QRect:
        """As wide as the caret, as high as what can be seen of the passage and its bars."""
        rect, height = self._reader.cursorRect(), self._reader.viewport().height()
        for end in self._reader.current_ends():
            rect.setTop(max(0, min(rect.top(), end.top)))
            rect.setBottom(min(height, max(rect.bottom(), end.bottom + _BARS)))
        return rect


_ENDING = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Resize)


def _left(event: QEvent) -> bool:
    """Whether the focus has gone to another part of the window."""
    window = Qt.FocusReason.ActiveWindowFocusReason
    gone = event.type() == QEvent.Type.FocusOut
    return gone and isinstance(event, QFocusEvent) and event.reason() != window

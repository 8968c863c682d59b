"""A field that completes what is typed from the words in use, the one under the caret in a list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

Words = Callable[[], Sequence[str]]


class CompletingField(QLineEdit):
    """One line, 32 pixels high. ``words`` is asked whenever the field is entered.

    ``listed`` says that the text is a list with commas: then only the part under the caret is
    completed, and parts that stand there already are not offered again.
    """

    def __init__(self, name: str, listed: bool = False) -> None:
        super().__init__()
        self.words: Words = tuple
        self._listed = listed
        self._known: Sequence[str] = ()
        self._model = QStringListModel(self)
        self.setAccessibleName(name)
        self.setFixedHeight(32)
        self.setTextMargins(6, 0, 6, 0)
        completer = _Completer(self)
        completer.setModel(self._model)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(7)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.isReadOnly():
            self._known = self.words()
            self._model.setStringList(list(self._known))
        super().focusInEvent(event)

    def offer(self, word: str) -> None:
        """Open the list with a word at its top, in a field that has the focus; fill nothing in."""
        if not word:
            return
        self._known = (word, *(other for other in self._known if other != word))
        self._model.setStringList(list(self._known))
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def part(self) -> tuple[int, int]:
        """Where the word to complete starts and ends, without the blanks before it."""
        text = self.text()
        if not self._listed:
            return 0, len(text)
        caret = self.cursorPosition()
        start = text.rfind(",", 0, caret) + 1
        end = text.find(",", caret)
        while start < caret and text[start] == " ":
            start += 1
        return start, len(text) if end < 0 else end

    def _offer(self, text: str) -> None:
        if not self._listed:
            return
        start, end = self.part()
        others = {part.strip() for part in (text[:start] + text[end:]).split(",")}
        wanted = [word for word in self._known if word not in others]
        if wanted != self._model.stringList():
            self._model.setStringList(wanted)


class _Completer(QCompleter):
    """Completes the part of the field that its caret is in."""

    def __init__(self, field: CompletingField) -> None:
        super().__init__(field)
        self._field = field

    def splitPath(self, path: str) -> list[str]:
        start, end = self._field.part()
        return [self._field.text()[start:end].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        start, end = self._field.part()
        text = self._field.text()
        return text[:start] + str(index.data()) + text[end:]

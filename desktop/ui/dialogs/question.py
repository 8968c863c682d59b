"""One sentence, what it means, and a few answers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMessageBox, QPushButton, QWidget

from desktop.ui.look.style import primary

_AROUND, _BETWEEN = 20, 12
"""Pixels around the words and the answers, and between them."""
_WORDS = 340
"""Pixels that the words have at least."""
_TALL, _WIDE = 32, 84
"""An answer, in pixels; it is wider where its words are."""


class Question(QMessageBox):
    """A message box as the other dialogs look; its words begin where its answers do."""

    def __init__(self, parent: QWidget, title: str, sentence: str, meaning: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setWindowTitle(title)
        self.setText(sentence)
        self.setInformativeText(meaning)

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange()
        super().showEvent(event)

    def _arrange(self) -> None:
        sentence = self.findChild(QLabel, "qt_msgbox_label")
        if sentence is not None:
            strong = sentence.font()
            strong.setWeight(QFont.Weight.DemiBold)
            sentence.setFont(strong)
        for answer in self.buttons():
            answer.setMinimumSize(_WIDE, _TALL)
            if isinstance(answer, QPushButton) and answer is self.defaultButton():
                primary(answer)
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
            layout.setHorizontalSpacing(0)
            layout.setVerticalSpacing(_BETWEEN)
            first = layout.itemAtPosition(0, 0)
            indent = first.spacerItem() if first is not None else None
            if indent is not None:  # where a picture would be
                indent.changeSize(0, 0)
            layout.setColumnStretch(1, 1)
            layout.setColumnMinimumWidth(1, _WORDS)
            layout.invalidate()

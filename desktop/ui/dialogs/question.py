"""One sentence, what it means, and a few answers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QMessageBox, QSizePolicy, QWidget

_AROUND, _BETWEEN = 20, 16
"""Pixels around the words and the answers, and between them."""


class Question(QMessageBox):
    """A message box without a picture, whose words begin where its answers do."""

    def __init__(self, parent: QWidget, title: str, sentence: str, meaning: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setWindowTitle(title)
        self.setText(sentence)
        self.setInformativeText(meaning)
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
            layout.setVerticalSpacing(_BETWEEN)
            indent = layout.itemAtPosition(0, 0)
            space = indent.spacerItem() if indent is not None else None
            if space is not None:  # where a picture would be
                space.changeSize(0, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

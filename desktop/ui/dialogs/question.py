"""One sentence, what it means, and a few answers."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.printable_line import printable_line
from desktop.ui.dialogs.base import BAR, Scrolled, room_on_screen
from desktop.ui.look.style import primary

_AROUND, _BETWEEN = 20, 12
"""Pixels around the words and the answers, and between them."""
_WORDS = 340
"""Pixels that the words have at least."""
_LINE = 540
"""Pixels that a line of words has at most where they scroll."""
_TALL, _WIDE = 32, 84
"""An answer, in pixels; it is wider where its words are."""


class Question(QMessageBox):
    """A message box as the other dialogs look; its words begin where its answers do."""

    def __init__(self, parent: QWidget, title: str, sentence: str, meaning: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setWindowTitle(printable_line(title))
        self.setText(printable_line(sentence))
        self.setInformativeText(meaning)

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange()
        labels = self._bound()
        super().showEvent(event)
        for label in labels:
            label.setWordWrap(True)

    def _bound(self) -> list[QLabel]:
        """Let words scroll for which the screen is too small, so that the answers stay on it.

        The labels that were put where they scroll; none where there is room enough.
        """
        layout, room = self.layout(), room_on_screen(self)
        labels = [
            label
            for name in ("qt_msgbox_label", "qt_msgbox_informativelabel")
            if (label := self.findChild(QLabel, name)) is not None
        ]
        wide = min(_LINE, room.width() - 2 * _AROUND)
        high = sum(_height(label, wide) + _BETWEEN for label in labels)
        rest = 2 * _AROUND + 2 * _BETWEEN + _TALL
        if not isinstance(layout, QGridLayout) or high + rest <= room.height():
            return []
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        for label in labels:
            layout.removeWidget(label)
            label.setFixedWidth(wide - BAR)  # a message box gives them ever wider ones
            column.addWidget(label)
        scroll = Scrolled(words, self.windowTitle(), focusable=True)
        scroll.setFixedSize(wide, room.height() - rest)
        layout.addWidget(scroll, 0, 1)
        scroll.show()
        return labels

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


def _height(label: QLabel, width: int) -> int:
    """How high a label is whose words are wrapped at ``width``."""
    wrapped = Qt.TextFlag.TextWordWrap.value | Qt.TextFlag.TextWrapAnywhere.value
    box = QRect(0, 0, width, 1 << 24)
    return QFontMetrics(label.font()).boundingRect(box, wrapped, label.text()).height()

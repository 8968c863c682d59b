"""Selecting by whole sentences and paragraphs: the third and fourth click, and keys that widen."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QMouseEvent, QTextCursor

from desktop.editing import words
from desktop.ui.reader.surface import Surface

_NEAR = 6
"""Pixels between two clicks that are still one gesture."""
_SENTENCE, _PARAGRAPH = 3, 4


class Granules:
    """Counts clicks and selects what they mean. Qt itself takes care of double clicks."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._count = 0
        self._clicked_at = 0
        self._place = QPoint()
        self._first = (0, 0)
        self._held = False
        self._narrower: list[tuple[int, int]] = []
        self._widest: tuple[int, int] | None = None

    def press(self, event: QMouseEvent) -> bool:
        """A press: the third one in a row selects a sentence; True where it was that."""
        self._narrower.clear()
        if self._count == 2 and self._soon(event):
            self._select(event, _SENTENCE)
            return True
        self._count = 0
        return False

    def double_click(self, event: QMouseEvent) -> bool:
        """A double click: after a third click it is the fourth, which selects a paragraph."""
        self._narrower.clear()
        if self._count == _SENTENCE and self._soon(event):
            self._select(event, _PARAGRAPH)
            return True
        self._count = 2
        self._note(event)
        return False

    def drag(self, place: QPoint) -> bool:
        """The mouse has moved with its button down: go on by what was selected first."""
        if not self._held:
            return False
        first, other = self._first, self._around(place)
        if other[0] < first[0]:
            self._show(first[1], other[0])
        else:
            self._show(first[0], max(other[1], first[1]))
        return True

    def release(self) -> bool:
        """The button is up; True where it was held after a third or fourth click."""
        held, self._held = self._held, False
        return held

    def take_whole_words(self) -> None:
        """Move the ends of the selection that lie inside a word out to its edges."""
        source = self._surface.source
        start, end = self._selected()
        if source is None or start == end:
            return
        wide = words.edges(source, start)[0], words.edges(source, end)[1]
        if wide != (start, end):
            cursor = self._surface.textCursor()
            backwards = cursor.position() < cursor.anchor()
            self._show(*(reversed(wide) if backwards else wide))

    def widen(self) -> bool:
        """Word, then sentence, then paragraph; False where nothing larger is left."""
        source = self._surface.source
        if source is None:
            return False
        before = self._selected()
        if before != self._widest:
            self._narrower.clear()
        after = words.widened(source, *before)
        if after == before:
            return False
        self._narrower.append(before)
        self._show(*after)
        self._widest = self._selected()
        return True

    def narrow(self) -> bool:
        """Take the last widening back; False where the selection is another one by now."""
        if not self._narrower or self._selected() != self._widest:
            return False
        self._show(*self._narrower.pop())
        self._widest = self._selected()
        return True

    def _select(self, event: QMouseEvent, count: int) -> None:
        self._count = count
        self._note(event)
        self._first = self._around(event.position().toPoint())
        self._held = True
        self._show(*self._first)

    def _around(self, place: QPoint) -> tuple[int, int]:
        source = self._surface.source
        if source is None or not source.blocks:
            return 0, 0
        offset = self._surface.character_offset(place)
        block = words.block_at(source, offset)
        if self._count == _PARAGRAPH:
            return block.start, block.end
        return words.sentence_in(source, block, offset)

    def _selected(self) -> tuple[int, int]:
        return self._surface.selected_range()

    def _show(self, anchor: int, position: int) -> None:
        cursor = QTextCursor(self._surface.document())
        cursor.setPosition(self._surface.position_of(anchor))
        cursor.setPosition(self._surface.position_of(position), QTextCursor.MoveMode.KeepAnchor)
        self._surface.setTextCursor(cursor)

    def _note(self, event: QMouseEvent) -> None:
        self._clicked_at, self._place = event.timestamp(), event.position().toPoint()

    def _soon(self, event: QMouseEvent) -> bool:
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval()
        near = (event.position().toPoint() - self._place).manhattanLength() <= _NEAR
        return near and event.timestamp() - self._clicked_at <= interval

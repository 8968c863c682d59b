"""The article as the analyst reads and marks it: a read-only text that paints its own marks."""

import sys

from PySide6.QtCore import (
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QSignalBlocker,
    Qt,
    QTextBoundaryFinder,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.model.annotation import Annotation, Span
from desktop.model.identity import AnnotationId
from desktop.ui.look.theme import Theme
from desktop.ui.reader.sheet import Sheet


class Reader(Sheet):
    """A sheet with hands: emits what they ask for, in code points.

    Offsets and spans in signals are code points of the source. The reader changes nothing itself.
    """

    tag_key = Signal(int, bool)
    """A digit key by its place on the keyboard, 1 to 9, and whether Shift is down."""
    passage_clicked = Signal(list)
    """Ids of the passages under the click, shortest first; empty for none."""
    caret_placed = Signal(list)
    """Keys have moved the caret: ids of the passages it is in, shortest first."""
    selection_settled = Signal()
    """The selection has changed and neither mouse nor keys are still moving it."""
    caret_moved = Signal(int)
    """The paragraph number under the caret, 0 in headings and front matter."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_at = QPoint()
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAcceptDrops(False)
        self.setCursorWidth(2)
        self.setAccessibleName(_("Article"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.cursorPositionChanged.connect(self._caret_moved)

    def set_current(self, annotation: Annotation | None, reveal: bool = False) -> None:
        """Bring one passage to the front; ``reveal`` also goes there, with the caret."""
        super().set_current(annotation, reveal)
        if annotation is not None and reveal:
            self._put_caret(annotation)

    def selected_spans(self) -> tuple[Span, ...]:
        """The selection as one span of the source; empty without one."""
        cursor = self.textCursor()
        if self._source is None or not cursor.hasSelection():
            return ()
        start = self._offsets.to_text(cursor.selectionStart())
        end = self._offsets.to_text(cursor.selectionEnd())
        return (Span(start, end),) if start < end else ()

    def sentence_at_caret(self) -> tuple[Span, ...]:
        """The sentence the caret is in (Unicode text segmentation, UAX #29), as one span."""
        block = self.textCursor().block()
        if self._source is None or not block.isValid() or not block.text().strip():
            return ()
        text = block.text()
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
        at = self.textCursor().position() - block.position()
        finder.setPosition(min(at + 1, len(text.encode("utf-16-le", "surrogatepass")) // 2))
        start = finder.toPreviousBoundary()
        end = finder.toNextBoundary()
        if start < 0 or end <= start:
            return ()
        first = self._offsets.to_text(block.position() + start)
        return (Span(first, self._offsets.to_text(block.position() + end)),)

    def clear_selection(self) -> None:
        """Leave the caret at the end of the selection."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def select(self, spans: tuple[Span, ...]) -> None:
        """Select from the first span's start to the last one's end."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_document(spans[0].start))
        cursor.setPosition(
            self._offsets.to_document(spans[-1].end), QTextCursor.MoveMode.KeepAnchor
        )
        self.setTextCursor(cursor)

    def selection_rect(self) -> QRect:
        """Where the moving end of the selection is, in pixels of the viewport."""
        return self.cursorRect()

    def passages_at_caret(self) -> list[AnnotationId]:
        """The passages the caret is in, or else just behind, shortest first."""
        caret = self.textCursor()
        found = self._passages(caret.position())
        if not found and not caret.atBlockStart():
            found = self._passages(caret.position() - 1)
        return found

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        digit = digit_by_place(event) if plain else 0
        if digit:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.tag_key.emit(digit, shifted)
            event.accept()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        caret = self.textCursor()
        if caret.position() != before and not caret.hasSelection():
            self.caret_placed.emit(self.passages_at_caret())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.selection_settled.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        moved = (place - self._pressed_at).manhattanLength() > 3
        if event.button() == Qt.MouseButton.LeftButton:
            if not moved and not self.textCursor().hasSelection():
                self.passage_clicked.emit(self._passages(self._character_at(place)))
            self.selection_settled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.selection_settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._theme.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the source's own characters, not those shown in their place."""
        data = QMimeData()
        spans = self.selected_spans()
        if self._source is not None and spans:
            data.setText(self._source.text[spans[0].start : spans[0].end])
        return data

    def _passages(self, position: int) -> list[AnnotationId]:
        if self._lanes is None or self._source is None or not self._source.blocks:
            return []
        index = self._offsets.block_at(self._offsets.to_text(position))
        unit = position - self.document().findBlockByNumber(index).position()
        return [held.id for held in self._lanes.at(index, unit)]

    def _character_at(self, place: QPoint) -> int:
        """The document position of the character drawn there, where the caret's may be the next."""
        block = self.cursorForPosition(place).block()
        layout = block.layout()
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        inside = QPointF(place + scrolled) - layout.position()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        under = [line for line in lines if line.y() <= inside.y()] or lines[:1]
        if not under:
            return block.position()
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        return block.position() + under[-1].xToCursor(inside.x(), on_character)

    def _put_caret(self, annotation: Annotation) -> None:
        """Go on from this passage with the next key, unless the caret is in it already."""
        caret = self.textCursor()
        at = self._offsets.to_text(caret.position())
        if caret.hasSelection() or not annotation.start <= at <= annotation.end:
            caret.setPosition(self._offsets.to_document(annotation.start))
            with QSignalBlocker(self):
                self.setTextCursor(caret)
            self._caret_moved()

    def _caret_moved(self) -> None:
        number = self.textCursor().blockNumber()
        self.caret_moved.emit(self._numbers[number] if number < len(self._numbers) else 0)


# Digits by the place of their key, for keyboards that need Shift for them: scan codes of
# Linux (evdev + 8) and of PC keyboards (set 1) on Windows.
_X11_FIRST, _PC_FIRST = 10, 2


def digit_by_place(event: QKeyEvent) -> int:
    """The digit of a key, also on keyboards that need Shift for it; 0 for any other key."""
    if Qt.Key.Key_1.value <= event.key() <= Qt.Key.Key_9.value:
        return event.key() - Qt.Key.Key_0.value
    first = _PC_FIRST if sys.platform == "win32" else _X11_FIRST
    code = event.nativeScanCode() - first
    if sys.platform == "darwin" or not 0 <= code < 9 or event.text().isalpha():
        return 0
    return code + 1

"""The article as the analyst reads and marks it: a read-only text that paints its own marks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.editing import words
from desktop.i18n import _
from desktop.model.annotation import Annotation, Span
from desktop.model.identity import AnnotationId
from desktop.model.source import Source
from desktop.ui.look.theme import Theme
from desktop.ui.reader.hands.granules import Granules
from desktop.ui.reader.hands.handles import Handles
from desktop.ui.reader.hands.keys import digit_by_place, end_key_by_place
from desktop.ui.reader.surface import PassageEnd, Surface
from resources.palette import TagSigns

if TYPE_CHECKING:
    from desktop.ui.reader.hands.note_editor import NoteEditor

_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Why the focus leaves the text for a moment only."""

_CARET_KEYS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
"""Keys that show where the caret is, also where it can go no further."""


class Reader(Surface):
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
    left = Signal()
    """The focus went to another part of the window."""
    caret_moved = Signal(int)
    """The paragraph number under the caret, 0 in headings and front matter."""
    part_selected = Signal()
    """Words were selected with Ctrl held: they go to the current passage."""
    end_key = Signal(int, bool)
    """A key that moves an end of the current passage by a word: -1 or 1, and whether its start."""
    hovered = Signal(str)
    """The passage under the mouse has changed: its id, empty for none."""
    tip_asked = Signal(str, QPoint)
    """The mouse rests on a passage (its id) at a place of the screen."""
    note_clicked = Signal(str, bool)
    """A note in the margin was clicked: the passage's id, and whether twice, to write in it."""
    note_written = Signal(str, str)
    note_typed = Signal(str, str)
    """A note was written in the margin: the passage's id, and the note."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_at = QPoint()
        self._pressed_with_ctrl = False
        self._on_note = False
        self.handles = Handles(self, theme)
        self.note_editor: NoteEditor | None = None
        """Made when a note is first written in the margin."""
        self._granules = Granules(self)
        self.viewport().setMouseTracking(True)
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
        self.scrolled.connect(lambda: self._hover(None))  # what the mouse was over has moved on

    def set_current(self, annotation: Annotation | None, reveal: bool = False) -> None:
        """Bring one passage to the front; ``reveal`` also goes there, with the caret."""
        self.handles.cancel()
        editor = self.note_editor
        if editor is not None and (annotation is None or editor.passage != annotation.id):
            editor.keep()
        super().set_current(annotation, reveal)
        if annotation is not None and reveal:
            self._put_caret(annotation)

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """One passage was added, changed or deleted; what was being dragged is let go."""
        self.handles.cancel()
        if before is not None and self._hovered is not None and before.id == self._hovered.id:
            self._hovered = after
        super().apply(before, after)

    def show_source(
        self, source: Source, annotations: list[Annotation], signs_of: Callable[..., TagSigns]
    ) -> None:
        """Show an article from its top; what was at hand in the one before is let go."""
        self.handles.cancel()
        if self.note_editor is not None:
            self.note_editor.keep()
        self._hovered = None
        super().show_source(source, annotations, signs_of)

    def write_note(self, annotation: Annotation) -> None:
        """Write the note of a passage in the margin, which has to have room for it."""
        if self.note_editor is None:
            from desktop.ui.reader.hands.note_editor import NoteEditor

            self.note_editor = NoteEditor(self._theme, self)
            self.note_editor.written.connect(self.note_written)
            self.note_editor.typed.connect(self.note_typed)
            self.note_editor.closed.connect(self.setFocus)
        self._reveal(annotation)
        self.note_editor.open(annotation)

    def flush(self) -> None:
        """Send what was written in the margin but not yet left."""
        if self.note_editor is not None:
            self.note_editor.flush()

    def set_locked(self, locked: bool) -> None:
        """The session may not be changed: passages cannot be taken hold of."""
        if locked != self.handles.locked:
            self.handles.locked = locked
            self.viewport().update()

    def selected_spans(self) -> tuple[Span, ...]:
        """The selection as one span of the source; empty without one."""
        cursor = self.textCursor()
        if self._source is None or not cursor.hasSelection():
            return ()
        start = self._offsets.to_text(cursor.selectionStart())
        end = self._offsets.to_text(cursor.selectionEnd())
        return (Span(start, end),) if start < end else ()

    def caret(self) -> int:
        """Where the caret is, in code points."""
        return self._offsets.to_text(self.textCursor().position())

    def sentence_at_caret(self) -> tuple[Span, ...]:
        """The sentence the caret is in, as one span."""
        if self._source is None or not self._source.blocks:
            return ()
        offset = self.caret()
        block = words.block_at(self._source, offset)
        start, end = words.sentence_in(self._source, block, offset)
        return (Span(start, end),) if start < end else ()

    def quotation_at_caret(self) -> tuple[Span, ...]:
        """All parts of the quotation the caret is in; nothing outside of quotation marks."""
        from desktop.editing.quotations import quotation_at

        return quotation_at(self._source, self.caret()) if self._source is not None else ()

    def widen(self) -> bool:
        """Select the word at the caret, then its sentence, then its paragraph; False at the end."""
        widened = self._granules.widen()
        self._scroll_position.show_caret()
        return widened

    def narrow(self) -> bool:
        """Take the last widening back; False where there is none."""
        narrowed = self._granules.narrow()
        self._scroll_position.show_caret()
        return narrowed

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
        """The lines from the selection's start to its end, in pixels of the viewport.

        Its left edge is where the moving end is.
        """
        cursor = self.textCursor()
        first, last = QTextCursor(self.document()), QTextCursor(self.document())
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        caret = self.cursorRect()
        top, bottom = self.cursorRect(first).top(), self.cursorRect(last).bottom()
        return QRect(caret.left(), top, max(1, caret.width()), bottom - top + 1)

    def passages_at_caret(self) -> list[AnnotationId]:
        """The passages the caret is in, shortest first, and behind them those that end there."""
        return [held.id for held in self._at_caret()]

    def passages_around_caret(self) -> list[AnnotationId]:
        """Those at the caret, and those that overlap one that ends there, as a new one does."""
        found, caret = self._at_caret(), self.caret()
        for ended in [held for held in found if held.spans[-1].end == caret]:
            for span in ended.spans:
                found += self.passages_touching(span.start, span.end)
        return list(dict.fromkeys(held.id for held in found))

    def _at_caret(self) -> list[Annotation]:
        caret, at = self.textCursor(), self.caret()
        inside = self.passages_of(caret.position())
        before = [] if caret.atBlockStart() else self.passages_of(caret.position() - 1)
        return inside + [one for one in before if any(span.end == at for span in one.spans)]

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
        step, start = end_key_by_place(event)
        if step:
            self.end_key.emit(step, start)
            event.accept()
            return
        if self.handles.dragging and event.key() == Qt.Key.Key_Escape:
            self.handles.cancel()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.clear_selection()
            self.left.emit()
            event.accept()
            return
        before, anchor = self.textCursor().position(), self.textCursor().anchor()
        super().keyPressEvent(event)
        caret = self.textCursor()
        if event.key() in _CARET_KEYS or (caret.position(), caret.anchor()) != (before, anchor):
            self._scroll_position.show_caret()
        if caret.position() != before and not caret.hasSelection():
            self.caret_placed.emit(self.passages_at_caret())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self.selection_settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._pressed_at = event.position().toPoint()
        self._pressed_with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.LeftButton:
            if self._take(place, event):
                event.accept()
                return
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.clear_selection()  # or the words would be dragged, not selected anew
        super().mousePressEvent(self._on_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self.handles.dragging:
            self.handles.move(place, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif event.buttons() & Qt.MouseButton.LeftButton and self._granules.drag(place):
            pass
        elif not event.buttons():
            self._point_at(place)
        elif not self._on_note:
            super().mouseMoveEvent(self._on_line(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.handles.dragging:
            self.handles.release()
            return
        if left and self._on_note:
            self._on_note = False
            return
        held = self._granules.release()
        super().mouseReleaseEvent(self._on_line(event))
        if not left:
            return
        place = event.position().toPoint()
        moved = (place - self._pressed_at).manhattanLength() > 3
        if not moved and not self.textCursor().hasSelection() and not held:
            self.passage_clicked.emit(self._passages(self.character_at(place)))
        if moved and not held and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._granules.take_whole_words()
        if self._pressed_with_ctrl and moved and self.textCursor().hasSelection():
            self.part_selected.emit()
        self.selection_settled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        note = self.note_at(place)
        if note is not None:
            self._on_note = True
            self.note_clicked.emit(note.id, True)
        elif self.handles.press(place) or self._granules.double_click(event):
            event.accept()
        else:
            super().mouseDoubleClickEvent(self._on_line(event))
        self.selection_settled.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        elif event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Mouse:
                self._go_to(event.pos())
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            under = self._under(event.pos())
            self.tip_asked.emit(under.id if under is not None else "", event.globalPos())
            return True
        return super().viewportEvent(event)

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

    def _on_line(self, event: QMouseEvent) -> QMouseEvent:
        """The same event in the line of text that is nearest, for Qt to take the caret there."""
        place = QPointF(self.on_line(event.position().toPoint()))
        place.setX(event.position().x())
        return QMouseEvent(
            event.type(),
            place,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def _take(self, place: QPoint, event: QMouseEvent) -> bool:
        """A press on something that is not text: a ring, a note; or the third click in a row."""
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.handles.press(place):
            return True
        note = self.note_at(place)
        if note is not None:
            self._on_note = True
            self.note_clicked.emit(note.id, False)
            return True
        return self._granules.press(event)

    def _point_at(self, place: QPoint) -> None:
        """The mouse moves with no button down."""
        under = self._under(place)
        shape = Qt.CursorShape.IBeamCursor
        if self.handles.ring_at(place) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif place.x() > self._left() + self._measure_now() and under is not None:
            shape = Qt.CursorShape.PointingHandCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        self._hover(under)

    def _under(self, place: QPoint) -> Annotation | None:
        """The passage a click would take: that of a note, or the shortest of those drawn there."""
        over = self.passages_under(place)
        return over[0] if over else self.note_at(place)

    def _hover(self, annotation: Annotation | None) -> None:
        before = self._hovered
        if (before.id if before else None) != (annotation.id if annotation else None):
            self.hover(annotation)
            self.hovered.emit(annotation.id if annotation is not None else "")

    def _go_to(self, place: QPoint) -> None:
        """Put the caret where a right click was, unless it was on the selection."""
        start, end = self.selected_range()
        at = self.offset_at(place)
        if start <= at <= end and start < end:
            return
        cursor = self.textCursor()
        cursor.setPosition(self.position_of(at))
        self.setTextCursor(cursor)
        under = self._passages(self.character_at(place))
        if self._current is None or self._current.id not in under:
            self.caret_placed.emit(under)

    def _passages(self, position: int) -> list[AnnotationId]:
        return [held.id for held in self.passages_of(position)]

    def _paint_ends(self, painter: QPainter, ends: list[PassageEnd]) -> None:
        self.handles.paint(painter, ends)

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

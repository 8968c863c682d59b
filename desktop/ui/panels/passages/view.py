"""The list of passages, in step with the article."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.listing.facets import Ground
from desktop.listing.query import Conditions
from desktop.model.annotation import Annotation, Link
from desktop.model.identity import AnnotationId, SessionId, SourceId
from desktop.model.session import Session
from desktop.settings import Grouping, Scope
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.model import Passages
from desktop.ui.panels.passages.table import PassageTable

_Only = QItemSelectionModel.SelectionFlag
_FOLDING = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PassageList(PassageTable):
    """The list. Emits which passages the hands chose; is told which one is current."""

    chosen = Signal(str)
    """A passage was clicked or reached with the arrow keys."""
    entered = Signal(str)
    """Enter on a passage: go to its note."""
    deleted = Signal(list)
    """Delete pressed: ids of the selected passages."""
    label_asked = Signal(list)
    """Labels are to be added to or removed from these ids."""
    credibility_asked = Signal(list)
    """These ids are to be given a credibility."""
    menu_asked = Signal(QPoint)
    """The menu of the selected rows is wanted at a place of the screen."""
    selection_changed = Signal()
    """Other rows are selected."""
    listed = Signal()
    """What is listed has changed."""
    arranged = Signal()
    """Passages of another scope are listed, or under other headings."""
    hidden_changed = Signal(bool)
    """Whether the filter hides the current passage."""
    replaced = Signal()
    """Another session is listed: what was asked of the one before is moot."""
    scope_changed = Signal()
    """Passages of the article or of the session are wanted: ``show_session`` has to follow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._telling = False
        self._handling = False
        self._current: AnnotationId | None = None
        self.current_hidden = False
        """Whether the filter hides the current passage."""
        self._session: SessionId | None = None
        self._source: SourceId | None = None
        self._stale = True
        self._scope: Scope = ""
        self.whole_session = False
        """Whether the passages of every article are listed."""
        self.selectionModel().currentChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.clicked.connect(self._clicked)

    # What is listed

    def show_session(self, session: Session, source: SourceId | None) -> None:
        """List the passages of a session, or of the article that is read, ``source``."""
        if session.id != self._session:
            self._session = session.id
            self.passages.listing.forget()
            self.replaced.emit()
        self._source, self._stale = source, False
        self.whole_session = self._scope == "session" or (
            not self._scope and len(session.sources) > 1
        )
        self._choose_badges()
        every = session.annotations.values()
        ground = Ground(session.sources, session.codebook, every)
        if self.whole_session or source is None:
            held = list(session.annotations.values()) if self.whole_session else []
        else:
            held = list(session.of_source(source))
        self._telling = True
        self.passages.show(ground, held, self.grouping)
        self._telling = False
        self._reveal()
        self.listed.emit()
        self.arranged.emit()

    def forget(self) -> None:
        """What is listed is out of date; ``show_source`` or ``show_session`` follows."""
        self._stale = True
        self._current = None

    def show_source(self, session: Session, source: SourceId) -> bool:
        """Another article is read: in the list of the whole session nothing else is listed.

        True where the passages were listed anew.
        """
        if self.whole_session and not self._stale:
            self._source = source
            return False
        self.show_session(session, source)
        return True

    def apply(self, edits: list[Passages]) -> None:
        """Passages of the session were added, changed or deleted."""
        here = [edit for edit in edits if self.whole_session or _source(edit) == self._source]
        linked = any(_links(before) != _links(after) for before, after in edits)
        if not here and not linked:
            return
        followed = linked or any(before is not None for before, _ in here)
        chosen = self.selected() if followed else []
        self._spare(here)
        self._telling = True
        if linked:  # also from an article that is not listed
            self.passages.relink(edits)
        self.passages.apply(here)
        if chosen and self.selected() != chosen:
            self.select_again(chosen)
            self._go_to_current()
        self._telling = False
        self._tell_hidden()
        if chosen:
            self.selection_changed.emit()
        self.listed.emit()

    def ask(self, conditions: Conditions) -> None:
        """List only what fits a filter."""
        if conditions == self.passages.listing.sieve.conditions:
            return
        self._telling = True
        self.passages.ask(conditions)
        self._telling = False
        self.scrollToTop()
        self._reveal()
        self.listed.emit()

    @property
    def grouping(self) -> Grouping:
        """What the headings stand for."""
        return self.passages.listing.grouping

    def group_by(self, grouping: Grouping) -> None:
        """Put the passages under other headings."""
        self._telling = True
        self.passages.group_by(grouping)
        self._choose_badges()
        self._telling = False
        self._reveal()
        self.arranged.emit()

    @property
    def scope(self) -> Scope:
        """Whose passages were asked for."""
        return self._scope

    def set_scope(self, scope: Scope) -> None:
        """Ask for the passages of the article, or of the session."""
        self._scope = scope
        self.scope_changed.emit()

    # In step

    def show_current(self, annotation: AnnotationId | None) -> None:
        """Select and reveal the row of the current passage, unfolding its group."""
        self._current = annotation
        if not self._handling:  # else rows would move while a key or the mouse is at work on them
            self._let_go()
        folded = self.passages.listing.fold_of(annotation) if annotation is not None else None
        if folded is not None and not self._handling:
            self.passages.fold(folded, False)
        row = self.passages.row(annotation) if annotation is not None else -1
        self._telling = True
        if row < 0 and self._handling:
            pass  # between two articles there is no current passage for a moment
        elif row < 0:
            self.clearSelection()
            if not self.hasFocus():  # else the keys go on from where they are
                self.setCurrentIndex(QModelIndex())
        else:
            index = self.passages.index(row)
            # Keys and clicks in the list select by themselves, several rows with Ctrl or Shift.
            selected = self.selectionModel().isSelected(index)
            if not self._handling and (not self.hasFocus() or not selected):
                self.selectionModel().setCurrentIndex(index, _Only.ClearAndSelect)
            self.scrollTo(index)
        self._telling = False
        self._tell_hidden()
        self.selection_changed.emit()

    def show_selected(self, ids: list[AnnotationId]) -> None:
        """Select the rows of these passages, the current one among them."""
        self._telling = True
        self.select_again(ids)
        self._go_to_current()
        self._telling = False
        self.selection_changed.emit()

    @property
    def on_heading(self) -> bool:
        """Whether the keys are on a heading, to which nothing can be done."""
        row = self.currentIndex().row()
        return self.hasFocus() and row >= 0 and self.passages.annotation(row) is None

    @property
    def row_passage(self) -> Annotation | None:
        """The passage whose row the keys are on."""
        row = self.currentIndex().row()
        return self.passages.annotation(row) if row >= 0 else None

    def fold(self, row: int, folded: bool) -> None:
        """Fold the group of a row away, or show it again."""
        listing = self.passages.listing
        heading = listing.heading(listing.heading_of(row))
        if heading is None or heading.folded == folded:
            return
        self._telling = True
        place = self.passages.index(listing.heading_of(row))
        if folded:
            self.selectionModel().setCurrentIndex(place, _Only.NoUpdate)
        self.passages.fold(heading.value, folded)
        self._telling = False

    # Hands

    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in _ENTER and self.on_heading:
            event.accept()  # on a heading Enter folds; elsewhere it is a key of the menu
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(self.selected())
        elif self.on_heading and key in (*_ENTER, Qt.Key.Key_Space):
            heading = self.passages.heading(row)
            self.fold(row, heading is not None and not heading.folded)
        elif key in _ENTER:
            held = self.passages.annotation(row) if row >= 0 else None
            if held is not None:
                self.entered.emit(held.id)
        elif key in _FOLDING and row >= 0 and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.fold(row, (key == Qt.Key.Key_Left) == self.isLeftToRight())
        else:
            self._handling = True
            super().keyPressEvent(event)
            self._handling = False
            self._let_go()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        row = self.passages.row(self._current) if self._current is not None else -1
        if row >= 0:  # the inspector below has taken room, or given some back
            self.scrollTo(self.passages.index(row))

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Leave:  # in the midst of a press, too, when rows move
            self.tell_hover(left=True)
            return super().viewportEvent(event)
        self._handling = kind in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
        )
        handled = super().viewportEvent(event)
        self._handling = False
        if kind == QEvent.Type.MouseButtonRelease:
            self._let_go()
        if kind == QEvent.Type.MouseMove:
            self.tell_hover(left=False)
        return handled

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.ask_menu()
        else:
            self.menu_asked.emit(event.globalPos())

    def ask_menu(self) -> None:
        """Ask for the menu of the selected rows, at the one the keys are on."""
        row = self.visualRect(self.currentIndex())
        self.menu_asked.emit(self.viewport().mapToGlobal(row.center()))

    # Inside

    def _spare(self, edits: list[Passages]) -> None:
        """Leave what has just been made or changed in sight until the hands go on from it."""
        listing = self.passages.listing
        if listing.sieve.conditions.active:
            listing.spare(
                after.id
                for before, after in edits
                if after is not None and (before is None or not listing.hidden(before.id))
            )

    def _let_go(self) -> None:
        """Hide what was spared, but for the current passage."""
        gone = self.passages.listing.sieve.spared - {self._current}
        if not gone:
            return
        chosen = self.selected()
        self._telling = True
        self.passages.release(gone)
        if chosen and self.selected() != chosen:
            self.select_again(chosen)
            self._go_to_current()
        self._telling = False
        self._tell_hidden()
        self.listed.emit()

    def _choose_badges(self) -> None:
        """Rows name their article unless the heading above them does."""
        self.rows.badges = self.whole_session and self.grouping in ("tag", "speaker")

    def _go_to_current(self) -> None:
        """Let the keys go on from the current passage; what is selected stays."""
        row = self.passages.row(self._current) if self._current is not None else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.passages.index(row), _Only.NoUpdate)

    def _reveal(self) -> None:
        """After the rows were made anew: select and show the current passage again."""
        row = self.passages.row(self._current) if self._current is not None else -1
        if row >= 0:
            self._telling = True
            index = self.passages.index(row)
            self.selectionModel().setCurrentIndex(index, _Only.ClearAndSelect)
            self.scrollTo(index)
            self._telling = False
        self._tell_hidden()
        self.selection_changed.emit()

    def _tell_hidden(self) -> None:
        hidden = self._current is not None and self.passages.listing.hidden(self._current)
        if hidden != self.current_hidden:
            self.current_hidden = hidden
            self.hidden_changed.emit(hidden)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._telling and self.hasFocus():
            held = self.passages.annotation(current.row())
            if held is not None:
                self.chosen.emit(held.id)

    def _clicked(self, index: QModelIndex) -> None:
        held, heading = self.passages.annotation(index.row()), self.passages.heading(index.row())
        if held is not None:
            self.chosen.emit(held.id)
        elif heading is not None:
            self.fold(index.row(), not heading.folded)

    def _selection_changed(self) -> None:
        if not self._telling:
            self.selection_changed.emit()


def _source(edit: Passages) -> SourceId | None:
    held: Annotation | None = edit[1] if edit[1] is not None else edit[0]
    return held.source if held is not None else None


def _links(held: Annotation | None) -> tuple[Link, ...]:
    return held.links if held is not None else ()

"""The suggestions as a list: those that wait, or those decided. Rows of one height, any number."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.model.suggestion import Suggestion
from desktop.ui.look.hover import RowHoverEnd
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme
from desktop.ui.reader.painting.outlines import suggested_mark
from resources.palette import TagSigns

Index = QModelIndex | QPersistentModelIndex
ROW = 48
_ELIDE = Qt.TextElideMode.ElideRight


class Row(NamedTuple):
    """One suggestion in the words of its row; ``answer`` is what was decided, if anything was.

    ``mark`` is the id and the name of the tag it was accepted as, ``name`` says what was proposed.
    """

    suggestion: Suggestion
    name: str
    mark: tuple[str, str]
    signs: TagSigns
    words: str
    why: str
    place: str
    answer: str = ""


class QueueModel(QAbstractListModel):
    """Makes a row when it is first shown."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Suggestion] = []
        self._make: Callable[[Suggestion], Row] | None = None
        self._made: dict[int, Row] = {}
        self._places: dict[int, int] = {}

    def show(self, entries: list[Suggestion], make: Callable[[Suggestion], Row]) -> None:
        """Show these, in this order; ``make`` gives the row of a suggestion."""
        if self._made and [id(one) for one in entries] == list(self._places):
            return
        self.beginResetModel()
        self._entries, self._make, self._made = entries, make, {}
        self._places = {id(one): place for place, one in enumerate(entries)}
        self.endResetModel()

    def forget(self) -> None:
        """Rows are to be made anew, also those of the same suggestions."""
        self._made = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as Qt has it
        return 0 if parent.isValid() else len(self._entries)

    def row_at(self, place: int) -> Row:
        """The row in full."""
        found = self._made.get(place)
        if found is None:
            if self._make is None:
                raise IndexError(place)
            found = self._made[place] = self._make(self._entries[place])
        return found

    def place(self, suggestion: Suggestion | None) -> int:
        """Where a suggestion stands; -1 for one that does not."""
        return self._places.get(id(suggestion), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            parts = (row.answer, row.name, row.words, row.why, row.place)
            return ", ".join(part for part in parts if part)
        return None


class _Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: QueueModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, chosen = self._theme, self._theme.roles
        row, state = self._model.row_at(index.row()), option.state
        rect = option.rect.adjusted(8, 1, -8, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.current if selected else chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        mark = QRectF(rect.left() + 8, rect.top() + 7, 14, 14)
        if row.answer:
            paint_mark(painter, *row.mark, mark, theme.color(row.signs.bar), theme)
        else:
            suggested_mark(painter, row.suggestion.tag, row.name, mark, row.signs, theme)
        left, right = rect.left() + 32, rect.right() - 10
        first, second = QFontMetrics(theme.ui_font(13)), QFontMetrics(theme.ui_font(12))
        room = second.horizontalAdvance(row.place)
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.color(chosen.ink2 if row.answer else chosen.ink))
        words = first.elidedText(row.words, _ELIDE, right - left - room - 10)
        painter.drawText(left, rect.top() + 19, words)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        painter.drawText(right - room, rect.top() + 19, row.place)
        why = row.answer or row.why
        painter.drawText(left, rect.top() + 38, second.elidedText(why, _ELIDE, right - left))
        focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & focused == focused:
            focus_ring(painter, rect, theme)
        painter.restore()


class Queue(QListView):
    """A list of suggestions; says which one was chosen."""

    chosen = Signal(object)
    """A ``Suggestion`` was clicked, or gone to with the keys."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._told = False
        """The row is being shown, and not chosen by anybody."""
        self.entries = QueueModel()
        self.setModel(self.entries)
        self.setItemDelegate(_Rows(theme, self.entries, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        RowHoverEnd(self)
        self.setAccessibleName(name)
        self.clicked.connect(self._tell)
        self._set_colors()
        theme.changed.connect(self._set_colors)

    def show_current(self, suggestion: Suggestion | None) -> None:
        """Select the row of a suggestion and bring it in sight."""
        self._told = True
        place = self.entries.place(suggestion)
        if place < 0:
            self.clearSelection()
        else:
            index = self.entries.index(place)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._told = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus() and not self._told:
            self._tell(current)

    def keyboardSearch(self, search: str) -> None:
        """Letters are decisions here, not a search."""

    def _tell(self, index: Index) -> None:
        self.chosen.emit(self.entries.row_at(index.row()).suggestion)

    def _set_colors(self) -> None:
        palette = self._theme.palette()
        ground = self._theme.color(self._theme.roles.chrome)
        palette.setColor(palette.ColorRole.Base, ground)
        palette.setColor(palette.ColorRole.Highlight, ground)
        self.setPalette(palette)

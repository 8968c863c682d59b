"""The list of passages: two lines a row, in the order of the text, in step with the article."""

from bisect import bisect_left

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.codebook import Tag
from desktop.model.identity import AnnotationId
from desktop.model.source import Source, paragraph_numbers
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.style import focus_ring
from desktop.ui.look.theme import Theme

ROW = 52
_SHOWN = 300
"""Code points of a passage that can matter to one line."""
Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, int, str]


class PassageModel(QStringListModel):
    """The passages of one article, sorted by start, longest first.

    The rows themselves, ids of passages, are held by Qt: a view asks for their number and their
    parent for every row whenever one is added, which in Python would take longer than all the rest.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[Key] = []
        self._held: dict[str, Annotation] = {}
        self._source: Source | None = None
        self._tags: dict[str, tuple[Tag, int]] = {}
        self._starts: list[int] = []
        self._numbers: list[int] = []

    def show(
        self, source: Source | None, codebook: tuple[Tag, ...], held: list[Annotation]
    ) -> None:
        """List these passages of ``source``."""
        self._source = source
        self._tags = {tag.id: (tag, position) for position, tag in enumerate(codebook)}
        self._held = {one.id: one for one in held}
        self._keys = sorted([(h.spans[0].start, -h.spans[-1].end, h.id) for h in held])
        blocks = source.blocks if source is not None else ()
        self._starts = [block.start for block in blocks]
        self._numbers = paragraph_numbers(blocks)
        self.setStringList([key[2] for key in self._keys])

    def apply(self, before: Annotation | None, after: Annotation | None) -> None:
        """One passage was added, changed or deleted."""
        if before is not None and after is not None and _key(before) == _key(after):
            row = bisect_left(self._keys, _key(after))
            self._held[after.id] = after
            self.dataChanged.emit(self.index(row), self.index(row))
            return
        if before is not None and before.id in self._held:
            row = bisect_left(self._keys, _key(before))
            self.removeRows(row, 1)  # what becomes the current row is asked for meanwhile
            del self._keys[row], self._held[before.id]
        if after is not None:
            row = bisect_left(self._keys, _key(after))
            self._keys.insert(row, _key(after))
            self._held[after.id] = after
            self.insertRows(row, 1)
            self.setData(self.index(row), after.id)

    def annotation(self, row: int) -> Annotation:
        """The passage of a row."""
        return self._held[self._keys[row][2]]

    def row(self, annotation: AnnotationId) -> int:
        """The row of a passage, -1 where it is not listed."""
        held = self._held.get(annotation)
        return bisect_left(self._keys, _key(held)) if held is not None else -1

    def tag(self, annotation: Annotation) -> tuple[Tag, int]:
        """Its codebook entry and the entry's place."""
        return self._tags[annotation.tag]

    def place(self, annotation: Annotation) -> str:
        """The paragraph it starts in, as "¶3"; empty in headings and front matter."""
        index = max(0, bisect_left(self._starts, annotation.start + 1) - 1)
        number = self._numbers[index] if self._numbers else 0
        return f"¶{number}" if number else ""

    def first_line(self, annotation: Annotation) -> str:
        """The words of a passage, the start of each part."""
        if self._source is None:
            return ""
        text = self._source.text
        parts = (text[s.start : min(s.end, s.start + _SHOWN)] for s in annotation.spans[:3])
        return " ".join(" … ".join(parts)[:_SHOWN].split())

    def second_line(self, annotation: Annotation) -> str:
        """Who says it and what else is known."""
        parts: list[str] = []
        if annotation.speaker is not None and annotation.speaker.name:
            parts.append(annotation.speaker.name)
        else:
            parts.append(self._tags[annotation.tag][0].name)
        if len(annotation.spans) > 1:
            parts.append(_("{count} parts").format(count=len(annotation.spans)))
        if annotation.note:
            parts.append(_("note"))
        if annotation.credibility:
            parts.append(_("credibility {value}").format(value=annotation.credibility.value))
        if annotation.links:
            count = len(annotation.links)
            parts.append(ngettext("{count} link", "{count} links", count).format(count=count))
        parts.extend(annotation.labels)
        return " · ".join(parts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._keys):
            return None
        held = self.annotation(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.first_line(held)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tag = self._tags[held.tag][0].name
            return f"{tag}: {self.first_line(held)}. {self.second_line(held)}. {self.place(held)}"
        return super().data(index, role)


class PassageRow(QStyledItemDelegate):
    """Paints a row: mark, first line and place, second line."""

    def __init__(self, theme: Theme, model: PassageModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._size = QSize(200, ROW)
        self._first = QFontMetrics(theme.ui_font(13))
        self._second = QFontMetrics(theme.ui_font(12))
        self._made: dict[str, tuple[Annotation, int, tuple[str, str, str, int]]] = {}
        model.modelReset.connect(self._made.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        held = self._model.annotation(index.row())
        theme, chosen = self._theme, self._theme.roles
        rect, state = option.rect.adjusted(8, 1, -8, -1), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.current if selected else chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        self._words(painter, held, rect)
        focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & focused == focused:
            focus_ring(painter, rect, theme)
        painter.restore()

    def _lines(self, held: Annotation, width: int) -> tuple[str, str, str, int]:
        """First line, second line, place and its width, made once for each passage and width."""
        found = self._made.get(held.id)
        if found is not None and found[0] is held and found[1] == width:
            return found[2]
        model, right = self._model, Qt.TextElideMode.ElideRight
        place = model.place(held)
        room = self._second.horizontalAdvance(place)
        first = self._first.elidedText(model.first_line(held), right, width - room - 10)
        second = self._second.elidedText(model.second_line(held), right, width)
        self._made[held.id] = (held, width, (first, second, place, room))
        return first, second, place, room

    def _words(self, painter: QPainter, held: Annotation, rect: QRect) -> None:
        theme, chosen, model = self._theme, self._theme.roles, self._model
        tag, position = model.tag(held)
        bar = theme.color(theme.signs(tag.id, tag.color, position).bar)
        paint_mark(
            painter, tag.id, tag.name, QRectF(rect.left() + 8, rect.top() + 9, 14, 14), bar, theme
        )
        left, right = rect.left() + 32, rect.right() - 10
        first, second, place, room = self._lines(held, right - left)
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(left, rect.top() + 21, first)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        painter.drawText(right - room, rect.top() + 21, place)
        painter.drawText(left, rect.top() + 40, second)


class PassageList(QTableView):
    """The list. Emits which passages the hands chose; is told which one is current."""

    chosen = Signal(str)
    """A passage was clicked or reached with the arrow keys."""
    entered = Signal(str)
    """Enter on a passage: go to its note."""
    deleted = Signal(list)
    """Delete pressed: ids of the selected passages."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.passages = PassageModel()
        self.setModel(self.passages)
        self.setItemDelegate(PassageRow(theme, self.passages, self))
        self._lay_out()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Passages"))
        self._telling = False
        self._handling = False
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(self._clicked)
        self._set_colors()
        theme.changed.connect(self._set_colors)

    def _set_colors(self) -> None:
        """Rows paint themselves; a table would put a selected one on a ground of its own."""
        palette = self._theme.palette()
        ground = self._theme.color(self._theme.roles.chrome)
        palette.setColor(palette.ColorRole.Highlight, ground)
        palette.setColor(palette.ColorRole.Base, ground)
        self.setPalette(palette)

    def _lay_out(self) -> None:
        """One column of equal rows. A table keeps them by number; a list view would measure every
        row again whenever one is added."""
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW)
        rows.setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def show_current(self, annotation: AnnotationId | None) -> None:
        """Select and reveal the row of the current passage."""
        row = self.passages.row(annotation) if annotation is not None else -1
        self._telling = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self.passages.index(row)
            # Keys and clicks in the list select by themselves, several rows with Ctrl or Shift.
            if not self._handling and (not self.hasFocus() or index not in self.selectedIndexes()):
                only = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(index, only)
            self.scrollTo(index)
        self._telling = False

    def selected(self) -> list[AnnotationId]:
        """The selected passages."""
        return [self.passages.annotation(index.row()).id for index in self.selectedIndexes()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit(self.selected())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.entered.emit(self.passages.annotation(self.currentIndex().row()).id)
        else:
            self._handling = True
            super().keyPressEvent(event)
            self._handling = False

    def viewportEvent(self, event: QEvent) -> bool:
        self._handling = event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
        )
        handled = super().viewportEvent(event)
        self._handling = False
        return handled

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here, not a search."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.passages.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.ui_font(13))
        painter.setPen(self._theme.color(self._theme.roles.ink2))
        text = _("No passages yet. Select text and press 1 to 4.")
        rect = QRectF(self.viewport().rect()).adjusted(16, 12, -16, 0)
        painter.drawText(rect, Qt.TextFlag.TextWordWrap, text)

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._telling and self.hasFocus():
            self.chosen.emit(self.passages.annotation(current.row()).id)

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.passages.annotation(index.row()).id)


def _key(held: Annotation) -> Key:
    return held.start, -held.end, held.id

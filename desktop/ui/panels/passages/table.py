"""The table behind the list: rows of two heights, what is selected and what is hovered."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.i18n import _
from desktop.model.identity import AnnotationId
from desktop.ui.look.hover import RowHoverEnd
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.model import PassageModel
from desktop.ui.panels.passages.rows import HEADING, ROW, PassageRow


class PassageTable(QTableView):
    """Knows rows and passages, and nothing of sessions; ``PassageList`` does."""

    hovered = Signal(str)
    """The pointer is over the row of a passage; empty: over none."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.passages = PassageModel()
        self.setModel(self.passages)
        self.rows = PassageRow(theme, self.passages, self)
        self.setItemDelegate(self.rows)
        self._lay_out()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Passages"))
        self._over = ""
        RowHoverEnd(self)
        self.passages.rowsInserted.connect(self._size_headings)
        self.passages.modelReset.connect(self._size_all_headings)
        self._set_colors()
        theme.changed.connect(self._set_colors)

    def selected(self) -> list[AnnotationId]:
        """The selected passages, from the top."""
        found = (self.passages.annotation(row) for row in self._selected_rows())
        return [held.id for held in found if held is not None]

    def selected_tags(self) -> Counter[str]:
        """How many of the selected passages have each tag."""
        found = (self.passages.annotation(row) for row in self._selected_rows())
        return Counter([held.tag for held in found if held is not None])

    def following(self, ids: list[AnnotationId]) -> AnnotationId | None:
        """The passage in the row after the last of these, or the one before the first of them."""
        gone, passages = set(ids), self.passages
        rows = [row for row in map(passages.row, ids) if row >= 0]
        if not rows:
            return None
        after = range(max(rows) + 1, passages.rowCount())
        for row in (*after, *range(min(rows) - 1, -1, -1)):
            held = passages.annotation(row)
            if held is not None and held.id not in gone:
                return held.id
        return None

    def select_again(self, ids: list[AnnotationId]) -> None:
        """Select these passages again where rows have moved."""
        rows = sorted(row for row in map(self.passages.row, ids) if row >= 0)
        chosen = QItemSelection()
        start = 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                first, last = self.passages.index(rows[start]), self.passages.index(row)
                chosen.append(QItemSelectionRange(first, last))
                start = at + 1
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_hover(self, annotation: AnnotationId | None) -> None:
        """Paint the row of the passage that is under the pointer in the article."""
        before, self.rows.hovered = self.rows.hovered, annotation
        for id_ in (before, annotation) if before != annotation else ():
            row = self.passages.row(id_) if id_ is not None else -1
            if row >= 0:
                self.viewport().update(self.visualRect(self.passages.index(row)))

    def tell_hover(self, left: bool) -> None:
        """Say which passage the pointer is over, where that is another one."""
        place = self.viewport().mapFromGlobal(self.cursor().pos())
        index = QModelIndex() if left else self.indexAt(place)
        held = self.passages.annotation(index.row()) if index.isValid() else None
        over = held.id if held is not None else ""
        if over != self._over:
            self._over = over
            self.hovered.emit(over)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last row: there is only one column."""
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.passages.index(0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.passages.index(self.passages.rowCount() - 1)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        """Letters are shortcuts here, not a search."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.passages.listing.total:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.ui_font(13))
        painter.setPen(self._theme.color(self._theme.roles.ink2))
        text = _("No passages yet. Select text and press 1 to 4.")
        rect = QRectF(self.viewport().rect()).adjusted(16, 12, -16, 0)
        painter.drawText(rect, Qt.TextFlag.TextWordWrap, text)

    def _set_colors(self) -> None:
        """Rows paint themselves; a table would put a selected one on a ground of its own."""
        palette = self._theme.palette()
        ground = self._theme.color(self._theme.roles.chrome)
        palette.setColor(palette.ColorRole.Highlight, ground)
        palette.setColor(palette.ColorRole.Base, ground)
        self.setPalette(palette)

    def _lay_out(self) -> None:
        """One column of rows of two heights. A table keeps them by number; a list view would
        measure every row again whenever one is added."""
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(HEADING)
        rows.setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)

    def _size_headings(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in (first, last) if last > first else (first,):
            if self.passages.heading(row) is not None:
                self.verticalHeader().resizeSection(row, HEADING)

    def _size_all_headings(self) -> None:
        rows = self.verticalHeader()
        blocked = rows.blockSignals(True)  # the table would be told of each
        for height in (HEADING, ROW):  # else the heights of the rows before would stay
            rows.setDefaultSectionSize(height)
        for row in self.passages.listing.headings():
            rows.resizeSection(row, HEADING)
        rows.blockSignals(blocked)
        self.updateGeometries()

    def _selected_rows(self) -> Iterator[int]:
        ranges = self.selectionModel().selection()
        found = [ranges.at(place) for place in range(ranges.count())]
        for one in sorted(found, key=lambda one: one.top()):
            yield from range(one.top(), one.bottom() + 1)

"""The sections of a briefing: which it has, and in which order."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.i18n import _
from desktop.options import SectionName, section_titles
from desktop.ui.exporting.boxes import paint_box
from desktop.ui.look.icons import paint_svg
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme

ROW = 28
_NAME = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_CHECK = Qt.ItemDataRole.CheckStateRole
_HEARD = Qt.ItemDataRole.AccessibleDescriptionRole
_State = QStyle.StateFlag
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionsList(QListWidget):
    """A click or Space ticks a section; dragging it, or Alt with an arrow key, moves it."""

    changed = Signal()
    """Other sections are ticked, or their order is another one."""

    def __init__(self, theme: Theme, chosen: Iterable[SectionName]) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self._dragged: QListWidgetItem | None = None
        self.setItemDelegate(_SectionRow(theme, self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAutoScroll(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Sections"))
        self.setAccessibleDescription(_("Space ticks a section, Alt with an arrow key moves it."))
        self.viewport().setAutoFillBackground(False)
        titles = section_titles()
        ticked = tuple(chosen)
        for name in arranged(ticked):
            item = QListWidgetItem(titles[name], self)
            item.setData(_NAME, name.value)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(_ticked(name in ticked))
        self.setCurrentRow(0)
        self.itemChanged.connect(self._edited)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> tuple[SectionName, ...]:
        """The ticked sections, from the top."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            SectionName(item.data(_NAME))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def choose(self, names: Iterable[SectionName]) -> None:
        """Tick exactly these; the order stays."""
        ticked = set(names)
        blocked = self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            item.setCheckState(_ticked(SectionName(item.data(_NAME)) in ticked))
        self.blockSignals(blocked)
        self.viewport().update()
        self.changed.emit()

    def show_counts(self, counts: Mapping[SectionName, str]) -> None:
        """Say beside each section what it would hold."""
        blocked = self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            count = counts.get(SectionName(item.data(_NAME)), "")
            item.setData(_COUNT, count)
            item.setData(_HEARD, count)
        self.blockSignals(blocked)
        self.viewport().update()

    def move_current(self, by: int) -> None:
        """Move the current section up (-1) or down (+1); at the ends nothing happens."""
        self._move(self.currentRow(), self.currentRow() + by)

    def sizeHint(self) -> QSize:
        return QSize(200, ROW * self.count())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, ROW * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.move_current(_STEPS[key])
        elif key == Qt.Key.Key_Space and self.currentRow() >= 0:
            _toggle(item)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._dragged = self._under(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None or self._pressed is None:
            super().mouseMoveEvent(event)
            return
        place = event.position().toPoint()
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self.cursor().shape() == Qt.CursorShape.ClosedHandCursor:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            last = self.count() - 1
            aim = min(max((place.y() + self.verticalScrollBar().value()) // ROW, 0), last)
            self._move(self.row(self._dragged), aim)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, moved = self._dragged, self.cursor().shape() == Qt.CursorShape.ClosedHandCursor
        self._dragged = self._pressed = None
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        if held is not None and not moved and self._under(event.position().toPoint()) is held:
            _toggle(held)

    def _under(self, place: QPoint) -> QListWidgetItem | None:
        index = self.indexAt(place)
        return self.item(index.row()) if index.isValid() else None

    def _move(self, row: int, aim: int) -> None:
        if row == aim or not (0 <= row < self.count() and 0 <= aim < self.count()):
            return
        blocked = self.blockSignals(True)
        item = self.takeItem(row)
        self.insertItem(aim, item)
        self.setCurrentRow(aim)
        self.blockSignals(blocked)
        self.scrollToItem(item)
        self.changed.emit()

    def _edited(self, _item: QListWidgetItem) -> None:
        self.changed.emit()


class _SectionRow(QStyledItemDelegate):
    """A grip, the box, the title, and what the section would hold."""

    def __init__(self, theme: Theme, parent: SectionsList) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, chosen, rect = self._theme, self._theme.roles, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & _State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        grip = QRectF(rect.left() + 2, rect.top() + 6, 16, 16)
        paint_svg(painter, "grip", grip, theme.color(chosen.ink2))
        paint_box(painter, rect.left() + 26, rect, Qt.CheckState(index.data(_CHECK)), self._view)
        count = str(index.data(_COUNT) or "")
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        row = rect.adjusted(0, 0, -8, 0)
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room = rect.width() - 52 - 24 - QFontMetrics(theme.ui_font(12)).horizontalAdvance(count)
        font = theme.ui_font(13)
        title = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(rect.adjusted(52, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, title)
        focused = _State.State_HasFocus | _State.State_KeyboardFocusChange
        if option.state & focused == focused:
            focus_ring(painter, rect, theme)
        painter.restore()


def arranged(chosen: Iterable[SectionName]) -> list[SectionName]:
    """All sections: the chosen ones in their order, each other one behind its usual neighbour."""
    rows = list(dict.fromkeys(chosen))
    usual = list(SectionName)
    for place, name in enumerate(usual):
        if name not in rows:
            before = next((one for one in reversed(usual[:place]) if one in rows), None)
            rows.insert(rows.index(before) + 1 if before is not None else 0, name)
    return rows


def _toggle(item: QListWidgetItem) -> None:
    item.setCheckState(_ticked(item.checkState() != Qt.CheckState.Checked))


def _ticked(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked

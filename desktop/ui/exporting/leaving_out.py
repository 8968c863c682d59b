"""Which passages the briefing leaves out: a list to tick, with a filter and counts."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.listing.facets import Ground
from desktop.listing.query import Conditions
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.model.session import Session
from desktop.ui.dialogs.fields import line
from desktop.ui.exporting.boxes import SIZE, paint_box
from desktop.ui.look.icons import icon, paint_mark
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.model import Index, PassageModel

ROW = 28
_Check = Qt.CheckState
_State = QStyle.StateFlag


class ChoiceModel(PassageModel):
    """Passages under their tags, each ticked or not; a heading stands for all under it."""

    def __init__(self, left_out: Iterable[str]) -> None:
        super().__init__()
        self.left_out: set[str] = set(left_out)

    def ticked(self, row: int) -> Qt.CheckState:
        """Whether the passage of a row, or those under a heading, come into the briefing."""
        ids = self.ids(row)
        out = sum(id_ in self.left_out for id_ in ids)
        if not out:
            return _Check.Checked
        return _Check.Unchecked if out == len(ids) else _Check.PartiallyChecked

    def ids(self, row: int) -> list[AnnotationId]:
        """The passage of a row, or all that are listed under a heading."""
        held = self.annotation(row)
        if held is not None:
            return [held.id]
        found: list[AnnotationId] = []
        for below in range(row + 1, len(self.listing)):
            one = self.annotation(below)
            if one is None:
                break
            found.append(one.id)
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and 0 <= index.row() < len(self.listing):
            return self.ticked(index.row())
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class PassageChoice(QWidget):
    """The filter, how many are chosen, all and none of those shown, and the rows."""

    changed = Signal()
    """Other passages are left out."""

    def __init__(self, theme: Theme, session: Session, left_out: Iterable[str]) -> None:
        super().__init__()
        there = session.annotations
        self.model = ChoiceModel(id_ for id_ in left_out if id_ in there)
        self.model.show(Ground(session.sources, session.codebook), there.values(), "tag")
        self.field = line("", _("Filter by tag, speaker, text, note"))
        self.field.setAccessibleName(_("Filter the passages"))
        mark = QAction(icon("filter", theme, "ink2"), "", self.field)
        self.field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._filter)
        self.rows = _Rows(theme, self.model)
        self.rows.toggled.connect(self._toggle)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setFont(theme.ui_font(12))
        self.count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.all, self.none = QPushButton(_("All")), QPushButton(_("None"))
        self.all.setAccessibleName(_("Put all passages shown into the briefing"))
        self.none.setAccessibleName(_("Leave all passages shown out of the briefing"))
        self.all.clicked.connect(lambda: self._set_shown(True))
        self.none.clicked.connect(lambda: self._set_shown(False))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        for button in (self.all, self.none):
            button.setFixedSize(64, 28)
            button.setFont(theme.ui_font(12))
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(row)
        column.addWidget(self.rows, 1)
        self._say()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the passages left out, in a fixed order."""
        return tuple(sorted(self.model.left_out))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What is searched is folded while nobody has typed yet.
        QTimer.singleShot(0, self, self.model.listing.sieve.words)

    def take_back(self) -> None:
        """Leave nothing out."""
        self.model.left_out.clear()
        self._told()

    def _filter(self, text: str) -> None:
        self.model.ask(Conditions(text))
        self._say()

    def _toggle(self, row: int) -> None:
        self._set(self.model.ids(row), self.model.ticked(row) != _Check.Checked)

    def _set_shown(self, wanted: bool) -> None:
        self._set([held.id for held in self.model.annotations()], wanted)

    def _set(self, ids: Iterable[AnnotationId], wanted: bool) -> None:
        if wanted:
            self.model.left_out.difference_update(ids)
        else:
            self.model.left_out.update(ids)
        self._told()

    def _told(self) -> None:
        self.rows.viewport().update()
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        model = self.model
        shown, total = len(model.annotations()), model.listing.total
        words = _("{count} of {total} in the briefing").format(
            count=f"{total - len(model.left_out):,}", total=f"{total:,}"
        )
        if not total:
            words = _("There are no passages yet.")
        if shown != total:
            words = _("{count} of {total} in · {shown} shown").format(
                count=f"{total - len(model.left_out):,}", total=f"{total:,}", shown=f"{shown:,}"
            )
        self.count.setText(words)
        for button in (self.all, self.none):
            button.setEnabled(bool(shown))


class _Rows(QListView):
    """A click or Space ticks a row."""

    toggled = Signal(int)

    def __init__(self, theme: Theme, model: ChoiceModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_PassageRow(theme, model, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Passages in the briefing"))
        self.setAccessibleDescription(_("Space puts a passage in or leaves it out."))
        self.viewport().setAutoFillBackground(False)
        self._pressed = -1
        theme.changed.connect(self.viewport().update)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, ROW * 3)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.toggled.emit(index.row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self._row_at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed >= 0 and self._row_at(event) == self._pressed:
            self.toggled.emit(self._pressed)
        self._pressed = -1

    def _row_at(self, event: QMouseEvent) -> int:
        left = event.button() == Qt.MouseButton.LeftButton
        index = self.indexAt(event.position().toPoint()) if left else QModelIndex()
        return index.row() if index.isValid() else -1


class _PassageRow(QStyledItemDelegate):
    """The box, the first words, and the paragraph; of a heading the tag and its count."""

    def __init__(self, theme: Theme, model: ChoiceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model, self._view = theme, model, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, chosen, rect, row = self._theme, self._theme.roles, option.rect, index.row()
        heading = self._model.heading(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & _State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        left = rect.left() + (4 if heading is not None else 24)
        ticked = self._model.ticked(row)
        paint_box(painter, left, rect, ticked, self._view)
        left += SIZE + 8
        if heading is not None:
            tag, position = self._model.listing.ground.tags[heading.value]
            bar = theme.color(theme.signs(tag.id, tag.color, position).bar)
            paint_mark(painter, tag.id, tag.name, QRectF(left, rect.top() + 7, 14, 14), bar, theme)
            left += 20
            words, right, font = heading.title, f"{heading.count:,}", theme.ui_font(13, 600)
        else:
            held = self._model.annotation(row)
            words = self._model.first_line(held) if held is not None else ""
            right = self._place(held) if held is not None else ""
            font = theme.ui_font(13)
        small = theme.ui_font(12)
        room = QFontMetrics(small).horizontalAdvance(right)
        painter.setFont(small)
        painter.setPen(theme.color(chosen.ink2))
        end = rect.adjusted(0, 0, -8, 0)
        painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        painter.setFont(font)
        out = ticked == _Check.Unchecked
        painter.setPen(theme.color(chosen.ink2 if out else chosen.ink))
        shown = rect.adjusted(left - rect.left(), 0, -room - 18, 0)
        text = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, shown.width())
        painter.drawText(shown, Qt.AlignmentFlag.AlignVCenter, text)
        focused = _State.State_HasFocus | _State.State_KeyboardFocusChange
        if option.state & focused == focused:
            focus_ring(painter, rect, theme)
        painter.restore()

    def _place(self, held: Annotation) -> str:
        several = len(self._model.listing.ground.sources) > 1
        badge = self._model.badge(held) if several else ""
        return f"{badge} {self._model.place(held)}".strip()

"""A small list of all passages at one place, to choose the one that is meant."""

from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.identity import AnnotationId
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.plates import plate
from desktop.ui.look.theme import Theme
from desktop.ui.reader.painting.strokes import Strokes
from resources.palette import TagSigns

WIDTH = 380
ROW = 44
_MOST_ROWS = 8
_KEYS = 9
_NUMBER = 24
"""To the right edge of a row's number."""
Index = QModelIndex | QPersistentModelIndex


class Choice(NamedTuple):
    """One passage to choose: its id, its tag and signs, and two lines about it."""

    id: AnnotationId
    tag: str
    name: str
    """Of its tag."""
    signs: TagSigns
    words: str
    detail: str


class _Choices(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            number = f"{index.row() + 1}. " if index.row() < _KEYS else ""
            return f"{number}{choice.name}: {choice.words}. {choice.detail}"
        return None


class _Row(QStyledItemDelegate):
    """Paints number, lane, mark, words and detail.

    The numbers of the first nine choose them. They stand before the rows, as in a numbered list:
    digits at their ends are the keys of tags everywhere else.
    """

    def __init__(self, theme: Theme, model: _Choices, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._strokes = Strokes()
        self._first = QFontMetrics(theme.ui_font(13))
        self._second = QFontMetrics(theme.ui_font(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 12, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, chosen = self._theme, self._theme.roles
        choice, rect = self._model.choices[index.row()], option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.current if selected else chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        if index.row() < _KEYS:
            painter.setFont(theme.ui_font(13))
            painter.setPen(theme.color(chosen.ink2))
            number = QRectF(rect.left(), rect.top() + 3, _NUMBER, 20)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(number, side, _("{number}.").format(number=index.row() + 1))
        bar = theme.color(choice.signs.bar)
        at = rect.left() + _NUMBER
        self._strokes.down(painter, at + 8, rect.top() + 6, ROW - 12, choice.signs.pattern, bar)
        mark = QRectF(at + 20, rect.top() + 6, 14, 14)
        paint_mark(painter, choice.tag, choice.name, mark, bar, theme)
        left = at + 44
        room = rect.right() - left - 8
        right = Qt.TextElideMode.ElideRight
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(left, rect.top() + 18, self._first.elidedText(choice.words, right, room))
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        painter.drawText(left, rect.top() + 36, self._second.elidedText(choice.detail, right, room))
        painter.restore()


class _List(QListView):
    """Arrow keys move, Enter and digits choose, Escape closes."""

    chosen_row = Signal(int)
    escaped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0.value
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen_row.emit(self.currentIndex().row())
        elif 1 <= digit <= _KEYS:
            if digit <= self.model().rowCount():
                self.chosen_row.emit(digit - 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search here."""


class Chooser(QWidget):
    """Lies over the window; closes when something is chosen, at Escape, or when the focus goes."""

    chosen = Signal(str)
    left = Signal()
    """Escape: back to the text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._over = theme, parent
        self._choices = _Choices()
        self.list = _List(self)
        self.list.setModel(self._choices)
        self.list.setItemDelegate(_Row(theme, self._choices, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Passages at this place"))
        self.list.viewport().setAutoFillBackground(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.chosen_row.connect(self._take)
        self.list.escaped.connect(self._escape)
        self.list.left.connect(self.hide)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        theme.changed.connect(self.update)

    def offer(self, choices: list[Choice], current: AnnotationId | None, place: QPoint) -> None:
        """Show the passages below a place of the parent, with the current one chosen."""
        self._choices.show(choices)
        rows = min(len(choices), _MOST_ROWS)
        self.setFixedSize(WIDTH, rows * ROW + 10)
        at = next((n for n, choice in enumerate(choices) if choice.id == current), 0)
        self.list.setCurrentIndex(self._choices.index(at))
        room = self._over.rect().adjusted(8, 8, -8, -8)
        x = max(room.left(), min(place.x(), room.right() - WIDTH))
        y = (
            place.y()
            if place.y() + self.height() <= room.bottom()
            else room.bottom() - self.height()
        )
        self.move(x, max(room.top(), y))
        self.show()
        self.raise_()
        self.list.setFocus()
        self.list.scrollTo(self._choices.index(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate(painter, self.rect(), self._theme, 8)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._choices.choices):
            id_ = self._choices.choices[row].id
            self.hide()
            self.chosen.emit(id_)

    def _escape(self) -> None:
        self.hide()
        self.left.emit()

"""Small buttons that are on or off, laid out in as many lines as they need."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QWidget

from desktop.i18n import _, ngettext
from desktop.listing.facets import Facet
from desktop.model.codebook import Tag
from desktop.ui.look.icons import icon, paint_mark
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme

HEIGHT = 24
_WIDEST = 200
_TITLE_AT, _EDGE, _CROSS = 17, 4, 11


class Chip(QAbstractButton):
    """One value of a facet with the number of passages that have it; on where it is asked for.

    A tag shows its mark. A chip that is on ends in a cross: pressing the chip takes its filter
    away, and so do Delete and Backspace. Other chips than those of tags are there only while on.
    """

    def __init__(
        self, theme: Theme, facet: Facet, value: str, title: str, tag: tuple[Tag, int] | None = None
    ) -> None:
        super().__init__()
        self._theme, self._tag = theme, tag
        self.facet, self.value = facet, value
        self.count = 0
        self.setText(title)
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_count(0, False)
        theme.changed.connect(self.update)

    def show_count(self, count: int, chosen: bool) -> None:
        """How many passages fit with this value, and whether it is asked for."""
        if chosen == self.isChecked() and count == self.count and self.accessibleName():
            return
        self.setChecked(chosen)
        self.count = count
        if chosen:
            words = ngettext(
                "Remove the filter {title}, {count} passage",
                "Remove the filter {title}, {count} passages",
                count,
            )
        else:
            words = ngettext("{title}, {count} passage", "{title}, {count} passages", count)
        self.setAccessibleName(words.format(title=self.text(), count=count))
        self.setToolTip(_("Remove this filter") if chosen else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        number = QFontMetrics(self._theme.ui_font(12)).horizontalAdvance(str(self.count))
        wide = QFontMetrics(self._theme.ui_font(12)).horizontalAdvance(self.text())
        return QSize(self._title_at + min(wide, _WIDEST) + number + 3 + self._end, HEIGHT)

    def nextCheckState(self) -> None:
        """The filter says whether the chip is on; a press only asks for it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (
            self.isChecked() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def _title_at(self) -> int:
        return _TITLE_AT if self._tag is not None else _EDGE + 2

    @property
    def _end(self) -> int:
        """The room behind the number: with the cross, where there is one."""
        return _EDGE + _CROSS + 3 if self.isChecked() else _EDGE

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen, on = self._theme, self._theme.roles, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() or self.isDown()
        fill = chosen.current if on else chosen.hover if over else chosen.raised
        painter.setPen(theme.color(chosen.ink3 if on else chosen.line))
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._tag is not None:
            tag, position = self._tag
            bar = theme.color(theme.signs(tag.id, tag.color, position).bar)
            paint_mark(painter, tag.id, tag.name, QRectF(4, 6, 11, 11), bar, theme)
        if on:
            cross = QRect(self.width() - _EDGE - _CROSS, 6, _CROSS, _CROSS)
            icon("x", theme, "ink" if over else "ink2").paint(painter, cross)
        font = theme.ui_font(12)
        metrics = QFontMetrics(font)
        number = str(self.count)
        at = self._title_at
        room = self.width() - at - metrics.horizontalAdvance(number) - self._end - 2
        painter.setFont(font)
        painter.setPen(theme.color(chosen.ink))
        title = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(0, room))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(at, 0, room + 2, HEIGHT), centre, title)
        painter.setPen(theme.color(chosen.ink2))
        right = Qt.AlignmentFlag.AlignRight | centre
        painter.drawText(QRectF(0, 0, self.width() - self._end, HEIGHT), right, number)
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme)


class Flow(QLayout):
    """Widgets side by side, going on in the next line where one is full."""

    def __init__(self, parent: QWidget, gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]  Qt asks beyond the end
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]  as above
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((size.width() for size in sizes), default=0), HEIGHT)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, True)

    def _place(self, rect: QRect, move: bool) -> int:
        """Where each goes; the height that takes."""
        x, y, line = rect.left(), rect.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(rect.width(), HEIGHT * 2))
            if x > rect.left() and x + size.width() > rect.right() + 1:
                x, y, line = rect.left(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - rect.top()

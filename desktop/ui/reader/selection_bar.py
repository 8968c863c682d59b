"""The small bar by the selection: one press tags it."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.model.identity import TagId
from desktop.ui.look.icons import icon, paint_mark
from desktop.ui.look.plates import plate
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme

HEIGHT = 40
_PAD = 10


class BarButton(QAbstractButton):
    """A flat button of the bar: a mark or an icon, a name, and the key that does the same."""

    def __init__(self, theme: Theme, text: str, key: str, tag: Tag | None, mark: str) -> None:
        super().__init__()
        self._theme, self._key, self._tag, self._mark = theme, key, tag, mark
        self.setText(text)
        self._brief = False
        name = text or _("Note")
        self.setAccessibleName(name)
        self.setToolTip(tip(f"{name} ({key})"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT - 8)

    def set_key(self, key: str) -> None:
        """Another key beside it."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_brief(self, brief: bool) -> None:
        """Leave the name out."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        names = QFontMetrics(self._theme.ui_font(13, 500))
        keys = QFontMetrics(self._theme.ui_font(12))
        text = names.horizontalAdvance(self.text()) + 8 if self._shown() else 0
        key = 8 + keys.horizontalAdvance(self._key) if self._key else 0
        return QSize(_PAD + 16 + text + key + _PAD, HEIGHT - 8)

    def _shown(self) -> str:
        return "" if self._brief else self.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.quiet if self.isDown() else chosen.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        middle = self.height() / 2
        place = QRectF(_PAD, middle - 8, 16, 16)
        if self._tag is not None:
            color = theme.color(theme.signs(self._tag.id, self._tag.color, 0).bar)
            paint_mark(painter, self._tag.id, self._tag.name, place, color, theme)
        else:
            icon(self._mark, theme).paint(painter, place.toRect())
        x = _PAD + 16 + 8
        if self._shown():
            painter.setFont(theme.ui_font(13, 500))
            painter.setPen(theme.color(chosen.ink))
            width = painter.fontMetrics().horizontalAdvance(self.text())
            painter.drawText(QRectF(x, 0, width + 2, self.height()), _LEFT, self.text())
            x += width + 8
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        painter.drawText(QRectF(x, 0, 40, self.height()), _LEFT, self._key)

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Divider(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(9, HEIGHT - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        color = self._theme.color(self._theme.roles.line)
        QPainter(self).fillRect(4, 4, 1, self.height() - 8, color)


class SelectionBar(QWidget):
    """Appears below the selection and never takes the focus from the text."""

    tag_chosen = Signal(str)
    note_chosen = Signal()
    menu_asked = Signal()
    """Everything else that can be done with the words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._note: BarButton | None = None
        self._note_key = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 4, 4, 4)
        self._row.setSpacing(2)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(_("Tag the selection"))
        self.hide()
        theme.changed.connect(self.update)

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """One button per tag of the codebook, and one for a note."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for tag in codebook[:9]:
            button = BarButton(self._theme, tag.name, tag.key, tag, "")
            button.clicked.connect(self._emitter(tag.id))
            self._row.addWidget(button)
        note = self._note = BarButton(self._theme, "", "", None, "note")
        self.show_note_key(self._note_key)
        note.clicked.connect(self.note_chosen)
        self._row.addWidget(_Divider(self._theme))
        self._row.addWidget(note)
        more = self._more = BarButton(self._theme, "", "", None, "dots")
        more.setAccessibleName(_("More"))
        more.setToolTip(_("More that can be done with these words"))
        more.clicked.connect(self.menu_asked)
        self._row.addWidget(more)

    def show_note_key(self, key: str) -> None:
        """The key that tags and goes to the note; empty for none."""
        self._note_key = key
        if self._note is not None:
            words = _("Tag and write a note")
            self._note.set_key(key)
            self._note.setToolTip(f"{words} ({key})" if key else words)

    def menu_place(self) -> QPoint:
        """Where the menu belongs: below the last button."""
        return self._more.geometry().bottomLeft() + QPoint(0, 4)

    def show_at(self, selection: QRect, inside: QRect) -> None:
        """Show below the last selected line, or above the first one; never outside.

        ``selection`` reaches over its lines and has its left edge at the caret. Where it fills the
        view from top to bottom there is no other place than over its end.
        """
        self._fit(inside.width() - 16)
        x = max(inside.left() + 8, selection.left() - self.width() // 3)
        x = max(inside.left() + 8, min(x, inside.right() - self.width() - 8))
        below = selection.bottom() + 10
        above = selection.top() - self.height() - 8
        last = inside.bottom() - self.height() - 4
        if below <= last:
            y = max(below, inside.top() + 4)
        else:
            y = above if inside.top() + 4 <= above <= last else last
        self.move(QPoint(x, y))
        self.show()
        self.raise_()

    def _fit(self, room: int) -> None:
        """Show the names of the tags if there is room for them, or else marks and keys only."""
        buttons = self.findChildren(BarButton)
        for brief in (False, True):
            for button in buttons:
                button.set_brief(brief)
            self._row.invalidate()
            self.adjustSize()
            if self.width() <= room:
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate(painter, self.rect(), self._theme, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _emitter(self, tag: TagId) -> object:
        def emit() -> None:
            self.tag_chosen.emit(tag)

        return emit

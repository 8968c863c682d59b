"""How a row of the list is painted: a passage in two lines, or the heading of a group in one."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.listing.facets import Facet
from desktop.listing.listing import FACETS, Heading
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.model import Index, PassageModel

ROW = 52
HEADING = 28
_RIGHT = Qt.TextElideMode.ElideRight
_State = QStyle.StateFlag

_KEPT = 1024
"""Rows whose lines are kept: far more than are in view, far fewer than a long day makes."""


class PassageRow(QStyledItemDelegate):
    """Paints a row: mark, first line and place, second line; or a heading with its count."""

    def __init__(self, theme: Theme, model: PassageModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._size = QSize(200, ROW)
        self._made: dict[str, tuple[Annotation, int, tuple[str, str, str, int]]] = {}
        self.hovered: AnnotationId | None = None
        """The passage under the pointer in the article."""
        self.badges = False
        """Whether each row names its article."""
        model.modelReset.connect(self._made.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        held = self._model.annotation(index.row())
        theme, chosen = self._theme, self._theme.roles
        rect, state = option.rect.adjusted(8, 1, -8, -1), option.state
        selected = bool(state & _State.State_Selected)
        over = bool(state & _State.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or over or (held is not None and held.id == self.hovered):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.current if selected else chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        if held is not None:
            self._words(painter, held, rect)
        else:
            heading = self._model.heading(index.row())
            if heading is not None:
                self._heading(painter, heading, rect)
        focused = _State.State_HasFocus | _State.State_KeyboardFocusChange
        if state & focused == focused:
            focus_ring(painter, rect, theme)
        painter.restore()

    def _heading(self, painter: QPainter, heading: Heading, rect: QRect) -> None:
        theme, chosen, ground = self._theme, self._theme.roles, self._model.listing.ground
        left, right, base = rect.left() + 8, rect.right() - 10, rect.top() + 18
        facet = FACETS[self._model.listing.grouping]
        if facet is Facet.TAG:
            tag, position = ground.tags[heading.value]  # type: ignore[index]
            bar = theme.color(theme.signs(tag.id, tag.color, position).bar)
            place = QRectF(left, rect.top() + 6, 14, 14)
            paint_mark(painter, tag.id, tag.name, place, bar, theme)
            left += 24
        count = str(heading.count)
        strong, plain = theme.ui_font(12, 600), theme.ui_font(12)
        number = QFontMetrics(plain).horizontalAdvance(count)
        metrics = QFontMetrics(strong)
        title = metrics.elidedText(heading.title, _RIGHT, right - left - number - 8 - 24)
        painter.setPen(theme.color(chosen.ink2))
        painter.setFont(strong)
        painter.drawText(left, base, title)
        painter.setFont(plain)
        painter.drawText(left + metrics.horizontalAdvance(title) + 8, base, count)
        middle, at = QPointF(right - 7, rect.top() + 13), 3.5
        corners = ((-at, -at / 2), (0, at / 2), (at, -at / 2))
        if heading.folded:
            corners = tuple((y, x) for x, y in corners)
        painter.setPen(QPen(theme.color(chosen.ink2), 1.5))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in corners])

    def _lines(self, held: Annotation, width: int) -> tuple[str, str, str, int]:
        """First line, second line, place and its width, made once for each passage and width."""
        found = self._made.get(held.id)
        if found is not None and found[0] is held and found[1] == width:
            return found[2]
        model, theme = self._model, self._theme
        first, second = QFontMetrics(theme.ui_font(13)), QFontMetrics(theme.ui_font(12))
        place = model.place(held)
        room = second.horizontalAdvance(place)
        badge = 34 if self.badges else 0
        lines = (
            first.elidedText(model.first_line(held), _RIGHT, width - room - 10),
            second.elidedText(model.second_line(held), _RIGHT, width - badge),
            place,
            room,
        )
        if len(self._made) >= _KEPT:
            self._made.clear()
        self._made[held.id] = (held, width, lines)
        return lines

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
        if self.badges:
            self._badge(painter, model.badge(held), right, rect.top() + 28)

    def _badge(self, painter: QPainter, text: str, right: int, top: int) -> None:
        theme, font = self._theme, self._theme.ui_font(11, 500)
        width = QFontMetrics(font).horizontalAdvance(text) + 8
        frame = QRectF(right - width, top, width, 16)
        painter.setPen(theme.color(theme.roles.ink3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        painter.setPen(theme.color(theme.roles.ink2))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)

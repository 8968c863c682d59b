"""The left side: the articles of the session, and the tags with their counts."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _, ngettext
from desktop.model.codebook import Tag
from desktop.model.days import day_in_short
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Source
from desktop.ui.look.hover import RowHoverEnd, end_hover
from desktop.ui.look.icons import icon, paint_mark
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.model import Index

ROW = 48
TAG_ROW = 28
_ID = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1
_WAITING = Qt.ItemDataRole.UserRole + 2
"""What stands in the dashed frame of an article: how many suggestions wait, or "?"."""
_ABOUT = Qt.ItemDataRole.UserRole + 3
"""The lines of the tooltip that say what the article is."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter


class SourceRow(QStyledItemDelegate):
    """Paints an article: its badge, its title, outlet and date, and how many suggestions wait."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, chosen = self._theme, self._theme.roles
        rect, state = option.rect.adjusted(8, 1, -8, -1), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.quiet if selected else chosen.hover))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        badge(
            painter, theme, f"S{index.row() + 1}", QRectF(rect.left() + 8, rect.top() + 7, 22, 18)
        )
        left, width = rect.left() + 38, rect.width() - 46
        font = theme.ui_font(13, 600 if selected else 400)
        painter.setFont(font)
        painter.setPen(theme.color(chosen.ink))
        title = QFontMetrics(font).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(left, rect.top() + 20, title)
        waiting = index.data(_WAITING) or ""
        if waiting:
            wide = max(20, QFontMetrics(theme.ui_font(11, 500)).horizontalAdvance(waiting) + 10)
            dashed(painter, theme, waiting, QRectF(left + width - wide, rect.top() + 25, wide, 16))
            width -= wide + 6
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        line = QFontMetrics(theme.ui_font(12)).elidedText(
            index.data(_LINE), Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(left, rect.top() + 38, line)
        focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if state & focused == focused:
            focus_ring(painter, rect, theme)
        painter.restore()


class TagButton(QAbstractButton):
    """A tag with its count and its key; pressing it lists its passages only, or all again."""

    def __init__(self, theme: Theme, tag: Tag, position: int) -> None:
        super().__init__()
        self._theme, self._tag, self._position = theme, tag, position
        self._count = 0
        self.setCheckable(True)
        self.setText(tag.name)
        self.setFixedHeight(TAG_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()
        theme.changed.connect(self.update)

    @property
    def tag(self) -> Tag:
        """The codebook entry."""
        return self._tag

    @property
    def count(self) -> int:
        """How many passages it says have the tag."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how many passages have the tag."""
        if count != self._count:
            self._count = count
            self.update(self._count_rect())
            self._name()

    def show_filtered(self, filtered: bool) -> None:
        """Whether the list is filtered to the tag."""
        if filtered != self.isChecked():
            self.setChecked(filtered)
            self._name()

    def nextCheckState(self) -> None:
        """The filter says whether the row is checked; a press only asks for it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        end_hover(self)

    def _name(self) -> None:
        words = ngettext("{tag}, {count} passage", "{tag}, {count} passages", self._count)
        self.setAccessibleName(words.format(tag=self._tag.name, count=self._count))
        if self.isChecked():
            said = _("The list shows these passages only. Press again for all.")
        else:
            said = _("List these passages only")
        self.setAccessibleDescription(said)
        about = [self._tag.description, said]
        if self._tag.key:
            about.append(_("To tag, press {key} in the text.").format(key=self._tag.key))
        self.setToolTip(tip("\n".join(part for part in about if part)))

    def _count_rect(self) -> QRect:
        return QRect(self.rect().right() - 8 - 8 - 80, 0, 52, TAG_ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen, tag = self._theme, self._theme.roles, self._tag
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(8, 0, -8, 0)
        on = self.isChecked()
        if on or self.underMouse() or self.isDown():
            fill = chosen.current if on else chosen.quiet if self.isDown() else chosen.hover
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(fill))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        bar = theme.color(theme.signs(tag.id, tag.color, self._position).bar)
        paint_mark(painter, tag.id, tag.name, QRectF(rect.left() + 8, 7, 14, 14), bar, theme)
        painter.setFont(theme.ui_font(13, 600 if on else 400))
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(QRect(rect.left() + 32, 0, 120, TAG_ROW), _LEFT, tag.name)
        painter.setPen(theme.color(chosen.ink2))
        painter.setFont(theme.ui_font(12))
        right = rect.right() - 8
        if tag.key:
            keycap(painter, theme, tag.key, QRectF(right - 19, 5, 19, 18))
        painter.drawText(self._count_rect(), _RIGHT, str(self._count))
        if self.hasFocus():
            focus_ring(painter, rect, theme)


class SourcesPanel(QWidget):
    """The articles above, the tags below."""

    source_chosen = Signal(str)
    add_asked = Signal()
    details_asked = Signal(str)
    clicked = Signal()
    """An article was clicked rather than reached with the arrow keys."""
    tag_chosen = Signal(str)
    """The row of a tag was pressed: the list is to show its passages only, or all again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: list[TagButton] = []
        self._filtered: frozenset[str] = frozenset()
        self._waiting: Mapping[SourceId, int] = {}
        self._unknown: Collection[SourceId] = ()
        self.setMinimumWidth(180)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 10, 4)
        head.addWidget(section_label(_("Sources"), theme))
        head.addStretch()
        self.add_button = QToolButton()
        self.add_button.setIcon(icon("plus", theme, "ink2"))
        self.add_button.setIconSize(QSize(16, 16))
        self.add_button.setToolTip(_("Add an article to this session"))
        self.add_button.setAccessibleName(_("Add an article"))
        self.add_button.clicked.connect(self.add_asked)
        head.addWidget(self.add_button)
        column.addLayout(head)
        self.list = QListWidget()
        self.list.setItemDelegate(SourceRow(theme, self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        RowHoverEnd(self.list)
        self.list.setAccessibleName(_("Sources"))
        self.list.itemClicked.connect(self._clicked)
        self.list.itemActivated.connect(self._activated)
        self.list.currentItemChanged.connect(self._moved)
        column.addWidget(self.list)
        self.details = QPushButton(_("Article details…"))
        self.details.setFlat(True)
        self.details.clicked.connect(self._details)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.details)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(16)
        label = section_label(_("Tags"), theme)
        label.setContentsMargins(16, 0, 0, 6)
        column.addWidget(label)
        self._tags = QVBoxLayout()
        self._tags.setSpacing(0)
        column.addLayout(self._tags)
        column.addStretch(1)

    def show_session(self, session: Session) -> None:
        """List the articles and tags of a session."""
        self.list.blockSignals(True)
        self.list.clear()
        for source in session.sources.values():
            item = QListWidgetItem(" ".join(source.title.split()))
            item.setData(_ID, source.id)
            item.setData(_LINE, source_line(source))
            lines = [source.title, source_line(source)]
            if not lines[-1].endswith(source.name):
                lines.append(source.name)
            item.setData(_ABOUT, "\n".join(lines))
            self.list.addItem(item)
        self._show_waiting()
        self.list.blockSignals(False)
        self.list.setFixedHeight(min(max(1, self.list.count()), 8) * ROW + 2)
        self.details.setEnabled(bool(session.sources))
        if [button.tag for button in self._buttons] != list(session.codebook):
            self._make_tags(session)
        self.count(session)

    def show_current(self, source: str) -> None:
        """Mark the article being read."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == source:
                self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def show_waiting(self, waiting: Mapping[SourceId, int], unknown: Collection[SourceId]) -> None:
        """How many suggestions wait in each article; ``unknown`` are those to be read anew."""
        if (waiting, unknown) != (self._waiting, self._unknown):
            self._waiting, self._unknown = dict(waiting), unknown
            self._show_waiting()

    def _show_waiting(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            count, said = self._waiting.get(item.data(_ID), 0), ""
            if count:
                words = ngettext("{count} suggestion waiting", "{count} suggestions waiting", count)
                said = words.format(count=count)
            elif item.data(_ID) in self._unknown:
                said = _("Suggestions were decided here before; press F7 to look for more.")
            item.setData(_WAITING, str(count) if count else "?" if said else "")
            item.setToolTip(tip("\n".join(part for part in (item.data(_ABOUT), said) if part)))
            spoken = (item.text(), item.data(_LINE), said)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in spoken if part)
            )

    def count(self, session: Session) -> None:
        """Count the passages of each tag anew."""
        counts: dict[str, int] = {}
        for held in session.annotations.values():
            counts[held.tag] = counts.get(held.tag, 0) + 1
        for button in self._buttons:
            button.set_count(counts.get(button.tag.id, 0))

    def change_count(self, tag: str, by: int) -> None:
        """One passage more or less has the tag."""
        for button in self._buttons:
            if button.tag.id == tag:
                button.set_count(button.count + by)

    def show_filtered(self, tags: Collection[str]) -> None:
        """Mark the tags to which the list is filtered."""
        self._filtered = frozenset(tags)
        for button in self._buttons:
            button.show_filtered(button.tag.id in tags)

    def _make_tags(self, session: Session) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [
            TagButton(self._theme, tag, position) for position, tag in enumerate(session.codebook)
        ]
        for button in self._buttons:
            button.clicked.connect(self._tag_clicked)
            button.show_filtered(button.tag.id in self._filtered)
            self._tags.addWidget(button)

    def _tag_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, TagButton):
            self.tag_chosen.emit(button.tag.id)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.source_chosen.emit(item.data(_ID))
        self.clicked.emit()

    def _activated(self, item: QListWidgetItem) -> None:
        self.details_asked.emit(item.data(_ID))

    def _moved(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.source_chosen.emit(item.data(_ID))

    def _details(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() >= 0:
            self.details_asked.emit(item.data(_ID))


def source_line(source: Source) -> str:
    """Reliability, outlet or author, and the date, of an article."""
    front = source.front
    about = [part for part in (front.outlet or front.author, day_in_short(front.published)) if part]
    letter = source.grade.reliability.value
    return " · ".join([letter] * bool(letter) + (about or [source.name]))


def section_label(text: str, theme: Theme) -> QLabel:
    """A small heading of a panel."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.ui_font(12, 600))
    return label


def badge(painter: QPainter, theme: Theme, text: str, rect: QRectF) -> None:
    """The number of an article in a small frame."""
    painter.setPen(theme.color(theme.roles.ink3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.ui_font(11, 500))
    painter.setPen(theme.color(theme.roles.ink2))
    painter.drawText(rect, _CENTER, text)


def dashed(painter: QPainter, theme: Theme, text: str, rect: QRectF) -> None:
    """A number in the dashed frame that suggestions have in the text."""
    pen = QPen(theme.color(theme.roles.ink2), 1)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setFont(theme.ui_font(11, 500))
    painter.setPen(theme.color(theme.roles.ink2))
    painter.drawText(rect, _CENTER, text)


def keycap(painter: QPainter, theme: Theme, text: str, rect: QRectF) -> None:
    """A key as it looks on a keyboard."""
    painter.save()
    painter.setPen(theme.color(theme.roles.line))
    painter.setBrush(theme.color(theme.roles.raised))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.ui_font(11, 500))
    painter.setPen(theme.color(theme.roles.ink2))
    painter.drawText(rect, _CENTER, text)
    painter.restore()

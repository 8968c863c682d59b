"""The tags side by side, one of them chosen."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.i18n import _
from desktop.model.codebook import Tag
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.plates import fill_segment, focus_ring, plate
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme


class Segment(QAbstractButton):
    """One choice of a row of choices: a tag with its mark."""

    def __init__(self, theme: Theme, tag: Tag, position: int) -> None:
        super().__init__()
        self._theme, self._tag, self._position = theme, tag, position
        self.first = self.last = False
        self.setText(tag.name)
        self.setCheckable(True)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tag.name)
        self.setToolTip(tip(f"{tag.description} ({tag.key})" if tag.key else tag.description))
        theme.changed.connect(self.update)

    @property
    def tag(self) -> Tag:
        """The codebook entry."""
        return self._tag

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.ui_font(13, 600)).horizontalAdvance(self.text())
        return QSize(width + 34, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(34, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen, tag = self._theme, self._theme.roles, self._tag
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            fill = chosen.current if self.isChecked() else chosen.hover
            fill_segment(painter, self.rect(), theme.color(fill), self.first, self.last)
        if not self.first:
            painter.fillRect(0, 1, 1, self.height() - 2, theme.color(chosen.line))
        font = theme.ui_font(13, 600 if self.isChecked() else 400)
        metrics = QFontMetrics(font)
        room = self.width() - 32
        text = metrics.elidedText(tag.name, Qt.TextElideMode.ElideRight, room) if room > 20 else ""
        width = 14 + (6 + metrics.horizontalAdvance(text) if text else 0)
        x = (self.width() - width) / 2
        bar = theme.color(theme.signs(tag.id, tag.color, self._position).bar)
        paint_mark(painter, tag.id, tag.name, QRectF(x, 9, 14, 14), bar, theme)
        painter.setFont(font)
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(QRectF(x + 20, 0, room + 8, 32), Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme)


class Segments(QWidget):
    """The tags side by side, one of them chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 0, 1, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(_("Tag"))

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """One segment per tag."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        for position, tag in enumerate(codebook):
            segment = Segment(self._theme, tag, position)
            segment.first, segment.last = position == 0, position == len(codebook) - 1
            self._group.addButton(segment)
            self._row.addWidget(segment, segment.sizeHint().width())

    def show_chosen(self, tag: str) -> None:
        """Check the segment of a tag, or none where there is no such tag."""
        self._group.setExclusive(False)  # else the last one could not be unchecked
        for button in self._group.buttons():
            if isinstance(button, Segment):
                button.setChecked(button.tag.id == tag)
        self._group.setExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plate(painter, self.rect(), self._theme)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, Segment):
            self.chosen.emit(button.tag.id)

"""The first page: how to begin, what the four keys mean, what was open before."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.codebook import four_tags
from desktop.printable_line import printable_name
from desktop.ui.look.hover import end_hover
from desktop.ui.look.icons import application_pixmap, icon, paint_mark
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.style import tip
from desktop.ui.look.theme import Theme
from desktop.ui.panels.sources import keycap, section_label

START_WIDTH, RECENT_WIDTH = 352, 544


class StartRow(QAbstractButton):
    """A way to begin: icon, name, a line about it, and its key."""

    def __init__(self, theme: Theme, symbol: str, text: str, about: str, key: str) -> None:
        super().__init__()
        self._theme, self._symbol, self._about, self._key = theme, symbol, about, key
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(about)
        self.setFixedHeight(56)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        end_hover(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown() or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        icon(self._symbol, theme).paint(painter, 12, 12, 18, 18)
        painter.setFont(theme.ui_font(13, 600))
        painter.setPen(theme.color(chosen.ink))
        room, end = self.width() - 58, Qt.TextElideMode.ElideRight
        painter.drawText(46, 24, painter.fontMetrics().elidedText(self.text(), end, room))
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        painter.drawText(46, 43, painter.fontMetrics().elidedText(self._about, end, room))
        if self._key:
            width = painter.fontMetrics().horizontalAdvance(self._key) + 12
            keycap(painter, theme, self._key, QRectF(self.width() - width - 12, 11, width, 18))
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme, 8)


class RecentRow(QAbstractButton):
    """A session that was open before, or one that is no longer where it was."""

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__()
        self._theme = theme
        self.path = path
        name = path.name.removesuffix(".json").removesuffix(".brief")
        self.setText(printable_name(name))
        try:
            self._when = when(datetime.fromtimestamp(path.stat().st_mtime))  # noqa: DTZ006
        except OSError:
            self._when = ""
        self._about = str(path.parent) if self._when else _("The file has moved or is gone.")
        self.setEnabled(bool(self._when))
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._about)
        self.setToolTip(tip(str(path)))
        self.setFixedHeight(52)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        end_hover(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(chosen.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        metrics = painter.fontMetrics()
        width = self.width() - 24
        about = metrics.elidedText(self._about, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(12, 40, about)
        when = metrics.horizontalAdvance(self._when)
        painter.drawText(self.width() - 12 - when, 21, self._when)
        painter.setFont(theme.ui_font(13, 600 if self.isEnabled() else 400))
        painter.setPen(theme.color(chosen.ink if self.isEnabled() else chosen.ink2))
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, width - when - 16
        )
        painter.drawText(12, 21, name)
        if self.hasFocus():
            focus_ring(painter, self.rect(), theme)


class TagLine(QWidget):
    """A tag, what it means, and its key."""

    def __init__(self, theme: Theme, position: int) -> None:
        super().__init__()
        self._theme = theme
        self._tag = four_tags()[position]
        self._position = position
        self.setFixedHeight(31)
        self.setAccessibleName(f"{self._tag.key}: {self._tag.name}. {self._tag.description}")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen, tag = self._theme, self._theme.roles, self._tag
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = theme.color(theme.signs(tag.id, tag.color, self._position).bar)
        paint_mark(painter, tag.id, tag.name, QRectF(0, 8, 14, 14), bar, theme)
        painter.setFont(theme.ui_font(13, 600))
        painter.setPen(theme.color(chosen.ink))
        painter.drawText(32, 20, tag.name)
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color(chosen.ink2))
        room = self.width() - 100 - 32
        words = painter.fontMetrics().elidedText(
            _SHORT[self._position](), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(100, 20, words)
        keycap(painter, theme, tag.key, QRectF(self.width() - 31, 6, 19, 18))


_SHORT = (
    lambda: _("evidence could settle it"),
    lambda: _("another’s words, with a speaker"),
    lambda: _("the author’s own judgement"),
    lambda: _("background to the story"),
)


class DropStrip(QWidget):
    """Says that files can be dropped anywhere."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(56)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self._theme.roles
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(chosen.ink3), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(theme.ui_font(13))
        painter.setPen(theme.color(chosen.ink2))
        words = _("Or drop files anywhere in this window")
        width = painter.fontMetrics().horizontalAdvance(words)
        x = (self.width() - width - 28) // 2
        icon("import", theme, "ink2").paint(painter, x, 19, 18, 18)
        painter.drawText(QRectF(x + 28, 0, width + 4, 56), Qt.AlignmentFlag.AlignVCenter, words)


class Welcome(QScrollArea):
    """Shown while no session is open."""

    open_asked = Signal()
    paste_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(str)
    left_chosen = Signal(int)
    """One of the sessions of ``show_left``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Start"))
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(True)
        outer = QHBoxLayout(self._page)
        outer.setContentsMargins(28, 40, 28, 28)
        outer.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(START_WIDTH + RECENT_WIDTH + 68)
        middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        outer.addWidget(middle, 20)
        outer.addStretch(1)
        column = QVBoxLayout(middle)
        column.addStretch(1)
        column.addLayout(self._heading())
        column.addSpacing(40)
        columns = QHBoxLayout()
        columns.setSpacing(56)
        columns.addLayout(self._start(), 352)
        right = QVBoxLayout()
        self._left = QVBoxLayout()
        self._left.setSpacing(2)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        right.addLayout(self._left)
        right.addLayout(self._recent, 1)
        columns.addLayout(right, 544)
        column.addLayout(columns)
        column.addStretch(2)
        column.addWidget(DropStrip(theme))
        self.setWidget(self._page)
        self._set_colors()
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._set_colors)

    def _scrolled(self) -> None:
        end_hover(self)

    def show_recent(self, paths: tuple[str, ...]) -> None:
        """The sessions that were open before, the latest first."""
        _clear(self._recent)
        label = section_label(_("Recent sessions"), self._theme)
        label.setContentsMargins(12, 0, 0, 8)
        self._recent.addWidget(label)
        for path in paths[:6]:
            row = RecentRow(self._theme, Path(path))
            row.clicked.connect(self._recent_clicked)
            self._recent.addWidget(row)
        if not paths:
            none = QLabel(_("None yet. Sessions you save are listed here."))
            none.setTextFormat(Qt.TextFormat.PlainText)
            none.setContentsMargins(12, 0, 0, 0)
            none.setForegroundRole(self.palette().ColorRole.PlaceholderText)
            self._recent.addWidget(none)
        self._recent.addStretch(1)

    def show_left(self, sessions: Sequence[tuple[str, str, str]]) -> None:
        """The work a crash left behind: an icon, a title and a line about each."""
        _clear(self._left)
        if not sessions:
            return
        label = section_label(_("Not saved when Brieflight ended"), self._theme)
        label.setContentsMargins(12, 0, 0, 8)
        self._left.addWidget(label)
        for number, (symbol, title, about) in enumerate(sessions):
            row = StartRow(self._theme, symbol, title, about, "")
            row.clicked.connect(partial(self.left_chosen.emit, number))
            self._left.addWidget(row)
        self._left.addSpacing(28)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(20)
        picture = QLabel()
        pixmap = application_pixmap(112)
        pixmap.setDevicePixelRatio(2)
        picture.setPixmap(pixmap)
        row.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = QLabel(_("Read closely. Brief plainly."))
        title.setFont(self._theme.reading_font(26, 600))
        about = QLabel(_("Open an article, mark what it says, export what you can stand behind."))
        about.setFont(self._theme.ui_font(15))
        about.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        about.setWordWrap(True)
        for label in (title, about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            words.addWidget(label)
        row.addLayout(words, 1)
        return row

    def _start(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        label = section_label(_("Start"), self._theme)
        label.setContentsMargins(0, 0, 0, 8)
        column.addWidget(label)
        self.rows = (
            StartRow(
                self._theme,
                "open",
                _("Open an article or a session"),
                _("Plain text, Markdown, or a saved session"),
                _("Ctrl O"),
            ),
            StartRow(
                self._theme,
                "paste",
                _("Paste text"),
                _("Becomes an article of its own"),
                _("Ctrl V"),
            ),
            StartRow(
                self._theme,
                "doc",
                _("Sample article"),
                _("A column with passages and suggestions"),
                "",
            ),
        )
        for row, signal in zip(
            self.rows, (self.open_asked, self.paste_asked, self.sample_asked), strict=True
        ):
            row.clicked.connect(signal)
            row.setMinimumWidth(START_WIDTH - 24)  # what it says is never cut
            column.addWidget(row)
        column.addSpacing(28)
        tags = section_label(_("Four tags, four keys"), self._theme)
        tags.setContentsMargins(0, 0, 0, 6)
        column.addWidget(tags)
        for position in range(4):
            column.addWidget(TagLine(self._theme, position))
        column.addStretch(1)
        return column

    def _recent_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, RecentRow):
            self.recent_chosen.emit(str(row.path))

    def _set_colors(self) -> None:
        palette = self._theme.palette()
        page = self._theme.color(self._theme.roles.page)
        palette.setColor(palette.ColorRole.Window, page)
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        return QSize(1000, 700)


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def when(moment: datetime) -> str:
    """A time as people say it: today with the hour, this year without the year."""
    today = datetime.now().date()  # noqa: DTZ005  the user's own clock
    if moment.date() == today:
        return _("today, {time}").format(time=moment.strftime("%H:%M"))
    if (today - moment.date()).days < 7:
        return moment.strftime("%A")
    return moment.strftime("%-d %b" if moment.year == today.year else "%-d %b %Y")

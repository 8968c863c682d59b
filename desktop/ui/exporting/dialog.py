"""What the briefing is to be, and beside it how it will look."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.model.session import Session
from desktop.options import DEFAULT_SECTIONS, SectionName
from desktop.protocol import Format, Previewed
from desktop.settings import PageSize, Settings
from desktop.ui.dialogs.base import Scrolled, room_on_screen
from desktop.ui.dialogs.fields import buttons
from desktop.ui.exporting.form import WIDTH, Form
from desktop.ui.exporting.pane import PreviewPane
from desktop.ui.exporting.preview import Preview, Start, Wish
from desktop.ui.exporting.remarks import Remark, Remedy, remark
from desktop.ui.exporting.remembering import first_wish
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme

_WIDE, _HIGH = 1120, 772
_FOOT = 60


class ExportDialog(QDialog):
    """Asks before a briefing is written; the file is chosen afterwards."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        title: str,
        settings: Settings,
        parent: QWidget | None = None,
        data: Callable[[], bytes] | None = None,
        start: Start | None = None,
        last: str = "",
    ) -> None:
        """``title`` is proposed, and so is ``last``, the format of the last export.

        ``data`` gives the session's bytes and ``start`` sends work to a worker; without them
        nothing is previewed.
        """
        super().__init__(parent)
        self._theme, self._session = theme, session
        self._unprintable: tuple[str, ...] = ()
        self._remark = Remark("")
        self.setWindowTitle(_("Export briefing"))
        self.setModal(True)
        self.form = Form(theme, session, first_wish(session, title, settings, last), settings)
        self.pane = PreviewPane(theme)
        self.format, self.title = self.form.format, self.form.title
        self.page_size = self.form.page_size
        self.symbol, self.words, self.link = QLabel(), QLabel(), QPushButton()
        row, self.ok = buttons(self, _("Save Word file…"), theme)
        metrics = QFontMetrics(self.ok.font())  # so that it keeps its place whatever it says
        widest = max(metrics.horizontalAdvance(words) for words in _saving().values())
        self.ok.setMinimumWidth(widest + 32)
        self._lay_out(row)
        self.preview: Preview | None = None
        if data is not None and start is not None:
            self.preview = Preview(data, start, self)
            self.preview.made.connect(self._made)
            self.pane.follow(self.preview)
        self.form.changed.connect(self._changed)
        self.link.clicked.connect(self._help)
        self._changed()
        self.resize(QSize(_WIDE, _HIGH).boundedTo(room_on_screen(self)))
        self.title.setFocus()

    @property
    def wish(self) -> Wish:
        """The document that is wanted."""
        return self.form.wish

    @property
    def chosen_format(self) -> Format:
        """The format to write."""
        return self.form.wish.format

    @property
    def chosen_size(self) -> PageSize:
        """The page to write on."""
        return self.form.wish.options.page_size

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.preview is not None:
            self.pane.pages.look()
            self.preview.wish(self.wish)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.preview is not None:
            self.preview.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._theme.roles
        painter.fillRect(self.rect(), self._theme.color(chosen.chrome))
        line = self._theme.color(chosen.line)
        painter.fillRect(0, self.height() - _FOOT, self.width(), 1, line)

    def _lay_out(self, row: QHBoxLayout) -> None:
        parts = QHBoxLayout()
        parts.setSpacing(0)
        scroll = Scrolled(self.form, _("What the briefing is to be"))
        scroll.setFixedWidth(WIDTH)
        parts.addWidget(scroll)
        parts.addWidget(self.pane, 1)
        held = QWidget()
        held.setFixedHeight(_FOOT)
        foot = QHBoxLayout(held)
        foot.setContentsMargins(20, 1, 20, 0)
        foot.setSpacing(8)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(_("Remark"))
        self.symbol.setFixedSize(18, 18)
        self.link.setFlat(True)
        self.link.setFixedHeight(28)
        font = self._theme.ui_font(13, 600)
        self.link.setFont(font)
        foot.addWidget(self.symbol)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.link)
        foot.addSpacing(8)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(parts, 1)
        column.addWidget(held)

    def _changed(self) -> None:
        wish = self.wish
        self.ok.setText(_saving()[wish.format])
        self.pane.show_format(wish.format)
        self._say(wish)
        if self.preview is not None and self.isVisible():
            self.preview.wish(wish)

    def _made(self, reply: Previewed) -> None:
        self._unprintable = reply.unprintable
        self._say(self.wish)

    def _say(self, wish: Wish) -> None:
        said = self._remark = remark(self._session, wish, self._unprintable)
        self.words.setText(said.sentence)
        colour = self._theme.roles.warn if said.warns else self._theme.roles.ink2
        palette = self.words.palette()
        palette.setColor(palette.ColorRole.WindowText, self._theme.color(colour))
        self.words.setPalette(palette)
        self.symbol.setPixmap(icon("warn", self._theme, "warn").pixmap(QSize(18, 18)))
        self.symbol.setVisible(said.warns)
        self.link.setText(said.link)
        self.link.setVisible(bool(said.link))

    def _help(self) -> None:
        """Do what the link at the foot offers, and show where."""
        remedy, form = self._remark.remedy, self.form
        if remedy is Remedy.ALL_PASSAGES:
            form.show_part("passages")
            form.passages.take_back()
            form.passages.rows.setFocus()
            return
        form.show_part("sections")
        if remedy is Remedy.ALL_SECTIONS:
            form.sections.choose(DEFAULT_SECTIONS)
        elif remedy is Remedy.ARTICLES:
            form.sections.choose({*form.sections.chosen, SectionName.ARTICLES})
        form.sections.setFocus()


def _saving() -> dict[Format, str]:
    """What the button says for each format."""
    return {
        "docx": _("Save Word file…"),
        "pdf": _("Save PDF file…"),
        "html": _("Save web page…"),
        "md": _("Save Markdown file…"),
    }

"""The preview beside the form: pages or plain text on a desk, and what happens to them."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.protocol import Format, Previewed
from desktop.ui.exporting.pages import PageView, Zoom
from desktop.ui.exporting.preview import PagePicture, Preview
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme

HEAD = 44
_ZOOMS: tuple[Zoom, ...] = ("width", "page")
_SHORT_MS = 400
"""Work that is done sooner than this is not mentioned: it would only flicker."""
_TOLD = 0.1
"""The share of the work from which it is told: short work never gets to be counted."""
_TEXT_AT_MOST = 400_000
"""Characters of a plain text that are shown."""


class PreviewPane(QWidget):
    """Shows what a ``Preview`` makes; without one it stays a blank page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._note = ""
        self._done = 0.0
        self._preview: Preview | None = None
        self.pages = PageView(theme)
        self.text = _plain_text(theme)
        self.problem = _Problem(theme)
        self.stack = QStackedWidget()
        for part in (self.pages, self.text, self.problem):
            self.stack.addWidget(part)
        self.back = _turn("left", _("Previous page"), theme)
        self.on = _turn("right", _("Next page"), theme)
        self.number = _label(theme, 13)
        widest = QFontMetrics(self.number.font()).horizontalAdvance(_numbered(888, 888))
        self.number.setMinimumWidth(widest)  # so that nothing beside it moves
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.state = _label(theme, 12)
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.stop = QPushButton(_("Stop"))
        self.stop.setAccessibleName(_("Stop the preview"))
        self.stop.setFixedHeight(28)
        self.stop.setAutoDefault(False)
        self.stop.hide()
        self.zoom = QComboBox()
        self.zoom.addItem(_("Fit width"))
        self.zoom.addItem(_("Whole page"))
        self.zoom.setAccessibleName(_("Size of the pages"))
        self.zoom.setFixedSize(120, 28)
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(_SHORT_MS)
        self._busy.timeout.connect(self._say)
        self._lay_out()
        self.back.clicked.connect(lambda: self.pages.turn_to(self.pages.page - 1))
        self.on.clicked.connect(lambda: self.pages.turn_to(self.pages.page + 1))
        self.zoom.currentIndexChanged.connect(
            lambda: self.pages.zoom_to(_ZOOMS[self.zoom.currentIndex()])
        )
        self.pages.page_changed.connect(self._show_number)
        self._show_number(0, 0)

    def follow(self, preview: Preview) -> None:
        """Show what this one makes from now on."""
        self._preview = preview
        self.pages.looked.connect(preview.look)
        preview.began.connect(self._began)
        preview.progressed.connect(self._progressed)
        preview.made.connect(self._made)
        preview.written.connect(self._written)
        preview.pictured.connect(self._pictured)
        preview.failed.connect(self._failed)
        self.problem.again.clicked.connect(preview.again)
        self.stop.clicked.connect(preview.give_up)

    def show_format(self, format_: Format) -> None:
        """Say how far the pages can be trusted for this format."""
        self._note = {
            "docx": _("Page breaks may differ in Word."),
            "html": _("A web page has no page breaks."),
        }.get(format_, "")
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self._theme.roles
        painter.fillRect(self.rect(), self._theme.color(chosen.chrome))
        painter.fillRect(0, HEAD - 1, self.width(), 1, self._theme.color(chosen.line))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color(chosen.line))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 1)
        head.setSpacing(4)
        for widget in (self.back, self.number, self.on):
            head.addWidget(widget)
        head.addWidget(self.state, 1)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addSpacing(8)
        head.addWidget(self.stop)
        head.addWidget(self.zoom)
        held = QWidget()
        held.setFixedHeight(HEAD)
        held.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(held)
        column.addWidget(self.stack, 1)

    def _began(self) -> None:
        self._done = 0.0
        if not self._busy.isActive():
            self._busy.start()

    def _progressed(self, done: float) -> None:
        self._done = done
        if not self._busy.isActive():
            self._say()

    def _made(self, reply: Previewed, pictures: list[PagePicture]) -> None:
        self._over()
        self.stack.setCurrentWidget(self.pages)
        self.pages.show_document(reply.shapes, pictures)

    def _written(self, text: str) -> None:
        self._over()
        bar = self.text.verticalScrollBar()
        place = bar.value()
        self.text.setPlainText(text[:_TEXT_AT_MOST])
        bar.setValue(place)
        self.pages.forget()
        self.stack.setCurrentWidget(self.text)

    def _pictured(self, pictures: list[PagePicture]) -> None:
        self.pages.show_pictures(pictures)

    def _failed(self, sentence: str) -> None:
        self._over()
        self.problem.words.setText(sentence)
        self.pages.forget()
        self.stack.setCurrentWidget(self.problem)

    def _over(self) -> None:
        self._busy.stop()
        self._say()

    def _say(self) -> None:
        preview = self._preview
        waited_for = preview is not None and preview.busy
        self.stop.setVisible(waited_for)
        if not waited_for:
            self.state.setText(self._note)
        else:
            words = _("Updating…") if self.pages.page_count else _("Composing…")
            percent = f" {round(self._done * 100)} %" if self._done >= _TOLD else ""
            self.state.setText(words + percent)

    def _show_number(self, page: int, count: int) -> None:
        self.number.setText(_numbered(page, count) if count else "")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < count)
        for widget in (self.back, self.number, self.on, self.zoom):
            widget.setVisible(bool(count))


class _Problem(QWidget):
    """One sentence in place of the pages, and a button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = _label(theme, 13)
        self.words.setWordWrap(True)
        self.words.setMaximumWidth(420)
        self.again = QPushButton(_("Try again"))
        self.again.setFixedHeight(28)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._theme.roles.chrome))


def _numbered(page: int, count: int) -> str:
    return _("Page {page} of {count}").format(page=f"{page:,}", count=f"{count:,}")


def _label(theme: Theme, pixels: int) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.ui_font(pixels))
    return label


def _turn(name: str, words: str, theme: Theme) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, theme))
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _plain_text(theme: Theme) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByKeyboard
        | Qt.TextInteractionFlag.TextSelectableByMouse
    )
    text.setTabChangesFocus(True)
    text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    text.setFont(theme.ui_font(13))
    text.document().setDocumentMargin(24)
    text.setAccessibleName(_("Preview of the text"))
    return text

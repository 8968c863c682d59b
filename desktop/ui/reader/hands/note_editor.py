"""The one field in which a note is written in the margin, moved to the passage it belongs to."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.identity import AnnotationId
from desktop.ui.look.plates import focus_ring
from desktop.ui.look.theme import Theme
from desktop.ui.note_text import NoteText, wrap_mode
from desktop.ui.reader.painting.notes import broken_lines
from desktop.ui.reader.surface import Surface

_PAD = 6
_FEWEST_LINES = 3


class MarginText(NoteText):
    """The note in the type of the margin, as tall as what it holds."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Note in the margin"), parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.setFont(theme.ui_font(12))


class NoteEditor(QWidget):
    """Holds what is written until it is left; leaving it in any way keeps the words."""

    written = Signal(str, str)
    """Id of the passage and its note."""
    typed = Signal(str, str)
    """The same, while it is still being written."""
    closed = Signal()
    """Escape or Ctrl+Enter: back to the text."""

    def __init__(self, theme: Theme, surface: Surface) -> None:
        super().__init__(surface.viewport())
        self._theme, self._surface = theme, surface
        self._passage: Annotation | None = None
        self._before = ""
        self.field = MarginText(theme, self)
        self.setFocusProxy(self.field)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        self.field.textChanged.connect(self.place)
        self.field.escaped.connect(self._escape)
        self.field.left.connect(self.keep)
        self.field.typed.connect(self._tell_typed)
        surface.scrolled.connect(self.place)
        theme.changed.connect(self._set_colors)
        theme.zoomed.connect(self.place)
        self._set_colors()

    @property
    def passage(self) -> AnnotationId | None:
        """The passage whose note is being written."""
        return self._passage.id if self._passage is not None else None

    def open(self, annotation: Annotation) -> None:
        """Write the note of a passage, at its place in the margin."""
        self.keep()
        self._before = annotation.note
        self.field.clear()  # or what was there would be wrapped anew
        self.field.setWordWrapMode(wrap_mode(annotation.note))
        self.field.setPlainText(annotation.note)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._passage = annotation
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.ensureCursorVisible()

    def flush(self) -> None:
        """Send what was written, and stay."""
        text = self.field.toPlainText()
        if self._passage is not None and text != self._before:
            self._before = text
            self.written.emit(self._passage.id, text)

    def _tell_typed(self) -> None:
        if self._passage is not None:
            self.typed.emit(self._passage.id, self.field.toPlainText())

    def keep(self) -> None:
        """Send what was written, and go."""
        if self._passage is not None:
            self.flush()
            self._passage = None
            self._surface.make_room(None, 0)
            self.hide()

    def place(self) -> None:
        """Lie over the note of the passage, as tall as what is written."""
        held = self._passage
        if held is None:
            return
        if not self._surface.notes_shown:  # the text has grown over the place of the note
            self._escape()
            return
        line = self._surface.margin.line
        font = self._theme.ui_font(self._surface.margin.type)
        if self.field.font().pixelSize() != font.pixelSize():
            self.field.setFont(font)
        most = max(_FEWEST_LINES, self._surface.viewport().height() // line - 4)
        wide = self._surface.note_field(held).width() + _PAD
        text = self.field.toPlainText()
        lines = len(broken_lines(text, font, wide - 2 * _PAD - 2, most))
        lines = min(max(_FEWEST_LINES, lines), most)
        self._surface.make_room(held, lines + 1)
        place = self._surface.note_field(held)
        tall = lines * line + 2 * _PAD + 2
        self.setGeometry(place.left() - _PAD, place.top() + 2, wide, tall)
        self.field.setGeometry(_PAD - 2, _PAD - 2, wide - 2 * _PAD + 4, tall - 2 * _PAD + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(self._theme.roles.ink3), 1))
        painter.setBrush(self._theme.color(self._theme.roles.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        focus_ring(painter, self.rect(), self._theme)

    def _escape(self) -> None:
        self.keep()
        self.closed.emit()

    def _set_colors(self) -> None:
        palette = self._theme.field_palette()
        raised = self._theme.color(self._theme.roles.raised)
        palette.setColor(QPalette.ColorRole.Base, raised)
        palette.setColor(QPalette.ColorRole.Window, raised)
        self.setPalette(palette)

"""The current passage, pinned below the list: tag, speaker, labels, note."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.model.annotation import Annotation, Speaker, SpeechKind
from desktop.model.codebook import Tag
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.style import focus_ring, tip
from desktop.ui.look.theme import Theme
from desktop.ui.reader.notes import wrap_mode


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
            painter.fillRect(self.rect().adjusted(1, 1, 0, -1), theme.color(fill))
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
            self._row.addWidget(segment)

    def show_chosen(self, tag: str) -> None:
        """Check the segment of a tag."""
        for button in self._group.buttons():
            if isinstance(button, Segment):
                button.setChecked(button.tag.id == tag)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(self._theme.roles.ink3), 1))
        painter.setBrush(self._theme.color(self._theme.roles.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, Segment):
            self.chosen.emit(button.tag.id)


class NoteField(QPlainTextEdit):
    """A few lines of plain text that say when they are left."""

    left = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(_("Add a note"))
        self.setAccessibleName(_("Note"))
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setFont(theme.ui_font(13))
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(6, 5, 6, 5)
        self.setFixedHeight(72)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and command):
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Framed(QWidget):
    """Draws the frame of a field, and its focus, around a text area."""

    def __init__(self, theme: Theme, field: NoteField) -> None:
        super().__init__()
        self._theme, self._field = theme, field
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(self._theme.roles.ink3), 1))
        painter.setBrush(self._theme.color(self._theme.roles.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._field.hasFocus():
            focus_ring(painter, self.rect(), self._theme)


class Inspector(QWidget):
    """Shows one passage and emits what is edited: (id, value). ``flush`` sends half-typed text."""

    tag_chosen = Signal(str, str)
    note_edited = Signal(str, str)
    speaker_edited = Signal(str, object)
    labels_edited = Signal(str, list)
    returned = Signal()
    """Escape: back to the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Annotation | None = None
        self.heading = QLabel()
        self.place = QLabel()
        for label, weight in ((self.heading, 600), (self.place, 400)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(theme.ui_font(13, weight))
        self.segments = Segments(theme)
        self.speaker = _field(_("Speaker"))
        self.position = _field(_("Position of the speaker"))
        self.speaker.setPlaceholderText(_("The author"))
        self.position.setPlaceholderText(_("Role or office"))
        self.kind = QComboBox()
        self.kind.setFixedHeight(32)
        self.kind.setAccessibleName(_("How the words are given"))
        for kind, words in (
            (SpeechKind.UNSET, _("Not said")),
            (SpeechKind.DIRECT, _("Direct")),
            (SpeechKind.MIXED, _("Mixed")),
            (SpeechKind.INDIRECT, _("Indirect")),
        ):
            self.kind.addItem(words, kind.value)
        self.labels = _field(_("Labels"))
        self.labels.setPlaceholderText(_("Separate with commas"))
        self.note = NoteField(theme)
        self._arrange()
        self._connect()
        self.show_passage(None, "", 0)

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """The tags to choose from."""
        self.segments.show_tags(codebook)

    def show_passage(
        self, held: Annotation | None, place: str, number: int, read_only: bool = False
    ) -> None:
        """Show a passage: ``place`` is its paragraph, ``number`` its place in the list from 1."""
        for field in (self.speaker, self.position, self.labels, self.note):
            field.setReadOnly(read_only)
        self.segments.setEnabled(not read_only)
        self.kind.setEnabled(not read_only)
        changed = held is None or self._shown is None or held.id != self._shown.id
        if changed:
            self.flush()
        before, self._shown = self._shown, held
        self.setVisible(held is not None)
        if held is None:
            return
        self.heading.setText(_("Passage {number}").format(number=number))
        parts = len(held.spans)
        detail = [_("{count} parts").format(count=parts)] if parts > 1 else []
        self.place.setText(", ".join([*detail, place] if place else detail))
        self.segments.show_chosen(held.tag)
        speaker = held.speaker or Speaker("")
        old = before.speaker or Speaker("") if before is not None and not changed else None
        if old is None or old != speaker:
            self.speaker.setText(speaker.name)
            self.position.setText(speaker.position)
            self.kind.setCurrentIndex(max(0, self.kind.findData(speaker.kind.value)))
        if changed or (before is not None and before.labels != held.labels):
            self.labels.setText(", ".join(held.labels))
        if changed or (before is not None and before.note != held.note):
            self.note.clear()  # or what was there would be wrapped anew
            self.note.setWordWrapMode(wrap_mode(held.note))
            self.note.setPlainText(held.note)

    def flush(self) -> None:
        """Send what was typed but not yet left."""
        self._send_note()
        self._send_speaker()
        self._send_labels()

    def _send_note(self) -> None:
        held = self._shown
        if held is not None and self.note.document().isModified():
            self.note.document().setModified(False)
            self.note_edited.emit(held.id, self.note.toPlainText())

    def _send_speaker(self) -> None:
        held = self._shown
        if held is None:
            return
        name, position = self.speaker.text(), self.position.text()
        kind = SpeechKind(self.kind.currentData())
        before = held.speaker or Speaker("")
        # Compared as typed: looking at a speaker with a blank too many changes nothing.
        if (name, position, kind) != (before.name, before.position, before.kind):
            after = replace(before, name=name.strip(), position=position.strip(), kind=kind)
            self.speaker_edited.emit(held.id, after if after != Speaker("") else None)

    def _send_labels(self) -> None:
        held = self._shown
        if held is None:
            return
        text = self.labels.text()
        # Compared as shown: a label from elsewhere may hold a comma of its own.
        if text != ", ".join(held.labels):
            typed = [label.strip() for label in text.split(",") if label.strip()]
            self.labels_edited.emit(held.id, typed)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.place)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self.segments)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(_small(_("Speaker"), self.speaker, self._theme), 0, 0)
        grid.addWidget(_small(_("Position"), self.position, self._theme), 0, 1)
        grid.addWidget(self.speaker, 1, 0)
        grid.addWidget(self.position, 1, 1)
        grid.addWidget(_small(_("Labels"), self.labels, self._theme), 2, 0)
        grid.addWidget(_small(_("Words"), self.kind, self._theme), 2, 1)
        grid.addWidget(self.labels, 3, 0)
        grid.addWidget(self.kind, 3, 1)
        column.addLayout(grid)
        column.addWidget(_small(_("Note"), self.note, self._theme))
        column.addWidget(Framed(self._theme, self.note))

    def _connect(self) -> None:
        self.segments.chosen.connect(
            lambda tag: self._shown and self.tag_chosen.emit(self._shown.id, tag)
        )
        self.note.left.connect(self._send_note)
        self.note.escaped.connect(self._leave)
        for field in (self.speaker, self.position):
            field.editingFinished.connect(self._send_speaker)
        self.labels.editingFinished.connect(self._send_labels)
        self.kind.activated.connect(self._send_speaker)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.flush()
        self.returned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color(self._theme.roles.line))


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setFixedHeight(32)
    field.setTextMargins(6, 0, 6, 0)
    return field


def _small(text: str, buddy: QWidget, theme: Theme) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.ui_font(12))
    label.setBuddy(buddy)
    return label

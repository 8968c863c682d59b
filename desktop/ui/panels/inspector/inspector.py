"""The current passage, pinned below the list: what it is, who says it, how far it is trusted."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from desktop.editing.wording import Vocabulary
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation, Speaker, SpeechKind
from desktop.model.codebook import QUOTE, Tag
from desktop.model.grade_words import (
    code,
    confidence_words,
    credibility_words,
    graded,
    reliability_words,
)
from desktop.model.grades import Confidence, Credibility
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.completing import CompletingField
from desktop.ui.panels.inspector.fold import Fold, Folds
from desktop.ui.panels.inspector.form import choice, line, named, pairs, small, speech_words
from desktop.ui.panels.inspector.links import LinkRows
from desktop.ui.panels.inspector.note_field import Framed, NoteField
from desktop.ui.panels.inspector.provenance import history_sentence, origin_sentence
from desktop.ui.panels.inspector.segments import Segments
from desktop.ui.session.relations import Background

NOTHING = Background()


class Inspector(QWidget):
    """Shows one passage and emits what is edited: (id, value). ``flush`` sends half-typed text."""

    tag_chosen = Signal(str, str)
    note_edited = Signal(str, str)
    note_typed = Signal(str, str)
    speaker_edited = Signal(str, object)
    labels_edited = Signal(str, list)
    credibility_chosen = Signal(str, object)
    confidence_chosen = Signal(str, object)
    passage_chosen = Signal(str)
    """Go to this passage."""
    link_removed = Signal(str, object)
    """Remove a ``Link`` from the passage that holds it."""
    menu_asked = Signal(QWidget)
    """The menu of the passage is wanted below a button."""
    source_asked = Signal(str)
    """Show the details of this article, its grade among them."""
    folded = Signal(bool)
    """The fields used less are shown now, or not."""
    returned = Signal()
    """Escape: back to the text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Annotation | None = None
        self._read_only = False
        self._vocabulary: Callable[[], Vocabulary] | None = None
        self._make_fields()
        self._arrange()
        self._connect()
        self.show_nothing(pinned=False)

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """The tags to choose from."""
        self.segments.show_tags(codebook)

    def look_up_words(self, vocabulary: Callable[[], Vocabulary]) -> None:
        """Where the words to complete with come from; asked when a field is entered."""
        self._vocabulary = vocabulary
        self.speaker.words = lambda: vocabulary().names
        self.position.words = lambda: vocabulary().positions
        self.labels.words = lambda: vocabulary().labels

    def open_more(self, opened: bool) -> None:
        """Show the fields used less, or fold them away."""
        self.more.setChecked(opened)

    def show_nothing(self, pinned: bool) -> None:
        """No passage is the current one; ``pinned`` keeps the room, so that the list stays put."""
        self.flush()
        self._shown = None
        self.nothing.setVisible(pinned)
        self.body.hide()
        self.setVisible(pinned)

    def show_passage(
        self,
        held: Annotation,
        place: str,
        number: int,
        read_only: bool = False,
        background: Background = NOTHING,
    ) -> None:
        """Show a passage: ``place`` is its paragraph, ``number`` its place in the list from 1."""
        changed = self._shown is None or held.id != self._shown.id
        if changed:
            self.flush()
        before, self._shown = (None if changed else self._shown), held
        self.nothing.hide()
        self.body.show()
        self.show()
        self._allow(not read_only)
        self.heading.setText(_("Passage {number}").format(number=number))
        parts = len(held.spans)
        detail = [_("{count} parts").format(count=parts)] if parts > 1 else []
        self.place.setText(", ".join([*detail, place] if place else detail))
        self.segments.show_chosen(held.tag)
        self._fill(before, held)
        self._show_trust(held, background)
        self.links.show_links(background.links, read_only)
        self.origin.setText(origin_sentence(held))
        history = history_sentence(held, background.creator)
        self.history.setText(history)
        self.history.setVisible(bool(history))
        self.more.set_summary(_summary(held, background))

    def flush(self) -> None:
        """Send what was typed but not yet left."""
        self._send_note()
        self._send_speaker()
        self._send_labels()

    # What is shown

    def _fill(self, before: Annotation | None, held: Annotation) -> None:
        """Set the fields whose value is another one than ``before``; the rest may be half typed."""
        self.speaker.setPlaceholderText(_("Who says it") if held.tag == QUOTE else _("The author"))
        speaker = held.speaker or Speaker("")
        if before is None or (before.speaker or Speaker("")) != speaker:
            for field, text in ((self.speaker, speaker.name), (self.position, speaker.position)):
                field.setText(text)
                field.setCursorPosition(0)
            self.kind.setCurrentIndex(max(0, self.kind.findData(speaker.kind.value)))
        if before is None or before.labels != held.labels:
            self.labels.setText(", ".join(held.labels))
        if before is None or before.note != held.note:
            self.note.show_text(held.note)
        self.credibility.setCurrentIndex(self.credibility.findData(held.credibility.value))
        self.confidence.setCurrentIndex(self.confidence.findData(held.confidence.value))

    def _show_trust(self, held: Annotation, background: Background) -> None:
        reliability, credibility = background.reliability, held.credibility
        self.grade.setText(code(reliability, credibility))
        self.grade.setVisible(bool(reliability or credibility))
        source = graded(reliability, reliability_words(reliability))
        passage = graded(credibility, credibility_words(credibility))
        words = _("Source: {source}. Information: {passage}.").format(
            source=source, passage=passage
        )
        if words != self.grade.toolTip():
            self.grade.setToolTip(words)
            self.grade.setAccessibleName(words)

    def _allow(self, allowed: bool) -> None:
        if self._read_only == (not allowed):
            return
        self._read_only = not allowed
        for field in (self.speaker, self.position, self.labels):
            field.setReadOnly(not allowed)
        self.note.setReadOnly(not allowed)
        for widget in (self.segments, self.kind, self.credibility, self.confidence):
            widget.setEnabled(allowed)

    # What is edited

    def _tell_typed(self) -> None:
        held = self._shown
        if held is not None and self.note.document().isModified():
            self.note_typed.emit(held.id, self.note.toPlainText())

    def _send_note(self) -> None:
        held = self._shown
        if held is not None and self.note.document().isModified():
            self.note.document().setModified(False)
            self.note_edited.emit(held.id, self.note.toPlainText())

    def _send_speaker(self) -> None:
        held = self._shown
        if held is None or self._read_only:
            return
        name, position = self.speaker.text(), self.position.text()
        kind = SpeechKind(self.kind.currentData())
        before = held.speaker or Speaker("")
        # Compared as typed: looking at a speaker with a blank too many changes nothing.
        if (name, position, kind) == (before.name, before.position, before.kind):
            return
        if name != before.name and not position and self._vocabulary is not None:
            position = self._vocabulary().position_of.get(name.strip(), "")
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

    def _send_credibility(self) -> None:
        if self._shown is not None:
            chosen = Credibility(self.credibility.currentData())
            self.credibility_chosen.emit(self._shown.id, chosen)

    def _send_confidence(self) -> None:
        if self._shown is not None:
            self.confidence_chosen.emit(self._shown.id, Confidence(self.confidence.currentData()))

    def _ask_source(self) -> None:
        if self._shown is not None:
            self.source_asked.emit(self._shown.source)

    # Parts

    def _make_fields(self) -> None:
        theme = self._theme
        self.heading, self.place = small("", theme, 13, 600), small("", theme, 13)
        self.place.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.segments = Segments(theme)
        self.speaker = CompletingField(_("Speaker"))
        self.position = CompletingField(_("Position of the speaker"))
        self.position.setPlaceholderText(_("Role or office"))
        self.labels = CompletingField(_("Labels"), listed=True)
        self.labels.setPlaceholderText(_("Add labels"))
        self.labels.setToolTip(_("Labels, with commas between them"))
        self.kind = choice(
            _("How the words are given"), [(kind.value, speech_words(kind)) for kind in SpeechKind]
        )
        self.credibility = choice(
            _("Credibility"),
            [(one.value, graded(one, credibility_words(one))) for one in Credibility],
        )
        self.confidence = choice(
            _("Confidence"),
            [(one.value, confidence_words(one).capitalize() or "—") for one in Confidence],
        )
        self.grade = QToolButton()
        self.grade.setFont(theme.ui_font(12, 600))
        self.grade.setFixedHeight(16)
        keeps = self.grade.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.grade.setSizePolicy(keeps)
        self.grade.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+I and R lead there too
        self.note = NoteField(theme)
        self.more = Fold(theme, _("More"))
        self.links = LinkRows(theme)
        self.origin, self.history = small("", theme), small("", theme)
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icon("dots", theme, "ink2"))
        self.menu_button.setIconSize(QSize(18, 18))
        self.menu_button.setFixedSize(28, 28)
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.setToolTip(_("What else can be done with this passage"))
        self.menu_button.setAccessibleName(_("What else can be done with this passage"))

    def _arrange(self) -> None:
        theme = self._theme
        self.body = QWidget()
        keeps = self.body.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.body.setSizePolicy(keeps)
        self.nothing = small(_("No passage chosen. Click one, or select text."), theme, 13)
        self.nothing.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        layers = QGridLayout(self)
        layers.setContentsMargins(0, 0, 0, 0)
        layers.addWidget(self.body, 0, 0)
        layers.addWidget(self.nothing, 0, 0, Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(16, 14, 16, 0)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(16, 8, 0, 4)
        column.setSpacing(6)
        column.addLayout(line(self.heading, self.place, None, self.menu_button, right=12))
        column.addLayout(line(self.segments, right=16))
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 16, 6)
        fields.setSpacing(6)
        fields.addLayout(
            pairs(
                theme,
                ((_("Speaker"), self.speaker, None), (_("Position"), self.position, None)),
                (
                    (_("Labels"), self.labels, None),
                    (_("Credibility"), self.credibility, self.grade),
                ),
            )
        )
        note = QVBoxLayout()
        note.setSpacing(4)
        note.addWidget(named(_("Note"), theme, self.note))
        note.addWidget(Framed(theme, self.note))
        fields.addLayout(note)
        fields.addWidget(self.more)
        self.folds = QWidget()
        folded = QVBoxLayout(self.folds)
        folded.setContentsMargins(0, 0, 0, 4)
        folded.setSpacing(8)
        folded.addLayout(
            pairs(theme, ((_("Speech"), self.kind, None), (_("Confidence"), self.confidence, None)))
        )
        folded.addWidget(self.links)
        for sentence in (self.origin, self.history):
            sentence.setWordWrap(True)
            sentence.setForegroundRole(self.palette().ColorRole.PlaceholderText)
            folded.addWidget(sentence)
        self.folds.hide()
        fields.addWidget(self.folds)
        fields.addStretch(1)
        self.room = Folds(inside)
        column.addWidget(self.room, 1)

    def _connect(self) -> None:
        self.segments.chosen.connect(
            lambda tag: self._shown and self.tag_chosen.emit(self._shown.id, tag)
        )
        self.note.left.connect(self._send_note)
        self.note.typed.connect(self._tell_typed)
        self.note.escaped.connect(self._leave)
        self.note.entered.connect(lambda: self.room.ensureWidgetVisible(self.note, 0, 24))
        for field in (self.speaker, self.position):
            field.editingFinished.connect(self._send_speaker)
        self.labels.editingFinished.connect(self._send_labels)
        self.kind.activated.connect(self._send_speaker)
        self.credibility.activated.connect(self._send_credibility)
        self.confidence.activated.connect(self._send_confidence)
        self.grade.clicked.connect(self._ask_source)
        self.more.toggled.connect(self.folds.setVisible)
        self.more.toggled.connect(self.folded)
        self.links.chosen.connect(self.passage_chosen)
        self.links.removed.connect(self.link_removed)
        self.menu_button.clicked.connect(lambda: self.menu_asked.emit(self.menu_button))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape in any field, and Enter in a line, lead back to the text."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        lines = (self.speaker, self.position, self.labels)
        if event.key() == Qt.Key.Key_Escape or (entered and self.focusWidget() in lines):
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.flush()
        self.returned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color(self._theme.roles.line))


def _summary(held: Annotation, background: Background) -> str:
    """What the folded part says, in a line."""
    links = len(background.links)
    speaker = held.speaker
    spoken = speaker is not None and speaker.kind is not SpeechKind.UNSET
    sure = confidence_words(held.confidence)
    parts = (
        speech_words(speaker.kind).lower() if speaker is not None and spoken else "",
        _("{level} confidence").format(level=sure) if sure else "",
        ngettext("{count} link", "{count} links", links).format(count=links) if links else "",
        _("suggested") if held.suggested is not None else "",
    )
    return " · ".join(part for part in parts if part)

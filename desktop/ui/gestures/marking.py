"""What the hands do to the text: tag a selection, retag and note passages, cycle overlaps."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.editing.selection import covering
from desktop.i18n import _
from desktop.model.annotation import Annotation, words
from desktop.model.codebook import QUOTE
from desktop.model.identity import AnnotationId, TagId
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.reader.selection_bar import SelectionBar
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace, text_order

if TYPE_CHECKING:
    from desktop.ui.panels.inspector.completing import CompletingField
    from desktop.ui.panels.inspector.inspector import Inspector


class Marking(QObject):
    """Turns gestures in the article and the list into intents for the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        reader: Reader,
        passages: PassageList,
        open_inspector: "Callable[[], Inspector]",
        bar: SelectionBar,
    ) -> None:
        """``open_inspector`` brings the inspector in sight."""
        super().__init__(reader)
        self._workspace = workspace
        self._reader = reader
        self._list = passages
        self._open_inspector = open_inspector
        self._bar = bar
        self._last: TagId | None = None
        reader.passage_clicked.connect(self._clicked)
        reader.caret_placed.connect(self._follow)
        reader.selection_settled.connect(self._settled)
        reader.selectionChanged.connect(self._selection_changed)
        reader.scrolled.connect(bar.hide)
        reader.left.connect(bar.hide)
        reader.tag_key.connect(self._tag_key)
        reader.part_selected.connect(self.join)
        bar.tag_chosen.connect(self.tag)
        bar.note_chosen.connect(self.note)

    def tag(self, tag: str) -> None:
        """Tag the selection; without one retag the current passage, or tag what the caret is in.

        That is its sentence; for a quote, the quotation, with all its parts.
        """
        chosen = TagId(tag)
        self._last = chosen
        if self._list.on_heading and not self._list.selected():
            self._workspace.noticed.emit(_("Choose a passage first; a heading has no tag."))
            return
        if self._list.hasFocus() and self._list.currentIndex().isValid():
            if not self._list.selected():
                self._workspace.noticed.emit(_("Choose a passage first."))
            self._workspace.change_tag(self._list.selected(), chosen)
            return
        spans = self._reader.selected_spans()
        current = self._workspace.current
        if not spans and current is not None:
            self._workspace.change_tag([current.id], chosen)
            return
        is_selected = bool(spans)
        if not spans and chosen == QUOTE:
            spans = self._reader.quotation_at_caret()
        spans = spans or self._reader.sentence_at_caret()
        if not spans:
            self._workspace.noticed.emit(_("Select some text first, then press a tag's key."))
        elif self._workspace.tag(spans, chosen) is not None and is_selected:
            self._leave_selection()
        self._bar.hide()

    def _leave_selection(self) -> None:
        """Put the caret at the end of the passage made of a selection, which may be shorter."""
        current = self._workspace.current
        if current is None:
            self._reader.clear_selection()
        else:
            self._reader.place_caret(current.end)

    def widen(self) -> None:
        """Select the word at the caret, then its sentence, then its paragraph."""
        if not self._reader.widen():
            self._workspace.noticed.emit(_("There is nothing more to select here."))

    def narrow(self) -> None:
        """Take the last widening back."""
        if not self._reader.narrow():
            self._workspace.noticed.emit(_("Nothing was widened that could be taken back."))

    def tag_again(self) -> None:
        """Tag with the tag used last."""
        codebook = self._workspace.session.codebook
        if codebook:
            self.tag(self._last or codebook[0].id)

    def join(self) -> None:
        """Add the selection to the current passage as a further part."""
        spans = self._reader.selected_spans()
        if self._workspace.read_only:
            self._workspace.noticed.emit(self._workspace.read_only)
            return
        if not spans:
            self._workspace.noticed.emit(_("Select the part to add first."))
            return
        if self._workspace.join(spans):
            self._reader.clear_selection()
            self._bar.hide()

    def note(self) -> None:
        """Go to the note of the current passage; a selection is tagged first."""
        current = self._chosen(_("Choose a passage first; a note belongs to one."))
        if current is None:
            return
        if self._reader.hasFocus() and self._reader.notes_shown and not self._workspace.read_only:
            self._reader.write_note(current)
            return
        note = self._open_inspector().note
        note.setFocus()
        note.moveCursor(note.textCursor().MoveOperation.End)

    def name_speaker(self) -> None:
        """Go to the speaker of the passage around a selection, or of the current one."""
        spans, source = self._reader.selected_spans(), self._workspace.source
        if spans and source is not None and not self._list.hasFocus():
            around = covering(self._workspace.passages(source.id), spans)
            if around is not None:
                self._reader.clear_selection()
                self._workspace.set_current(around.id)
        if self._chosen(_("Choose a passage first; a speaker belongs to one.")) is not None:
            field = self._open_inspector().speaker
            field.setFocus()
            field.selectAll()
            self._offer_speaker(field)

    def _offer_speaker(self, field: "CompletingField") -> None:
        """Let a name that stands beside the current passage be chosen, where none is given."""
        from desktop.editing.attribution import speaker_named

        current = self._workspace.current
        if current is not None and not field.text() and not self._workspace.read_only:
            source = self._workspace.session.sources[current.source]
            field.offer(speaker_named(source, current.spans))

    def _chosen(self, otherwise: str) -> Annotation | None:
        """The passage meant: where the list has the keys, that of their row; else one made of the
        selected words, the current one, or the one under the caret. Says so where there is none."""
        if self._list.hasFocus():
            row = self._list.row_passage
            if row is None:
                self._workspace.noticed.emit(otherwise)
                return None
            if self._workspace.current != row:
                self._workspace.set_current(row.id)
            return row
        if self._reader.selected_spans():
            self.tag_again()
        if self._workspace.current is None:
            under = self._reader.passages_at_caret()
            if under:
                self._workspace.set_current(under[0])
        if self._workspace.current is None:
            self._workspace.noticed.emit(otherwise)
        return self._workspace.current

    def cycle(self) -> None:
        """The next of the passages that overlap at the caret; says so where there is no other."""
        under, current = self._reader.passages_around_caret(), self._workspace.current
        if not under:
            self._workspace.noticed.emit(_("There is no passage at the caret."))
            return
        self._choose(under)
        if current is not None and under == [current.id]:
            self._workspace.noticed.emit(_("There is no other passage at the caret."))

    def delete(self) -> None:
        """Delete the selected rows, or the current passage."""
        if self._list.hasFocus():
            self._list.deleted.emit(self._list.selected())
        elif self._workspace.current is not None:
            self._workspace.delete([self._workspace.current.id])
        else:
            self._workspace.noticed.emit(_("Choose the passage to delete first."))

    def copy(self) -> None:
        """Copy the words of the selected rows, the selected words, or those of the passage."""
        session, current = self._workspace.session, self._workspace.current
        if self._list.hasFocus():
            held = [session.annotations[id_] for id_ in self._list.selected()]
        elif self._reader.selected_spans():
            self._reader.copy()
            return
        else:
            held = [current] if current is not None else []
        if not held:
            self._workspace.noticed.emit(_("Choose the passage to copy first."))
            return
        held.sort(key=text_order)
        copied = [words(session.sources[one.source].text, one.spans) for one in held]
        QGuiApplication.clipboard().setText("\n\n".join(copied))

    def _tag_key(self, digit: int, shifted: bool) -> None:
        for tag in self._workspace.session.codebook:
            if tag.key == str(digit):
                if shifted:
                    self.join()
                else:
                    self.tag(tag.id)
                return
        self._workspace.noticed.emit(_("No tag has the key {key}.").format(key=digit))

    def _clicked(self, under: list[AnnotationId]) -> None:
        self._choose(under)

    def _follow(self, under: list[AnnotationId]) -> None:
        """Keep to the passage the caret is in: a tag's key changes what is seen there."""
        current = self._workspace.current
        if (current.id if current is not None else None) not in under:
            self._workspace.set_current(under[0] if under else None)

    def _choose(self, under: list[AnnotationId]) -> None:
        """The shortest, or the one after the current if that is among them."""
        if not under:
            self._workspace.set_current(None)
            return
        current = self._workspace.current
        at = under.index(current.id) + 1 if current is not None and current.id in under else 0
        self._workspace.set_current(under[at % len(under)])

    def _settled(self) -> None:
        if self._reader.selected_spans() and not self._workspace.read_only:
            self._bar.show_at(self._reader.selection_rect(), self._reader.viewport().rect())
        else:
            self._bar.hide()

    def _selection_changed(self) -> None:
        if not self._reader.textCursor().hasSelection():
            self._bar.hide()

"""What keys and mouse do to the shape of passages: move their ends, split, merge, drop a part."""

from PySide6.QtCore import QObject

from desktop.editing import shaping, tagging, words
from desktop.i18n import _
from desktop.model.annotation import Annotation, Span
from desktop.model.identity import AnnotationId
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace, text_order


class Shaping(QObject):
    """Turns gestures that reshape passages into intents for the workspace."""

    def __init__(self, workspace: Workspace, reader: Reader, passages: PassageList) -> None:
        super().__init__(reader)
        self._workspace = workspace
        self._reader = reader
        self._list = passages
        reader.handles.moved.connect(self._moved)
        reader.end_key.connect(self.move_end)

    def move_end(self, by: int, is_start: bool) -> None:
        """Move the start or the end of the current passage by a word, of the part at the caret."""
        held, source = self._workspace.current, self._workspace.source
        if held is None or source is None:
            self._workspace.noticed.emit(_("Choose the passage whose end is to move first."))
            return
        span = self._part(held)
        if is_start:
            step = words.start_after if by > 0 else words.start_before
            start, end = step(source, span.start), span.end
        else:
            step = words.end_after if by > 0 else words.end_before
            start, end = span.start, step(source, span.end)
        if self._workspace.read_only:
            self._workspace.noticed.emit(self._workspace.read_only)
        elif start >= end:
            self._workspace.noticed.emit(_("A passage keeps at least one word."))
        elif not self._moved(held.id, span, start, end, run=f"ends of {held.id}"):
            self._workspace.noticed.emit(_("This end can go no further."))

    def split(self) -> None:
        """Make a passage of each part of the current one, or cut it in two at the caret."""
        held = self._workspace.current
        if held is None:
            self._workspace.noticed.emit(_("Choose the passage to split first."))
            return
        source = self._workspace.session.sources[held.source]
        at, _end = words.edges(source, self._reader.selected_range()[0])
        done = self._workspace.do(lambda s, moment: shaping.split(s, held.id, at, moment))
        if done:
            said = _("Split into {count} passages; the first one is still chosen.")
            self._workspace.noticed.emit(said.format(count=max(2, len(held.spans))))
        elif not self._workspace.read_only:
            self._workspace.noticed.emit(
                _("Put the caret between the two words where the passage is to be split.")
            )

    def merge(self) -> None:
        """Make one passage of the selected rows, or of the current one and what lies there too."""
        if self._workspace.read_only:
            self._workspace.noticed.emit(self._workspace.read_only)
            return
        chosen = self._to_merge()
        current = self._workspace.current
        if current is not None and (not chosen or current in chosen):
            keep = current
        else:
            keep = min(chosen, key=text_order) if chosen else None
        ids = [held.id for held in chosen]
        if keep is None or not any(id_ != keep.id for id_ in ids):
            self._workspace.noticed.emit(
                _("Select several passages in the list, or words that lie in several.")
            )
        elif self._workspace.do(lambda s, moment: shaping.merge(s, ids, keep.id, moment)):
            self._reader.clear_selection()
            self._workspace.set_current(keep.id)
        else:
            self._workspace.noticed.emit(_("Passages of different articles cannot be merged."))

    def remove_part(self) -> None:
        """Take the part at the caret out of the current passage."""
        held = self._workspace.current
        if held is None or len(held.spans) < 2:
            self._workspace.noticed.emit(
                _("Only a passage of several parts can lose one; Delete removes it whole.")
            )
            return
        span = self._part(held)
        self._workspace.do(lambda s, moment: tagging.remove_span(s, held.id, span, moment))

    def _moved(self, id_: str, span: Span, start: int, end: int, run: str = "") -> bool:
        held = self._workspace.session.annotations.get(AnnotationId(id_))
        if held is None or span not in held.spans:
            return False
        return self._workspace.do(lambda s, m: tagging.resize(s, held.id, span, start, end, m), run)

    def _part(self, held: Annotation) -> Span:
        """The part the caret is in, or is nearest to."""
        at = self._reader.selected_range()[0]
        return min(held.spans, key=lambda span: max(span.start - at, at - span.end, 0))

    def _to_merge(self) -> list[Annotation]:
        annotations = self._workspace.session.annotations
        rows = [annotations[id_] for id_ in self._list.selected() if id_ in annotations]
        if self._list.hasFocus() or len(rows) > 1:
            return rows
        current = self._workspace.current
        start, end = self._reader.selected_range()
        if start < end:
            found = self._reader.passages_touching(start, end)
        else:
            under = self._reader.passages_at_caret()
            others = [id_ for id_ in under if current is None or id_ != current.id]
            found = [annotations[id_] for id_ in others[:1]]
        return [*([current] if current is not None and current not in found else []), *found]

"""The one door of the window: holds the session and its undo stack, turns intents into changes.

Widgets ask here and are told by signals; they never talk to each other.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from desktop.editing import describing, grading, selection, sources, tagging
from desktop.editing.hits import tag_hits, tag_sentences
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation, Span, Speaker
from desktop.model.change import Change
from desktop.model.grades import Reliability
from desktop.model.identity import AnnotationId, SourceId, TagId, now
from desktop.model.source import Front, FrontMatter, Source
from desktop.settings import Settings
from desktop.ui.session.filed import Filed
from desktop.ui.session.relations import Background, Relations, background
from desktop.ui.session.starts import Starts


class Workspace(Filed):
    """The session at work. All methods return at once; what takes time ends in a signal."""

    source_shown = Signal(str)
    """Another article of the session is the one being read."""
    current_changed = Signal(str, bool)
    """Another passage is the current one (empty: none); True asks to scroll to it."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
        journals: Path | None = None,
    ) -> None:
        super().__init__(settings, parent, journals)
        self._source: SourceId | None = None
        self._current: AnnotationId | None = None
        self._starts = Starts()
        self._relations = Relations()

    # What is there

    @property
    def source(self) -> Source | None:
        """The article being read."""
        return self._session.sources.get(self._source) if self._source is not None else None

    @property
    def current(self) -> Annotation | None:
        """The current passage."""
        held = self._session.annotations
        return held.get(self._current) if self._current is not None else None

    def passages(self, source: SourceId) -> list[Annotation]:
        """The passages of an article."""
        return list(self._session.of_source(source))

    def background(self, held: Annotation) -> Background:
        """What stands around a passage: its source's grade, its links both ways, who made it."""
        inbound = self._relations.inbound(self._session, held.id)
        return background(self._session, held, inbound)

    # Reading

    def show_source(self, source: SourceId) -> None:
        """Read another article of the session."""
        if source != self._source and source in self._session.sources:
            self._source = source
            self._current = None
            self.source_shown.emit(source)
            self.current_changed.emit("", False)

    def set_current(self, annotation: AnnotationId | None, reveal: bool = False) -> None:
        """Make a passage the current one, showing its article first."""
        held = self._session.annotations.get(annotation) if annotation is not None else None
        if held is not None and held.source != self._source:
            self.show_source(held.source)
        now_current = held.id if held is not None else None
        if now_current != self._current:
            self._end_run()
        self._current = now_current
        self.current_changed.emit(self._current or "", reveal)

    def step(self, by: int, place: int = 0) -> None:
        """The next (+1) or previous (-1) passage of the article, in the order of the text.

        Where none is current it is the one after or before ``place``, a code point.
        """
        if self._source is None:
            return
        ordered = sorted(self.passages(self._source), key=text_order)
        if not ordered:
            self.noticed.emit(_("There is no passage in this article."))
            return
        now_at = [place for place, held in enumerate(ordered) if held.id == self._current]
        if now_at:
            wanted = now_at[0] + by
        else:
            before = sum(held.start < place for held in ordered)
            wanted = before if by > 0 else before - 1
        at = min(max(wanted, 0), len(ordered) - 1)
        self.set_current(ordered[at].id, reveal=True)
        if now_at and at != wanted:
            last = _("This is the last passage of the article.")
            self.noticed.emit(last if by > 0 else _("This is the first passage of the article."))

    # Changing

    def tag(self, spans: tuple[Span, ...], tag: TagId) -> AnnotationId | None:
        """Tag a selection of the article being read; the new passage becomes the current one."""
        if self._source is None or not spans or self._refuse():
            return None
        creator, people = self._creator()
        near = self._starts.within(self._session, self._source, spans[0])
        change = tagging.tag(self._session, self._source, spans, tag, creator, now(), near)
        if change is None:
            self.noticed.emit(self._why_not(spans))
            return None
        self._push(replace(change, edits=(*people, *change.edits)))
        added = change.edits[0].after
        if not isinstance(added, Annotation) or added.id not in self._session.annotations:
            return None
        self.set_current(added.id)
        return added.id

    def tag_hits(self, hits: Iterable[Span], tag: TagId, sentences: bool = False) -> int:
        """Tag what a search has found in the article being read, in one step; how many passages.

        ``sentences`` tags the sentences that the hits lie in.
        """
        if self._source is None or self._refuse():
            return 0
        creator, people = self._creator()
        intent = tag_sentences if sentences else tag_hits
        change = intent(self._session, self._source, hits, tag, creator, now())
        if change is None:
            return 0
        self._push(replace(change, edits=(*people, *change.edits)))
        return len(change.edits)

    def join(self, spans: tuple[Span, ...]) -> bool:
        """Add a selection to the current passage as a further part of it; False without one."""
        current = self.current
        if current is None or current.source != self._source:
            self.noticed.emit(_("Choose a passage first; the selection is then added to it."))
        elif spans and not self._refuse():
            self._push(tagging.add_span(self._session, current.id, spans, now()))
            self.set_current(current.id)
            return True
        return False

    def change_tag(self, annotations: Iterable[AnnotationId], tag: TagId) -> None:
        """Give passages another tag; says so where they all have it."""
        ids = list(annotations)
        if not ids or self.do(lambda s, moment: tagging.change_tag(s, ids, tag, moment)):
            return
        if not self._read_only:
            words = ngettext(
                "This passage is tagged as {tag} already.",
                "All {count} passages are tagged as {tag} already.",
                len(ids),
            )
            name = tagging.in_sentence(self._session.tag(tag).name)
            self.noticed.emit(words.format(tag=name, count=len(ids)))

    def delete(self, annotations: Iterable[AnnotationId]) -> None:
        """Delete passages; undo brings them back. Says so where there are none."""
        ids = list(annotations)
        if ids:
            self.do(lambda s, _moment: tagging.delete(s, ids))
        else:
            self.noticed.emit(_("Choose the passage to delete first."))

    def set_note(self, annotation: AnnotationId, note: str) -> None:
        """Write the note of a passage."""
        if annotation in self._session.annotations:
            self.do(lambda s, moment: describing.set_note(s, annotation, note, moment))

    def set_speaker(self, annotation: AnnotationId, speaker: Speaker | None) -> None:
        """Say whose words a passage holds."""
        if annotation in self._session.annotations:
            self.do(lambda s, moment: describing.set_speaker(s, annotation, speaker, moment))

    def set_labels(self, annotation: AnnotationId, labels: Iterable[str]) -> None:
        """Set the free labels of a passage."""
        if annotation in self._session.annotations:
            self.do(lambda s, moment: describing.set_labels(s, annotation, labels, moment))

    def edit_front(self, source: SourceId, front: Front) -> None:
        """Set what is known about an article."""
        self.do(lambda s, _moment: sources.edit_front(s, source, front))

    def edit_details(
        self, source: SourceId, front: Front, reliability: Reliability, rationale: str
    ) -> None:
        """Set what is known about an article, and how reliable it is."""
        self.do_as(
            lambda s, moment, by: grading.edit_details(
                s, source, front, reliability, rationale, by, moment
            )
        )

    def set_apart(self, source: SourceId, found: FrontMatter) -> None:
        """Confirm an article's front matter."""
        self.do(lambda s, _moment: sources.set_apart(s, source, found))

    def rename(self, title: str) -> None:
        """Give the session a title."""
        self.do(lambda s, _moment: sources.rename(s, title))

    def describe(self, title: str, marking: str) -> None:
        """Give the session a title and a protective marking."""
        self.do(lambda s, _moment: sources.describe(s, title, marking))

    # Inside

    def _turn_to_start(self) -> None:
        self._current = None
        self._starts = Starts()
        self._relations = Relations()
        self._source = next(iter(self._session.sources), None)

    def _follow(self, change: Change) -> None:
        self._starts.learn(change)
        self._relations.learn(change)
        if self._source not in self._session.sources:
            self._source = next(iter(self._session.sources), None)
            self.source_shown.emit(self._source or "")
        super()._follow(change)
        if self._current is not None and self._current not in self._session.annotations:
            self._current = None
            self.current_changed.emit("", False)

    def _why_not(self, spans: tuple[Span, ...]) -> str:
        source = self.source
        if source is not None and not selection.trimmed(source.text, spans):
            return _("There are no words in the selection.")
        return _("These very words have that tag already.")


def text_order(held: Annotation) -> tuple[int, int, str]:
    """Sorts passages of one source as the list does: by start, then longest first."""
    return held.start, -held.end, held.id

"""Keeps article, strip, list, inspector and counts in step with the facts of the workspace."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.model.annotation import Annotation
from desktop.model.change import Change
from desktop.model.codebook import Tag
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.session import Session
from desktop.model.source import Source, paragraph_numbers, place_at
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.model import Passages
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.panels.sources import SourcesPanel
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.overview import Overview
from desktop.ui.reader.painting.page import describe
from desktop.ui.reader.view import Reader
from desktop.ui.session.relations import Background
from desktop.ui.session.workspace import Workspace
from desktop.ui.window.returning import Returning
from resources.palette import TagSigns

if TYPE_CHECKING:
    from desktop.ui.panels.inspector.inspector import Inspector


class Following(QObject):
    """Each part repaints only what a change names."""

    session_replaced = Signal()
    """The codebook is another one, or the last article has gone: everything is to be shown anew."""
    reading = Signal()
    """Another article is shown, or the same one with other blocks."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        reader: Reader,
        overview: Overview,
        passages: PassageList,
        inspector: "Late[Inspector]",
        sources: SourcesPanel,
        status: StatusRow,
        returning: Returning,
    ) -> None:
        super().__init__(reader)
        self._returning = returning
        self._workspace = workspace
        self._theme = theme
        self._reader = reader
        self._overview = overview
        self._passages = passages
        self._inspector = inspector
        self._sources = sources
        self._status = status
        self._signs: dict[str, TagSigns] = {}
        self._inspected: tuple[Annotation, str, int, bool, Background] | None = None
        # A part that is shown whole while a change is told has the change in it already.
        self._article_of: Session | None = None
        self._list_of: Session | None = None
        workspace.changed.connect(self._changed)
        workspace.source_shown.connect(self.show_source)
        workspace.current_changed.connect(self._current_changed)
        passages.scope_changed.connect(self._list_anew)
        reader.caret_moved.connect(self._caret_moved)
        reader.hovered.connect(lambda id_: passages.show_hover(AnnotationId(id_) if id_ else None))
        passages.hovered.connect(self._row_hovered)
        theme.changed.connect(self._theme_changed)

    def show_session(self) -> None:
        """Another session is open: its articles, counts, and the article to read."""
        self._learn_signs()
        self._sources.show_session(self._workspace.session)
        source = self._workspace.source
        self._passages.forget()
        last = self._returning.last_read()
        if last is not None and source is not None and last != source.id:
            self._workspace.show_source(last)
        else:
            self.show_source(source.id if source is not None else "")

    def show_source(self, id_: str) -> None:
        """Another article of the session is read."""
        source = self._workspace.session.sources.get(SourceId(id_))
        self._article_of = self._workspace.session
        self._hide_inspector()
        self._returning.leave()
        if source is None:
            self._list_anew()
            return
        held = self._workspace.passages(source.id)
        codebook = self._workspace.session.codebook
        self._reader.show_source(source, held, self._signs_of)
        self._overview.show_source(len(source.text), codebook, held, self._reader.visible_part)
        if self._passages.show_source(self._workspace.session, source.id):
            self._list_of = self._workspace.session
        self._sources.show_current(source.id)
        self._status.show_words(source)
        self._returning.arrive(source.id)
        self.reading.emit()

    def _changed(self, change: Change) -> None:
        sources: list[tuple[Source | None, Source | None]] = []
        passages: list[Passages] = []
        tags = False
        for edit in change.edits:
            before, after = edit.before, edit.after
            record = after if after is not None else before
            if isinstance(record, Annotation):
                old = before if isinstance(before, Annotation) else None
                new = after if isinstance(after, Annotation) else None
                passages.append((old, new))
            elif isinstance(record, Source):
                was = before if isinstance(before, Source) else None
                sources.append((was, after if isinstance(after, Source) else None))
            tags = tags or isinstance(record, Tag)
        if tags or not self._workspace.session.sources:
            self.session_replaced.emit()
        elif sources:
            self._sources_changed(sources)
        else:
            self._count(passages)
        if self._article_of is not self._workspace.session:
            self._show_passages(passages)
        if self._list_of is not self._workspace.session:
            self._passages.apply(passages)
        self._article_of = self._list_of = None
        self._show_inspector()

    def _count(self, passages: list[Passages]) -> None:
        for before, after in passages:
            if before is not None:
                self._sources.change_count(before.tag, -1)
            if after is not None:
                self._sources.change_count(after.tag, 1)

    def _show_passages(self, passages: list[Passages]) -> None:
        """Show in the article what became of its passages."""
        shown = self._workspace.source
        for before, after in passages:
            record = after if after is not None else before
            if record is not None and shown is not None and record.source == shown.id:
                self._reader.apply(before, after)
                self._overview.apply(before, after)

    def _sources_changed(self, changed: list[tuple[Source | None, Source | None]]) -> None:
        """List articles, counts and passages anew; the article that is read where it differs."""
        self._sources.show_session(self._workspace.session)
        self._list_anew()
        shown = self._workspace.source
        if shown is None:
            return
        self._sources.show_current(shown.id)
        first: Source | None = None
        for before, after in changed:
            if after is not None and after.id == shown.id:
                first = first if first is not None else before
        if first is None or self._article_of is self._workspace.session:
            return
        if first.text == shown.text and first.blocks == shown.blocks:
            self._reader.update_front(shown)
        else:
            self.show_source(shown.id)

    def _current_changed(self, _id: str, reveal: bool) -> None:
        current = self._workspace.current
        self._reader.set_current(current, reveal)
        self._passages.show_current(current.id if current is not None else None)
        self._show_inspector()
        if current is not None:
            tag = self._workspace.session.tag(current.tag)
            self._status.announce(describe(current, tag.name))

    def _show_inspector(self) -> None:
        current = self._workspace.current
        if current is None:
            self._hide_inspector()
            return
        model = self._passages.passages
        place, number = model.place(current), model.number(current.id)
        around = self._workspace.background(current)
        wanted = (current, place, number, bool(self._workspace.read_only), around)
        if wanted != self._inspected:
            self._inspected = wanted
            self._inspector().show_passage(*wanted)

    def _hide_inspector(self) -> None:
        self._inspected = None
        if self._inspector.made is not None:
            self._inspector.made.show_nothing(bool(self._workspace.session.annotations))

    def _list_anew(self) -> None:
        source = self._workspace.source
        shown = source.id if source is not None else None
        self._list_of = self._workspace.session
        self._passages.show_session(self._workspace.session, shown)

    def _caret_moved(self, number: int) -> None:
        source = self._workspace.source
        if source is not None:
            count = max(paragraph_numbers(source.blocks), default=0)
            otherwise = "" if number else place_at(source.blocks, self._reader.caret())
            self._status.show_paragraph(number, count, otherwise)

    def _row_hovered(self, id_: str) -> None:
        held, shown = (
            self._workspace.session.annotations.get(AnnotationId(id_)),
            self._workspace.source,
        )
        here = held is not None and shown is not None and held.source == shown.id
        self._reader.hover(held if here else None)

    def _theme_changed(self) -> None:
        self._learn_signs()
        self._reader.signs_changed()

    def _learn_signs(self) -> None:
        codebook = self._workspace.session.codebook
        self._signs = {
            tag.id: self._theme.signs(tag.id, tag.color, position)
            for position, tag in enumerate(codebook)
        }

    def _signs_of(self, held: Annotation) -> TagSigns:
        return self._signs[held.tag]

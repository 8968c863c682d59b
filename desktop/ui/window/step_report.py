"""Says what each step did and where, and shows the place of one that was undone or redone."""

from PySide6.QtCore import QObject

from desktop.editing.account import Place, did, place, redid, undid, where
from desktop.editing.deciding import alike
from desktop.model.annotation import Span
from desktop.model.change import Change
from desktop.model.identity import AnnotationId
from desktop.model.source import Source
from desktop.ui.panels.passages.view import PassageList
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.view import Reader
from desktop.ui.session.facts import Fact
from desktop.ui.session.undo import How, StepTaken
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.triage import Triage


class StepReport(QObject):
    """Hears of every step of the workspace, whoever took it."""

    def __init__(
        self,
        workspace: Workspace,
        reader: Reader,
        passages: PassageList,
        triage: Triage,
        status: StatusRow,
    ) -> None:
        super().__init__(reader)
        self._workspace, self._reader, self._list = workspace, reader, passages
        self._triage, self._status = triage, status
        workspace.stepped.connect(self._report)

    def _report(self, step: StepTaken) -> None:
        workspace = self._workspace
        shown = workspace.source
        here = shown.id if shown is not None else None
        at = where(step.change, step.before, workspace.session, here)
        depends = Fact.OPENED | Fact.SESSION
        if not _of_articles(step.change):
            # Whose paragraphs the sentence counts; and of another passage it would say too much.
            depends |= Fact.ARTICLE | Fact.PASSAGE
        changed = place(step.change, workspace.session)
        if step.how is not How.MADE:
            self._show(changed)
        words = {How.MADE: did, How.UNDONE: undid, How.REDONE: redid}[step.how]
        about = set(changed.passages) or {self._current_id()}
        session, source = workspace.session, workspace.source

        def holds() -> bool:
            """Whether only the current passage has changed, and to one that the step is about."""
            same = workspace.session is session and workspace.source is source
            return same and self._current_id() in about

        self._status.say(words(step.change, at), depends, holds)

    def _current_id(self) -> AnnotationId | None:
        current = self._workspace.current
        return current.id if current is not None else None

    def _show(self, place: Place) -> None:
        workspace = self._workspace
        if place.source is None or place.source not in workspace.session.sources:
            return
        workspace.show_source(place.source)
        if len(place.passages) > 1:
            self._show_passages(place.passages)
        elif place.passages:
            workspace.set_current(place.passages[0], reveal=True)
        elif len(place.gone) > 1:
            workspace.set_current(None)
            if self._reader.first_in_sight([spans[0] for spans in place.gone]) is None:
                self._reader.bring_in_sight(place.gone[0][0])
        elif place.gone:
            self._show_words(place.gone[0])
        elif place.details:
            workspace.set_current(None)
            self._reader.show_head()

    def _show_passages(self, ids: tuple[AnnotationId, ...]) -> None:
        """Several passages: one that is seen already becomes the current one, and nothing moves."""
        workspace = self._workspace
        spans = [workspace.session.annotations[id_].spans[0] for id_ in ids]
        seen = self._reader.first_in_sight(spans)
        if seen is None:
            workspace.set_current(ids[0], reveal=True)
        else:
            workspace.set_current(ids[seen])
        self._list.show_selected(list(ids))

    def _show_words(self, spans: tuple[Span, ...]) -> None:
        """Where a passage lay that is gone, or a suggestion: it is to be decided in a review."""
        self._workspace.set_current(None)
        if self._triage.active:
            self._triage.refresh()
            waits = (one for one in self._triage.waiting if alike(one.spans, spans))
            one = next(waits, None)
            if one is not None:
                self._triage.go_to(one)
                return
        self._reader.bring_in_sight(spans[0])
        self._reader.select(spans)


def _of_articles(change: Change) -> bool:
    """Whether a change brings, takes or describes whole articles."""
    return any(isinstance(edit.after or edit.before, Source) for edit in change.edits)

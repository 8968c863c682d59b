"""Says what each step did and where, and shows the place of one that was undone or redone."""

from PySide6.QtCore import QObject

from desktop.editing.account import Place, did, place, redid, undid, where
from desktop.editing.deciding import alike
from desktop.model.annotation import Span
from desktop.model.change import Change
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
            depends |= Fact.ARTICLE  # whose paragraphs the sentence counts
        if step.how is How.MADE:
            self._status.say(did(step.change, at), depends)
            return
        self._show(place(step.change, workspace.session))
        words = undid if step.how is How.UNDONE else redid
        self._status.say(words(step.change, at), depends)

    def _show(self, place: Place) -> None:
        workspace = self._workspace
        if place.source is None or place.source not in workspace.session.sources:
            return
        workspace.show_source(place.source)
        if place.passages:
            workspace.set_current(place.passages[0], reveal=True)
            if len(place.passages) > 1:
                self._list.show_selected(list(place.passages))
        elif place.spans:
            self._show_words(place.spans)
        elif place.details:
            workspace.set_current(None)
            self._reader.show_head()

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

"""Has articles read for suggestions, and holds what was found in each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.i18n import _
from desktop.model.identity import SourceId
from desktop.model.source import Source
from desktop.model.suggestion import Suggestion
from desktop.store.codec.proposed import stored_suggestions
from desktop.ui.late import Late
from desktop.ui.panels.status import StatusRow
from desktop.ui.session.reading import Reading
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.holding import Found

if TYPE_CHECKING:
    from desktop.ui.triage.suggesting import Suggester


class Looking(QObject):
    """Shows each reading as work in the status row."""

    more = Signal()
    """Something was found."""
    ended = Signal()
    """An article is read to its end, or the reading was cancelled, or could not be done."""
    told = Signal()
    """What the process says of itself has changed."""

    def __init__(
        self, workspace: Workspace, status: StatusRow, suggester: "Late[Suggester]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._status, self._suggester = workspace, status, suggester
        self._reading: Reading | None = None
        self._being_read: SourceId | None = None
        self.found = Found()

    @property
    def reading(self) -> bool:
        """Whether an article is being read."""
        return self._reading is not None

    @property
    def read(self) -> bool:
        """Whether the article shown has been read, if only in part, or is being read."""
        source = self._workspace.source
        return source is not None and self.found.holds(source.id, source.text)

    def is_whole(self, source: Source) -> bool:
        """Whether all is known that may be suggested in an article."""
        return self.found.is_whole(source.id, source.text)

    @property
    def model(self) -> str:
        """In a few words what the process does, or what is missing; empty where there is none."""
        suggester = self._suggester.made
        return suggester.words if suggester is not None else ""

    def hear(self, suggester: "Suggester") -> None:
        """Take up what an engine finds."""
        suggester.found.connect(self.add)
        suggester.progressed.connect(self._progressed)
        suggester.finished.connect(self._finished)
        suggester.failed.connect(lambda _words: self._finish())
        suggester.state_changed.connect(lambda _state: self.told.emit())

    def look(self) -> None:
        """Have the article read, unless that was done or its session holds what was found."""
        source = self._workspace.source
        if source is None or self.is_whole(source):
            return
        if self.read and self._being_read == source.id:
            return
        self.found.begin(source.id, source.text)
        self._read(source)

    def take_up_stored(self) -> None:
        """Another session is open: know what its file proposes, and nothing else."""
        if self._reading is not None:
            self._suggester().cancel()
            self._over()
        self.found = Found()
        session = self._workspace.session
        for source, some in stored_suggestions(session).items():
            self.found.begin(source, session.sources[source].text)
            self.found.add(source, some)
            self.found.end(source)

    def look_again(self) -> None:
        """Have the article read anew; what was decided stays decided."""
        source = self._workspace.source
        if source is not None:
            self.found.begin(source.id, source.text)
            self.more.emit()
            self._read(source)

    def add(self, source: str, some: tuple[Suggestion, ...]) -> None:
        """More suggestions for an article."""
        self.found.add(SourceId(source), some)
        self.more.emit()

    def _read(self, source: Source) -> None:
        self._over()
        suggester = self._suggester()
        self._being_read = source.id
        self._reading = Reading(suggester.cancel, self)
        self._reading.cancelled.connect(self._finish)
        self._status.show_job(self._reading, _("Looking for suggestions…"))
        suggester.run(source)

    def _progressed(self, _source: str, done: float) -> None:
        if self._reading is not None:
            self._reading.progressed.emit(done)

    def _finished(self, source: str) -> None:
        self.found.end(SourceId(source))
        self._finish()

    def _finish(self) -> None:
        self._over()
        self.ended.emit()

    def _over(self) -> None:
        reading, self._reading, self._being_read = self._reading, None, None
        if reading is not None:
            reading.done.emit()
            reading.deleteLater()

"""Has articles read for suggestions, and holds what was found in each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.i18n import _
from desktop.model.source import Source
from desktop.model.suggestion import Suggestion
from desktop.store.codec.proposed import suggestions_of
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
    """An article is read to its end, or the reading was cancelled."""
    told = Signal()
    """What the process says of itself has changed."""

    def __init__(
        self, workspace: Workspace, status: StatusRow, suggester: "Late[Suggester]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._status, self._suggester = workspace, status, suggester
        self._reading: Reading | None = None
        self.found = Found()

    @property
    def reading(self) -> bool:
        """Whether an article is being read."""
        return self._reading is not None

    @property
    def read(self) -> bool:
        """Whether the article shown has been read, or is being read."""
        source = self._workspace.source
        return source is not None and self.found.holds(source.id, source.text)

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
        suggester.failed.connect(lambda _words: self._over())
        suggester.state_changed.connect(lambda _state: self.told.emit())

    def look(self) -> None:
        """Have the article read, unless that was done or its session holds what was found."""
        source = self._workspace.source
        if source is None or self.read:
            return
        self.found.begin(source.id, source.text)
        if known := suggestions_of(self._workspace.session, source.id):
            self.add(source.id, known)
            return
        self._read(source)

    def look_again(self) -> None:
        """Have the article read anew; what was decided stays decided."""
        source = self._workspace.source
        if source is not None:
            self.found.begin(source.id, source.text)
            self.more.emit()
            self._read(source)

    def add(self, source: str, some: tuple[Suggestion, ...]) -> None:
        """More suggestions for an article."""
        self.found.add(source, some)  # type: ignore[arg-type]
        self.more.emit()

    def forget(self) -> None:
        """Another session is open."""
        self.found = Found()

    def _read(self, source: Source) -> None:
        suggester = self._suggester()
        self._reading = Reading(suggester.cancel, self)
        self._reading.cancelled.connect(self.ended)
        self._status.show_job(self._reading, _("Looking for suggestions…"))
        suggester.run(source)

    def _progressed(self, _source: str, done: float) -> None:
        if self._reading is not None:
            self._reading.progressed.emit(done)

    def _finished(self, _source: str) -> None:
        self._over()
        self.ended.emit()

    def _over(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.done.emit()
            reading.deleteLater()

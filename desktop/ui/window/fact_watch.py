"""Which facts have changed, told to those who show sentences about them."""

from PySide6.QtCore import QObject, Signal

from desktop.ui.panels.passages.panel import PassagesPanel
from desktop.ui.reader.view import Reader
from desktop.ui.session.facts import Fact
from desktop.ui.session.workspace import Workspace


class FactWatch(QObject):
    """Hears the workspace, the article and the filter. Made before others hear them: what they
    say about a change has to come after what the change has made untrue."""

    changed = Signal(object)
    """These facts (``Fact``) are others than before."""

    def __init__(self, workspace: Workspace, reader: Reader, panel: PassagesPanel) -> None:
        super().__init__(reader)
        self._workspace = workspace
        self._passage = ""
        self._saved = self._state()
        # Methods rather than lambdas, which would be called while the window is taken down.
        workspace.opened.connect(self._opened)
        workspace.state_changed.connect(self._state_changed)
        workspace.changed.connect(self._session_changed)
        # Once more when the step is on the stack, for those who ask how many there are.
        workspace.undo_stack.indexChanged.connect(self._session_changed)
        workspace.source_shown.connect(self._article_shown)
        workspace.current_changed.connect(self._current_changed)
        workspace.job_started.connect(self._job_started)
        reader.selectionChanged.connect(self._selection_changed)
        panel.filter.asked.connect(self._filter_asked)

    def tell(self, fact: Fact) -> None:
        """Say that a fact has changed."""
        self.changed.emit(fact)

    def _opened(self) -> None:
        self._passage, self._saved = "", self._state()
        self.tell(Fact.OPENED | Fact.SAVED | Fact.SESSION | Fact.ARTICLE | Fact.PASSAGE)

    def _state_changed(self) -> None:
        """Told of more than it says: only what is another one counts."""
        state = self._state()
        if state != self._saved:
            self._saved = state
            self.tell(Fact.SAVED)

    def _current_changed(self, id_: str, _reveal: bool) -> None:
        if id_ != self._passage:
            self._passage = id_
            self.tell(Fact.PASSAGE)

    def _session_changed(self, _what: object) -> None:
        self.tell(Fact.SESSION)

    def _article_shown(self, _id: str) -> None:
        self.tell(Fact.ARTICLE)

    def _job_started(self, _job: object, _words: str) -> None:
        self.tell(Fact.WORK)

    def _selection_changed(self) -> None:
        self.tell(Fact.SELECTION)

    def _filter_asked(self, _conditions: object) -> None:
        self.tell(Fact.FILTER)

    def hits_changed(self) -> None:
        """Other hits are shown, or another one is the current one."""
        self.tell(Fact.SEARCH)

    def _state(self) -> tuple[object, ...]:
        workspace = self._workspace
        return workspace.path, workspace.unsaved, workspace.read_only

"""Takes reading up where it was left: within the session, and when its file is opened again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.model.identity import SourceId
from desktop.settings import Settings, with_place
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace


class Returning(QObject):
    """Holds how far each article was read; the settings hold it for the sessions used last."""

    def __init__(
        self,
        workspace: Workspace,
        reader: Reader,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(reader)
        self._workspace, self._reader = workspace, reader
        self._settings, self._store = settings, store
        self._places: dict[SourceId, int] = {}
        self._shown: SourceId | None = None
        self._path = ""
        self._arrived = 0
        """Where the scroll bar stood on arrival."""
        workspace.state_changed.connect(self._learn_path)

    def leave(self) -> None:
        """Another article is about to be shown, or none."""
        if self._shown is None:
            return
        if self._reader.verticalScrollBar().value() != self._arrived:
            self._places[self._shown] = self._reader.visible_part()[0]
        if self._path:
            place = self._shown, self._places.get(self._shown, 0)
            self._store(with_place(self._settings(), self._path, place))
        self._shown = None

    def arrive(self, source: SourceId) -> None:
        """An article is shown, from its top."""
        held, self._shown = self._places.get(source), source
        self._learn_path()
        if held is None:
            stored, held = self._settings().places.get(self._path, ("", 0))
            held = held if stored == source else 0
        if held:
            held = min(held, len(self._workspace.session.sources[source].text))
            self._reader.go_to(held)
            self._places[source] = held
        self._arrived = self._reader.verticalScrollBar().value()

    def last_read(self) -> SourceId | None:
        """The article of the open session that was read last, where that is known."""
        path = self._workspace.path
        stored, _held = self._settings().places.get(str(path or ""), ("", 0))
        return SourceId(stored) if stored in self._workspace.session.sources else None

    def _learn_path(self) -> None:
        if self._shown in self._workspace.session.sources:
            self._path = str(self._workspace.path or "")

"""Where the file of the open session lies: told by the system when it is moved, and asked for."""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, Signal

from desktop.store.files.location import FileLocation


class SessionPlace(QObject):
    """Follows one file at a time.

    The notifications of the system are a courtesy: network drives send none, and none tells of a
    folder further up. Whoever is about to write asks as well.
    """

    touched = Signal()
    """Something happened to the file or in its folder."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._location: FileLocation | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._path: Path | None = None

    def follow(self, path: Path | None) -> None:
        """Follow the file at ``path`` from now on, or none."""
        if self._location is not None:
            self._location.close()
        self._location = FileLocation(path) if path is not None else None
        folder_before = self._path.parent if self._path is not None else None
        self._path = path
        if path is None:
            self._end_watching()
            return
        watcher = self._watcher or self._made()
        folder = path.parent
        gone = [*watcher.files(), *(watcher.directories() if folder != folder_before else ())]
        if gone:
            watcher.removePaths(gone)
        if os.path.exists(path):  # noqa: PTH110 - false also where it cannot be told
            wanted = [str(path), *([str(folder)] if folder != folder_before else [])]
            watcher.addPaths(wanted)

    def renew(self, path: Path) -> None:
        """Follow the file at ``path``, where another one has taken the place of the one before."""
        if self.now() != Path(os.path.realpath(path)):
            self.follow(path)

    def now(self) -> Path | None:
        """Where the file lies; None where it was removed, or that cannot be told."""
        return self._location.now() if self._location is not None else None

    def _end_watching(self) -> None:
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            watcher.fileChanged.disconnect(self.touched)
            watcher.directoryChanged.disconnect(self.touched)
            watcher.deleteLater()

    def _made(self) -> QFileSystemWatcher:
        # Not a child of ours: the collector may find us in the thread of the journal, and what a
        # watcher listens to can only be let go in its own.
        watcher = self._watcher = QFileSystemWatcher(QCoreApplication.instance())
        watcher.fileChanged.connect(self.touched)
        watcher.directoryChanged.connect(self.touched)
        self.destroyed.connect(watcher.deleteLater)
        return watcher

"""Where an open file lies now, whatever it or its folders have been called meanwhile."""

import contextlib
import os
from pathlib import Path

_HANDLE = getattr(os, "O_PATH", 0) or getattr(os, "O_EVTONLY", 0)
"""Opens a file so that it can be followed and neither read nor written: on Linux and on macOS."""
_THROWN_AWAY = {"trash", "trashes"}
"""Folders in which a file waits to be removed, in lower case and without a leading point."""
_OLD_VERSIONS = {".stversions", ".dropbox.cache", ".sync", "$RECYCLE.BIN"}
"""Folders in which programs that sync files, and Windows, keep what they have removed."""


class FileLocation:
    """A file that is followed through renames until ``close``.

    Nothing is watched: whoever wants to know asks. Where the system cannot tell, as on Windows, a
    file that is no longer at its place is taken for removed.
    """

    def __init__(self, path: Path) -> None:
        """The file at ``path``; one that cannot be opened is nowhere."""
        self._descriptor = -1
        if _HANDLE:
            with contextlib.suppress(OSError):
                self._descriptor = os.open(path, _HANDLE | getattr(os, "O_CLOEXEC", 0))

    def now(self) -> Path | None:
        """Where it lies; None where it was removed, thrown away, or that cannot be told."""
        if self._descriptor < 0:
            return None
        found = current_path(self._descriptor)
        return None if found is None or _is_thrown_away(found) else found

    def close(self) -> None:
        """Follow it no further."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def current_path(descriptor: int) -> Path | None:
    """A name of an open file; None where it has none any more or the system does not say."""
    try:
        name = _name(descriptor)
        if name and os.path.samestat(os.stat(name), os.fstat(descriptor)):  # noqa: PTH116
            return Path(name)
    except (OSError, ImportError, AttributeError):  # Windows knows neither way
        pass
    return None


def is_at(path: Path, descriptor: int) -> bool:
    """Whether an open file is the one at ``path``; raises ``OSError`` where that cannot be told."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except (FileNotFoundError, NotADirectoryError):
        return False


def _name(descriptor: int) -> str:
    link = f"/proc/self/fd/{descriptor}"
    if os.path.lexists(link):
        return os.readlink(link)  # noqa: PTH115
    import fcntl

    ask: int = fcntl.F_GETPATH  # type: ignore[attr-defined]
    return os.fsdecode(fcntl.fcntl(descriptor, ask, bytes(1024)).rstrip(b"\0"))


def _is_thrown_away(path: Path) -> bool:
    """Whether a file lies in a trash can, or where a program keeps what it has removed."""
    folders = path.parts[:-1]
    return path.name.startswith(".") or any(
        folder.lstrip(".").lower().split("-")[0] in _THROWN_AWAY or folder in _OLD_VERSIONS
        for folder in folders
    )

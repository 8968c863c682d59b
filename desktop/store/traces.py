"""Files outside the sessions themselves that hold words of articles: finding and removing them."""

import os
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from desktop.store.errors import FileError, WriteFailed
from desktop.store.files import atomic, backups, hidden
from desktop.store.journal import recovery

_STALE = 600.0
"""Seconds after which no write is still going on."""


class Kind(StrEnum):
    """What such a file is."""

    BACKUP = "backup"
    JOURNAL = "journal"
    """What was done after the last save when the program died."""
    UNUSED = "unused"
    """A journal that no longer fits its session."""
    PIECE = "piece"
    """A write that came to no end."""


class Trace(Struct, frozen=True):
    """One file; ``session`` is the one it belongs to, None for a session that was in no file."""

    kind: Kind
    path: Path
    session: Path | None


def of_session(session: Path) -> list[Trace]:
    """The traces of a session file, beside it, but for what a running program is writing."""
    file = Path(os.path.realpath(session))
    beginning = hidden.beginning(file) + "."
    found = [Trace(Kind.BACKUP, path, session) for path in backups.all_of(file)]
    left = recovery.left_beside(file)
    found += [Trace(Kind.JOURNAL, path, session) for path in left]
    for path in _entries(file.parent):
        if recovery.is_unused(path.name, beginning):
            found.append(Trace(Kind.UNUSED, path, session))
        elif atomic.is_temporary(path) and _stale(path):
            found.append(Trace(Kind.PIECE, path, session))
    return found


def of_no_session(folder: Path) -> list[Trace]:
    """The journals of sessions that were never saved, in the user's data folder."""
    found = [Trace(Kind.JOURNAL, path, None) for path in recovery.left_in(folder)]
    unused = (path for path in _entries(folder) if recovery.is_unused(path.name))
    found.extend(Trace(Kind.UNUSED, path, None) for path in unused)
    return found


def remove(traces: Iterable[Trace]) -> list[FileError]:
    """Remove these files; what could not be removed. One that is gone already is none of them."""
    failed: list[FileError] = []
    for trace in traces:
        try:
            trace.path.unlink(missing_ok=True)
        except OSError as error:
            failed.append(WriteFailed(trace.path, error))
    return failed


def _entries(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        return
    for name in names:
        yield folder / name


def _stale(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > _STALE
    except OSError:
        return False

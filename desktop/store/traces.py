"""Files outside the sessions themselves that hold words of articles: finding and removing them."""

import os
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from desktop.store.errors import FileError, WriteFailed
from desktop.store.files import atomic, backups
from desktop.store.journal import recovery

_STALE = 600.0
"""Seconds after which no write is still going on."""


class Kind(StrEnum):
    """What such a file is."""

    BACKUP = "backup"
    JOURNAL = "journal"
    """What was done after the last save when the program died."""
    UNUSED = "unused"
    """A journal that an older program set aside because it did not fit its session."""
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
    found = [Trace(Kind.BACKUP, path, session) for path in backups.all_of(file)]
    left = recovery.left_beside(file, recovery.id_of(file))
    found += [Trace(_kind(path), path, session) for path in left]
    for path in _entries(file.parent):
        if atomic.is_temporary(path) and _stale(path):
            found.append(Trace(Kind.PIECE, path, session))
    return found


def of_no_session(folder: Path) -> list[Trace]:
    """The journals of sessions that were never saved, in the user's data folder."""
    return [Trace(_kind(path), path, None) for path in recovery.left_in(folder)]


def remove(traces: Iterable[Trace]) -> list[FileError]:
    """Remove these files; what could not be removed. One that is gone already is none of them."""
    failed: list[FileError] = []
    for trace in traces:
        try:
            trace.path.unlink(missing_ok=True)
        except OSError as error:
            failed.append(WriteFailed(trace.path, error))
    return failed


def _kind(journal: Path) -> Kind:
    return Kind.UNUSED if journal.name.endswith(recovery.UNUSED) else Kind.JOURNAL


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

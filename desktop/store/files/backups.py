"""The last good states of a session file, kept beside it under hidden names.

The newest is ``.NAME.1.backup``. A backup is the very file that was replaced, under another name,
so keeping one costs no copy where the file system has hard links. What is kept for a reason of its
own carries the reason in its name and is never rotated away: ``.NAME.damaged-….backup``.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from desktop.model.identity import Instant
from desktop.model.session import Session
from desktop.store.checking.strict import CHECKED_AT_ONCE, problems
from desktop.store.codec.decoding import decode
from desktop.store.errors import BadSession, StoreError
from desktop.store.files import atomic, hidden

ENDING = ".backup"
KEPT = 3
DAMAGED = "damaged"
PRIVATE = 0o600
_PIECE = 1 << 20
_LARGEST = 1 << 30
_LARGEST_COMPARED = 64 << 20


class Backup(Struct, frozen=True):
    """A backup that can be opened, and when the session was saved like that."""

    path: Path
    saved: Instant


def rotate(session: Path) -> None:
    """Make the file that is about to be replaced the newest backup; the oldest one goes.

    Nothing happens where there is no file yet or the folder takes no backup: a save must not fail
    for the sake of one.
    """
    file = Path(os.path.realpath(session))
    if not file.is_file():
        return
    with contextlib.suppress(OSError, StoreError):
        if _is_kept(file):
            return  # by a save that then failed
        _make_room(file)
        _share(file, _numbered(file, 1))


def keep_as(session: Path, reason: str) -> Path:
    """Keep the file that is about to be replaced under a name that gives the reason.

    Raises ``OSError`` or ``WriteFailed`` where that cannot be done: it is then not to be replaced.
    """
    file = Path(os.path.realpath(session))
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    backup = hidden.beside(file, f".{reason}-{when}-{secrets.token_hex(2)}{ENDING}")
    _share(file, backup)
    return backup


def protect(session: Path) -> None:
    """Close the newest backup to others: a shared session's own mode was meant for the session."""
    newest = _numbered(Path(os.path.realpath(session)), 1)
    with contextlib.suppress(OSError):
        newest.chmod(PRIVATE)


def all_of(session: Path) -> list[Path]:
    """The backups of a session file: those in turn, the newest first, then those with a reason."""
    file = Path(os.path.realpath(session))
    beginning = hidden.beginning(file) + "."
    try:
        names = [entry.name for entry in os.scandir(file.parent)]
    except OSError:
        return []
    ours = (name for name in names if name.startswith(beginning) and name.endswith(ENDING))
    of_this = [one for one in ours if _MARK.fullmatch(one, len(beginning))]
    return [file.with_name(name) for name in sorted(of_this)]


def move(session: Path, to: Path) -> None:
    """Give the backups of a session file that has another name now the new name too.

    One that cannot be moved, as to another disk, stays where it is.
    """
    before, after = Path(os.path.realpath(session)), Path(os.path.realpath(to))
    for path in all_of(before):
        ending = path.name.removeprefix(hidden.beginning(before))
        place = hidden.beside(after, ending)
        with contextlib.suppress(OSError):
            if not place.exists():
                path.replace(place)


def newest_good(session: Path) -> Backup | None:
    """The newest backup that can be opened."""
    for path, saved_ns in sorted(_dated(session), key=lambda dated: -dated[1]):
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST)
            if decode(data).read_only is None and not _faulty(data):
                moment = datetime.fromtimestamp(saved_ns / 1e9, UTC)
                return Backup(path, Instant(moment.strftime("%Y-%m-%dT%H:%M:%SZ")))
        except (OSError, BadSession):
            continue
    return None


def states(session: Path) -> Iterator[Session]:
    """What the backups of a session file hold, as far as they can be read and are not too large to
    be read while somebody waits."""
    for path in all_of(session):
        with contextlib.suppress(OSError, BadSession):
            if path.stat().st_size <= _LARGEST_COMPARED:
                yield decode(path.read_bytes()).session


def _faulty(data: bytes) -> bool:
    """Whether more is wrong than decoding sees; of a large one that is asked once it is open."""
    return len(data) <= CHECKED_AT_ONCE and bool(problems(data, schema=False))


_MARK = re.compile(rf"(\d+|[a-z]+-[0-9a-f-]+){re.escape(ENDING)}")


def _dated(session: Path) -> Iterator[tuple[Path, int]]:
    for path in all_of(session):
        with contextlib.suppress(OSError):
            yield path, path.stat().st_mtime_ns


def _numbered(file: Path, number: int) -> Path:
    return hidden.beside(file, f".{number}{ENDING}")


def _is_kept(file: Path) -> bool:
    """Whether the newest backup is this file already, or a copy of it."""
    try:
        newest, now = _numbered(file, 1).stat(), file.stat()
    except FileNotFoundError:
        return False
    return (newest.st_mtime_ns, newest.st_size) == (now.st_mtime_ns, now.st_size)


def _make_room(file: Path) -> None:
    """Free the first place: those before the first free one move on, or else the last goes."""
    places = [_numbered(file, number) for number in range(1, KEPT + 1)]
    held = next((at for at, place in enumerate(places) if not place.exists()), KEPT - 1)
    for at in range(held, 0, -1):
        places[at - 1].replace(places[at])


def _share(file: Path, backup: Path) -> None:
    try:
        os.link(file, backup)
    except OSError:  # no hard links here, as on FAT
        with file.open("rb") as opened:
            found = os.fstat(opened.fileno())
            atomic.write(backup, iter(lambda: opened.read(_PIECE), b""), PRIVATE)
        with contextlib.suppress(OSError):  # when it was saved is how the newest is found
            os.utime(backup, ns=(found.st_atime_ns, found.st_mtime_ns))

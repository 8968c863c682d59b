"""Journals that a crash left behind: finding them, and what they hold."""

import contextlib
import logging
import os
from collections.abc import Generator, Iterator
from pathlib import Path

from msgspec import Struct

from desktop.model.change import Change
from desktop.model.identity import Instant
from desktop.model.session import ChangeConflict, Session
from desktop.store.codec.decoding import decode
from desktop.store.errors import BadSession
from desktop.store.files import hidden, locking
from desktop.store.files.stamp import Stamp
from desktop.store.journal.lines import FORMAT, Line, Made, Saving, Start, Typing, read, redone
from desktop.store.journal.writer import ENDING

LARGEST = 1 << 30
UNUSED = f"{ENDING}-unused"
"""How the name of a journal ends that was set aside."""
_log = logging.getLogger(__name__)


class Found(Struct, frozen=True):
    """What a journal holds beyond the last save.

    ``session`` is what ``change`` is to be made to: the one in the file, or for a session that was
    in no file the one the journal itself began with. ``steps`` counts what was done, ``last`` says
    when the last of it was.
    """

    path: Path
    session: Session
    change: Change | None
    steps: int
    last: Instant
    title: str


def left_beside(session: Path) -> list[Path]:
    """The journals of a session file that nobody holds any more, the oldest first."""
    file = Path(os.path.realpath(session))
    return _left(file.parent, f"{hidden.beginning(file)}.")


def left_in(folder: Path) -> list[Path]:
    """The journals of sessions without a file that nobody holds any more, the oldest first."""
    return _left(folder, "")


def of_file(journal: Path, session: Session, stamp: Stamp) -> Found | None:
    """What a journal holds beyond ``session``, as the file with ``stamp`` has it.

    None where it holds nothing beyond it. Raises ``ChangeConflict`` where it belongs to another
    state of the file, and ``OSError`` where it cannot be read.
    """
    start, rest = _opened(journal)
    if start is None:
        return None
    if start.session != session.id:
        if not any(isinstance(one, Made | Typing) for one in rest):
            return None
        raise ChangeConflict("the journal belongs to another session")
    saved = [at for at, one in enumerate(rest) if isinstance(one, Saving) and one.stamp == stamp]
    if saved:
        rest = rest[saved[-1] + 1 :]
    elif start.stamp != stamp:
        if not any(isinstance(one, Made | Typing) for one in rest):
            return None
        raise ChangeConflict("the journal belongs to another state of the file")
    return _found(journal, session, start, rest)


def host_of(journal: Path) -> str:
    """The machine that writes a journal, or wrote it; empty where it does not say."""
    try:
        with journal.open("rb") as file:
            first = next(iter(read(file.readline())), None)
    except OSError:
        return ""
    return first.host if isinstance(first, Start) else ""


def of_no_file(journal: Path) -> Found | None:
    """What a journal of a session without a file holds; None where that is nothing.

    Raises ``ChangeConflict`` and ``OSError`` as ``of_file`` does.
    """
    start, rest = _opened(journal)
    if start is None or not start.base:
        return None
    try:
        session = decode(start.base.encode()).session
    except BadSession as error:
        raise ChangeConflict(str(error)) from error
    return _found(journal, session, start, rest)


def is_unused(name: str, beginning: str = "") -> bool:
    """Whether a file's name is that of a journal that was set aside, and begins like this."""
    middle = name.removeprefix(beginning).removesuffix(f".kept{UNUSED}")
    return name.startswith(beginning) and name.endswith(UNUSED) and "." not in middle


def discard(journal: Path) -> None:
    """Remove a journal nobody needs any more. One that somebody writes, or is about to, stays."""
    with _held(journal) as nobody_else:
        if nobody_else and os.name != "nt":
            _remove(journal)
    if nobody_else and os.name == "nt":  # where an open file cannot be removed
        _remove(journal)


def set_aside(journal: Path) -> Path:
    """Give a journal that cannot be used another name, by which it is not looked at again."""
    kept = journal.with_name(f"{journal.name.removesuffix(ENDING)}.kept{UNUSED}")
    with contextlib.suppress(OSError):
        journal.rename(kept)
    return kept


def _opened(journal: Path) -> tuple[Start | None, list[Line]]:
    """How a journal begins, and its further lines; None where it ends before its first.

    Raises ``ChangeConflict`` for one that is damaged, or a newer program's.
    """
    data = _bytes(journal)
    lines = list(read(data))
    if not lines and b"\n" not in data:
        return None, []
    if not lines or not isinstance(lines[0], Start) or lines[0].journal > FORMAT:
        raise ChangeConflict("the journal cannot be read")
    return lines[0], lines[1:]


def _found(journal: Path, session: Session, start: Start, rest: list[Line]) -> Found | None:
    lines = [one for one in rest if isinstance(one, Made | Typing)]
    change = redone(session, list(lines))
    if change is None and not start.base:
        return None
    times = [one.at for one in lines if isinstance(one, Made)]
    last = times[-1] if times else start.at
    return Found(journal, session, change, len(times), last, start.title)


def _left(folder: Path, beginning: str) -> list[Path]:
    return sorted(_free(folder, beginning), key=_age)


def _age(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _free(folder: Path, beginning: str) -> Iterator[Path]:
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return
    for name in names:
        ours = name.startswith(beginning) and name.endswith(ENDING)
        # Another session's name may begin with the whole of this one's.
        if not ours or "." in name[len(beginning) : -len(ENDING)]:
            continue
        if _nobody_holds(folder / name):
            yield folder / name


def _nobody_holds(path: Path) -> bool:
    with _held(path) as nobody_else:
        return nobody_else


@contextlib.contextmanager
def _held(path: Path) -> Generator[bool]:
    """Whether nobody else holds a journal, which is held meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        yield False
        return
    try:
        yield locking.take(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)

"""Journals that a crash left behind: finding them, and what they hold.

A journal belongs to a session by the session's own id and by the content its file had, whatever the
file is called, when it was written and where it lies on its disk.
"""

import contextlib
import os
import re
from collections.abc import Callable, Generator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from desktop.model.change import Change
from desktop.model.identity import Instant
from desktop.model.session import ChangeConflict, Session
from desktop.store.codec.decoding import decode
from desktop.store.errors import BadSession
from desktop.store.files import hidden, lock, locking
from desktop.store.files.stamp import Stamp
from desktop.store.journal.lines import FORMAT, Line, Made, Saving, Start, Typing, read, redone
from desktop.store.journal.writer import ENDING

LARGEST = 1 << 30
UNUSED = f"{ENDING}-unused"
"""How the name of a journal ends that an older program set aside."""
_HEAD = 4096
_MODIFIED = re.compile(rb'"modified"\s*:\s*"([^"\\]{1,200})"')
_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,200})"')


class Misfit(StrEnum):
    """Why what a journal holds cannot be done to a session."""

    OTHER_SESSION = "other-session"
    OTHER_STATE = "other-state"
    NO_FILE = "no-file"
    UNREADABLE = "unreadable"


class DoesNotFit(ChangeConflict):
    """A journal is not of this session, or of another state of its file; ``why`` says which."""

    def __init__(self, why: Misfit, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


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


def left_beside(session: Path, id_: str = "") -> list[Path]:
    """The journals of a session file that nobody holds any more, the oldest first.

    With the ``id_`` of the session in it these are also journals in the same folder that name a
    file which is gone or holds another session now: the session was renamed.
    """
    file = Path(os.path.realpath(session))
    own = f"{hidden.beginning(file)}."
    names = _names(file.parent)
    found = [file.parent / name for name in names if _is_journal(name, own)]
    if id_:
        there: dict[str, str] | None = None
        for name in names:
            beginning = _beginning(name)
            if not beginning or beginning == own or session_of(file.parent / name) != id_:
                continue
            if there is None:
                there = {f"{hidden.beginning(Path(one))}.": one for one in names}
            other = there.get(beginning)
            if other is None or id_of(file.parent / other) != id_:
                found.append(file.parent / name)
    return sorted(filter(_nobody_holds, found), key=_age)


def left_of_moved(session: Path, id_: str) -> list[Path]:
    """The journals of the session with ``id_`` where it once lay: at ``session`` is no file now."""
    return [one for one in left_beside(session) if session_of(one) == id_]


def left_in(folder: Path) -> list[Path]:
    """The journals of sessions without a file that nobody holds any more, the oldest first."""
    found = [folder / name for name in _names(folder) if _is_journal(name, "")]
    return sorted(filter(_nobody_holds, found), key=_age)


def session_of(journal: Path) -> str:
    """The id of the session whose changes a journal holds; empty where that cannot be read."""
    start = _start_of(journal)
    return start.session if start is not None else ""


def is_of_another_machine(journal: Path) -> bool:
    """Whether another machine writes a journal, or wrote it; not where it does not say."""
    start = _start_of(journal)
    return start is not None and bool(start.host) and lock.is_elsewhere(start.host, start.machine)


def id_of(session: Path) -> str:
    """The id that stands at the beginning of a session file; empty where none does."""
    return _at_the_beginning(session, _ID)


def modified_of(session: Path) -> Instant:
    """When a session file says it was saved, at its beginning; empty where it does not."""
    return Instant(_at_the_beginning(session, _MODIFIED))


def _at_the_beginning(session: Path, pattern: re.Pattern[bytes]) -> str:
    try:
        with session.open("rb") as file:
            found = pattern.search(file.read(_HEAD))
    except OSError:
        return ""
    return found[1].decode(errors="replace") if found is not None else ""


def of_file(
    journal: Path, session: Session, stamp: Stamp, digest: Callable[[], str] = lambda: ""
) -> Found | None:
    """What a journal holds beyond ``session``, as the file with ``stamp`` has it.

    ``digest`` is that of the file's content, and only asked where the stamp is another one. None
    where the journal holds nothing beyond the file. Raises ``DoesNotFit`` where it belongs to
    another session or to another state of the file, and ``OSError`` where it cannot be read.
    """
    start, rest = opened(journal)
    if start is None:
        return None
    fits = start.session == session.id
    further = beyond(start, rest, stamp, session.modified, digest) if fits else None
    if further is not None:
        return _found(journal, session, start, further)
    if not any(isinstance(one, Made | Typing) for one in rest):
        return None
    if start.session != session.id:
        raise DoesNotFit(Misfit.OTHER_SESSION, "the journal belongs to another session")
    raise DoesNotFit(Misfit.OTHER_STATE, "the journal belongs to another state of the file")


def beyond(
    start: Start, rest: list[Line], stamp: Stamp, modified: Instant, digest: Callable[[], str]
) -> list[Line] | None:
    """The lines that the file does not hold yet; None where it is none that the journal knows.

    ``modified`` is the moment at which the session in the file says it was saved. With its size it
    tells a file that a save left whatever became of its stamp, at no cost to the save.
    """
    saved = [(at, one) for at, one in enumerate(rest, 1) if isinstance(one, Saving)]
    for at, one in reversed(saved):
        if one.stamp == stamp:
            return rest[at:]
    if start.stamp == stamp:
        return rest
    for at, one in reversed(saved):
        if one.modified and (one.modified, one.stamp.size) == (modified, stamp.size):
            return rest[at:]
    if start.digest:
        return rest if start.digest == digest() else None
    # A journal of an older program says no more than the size. What a file holds already is not
    # done twice, so where in doubt more is done rather than less.
    if start.stamp is not None and start.stamp.size == stamp.size:
        return rest
    same = [at for at, one in saved if not one.modified and one.stamp.size == stamp.size]
    return rest[same[-1] :] if same else None


def of_no_file(journal: Path) -> Found | None:
    """What a journal of a session without a file holds; None where that is nothing.

    Raises ``DoesNotFit`` and ``OSError`` as ``of_file`` does.
    """
    start, rest = opened(journal)
    if start is None or not start.base:
        return None
    try:
        session = decode(start.base.encode()).session
    except BadSession as error:
        raise DoesNotFit(Misfit.UNREADABLE, str(error)) from error
    return _found(journal, session, start, rest)


def discard(journal: Path) -> None:
    """Remove a journal nobody needs any more. One that somebody writes, or is about to, stays."""
    with _held(journal) as nobody_else:
        if nobody_else and os.name != "nt":
            _remove(journal)
    if nobody_else and os.name == "nt":  # where an open file cannot be removed
        _remove(journal)


def _start_of(journal: Path) -> Start | None:
    try:
        with journal.open("rb") as file:
            first = next(read(file.readline(LARGEST)), None)
    except OSError:
        return None
    return first if isinstance(first, Start) else None


def opened(journal: Path) -> tuple[Start | None, list[Line]]:
    """How a journal begins, and its further lines; None where it ends before its first.

    Raises ``DoesNotFit`` for one that is damaged, or a newer program's, and ``OSError``.
    """
    data = _bytes(journal)
    lines = list(read(data))
    if not lines and b"\n" not in data:
        return None, []
    if not lines or not isinstance(lines[0], Start) or lines[0].journal > FORMAT:
        raise DoesNotFit(Misfit.UNREADABLE, "the journal cannot be read")
    return lines[0], lines[1:]


def _found(journal: Path, session: Session, start: Start, rest: list[Line]) -> Found | None:
    lines = [one for one in rest if isinstance(one, Made | Typing)]
    try:
        change = redone(session, list(lines))
    except ChangeConflict as error:
        raise DoesNotFit(Misfit.OTHER_STATE, str(error)) from error
    if change is None and not start.base:
        return None
    times = [one.at for one in lines if isinstance(one, Made)]
    last = times[-1] if times else start.at
    return Found(journal, session, change, len(times), last, start.title)


def _age(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in os.scandir(folder)]
    except OSError:
        return []


def _is_journal(name: str, beginning: str) -> bool:
    """Whether a name is that of a journal that begins like this, set aside or not."""
    ending = next((one for one in (ENDING, f".kept{UNUSED}") if name.endswith(one)), "")
    # Another session's name may begin with the whole of this one's.
    return (
        bool(ending)
        and name.startswith(beginning)
        and "." not in name[len(beginning) : -len(ending)]
    )


def _beginning(name: str) -> str:
    """How the names of all journals of the session file begin for which this one was written;
    empty for what is no such name."""
    stem = name.removesuffix(f".kept{UNUSED}").removesuffix(ENDING)
    beginning, _point, _number = stem.rpartition(".")
    return f"{beginning}." if stem != name and beginning.startswith(".") else ""


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

"""Session files: opening, saving, and telling whether a file is one."""

import os
import re
import stat
from collections.abc import Callable
from errno import EINVAL
from pathlib import Path

from msgspec import Struct

from desktop.i18n import _
from desktop.model.session import Session
from desktop.store import atomic
from desktop.store.codec import ReadOnly, decode, no_collection, pieces
from desktop.store.errors import BadSession, ReadFailed, Reason
from desktop.store.records import RecordBytes
from desktop.store.stamp import Stamp, stamp
from desktop.store.strict import problems

ENDING = ".brief.json"
PRIVATE = 0o600
"""Sessions hold what people think of a source: others on the machine have no business in them."""

CHECKED_AT_ONCE = 1 << 20
"""Bytes up to which opening looks for everything; beyond, it would keep the window waiting."""

LARGEST = 1 << 30
"""Bytes beyond which no article was ever annotated; decoding takes several times as many."""

_HEAD = 4096
_FORMAT = re.compile(rb'\A(?:\xef\xbb\xbf)?\s*\{.*?"format"\s*:\s*"brieflight-session"', re.DOTALL)


class OpenedSession(Struct, frozen=True):
    """A session with the file it came from.

    ``checked`` tells whether ``strict.problems`` has passed it already. Until it has, in the
    background, nothing is to be saved.
    """

    path: Path
    session: Session
    cache: RecordBytes
    stamp: Stamp
    read_only: ReadOnly | None
    checked: bool


def open_session(path: Path) -> OpenedSession:
    """The session in a file; raises ``ReadFailed`` or ``BadSession``."""
    data, stamp = _read(path)
    checked = len(data) <= CHECKED_AT_ONCE
    decoded = decode(data, checked_later=not checked)
    if checked and decoded.read_only is None:
        for problem in problems(data, schema=False):
            raise BadSession(problem.reason, problem.path, problem.sentence)
    return OpenedSession(path, decoded.session, decoded.cache, stamp, decoded.read_only, checked)


def save_session(
    path: Path,
    session: Session,
    cache: RecordBytes | None = None,
    before: Callable[[Stamp], None] = lambda stamp: None,
) -> Stamp:
    """Write a session and return what the file looks like now; raises ``WriteFailed``.

    ``cache`` is that of the opened session, or any that earlier saves of this session filled.
    ``before`` is told the stamp the file will have, when it is whole and not yet in its place.
    """
    with no_collection():
        written = atomic.write(
            path, pieces(session, cache), PRIVATE, lambda made: before(stamp(made))
        )
        return stamp(written)


def stamp_of(path: Path) -> Stamp:
    """What a file looks like now; raises ``ReadFailed``."""
    try:
        return stamp(path.stat())
    except OSError as error:
        raise ReadFailed(path, error) from error


def is_session_file(path: Path) -> bool:
    """Whether a file is to be opened as a session: by its name, or else by how it starts."""
    if path.name.lower().endswith(ENDING):
        return True
    try:
        with path.open("rb") as file:
            return is_session(file.read(_HEAD))
    except OSError:
        return False


def is_session(head: bytes) -> bool:
    """Whether bytes start as a session does. Cheap; says nothing about the rest."""
    return _FORMAT.search(head[:_HEAD]) is not None


def _read(path: Path) -> tuple[bytes, Stamp]:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would wait for ever
            raise OSError(EINVAL, "not a regular file", str(path))
        if found.st_size > LARGEST:
            raise BadSession(
                Reason.TOO_LARGE, "", _("the file has {size} bytes").format(size=found.st_size)
            )
        with path.open("rb") as file:
            return file.read(LARGEST), stamp(os.fstat(file.fileno()))
    except OSError as error:
        raise ReadFailed(path, error) from error

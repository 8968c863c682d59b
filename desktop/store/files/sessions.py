"""Session files: opening, saving, and telling whether a file is one."""

import os
import re
import stat
from collections.abc import Callable
from errno import EINVAL, EISDIR
from pathlib import Path

from msgspec import Struct

from desktop.i18n import _
from desktop.model.session import Session
from desktop.store.checking.strict import CHECKED_AT_ONCE, problems
from desktop.store.codec.decoding import ReadOnly, decode, no_collection
from desktop.store.codec.encoding import joined, parts
from desktop.store.codec.records import RecordBytes
from desktop.store.errors import BadSession, ChangedOutside, ReadFailed, Reason
from desktop.store.files import atomic, backups
from desktop.store.files.known import Known, changed_outside, known
from desktop.store.files.stamp import Stamp, stamp

ENDING = ".brief.json"
PRIVATE = 0o600
"""Sessions hold what people think of a source: others on the machine have no business in them."""

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
    known: Known
    read_only: ReadOnly | None
    checked: bool

    @property
    def stamp(self) -> Stamp:
        """What the file looked like."""
        return self.known.stamp


def open_session(path: Path, whole: bool = False) -> OpenedSession:
    """The session in a file; raises ``ReadFailed`` or ``BadSession``.

    ``whole`` has a file of any size looked through at once, for one that nobody waits to see.
    """
    data, found = _read(path)
    checked = whole or len(data) <= CHECKED_AT_ONCE
    decoded = decode(data, checked_later=not checked)
    if checked and decoded.read_only is None:
        for problem in problems(data, schema=False):
            raise BadSession(problem.reason, problem.path, problem.sentence)
    older = f"version-{decoded.upgraded_from}" if decoded.upgraded_from is not None else ""
    as_found = known(found, (data,), older)
    return OpenedSession(path, decoded.session, decoded.cache, as_found, decoded.read_only, checked)


def read_session(path: Path) -> bytes:
    """The bytes of a session file; raises ``ReadFailed``, or ``BadSession`` for more than there can
    be in one, before any are read."""
    return _read(path)[0]


def know(path: Path, reason: str) -> Known | None:
    """What is known of a file that holds no session, to be kept for ``reason`` when it is replaced.

    None where it cannot be read.
    """
    try:
        data, found = _read(path)
    except (ReadFailed, BadSession):
        return None
    return known(found, (data,), reason)


def save_session(
    path: Path,
    session: Session,
    cache: RecordBytes | None = None,
    before: Callable[[Stamp], None] = lambda stamp: None,
) -> Stamp:
    """Write a session and return what the file looks like now; raises ``WriteFailed``.

    Whatever the file holds becomes its newest backup. ``cache`` and ``before`` are those of
    ``replace_session``.
    """
    return replace_session(path, session, None, cache, before).stamp


def replace_session(
    path: Path,
    session: Session,
    last: Known | None,
    cache: RecordBytes | None = None,
    before: Callable[[Stamp], None] = lambda stamp: None,
) -> Known:
    """Write a session in place of a file that is still as it was last known.

    None asks for no comparison, as for a file the user chose. The file that was there becomes the
    newest backup. ``cache`` is that of the opened session, or any that earlier saves of this
    session filled. ``before`` is told the stamp the file will have, when it is whole and not yet in
    its place. Raises ``WriteFailed``, and ``ChangedOutside`` where another program has written the
    file meanwhile; either way nothing was replaced.
    """

    def make_way(made: os.stat_result) -> None:
        before(stamp(made))
        if last is not None and changed_outside(path, last):
            raise ChangedOutside(path)
        there = _looks(path)
        if last is not None and last.reason and there is not None:
            backups.keep_as(path, last.reason)
        else:
            backups.rotate(path)
        if last is not None and _looks(path) != there:  # a copy takes its time
            raise ChangedOutside(path)

    with no_collection():
        content = parts(session, cache)
        made = atomic.write(path, joined(content), PRIVATE, make_way)
        if stat.S_IMODE(made.st_mode) & 0o077:
            backups.protect(path)
        return known(_in_place(path, made), content)


def _in_place(path: Path, made: os.stat_result) -> os.stat_result:
    """What the system says of a new file once it has its name, which some take for a change."""
    try:
        found = path.stat()
    except OSError:
        return made
    return found if found.st_ino == made.st_ino else made


def _looks(path: Path) -> Stamp | None:
    try:
        return stamp(path.stat())
    except FileNotFoundError:
        return None


def is_session_file(path: Path) -> bool:
    """Whether a file is to be opened as a session: by its name, or else by how it starts."""
    if path.name.lower().endswith(ENDING):
        return True
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would wait for ever
            return False
        with path.open("rb") as file:
            return is_session(file.read(_HEAD))
    except OSError:
        return False


def is_session(head: bytes) -> bool:
    """Whether bytes start as a session does. Cheap; says nothing about the rest."""
    return _FORMAT.search(head[:_HEAD]) is not None


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):  # a pipe would wait for ever
            raise OSError(EINVAL, "not a regular file", str(path))
        if found.st_size > LARGEST:
            raise BadSession(
                Reason.TOO_LARGE, "", _("the file has {size} bytes").format(size=found.st_size)
            )
        with path.open("rb") as file:
            # Looked at first: what is written meanwhile must not seem to be what was read.
            found = os.fstat(file.fileno())
            return file.read(LARGEST), found
    except OSError as error:
        raise ReadFailed(path, error) from error

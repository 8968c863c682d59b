"""What a session file was when it was last read or written here, to tell whether it still is."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from desktop.store.codec.encoding import Part, joined
from desktop.store.files.stamp import Stamp, stamp


class Known(Struct, frozen=True):
    """A file as this program last saw it: size, time and number, and every byte.

    ``changed_ns`` is the time of the last change of any kind, which no program can set. ``reason``
    says why the file is kept apart when it is replaced (``backups.keep_as``); empty for a good one.
    """

    stamp: Stamp
    changed_ns: int
    content: tuple[Part, ...]
    reason: str = ""

    def data(self) -> bytes:
        """The content, joined."""
        return b"".join(joined(self.content))


class Digest:
    """The SHA-256 of a file's content in hexadecimal, worked out when it is first asked for."""

    def __init__(self, content: tuple[Part, ...]) -> None:
        self._content = content
        self._found = ""

    def __call__(self) -> str:
        """The digest; any thread may ask."""
        if not self._found:
            self._found, self._content = _digest(joined(self._content)).hex(), ()
        return self._found


def known(found: os.stat_result, content: tuple[Part, ...], reason: str = "") -> Known:
    """What is known of a file the system has told about, with this content."""
    return Known(stamp(found), found.st_ctime_ns, content, reason)


def changed_outside(path: Path, last: Known) -> bool:
    """Whether the file now holds something else than was last read or written here.

    A file that is gone is none that could be overwritten. Raises ``OSError`` where the file cannot
    be looked at.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    if stamp(found) == last.stamp and found.st_ctime_ns == last.changed_ns:
        return False
    if found.st_size != last.stamp.size:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest() != _digest(joined(last.content))


def _digest(pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()

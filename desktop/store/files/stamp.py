"""How a file is told from what it was: time, size and number on its disk."""

import os

from msgspec import Struct


class Stamp(Struct, frozen=True):
    """What a file looked like when it was read or written: another stamp means another content."""

    modified_ns: int
    size: int
    inode: int


def stamp(found: os.stat_result) -> Stamp:
    """The stamp of a file the system has told about."""
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)

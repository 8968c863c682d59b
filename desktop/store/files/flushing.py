"""Putting what was written on the disk itself, as far as the system lets a program ask for it."""

import contextlib
import os
from pathlib import Path


def flush(descriptor: int) -> None:
    """Return once an open file's content is on disk.

    On macOS ``fsync`` leaves it in the cache of the drive; ``F_FULLFSYNC`` (fcntl(2)) does not, and
    network drives that do not know it get the plain one.
    """
    try:
        import fcntl

        whole: int = fcntl.F_FULLFSYNC  # type: ignore[attr-defined]
    except (ImportError, AttributeError):
        os.fsync(descriptor)
        return
    try:
        fcntl.fcntl(descriptor, whole)
    except OSError:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on disk.

    A failure is passed over: the files are written by now, and to say otherwise would be wrong.
    Windows cannot open folders; some network file systems refuse too.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            flush(descriptor)
        finally:
            os.close(descriptor)

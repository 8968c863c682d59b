"""Locks that the system lets go when their holder dies, whatever it dies of."""

import errno
import os

_FAR = 1 << 30
"""Where Windows locks a byte: no other process can read what is locked there."""


def take(descriptor: int) -> bool:
    """Lock an open file for this process; False where another one holds it.

    True as well where the file system knows no locks: then nobody else can hold one either.
    """
    return attempt(descriptor) is not False


def attempt(descriptor: int) -> bool | None:
    """As ``take``, but None where the file system knows no locks."""
    if os.name == "nt":
        import msvcrt

        try:
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno == errno.EBADF:  # opened for reading where locks need more, as on NFS
            return False
        return None
    return True

"""Locks that the system lets go when their holder dies, whatever it dies of."""

import os


def take(descriptor: int) -> bool:
    """Lock an open file for this process; False where another one holds it.

    True as well where the file system knows no locks: then nobody else can hold one either.
    """
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True

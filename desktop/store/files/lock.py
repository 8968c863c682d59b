"""One program writes a session at a time: the lock beside it, and who holds it.

The lock is the system's, on a small hidden file, and ends with its holder. What the file says is
for the people at the other program, and for file systems that know no locks: there a holder on this
machine whose process is gone holds nothing any more.
"""

import contextlib
import os
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop.model.identity import Instant, now
from desktop.store.files import hidden, locking

ENDING = ".lock"
_SHARED = 0o644
"""Others who may open the session are told who has it; nothing else is said there."""
_LONGEST = 4096
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Holder(Struct, frozen=True):
    """Who has a session open: a person's name or that of their account, machine, process, since."""

    owner: str
    host: str
    process: int
    since: Instant


class Held(Exception):
    """Another program has the session open; ``holder`` is who, if that can be told."""

    def __init__(self, holder: Holder | None) -> None:
        super().__init__(holder)
        self.holder = holder


_decode = msgspec.json.Decoder(Holder).decode


class Lock:
    """The lock of a session file, held until ``release``."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @property
    def holds(self) -> bool:
        """Whether it still keeps others away: somebody may have removed its file."""
        return self._descriptor >= 0 and _still_there(self.path, self._descriptor)

    def release(self) -> None:
        """Let another program write the session."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        if os.name == "nt":  # where an open file cannot be removed
            os.close(descriptor)
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        if os.name != "nt":
            os.close(descriptor)


def place(session: Path) -> Path:
    """The lock file of a session; the same for every link to it."""
    return hidden.beside(session, ENDING)


def take(session: Path, owner: str = "") -> Lock | None:
    """Lock a session file for this program, or None where the folder takes no lock file.

    ``owner`` is what to call the person; else it is their account. A lock whose holder is dead is
    taken over. Raises ``Held`` where another program has it.
    """
    path = place(session)
    while True:
        descriptor = _opened(path)
        if descriptor is None:
            return None
        lock = Lock(path, descriptor)
        try:
            if _held_by_another(descriptor):
                raise Held(_holder(descriptor))
            if not _still_there(path, descriptor):
                continue  # its holder removed it between our opening and our locking it
            _sign(descriptor, owner)
            descriptor = -1
            return lock
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def _opened(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, _SHARED)
    except PermissionError:
        if not path.exists():
            return None
    except OSError:
        return None
    try:  # another person's
        return os.open(path, os.O_RDONLY | _BINARY)
    except OSError:
        raise Held(None) from None


def _held_by_another(descriptor: int) -> bool:
    taken = locking.attempt(descriptor)
    if taken is not None:
        return not taken
    holder = _holder(descriptor)  # there are no locks here: its word is all there is
    return holder is not None and not _dead(holder)


def _dead(holder: Holder) -> bool:
    """Whether a holder is known to be gone; of another machine that cannot be known."""
    if holder.host != _host():
        return False
    if os.name == "nt":
        return False  # where locks are always known, and signals end what they are sent to
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _sign(descriptor: int, owner: str) -> None:
    """Say who holds it. Where that cannot be written the lock still holds."""
    holder = Holder(owner or _account(), _host(), os.getpid(), now())
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, msgspec.json.encode(holder) + b"\n")


def _holder(descriptor: int) -> Holder | None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return _decode(os.read(descriptor, _LONGEST))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it cannot be told, and the system's lock is ours whatever the name says


def _host() -> str:
    """The name of this machine; the modules that know it everywhere are slow to load."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""

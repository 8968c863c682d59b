"""One program writes a session at a time: the lock beside it, and who holds it.

The lock is the system's, on a small hidden file, and ends with its holder. What the file says is
for the people at the other program, for file systems that know no locks (there a holder on this
machine whose process is gone holds nothing any more), and for folders that are synchronised between
machines: no lock of the system reaches another machine, only the word of the file does. Such a word
is renewed as its holder works; whether to believe it is left to a person.
"""

import contextlib
import functools
import hashlib
import os
import sys
import threading
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop.model.identity import Instant, now
from desktop.store.files import hidden, locking

ENDING = ".lock"
_SHARED = 0o644
"""Others who may open the session are told who has it; nothing else is said there."""
_LONGEST = 4096
MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Holder(Struct, frozen=True):
    """Who has a session open: a person's name or that of their account, machine, process, since.

    ``renewed`` is when they last saved or changed something, ``machine`` is ``machine_id``; older
    programs wrote neither.
    """

    owner: str
    host: str
    process: int
    since: Instant
    renewed: Instant = Instant("")
    machine: str = ""

    @property
    def last_seen(self) -> Instant:
        """The last moment at which the holder is known to have worked."""
        return max(self.renewed, self.since)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the holder is on another machine."""
        return is_elsewhere(self.host, self.machine)

    def is_same(self, other: "Holder | None") -> bool:
        """Whether both are one opening of the session, renewed or not."""
        return other is not None and msgspec.structs.replace(self, renewed=other.renewed) == other


class Held(Exception):
    """Another program has the session open; ``holder`` is who, if that can be told.

    ``by_word_only`` says that nothing but the word of another machine keeps the session: nobody can
    tell from here whether that one still works, so a person may take the lock over.
    """

    def __init__(self, holder: Holder | None, by_word_only: bool = False) -> None:
        super().__init__(holder)
        self.holder = holder
        self.by_word_only = by_word_only


_decode = msgspec.json.Decoder(Holder).decode


class Lock:
    """The lock of a session file, held until ``release``. Its methods may be called from any
    thread."""

    def __init__(self, path: Path, descriptor: int, owner: str) -> None:
        """``descriptor`` is the lock file, open and locked; it belongs to the lock from now on."""
        self.path = path
        self._descriptor = descriptor
        self._using = threading.Lock()
        moment = now()
        self._holder = Holder(
            owner or _account(), host(), os.getpid(), moment, moment, machine_id()
        )
        _write(descriptor, self._holder)

    @property
    def holds(self) -> bool:
        """Whether it still keeps others away: somebody may have removed or replaced its file, or
        another machine may have signed it."""
        with self._using:
            return self._descriptor >= 0 and self._is_ours()

    def renew(self) -> Holder | None:
        """Say that its holder still works, for those who see the file on another machine.

        The file is written at most once a second, and not flushed to the disk. A file that was
        removed is made again. Where another machine has signed it meanwhile, nothing is written and
        that holder is returned.
        """
        with self._using:
            moment = now()
            if self._descriptor < 0 or moment == self._holder.renewed:
                return None
            if not self._is_ours():
                return self._replaced_by()
            self._holder = msgspec.structs.replace(self._holder, renewed=moment)
            _write(self._descriptor, self._holder)
            return None

    def release(self) -> None:
        """Let another program write the session. A lock that another machine has signed stays."""
        with self._using:
            descriptor, self._descriptor = self._descriptor, -1
            if descriptor < 0:
                return
            ours = _is_free_of_others(descriptor) and _still_there(self.path, descriptor)
            if os.name == "nt":  # where an open file cannot be removed
                os.close(descriptor)
            if ours:
                with contextlib.suppress(OSError):
                    self.path.unlink(missing_ok=True)
            if os.name != "nt":
                os.close(descriptor)

    def _is_ours(self) -> bool:
        return _still_there(self.path, self._descriptor) and _is_free_of_others(self._descriptor)

    def _replaced_by(self) -> Holder | None:
        """Who has the lock in place of this program; its file is made again where nobody has."""
        try:
            descriptor = _locked(self.path, None)
        except Held as error:
            return error.holder
        if descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = descriptor
            self._holder = msgspec.structs.replace(self._holder, renewed=now())
            _write(descriptor, self._holder)
        return None


def place(session: Path) -> Path:
    """The lock file of a session; the same for every link to it."""
    return hidden.beside(session, ENDING)


def take(session: Path, owner: str = "", over: Holder | None = None) -> Lock | None:
    """Lock a session file for this program, or None where the folder takes no lock file.

    ``owner`` is what to call the person; else it is their account. A lock whose holder is dead is
    taken over; one that names another machine only if ``over`` is that holder, because a person who
    was told of it has said so. Raises ``Held`` where another program has it.
    """
    path = place(session)
    descriptor = _locked(path, over)
    return Lock(path, descriptor, owner) if descriptor is not None else None


def host() -> str:
    """The name of this machine; the modules that know it everywhere are slow to load."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


@functools.cache
def machine_id() -> str:
    """A word for this machine, the same after every start; empty where the system has none.

    Names are given twice: two machines may both be called "laptop". The system's own id is private
    (machine-id(5)), so what is written is a hash that leads back to nothing.
    """
    own = _system_id().strip().lower()
    if len(own) < 32 or not set(own) <= set("0123456789abcdef-"):
        return ""  # as in a container, or before the first start has ended ("uninitialized")
    return hashlib.sha256(f"Brieflight {own}".encode()).hexdigest()[:16]


def is_elsewhere(name: str, id_: str) -> bool:
    """Whether a machine is another one than this, by its name and its ``machine_id``, if any."""
    own = machine_id()
    return name != host() or bool(id_ and own and id_ != own)


def _system_id() -> str:
    """The id that the system gave this machine when it was set up; empty where there is none."""
    if os.name == "nt":
        import winreg

        key = r"SOFTWARE\Microsoft\Cryptography"
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened,  # type: ignore[attr-defined]
        ):
            return str(winreg.QueryValueEx(opened, "MachineGuid")[0])  # type: ignore[attr-defined]
        return ""
    if sys.platform == "darwin":
        return _mac_id()
    for place_ in MACHINE_IDS:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return Path(place_).read_text("ascii")[:64]
    return ""


def _mac_id() -> str:
    """What gethostuuid(2) says."""
    import ctypes

    found, at_once = ctypes.create_string_buffer(16), (ctypes.c_long * 2)(0, 0)
    with contextlib.suppress(OSError, AttributeError):
        if ctypes.CDLL(None).gethostuuid(found, at_once) == 0:
            return found.raw.hex()
    return ""


def _locked(path: Path, over: Holder | None) -> int | None:
    """The lock file at ``path``, open and locked, not yet signed; None and ``Held`` as ``take``."""
    while True:
        descriptor = _opened(path)
        if descriptor is None:
            return None
        try:
            _refuse_held(descriptor, over)
            if not _still_there(path, descriptor):
                continue  # its holder removed it between our opening and our locking it
            taken, descriptor = descriptor, -1
            return taken
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


def _refuse_held(descriptor: int, over: Holder | None) -> None:
    """Lock an open lock file; raises ``Held`` where it is another's."""
    taken = locking.attempt(descriptor)
    holder = _holder(descriptor)
    if taken is False:
        raise Held(holder)
    if holder is None or holder.is_same(over):
        return
    if holder.is_elsewhere:
        raise Held(holder, by_word_only=True)
    if taken is None and not _dead(holder):  # there are no locks here: its word is all there is
        raise Held(holder)


def _dead(holder: Holder) -> bool:
    """Whether a holder on this machine is known to be gone."""
    if os.name == "nt":
        return False  # where locks are always known, and signals end what they are sent to
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _write(descriptor: int, holder: Holder) -> None:
    """Say who holds it. Where that cannot be written the lock still holds."""
    data = msgspec.json.encode(holder) + b"\n"
    with contextlib.suppress(OSError):  # never empty in between: somebody may be reading it
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, data)
        os.ftruncate(descriptor, len(data))


def _holder(descriptor: int) -> Holder | None:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        return _decode(os.read(descriptor, _LONGEST))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _is_free_of_others(descriptor: int) -> bool:
    """Whether an open lock file does not name another machine."""
    holder = _holder(descriptor)
    return holder is None or not holder.is_elsewhere


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it cannot be told, and the system's lock is ours whatever the name says


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""

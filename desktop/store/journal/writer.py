"""The journal of the session that is open: what is done is on disk within a moment.

A thread of its own appends the lines and waits for the disk, so that the window does not. The file
is locked as long as its writer lives: a journal that nobody holds is one that a crash left behind.
"""

import contextlib
import os
import queue
import secrets
import threading
import time
from collections.abc import Callable
from errno import EAGAIN
from pathlib import Path

from desktop.store.files import hidden, locking
from desktop.store.files.flushing import flush, flush_folder
from desktop.store.journal.lines import Line, line

ENDING = ".journal"
_SOON = 2.0
"""Seconds within which a working disk has taken a line."""
_ATTEMPTS, _AGAIN = 10, 0.02


def beside(session: Path) -> Path:
    """A new name for a journal of a session file, hidden beside it."""
    return hidden.beside(session, f".{secrets.token_hex(4)}{ENDING}")


def kept_in(folder: Path) -> Path:
    """A new name for the journal of a session that is in no file, in the user's data folder."""
    return folder / f"{secrets.token_hex(8)}{ENDING}"


class Journal:
    """One file being written. ``failed`` is called from the thread, once, with what went wrong;
    nothing is written after that, for lines after a gap could not be used. ``written`` is called
    from the thread whenever lines have reached the disk."""

    def __init__(
        self,
        path: Path,
        failed: Callable[[OSError], None],
        written: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = path
        self._failed, self._written = failed, written
        self._lines: queue.SimpleQueue[bytes | threading.Event | None] = queue.SimpleQueue()
        self._gave_up = False
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._thread.start()

    def write(self, content: Line) -> None:
        """Append a line, soon."""
        self._lines.put(line(content))

    def settle(self) -> bool:
        """Wait until everything so far is on disk; False where the disk has had its time, or all
        writing has failed."""
        done = threading.Event()
        self._lines.put(done)
        return done.wait(_SOON) and not self._gave_up

    def close(self, remove: bool) -> None:
        """Write what is left and let go; ``remove`` says that nobody needs it any more."""
        self._lines.put(None)
        self._thread.join(_SOON)
        if remove:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _work(self) -> None:
        try:
            descriptor = _made(self.path)
        except OSError as error:
            self._give_up(error)
            return
        try:
            while self._append(descriptor):
                pass
        except OSError as error:
            self._give_up(error)
        finally:
            os.close(descriptor)

    def _append(self, descriptor: int) -> bool:
        """Take all lines there are to disk; False after the last one."""
        taken = [self._lines.get()]
        while not self._lines.empty():
            taken.append(self._lines.get())
        rest = memoryview(b"".join(one for one in taken if isinstance(one, bytes)))
        if rest:
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            flush(descriptor)
        for one in taken:
            if isinstance(one, threading.Event):
                one.set()
        if any(isinstance(one, bytes) for one in taken):
            self._written()
        return None not in taken

    def _give_up(self, error: OSError) -> None:
        self._gave_up = True
        self._failed(error)
        while True:  # nobody is to wait for what will not come
            one = self._lines.get()
            if one is None:
                return
            if isinstance(one, threading.Event):
                one.set()


def _made(path: Path) -> int:
    """A new file that is locked. Before it was, somebody may have taken it for a leftover."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for _attempt in range(_ATTEMPTS):
        with contextlib.suppress(FileExistsError):  # on Windows, as long as the other looks at it
            descriptor = os.open(path, flags, 0o600)
            if locking.take(descriptor) and _is_at(path, descriptor):
                flush_folder(path.parent)
                return descriptor
            os.close(descriptor)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        time.sleep(_AGAIN)
    raise BlockingIOError(EAGAIN, os.strerror(EAGAIN), str(path))


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False

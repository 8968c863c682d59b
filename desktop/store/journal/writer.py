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
from errno import EAGAIN, EIO, ENOENT
from pathlib import Path

from desktop.store.files import hidden, locking
from desktop.store.files.flushing import flush, flush_folder
from desktop.store.files.location import current_path, is_at
from desktop.store.journal.lines import Line, line

ENDING = ".journal"
_SOON = 2.0
"""Seconds within which a working disk has taken a line."""
_ATTEMPTS, _AGAIN = 10, 0.02
_PIECE = 1 << 20

Content = Line | Callable[[], Line | None]
"""A line, or what makes it in the thread that writes it; None where there is nothing to write."""


def beside(session: Path) -> Path:
    """A new name for a journal of a session file, hidden beside it."""
    return hidden.beside(session, f".{secrets.token_hex(4)}{ENDING}")


def kept_in(folder: Path) -> Path:
    """A new name for the journal of a session that is in no file, in the user's data folder."""
    return folder / f"{secrets.token_hex(8)}{ENDING}"


class _Move:
    """Asks the thread to write on in another file."""

    def __init__(self, to: Path) -> None:
        self.to = to


_Asked = bytes | Callable[[], Line | None] | threading.Event | _Move | None


class Journal:
    """One file being written.

    ``failed`` is called from the thread, once, with what went wrong; nothing is written after that,
    for lines after a gap could not be used. ``written`` is called from the thread whenever lines
    have reached the disk, ``moved`` when somebody has moved or removed the file, or its folder, and
    it is written on elsewhere. ``make_folder`` has a folder that is not there made.
    """

    def __init__(
        self,
        path: Path,
        failed: Callable[[OSError], None],
        written: Callable[[], None] = lambda: None,
        moved: Callable[[], None] = lambda: None,
        make_folder: bool = True,
    ) -> None:
        self.path = path
        """Where it is being written; another one after ``moved``."""
        self._failed, self._tell_written, self._tell_moved = failed, written, moved
        self._make_folder = make_folder
        self._lines: queue.SimpleQueue[_Asked] = queue.SimpleQueue()
        self._gave_up = False
        self._descriptor = -1
        self._length = 0
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._thread.start()

    def write(self, content: Content) -> None:
        """Append a line, soon."""
        self._lines.put(content if callable(content) else line(content))

    def move(self, to: Path) -> None:
        """Write on in another file, which then holds everything; this one goes."""
        self._lines.put(_Move(to))

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

    # In the thread

    def _work(self) -> None:
        try:
            if self._make_folder:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._descriptor = _made(self.path)
            while self._append():
                pass
        except OSError as error:
            self._let_go()
            self._give_up(error)
        finally:
            self._let_go()

    def _append(self) -> bool:
        """Take all lines there are to disk; False after the last one."""
        taken = [self._lines.get()]
        while not self._lines.empty():
            taken.append(self._lines.get())
        rows: list[bytes] = []
        for one in taken:
            if isinstance(one, bytes):
                rows.append(one)
            elif isinstance(one, _Move):
                self._write(rows)
                rows = []
                self._go_to(one.to)
            elif callable(one):
                made = one()
                rows += [line(made)] if made is not None else []
        self._write(rows)
        for one in taken:
            if isinstance(one, threading.Event):
                one.set()
        if any(isinstance(one, bytes) or callable(one) for one in taken):
            self._tell_written()
        return None not in taken

    def _write(self, rows: list[bytes]) -> None:
        if not rows:
            return
        self._look()
        rest = memoryview(b"".join(rows))
        while rest:
            done = os.write(self._descriptor, rest)
            self._length += done
            rest = rest[done:]
        flush(self._descriptor)

    def _look(self) -> None:
        """See whether the file is still at its place; else go on where it is found again."""
        try:
            if is_at(self.path, self._descriptor):
                return
            folder_is_there = self.path.parent.is_dir()
        except OSError:  # it cannot be told, and what is written is in the file all the same
            return
        if folder_is_there:
            self._go_to(_another(self.path))
        else:
            found = current_path(self._descriptor)
            if found is None:
                raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(self.path))
            self.path = found  # its folder has another name, and it lies where it did
        self._tell_moved()

    def _go_to(self, path: Path) -> None:
        """Write on in a new file that begins with all there is; the old one is removed."""
        before, old = self._descriptor, self.path
        if os.fstat(before).st_size != self._length:
            raise OSError(EIO, os.strerror(EIO), str(old))  # somebody wrote into it
        descriptor = _made(path)
        try:
            os.lseek(before, 0, os.SEEK_SET)
            while piece := os.read(before, _PIECE):
                rest = memoryview(piece)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            flush(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor, self.path = descriptor, path
        try:
            for place in {old, current_path(before)} - {None}:
                if place is not None and place.name.endswith(ENDING) and is_at(place, before):
                    place.unlink(missing_ok=True)
        except OSError:
            pass  # what it holds is in the new one
        finally:
            os.close(before)

    def _let_go(self) -> None:
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def _give_up(self, error: OSError) -> None:
        self._gave_up = True
        self._failed(error)
        while True:  # nobody is to wait for what will not come
            one = self._lines.get()
            if one is None:
                return
            if isinstance(one, threading.Event):
                one.set()


def _another(path: Path) -> Path:
    """Another name for a journal of the same session, in the same folder."""
    beginning, _point, number = path.name.removesuffix(ENDING).rpartition(".")
    other = secrets.token_hex(max(1, len(number) // 2))
    return path.with_name(f"{beginning}.{other}{ENDING}" if beginning else f"{other}{ENDING}")


def _made(path: Path) -> int:
    """A new file that is locked. Before it was, somebody may have taken it for a leftover."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    for _attempt in range(_ATTEMPTS):
        with contextlib.suppress(FileExistsError):  # on Windows, as long as the other looks at it
            descriptor = os.open(path, flags, 0o600)
            if locking.take(descriptor) and is_at(path, descriptor):
                flush_folder(path.parent)
                return descriptor
            os.close(descriptor)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        time.sleep(_AGAIN)
    raise BlockingIOError(EAGAIN, os.strerror(EAGAIN), str(path))

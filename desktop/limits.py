"""What a process may take that reads what is not to be trusted: memory, time, output, no files.

A new reader gets them all by being in the table of ``desktop.importers.read``.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

MEMORY = 2 << 30
"""Bytes."""
SECONDS = 60
"""Of processor time, beyond what was used when the limit was set."""
PATIENCE = 3 * SECONDS
"""Seconds by the clock after which whoever waits gives the process up; a preview too."""
LONG_PATIENCE = 600
"""The same for work on what is our own already, which grows with it: a document, suggestions."""
OUTPUT = 512 << 20
"""Bytes of a reply. The longest text that is read has an eighth of that, escaped at worst six."""
LONGEST_LINE = 16 << 20
"""Bytes of a reply without its payload; nothing a worker has to say is nearly as long."""

OVER_MEMORY, OVER_TIME = 70, 71
"""Exit codes of a process that ended itself for its limits, having no way left to say so."""

_LOOK_EVERY = 0.1


class TookTooLong(Exception):
    """The processor time is used up."""


def limit() -> None:
    """Limit this process from now on.

    ``TookTooLong`` or ``MemoryError`` are raised where the system watches; elsewhere a thread does,
    and ends the process with one of the two codes.
    """
    if sys.platform != "linux":  # Windows has no such limits; macOS does not keep that of memory
        watch(SECONDS, MEMORY, resident)
    if sys.platform == "win32":
        return
    import resource

    memory()
    _lower(resource.RLIMIT_FSIZE, 0)  # a reader writes no files
    _lower(resource.RLIMIT_CORE, 0)  # nor does a crash leave the article in one
    signal.signal(signal.SIGXCPU, _time_is_up)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, SECONDS + int(used.ru_utime + used.ru_stime))


def memory() -> None:
    """No more address space than ``MEMORY`` for this process: ``MemoryError`` beyond it.

    Nothing where the system has no such limit. macOS refuses one below what it has mapped already,
    which is more.
    """
    if sys.platform in ("win32", "darwin"):
        return
    import resource

    _lower(resource.RLIMIT_AS, MEMORY)


def watch(
    seconds: float,
    most: int,
    held: Callable[[], int],
    end: Callable[[int], object] = os._exit,
) -> threading.Thread:
    """Call ``end`` with a code once this process has taken more than it may; in a thread."""
    last = time.process_time() + seconds

    def look() -> None:
        while True:
            if held() > most:
                end(OVER_MEMORY)
                return
            if time.process_time() > last:
                end(OVER_TIME)
                return
            time.sleep(_LOOK_EVERY)

    thread = threading.Thread(target=look, name="limits", daemon=True)
    thread.start()
    return thread


def resident() -> int:
    """Bytes of memory this process holds; on macOS, the most it has held."""
    if sys.platform == "win32":
        return _resident_on_windows()
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _resident_on_windows() -> int:
    """The working set (``GetProcessMemoryInfo``); 0 where Windows does not say."""
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("peak", ctypes.c_size_t),
            ("working", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 6),
        )

    system = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    system.GetCurrentProcess.restype = wintypes.HANDLE
    ask = system.K32GetProcessMemoryInfo
    ask.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    counters = Counters()
    counters.size = ctypes.sizeof(counters)
    found = ask(system.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.working) if found else 0


def _lower(which: int, value: int) -> None:
    import resource

    _soft, hard = resource.getrlimit(which)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (soft, hard))


def _time_is_up(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TookTooLong

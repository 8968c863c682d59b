"""Ctrl+C and other requests of the system to end, heard while the program waits in Qt's event loop.

Python runs a signal handler only between two of its own instructions, and Qt waits outside of it.
So the interpreter writes each signal's number into a pipe, which wakes Qt
(``signal.set_wakeup_fd``).
"""

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class SystemSignals(QObject):
    """Tells once that the program is asked to end; a second signal ends it as the system does.

    One per process, made in the main thread. On Windows nothing is heard: there a console's Ctrl+C
    and the end of a session are messages to the window.
    """

    asked_to_end = Signal(int)
    """The number of the signal."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        self._reading, writing = os.pipe()
        os.set_blocking(self._reading, False)
        os.set_blocking(writing, False)
        for number in self._numbers:
            signal.signal(number, _leave_to_the_pipe)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        heard = [one for one in os.read(self._reading, 512) if one in self._numbers]
        if not heard:
            return
        self._notifier.setEnabled(False)
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
        self.asked_to_end.emit(heard[0])


def _leave_to_the_pipe(_number: int, _frame: FrameType | None) -> None:
    """Python's own handler has nothing left to do."""

"""Waiting for a widget's next frame without burning CPU time, the same way for work and floor."""

import os
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

PATIENCE = 60.0
"""Seconds (of the clock) after which what was waited for counts as never coming."""


class NeverCame(Exception):
    """A frame or a signal was waited for and did not come."""


def wait_until(done: Callable[[], bool]) -> None:
    """Run the event loop until ``done()``, asleep between events so that only work costs time.

    What is in the queue behind it is done too. Raises ``NeverCame`` after ``PATIENCE``.
    """
    waking = QTimer()
    waking.start(1000)
    deadline = monotonic() + PATIENCE
    while not done():
        if monotonic() > deadline:
            raise NeverCame
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QCoreApplication.processEvents()


class Frames(QObject):
    """Sees each frame of one widget: call ``wait`` after what makes it paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self._painted = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted = True
        return False

    def wait(self) -> None:
        """Return when the widget has painted since the last call; see ``wait_until``."""
        wait_until(lambda: self._painted)
        self._painted = False

    def forget(self) -> None:
        """Frames so far do not count."""
        self._painted = False

    def close(self) -> None:
        """Stop watching."""
        self._widget.removeEventFilter(self)


class _Leaving(QObject):
    def __init__(self, widget: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._ready = ready

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._ready():
            # A timer of 0 comes after the frame that is being painted is complete.
            QTimer.singleShot(0, lambda: os._exit(0))
        return False


def leave_after_first_frame(widget: QWidget, ready: Callable[[], bool] = lambda: True) -> None:
    """End the process, without tidying up, at the first frame of ``widget`` when it is ready."""
    widget.installEventFilter(_Leaving(widget, ready))

"""A run of the engine, as the status row shows work."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Reading(QObject):
    """Has the signals of a job."""

    progressed = Signal(float)
    done = Signal()
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, stop: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._stop = stop

    def cancel(self) -> None:
        """Look no further; what was found stays."""
        self._stop()
        self.cancelled.emit()

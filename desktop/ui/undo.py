"""The one undo command: a change, and where to send it."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from desktop.model.change import Change


class Step(QUndoCommand):
    """One step of the undo stack. It holds values only, never widgets."""

    def __init__(self, change: Change, apply: Callable[[Change], bool]) -> None:
        super().__init__(change.title)
        self._change = change
        self._apply = apply

    def redo(self) -> None:
        """Apply the change; Qt calls this for the first time when the step is pushed."""
        self._drop_unless(self._apply(self._change))

    def undo(self) -> None:
        """Take the change back."""
        self._drop_unless(self._apply(self._change.inverse()))

    def _drop_unless(self, applied: bool) -> None:
        """A step that no longer fits the session must not stay on the stack as if it had been."""
        if not applied:
            self.setObsolete(True)

"""The one undo command: a change, and where to send it; and what is told of each step."""

from collections.abc import Callable
from enum import Enum, auto

from msgspec import Struct
from PySide6.QtGui import QUndoCommand

from desktop.model.change import Change
from desktop.model.session import Session


class How(Enum):
    """How a step came about."""

    MADE = auto()
    UNDONE = auto()
    REDONE = auto()


class StepTaken(Struct, frozen=True):
    """A step that everything in the window has followed.

    ``change`` is as it was applied to ``before``: of a step that was undone it is the inverse.
    """

    change: Change
    how: How
    before: Session


class Step(QUndoCommand):
    """One step of the undo stack. It holds values only, never widgets.

    Steps of the same ``run`` that follow each other become one; -1 is no run.
    """

    def __init__(self, change: Change, apply: Callable[[Change], bool], run: int = -1) -> None:
        super().__init__(change.title)
        self._run = run
        self._change = change
        self._apply = apply

    def redo(self) -> None:
        """Apply the change; Qt calls this for the first time when the step is pushed."""
        self._drop_unless(self._apply(self._change))

    def undo(self) -> None:
        """Take the change back."""
        self._drop_unless(self._apply(self._change.inverse()))

    def id(self) -> int:
        """The run; Qt offers ``mergeWith`` only a step of the same one."""
        return self._run

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the step that was just applied."""
        if not isinstance(other, Step) or other.isObsolete():
            return False
        self._change = self._change.then(other._change)
        return True

    def _drop_unless(self, applied: bool) -> None:
        """A step that no longer fits the session must not stay on the stack as if it had been."""
        if not applied:
            self.setObsolete(True)

"""A part of the window that is made when it is first needed."""

from collections.abc import Callable
from typing import Generic, TypeVar

Part = TypeVar("Part")


class Late(Generic[Part]):
    """Call it for the part; ``made`` looks without making it."""

    def __init__(self, make: Callable[[], Part]) -> None:
        self._make = make
        self._part: Part | None = None

    @property
    def made(self) -> Part | None:
        """The part, where it has been needed already."""
        return self._part

    def __call__(self) -> Part:
        if self._part is None:
            self._part = self._make()
        return self._part

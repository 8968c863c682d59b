"""The calls by which the program touches files, counted, recorded, and made to fail.

The product looks these functions up in ``os`` and ``io`` when it calls them, and the standard
library's ``pathlib`` and ``tempfile`` do too, so putting others in their places catches every one.
``tests/torture/test_shim.py`` compares what is caught with what strace sees.
"""

import builtins
import contextlib
import io
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from msgspec import Struct

CALLS = (
    *("open", "write", "fsync", "fstat", "stat", "lstat", "access", "fchmod", "fchown", "chmod"),
    *("replace", "rename", "link", "unlink", "remove", "mkdir", "scandir", "listdir", "symlink"),
    *("read", "lseek", "utime", "truncate", "ftruncate", "readlink"),
)
"""Functions of ``os``; ``close`` comes to them, which has closed by the time it fails."""


class Call(Struct):
    """One call as it was made."""

    name: str
    arguments: tuple[Any, ...]
    returned: Any = None


Before = Callable[[Call], None]


@contextlib.contextmanager
def watched(folder: Path, before: Before, after: Before | None = None) -> Generator[None]:
    """While this holds, ``before`` is told each call about a path or open file under ``folder``.

    What it raises is what the caller gets. ``after`` is told calls that came back.
    """
    inside = os.path.realpath(folder)
    known: set[int] = set()

    def concerns(arguments: tuple[Any, ...]) -> bool:
        first = arguments[0] if arguments else None
        if isinstance(first, int):
            return first in known
        return any(
            isinstance(one, str | os.PathLike) and _lies_in(os.fspath(one), inside)
            for one in arguments[:2]
        )

    def standing_in(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if not concerns(arguments):
                return real(*arguments, **named)
            told = Call(name, arguments)
            before(told)
            told.returned = real(*arguments, **named)
            if name == "open":
                known.add(told.returned)
            if after is not None:
                after(told)
            return told.returned

        return call

    def closing(real: Callable[[int], None]) -> Callable[[int], None]:
        def call(descriptor: int) -> None:
            ours = descriptor in known
            known.discard(descriptor)
            real(descriptor)
            if ours:
                before(Call("close", (descriptor,)))

        return call

    with contextlib.ExitStack() as stack:
        for name in CALLS:
            if hasattr(os, name):
                _put(stack, os, name, standing_in(name, getattr(os, name)))
        _put(stack, os, "close", closing(os.close))
        opening = standing_in("io.open", io.open)
        _put(stack, io, "open", opening)
        _put(stack, builtins, "open", opening)
        yield


def _put(stack: contextlib.ExitStack, where: object, name: str, value: object) -> None:
    stack.callback(setattr, where, name, getattr(where, name))
    setattr(where, name, value)


def _lies_in(path: str | bytes, folder: str) -> bool:
    return os.path.abspath(os.fsdecode(path)).startswith(folder)  # noqa: PTH100 - asks no disk


class Failing:
    """Makes the call with a number fail, once; counts all."""

    def __init__(self, number: int, error: int) -> None:
        """``number`` counts from 0; -1 for none."""
        self._number, self.error = number, error
        self.made = 0
        self.failed: Call | None = None

    def __call__(self, call: Call) -> None:
        """Refuse, if it is this call's turn."""
        turn, self.made = self.made, self.made + 1
        if turn == self._number:
            self.failed = call
            raise OSError(self.error, os.strerror(self.error), _path_of(call))


def _path_of(call: Call) -> str:
    first = call.arguments[0]
    return "" if isinstance(first, int) else os.fsdecode(first)

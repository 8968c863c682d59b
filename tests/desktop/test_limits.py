"""A process that takes more than it may ends, on systems that watch over nothing too."""

import sys
import time
from queue import Queue

import pytest

from desktop import limits

SOON = 20.0
"""Seconds within which a thread that looks every tenth of one has looked."""


def test_what_takes_too_much_memory_is_ended() -> None:
    codes: Queue[int] = Queue()
    limits.watch(1000, 10, lambda: 11, codes.put)
    assert codes.get(timeout=SOON) == limits.OVER_MEMORY


def test_what_takes_too_long_is_ended() -> None:
    codes: Queue[int] = Queue()
    limits.watch(0, 10, lambda: 1, codes.put)
    until = time.monotonic() + SOON
    while codes.empty() and time.monotonic() < until:  # only time at work counts
        pass
    assert codes.get_nowait() == limits.OVER_TIME


@pytest.mark.skipif(sys.platform == "win32", reason="the figure there is the working set")
def test_the_memory_of_this_process_is_known() -> None:
    before = limits.resident()
    held = bytearray(64 << 20)
    held[::4096] = b"x" * len(held[::4096])
    assert before > 1 << 20
    assert limits.resident() - before > 32 << 20


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_a_system_that_refuses_the_limit_of_memory_reads_articles_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource

    def refuse(_which: int, _limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    monkeypatch.setattr(sys, "platform", "darwin")
    limits.memory()

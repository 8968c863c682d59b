"""Content is asked onto the disk itself, in the way that the system has for it."""

import errno
import os
import sys
from pathlib import Path

import pytest

from desktop.store.files import atomic

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fcntl there")


@pytest.mark.parametrize("known", [True, False])
def test_the_cache_of_the_drive_is_emptied_where_that_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    import fcntl

    asked: list[int] = []
    plain: list[int] = []

    def control(_descriptor: int, command: int) -> int:
        asked.append(command)
        if not known:
            raise OSError(errno.ENOTSUP, "not supported")
        return 0

    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", control)
    monkeypatch.setattr(os, "fsync", plain.append)
    atomic.write(tmp_path / "a", b"new")
    assert asked == [51, 51]  # the file and its folder
    assert len(plain) == (0 if known else 2)

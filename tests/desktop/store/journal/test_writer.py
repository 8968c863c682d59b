"""The journal of an open session is written by a thread of its own."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.store.journal import recovery
from desktop.store.journal.lines import read
from desktop.store.journal.writer import Journal, kept_in
from tests.desktop.store.examples import opened
from tests.desktop.store.journal.work import lines_of, work


def nobody(_error: OSError) -> None:
    raise AssertionError("the journal could be written")


def test_a_journal_is_written_by_a_thread_and_read_back(tmp_path: Path) -> None:
    session = opened()
    _after, changes = work(session)
    lines = lines_of(session, changes)
    journal = Journal(tmp_path / "deep" / "a.journal", nobody)
    for one in lines:
        journal.write(one)
    journal.settle()
    assert len(list(read(journal.path.read_bytes()))) == len(lines)
    if sys.platform != "win32":
        assert journal.path.stat().st_mode & 0o777 == 0o600
    journal.close(remove=True)
    assert not journal.path.exists()


def test_a_journal_that_is_being_written_is_nobodys_leftover(tmp_path: Path) -> None:
    journal = Journal(kept_in(tmp_path), nobody)
    journal.write(lines_of(opened(), [])[0])
    journal.settle()
    assert recovery.left_in(tmp_path) == []
    journal.close(remove=False)
    assert recovery.left_in(tmp_path) == [journal.path]


def fails(*_arguments: object) -> int:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_a_full_disk_is_told_once_and_nothing_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    told: list[OSError] = []
    heard = threading.Event()

    def failed(error: OSError) -> None:
        told.append(error)
        heard.set()

    broken: Callable[..., int] = fails
    monkeypatch.setattr(os, call, broken)
    journal = Journal(tmp_path / "a.journal", failed)
    for one in lines_of(opened(), []) * 3:
        journal.write(one)
    assert heard.wait(10)
    journal.settle()
    monkeypatch.undo()
    journal.close(remove=True)
    assert [error.errno for error in told] == [28]

"""The journal of an open session is written by a thread of its own."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.model.identity import AnnotationId
from desktop.store.files import locking
from desktop.store.journal import recovery
from desktop.store.journal.lines import Typing, read
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


def test_half_a_surrogate_pair_ends_no_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.journal", nobody)
    journal.write(lines_of(opened(), [])[0])
    journal.write(Typing(AnnotationId("one"), "a\ud800b"))
    journal.write(Typing(AnnotationId("one"), "after"))
    assert journal.settle()
    journal.close(remove=False)
    _start, *rest = read(journal.path.read_bytes())
    assert rest == [
        Typing(AnnotationId("one"), "a\ufffdb"),
        Typing(AnnotationId("one"), "after"),
    ]


def test_whether_all_is_on_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "a.journal", lambda _error: None)
    journal.write(lines_of(opened(), [])[0])
    assert journal.settle()
    monkeypatch.setattr(os, "write", fails)
    journal.write(lines_of(opened(), [])[0])
    assert not journal.settle()
    monkeypatch.undo()
    journal.close(remove=True)


def test_a_journal_taken_for_a_leftover_before_it_was_locked_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, first = locking.take, [True]

    def take(descriptor: int) -> bool:
        if first and first.pop():  # another program finds it empty, and removes it
            recovery.discard(tmp_path / "a.journal")
        return whole(descriptor)

    monkeypatch.setattr("desktop.store.journal.writer.locking.take", take)
    journal = Journal(tmp_path / "a.journal", nobody)
    journal.write(lines_of(opened(), [])[0])
    assert journal.settle()
    assert len(list(read(journal.path.read_bytes()))) == 1
    assert recovery.left_in(tmp_path) == []
    journal.close(remove=True)


def test_a_journal_that_is_being_written_is_not_discarded(tmp_path: Path) -> None:
    journal = Journal(kept_in(tmp_path), nobody)
    journal.write(lines_of(opened(), [])[0])
    journal.settle()
    recovery.discard(journal.path)
    assert journal.path.exists()
    journal.close(remove=False)
    recovery.discard(journal.path)
    assert not journal.path.exists()


def test_the_name_of_a_journal_is_put_on_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr("desktop.store.journal.writer.flush_folder", folders.append)
    journal = Journal(tmp_path / "a.journal", nobody)
    journal.write(lines_of(opened(), [])[0])
    assert journal.settle()
    assert folders == [tmp_path]
    journal.close(remove=True)

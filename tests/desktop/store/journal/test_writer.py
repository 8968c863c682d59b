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


def typed(path: Path) -> list[str]:
    _start, *rest = read(path.read_bytes())
    return [one.note for one in rest if isinstance(one, Typing)]


def taken_away(path: Path) -> None:
    path.rename(path.with_name(f"{path.stem}.kept.journal-unused"))


def removed(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"x")
    other.replace(path)


def moved_elsewhere(path: Path) -> None:
    folder = path.parent.parent / "elsewhere"
    folder.mkdir()
    path.rename(folder / path.name)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not moved there")
@pytest.mark.parametrize("away", [taken_away, removed, replaced, moved_elsewhere])
def test_a_journal_that_is_taken_away_is_begun_anew_with_everything_in_it(
    tmp_path: Path, away: Callable[[Path], None]
) -> None:
    told = threading.Event()
    folder = tmp_path / "work"
    first = folder / ".a.brief.json.01234567.journal"
    journal = Journal(first, nobody, moved=told.set)
    journal.write(lines_of(opened(), [])[0])
    journal.write(Typing(AnnotationId("one"), "first"))
    assert journal.settle()
    away(first)
    journal.write(Typing(AnnotationId("one"), "second"))
    assert journal.settle()
    assert told.is_set()
    assert journal.path != first
    assert journal.path.parent == folder
    assert typed(journal.path) == ["first", "second"]
    assert journal.path not in recovery.left_beside(folder / "a.brief.json"), "it is held"
    journal.close(remove=False)
    assert journal.path in recovery.left_beside(folder / "a.brief.json")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not say")
def test_a_journal_whose_folder_is_renamed_goes_on_where_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    journal = Journal(folder / ".a.brief.json.01234567.journal", nobody)
    journal.write(lines_of(opened(), [])[0])
    assert journal.settle()
    folder.rename(tmp_path / "elsewhere")
    journal.write(Typing(AnnotationId("one"), "second"))
    assert journal.settle()
    assert not folder.exists()
    assert journal.path == tmp_path / "elsewhere" / ".a.brief.json.01234567.journal"
    assert typed(journal.path) == ["second"]
    journal.close(remove=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_journal_moves_with_all_its_lines(tmp_path: Path) -> None:
    first, second = tmp_path / "a.journal", tmp_path / "b.journal"
    journal = Journal(first, nobody)
    journal.write(lines_of(opened(), [])[0])
    journal.write(Typing(AnnotationId("one"), "first"))
    journal.move(second)
    journal.write(Typing(AnnotationId("one"), "second"))
    assert journal.settle()
    assert not first.exists()
    assert typed(second) == ["first", "second"]
    journal.close(remove=False)


def test_a_journal_that_somebody_wrote_into_is_not_carried_on(tmp_path: Path) -> None:
    told: list[OSError] = []
    first = tmp_path / "a.journal"
    journal = Journal(first, told.append)
    journal.write(lines_of(opened(), [])[0])
    assert journal.settle()
    with first.open("ab") as file:
        file.write(b"x")
    journal.move(tmp_path / "b.journal")
    assert not journal.settle()
    assert [error.errno for error in told] == [5]
    journal.close(remove=True)


def test_a_folder_that_is_gone_is_not_made_again_for_a_session_that_lay_in_it(
    tmp_path: Path,
) -> None:
    told: list[OSError] = []
    journal = Journal(tmp_path / "gone" / "a.journal", told.append, make_folder=False)
    journal.write(lines_of(opened(), [])[0])
    assert not journal.settle()
    assert isinstance(told[0], FileNotFoundError)
    assert not (tmp_path / "gone").exists()
    journal.close(remove=True)

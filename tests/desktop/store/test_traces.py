"""What holds words of articles beside the sessions is found and goes, and nothing else does."""

import os
from pathlib import Path

import pytest

from desktop.store import traces
from desktop.store.files import backups, lock
from desktop.store.files.sessions import save_session
from desktop.store.journal.recovery import UNUSED
from desktop.store.journal.writer import Journal, beside, kept_in
from desktop.store.traces import Kind
from tests.desktop.store.examples import opened


def kinds(found: list[traces.Trace]) -> list[Kind]:
    return sorted(one.kind for one in found)


def set_aside(journal: Path) -> None:
    """A journal that an older program could not use."""
    journal.with_name(f"{journal.stem}.kept{UNUSED}").write_bytes(b"x")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session with one of everything beside it, and with neighbours of its own kind."""
    path = tmp_path / "a.brief.json"
    for near in (path, tmp_path / "a.brief.json.brief.json", tmp_path / "b.brief.json"):
        for _time in range(2):
            save_session(near, opened())
        beside(near).write_bytes(b"x")
        set_aside(beside(near))
    stale, fresh = (tmp_path / f".brieflight-00000000-{n}.tmp" for n in "12")
    stale.touch()
    fresh.touch()
    os.utime(stale, (0, 0))
    return path


def test_what_lies_beside_a_session_is_found_and_goes(path: Path) -> None:
    others = {
        one.name
        for one in path.parent.iterdir()
        if one.name.startswith((".b", ".a.brief.json.brief"))
    }
    found = traces.of_session(path)
    assert kinds(found) == [Kind.BACKUP, Kind.JOURNAL, Kind.PIECE, Kind.UNUSED]
    assert {one.session for one in found} == {path}
    assert traces.remove(found) == []
    assert traces.of_session(path) == []
    assert path.exists()
    assert backups.all_of(path.with_name("b.brief.json")) != []
    assert backups.all_of(path.with_name("a.brief.json.brief.json")) != []
    assert len(others) == 3 + 3 + 2
    gone = [name for name in others if not path.with_name(name).exists()]
    assert gone == [".brieflight-00000000-1.tmp"]
    assert traces.remove(found) == [], "gone already"


def test_a_journal_that_is_being_written_is_none(path: Path) -> None:
    before = len(traces.of_session(path))
    journal = Journal(beside(path), lambda error: None)
    journal.settle()
    assert len(traces.of_session(path)) == before
    journal.close(remove=True)


def test_a_lock_holds_no_words(path: Path) -> None:
    held = lock.take(path, "Ann")
    assert held is not None
    assert held.path not in [one.path for one in traces.of_session(path)]
    held.release()


def test_sessions_that_were_never_saved_are_found_in_the_data_folder(tmp_path: Path) -> None:
    assert traces.of_no_session(tmp_path / "missing") == []
    kept_in(tmp_path).write_bytes(b"x")
    set_aside(kept_in(tmp_path))
    found = traces.of_no_session(tmp_path)
    assert kinds(found) == [Kind.JOURNAL, Kind.UNUSED]
    traces.remove(found)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_is_told(path: Path) -> None:
    trace = traces.Trace(Kind.BACKUP, path.parent, path)
    (failed,) = traces.remove([trace])
    assert failed.path == path.parent

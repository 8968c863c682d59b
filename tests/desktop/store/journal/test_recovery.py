"""What a crash left behind is what was done, wherever the program died."""

from pathlib import Path

import pytest

from desktop.model.session import ChangeConflict, Session
from desktop.store.codec.encoding import encode
from desktop.store.files.sessions import open_session, save_session
from desktop.store.files.stamp import Stamp
from desktop.store.journal import recovery
from desktop.store.journal.lines import Saving, Typing, line
from desktop.store.journal.writer import beside, kept_in
from tests.desktop.store.examples import opened
from tests.desktop.store.journal.work import WHEN, lines_of, work


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, Session, Stamp]:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    found = open_session(path)
    return path, found.session, found.stamp


def test_what_was_done_after_the_last_save_is_done_again(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    after, changes = work(session)
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines_of(session, changes, stamp))))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    assert session.apply(found.change) == after
    assert encode(session.apply(found.change)) == encode(after)
    assert (found.steps, found.last) == (len(changes), WHEN)


def test_a_session_without_a_file_comes_back_whole(tmp_path: Path) -> None:
    session = opened()
    after, changes = work(session)
    journal = kept_in(tmp_path)
    journal.write_bytes(b"".join(map(line, lines_of(session, changes))))
    assert recovery.left_in(tmp_path) == [journal]
    found = recovery.of_no_file(journal)
    assert found is not None
    assert found.change is not None
    assert found.session.apply(found.change) == after


def test_what_a_save_took_along_is_not_done_twice(saved: tuple[Path, Session, Stamp]) -> None:
    path, session, stamp = saved
    after, changes = work(session)
    journal = beside(path)
    lines = lines_of(session, changes, stamp)
    newer = save_session(path, after, before=lambda made: lines.append(Saving(made)))
    journal.write_bytes(b"".join(map(line, lines)))
    assert recovery.of_file(journal, open_session(path).session, newer) is None


def test_a_save_that_did_not_come_to_its_end_loses_nothing(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    after, changes = work(session)
    journal = beside(path)
    never = Saving(Stamp(1, 2, 3))
    journal.write_bytes(b"".join(map(line, [*lines_of(session, changes, stamp), never])))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    assert session.apply(found.change) == after


def test_a_note_half_written_is_kept_as_far_as_it_got(saved: tuple[Path, Session, Stamp]) -> None:
    path, session, stamp = saved
    first = next(iter(session.annotations))
    journal = beside(path)
    lines = [*lines_of(session, [], stamp), Typing(first, "half"), Typing(first, "half a no")]
    journal.write_bytes(b"".join(map(line, lines)))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    assert session.apply(found.change).annotations[first].note == "half a no"


def test_changes_to_another_state_of_the_file_are_not_forced_on_it(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    _after, changes = work(session)
    journal = beside(path)
    other = Stamp(stamp.modified_ns + 1, stamp.size, stamp.inode)
    journal.write_bytes(b"".join(map(line, lines_of(session, changes, other))))
    with pytest.raises(ChangeConflict):
        recovery.of_file(journal, session, stamp)
    kept = recovery.set_aside(journal)
    assert kept.read_bytes()
    assert recovery.left_beside(path) == []

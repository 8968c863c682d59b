"""What a journal holds is what was done, wherever the program died."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing import describing, sources, tagging
from desktop.editing.briefing import choose
from desktop.editing.suggesting import reject, take_back
from desktop.model.annotation import Span
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Change
from desktop.model.decision import SuggestionEngine
from desktop.model.identity import AnnotationId, Instant, PersonId, TagId
from desktop.model.session import ChangeConflict, Session
from desktop.model.suggestion import Suggestion
from desktop.options import SectionName
from desktop.store import recovery
from desktop.store.codec import encode
from desktop.store.files import open_session, save_session
from desktop.store.journal import Journal, beside, kept_in
from desktop.store.journal_lines import FORMAT, Line, Saving, Start, Typing, line, made, read
from desktop.store.stamp import Stamp
from tests.desktop.store.examples import opened

WHEN = Instant("2026-11-22T09:30:00Z")


def step(session: Session, change: Change | None) -> tuple[Session, Change]:
    assert change is not None
    return session.apply(change), change


def work(session: Session) -> tuple[Session, list[Change]]:
    """Some steps an analyst takes, undo among them."""
    source = next(iter(session.sources.values()))
    done: list[Change] = []
    spans = (Span(0, 5),)
    new = tagging.tag(session, source.id, spans, TagId("claim"), PersonId(""), WHEN)
    session, change = step(session, new)
    done.append(change)
    added = change.edits[0].after
    id_ = AnnotationId(getattr(added, "id", ""))
    session, change = step(session, describing.set_note(session, id_, "Look again — 🙂", WHEN))
    done.append(change)
    session, change = step(session, sources.rename(session, "Another title"))
    done.append(change)
    first = next(iter(session.annotations))
    session, change = step(session, tagging.delete(session, [first]))
    done.append(change)
    session, change = step(session, change.inverse())
    done.append(change)
    choice = BriefingChoice(
        title="For the board", sections=(SectionName.CLAIMS, SectionName.SOURCES)
    )
    session, change = step(session, choose(session, choice))
    done.append(change)
    suggestion = Suggestion((Span(2, 9),), TagId("quote"), 0.5, "said")
    engine = SuggestionEngine("brieflight-suggest", "1", "small")
    refused = reject(session, source.id, suggestion, PersonId("urn:x:me"), WHEN, engine)
    session, change = step(session, refused)
    done.append(change)
    session, change = step(session, take_back(session, source.id, suggestion, ()))
    done.append(change)
    session, change = step(session, refused)
    done.append(change)
    front = sources.edit_front(session, source.id, source.front.__class__(title="New"))
    session, change = step(session, front)
    done.append(change)
    return session, done


def lines_of(session: Session, changes: list[Change], stamp: Stamp | None = None) -> list[Line]:
    base = "" if stamp else encode(session).decode()
    start = Start(FORMAT, session.id, "A title", WHEN, stamp, base)
    return [start, *(made(change, WHEN) for change in changes)]


def nobody(_error: OSError) -> None:
    raise AssertionError("the journal could be written")


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


@given(st.data())
def test_a_journal_cut_anywhere_gives_the_steps_that_were_whole(data: st.DataObject) -> None:
    session = opened()
    _after, changes = work(session)
    rows = [line(one) for one in lines_of(session, changes)]
    whole = b"".join(rows)
    cut = data.draw(st.integers(0, len(whole)))
    kept = list(read(whole[:cut]))
    ends = [sum(map(len, rows[:count])) for count in range(len(rows) + 1)]
    assert len(kept) == max(count for count, end in enumerate(ends) if end <= cut)


@given(st.data())
def test_a_bit_that_flips_ends_the_journal_there(data: st.DataObject) -> None:
    session = opened()
    _after, changes = work(session)
    lines = lines_of(session, changes)
    whole = bytearray(b"".join(map(line, lines)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    kept = list(read(bytes(whole)))
    assert len(kept) < len(lines)
    assert kept == list(read(b"".join(map(line, lines))))[: len(kept)]


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

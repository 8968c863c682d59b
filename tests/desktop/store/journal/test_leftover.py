"""What no session takes is read as far as it goes, and becomes a session of its own."""

import os
from pathlib import Path

from msgspec.structs import replace

from desktop.editing import describing
from desktop.model.change import SessionInfo
from desktop.model.identity import SessionId
from desktop.model.session import Session
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.files.known import Digest
from desktop.store.files.sessions import open_session, save_session
from desktop.store.journal.leftover import as_new, held_in, leftover, waiting_beside, words_in
from desktop.store.journal.lines import Line, Saving, Start, Typing, line, made
from desktop.store.journal.recovery import Misfit
from desktop.store.journal.writer import beside
from tests.desktop.store.examples import opened
from tests.desktop.store.journal.work import WHEN, lines_of, work


def left(path: Path, lines: list[Line]) -> Path:
    """A journal of these lines beside the file at ``path``, begun with its content."""
    known = open_session(path).known
    start = lines[0]
    assert isinstance(start, Start)
    journal = beside(path)
    begun = replace(start, digest=Digest(known.content)())
    journal.write_bytes(b"".join(map(line, [begun, *lines[1:]])))
    return journal


def saved(folder: Path, session: Session | None = None) -> Path:
    path = folder / "work.brief.json"
    save_session(path, session or opened())
    return path


def test_what_was_done_to_a_state_that_a_backup_holds_is_there_whole(tmp_path: Path) -> None:
    path = saved(tmp_path)
    first = open_session(path)
    after, changes = work(first.session)
    journal = left(path, lines_of(first.session, changes, first.stamp))
    saved(tmp_path, replace(first.session, info=SessionInfo("Saved by another")))
    (found,) = waiting_beside([path])
    assert (found.why, found.steps) == (Misfit.OTHER_STATE, len(changes))
    held = held_in(journal, path)
    assert held is not None
    assert held.whole
    assert held.session == after


def test_what_a_save_took_along_is_not_offered_when_the_file_is_touched_afterwards(
    tmp_path: Path,
) -> None:
    path = saved(tmp_path)
    first = open_session(path)
    after, changes = work(first.session)
    rows = lines_of(first.session, changes, first.stamp)
    after = replace(after, modified=WHEN)
    save_session(path, after, before=lambda made: rows.append(Saving(made, after.modified)))
    beside(path).write_bytes(b"".join(map(line, rows)))
    os.utime(path, (0, 0))
    (found,) = waiting_beside([path])
    assert found.why is None


def test_without_that_state_it_is_laid_over_what_there_is(tmp_path: Path) -> None:
    path = saved(tmp_path)
    first = open_session(path)
    _after, changes = work(first.session)
    journal = left(path, lines_of(first.session, changes, first.stamp))
    path.write_bytes(encode(replace(first.session, info=SessionInfo("Saved by another"))))
    held = held_in(journal, path)
    assert held is not None
    assert not held.whole
    assert "Look again — 🙂" in [one.note for one in held.touched]
    again = decode(encode(as_new(held))).session
    assert len(again.annotations) == len(held.session.annotations)
    assert again.id != first.session.id


def test_without_the_article_the_words_of_the_passages_make_one(tmp_path: Path) -> None:
    path = saved(tmp_path)
    first = open_session(path)
    session = first.session
    id_ = next(iter(session.annotations))
    noted = describing.set_note(session, id_, "Ask the ferryman", WHEN)
    assert noted is not None
    start = lines_of(session, [], first.stamp)[0]
    journal = left(path, [start, made(noted, WHEN, session.sources)])
    path.write_bytes(encode(replace(session, id=SessionId("urn:x:another"))))
    held = held_in(journal, path)
    assert held is not None
    (passage,) = held.touched
    assert passage.note == "Ask the ferryman"
    assert words_in(held.session, passage) == words_in(session, session.annotations[id_])
    assert decode(encode(as_new(held))).session.annotations.keys() == {id_}


def test_a_note_is_what_it_was_when_it_was_left(tmp_path: Path) -> None:
    path = saved(tmp_path)
    first = open_session(path)
    session = first.session
    id_ = next(iter(session.annotations))
    whole = describing.set_note(session, id_, "half a note", WHEN)
    assert whole is not None
    start = lines_of(session, [], first.stamp)[0]
    lines = [start, Typing(id_, "half"), made(whole, WHEN, session.sources)]
    for typed, note in (
        ((), "half a note"),
        ((Typing(id_, "half a note, and"),), "half a note, and"),
    ):
        journal = left(path, [*lines, *typed])
        held = held_in(journal, None)
        assert held is not None
        assert [one.note for one in held.touched] == [note]


def test_a_journal_that_cannot_be_read_is_named_all_the_same(tmp_path: Path) -> None:
    journal = tmp_path / ".work.brief.json.01234567.journal"
    journal.write_bytes(b"no journal at all\n")
    found = leftover(journal, Misfit.UNREADABLE, tmp_path / "work.brief.json")
    assert (found.title, found.steps) == ("work", 0)
    assert found.last

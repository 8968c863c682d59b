"""What a crash left behind is what was done, wherever the program died."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.editing import describing, sources, tagging
from desktop.model.annotation import Annotation, Span
from desktop.model.change import Change
from desktop.model.identity import Instant, PersonId, SessionId, SourceId, TagId
from desktop.model.session import ChangeConflict, Session
from desktop.store.codec.encoding import encode
from desktop.store.files.known import Digest, Known
from desktop.store.files.sessions import open_session, replace_session, save_session
from desktop.store.files.stamp import Stamp
from desktop.store.journal import recovery
from desktop.store.journal.lines import FORMAT, Saving, Start, Typing, line, made
from desktop.store.journal.recovery import DoesNotFit, Misfit
from desktop.store.journal.writer import beside, kept_in
from tests.desktop.store.examples import FERRY, opened
from tests.desktop.store.journal.work import WHEN, lines_of, step, work


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
    other = Stamp(stamp.modified_ns + 1, stamp.size + 1, stamp.inode)
    journal.write_bytes(b"".join(map(line, lines_of(session, changes, other))))
    with pytest.raises(DoesNotFit) as raised:
        recovery.of_file(journal, session, stamp)
    assert raised.value.why is Misfit.OTHER_STATE
    assert recovery.left_beside(path) == [journal], "it is left where it is"


def test_a_note_half_written_outlives_what_was_done_beside_it(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    first = next(iter(session.annotations))
    _after, changes = work(session)
    other = next(one for one in changes if f"'{first}'" not in repr(one))
    lines = [*lines_of(session, [], stamp), Typing(first, "half a no"), made(other, WHEN)]
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines)))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    assert session.apply(found.change).annotations[first].note == "half a no"


def test_a_note_that_was_left_is_what_it_was_then(saved: tuple[Path, Session, Stamp]) -> None:
    path, session, stamp = saved
    first = next(iter(session.annotations))
    kept = describing.set_note(session, first, "whole", WHEN)
    assert kept is not None
    lines = [*lines_of(session, [], stamp), Typing(first, "whole  "), made(kept, WHEN)]
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines)))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    assert session.apply(found.change).annotations[first].note == "whole"


def test_a_second_journal_of_the_same_work_holds_nothing_more(
    saved: tuple[Path, Session, Stamp],
) -> None:
    """The program died again, between writing what it had recovered and removing the first."""
    path, session, stamp = saved
    after, changes = work(session)
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines_of(session, changes, stamp))))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    again = lines_of(session, [found.change], stamp)
    journal.write_bytes(b"".join(map(line, again)))
    assert recovery.of_file(journal, after, stamp) is None


def test_work_that_was_recovered_survives_a_second_crash(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    after, changes = work(session)
    journal = beside(path)
    for journaled in (changes, None):
        if journaled is None:
            found = recovery.of_file(journal, session, stamp)
            assert found is not None
            assert found.change is not None
            journaled = [found.change, found.change.inverse(), found.change]
        journal.write_bytes(b"".join(map(line, lines_of(session, journaled, stamp))))
        found = recovery.of_file(journal, session, stamp)
        assert found is not None
        assert found.change is not None
        assert session.apply(found.change) == after


def of_another(session: Session, stamp: Stamp) -> bytes:
    _after, changes = work(session)
    other = replace(session, id=SessionId("urn:x:another"))
    return b"".join(map(line, lines_of(other, changes, stamp)))


def damaged(session: Session, stamp: Stamp) -> bytes:
    return b"\x00" + b"".join(map(line, lines_of(session, work(session)[1], stamp)))


def newer(session: Session, stamp: Stamp) -> bytes:
    return line(Start(FORMAT + 1, session.id, "", WHEN, stamp)) + b'{"type":"unheard of"} 0\n'


@pytest.mark.parametrize("content", [of_another, damaged, newer])
def test_a_journal_that_cannot_be_used_is_not_taken_for_an_empty_one(
    saved: tuple[Path, Session, Stamp], content: Callable[[Session, Stamp], bytes]
) -> None:
    path, session, stamp = saved
    journal = beside(path)
    journal.write_bytes(content(session, stamp))
    with pytest.raises(ChangeConflict):
        recovery.of_file(journal, session, stamp)


def test_a_journal_that_was_only_just_begun_is_an_empty_one(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    journal = beside(path)
    for content in (b"", line(lines_of(session, [], stamp)[0])[:-12]):
        journal.write_bytes(content)
        assert recovery.of_file(journal, session, stamp) is None


def test_an_article_that_was_added_and_taken_back_is_no_part_of_what_is_recovered(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    source = next(iter(session.sources.values()))
    another = replace(source, id=SourceId("urn:x:added"), text="Other words. " * 9, blocks=())
    added = sources.add_source(session, another)
    assert added is not None
    spans = (Span(0, 5),)
    tagged = tagging.tag(session, source.id, spans, TagId("claim"), PersonId(""), WHEN)
    assert tagged is not None
    lines = lines_of(session, [added, added.inverse(), tagged], stamp)
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines)))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    assert [edit.after for edit in found.change.edits] == [edit.after for edit in tagged.edits]


def test_an_article_with_passages_that_was_added_is_recovered_with_them_and_can_be_undone(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    source = next(iter(session.sources.values()))
    another = replace(source, id=SourceId("urn:x:added"), text="Other words. " * 9, blocks=())
    after, added = step(session, sources.add_source(session, another))
    spans = (Span(0, 5),)
    after, tagged = step(
        after, tagging.tag(after, another.id, spans, TagId("claim"), PersonId(""), WHEN)
    )
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines_of(session, [added, tagged], stamp))))
    found = recovery.of_file(journal, session, stamp)
    assert found is not None
    assert found.change is not None
    recovered = session.apply(found.change)
    assert recovered == after
    assert recovered.apply(found.change.inverse()) == session


def written(path: Path, session: Session, changes: list[Change], known: Known) -> Path:
    """The journal of a file, as the program writes it, left behind."""
    journal = beside(path)
    start, *rest = lines_of(session, changes, known.stamp)
    assert isinstance(start, Start)
    whole = [replace(start, digest=Digest(known.content)()), *rest]
    journal.write_bytes(b"".join(map(line, whole)))
    return journal


def touched(path: Path) -> Path:
    os.utime(path, (0, 0))
    return path


def to_the_second(path: Path) -> Path:
    when = int(path.stat().st_mtime)
    os.utime(path, (when, when))
    return path


def copied(path: Path) -> Path:
    other = path.with_name("copy")
    shutil.copytree(path.parent, other)
    return other / path.name


def put_back(path: Path) -> Path:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    return path


def renamed(path: Path) -> Path:
    return path.rename(path.with_name("final.brief.json"))


def renamed_and_another_in_its_place(path: Path) -> Path:
    other = renamed(path)
    save_session(path, replace(opened(), id=SessionId("urn:x:another")))
    return other


def folder_renamed(path: Path) -> Path:
    folder = path.parent.rename(path.parent.with_name("elsewhere"))
    return folder / path.name


AFTERWARDS = (
    *(touched, to_the_second, copied, put_back, renamed),
    *(renamed_and_another_in_its_place, folder_renamed),
)


@pytest.mark.parametrize("happens", AFTERWARDS)
def test_a_file_with_the_same_bytes_finds_its_journal_whatever_happened_to_it(
    tmp_path: Path, happens: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    path = folder / "work.brief.json"
    save_session(path, opened())
    session = open_session(path).session
    after, changes = work(session)
    written(path, session, changes, open_session(path).known)
    place = happens(path)
    now = open_session(place)
    (journal,) = recovery.left_beside(place, now.session.id)
    found = recovery.of_file(journal, now.session, now.stamp, Digest(now.known.content))
    assert found is not None
    assert found.change is not None
    assert now.session.apply(found.change) == after


def test_a_save_is_known_by_what_the_session_in_the_file_says_too(tmp_path: Path) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    first = open_session(path)
    after, changes = work(first.session)
    rows = lines_of(first.session, changes, first.stamp)
    after = replace(after, modified=Instant("2026-11-28T16:20:00Z"))
    saved = replace_session(path, after, None)
    rows.append(Saving(saved.stamp, after.modified))
    beside(path).write_bytes(b"".join(map(line, rows)))
    touched(path)
    now = open_session(path)
    (journal,) = recovery.left_beside(path)
    assert recovery.of_file(journal, now.session, now.stamp, Digest(now.known.content)) is None


def test_the_content_is_looked_at_only_where_the_stamp_is_another_one(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    _after, changes = work(session)
    journal = beside(path)
    journal.write_bytes(b"".join(map(line, lines_of(session, changes, stamp))))

    def never() -> str:
        raise AssertionError("the file was hashed")

    assert recovery.of_file(journal, session, stamp, never) is not None


def test_a_file_of_the_same_size_with_another_content_does_not_take_the_journal(
    tmp_path: Path,
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    first = open_session(path)
    _after, changes = work(first.session)
    journal = written(path, first.session, changes, first.known)
    path.write_bytes(path.read_bytes().replace(b"The ferry", b"The fairy", 1))
    now = open_session(path)
    assert now.stamp.size == first.stamp.size
    with pytest.raises(DoesNotFit) as raised:
        recovery.of_file(journal, now.session, now.stamp, Digest(now.known.content))
    assert raised.value.why is Misfit.OTHER_STATE


def test_the_journal_of_a_session_stays_with_it_while_a_copy_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    first = open_session(path)
    _after, changes = work(first.session)
    journal = written(path, first.session, changes, first.known)
    copy = path.with_name("copy.brief.json")
    copy.write_bytes(path.read_bytes())
    assert recovery.left_beside(copy, first.session.id) == []
    assert recovery.left_beside(path, first.session.id) == [journal]


@pytest.mark.parametrize("name", ["ferry", "renamed"])
def test_a_journal_without_a_digest_is_still_recovered(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.brief.json"
    path.write_bytes(FERRY.read_bytes())
    journal = tmp_path / ".ferry.brief.json.38e9c619.journal"
    journal.write_bytes((FERRY.parent / "ferry-without-digest.journal").read_bytes())
    now = open_session(path)
    assert recovery.left_beside(path, now.session.id) == [journal]
    found = recovery.of_file(journal, now.session, now.stamp, Digest(now.known.content))
    assert found is not None
    assert found.change is not None
    (added,) = (edit.after for edit in found.change.edits)
    assert isinstance(added, Annotation)
    assert added.note == "Typed before the crash"


def test_a_journal_that_was_set_aside_by_an_older_program_is_found_again(
    saved: tuple[Path, Session, Stamp],
) -> None:
    path, session, stamp = saved
    after, changes = work(session)
    journal = beside(path)
    aside = journal.with_name(f"{journal.stem}.kept{recovery.UNUSED}")
    aside.write_bytes(b"".join(map(line, lines_of(session, changes, stamp))))
    assert recovery.left_beside(path) == [aside]
    found = recovery.of_file(aside, session, stamp)
    assert found is not None
    assert found.change is not None
    assert session.apply(found.change) == after

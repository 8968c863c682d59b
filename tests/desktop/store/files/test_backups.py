"""The last good states of a session stay beside it, and nothing that was there is destroyed."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.model.change import SessionInfo
from desktop.model.session import Session, new_session
from desktop.store.errors import ChangedOutside, WriteFailed
from desktop.store.files import atomic, backups, hidden
from desktop.store.files.sessions import know, open_session, replace_session, save_session
from tests.desktop.store.examples import ferry

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links are POSIX's")


def called(title: str) -> Session:
    return replace(new_session(), info=SessionInfo(title))


def titles(path: Path) -> list[str]:
    return [open_session(one).session.info.title for one in backups.all_of(path)]


def refused(number: int) -> Callable[..., None]:
    def refuse(*_arguments: object, **_names: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_the_last_three_states_are_kept_the_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    for title in "one two three four five".split():
        save_session(path, called(title))
    assert titles(path) == ["four", "three", "two"]
    assert all(one.name.startswith(".") for one in backups.all_of(path))


@POSIX
def test_a_file_system_without_links_keeps_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refused(errno.EPERM))
    path = tmp_path / "a.brief.json"
    for title in "one two three".split():
        save_session(path, called(title))
    assert titles(path) == ["two", "one"]
    found = backups.newest_good(path)
    assert found is not None
    assert open_session(found.path).session.info.title == "two"
    assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o600}


@POSIX
def test_a_backup_costs_no_copy_where_there_are_links(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    number = save_session(path, called("one")).inode
    save_session(path, called("two"))
    assert backups.all_of(path)[0].stat().st_ino == number


@POSIX
def test_a_backup_is_private_even_where_the_session_is_shared(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, called("one"))
    path.chmod(0o664)
    save_session(path, called("two"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o664
    assert stat.S_IMODE(backups.all_of(path)[0].stat().st_mode) == 0o600


@POSIX
def test_the_backups_of_a_linked_session_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    path, link = tmp_path / "far" / "a.brief.json", tmp_path / "link.brief.json"
    save_session(path, called("one"))
    link.symlink_to(path)
    save_session(link, called("two"))
    assert link.is_symlink()
    assert titles(path) == titles(link) == ["one"]
    assert [one.parent for one in backups.all_of(link)] == [tmp_path / "far"]


def test_saves_that_fail_at_the_last_moment_push_no_backup_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.brief.json"
    for title in "one two three four".split():
        save_session(path, called(title))
    whole = os.replace

    def refuse(old: Path, new: Path) -> None:
        if new == path:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        whole(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        for _time in range(4):
            with pytest.raises(WriteFailed):
                save_session(path, called("never"))
    assert titles(path) == ["four", "three", "two"]
    save_session(path, called("five"))
    assert titles(path) == ["four", "three", "two"]


def test_a_folder_that_takes_no_backup_does_not_keep_a_session_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, called("one"))
    (tmp_path / ".a.brief.json.1.backup").mkdir()
    (tmp_path / ".a.brief.json.2.backup").mkdir()
    (tmp_path / ".a.brief.json.2.backup" / "full").touch()
    monkeypatch.setattr(os, "link", refused(errno.ENOSPC))
    save_session(path, called("two"))
    assert open_session(path).session.info.title == "two"


def test_the_newest_backup_that_opens_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    assert backups.newest_good(path) is None
    for title in "one two three".split():
        save_session(path, called(title))
    newest, older = backups.all_of(path)
    newest.write_bytes(newest.read_bytes()[:99])
    found = backups.newest_good(path)
    assert found is not None
    assert found.path == older
    older.write_bytes(b"")
    assert backups.newest_good(path) is None


def test_a_damaged_file_is_kept_when_it_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(b"{torn")
    last = know(path, backups.DAMAGED)
    assert last is not None
    last = replace_session(path, called("mended"), last)
    (kept,) = backups.all_of(path)
    assert "damaged" in kept.name
    assert kept.read_bytes() == b"{torn"
    for title in "one two three four".split():
        last = replace_session(path, called(title), last)
    assert kept in backups.all_of(path)
    assert len(backups.all_of(path)) == 4


def test_a_damaged_file_that_cannot_be_kept_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(b"{torn")
    last = know(path, backups.DAMAGED)
    whole = os.open

    def no_backup(name: object, *rest: object, **names: object) -> int:
        # The copy is written beside the session, before it: the first temporary file is the save's.
        if str(name).endswith(".tmp") and atomic.left_over(path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(name))
        return whole(name, *rest, **names)  # pyright: ignore[reportArgumentType] - handed through

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", refused(errno.EPERM))
        patch.setattr(os, "open", no_backup)
        with pytest.raises(WriteFailed):
            replace_session(path, called("mended"), last)
    assert path.read_bytes() == b"{torn"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_file_that_another_program_wrote_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, called("one"))
    found = open_session(path)
    save_session(path, called("other"))
    for _time in range(2):
        with pytest.raises(ChangedOutside):
            replace_session(path, found.session, found.known)
    assert open_session(path).session.info.title == "other"
    assert atomic.left_over(path) == []


def test_a_file_of_the_same_size_and_time_with_other_bytes_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, called("one"))
    found = open_session(path)
    before = path.stat()
    with path.open("r+b") as file:
        file.write(found.known.data().replace(b'"one"', b'"two"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedOutside):
        replace_session(path, found.session, found.known)


def test_a_file_that_was_only_touched_moved_away_or_copied_back_is_no_other_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, called("one"))
    last = open_session(path).known
    os.utime(path)
    last = replace_session(path, called("two"), last)
    path.chmod(0o640)
    last = replace_session(path, called("three"), last)
    path.write_bytes(path.read_bytes())
    last = replace_session(path, called("four"), last)
    path.unlink()
    last = replace_session(path, called("five"), last)
    assert open_session(path).session.info.title == "five"


def test_saving_again_and_again_is_no_change_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry())
    found = open_session(path)
    last = found.known
    for _time in range(5):
        last = replace_session(path, found.session, last, found.cache)
    assert last.data() == path.read_bytes()


def test_what_a_killed_save_left_is_found_again(tmp_path: Path) -> None:
    ours, other = tmp_path / "a.brief.json", tmp_path / "b.brief.json"

    def die(_made: os.stat_result) -> None:
        assert len(atomic.left_over(ours)) == 1
        assert atomic.left_over(other) == []

    atomic.write(ours, b"x", before=die)
    assert atomic.left_over(ours) == []


def test_a_name_too_long_for_an_ending_is_shortened(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 115 + ".brief.json")
    save_session(path, called("one"))
    save_session(path, called("two"))
    assert titles(path) == ["one"]
    assert len(os.fsencode(hidden.beside(path, ".lock").name)) < 200
    assert hidden.beside(path, ".lock") != hidden.beside(tmp_path / ("é" * 115 + ".json"), ".lock")

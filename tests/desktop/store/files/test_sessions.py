"""Session files: opening, saving, telling."""

import errno
import io
import json
import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.model.change import SessionInfo
from desktop.model.session import new_session
from desktop.store.codec.decoding import ReadOnly
from desktop.store.errors import BadSession, ChangedOutside, ReadFailed, Reason, WriteFailed
from desktop.store.files import backups
from desktop.store.files.sessions import (
    is_session,
    is_session_file,
    open_session,
    replace_session,
    save_session,
)
from desktop.store.files.stamp import stamp as stamp_now
from tests.desktop.store.examples import FERRY, ferry, ferry_with, opened


def test_what_is_saved_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    session = replace(new_session(), info=SessionInfo("A title"))
    stamp = save_session(path, session)
    found = open_session(path)
    assert (found.session, found.path, found.stamp) == (session, path, stamp)
    assert found.checked
    assert found.read_only is None


def test_a_session_file_is_its_owners_alone(tmp_path: Path) -> None:
    save_session(tmp_path / "a.brief.json", new_session())
    assert stat.S_IMODE((tmp_path / "a.brief.json").stat().st_mode) == 0o600


def test_saving_with_the_cache_of_opening_writes_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, opened())
    before = path.read_bytes()
    found = open_session(path)
    save_session(path, found.session, found.cache)
    assert path.read_bytes() == before


def test_a_stamp_tells_when_another_program_wrote_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    stamp = save_session(path, new_session())
    assert stamp_now(path.stat()) == stamp
    path.write_bytes(path.read_bytes() + b" ")
    assert stamp_now(path.stat()) != stamp


def test_a_save_that_fails_leaves_the_file_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry())

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteFailed) as caught:
        save_session(path, new_session())
    assert caught.value.errno == errno.ENOSPC
    assert path.read_bytes() == ferry()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"x-text"', '"length": 176, "x-text"', Reason.DUPLICATE_KEY),
        ('"exact": "14', '"exact": "15', Reason.TEXT_MISMATCH),
        ('"end": 58', '"end": 999', Reason.SPAN_OUTSIDE),
    ],
)
def test_a_small_file_is_looked_through_at_once(
    tmp_path: Path, old: str, new: str, reason: Reason
) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry_with(old, new))
    with pytest.raises(BadSession) as caught:
        open_session(path)
    assert caught.value.reason is reason


def test_a_large_file_is_opened_unchecked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.files.sessions.CHECKED_AT_ONCE", 100)
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry_with('"exact": "14', '"exact": "15'))
    assert not open_session(path).checked


def test_a_file_of_a_newer_program_is_opened_read_only(tmp_path: Path) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry_with('"minReader": 1', '"minReader": 2'))
    assert open_session(path).read_only is ReadOnly.NEWER


def test_a_file_too_large_for_any_session_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.files.sessions.LARGEST", 100)
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry())
    with pytest.raises(BadSession) as caught:
        open_session(path)
    assert caught.value.reason is Reason.TOO_LARGE


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    for name, number in (("missing.json", errno.ENOENT), ("", errno.EISDIR)):
        with pytest.raises(ReadFailed) as caught:
            open_session(tmp_path / name)
        assert (caught.value.path, caught.value.errno) == (tmp_path / name, number)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadFailed):
        open_session(tmp_path / "pipe")
    assert not is_session_file(tmp_path / "pipe")


def test_a_session_is_told_by_its_name_or_by_how_it_starts(tmp_path: Path) -> None:
    other = tmp_path / "renamed.txt"
    other.write_bytes(ferry())
    assert is_session_file(FERRY)
    assert is_session_file(tmp_path / "Any.BRIEF.JSON")
    assert is_session_file(other)
    other.write_bytes(b"An article about a brieflight-session.")
    assert not is_session_file(other)
    assert not is_session_file(tmp_path / "missing.txt")


def test_a_start_is_told_whatever_the_layout() -> None:
    assert is_session(ferry()[:200])
    assert is_session(b"\xef\xbb\xbf \n" + json.dumps(json.loads(ferry())).encode())
    assert not is_session(b'["format", "brieflight-session"]')
    assert not is_session(b"")


def test_what_is_written_while_a_file_is_read_is_not_taken_for_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.brief.json"
    path.write_bytes(ferry())
    theirs = ferry_with('"title": "The ferry"', '"title": "Of them!!"')
    assert len(theirs) == len(ferry())
    whole = Path.open

    class Raced(io.BufferedReader):
        """Another program writes as soon as all has been read."""

        def read(self, size: int | None = -1, /) -> bytes:
            content = super().read(size)
            with whole(path, "r+b") as other:
                other.write(theirs)
            os.utime(path, ns=(1, 1))
            return content

    monkeypatch.setattr(Path, "open", lambda self, mode: Raced(io.FileIO(self, mode)))
    found = open_session(path)
    monkeypatch.undo()
    assert found.session == opened()
    with pytest.raises(ChangedOutside):
        replace_session(path, found.session, found.known, found.cache)
    assert path.read_bytes() == theirs


def test_what_is_written_while_the_backup_is_made_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.brief.json"
    save_session(path, opened())
    found = open_session(path)
    theirs = ferry_with('"title": "The ferry"', '"title": "Of another program"')
    whole = backups.rotate

    def rotate(session: Path) -> None:
        whole(session)
        other = tmp_path / "other"
        other.write_bytes(theirs)
        other.replace(path)

    monkeypatch.setattr(backups, "rotate", rotate)
    with pytest.raises(ChangedOutside):
        replace_session(path, found.session, found.known, found.cache)
    assert path.read_bytes() == theirs

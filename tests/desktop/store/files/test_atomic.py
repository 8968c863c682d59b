"""A file is the old one or the new one, whatever happens meanwhile."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.store.errors import WriteFailed
from desktop.store.files.atomic import write

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links are POSIX's")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fails_with(number: int) -> Callable[..., None]:
    def fail(*_arguments: object, **_names: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    found = write(path, b"new")
    assert path.read_bytes() == b"new"
    assert (found.st_size, found.st_ino) == (3, path.stat().st_ino)
    assert names(tmp_path) == ["a.json"]


def test_pieces_are_written_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"longer than what comes")
    write(path, iter((b"one ", b"", b"two")))
    assert path.read_bytes() == b"one two"


def test_a_write_that_takes_part_of_the_bytes_goes_on_with_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, data[:3]))
    write(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


@POSIX
def test_a_new_file_has_the_mode_asked_for_and_one_that_is_there_keeps_its_own(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.json"
    write(path, b"1", 0o600)
    assert mode_of(path) == 0o600
    path.chmod(0o664)
    write(path, b"2", 0o600)
    assert mode_of(path) == 0o664
    before = os.umask(0o027)
    try:
        write(tmp_path / "b", b"3")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "b") == 0o640


@POSIX
def test_a_disk_without_owners_and_modes_takes_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fchown", fails_with(errno.EPERM))
    monkeypatch.setattr(os, "fchmod", fails_with(errno.EPERM))
    write(path, b"new")
    assert path.read_bytes() == b"new"


@POSIX
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "a.json", tmp_path / "link.json"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    dangling = tmp_path / "dangling.json"
    dangling.symlink_to(tmp_path / "far" / "b.json")
    write(dangling, b"new")
    assert dangling.is_symlink()
    assert names(tmp_path / "far") == ["a.json", "b.json"]


@POSIX
def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(WriteFailed) as caught:
        write(tmp_path / "a", b"new")
    assert caught.value.errno == errno.ELOOP
    assert (tmp_path / "a").is_symlink()


@pytest.mark.parametrize("function", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_when_the_system_refuses_the_file_is_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, function, fails_with(number))
    with pytest.raises(WriteFailed) as caught:
        write(path, b"new")
    monkeypatch.undo()
    assert (caught.value.path, caught.value.errno) == (path, number)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


def test_when_the_pieces_do_not_come_the_file_is_what_it_was(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write(path, pieces())
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


def test_a_file_that_was_made_read_only_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for anybody but root
    with pytest.raises(WriteFailed) as caught:
        write(path, b"new")
    assert caught.value.errno == errno.EACCES
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="it cannot be told there")
def test_a_file_on_a_disk_that_can_only_be_read_is_told_from_one_made_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    found = os.statvfs(path)

    class ReadOnly:
        f_flag = found.f_flag | os.ST_RDONLY

    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(os, "statvfs", lambda _path: ReadOnly)
    with pytest.raises(WriteFailed) as caught:
        write(path, b"new")
    assert caught.value.errno == errno.EROFS
    assert names(tmp_path) == ["a.json"]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no such folder")
def test_a_folder_in_which_no_file_can_be_made_is_told_from_one_that_is_missing(
    tmp_path: Path,
) -> None:
    for path, number in (
        (Path("/proc/a.json"), errno.EOPNOTSUPP),
        (tmp_path / "missing" / "a.json", errno.ENOENT),
    ):
        with pytest.raises(WriteFailed) as caught:
            write(path, b"new")
        assert caught.value.errno == number


def test_a_folder_in_the_place_of_a_file_is_told_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(WriteFailed) as caught:
        write(tmp_path / "a.json", b"new")
    assert caught.value.errno == errno.EISDIR


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(WriteFailed) as caught:
            write(tmp_path / "a.json", b"new")
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.errno == errno.EACCES
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["", "missing/a.json", "x" * 300])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteFailed) as caught:
        write(tmp_path / name, b"new")
    assert caught.value.path == tmp_path / name
    assert names(tmp_path) == []


@POSIX
def test_the_folder_is_synced_after_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []
    whole = os.fsync

    def fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append((kind, (tmp_path / "a").exists()))
        whole(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write(tmp_path / "a", b"new")
    assert seen == [("file", False), ("folder", True)]


@POSIX
def test_a_folder_that_cannot_be_synced_does_not_make_a_written_file_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no fsync of folders here")
        whole(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_that_is_being_looked_at_is_replaced_as_soon_as_it_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    whole, refused = os.replace, [1, 2]

    def replace(source: Path, target: Path) -> None:
        if refused:
            refused.pop()
            raise PermissionError(errno.EACCES, "in use", str(target))
        whole(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(WriteFailed):
        write(path, b"new")
    refused[:] = [1, 2]
    monkeypatch.setattr("desktop.store.files.atomic._WAITS", (0.0, 0.0, 0.0))
    write(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("missing", ["fchown", "fchmod"])
def test_a_system_that_knows_only_modes_or_only_owners_replaces_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delattr(os, missing, raising=False)
    (tmp_path / "a").write_bytes(b"old")
    write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"

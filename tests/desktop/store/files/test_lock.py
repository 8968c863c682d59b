"""One program writes a session at a time, and the dead hold nothing."""

import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.model.identity import Instant
from desktop.store.files import lock
from desktop.store.files.lock import Held, Holder

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the other program is POSIX's")

OTHER = """
import sys, time
from pathlib import Path
from desktop.store.files import lock
held = lock.take(Path(sys.argv[1]), "Ann")
print("held", flush=True)
sys.stdin.readline()
held.release()
"""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return tmp_path / "a.brief.json"


@pytest.fixture
def other(session: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another program that holds the lock until it reads a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(session)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_the_second_program_is_told_who_has_the_session(
    session: Path, other: "subprocess.Popen[str]"
) -> None:
    with pytest.raises(Held) as caught:
        lock.take(session)
    holder = caught.value.holder
    assert holder is not None
    assert (holder.owner, holder.host, holder.process) == ("Ann", socket.gethostname(), other.pid)


def test_a_lock_is_free_again_once_it_is_released(session: Path) -> None:
    for _time in range(2):
        held = lock.take(session)
        assert held is not None
        with pytest.raises(Held):
            lock.take(session)
        held.release()
        held.release()
    assert names(session.parent) == []


def test_the_lock_of_a_dead_program_is_taken_over(
    session: Path, other: "subprocess.Popen[str]"
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert names(session.parent) == [".a.brief.json.lock"]
    held = lock.take(session, "Ben")
    assert held is not None
    said = msgspec.json.decode(held.path.read_bytes(), type=Holder)
    assert (said.owner, said.process) == ("Ben", os.getpid())
    held.release()


def test_a_link_and_its_file_have_one_lock(session: Path) -> None:
    session.touch()
    link = session.parent / "link.json"
    link.symlink_to(session)
    held = lock.take(session)
    with pytest.raises(Held):
        lock.take(link)
    assert held is not None
    held.release()


def no_locks(_descriptor: int, _operation: int) -> None:
    raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))


def test_without_locks_of_the_system_a_living_holder_is_believed(
    session: Path, other: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(Held):
        lock.take(session)
    other.send_signal(signal.SIGKILL)
    other.wait()
    held = lock.take(session)
    assert held is not None
    held.release()


FAR = Holder(
    "Ana",
    "ANAS-LAPTOP",
    1,
    Instant("2026-01-05T08:00:00Z"),
    Instant("2026-01-05T08:05:00Z"),
)


def signed_by(holder: Holder, session: Path) -> Path:
    """The lock of another machine, as a synchronised folder brings it over."""
    path = lock.place(session)
    path.write_bytes(msgspec.json.encode(holder) + b"\n")
    return path


@pytest.mark.parametrize("has_locks", [True, False])
def test_the_lock_of_another_machine_is_left_alone_until_a_person_says_so(
    session: Path, monkeypatch: pytest.MonkeyPatch, has_locks: bool
) -> None:
    import fcntl

    if not has_locks:
        monkeypatch.setattr(fcntl, "flock", no_locks)
    path = signed_by(FAR, session)
    before = path.read_bytes()
    for over in (None, msgspec.structs.replace(FAR, owner="Eva")):
        with pytest.raises(Held) as caught:
            lock.take(session, over=over)
        assert (caught.value.holder, caught.value.by_word_only) == (FAR, True)
    assert path.read_bytes() == before
    later = msgspec.structs.replace(FAR, renewed=Instant("2026-01-05T09:00:00Z"))
    held = lock.take(session, "Ben", over=later)
    assert held is not None
    said = msgspec.json.decode(path.read_bytes(), type=Holder)
    assert (said.owner, said.host) == ("Ben", socket.gethostname())
    held.release()
    assert names(session.parent) == []


def test_a_lock_is_renewed_at_most_once_a_second_and_is_never_empty(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = ["08:00:00", "08:00:00", "08:00:07", "08:00:07"]
    monkeypatch.setattr(lock, "now", lambda: Instant(f"2026-01-05T{moments.pop(0)}Z"))
    written: list[int] = []
    write = os.write
    held = lock.take(session, "Ann")
    assert held is not None

    def counted(descriptor: int, data: bytes) -> int:
        written.append(held.path.stat().st_size)
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", counted)
    for _line in range(3):
        assert held.renew() is None
    said = msgspec.json.decode(held.path.read_bytes(), type=Holder)
    assert (said.since, said.renewed) == ("2026-01-05T08:00:00Z", "2026-01-05T08:00:07Z")
    assert len(written) == 1
    assert all(written)
    held.release()


def later_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(60))
    monkeypatch.setattr(lock, "now", lambda: Instant(f"2026-01-05T08:00:{next(moments):02}Z"))


def test_a_lock_whose_file_was_removed_is_made_again_when_it_is_renewed(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_each_time(monkeypatch)
    held = lock.take(session, "Ann")
    assert held is not None
    held.path.unlink()
    assert held.renew() is None
    assert held.holds
    said = msgspec.json.decode(held.path.read_bytes(), type=Holder)
    assert (said.owner, said.renewed > said.since) == ("Ann", True)
    with pytest.raises(Held):
        lock.take(session)
    held.release()
    assert names(session.parent) == []


@pytest.mark.parametrize("in_place", [True, False])
def test_a_lock_that_another_machine_has_signed_is_neither_renewed_nor_removed(
    session: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    later_each_time(monkeypatch)
    held = lock.take(session, "Ben")
    assert held is not None
    if not in_place:
        held.path.unlink()
    path = signed_by(FAR, session)
    signed = path.read_bytes()
    assert held.renew() == FAR
    assert not held.holds
    held.release()
    assert path.read_bytes() == signed


def test_older_programs_read_the_lock_and_theirs_is_read(session: Path) -> None:
    class Older(msgspec.Struct, frozen=True):
        owner: str
        host: str
        process: int
        since: Instant

    held = lock.take(session, "Ann")
    assert held is not None
    said = msgspec.json.decode(held.path.read_bytes(), type=Older)
    assert (said.owner, said.host, said.process) == ("Ann", socket.gethostname(), os.getpid())
    held.release()
    before = Older("Ana", "ANAS-LAPTOP", 1, Instant("2026-01-05T08:00:00Z"))
    lock.place(session).write_bytes(msgspec.json.encode(before))
    with pytest.raises(Held) as caught:
        lock.take(session)
    assert caught.value.holder is not None
    assert caught.value.holder.last_seen == before.since


def test_two_machines_of_one_name_are_told_apart(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "machine_id", lambda: "a1b2")
    held = lock.take(session, "Ann")
    assert held is not None
    signed = held.path.read_bytes()
    held.release()
    held.path.write_bytes(signed)  # as it comes over to the other machine
    monkeypatch.setattr(lock, "machine_id", lambda: "c3d4")
    with pytest.raises(Held) as caught:
        lock.take(session, "Ben")
    assert caught.value.by_word_only
    monkeypatch.setattr(lock, "machine_id", lambda: "a1b2")
    again = lock.take(session, "Ann")  # the same machine, whose program has ended
    assert again is not None
    again.release()


@pytest.mark.parametrize("own", ["", "a1b2"])
@pytest.mark.parametrize("other", ["", "a1b2"])
def test_a_machine_without_an_id_is_known_by_its_name(
    own: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "machine_id", lambda: own)
    assert not lock.is_elsewhere(lock.host(), other)
    assert lock.is_elsewhere("ANAS-LAPTOP", other)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no file with their id")
@pytest.mark.parametrize("said", ["", "uninitialized", "4f" * 3, "é" * 32, "../" * 20])
def test_the_id_of_a_machine_is_stable_and_private_and_none_where_the_system_has_none(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "machine-id"
    monkeypatch.setattr(lock, "MACHINE_IDS", (str(tmp_path / "none"), str(kept)))
    own = lock.machine_id.__wrapped__
    assert own() == ""
    kept.write_text("4f" * 16 + "\n", "utf-8")
    id_ = own()
    assert (len(id_), own()) == (16, id_)
    assert "4f4f" not in id_
    kept.write_text("4e" * 16, "utf-8")
    assert own() != id_
    kept.write_text(said, "utf-8")
    assert own() == ""


def test_without_locks_of_the_system_a_word_that_cannot_be_read_is_nobodys(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", no_locks)
    path = session.parent / ".a.brief.json.lock"
    path.write_bytes(b"no JSON")
    held = lock.take(session)
    assert held is not None
    held.release()


def test_a_folder_that_takes_no_lock_has_none(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuse)
    assert lock.take(session) is None


def test_a_lock_that_may_not_be_opened_is_held(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (session.parent / ".a.brief.json.lock").touch()

    def refuse(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(Held) as caught:
        lock.take(session)
    assert caught.value.holder is None


def test_a_lock_is_not_given_up_because_the_disk_does_not_answer(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = lock.take(session)
    assert held is not None

    def fail(_path: Path, **_how: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", fail)
        assert held.holds
    held.path.unlink()
    assert not held.holds
    held.release()

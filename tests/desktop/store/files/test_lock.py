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


def test_without_locks_of_the_system_a_holder_elsewhere_is_believed(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", no_locks)
    far = Holder("Ann", "elsewhere.example", 1, Instant("2026-01-05T08:00:00Z"))
    path = session.parent / ".a.brief.json.lock"
    path.write_bytes(msgspec.json.encode(far))
    with pytest.raises(Held) as caught:
        lock.take(session)
    assert caught.value.holder == far
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

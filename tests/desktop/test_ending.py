"""Ctrl+C and SIGTERM end every command and the window, with nothing lost and nothing left lying."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.store.files.sessions import open_session, save_session
from desktop.store.journal import recovery
from tests.desktop.test_cli import ARTICLE, ROOT
from tests.desktop.ui.articles import HARBOUR, session, source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
PATIENCE = 60.0

# Each prints a line when it has begun what it is to be interrupted in.
SLOW_EXPORT = """
import sys, time
from desktop.store.files import atomic
real = atomic.flush
def flush(descriptor):
    print("begun", flush=True)
    time.sleep(600)
atomic.flush = flush
from desktop.cli import main
sys.exit(main())
"""
SLOW_SUGGEST = """
import sys, time
from desktop.suggest import engine
def found(*_):
    print("begun", flush=True)
    time.sleep(600)
engine.Engine.found = found
from desktop.cli import main
sys.exit(main())
"""


def started(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BRIEFLIGHT_CONFIG": str(folder / "settings"),
            "QT_QPA_PLATFORM": "offscreen",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    save_session(tmp_path / "a.brief.json", session(source(*HARBOUR)))
    return tmp_path


def interrupt(process: "subprocess.Popen[str]", number: int, whole_group: bool) -> tuple[int, str]:
    """The exit code and what was said; a terminal sends Ctrl+C to the whole group."""
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    (os.killpg if whole_group else os.kill)(process.pid, number)
    _out, said = process.communicate(timeout=PATIENCE)
    harmless = "This plugin does not support propagateSizeHints()\n"  # the offscreen platform's
    return process.returncode, said.replace(harmless, "")


def is_alive(group: int) -> bool:
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_export_that_is_ended_leaves_no_temporary_file(folder: Path, number: int) -> None:
    before = sorted(one.name for one in folder.iterdir())
    process = started(folder, "-c", SLOW_EXPORT, "export", "a.brief.json", "-o", "out.md")
    code, said = interrupt(process, number, whole_group=False)
    assert (code, said) == (128 + number, "")
    assert sorted(one.name for one in folder.iterdir()) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_suggesting_ends_and_writes_no_session(folder: Path, number: int) -> None:
    arguments = ("suggest", "a.txt", "-o", "made.brief.json")
    process = started(folder, "-c", SLOW_SUGGEST, *arguments)
    code, said = interrupt(process, number, whole_group=True)
    assert (code, said) == (128 + number, "")
    assert not (folder / "made.brief.json").exists()


@pytest.mark.parametrize(("number", "group"), [(signal.SIGINT, True), (signal.SIGTERM, False)])
def test_an_archive_ends_with_all_its_processes_and_a_whole_line(
    folder: Path, number: int, group: bool
) -> None:
    rows = [{"id": 1, "text": ARTICLE}, *({"id": n, "text": "", "wait": n} for n in range(2, 40))]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    slow = (
        "import sys\n"
        "from desktop import archive\n"
        "from tests.desktop import deadly\n"
        "archive.answered = deadly.answered\n"
        "from desktop.cli import main\n"
        "sys.exit(main())\n"
    )
    arguments = ("suggest", "--jsonl", "in.jsonl", "out.jsonl", "--jobs", "2")
    process = started(folder, "-c", slow, *arguments)
    waiting = folder / "waiting"
    limit = time.monotonic() + PATIENCE
    while not waiting.exists():
        assert time.monotonic() < limit
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    (os.killpg if group else os.kill)(process.pid, number)
    _out, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (128 + number, "")
    for line in (folder / "out.jsonl").read_text("utf-8").splitlines(keepends=True):
        assert line.endswith("\n")
        json.loads(line)
    while is_alive(process.pid):  # the last of them is only just reaped
        assert time.monotonic() < limit
        time.sleep(0.02)


@pytest.mark.parametrize("state", ["idle", "edited", "asking", "working"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_window_ends_and_what_is_unsaved_is_found_again(
    folder: Path, number: int, state: str
) -> None:
    path = folder / "a.brief.json"
    process = started(folder, "-m", "tests.desktop.ui.interrupted", str(path), state)
    code, said = interrupt(process, number, whole_group=number == signal.SIGINT)
    assert (code, said) == (128 + number, "")
    opened = open_session(path)
    assert not opened.session.annotations
    found = [recovery.of_file(one, opened.session, opened.stamp) for one in left(path)]
    if state == "idle":
        assert found == []
    else:
        (held,) = found
        assert held is not None
        assert held.change is not None
        (passage,) = opened.session.apply(held.change).annotations.values()
        assert passage.note == "half a no"
    while is_alive(process.pid):
        time.sleep(0.02)
    assert not list(folder.glob("**/*.tmp"))


def left(path: Path) -> list[Path]:
    return list(recovery.left_beside(path))

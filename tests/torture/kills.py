"""The program is killed while it changes and saves.

After each kill the session is opened in a window as the next start would, with what its journal
holds, and every part of the window has to show what the session says.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application
from desktop.store.files.known import Digest
from desktop.store.files.sessions import open_session, save_session
from desktop.store.journal import recovery
from tests.desktop.store.examples import opened
from tests.desktop.ui.agreement import differences
from tests.torture.result import Result

ROOT = Path(__file__).parents[2]
ALLOWED = 1.0
"""Seconds of work that a kill may take."""


class Killed(NamedTuple):
    """What one kill did. ``lost`` is the age of the oldest change that is gone, in seconds;
    ``wrong`` says what the window shows else than the session."""

    opened: bool
    changes: int
    lost: float
    wrong: tuple[str, ...] = ()


def kill_once(path: Path, patience: float) -> Killed:
    """Let the program work on the session at ``path`` for ``patience`` seconds and kill it.

    There has to be an application.
    """
    command = [sys.executable, "-m", "tests.torture.restless", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline()]  # it works by now
        time.sleep(patience)
        child.kill()
        killed = time.time()
        told += child.stdout.readlines()
    made = [line.split() for line in told if line.endswith("\n")]
    times = {int(number): float(at) for number, at in made}
    try:
        number, wrong = reopened(path)
    except ValueError:
        return Killed(False, len(times), killed - min(times.values(), default=killed))
    gone = [at for one, at in times.items() if one > number]
    return Killed(True, len(times), killed - min(gone) if gone else 0.0, wrong)


def reopened(path: Path) -> tuple[int, tuple[str, ...]]:
    """The last number that a window finds again, which saves it, and what it shows wrongly.

    Raises ``ValueError`` where the session cannot be opened or saved.
    """
    application = create_application()
    window = build_window(application)
    window.show()
    workspace = window.workspace
    try:
        workspace.open_path(path)
        QApplication.processEvents()
        if workspace.path is None:
            raise ValueError("it cannot be opened")
        wrong = differences(window)
        first = next(iter(workspace.session.annotations.values()))
        if not workspace.save():
            raise ValueError("it cannot be saved")
        others = [id_ for id_ in workspace.session.annotations if id_ != first.id]
        workspace.delete(others[60:])
        wrong += differences(window)
        workspace.save()
        return int(first.note or "0"), tuple(wrong)
    finally:
        workspace.stop_jobs()
        window.hide()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def kept(path: Path) -> int:
    """The last number that is found again, which is then in the file and in no journal."""
    found = open_session(path)
    session = found.session
    for journal in recovery.left_beside(path):
        held = recovery.of_file(journal, session, found.stamp, Digest(found.known.content))
        if held is not None and held.change is not None:
            session = session.apply(held.change)
        recovery.discard(journal)
    save_session(path, session)
    return int(next(iter(session.annotations.values())).note or "0")


def prepared(folder: Path) -> Path:
    """A session whose first passage has the number 0 as its note."""
    path = folder / "work.brief.json"
    session = opened()
    first = next(iter(session.annotations.values()))
    save_session(path, replace(session, annotations={first.id: replace(first, note="0")}))
    return path


def run(count: int) -> Result:
    """Kill as often as asked, at random moments."""
    result = Result("killed at work")
    with tempfile.TemporaryDirectory() as folder:
        path = prepared(Path(folder))
        done = [kill_once(path, random.uniform(0.0, 0.4)) for _one in range(count)]
    worst = max(one.lost for one in done)
    result.runs = count
    result.lost = sum(not one.opened or one.lost > ALLOWED or bool(one.wrong) for one in done)
    for what in (what for one in done for what in one.wrong):
        result.remember(what)
    changes = sum(one.changes for one in done)
    result.remember(f"{worst:.3f} s of work lost, of {changes} changes")
    return result

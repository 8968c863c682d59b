"""A folder that is read-only, deleted, full, or on a file system without links and locks.

The real window saves there: the work is kept and “Save as…” offered, which then works elsewhere;
where only links and locks are missing, the save itself works.
"""

import contextlib
import errno
import fcntl
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from desktop.app import build_window, create_application
from desktop.settings import Settings
from desktop.store.files.sessions import open_session
from desktop.ui.window.main_window import MainWindow
from tests.torture.kills import prepared
from tests.torture.result import Result
from tests.torture.shim import Call, watched

NOBODY = 65534
SMALL = 1024
"""Bytes that may be written where nearly nothing may: fewer than the session has."""

Place = Callable[[Path], contextlib.AbstractContextManager[bool]]
"""Makes a folder what it is to be; False where this machine does not let it be made so."""


@contextlib.contextmanager
def read_only(folder: Path) -> Generator[bool]:
    """Nobody may write there; root, who may everything, is nobody for so long."""
    root = os.geteuid() == 0
    session = next(folder.glob("*.brief.json"))
    if root:
        os.chown(session, NOBODY, -1)
    folder.chmod(0o555)
    try:
        if root:
            os.seteuid(NOBODY)
        yield not os.access(folder, os.W_OK, effective_ids=True)
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)


@contextlib.contextmanager
def deleted(folder: Path) -> Generator[bool]:
    """It is gone."""
    shutil.rmtree(folder)
    yield True
    folder.mkdir(exist_ok=True)


@contextlib.contextmanager
def full(folder: Path) -> Generator[bool]:
    """A small file system of its own, with no room left. Needs root, and the right to mount."""
    session = next(folder.glob("*.brief.json"))
    data = session.read_bytes()
    if not _mounted(folder):
        yield False
    else:
        try:
            session.write_bytes(data)
            with contextlib.suppress(OSError), (folder / "filler").open("wb", 0) as filler:
                while True:
                    filler.write(bytes(SMALL))
            yield True
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def _mounted(folder: Path) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True).returncode == 0


@contextlib.contextmanager
def too_large(folder: Path) -> Generator[bool]:
    """Files may have a few bytes only, as under a quota."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, hard))
    try:
        yield True
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def without_links(folder: Path) -> Generator[bool]:
    """As on a memory stick: no links, no locks, no owners."""

    def refuse(call: Call) -> None:
        if call.name in ("link", "symlink", "fchmod", "fchown", "chmod"):
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def no_locks(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    locking, fcntl.flock = fcntl.flock, no_locks
    try:
        with watched(folder, refuse):
            yield True
    finally:
        fcntl.flock = locking


PLACES: tuple[tuple[str, Place, bool], ...] = (
    ("read-only", read_only, False),
    ("deleted", deleted, False),
    ("full", full, False),
    ("too large", too_large, False),
    ("without links", without_links, True),
)
"""What a folder is called, how it becomes that, and whether a save there is to work."""


def run() -> Result:
    """Save once in each."""
    result, skipped = Result("folders that take no files"), list[str]()
    application = create_application()
    for name, place, works in PLACES:
        with tempfile.TemporaryDirectory() as base:
            Path(base).chmod(0o711)
            try:
                made = _one(result, application, Path(base), name, place, works)
            except Exception as error:  # noqa: BLE001 - a crash is what is looked for
                result.crashes += 1
                result.remember(f"{name}: {type(error).__name__}: {error}")
            else:
                result.runs += made
                skipped += [] if made else [name]
    missing = f"; not on this machine: {', '.join(skipped)}" if skipped else ""
    result.worst = result.worst or f"changes kept, Save as… offered{missing}"
    return result


def _one(
    result: Result, application: QApplication, base: Path, name: str, place: Place, works: bool
) -> bool:
    folder, elsewhere = base / "work", base / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    path, other = prepared(folder), elsewhere / "other.brief.json"
    window = build_window(application, Settings(theme="light"))
    window.show()
    workspace = window.workspace
    workspace.open_path(path)
    first = next(iter(workspace.session.annotations))
    workspace.set_note(first, "1")
    with place(folder) as made:
        if not made:
            workspace.stop_jobs()
            return False
        with _answering("Not now", None) as asked:
            saved = window.filing.save()
    with _answering("Save as…", other):
        kept = workspace.session.annotations[first].note == "1"
        if saved != works:
            result.false_saved += saved
            result.lost += not saved
            result.remember(f"{name}: said that it saved is {saved}; {asked}")
        elif not saved and not _offered(asked, path.name):
            result.undetected += 1
            result.remember(f"{name}: Save as… was not offered: {asked}")
        if not kept or (not saved and not workspace.unsaved):
            result.lost += 1
            result.remember(f"{name}: the change is gone")
        elif not window.filing.save_as() or _note(other) != "1":
            result.lost += 1
            result.remember(f"{name}: it cannot be saved elsewhere either")
    _take_down(window)
    return True


@contextlib.contextmanager
def _answering(button: str, chosen: Path | None) -> Generator[list[str]]:
    """Press ``button`` in every message box and choose a file where one is asked for.

    Gives what the boxes said, each with the names of its buttons.
    """
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(" | ".join([box.text(), *(one.text() for one in box.buttons())]))
        next(one for one in box.buttons() if one.text() == button).click()
        return 0

    def choose(*_asked: object) -> tuple[str, str]:
        return (str(chosen) if chosen is not None else "", "")

    real = QMessageBox.exec, QFileDialog.getSaveFileName
    setattr(QMessageBox, "exec", exec_)  # noqa: B010 - the checker knows it as a method
    setattr(QFileDialog, "getSaveFileName", choose)  # noqa: B010
    try:
        yield asked
    finally:
        setattr(QMessageBox, "exec", real[0])  # noqa: B010
        setattr(QFileDialog, "getSaveFileName", real[1])  # noqa: B010


def _offered(asked: list[str], name: str) -> bool:
    return any("Save as…" in one and name in one for one in asked)


def _note(path: Path) -> str:
    return next(iter(open_session(path).session.annotations.values())).note


def _take_down(window: MainWindow) -> None:
    window.workspace.stop_jobs()
    window.workspace.undo_stack.setClean()
    window.hide()
    window.deleteLater()
    QApplication.processEvents()

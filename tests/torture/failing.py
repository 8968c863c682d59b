"""Every file call of a save, the journal and an export fails once, with each of four errors.

After each the program is taken to die, and the next start must find all the work: in the session
file, or in its journal, unless a sentence had said that the journal cannot be written.
"""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.model.identity import AnnotationId
from desktop.protocol import Exported, ExportSession, Failed, Format
from desktop.settings import Settings
from desktop.store.codec.encoding import encode
from desktop.ui.session.workspace import Workspace
from desktop.worker import perform
from tests.desktop.store.examples import opened
from tests.torture.kills import kept, prepared
from tests.torture.result import Result
from tests.torture.shim import Call, Failing, watched

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES)
CAUSES = {errno.ENOSPC: "room", errno.EDQUOT: "room", errno.EACCES: "allowed"}
"""What the sentence about a failure says of its cause; for others the system's own words."""
FORMATS: tuple[Format, ...] = ("docx", "pdf", "html", "md")


def run(every: int) -> Result:
    """Fail each ``every``-th call; 1 for all of them."""
    result = Result("file calls failing")
    for one in (_save, _first_save, _journal, _journal_of_untitled):
        _each_call(result, one, every)
    for form in FORMATS:
        _each_call(result, lambda result, failing, form=form: _export(result, failing, form), every)
    result.worst = result.worst or "each told in a sentence with file and cause"
    return result


def _each_call(result: Result, scenario: Callable[[Result, Failing], None], every: int) -> None:
    counting = Failing(-1, 0)
    scenario(result, counting)
    assert counting.made, "the scenario touches no file"
    for number in range(0, counting.made, every):
        for error in ERRORS:
            failing = Failing(number, error)
            try:
                scenario(result, failing)
            except Exception as crash:  # noqa: BLE001 - a crash is what is looked for
                result.crashes += 1
                result.remember(f"{_what(failing)}: {type(crash).__name__}: {crash}")


class _Open:
    """A session at work in a workspace of its own, and what it says."""

    def __init__(self, folder: Path, path: Path | None) -> None:
        self.folder, self.said = folder, list[str]()
        self.workspace = Workspace(Settings, journals=folder / "data")
        for signal in (
            self.workspace.failed,
            self.workspace.noticed,
            self.workspace.warned,
            self.workspace.save_failed,
            self.workspace.changed_outside,
        ):
            signal.connect(self.said.append)
        if path is not None:
            self.workspace.open_path(path)
        self.first = AnnotationId("")
        for id_ in self.workspace.session.annotations:
            self.first = self.first or id_

    @property
    def note(self) -> str:
        return self.workspace.session.annotations[self.first].note

    def die(self) -> None:
        """Let go of the journal as a killed program does: it stays."""

        def stays(call: Call) -> None:
            if call.name in ("unlink", "remove"):
                raise OSError(errno.EIO, "killed")

        with watched(self.folder, stays):
            self.workspace.stop_jobs()
        QCoreApplication.processEvents()


def _save(result: Result, failing: Failing) -> None:
    """A save over an older file, with a change in the journal."""
    with tempfile.TemporaryDirectory() as name:
        path = prepared(Path(name))
        work = _Open(Path(name), path)
        work.workspace.set_note(work.first, "1")
        work.workspace.journaling.settle()
        with watched(Path(name), failing):
            saved = work.workspace.save()
        _look(result, failing, work, saved, path)


def _first_save(result: Result, failing: Failing) -> None:
    """A save to a file that is not there yet."""
    with tempfile.TemporaryDirectory() as name:
        work = _Open(Path(name), prepared(Path(name)))
        work.workspace.set_note(work.first, "1")
        work.workspace.journaling.settle()
        target = Path(name) / "other.brief.json"
        with watched(Path(name), failing):
            saved = work.workspace.save_as(target)
        _look(result, failing, work, saved, target if saved else Path(name) / "work.brief.json")


def _journal(result: Result, failing: Failing) -> None:
    """The first change after opening, which begins the journal."""
    with tempfile.TemporaryDirectory() as name:
        path = prepared(Path(name))
        work = _Open(Path(name), path)
        with watched(Path(name), failing):
            work.workspace.set_note(work.first, "1")
            work.workspace.journaling.settle()
        QCoreApplication.processEvents()
        _look(result, failing, work, None, path)


def _journal_of_untitled(result: Result, failing: Failing) -> None:
    """The first change of a session that is in no file."""
    with tempfile.TemporaryDirectory() as name:
        work = _Open(Path(name), None)
        with watched(Path(name), failing):
            work.workspace.rename("Harbour")
            work.workspace.journaling.settle()
        QCoreApplication.processEvents()
        result.runs += 1
        if work.workspace.session.info.title != "Harbour":
            result.lost += 1
            result.remember(f"{_what(failing)}: the change is gone from the session")
        work.die()
        found = Workspace(Settings, journals=Path(name) / "data").journaling.left_over()
        if not found and not _told(work.said, failing, ""):
            result.lost += 1
            result.remember(f"{_what(failing)}: not journalled, and nobody said so: {work.said}")


def _look(result: Result, failing: Failing, work: _Open, saved: bool | None, path: Path) -> None:
    """Judge what became of the change; ``saved`` is what the save said, None without one."""
    result.runs += 1
    what = _what(failing)
    if work.note != "1" or (saved is False and not work.workspace.unsaved):
        result.lost += 1
        result.remember(f"{what}: the change is gone from the session")
    told = _told(work.said, failing, path.name if saved is None else "")
    if saved is False and not told:
        result.undetected += 1
        result.remember(f"{what}: no sentence names file and cause: {work.said}")
    work.die()
    found = kept(path)
    if saved and found != 1:
        result.false_saved += 1
        result.remember(f"{what}: said to be saved, and is not")
    elif found != 1 and not told:
        result.lost += 1
        result.remember(f"{what}: lost after a crash, and nobody said so: {work.said}")


def _export(result: Result, failing: Failing, form: Format) -> None:
    """A briefing written over an older one."""
    with tempfile.TemporaryDirectory() as name:
        target, session = Path(name) / f"briefing.{form}", encode(opened())
        target.write_bytes(b"older")
        request = ExportSession(str(target), form, len(session))
        with watched(Path(name), failing):
            reply, _data = perform(request, session, lambda done: None)
        result.runs += 1
        size = target.stat().st_size
        if isinstance(reply, Exported):
            if size != reply.size:
                result.false_saved += 1
                result.remember(f"{_what(failing)}: said to be exported, and is not")
        elif target.read_bytes() != b"older":
            result.lost += 1
            result.remember(f"{_what(failing)}: the older briefing is gone")
        elif not isinstance(reply, Failed) or not _told([reply.sentence], failing, target.name):
            result.undetected += 1
            result.remember(f"{_what(failing)}: no sentence names file and cause: {reply}")


def _told(said: list[str], failing: Failing, name: str) -> bool:
    """Whether one of the sentences names the file and why it failed."""
    cause = CAUSES.get(failing.error, os.strerror(failing.error))
    known = {cause, os.strerror(failing.error)}
    return any(name in one and any(words in one for words in known) for one in said)


def _what(failing: Failing) -> str:
    if failing.failed is None:
        return "nothing failing"
    return f"{failing.failed.name} {os.strerror(failing.error)}"

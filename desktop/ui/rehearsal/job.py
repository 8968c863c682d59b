"""The job itself: open, mark, note, save, reopen in a second process, compare, export."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from desktop import messages
from desktop.i18n import _
from desktop.model.annotation import joined
from desktop.model.source import FrontMatter
from desktop.printable_line import print_line
from desktop.protocol import WORKER_FOLDER
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.rehearsal.hands import (
    GaveUp,
    click,
    drag_over,
    in_dialogs,
    name_file,
    press,
    wait_for,
)
from desktop.ui.rehearsal.plan import Mark, plan_for
from desktop.ui.window.main_window import MainWindow
from resources.files import SAMPLE_ARTICLE

LIMIT_MS = 180_000
"""What the whole job may take before the process is ended."""

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYS = {
    "claim": Qt.Key.Key_1,
    "quote": Qt.Key.Key_2,
    "opinion": Qt.Key.Key_3,
    "context": Qt.Key.Key_4,
}
_SECONDS = 60


class _Refused(Exception):
    """The window said no; the argument is its sentence."""


def rehearse_job(window: MainWindow, files: list[Path], folder: Path) -> int:
    """Do the whole job on the first file and print where the results lie; the exit code.

    Without a file it is done on the sample article. A job that takes longer than ``LIMIT_MS`` ends
    the process with exit code 1.
    Given a session instead of an article, open it and print as JSON what the window shows of it:
    that is what the second process of a rehearsal does.
    """
    refusals: list[str] = []
    window.workspace.failed.connect(refusals.append)
    file = files[0] if files else SAMPLE_ARTICLE
    limit = QTimer(window)
    limit.timeout.connect(lambda: _run_out(window))
    limit.start(LIMIT_MS)
    try:
        if file.name.endswith(".brief.json"):
            _open(window, file, refusals)
            sys.stdout.buffer.write(msgspec.json.encode(_shown(window)) + b"\n")
        else:
            for path in _Rehearsal(window, file, folder.resolve(), refusals).run():
                print_line(str(path), sys.stdout)
    except (_Refused, GaveUp) as error:
        _say_stopped(str(error))
        return 1
    except OSError as error:
        _say_stopped(messages.not_written(error, str(folder)))
        return 1
    finally:
        limit.stop()
        window.workspace.stop_jobs()
        window.end_suggestions()
        window.hide()
    return 0


class _Rehearsal:
    def __init__(
        self, window: MainWindow, article: Path, folder: Path, refusals: list[str]
    ) -> None:
        self._window = window
        self._article = article
        self._refusals = refusals
        folder.mkdir(parents=True, exist_ok=True)
        stem = article.stem or "article"
        self._session = folder / f"{stem}.brief.json"
        self._documents = {name: folder / f"{stem}.{name}" for name in ("docx", "pdf")}
        self._picture = folder / f"{stem}.png"
        for old in (self._session, *self._documents.values(), self._picture):
            old.unlink(missing_ok=True)

    def run(self) -> list[Path]:
        """The job, in the order an analyst does it; session, Word, PDF and picture."""
        window = self._window
        found: list[FrontMatter] = []
        window.workspace.front_matter_found.connect(lambda _id, front: found.append(front))
        _open(window, self._article, self._refusals)
        if found:
            self._set_apart()
        self._mark()
        self._accept_surest()
        self._save()
        self._compare()
        for name in ("docx", "pdf"):
            self._export(name)
        self._take_picture()
        return [self._session, *self._documents.values(), self._picture]

    def _set_apart(self) -> None:
        for button in self._window.notice.findChildren(QPushButton):
            if button.text() == _("Set apart"):
                click(button)

    def _mark(self) -> None:
        source = self._window.workspace.source
        if source is None:
            raise GaveUp("an article")
        plan = plan_for(source)
        if not plan.marks:
            raise _Refused(_("the article has no word to mark."))
        for position, mark in enumerate(plan.marks):
            self._make(mark)
            if position == plan.noted:
                self._note()
        press(self._window.reader, Qt.Key.Key_Z, _CONTROL)
        press(self._window.reader, Qt.Key.Key_Z, _CONTROL | _SHIFT)
        made = {(held.tag, held.spans) for held in self._window.workspace.passages(source.id)}
        if made != {(mark.tag, joined(mark.spans)) for mark in plan.marks}:
            raise GaveUp(_("the passages it meant to mark"))

    def _accept_surest(self) -> None:
        """Have the article looked through, and accept what is sure enough to be accepted unseen."""
        window, suggester = self._window, self._window.suggester
        wait_for(
            _("suggestions"),
            lambda: press(window.reader, Qt.Key.Key_F7),
            suggester.finished,
            suggester.failed,
        )
        window.triage.refresh()
        surest = window.review.panel.sure
        if surest.isEnabled():
            click(surest)
        press(window.reader, Qt.Key.Key_Escape)

    def _make(self, mark: Mark) -> None:
        reader = self._window.reader
        for part, span in enumerate(mark.spans):
            drag_over(reader, *reader.document_range(span))
            press(reader, _KEYS[mark.tag], _SHIFT if part else Qt.KeyboardModifier.NoModifier)

    def _note(self) -> None:
        from PySide6.QtTest import QTest

        press(self._window.reader, Qt.Key.Key_N)
        note = self._window.inspector.note
        QTest.keyClicks(note, _("Rehearsal: check who said this, and when."))
        press(note, Qt.Key.Key_Escape)

    def _save(self) -> None:
        reader = self._window.reader
        in_dialogs(
            lambda: press(reader, Qt.Key.Key_S, _CONTROL),
            lambda dialog: name_file(dialog, str(self._session)),
        )
        if not self._session.is_file() or self._window.workspace.unsaved:
            raise GaveUp("a saved session")

    def _compare(self) -> None:
        command = [sys.executable, "-m", "desktop", "--rehearse", str(self._session.parent)]
        try:
            reopened = subprocess.run(
                [*command, str(self._session)],
                cwd=WORKER_FOLDER,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise GaveUp("the end of a second process") from error
        if reopened.returncode != 0:
            raise GaveUp("a second process that opens the session")
        lines = reopened.stdout.splitlines()
        if msgspec.json.decode(lines[-1]) != msgspec.to_builtins(_shown(self._window)):
            raise GaveUp("the same passages in the reopened session")

    def _export(self, name: str) -> None:
        reader, workspace = self._window.reader, self._window.workspace
        target = self._documents[name]

        def choose(dialog: QDialog) -> None:
            if not isinstance(dialog, ExportDialog):
                raise GaveUp("the export dialog")
            for button in dialog.format.group.buttons():
                if dialog.format.value != name:
                    click(button)
            click(dialog.ok)

        wait_for(
            _("the {name} file").format(name=name),
            lambda: in_dialogs(
                lambda: press(reader, Qt.Key.Key_E, _CONTROL),
                choose,
                lambda dialog: name_file(dialog, str(target)),
            ),
            workspace.exported,
            workspace.failed,
        )
        if self._refusals:
            raise _Refused(self._refusals[0])

    def _take_picture(self) -> None:
        window = self._window
        window.notice.hide()
        press(window.reader, Qt.Key.Key_Home, _CONTROL)
        listed = window.passages.passages.annotations()
        if listed:
            window.workspace.set_current(listed[0].id, reveal=True)
        QApplication.processEvents()
        if not window.grab().save(str(self._picture)):
            raise GaveUp("a picture of the window")


def _say_stopped(reason: str) -> None:
    sentence = _("brieflight: the rehearsal stopped: {reason}").format(reason=reason)
    print_line(sentence)


def _run_out(window: MainWindow) -> None:
    """End the process at once: a dialog that nobody answers would hold it for ever."""
    window.workspace.stop_jobs()
    _say_stopped(_("it took too long."))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(1)


def _open(window: MainWindow, path: Path, refusals: list[str]) -> None:
    """Open a file and wait until it is shown, or raise with the sentence the window gave."""
    window.resize(1440, 900)
    window.show()
    QApplication.processEvents()
    workspace = window.workspace
    wait_for(
        _("the article"), lambda: workspace.open_path(path), workspace.opened, workspace.failed
    )
    if refusals:
        raise _Refused(refusals[0])
    QApplication.processEvents()


def _shown(window: MainWindow) -> list[dict[str, object]]:
    """What the window shows of each passage, from the rows of its list."""
    rows = window.passages.passages
    return [
        {
            "id": held.id,
            "tag": held.tag,
            "spans": [[span.start, span.end] for span in held.spans],
            "note": held.note,
            "line": rows.first_line(held),
            "place": rows.place(held),
        }
        for held in rows.annotations()
    ]

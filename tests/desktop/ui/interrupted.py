"""``python -m tests.desktop.ui.interrupted FILE STATE``: a window that waits to be interrupted.

``idle`` has FILE open; ``edited`` has tagged and begins a note; ``asking`` then asks a question in
a dialog; ``working`` has a worker busy that does not listen. "begun" is printed when that is so.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.model.annotation import Span
from desktop.model.identity import TagId
from desktop.protocol import PicturePages
from desktop.ui.session import jobs
from desktop.ui.window.main_window import MainWindow


def main(file: Path, state: str) -> int:
    """Run the program as the command does; the exit code."""
    build = app.build_window

    def build_and_act(*arguments: object) -> MainWindow:
        window = build(*arguments)  # type: ignore[arg-type]
        QTimer.singleShot(200, window, lambda: _act(window, state))
        return window

    app.build_window = build_and_act
    return app.run([str(file)])


def _act(window: MainWindow, state: str) -> None:
    if state != "idle":
        window.activateWindow()
        window.workspace.tag((Span(0, 10),), TagId("claim"))
        QApplication.processEvents()
        window.reader.setFocus()
        window.actions_by_name["note"].trigger()
        editor = window.reader.note_editor
        if editor is not None:
            QTest.keyClicks(editor.field, "half a no")
    if state == "working":
        jobs.WORKER_ARGUMENTS = ("-c", _DEAF)
        job = window.workspace.preview(PicturePages((0,), 10, 0), b"")
        job.progressed.connect(lambda _done: _say())
    elif state == "asking":
        QTimer.singleShot(100, window, _say)
        window.filing.may_close()
    else:
        _say()


_DEAF = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
print('{"type":"progress","done":0.5}', flush=True)
time.sleep(600)
"""


def _say() -> None:
    sys.stdout.write("begun\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

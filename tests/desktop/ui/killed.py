"""``python -m tests.desktop.ui.killed FILE``: opens FILE, tags, begins a note, and is killed."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtTest import QTest

from desktop.app import build_window, create_application
from desktop.model.annotation import Span
from desktop.model.identity import TagId
from desktop.ui.rehearsal.hands import GaveUp, wait_for


def main(file: Path) -> None:
    """Die in the middle of a word."""
    application = create_application()
    window = build_window(application)
    window.show()
    window.activateWindow()
    workspace = window.workspace
    wait_for("the session", lambda: workspace.open_path(file), workspace.opened)
    for start in (0, 40):
        workspace.tag((Span(start, start + 10),), TagId("claim"))
    application.processEvents()
    window.reader.setFocus()
    window.actions_by_name["note"].trigger()
    editor = window.reader.note_editor
    if editor is None:
        raise GaveUp("a note in the margin")
    field = editor.field
    wait_for("the note", lambda: QTest.keyClicks(field, "half a no"), field.typed)
    workspace.journaling.settle()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

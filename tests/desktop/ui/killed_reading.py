"""``python -m tests.desktop.ui.killed_reading``: has a long article read, and is killed meanwhile.

The number of the process for suggestions is printed before.
"""

import os
import signal

from PySide6.QtCore import QProcess

from desktop.app import build_window, create_application
from desktop.settings import Settings
from desktop.ui.rehearsal.hands import GaveUp, wait_for
from tests.desktop.ui.articles import HARBOUR, source


def main() -> None:
    """Die while an article is read."""
    window = build_window(create_application(), Settings(theme="light"))
    window.show()
    suggester = window.suggester
    wait_for("suggestions", lambda: suggester.run(source(*HARBOUR * 2_000)), suggester.found)
    process = suggester.findChild(QProcess)
    if process is None:
        raise GaveUp("a process")
    print(process.processId(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()

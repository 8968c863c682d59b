"""Do every act in turn and say as JSON which were done; what went wrong stands with the act.

The platform is the one of the environment. An act that fails ends the day.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application
from desktop.settings import Settings
from desktop.ui.rehearsal.hands import wait_for
from desktop.ui.window.main_window import MainWindow
from resources.files import SAMPLE_ARTICLE
from tests.journey.acts import acts
from tests.journey.hands import Keyboard

LIMIT_MS = 300_000


def main(folder: Path) -> int:
    """Work and print; 1 where an act failed."""
    application = create_application()
    window = build_window(application, Settings(theme="light", author="A. Analyst"))
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowExposed(window)
    limit = QTimer(window)
    limit.timeout.connect(lambda: os._exit(3))  # hung in a dialog: nothing else would end it
    limit.start(LIMIT_MS)
    workspace = window.workspace
    wait_for("the article", lambda: workspace.open_path(SAMPLE_ARTICLE), workspace.opened)
    done = work(window, folder)
    sys.stdout.write(json.dumps(done) + "\n")
    workspace.undo_stack.setClean()
    workspace.stop_jobs()
    # Qt's own clipboard outlives Python, and would destroy there what was copied here.
    QApplication.clipboard().clear()
    return int(any(done.values()))


def work(window: MainWindow, folder: Path) -> dict[str, str]:
    """The acts by name, each with what went wrong: nothing, if it was done."""
    done: dict[str, str] = {}
    hands = Keyboard(window)
    for act in acts(folder):
        try:
            act(hands)
            done[act.__name__] = ""
        except Exception:  # noqa: BLE001  it is told, whatever it is
            done[act.__name__] = traceback.format_exc()
            break
    return done


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""``python -m tests.torture.restless SESSION``: changes and saves without end, and tells of each.

Prints the number of every change and the time it was made, once the window has it. It is there to
be killed.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application

SAVED_OF = 7
"""One change of so many is followed by a save, on average."""


def main(path: Path) -> None:
    """Write ever higher numbers as the note of the first passage."""
    application = create_application()
    window = build_window(application)
    window.show()
    workspace = window.workspace
    workspace.open_path(path)
    QApplication.processEvents()
    first = next(iter(workspace.session.annotations))
    number = int(workspace.session.annotations[first].note or "0")
    while True:
        number += 1
        workspace.set_note(first, str(number))
        print(number, time.time(), flush=True)
        QApplication.processEvents()
        if random.randrange(SAVED_OF) == 0:
            workspace.save()
        time.sleep(random.random() / 100)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

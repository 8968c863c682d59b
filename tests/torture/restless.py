"""``python -m tests.torture.restless SESSION``: changes and saves without end, and tells of each.

Prints the number of every change and the time it was made, once the window has it. Between two of
them articles and passages come and go. It is there to be killed.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import build_window, create_application
from desktop.editing import sources
from desktop.model.annotation import Span
from desktop.ui.session.workspace import Workspace
from tests.torture.articles import another, without

SAVED_OF = 7
"""One change of so many is followed by a save, on average."""
ARTICLES = 3
"""Further articles there are at most."""


def wander(workspace: Workspace) -> None:
    """Add an article, tag, remove, and take some of it back: what is numbered stays."""
    session = workspace.session
    first, *further = session.sources
    steps, kind = workspace.undo_stack, random.randrange(5)
    if kind == 0 and len(further) < ARTICLES:
        source = another(session.sources[first], random.randrange(10**9))
        workspace.do(lambda s, _moment: sources.add_source(s, source))
        if random.randrange(2):
            steps.undo()
    elif kind == 1 and further:
        gone = random.choice(further)
        workspace.do(lambda s, _moment: without(s, gone))
        if random.randrange(2):
            steps.undo()
    else:
        workspace.show_source(random.choice([first, *further]))
        start = random.randrange(len(session.sources[first].text) - 20)
        tag = random.choice(session.codebook).id
        if workspace.tag((Span(start, start + 15),), tag) is not None and kind > 2:
            steps.undo()


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
        wander(workspace)
        workspace.set_note(first, str(number))
        print(number, time.time(), flush=True)
        QApplication.processEvents()
        if random.randrange(SAVED_OF) == 0:
            workspace.save()
        time.sleep(random.random() / 100)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

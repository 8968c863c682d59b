"""``python -m tests.torture.writer NUMBER``: one of two programs at work on the same session.

Reads commands, one JSON list a line, and answers each with one line: whether it was done, what was
said about it, and the note as this program holds it. It writes the note of the passage with its
own number only, so what one program saved is told from what another did.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import create_application
from desktop.editing.merging import compare, merged
from desktop.settings import Settings
from desktop.ui.session.workspace import Workspace


class Writer:
    """The program; ``number`` says which passage is its own."""

    def __init__(self, number: int, folder: Path) -> None:
        self._number, self._folder = number, folder
        self._said: list[str] = []
        self._workspace = self._made()

    def _made(self) -> Workspace:
        workspace = Workspace(Settings, journals=self._folder)
        for signal in (
            workspace.failed,
            workspace.noticed,
            workspace.warned,
            workspace.save_failed,
            workspace.held_elsewhere,
            workspace.taken_elsewhere,
            workspace.changed_outside,
        ):
            signal.connect(self._said.append)
        for asked in (workspace.locked_elsewhere, workspace.save_locked):
            asked.connect(lambda *_told: self._said.append("open on another machine"))
        return workspace

    def obey(self, command: str, argument: str) -> dict[str, object]:
        """Do as told and report."""
        self._said.clear()
        done = True
        if command == "open":
            self._workspace.stop_jobs()
            self._workspace = self._made()
            self._workspace.open_path(Path(argument))
            done = self._workspace.path is not None
        elif command == "note":
            own = list(self._workspace.session.annotations)[self._number]
            self._workspace.set_note(own, argument)
            done = self._note() == argument
        elif command == "save":
            done = self._workspace.save()
        elif command == "merge":
            done = self._merge()
        elif command == "close":
            self._workspace.stop_jobs()
            self._workspace = self._made()
        elif command == "die":
            os._exit(9)
        QApplication.processEvents()
        return {"done": done, "said": list(self._said), "note": self._note()}

    def _merge(self) -> bool:
        """What the question about a file that was changed outside does when told to merge."""
        workspace = self._workspace
        base, theirs = workspace.last_common(), workspace.outside()
        if base is None or workspace.read_only:
            self._said.append("nothing to merge")
            return False
        found = compare(base, workspace.session, theirs.session)
        if found.conflicts:
            self._said.append("the same was changed twice: asks")
            return False
        return workspace.merge(theirs, merged(workspace.session, theirs.session, found, {}))

    def _note(self) -> str:
        held = list(self._workspace.session.annotations.values())
        return held[self._number].note if len(held) > self._number else ""


def main() -> None:
    """Obey until there is nothing more to read."""
    application = create_application()
    assert application is not None
    writer = Writer(int(sys.argv[1]), Path(sys.argv[2]))
    for line in sys.stdin:
        command, argument = json.loads(line)
        print(json.dumps(writer.obey(command, argument)), flush=True)


if __name__ == "__main__":
    main()

"""A second program opens the session that is open here: it reads, and goes on with a copy."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.store.files.sessions import open_session
from tests.journey.eyes import holds, same
from tests.journey.files.keeping import OTHER
from tests.journey.hands import CTRL, Key, Keyboard

MODULE, PATIENCE = "tests.journey.files.second", 120
"""What the second program runs, and how many seconds it may take."""


def open_in(folder: Path) -> tuple[Callable[[Keyboard], None], ...]:
    """The acts, with the folder the session is in."""
    path = folder / OTHER

    def open_it_in_a_second_window(hands: Keyboard) -> None:
        """There it is read-only and can be copied; here it is written as before."""
        before = path.read_bytes()
        command = [sys.executable, "-m", MODULE, str(path), str(folder / "copy.brief.json")]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
        told = ended.stdout.splitlines() or [json.dumps({"second": ended.stderr})]
        done: dict[str, str] = json.loads(told[-1])
        same("what failed there", {act: why for act, why in done.items() if why}, {})
        holds("the file is as it was", path.read_bytes() == before)
        hands.choose("villain")
        hands.in_one_step(lambda: hands.press(Key.Key_3))
        hands.press(Key.Key_S, CTRL)
        holds("it is saved here", not hands.window.workspace.unsaved)
        held = hands.eyes.said("villain")
        same("in the file", open_session(path).session.annotations[held.id], held)

    return (open_it_in_a_second_window,)

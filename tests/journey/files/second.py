"""The second program: ``python -m tests.journey.files.second SESSION COPY``, driven by keys."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.store.files.sessions import open_session
from desktop.ui.rehearsal.hands import wait_for
from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, Key, Keyboard
from tests.journey.window import opened, work


def main(path: Path, copy: Path) -> int:
    """Work and print; 1 where an act failed."""
    with opened("C. Colleague") as window:
        done = work(window, acts(path, copy))
        sys.stdout.write(json.dumps(done) + "\n")
    return int(any(done.values()))


def acts(path: Path, copy: Path) -> tuple[Callable[[Keyboard], None], ...]:
    """The acts, with the session that is open elsewhere and where its copy is saved."""

    def open_what_is_open_elsewhere(hands: Keyboard) -> None:
        """Ctrl+O: it can be read; the bar over the text says why it cannot be changed."""
        window, give = hands.window, hands.give_file(str(path))
        wait_for(
            "the session",
            lambda: hands.answer(lambda: hands.press(Key.Key_O, CTRL), give),
            window.workspace.opened,
        )
        holds("it is read-only", window.workspace.read_only)
        holds("the bar says why", "still open there" in window.notice.words.text())
        holds("and who has it", "Bea Analyst" in window.notice.words.text())

    def change_nothing(hands: Keyboard) -> None:
        """No key that changes passages does; each says why."""
        eyes = hands.eyes
        before = eyes.state
        hands.to_text()
        hands.go_to("the only ones in Kestria")
        try_in_vain(hands, Key.Key_1)
        hands.choose("villain")
        for key in (Key.Key_1, Key.Key_G, Key.Key_R, Key.Key_Delete):
            try_in_vain(hands, key)
        hands.press(Key.Key_N)
        hands.to_text()
        same("the session", eyes.state, before)
        hands.press(Key.Key_S, CTRL)
        same("nothing to save", hands.window.workspace.undo_stack.index(), 0)

    def go_on_with_a_copy(hands: Keyboard) -> None:
        """The button in the bar, reached by Tab: a session of its own, saved elsewhere."""
        eyes, workspace = hands.eyes, hands.window.workspace
        hands.tab_to_name("Open a copy", backwards=True)
        hands.press(Key.Key_Space)
        same("it can be changed", workspace.read_only, "")
        hands.to_text()
        hands.choose("villain")
        hands.in_one_step(lambda: hands.press(Key.Key_4))
        give = hands.give_file(str(copy))
        hands.answer(lambda: hands.press(Key.Key_S, CTRL), give)
        same("the file", (workspace.path, workspace.unsaved), (copy, False))
        kept = open_session(copy).session.annotations
        same("the copy", dict(kept.items()), eyes.state.passages)

    def close_the_window(hands: Keyboard) -> None:
        """Ctrl+Q: nothing is unsaved, so nothing is asked."""
        hands.press(Key.Key_Q, CTRL)
        holds("it is closed", not hands.window.isVisible())

    return open_what_is_open_elsewhere, change_nothing, go_on_with_a_copy, close_the_window


def try_in_vain(hands: Keyboard, key: Key) -> None:
    """A key that changes nothing; the foot says why."""
    before, remark = hands.eyes.state, hands.window.status.remark
    remark.clear()
    hands.press(key)
    same("the session", hands.eyes.state, before)
    holds(f"it is said after {key.name}: {remark.text()!r}", "still open there" in remark.text())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

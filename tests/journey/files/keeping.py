"""The end of the day: every step taken back and made again, saved, opened anew, compared."""

import json
from collections.abc import Callable
from pathlib import Path

from desktop.store.files.sessions import open_session
from desktop.ui.rehearsal.hands import wait_for
from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, SHIFT, Key, Keyboard

NAME, OTHER, ROWS = "day.brief.json", "other.brief.json", "rows.json"
"""The session, the same under another name, and what the list showed when it was saved."""


def keep_in(folder: Path) -> tuple[Callable[[Keyboard], None], ...]:
    """The acts, with the folder they write to."""
    path = folder / NAME

    def undo_and_redo_the_whole_day(hands: Keyboard) -> None:
        """Ctrl+Z to the bare article, Ctrl+Y to what it was."""
        eyes, stack = hands.eyes, hands.window.workspace.undo_stack
        hands.to_text()
        after, rows, steps = eyes.state, eyes.rows(), stack.index()
        for _step in range(steps):
            hands.undo()
        same("left", (len(eyes.passages), stack.index()), (0, 0))
        for _step in range(steps):
            hands.redo()
        same("the session", eyes.state, after)
        same("the list", eyes.rows(), rows)

    def save_the_session(hands: Keyboard) -> None:
        """Ctrl+S asks for a place the first time; a fresh reading of the file holds the same."""
        eyes, workspace = hands.eyes, hands.window.workspace
        hands.answer(lambda: hands.press(Key.Key_S, CTRL), hands.give_file(str(path)))
        holds("it is saved", not workspace.unsaved)
        held = open_session(path).session
        same("the passages", dict(held.annotations.items()), eyes.state.passages)
        same("the articles", dict(held.sources.items()), eyes.state.sources)
        (folder / ROWS).write_text(json.dumps(eyes.rows()), encoding="utf-8")

    def open_the_session_again(hands: Keyboard) -> None:
        """Ctrl+N, then Ctrl+O and the path: the same passages, rows, counts and grades."""
        eyes, workspace = hands.eyes, hands.window.workspace
        hands.unfilter()
        before = eyes.state, sorted(eyes.rows()), eyes.tag_counts()
        hands.press(Key.Key_N, CTRL)
        holds("the first page", hands.window.welcome.isVisible())
        give = hands.give_file(str(path))
        wait_for(
            "the session",
            lambda: hands.answer(lambda: hands.press(Key.Key_O, CTRL), give),
            workspace.opened,
        )
        same("everything", (eyes.state, sorted(eyes.rows()), eyes.tag_counts()), before)
        hands.to_text()
        hands.choose("leased a quay")
        same("the code", hands.window.inspector.grade.text(), "B2")

    def save_as_another_file(hands: Keyboard) -> None:
        """Ctrl+Shift+S: further changes go to the new file, the first stays as it is."""
        workspace, other = hands.window.workspace, folder / OTHER
        first = path.read_bytes()
        give = hands.give_file(str(other))
        hands.answer(lambda: hands.press(Key.Key_S, CTRL | SHIFT), give)
        same("the file", (workspace.path, workspace.unsaved), (other, False))
        hands.choose("villain")
        held = hands.eyes.current.id
        hands.in_one_step(lambda: hands.press(Key.Key_1))
        hands.press(Key.Key_S, CTRL)
        holds("it is saved without asking", not workspace.unsaved)
        tags = [str(open_session(one).session.annotations[held].tag) for one in (path, other)]
        same("the tag in either file", tags, ["opinion", "claim"])
        same("the first file", path.read_bytes() == first, True)

    return (
        undo_and_redo_the_whole_day,
        save_the_session,
        open_the_session_again,
        save_as_another_file,
    )


def close_the_window(hands: Keyboard) -> None:
    """Ctrl+Q: nothing is unsaved, so nothing is asked."""
    hands.press(Key.Key_Q, CTRL)
    holds("it is closed", not hands.window.isVisible())

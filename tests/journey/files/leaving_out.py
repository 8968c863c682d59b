"""A passage left out in the export dialog: absent from the file, and still in the session."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from docx import Document
from PySide6.QtWidgets import QDialog

from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.rehearsal.hands import wait_for
from tests.journey.eyes import Differs, holds, same
from tests.journey.hands import CTRL, Key, Keyboard

WORDS = "the container cranes stood idle"
"""A claim that a quote supports."""


def leave_out_in(folder: Path) -> tuple[Callable[[Keyboard], None], ...]:
    """The acts, with the folder they write to."""

    def leave_a_passage_out(hands: Keyboard) -> None:
        """Filtered, unticked by the space bar, counted; nothing in the file tells of it."""
        eyes, workspace = hands.eyes, hands.window.workspace
        path, total, held = folder / "without.docx", len(eyes.passages), eyes.said(WORDS)

        def untick(dialog: ExportDialog) -> None:
            to_the_passages(hands, dialog)
            same("the count", dialog.form.passages.count.text(), f"{total} of {total} in · 1 shown")
            hands.press(Key.Key_Space)
            counted = f"{total - 1} of {total}"
            same("the count", dialog.form.passages.count.text(), f"{counted} in · 1 shown")
            parts = [one.text() for one in dialog.form.part.group.buttons()]
            same("the tab counts", parts[1], f"Passages · {counted}")
            holds("so does the foot", f"It holds {total - 1} passages" in dialog.words.text())

        export(hands, path, untick)
        there, without = seen_in(folder / "day.docx"), seen_in(path)
        holds("with it the tables have its words", any(WORDS in cell for cell in there.cells))
        same("the tables", [cell for cell in without.cells if WORDS in cell], [])
        same("a comment for each other passage", len(without.comments), total - 1)
        holds("the article is whole", any(WORDS in one for one in without.paragraphs))
        told = ["Supports" in one for one in without.comments if "Asked twice." in one]
        same("what supports it does not tell of it", told, [False])
        same("it stays in the session", eyes.state.passages[held.id], held)
        same("kept with the session", workspace.session.briefing.left_out, (held.id,))

    def take_it_in_again(hands: Keyboard) -> None:
        """The dialog remembers what was left out; ticked again the passage is in the file."""
        path, total = folder / "again.docx", len(hands.eyes.passages)

        def tick(dialog: ExportDialog) -> None:
            same("left out at first", len(dialog.wish.options.left_out), 1)
            to_the_passages(hands, dialog)
            hands.press(Key.Key_Space)
            same("left out", dialog.wish.options.left_out, ())

        export(hands, path, tick)
        seen = seen_in(path)
        holds("in the tables", any(WORDS in cell for cell in seen.cells))
        same("a comment for each passage", len(seen.comments), total)
        same("kept with the session", hands.window.workspace.session.briefing.left_out, ())

    return leave_a_passage_out, take_it_in_again


class Seen(NamedTuple):
    """What Word shows of a briefing."""

    cells: list[str]
    paragraphs: list[str]
    comments: list[str]


def seen_in(path: Path) -> Seen:
    """A briefing opened again."""
    document = Document(str(path))
    rows = [row for table in document.tables for row in table.rows]
    cells = [cell.text for row in rows for cell in row.cells]
    return Seen(
        cells,
        [one.text for one in document.paragraphs],
        [one.text for one in document.comments],
    )


def to_the_passages(hands: Keyboard, dialog: ExportDialog) -> None:
    """To the tab of passages by an arrow, the filter typed, and down to the only one it leaves."""
    form = dialog.form
    hands.tab_to(lambda one: one in form.part.group.buttons())
    hands.press(Key.Key_Right)
    hands.tab_to(lambda one: one is form.passages.field)
    hands.type(WORDS)
    hands.tab_to(lambda one: one is form.passages.rows)
    hands.press(Key.Key_End)


def export(hands: Keyboard, path: Path, choose: Callable[[ExportDialog], None]) -> None:
    """Ctrl+E, the choice, Enter on the button that saves, and the path."""

    def answer(dialog: QDialog) -> None:
        if not isinstance(dialog, ExportDialog):
            raise Differs("another dialog")
        choose(dialog)
        hands.tab_to(lambda one: one is dialog.ok)
        hands.press(Key.Key_Return)

    def begin() -> None:
        hands.answer(lambda: hands.press(Key.Key_E, CTRL), answer, hands.give_file(str(path)))

    wait_for("the briefing", begin, hands.window.workspace.exported)

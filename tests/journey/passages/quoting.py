"""A passage copied with where it comes from: as text, as rich text, and pasted into a note."""

import re
from html import unescape

from PySide6.QtWidgets import QApplication

from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, SHIFT, Key, Keyboard

CITED = (
    "“We have leased a quay, […] and we have leased nothing else.” — N. Tarvell, "
    "On the morning the harbour pilots of Halvec went back to …, "
    "12 November 2026, ¶ 3"
)


def copy_with_the_source(hands: Keyboard) -> None:
    """The clipboard holds the same words as plain text and as rich text, the title in italics."""
    hands.choose("leased a quay")
    hands.press(Key.Key_C, CTRL | SHIFT)
    data = QApplication.clipboard().mimeData()
    same("as text", data.text(), CITED)
    html = data.html()
    holds(
        "the title is in italics",
        "<i>On the morning the harbour pilots of Halvec went back to …</i>" in html,
    )
    same("as rich text", unescape(re.sub(r"<[^>]+>", "", html)).strip(), CITED)
    same("what is said", hands.window.status.remark.text(), "Copied with its source.")


def paste_into_a_note(hands: Keyboard) -> None:
    """Ctrl+V in the note of another passage."""

    def paste() -> None:
        hands.press(Key.Key_N)
        hands.press(Key.Key_V, CTRL)
        hands.press(Key.Key_Escape)

    hands.choose("villain")
    hands.in_one_step(paste)
    same("the note", hands.eyes.said("villain").note, CITED)
    hands.choose("villain")
    same("the inspector", hands.window.inspector.note.toPlainText(), CITED)


ACTS = (copy_with_the_source, paste_into_a_note)

"""What is known of article and session: details, title; the page of keys; another theme."""

from PySide6.QtWidgets import QDialog

from desktop.ui.dialogs.details import DetailsDialog
from tests.journey.eyes import Differs, holds, same
from tests.journey.hands import CTRL, NONE, SHIFT, Key, Keyboard


def describe_the_article(hands: Keyboard) -> None:
    """Ctrl+I: outlet and reliability, one step for all of it."""
    eyes = hands.eyes

    def fill(dialog: QDialog) -> None:
        if not isinstance(dialog, DetailsDialog):
            raise Differs("another dialog")
        hands.tab_to(lambda one: one is dialog.outlet)
        hands.type_over("The Meridian Review")
        hands.tab_to(lambda one: one is dialog.rationale)
        hands.type_over("Signed and dated.")
        hands.press(Key.Key_Return)

    hands.in_one_step(lambda: hands.answer(lambda: hands.press(Key.Key_I, CTRL), fill))
    same("the outlet", eyes.source.front.outlet, "The Meridian Review")
    same("the reason", eyes.source.grade.rationale, "Signed and dated.")
    row = hands.window.sources.list.currentItem().toolTip()
    holds("the list of articles says so", "The Meridian Review" in row)


def give_the_session_a_title(hands: Keyboard) -> None:
    """F2 asks for it, the window's title shows it; undone and redone like all else."""
    window = hands.window

    def name(_dialog: QDialog) -> None:
        hands.type_over("Halvec")
        hands.press(Key.Key_Return)

    before = window.windowTitle()
    hands.answer(lambda: hands.press(Key.Key_F2), name)
    holds("the title is seen", window.windowTitle().startswith("Halvec"))
    hands.undo()
    same("undone", window.windowTitle(), before)
    hands.redo()
    holds("redone", window.windowTitle().startswith("Halvec"))


def put_the_sides_away(hands: Keyboard) -> None:
    """F9 and Shift+F9: the text has the room, the same passage is current, and both come back."""
    window = hands.window
    hands.choose("villain")
    current, wide = hands.eyes.current, window.reader.width()
    for side, held in ((window.right, NONE), (window.left, SHIFT)):
        hands.press(Key.Key_F9, held)
        holds("the side has gone", not side.isVisible())
        holds("the text has its room", window.reader.width() > wide)
        same("the current passage", hands.eyes.current, current)
        hands.press(Key.Key_F9, held)
        holds("the side is back", side.isVisible())
        same("the text is as wide as before", window.reader.width(), wide)


def look_at_the_keys(hands: Keyboard) -> None:
    """F1 shows every key; Escape closes the page."""
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(dialog.windowTitle())
        hands.press(Key.Key_Escape)

    hands.answer(lambda: hands.press(Key.Key_F1), look)
    same("the page", seen, ["Keys and gestures"])


def read_in_the_dark(hands: Keyboard) -> None:
    """View, Theme, Dark; and light again."""
    eyes = hands.eyes
    hands.to_text()
    for words, is_dark in (("Dark", True), ("Light", False)):
        hands.menu(Key.Key_V, "Theme", words)
        ground = eyes.picture().pixelColor(2, 2).lightness()
        same(f"{words}: the page is dark", ground < 128, is_dark)


ACTS = (
    describe_the_article,
    give_the_session_a_title,
    put_the_sides_away,
    look_at_the_keys,
    read_in_the_dark,
)

"""What is set once: name, initials, theme, page size."""

from PySide6.QtWidgets import QDialog

from desktop.ui.dialogs.preferences import PreferencesDialog
from tests.journey.eyes import Differs, holds, same
from tests.journey.hands import CTRL, Key, Keyboard

NAME = "Bea Analyst"


def set_the_preferences(hands: Keyboard) -> None:
    """Ctrl+comma; Tab and the arrows, Enter: the next passage is hers, and the page is dark."""
    eyes, window = hands.eyes, hands.window
    hands.to_text()

    def fill(dialog: QDialog) -> None:
        if not isinstance(dialog, PreferencesDialog):
            raise Differs("another dialog")
        hands.tab_to(lambda one: one is dialog.author)
        hands.type_over(NAME)
        same("initials are offered", dialog.initials.placeholderText(), "BA")
        hands.tab_to_name("Light")
        hands.press(Key.Key_Right)
        hands.tab_to_name("A4")
        hands.press(Key.Key_Right)
        hands.press(Key.Key_Return)

    hands.answer(lambda: hands.press(Key.Key_Comma, CTRL), fill)
    holds("the page is dark", eyes.picture().pixelColor(2, 2).lightness() < 128)
    hands.go_to("Varsk is watching")
    hands.in_one_step(lambda: hands.press(Key.Key_4))
    names = {one.id: one.name for one in window.workspace.session.people}
    same("who made it", names[eyes.said("Varsk").creator], NAME)


def leave_the_preferences_alone(hands: Keyboard) -> None:
    """Opened again they are as they were set; Escape changes nothing; the page is light again."""
    window = hands.window
    seen: list[object] = []

    def look(dialog: QDialog) -> None:
        if isinstance(dialog, PreferencesDialog):
            seen.append((dialog.author.text(), dialog.theme.value, dialog.page_size.value))
        hands.type_over("Nobody")
        hands.press(Key.Key_Escape)

    for _time in range(2):
        hands.answer(lambda: hands.press(Key.Key_Comma, CTRL), look)
    same("seen", seen, [(NAME, "dark", "Letter")] * 2)
    hands.menu(Key.Key_V, "Theme", "Light")
    same("the theme", window.theme.choice, "light")


ACTS = (set_the_preferences, leave_the_preferences_alone)

"""A speaker renamed in every passage that names them."""

from PySide6.QtWidgets import QDialog

from desktop.ui.dialogs.speaker import RenameDialog
from tests.journey.eyes import same
from tests.journey.hands import Key, Keyboard


def rename_a_speaker_everywhere(hands: Keyboard) -> None:
    """Two passages name her; both name her otherwise, in one step."""
    eyes = hands.eyes
    reach: list[str] = []

    def rename(dialog: QDialog) -> None:
        if isinstance(dialog, RenameDialog):
            reach.append(dialog.reach.text())
        hands.type_over("N. Tarvell")
        hands.press(Key.Key_Return)

    hands.choose("leased a quay")
    hands.in_one_step(lambda: hands.answer(lambda: hands.menu(Key.Key_P, "Rename speaker"), rename))
    names = [one.speaker.name for one in eyes.passages if one.speaker is not None]
    same("the names", names, ["N. Tarvell"] * 2)
    same("what the dialog said", reach[-1:], ["Changes 2 passages in 1 article."])
    same("rows", sum("N. Tarvell" in row for row in eyes.rows()), 2)
    hands.choose("leased a quay")
    same("the inspector", hands.window.inspector.speaker.text(), "N. Tarvell")


ACTS = (rename_a_speaker_everywhere,)

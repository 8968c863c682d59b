"""What a user sets once."""

from desktop.settings import Settings
from desktop.ui.dialogs.preferences import PreferencesDialog
from desktop.ui.window.main_window import MainWindow


def test_the_initials_follow_the_name_until_they_are_given(window: MainWindow) -> None:
    dialog = PreferencesDialog(window.theme, Settings())
    dialog.author.setText("Ada Lovelace")
    assert dialog.initials.placeholderText() == "AL"
    assert dialog.settings().initials == "AL"
    dialog.initials.setText("A. L.")
    assert dialog.settings().initials == "A.L."

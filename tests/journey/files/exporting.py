"""The export dialog by keys: format, title, sections, a passage left out, the file."""

from collections.abc import Callable
from pathlib import Path

from docx import Document
from PySide6.QtWidgets import QDialog

from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.rehearsal.hands import wait_for
from tests.journey.eyes import Differs, holds, same
from tests.journey.hands import Key, Keyboard

TITLE = "The lease of Halvec"


def export_to(folder: Path) -> Callable[[Keyboard], None]:
    """The act, with the folder it writes to."""
    path = folder / "day.docx"

    def export_a_briefing(hands: Keyboard) -> None:
        """Tab goes through the dialog, the arrows choose, Enter saves; Word holds the passages."""
        eyes, workspace = hands.eyes, hands.window.workspace

        def choose(dialog: QDialog) -> None:
            if not isinstance(dialog, ExportDialog):
                raise Differs("another dialog")
            hands.type_over(TITLE)
            hands.tab_to(lambda one: one in dialog.format.group.buttons(), backwards=True)
            hands.press(Key.Key_Right)
            same("the format", dialog.chosen_format, "pdf")
            hands.press(Key.Key_Left)
            same("the format", dialog.chosen_format, "docx")
            hands.tab_to(lambda one: one is dialog.form.sections)
            chosen = len(dialog.wish.options.sections)
            hands.press(Key.Key_End)
            hands.press(Key.Key_Space)
            same("a section more or less", abs(len(dialog.wish.options.sections) - chosen), 1)
            hands.press(Key.Key_Space)
            hands.tab_to(lambda one: one is dialog.ok)
            hands.press(Key.Key_Return)

        def export() -> None:
            hands.answer(hands.in_menu(Key.Key_F, "Export"), choose, hands.give_file(str(path)))

        wait_for("the briefing", export, workspace.exported)
        document = Document(str(path))
        same("the title", document.core_properties.title, TITLE)
        comments = [one.text for one in document.comments]
        same("a comment for each passage", len(comments), len(eyes.passages))
        holds("the note is in one", any("Asked twice." in one for one in comments))
        same("kept with the session", workspace.session.briefing.title, TITLE)

    return export_a_briefing

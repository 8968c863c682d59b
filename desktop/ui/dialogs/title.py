"""The title of the session."""

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import labelled, line
from desktop.ui.look.theme import Theme


class TitleDialog(Dialog):
    """Asks for another title; an empty one stands for the name of the file."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Session title"), parent)
        self.title_field = line(title, _("None: the file name is shown"))
        self.content.addLayout(labelled(_("Title"), self.title_field, theme))
        self.answer(_("Save"))
        self.title_field.selectAll()

    @property
    def title(self) -> str:
        """The title typed."""
        return self.title_field.text().strip()

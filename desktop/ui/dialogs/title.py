"""The title of the session."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.dialogs.fields import buttons, labelled, line, titled
from desktop.ui.look.theme import Theme


class TitleDialog(QDialog):
    """Asks for another title; an empty one stands for the name of the file."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Session title"))
        self.setModal(True)
        self.setMinimumWidth(420)
        self.title_field = line(title, _("None: the file name is shown"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(titled(_("Session title"), theme))
        column.addLayout(labelled(_("Title"), self.title_field, theme))
        row, _ok = buttons(self, _("Set title"), theme)
        column.addLayout(row)
        self.title_field.selectAll()

    @property
    def title(self) -> str:
        """The title typed."""
        return self.title_field.text().strip()

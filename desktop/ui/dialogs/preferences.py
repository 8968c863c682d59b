"""The few things a user sets once: name, initials, theme, page size."""

from typing import cast

from msgspec.structs import replace
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.i18n import _
from desktop.settings import PageSize, Settings
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import Choices, labelled, line
from desktop.ui.look.theme import Theme, ThemeChoice


class PreferencesDialog(Dialog):
    """Edits the settings."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Preferences"), parent, size=(440, 0))
        self._settings = settings
        column = self.content
        self.author = line(settings.author, _("Left out of documents while empty"))
        self.initials = line(settings.initials, _initials(settings.author))
        self.author.textChanged.connect(
            lambda name: self.initials.setPlaceholderText(_initials(name))
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled(_("Your name, in comments"), self.author, theme), 3)
        row.addLayout(labelled(_("Initials"), self.initials, theme), 1)
        column.addLayout(row)
        self.theme = Choices(
            theme,
            (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))),
            settings.theme,
        )
        self.page_size = Choices(
            theme, (("A4", _("A4")), ("Letter", _("US Letter"))), settings.page_size
        )
        column.addLayout(labelled(_("Theme"), self.theme, theme))
        column.addLayout(labelled(_("Page size of briefings"), self.page_size, theme))
        column.addSpacing(4)
        self.ok = self.answer(_("Save"))

    def settings(self) -> Settings:
        """The settings with what was chosen; initials come from the name where none are given."""
        author = " ".join(self.author.text().split())
        initials = "".join(self.initials.text().split()) or _initials(author)
        return replace(
            self._settings,
            author=author,
            initials=initials,
            theme=cast("ThemeChoice", self.theme.value),
            page_size=cast("PageSize", self.page_size.value),
        )


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split())

"""The title of the session, and its protective marking."""

from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.model.change import MARKING_AT_MOST, SessionInfo
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import faint, labelled, line, plain
from desktop.ui.look.theme import Theme


class TitleDialog(Dialog):
    """Asks what the session is called, and for the marking on every page of its documents."""

    def __init__(
        self, theme: Theme, info: SessionInfo, called: str, parent: QWidget | None = None
    ) -> None:
        """``called`` is what the session is called as long as it has no title of its own."""
        super().__init__(theme, _("Session details"), parent, size=(520, 0))
        self.title_field = line(info.title, called or _("None"))
        self.marking_field = line(info.marking, _("None"))
        self.marking_field.setMaxLength(MARKING_AT_MOST)
        self.content.addLayout(labelled(_("Title"), self.title_field, theme))
        marking = labelled(_("Marking"), self.marking_field, theme)
        about = _("Such as TLP:AMBER; it stands on every page of what is exported.")
        marking.addWidget(faint(plain(about, theme, 12)))
        self.content.addLayout(marking)
        self.answer(_("Save"))
        self.title_field.selectAll()

    @property
    def title(self) -> str:
        """The title typed."""
        return self.title_field.text().strip()

    @property
    def marking(self) -> str:
        """The marking typed."""
        return self.marking_field.text()

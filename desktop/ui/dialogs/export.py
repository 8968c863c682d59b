"""What the briefing is to be: format, title, page size."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.model.session import Session
from desktop.protocol import Format
from desktop.settings import PageSize, Settings
from desktop.ui.dialogs.fields import Choices, buttons, labelled, line, titled
from desktop.ui.look.theme import Theme


class ExportDialog(QDialog):
    """Asks before a briefing is written; the file is chosen afterwards."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        title: str,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export briefing"))
        self.setModal(True)
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(titled(_("Export briefing"), theme))
        self.format = Choices(theme, (("docx", _("Word")), ("pdf", _("PDF"))), "docx")
        self.title = line(title, _("Title of the briefing"))
        self.page_size = Choices(
            theme, (("A4", _("A4")), ("Letter", _("US Letter"))), settings.page_size
        )
        column.addLayout(labelled(_("Format"), self.format, theme))
        column.addLayout(labelled(_("Title"), self.title, theme))
        column.addLayout(labelled(_("Page size"), self.page_size, theme))
        about = QLabel(_about(session, settings))
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        about.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        column.addWidget(about)
        row, self.ok = buttons(self, _("Save Word file…"), theme)
        column.addSpacing(4)
        column.addLayout(row)
        self.format.group.buttonClicked.connect(self._named)

    @property
    def chosen_format(self) -> Format:
        """The format to write."""
        return cast("Format", self.format.value)

    @property
    def chosen_size(self) -> PageSize:
        """The page to write on."""
        return cast("PageSize", self.page_size.value)

    def _named(self) -> None:
        word = self.chosen_format == "docx"
        self.ok.setText(_("Save Word file…") if word else _("Save PDF file…"))


def _about(session: Session, settings: Settings) -> str:
    passages, articles = len(session.annotations), len(session.sources)
    holds = _("It holds {passages} and {articles} in full.").format(
        passages=ngettext("{count} passage", "{count} passages", passages).format(count=passages),
        articles=ngettext("{count} article", "{count} articles", articles).format(count=articles),
    )
    if settings.author:
        signed = _("Comments are signed {name}.").format(name=settings.author)
    else:
        signed = _("Comments carry no name; set yours in Preferences if they should.")
    return f"{holds} {signed}"

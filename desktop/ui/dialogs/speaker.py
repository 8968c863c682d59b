"""Another name for a speaker, in every passage of the session that carries the old one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import labelled, line
from desktop.ui.look.theme import Theme


class RenameDialog(Dialog):
    """Asks for name and position. ``named`` are the passages that carry ``name`` now."""

    def __init__(
        self, theme: Theme, named: Sequence[Annotation], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Rename speaker everywhere"), parent)
        positions = {held.speaker.position for held in named if held.speaker is not None}
        self._one = next(iter(positions)) if len(positions) == 1 else None
        self.name_field = line(name)
        several = _("Several: they stay as they are") if self._one is None else ""
        self.position_field = line(self._one or "", several)
        column = self.content
        column.addLayout(labelled(_("Name"), self.name_field, theme))
        column.addLayout(labelled(_("Position"), self.position_field, theme))
        articles = len({held.source for held in named})
        where = ngettext("in {count} article", "in {count} articles", articles)
        words = ngettext(
            "Changes {count} passage {where}.", "Changes {count} passages {where}.", len(named)
        )
        self.reach = QLabel(words.format(count=len(named), where=where.format(count=articles)))
        self.reach.setTextFormat(Qt.TextFormat.PlainText)
        self.reach.setWordWrap(True)
        self.reach.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        column.addWidget(self.reach)
        self.ok = self.answer(_("Rename"))
        self.name_field.textChanged.connect(self._check)
        self.name_field.selectAll()
        self._check()

    @property
    def name_given(self) -> str:
        """The name for all of them."""
        return self.name_field.text().strip()

    @property
    def position_given(self) -> str | None:
        """The position for all of them; None where each keeps its own."""
        typed = self.position_field.text().strip()
        return None if typed == (self._one or "") else typed

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.name_given))

"""What two programs did to the same passage: both shown, one chosen."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.editing.merging import Conflict, Key, Merge
from desktop.i18n import _, ngettext
from desktop.model.session import Session
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.differing import named, told
from desktop.ui.dialogs.fields import Choices, faint, plain
from desktop.ui.look.theme import Theme

_MINE, _THEIRS = "mine", "theirs"


class MergeDialog(Dialog):
    """Asks about each conflict of a merge. What was done here is chosen until somebody says so."""

    def __init__(
        self,
        theme: Theme,
        mine: Session,
        theirs: Session,
        merge: Merge,
        parent: QWidget | None = None,
    ) -> None:
        count = len(merge.conflicts)
        words = ngettext(
            "{count} entry was changed on both sides",
            "{count} entries were changed on both sides",
            count,
        )
        heading = words.format(count=count)
        super().__init__(theme, _("Merge"), parent, heading=heading, size=(680, 600))
        self._theme, self._mine, self._theirs = theme, mine, theirs
        self.choices: dict[Key, Choices] = {}
        said = _("Choose which state to keep. All other changes of both sides are kept anyway.")
        self.content.addWidget(faint(plain(said, theme)))
        self.content.addWidget(self._list(merge))
        self.ok = self.answer(_("Merge and save"))
        self.ok.setFocus()

    def taken(self) -> set[Key]:
        """The conflicts in which what the other program did is kept."""
        return {key for key, choice in self.choices.items() if choice.value == _THEIRS}

    def _list(self, merge: Merge) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for conflict in merge.conflicts:
            column.addLayout(self._conflict(conflict))
        return held

    def _conflict(self, conflict: Conflict) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        record = conflict.mine or conflict.theirs
        if record is None:
            return column
        session = self._mine if conflict.mine is not None else self._theirs
        heading = plain(named(record, session), self._theme, 13, 600)
        column.addWidget(heading)
        choice = Choices(
            self._theme, ((_MINE, _("Keep mine")), (_THEIRS, _("Take the other"))), _MINE
        )
        choice.setAccessibleName(heading.text())
        self.choices[conflict.key] = choice
        sides = QHBoxLayout()
        sides.setSpacing(16)
        mine, theirs = conflict.mine, conflict.theirs
        sides.addWidget(self._side(_("Here"), told(mine, theirs, self._mine)), 1)
        sides.addWidget(self._side(_("In the file"), told(theirs, mine, self._theirs)), 1)
        column.addLayout(sides)
        column.addWidget(choice)
        return column

    def _side(self, title: str, lines: list[str]) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(faint(plain(title, self._theme, 12)))
        for line in lines:
            column.addWidget(plain(line, self._theme, 13))
        column.addStretch()
        return side

"""What two programs or two people did to the same records: both states shown, one or both kept."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.editing.merging import Conflict, Key
from desktop.editing.same_texts import Sides
from desktop.editing.session_merge import Side, keeps_one_passage
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.differing import named, told
from desktop.ui.dialogs.fields import Choices, faint, plain
from desktop.ui.look.theme import Theme

_SIZE = (680, 620)
_SHOWN = 100
"""Differences that are shown; more would take long to draw, and nobody decides them one by one."""


class MergeDialog(Dialog):
    """Says what a merge does, and asks about each difference. What is here stays until somebody
    says so."""

    def __init__(
        self,
        theme: Theme,
        heading: str,
        sentences: Sequence[str],
        differences: Sequence[Conflict],
        sides: Sides,
        offered: Callable[[Conflict], tuple[Side, ...]],
        accept: str,
        parent: QWidget | None = None,
    ) -> None:
        """``offered`` says what can be chosen for a difference; ``sides`` are the states its
        records belong to; ``accept`` are the words of the button that merges."""
        super().__init__(theme, _("Merge"), parent, heading=heading, size=_SIZE)
        self._sides, self._offered, self._differences = sides, offered, differences
        self.choices: dict[Key, Choices] = {}
        self.rest: Choices | None = None
        said = QVBoxLayout()
        said.setSpacing(4)
        for sentence in sentences:
            said.addWidget(plain(sentence, theme))
        self.content.addLayout(said)
        if len(differences) > 1:
            self.content.addLayout(self._all())
        if differences:
            self.content.addWidget(self._list())
        self.ok = self.answer(accept)
        self.ok.setFocus()

    def chosen(self) -> dict[Key, Side]:
        """What was chosen for each difference."""
        rest = Side(self.rest.value) if self.rest is not None else Side.MINE
        found: dict[Key, Side] = {}
        for difference in self._differences:
            choice = self.choices.get(difference.key)
            if choice is not None:
                found[difference.key] = Side(choice.value)
            else:
                found[difference.key] = rest if rest in self._offered(difference) else Side.MINE
        return found

    def _all(self) -> QHBoxLayout:
        """One click for every difference."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(faint(plain(_("For all of them:"), self._theme)))
        options = [(Side.MINE, _("Mine")), (Side.THEIRS, _("Theirs"))]
        if any(Side.BOTH in self._offered(one) for one in self._differences):
            options.append((Side.BOTH, _("Both where possible")))
        for side, words in options:
            button = QPushButton(words)
            button.setFixedHeight(28)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._choose_all, side))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choose_all(self, side: Side, _checked: bool = False) -> None:
        for choice in (*self.choices.values(), self.rest):
            if choice is not None:
                choice.choose(side)

    def _list(self) -> QWidget:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        for difference in self._differences[:_SHOWN]:
            column.addLayout(self._difference(difference))
        further = len(self._differences) - _SHOWN
        if further > 0:
            column.addLayout(self._further(further))
        return rows

    def _difference(self, difference: Conflict) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        mine, theirs = difference.mine, difference.theirs
        record = mine or theirs
        if record is None:
            return column
        session = self._sides.mine if mine is not None else self._sides.theirs
        heading = plain(named(record, session), self._theme, 13, 600)
        column.addWidget(heading)
        choice = Choices(
            self._theme,
            tuple((side, _words(side, difference)) for side in self._offered(difference)),
            Side.MINE,
        )
        choice.setAccessibleName(heading.text())
        self.choices[difference.key] = choice
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._side(_("Mine"), told(mine, theirs, self._sides.mine)), 1)
        both.addWidget(self._side(_("Theirs"), told(theirs, mine, self._sides.theirs)), 1)
        column.addLayout(both)
        column.addWidget(choice)
        return column

    def _further(self, count: int) -> QVBoxLayout:
        """Those that are not shown are decided together."""
        column = QVBoxLayout()
        column.setSpacing(6)
        words = ngettext("{count} further difference", "{count} further differences", count)
        heading = plain(words.format(count=count), self._theme, 13, 600)
        options = (
            (Side.MINE, _("Mine")),
            (Side.THEIRS, _("Theirs")),
            (Side.BOTH, _("Both where possible")),
        )
        self.rest = Choices(self._theme, options, Side.MINE)
        self.rest.setAccessibleName(heading.text())
        column.addWidget(heading)
        column.addWidget(self.rest)
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


def _words(side: Side, difference: Conflict) -> str:
    """What a choice means for this difference."""
    mine, theirs = difference.mine, difference.theirs
    if side is Side.BOTH and isinstance(mine, Annotation) and isinstance(theirs, Annotation):
        return _("Both notes") if keeps_one_passage(mine, theirs) else _("Both passages")
    if side is Side.MINE:
        return _("Mine") if mine is not None else _("Mine: deleted")
    return _("Theirs") if theirs is not None else _("Theirs: deleted")

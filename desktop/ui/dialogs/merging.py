"""What two programs or two people did to the same records: both states shown, one or both kept."""

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.editing.merging import Conflict, Key, Side, keeps_one_passage, sides_of
from desktop.editing.same_texts import Sides
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.change import Record
from desktop.model.session import Session
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.differing import named, place, told, when
from desktop.ui.dialogs.fields import Choices, faint, plain, titled
from desktop.ui.look.theme import Theme

_SIZE = (680, 620)
_SHOWN = 100
"""Differences that are shown; more would take long to draw, and nobody decides them one by one."""


class MergeQuestion(Struct, frozen=True):
    """What a merge does and what it asks.

    ``differences`` have to be decided. ``taken`` are the passages that become as they are there
    without a question. ``sides`` are the states the records of both belong to. ``accept`` are the
    words of the button that merges.
    """

    heading: str
    sentences: Sequence[str]
    differences: Sequence[Conflict]
    sides: Sides
    accept: str
    taken: Sequence[Conflict] = ()


class MergeDialog(Dialog):
    """Says what a merge does, and asks about each difference. What is here stays until somebody
    says so."""

    def __init__(
        self, theme: Theme, question: MergeQuestion, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Merge"), parent, heading=question.heading, size=_SIZE)
        self._sides, self._differences = question.sides, question.differences
        sides = question.sides
        self._numbers = list({**sides.mine.sources, **sides.theirs.sources})
        self.choices: dict[Key, Choices] = {}
        self.rest: Choices | None = None
        said = QVBoxLayout()
        said.setSpacing(4)
        for sentence in question.sentences:
            said.addWidget(plain(sentence, theme))
        self.content.addLayout(said)
        if len(question.differences) > 1:
            self.content.addLayout(self._all())
        if question.differences:
            self.content.addWidget(self._list())
        if question.taken:
            self.content.addWidget(self._list_of_taken(question.taken))
        self.ok = self.answer(question.accept)
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
                found[difference.key] = rest if rest in sides_of(difference) else Side.MINE
        return found

    def _all(self) -> QHBoxLayout:
        """One click for every difference."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(faint(plain(_("For all of them:"), self._theme)))
        options = [(Side.MINE, _("Mine")), (Side.THEIRS, _("Theirs"))]
        if any(Side.BOTH in sides_of(one) for one in self._differences):
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
        rows, column = _rows()
        for difference in self._differences[:_SHOWN]:
            column.addLayout(self._difference(difference))
        further = len(self._differences) - _SHOWN
        if further > 0:
            column.addLayout(self._further(further))
        return rows

    def _list_of_taken(self, taken: Sequence[Conflict]) -> QWidget:
        """The passages that take their state, under a heading of their own."""
        rows, column = _rows()
        words = ngettext("Becomes as it is there", "Become as they are there", len(taken))
        column.addWidget(titled(words, self._theme))
        for change in taken[:_SHOWN]:
            column.addLayout(self._two_states(change, _("Now"), _("After merging"))[0])
        further = len(taken) - _SHOWN
        if further > 0:
            words = ngettext("{count} further passage", "{count} further passages", further)
            column.addWidget(faint(plain(words.format(count=further), self._theme)))
        return rows

    def _difference(self, difference: Conflict) -> QVBoxLayout:
        column, name = self._two_states(difference, _("Mine"), _("Theirs"))
        choice = Choices(
            self._theme,
            tuple((side, _words(side, difference)) for side in sides_of(difference)),
            Side.MINE,
        )
        choice.setAccessibleName(name)
        self.choices[difference.key] = choice
        column.addWidget(choice)
        return column

    def _two_states(self, of: Conflict, here: str, there: str) -> tuple[QVBoxLayout, str]:
        """What a record is, where it is, and its state on each side; also how it is read aloud."""
        column = QVBoxLayout()
        column.setSpacing(6)
        mine, theirs = of.mine, of.theirs
        record = mine or theirs
        if record is None:
            return column, ""
        session = self._sides.mine if mine is not None else self._sides.theirs
        what, where = named(record, session), place(record, session, self._numbers)
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(plain(what, self._theme, 13, 600))
        if where:
            heading.addWidget(faint(plain(where, self._theme, 12)))
        column.addLayout(heading)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._side(here, mine, theirs, self._sides.mine), 1)
        both.addWidget(self._side(there, theirs, mine, self._sides.theirs), 1)
        column.addLayout(both)
        return column, ", ".join(part for part in (what, where) if part)

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

    def _side(
        self, title: str, state: Record | None, other: Record | None, session: Session
    ) -> QWidget:
        """What one side says that the other says differently."""
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        moment = when(state)
        if moment:
            title = _("{side}, {when}").format(side=title, when=moment)
        column.addWidget(faint(plain(title, self._theme, 12)))
        for line in told(state, other, session):
            column.addWidget(plain(line, self._theme, 13))
        column.addStretch()
        return side


def _rows() -> tuple[QWidget, QVBoxLayout]:
    rows = QWidget()
    column = QVBoxLayout(rows)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(20)
    return rows, column


def _words(side: Side, difference: Conflict) -> str:
    """What a choice means for this difference."""
    mine, theirs = difference.mine, difference.theirs
    if side is Side.BOTH and isinstance(mine, Annotation) and isinstance(theirs, Annotation):
        return _("Both notes") if keeps_one_passage(mine, theirs) else _("Both passages")
    if side is Side.MINE:
        return _("Mine") if mine is not None else _("Mine: deleted")
    return _("Theirs") if theirs is not None else _("Theirs: deleted")

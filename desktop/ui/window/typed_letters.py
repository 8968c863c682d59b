"""Notices a word typed where letters are commands, and offers to take back what it did."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _, ngettext
from desktop.ui.gestures.asking import Asking
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.reader.hands.keys import digit_by_place
from desktop.ui.session.facts import Fact
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.triage import Triage

WITHIN_MS = 500
"""From the first to the last of the letters; a hand that gives commands looks between them."""
DIFFERENT = 3
"""Letters that make a word. The same one again and again is a key held down."""


class TypedLetter(Struct):
    """A key that was pressed: when, by its event, in milliseconds, and how many steps lay behind.

    ``stray`` is a letter that is no command here, or that a prompt took: a sign of a word.
    """

    letter: str
    time: int
    steps: int
    stray: bool
    changed: bool = False


class TypedLetters(QObject):
    """Watches the keys of the article and the list before they act, and takes none away.

    Times are those of the events: where the program was busy, slow keys do not become fast ones.
    """

    def __init__(
        self,
        workspace: Workspace,
        notice: NoticeBar,
        widgets: tuple[QWidget, ...],
        asking: Asking,
        triage: Triage,
        undo: Callable[[], None],
    ) -> None:
        super().__init__(notice)
        self._workspace, self._notice, self._triage = workspace, notice, triage
        self._undo = undo
        self._typed: list[TypedLetter] = []
        self._told = False
        """The letters have been noticed; those that follow closely belong to the same word."""
        self._acting = False
        """The last letter is acting now: a step that comes is its own."""
        workspace.undo_stack.indexChanged.connect(self._stepped)
        asking.second_key.connect(self._second)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key before it becomes a command."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            self._look(event, stray=event.text().casefold() not in _commands(watched))
        return False

    def _second(self, event: QKeyEvent) -> None:
        if digit_by_place(event) or event.text().isdigit():  # a grade, and not a word
            self._forget()
        else:
            self._look(event, stray=True)

    def _look(self, event: QKeyEvent, stray: bool) -> None:
        letter, time = event.text().casefold(), event.timestamp()
        if event.isAutoRepeat() or not time or len(letter) != 1 or not letter.isalnum():
            return
        if event.modifiers() & ~_WITH_LETTERS:
            return
        if self._triage.active:
            self._forget()
            return
        if self._told and not 0 <= time - self._typed[-1].time <= WITHIN_MS:
            self._forget()
        if not self._told:
            self._typed = [one for one in self._typed if 0 <= time - one.time <= WITHIN_MS]
        steps = self._workspace.undo_stack.index()
        self._typed.append(TypedLetter(letter, time, steps, stray))
        self._acting = True
        QTimer.singleShot(0, self, self._acted)
        self._judge()

    def _acted(self) -> None:
        self._acting = False

    def _stepped(self, index: int) -> None:
        """The step of the last letter, or one that was taken back."""
        if not self._typed:
            return
        if index <= self._typed[-1].steps:
            self._forget()
            return
        if self._acting:
            self._typed[-1].changed = True
            self._judge()

    def _forget(self) -> None:
        self._typed, self._told = [], False

    def _judge(self) -> None:
        """Offer a way back where the letters are a word, and have changed something.

        A word of commands only must have changed something with three of its letters: a quick
        hand gives two or three commands as fast. Where a letter was stray, one change is enough.
        """
        changed = {one.letter for one in self._typed if one.changed}
        letters = {one.letter for one in self._typed}
        stray = any(one.stray for one in self._typed)
        if len(changed) >= DIFFERENT or (stray and changed and len(letters) >= DIFFERENT):
            self._told = True
        if self._told:
            self._offer(self._typed[0].steps)

    def _offer(self, start: int) -> None:
        stack = self._workspace.undo_stack
        now = stack.index()
        count = now - start
        words = ngettext(
            "Letters typed in the text or the list are commands. These made {count} change.",
            "Letters typed in the text or the list are commands. These made {count} changes.",
            count,
        )
        self._notice.show_notice(
            words.format(count=count),
            ((_undo_words(count), lambda: self._take_back(start)),),
            "warn",
            Fact.OPENED | Fact.SESSION,
            lambda: stack.index() == now,
        )

    def _take_back(self, start: int) -> None:
        self._forget()
        stack = self._workspace.undo_stack
        while stack.index() > start:
            self._undo()


_WITH_LETTERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def _commands(widget: QWidget) -> set[str]:
    """The letters and digits that do something by themselves, or with Shift."""
    keys = (key.toString() for one in widget.actions() for key in one.shortcuts())
    bare = (key.removeprefix("Shift+") for key in keys)
    return {key.casefold() for key in bare if len(key) == 1}


def _undo_words(count: int) -> str:
    known = {1: _("Undo it"), 2: _("Undo both"), 3: _("Undo all three")}
    return known.get(count) or _("Undo all {count}").format(count=count)

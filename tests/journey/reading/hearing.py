"""For those who do not see the window: what is announced, where Tab goes, what has a name."""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6 import QtGui
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui.window.tabbing import tab_stops
from tests.journey.eyes import holds, same
from tests.journey.hands import CTRL, SHIFT, Key, Keyboard

_NOTHING_SAID = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)


@contextmanager
def listening() -> Generator[list[str]]:
    """What a screen reader is told meanwhile, as Qt passes it on."""
    told: list[str] = []
    real = QtGui.QAccessible

    class Listening:
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            told.append(event.message())

    QtGui.QAccessible = Listening  # type: ignore[assignment,misc]
    yield told
    QtGui.QAccessible = real  # type: ignore[misc]


def hear_the_passage_under_the_caret(hands: Keyboard) -> None:
    """The caret walks into a passage: it is told once, with tag, speaker, note."""
    hands.go_to("“We have leased a quay")
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Home)
    with listening() as told:
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Home)
        hands.press(Key.Key_Right, times=3)
    quote = [words for words in told if words.startswith("Quote")]
    same("told once", len(quote), 1)
    holds("with the speaker", "N. Tarvell" in quote[0])


def hear_what_is_asked_and_done(hands: Keyboard) -> None:
    """Questions with their answers, hits, and what was done."""
    hands.choose("leased a quay")
    with listening() as told:
        hands.press(Key.Key_G)
        hands.press(Key.Key_Escape)
        hands.press(Key.Key_F, CTRL)
        hands.type("annexes")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Escape)
        hands.choose("leased a quay")
        hands.press(Key.Key_C, CTRL | SHIFT)
    holds("the question", any(t.startswith("Credibility of this passage: 1 ") for t in told))
    holds("the hits", "2 of 2" in told or "1 of 2" in told)
    same("what was done", told[-1], "Copied with its source.")


def reach_every_control(hands: Keyboard) -> None:
    """Tab walks through every control and comes back; each has a name, a kind, visible focus."""
    window = hands.window
    hands.choose("container cranes")
    hands.filter_by("tag:quote")
    hands.press(Key.Key_F, CTRL)
    first = hands.eyes.focus()
    seen = [first]
    while True:
        before = window.grab().toImage()
        hands.press(Key.Key_Tab)
        at = hands.eyes.focus()
        if at is first or len(seen) > 100:
            break
        place = QRect(at.mapTo(window, QPoint()), at.size())
        after = window.grab().toImage()
        holds(f"{_named(at)} shows the focus", after.copy(place) != before.copy(place))
        seen.append(at)
    wanted = {
        one
        for one in window.findChildren(QWidget)
        if one.window() is window and one.isEnabled() and list(tab_stops(one)) == [one]
    }
    same("reached", {_named(one) for one in wanted - set(seen)}, set())
    same("each once", len(seen), len(set(seen)))
    for one in seen:
        heard = QAccessible.queryAccessibleInterface(one)
        holds(f"{type(one).__name__} has a name", heard.text(QAccessible.Text.Name).strip())
        a_kind = heard.role() not in _NOTHING_SAID or isinstance(one, QScrollArea)
        holds(f"{_named(one)} has a kind", a_kind)
    for one in reversed(seen):
        hands.press(Key.Key_Backtab, SHIFT)
        same("the same way back", _named(hands.eyes.focus()), _named(one))
    hands.press(Key.Key_Escape)
    hands.unfilter()


def _named(one: QWidget) -> str:
    heard = QAccessible.queryAccessibleInterface(one)
    return f"{type(one).__name__} {heard.text(QAccessible.Text.Name)}"


ACTS = (hear_the_passage_under_the_caret, hear_what_is_asked_and_done, reach_every_control)

"""Several rows at once: another tag, labels, grades, deleting; each is one step."""

import re

from PySide6.QtWidgets import QDialog

from tests.journey.eyes import holds, same
from tests.journey.hands import SHIFT, Key, Keyboard


def select_several_rows(hands: Keyboard) -> None:
    """Shift with an arrow selects; the panel below says what is selected."""
    window = hands.window
    hands.to_pane(window.passages)
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down, SHIFT, times=2)
    same("selected", len(window.passages.selected()), 3)
    same("below the list", window.detail.bulk.heading.text(), "3 passages selected")
    hands.to_text()


def retag_several(hands: Keyboard) -> None:
    """A digit in the list gives all selected rows that tag."""
    eyes = hands.eyes
    hands.select_rows("annexes")
    hands.in_one_step(lambda: hands.press(Key.Key_3))
    tags = [str(one.tag) for one in eyes.passages if eyes.words(one) == "annexes"]
    same("tags", tags, ["opinion"] * 2)
    hands.unfilter()


def label_several(hands: Keyboard) -> None:
    """B asks for labels; a box with a tick puts them on all, and without one takes them away."""
    eyes = hands.eyes

    def add(_dialog: QDialog) -> None:
        hands.type("paper, annex")
        hands.press(Key.Key_Return)

    def untick(_dialog: QDialog) -> None:
        hands.tab_to_name("annex")
        hands.press(Key.Key_Space)
        hands.press(Key.Key_Return)

    def labels() -> list[tuple[str, ...]]:
        return [one.labels for one in eyes.passages if eyes.words(one) == "annexes"]

    hands.select_rows("annexes")
    hands.in_one_step(lambda: hands.answer(lambda: hands.press(Key.Key_B), add))
    same("labels", labels(), [("paper", "annex")] * 2)
    same("rows", sum("paper · annex" in row for row in eyes.rows()), 2)
    hands.in_one_step(lambda: hands.answer(lambda: hands.press(Key.Key_B), untick))
    same("one taken away", labels(), [("paper",)] * 2)
    hands.unfilter()


def grade_several(hands: Keyboard) -> None:
    """G and a digit grade all selected rows."""
    eyes = hands.eyes

    def grade() -> None:
        hands.press(Key.Key_G)
        holds("asked of both", "2 passages" in hands.window.asking.prompt.accessibleName())
        hands.press(Key.Key_4)

    hands.select_rows("label:paper")
    hands.in_one_step(grade)
    graded = [one.credibility.value for one in eyes.passages if "paper" in one.labels]
    same("grades", graded, ["4"] * 2)
    same("rows", sum(re.search(r" · [A-F]4\b", row) is not None for row in eyes.rows()), 2)
    hands.unfilter()


def merge_several(hands: Keyboard) -> None:
    """M in the list, or the menu, makes all selected rows one passage with a part for each."""
    eyes, window = hands.eyes, hands.window
    for merge in (
        lambda: hands.press(Key.Key_M),
        lambda: hands.menu(Key.Key_P, "Merge passages"),
    ):
        hands.select_rows("label:paper")
        before = len(eyes.passages)
        hands.in_one_step(merge)
        made = eyes.current
        same("left", len(eyes.passages), before - 1)
        same("the words", eyes.words(made), "annexes … annexes")
        same("what was known of both", (made.labels, made.credibility.value), (("paper",), "4"))
        holds("the list counts the parts", "2 parts" in eyes.row("annexes"))
        same("it is the one selected", window.passages.selected(), [made.id])
        hands.undo()
        hands.unfilter()


def delete_several(hands: Keyboard) -> None:
    """Delete takes all selected rows away; one undo brings all of them back."""
    eyes = hands.eyes
    before = len(eyes.passages)
    hands.select_rows("label:paper")
    hands.in_one_step(lambda: hands.press(Key.Key_Delete))
    same("left", len(eyes.passages), before - 2)
    hands.unfilter()


ACTS = (
    select_several_rows,
    retag_several,
    label_several,
    grade_several,
    merge_several,
    delete_several,
)

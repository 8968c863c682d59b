"""The shape of a passage: its ends moved by words, split, merged."""

from tests.journey.eyes import same
from tests.journey.hands import ALT, CTRL, SHIFT, Key, Keyboard

MOVES = (
    (Key.Key_Right, CTRL | ALT, 2, "Annex C lets the tenant close the"),
    (Key.Key_Left, CTRL | ALT, 1, "Annex C lets the tenant close"),
    (Key.Key_Right, CTRL | ALT | SHIFT, 2, "lets the tenant close"),
    (Key.Key_Left, CTRL | ALT | SHIFT, 1, "C lets the tenant close"),
)
MOVED = "C lets the tenant close the northern"


def move_the_ends(hands: Keyboard) -> None:
    """Both ends, both ways; moves of one passage in a row are one step."""
    eyes = hands.eyes
    hands.go_to("Annex C lets the tenant")
    hands.press(Key.Key_1)
    hands.in_one_step(lambda: move(hands))
    same("the row", eyes.row("lets the tenant").split(". ")[0], "Claim: C lets the tenant close")


def move_an_end_in_one_step(hands: Keyboard) -> None:
    """By the keys of the menu, too."""
    hands.choose("lets the tenant")
    hands.in_one_step(lambda: hands.press(Key.Key_Period, CTRL | SHIFT, 2))
    same("later", hands.eyes.words(hands.eyes.said("lets the tenant")), MOVED)
    hands.choose("lets the tenant")
    hands.in_one_step(lambda: hands.press(Key.Key_Comma, ALT | SHIFT))
    same("earlier", hands.eyes.words(hands.eyes.said("lets the tenant")), f"Annex {MOVED}")


def split_and_merge(hands: Keyboard) -> None:
    """A passage is cut at the caret, and the halves are made one again."""
    eyes = hands.eyes
    whole = eyes.words(eyes.said("lets the tenant"))
    hands.choose("lets the tenant close")
    hands.press(Key.Key_Right, CTRL, 2)
    hands.in_one_step(lambda: hands.press(Key.Key_J, SHIFT))
    halves = [eyes.words(one) for one in eyes.passages if eyes.words(one) in whole]
    same("the halves", halves, ["Annex C lets the", "tenant close the northern"])
    hands.go_to("lets the tenant close")
    hands.in_one_step(lambda: hands.press(Key.Key_M))
    same("one again", eyes.words(eyes.said("lets the")).replace(" … ", " "), whole)


def move(hands: Keyboard) -> None:
    """Each end on and back."""
    for key, held, times, words in MOVES:
        hands.press(key, held, times)
        same("the words", hands.eyes.words(), words)


ACTS = (move_the_ends, move_an_end_in_one_step, split_and_merge)

"""Links between passages: three kinds by keys, seen from both ends, and removed again."""

from tests.journey.eyes import holds, same
from tests.journey.hands import ALT, Key, Keyboard

QUOTE, CRANES = "leased a quay", "container cranes"


def link(hands: Keyboard, start: str, kind: Key, end: str) -> None:
    """L on one passage, L on the other, then a letter."""
    hands.choose(start)
    hands.press(Key.Key_L)
    holds("the window waits", hands.window.status.asked.isVisible())
    hands.choose(end)
    hands.press(Key.Key_L)
    hands.press(kind)
    holds("it waits no more", not hands.window.status.asked.isVisible())


def link_in_three_ways(hands: Keyboard) -> None:
    """Supports, contradicts, the same claim."""
    eyes = hands.eyes
    wanted = (
        (QUOTE, Key.Key_S, CRANES, "supports"),
        (CRANES, Key.Key_C, "opposition says", "contradicts"),
        (CRANES, Key.Key_M, "lets the tenant", "same-claim"),
    )
    for start, key, end, kind in wanted:
        hands.in_one_step(lambda start=start, key=key, end=end: link(hands, start, key, end))
        made = eyes.said(start).links[-1]
        same("link", (made.kind.value, made.to), (kind, eyes.said(end).id))
    hands.choose(CRANES)
    same("links shown from both ends", len(hands.window.inspector.links.buttons), 3)


def follow_a_link(hands: Keyboard) -> None:
    """Enter on a link goes to the other passage, wherever it is."""
    links = hands.window.inspector.links
    hands.choose(QUOTE)
    hands.tab_to(lambda one: one in links.buttons)
    hands.press(Key.Key_Return)
    same("there", hands.eyes.words(), "the container cranes stood idle")
    hands.to_text()


def remove_a_link(hands: Keyboard) -> None:
    """The button beside a link is reached by Tab."""
    eyes, links = hands.eyes, hands.window.inspector.links
    hands.choose(QUOTE)
    hands.tab_to(lambda one: one in links.removers)
    hands.in_one_step(lambda: hands.press(Key.Key_Space))
    same("links", eyes.said(QUOTE).links, ())
    hands.to_text()
    hands.undo()
    same("links again", len(eyes.said(QUOTE).links), 1)


def step_through_the_passages(hands: Keyboard) -> None:
    """Alt with an arrow goes to the next passage in the text, and back."""
    hands.choose(CRANES)
    hands.press(Key.Key_Down, ALT)
    same("the next", hands.eyes.words()[:22], "“We have leased a quay")
    hands.press(Key.Key_Up, ALT)
    same("and back", hands.eyes.words(), "the container cranes stood idle")


ACTS = (link_in_three_ways, follow_a_link, remove_a_link, step_through_the_passages)

"""Both ends of a link count it, and are found as linked, whichever end holds it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.model.annotation import Link, LinkKind
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, Hands, Key

ARTICLE = source(*HARBOUR)
OTHER = source("The lease was never put to a vote.", name="two.txt", id_="urn:uuid:2")
PILOTS, QUAY = passage(ARTICLE, "pilots", number=1), passage(ARTICLE, "quay", number=2)
VOTE = passage(OTHER, "a vote", number=3)


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """The vote, in another article, supports the pilots; the list shows one article."""
    vote = replace(VOTE, links=(Link(LinkKind.SUPPORTS, PILOTS.id),))
    hands.open(session(ARTICLE, OTHER, passages=[PILOTS, QUAY, vote]), tmp_path)
    hands.window.passages.set_scope("article")
    return hands


def lines(hands: Hands) -> list[str]:
    """The second lines of the passages listed."""
    model = hands.window.passages.passages
    return [model.second_line(held) for held in model.annotations()]


def test_the_far_end_of_a_link_counts_it_too(reading: Hands) -> None:
    assert lines(reading) == ["author · 1 link", "author"]


def test_a_link_made_and_undone_is_counted_at_both_ends(reading: Hands) -> None:
    window = reading.window
    window.workspace.set_current(PILOTS.id)
    window.linking.press()
    window.workspace.set_current(QUAY.id)
    window.linking.press()
    reading.press(Key.Key_S)
    assert lines(reading) == ["author · 2 links", "author · 1 link"]
    reading.press(Key.Key_Z, CTRL, on=reading.reader)
    assert lines(reading) == ["author · 1 link", "author"]


def test_both_ends_are_found_as_linked(reading: Hands) -> None:
    window = reading.window
    window.panel.focus_filter()
    reading.type("is:linked")
    assert [held.id for held in reading.passages] == [PILOTS.id]
    window.workspace.delete([VOTE.id])
    assert reading.passages == []
    window.undo()
    assert [held.id for held in reading.passages] == [VOTE.id], "undo goes to what it brings back"
    window.workspace.show_source(PILOTS.source)
    assert [held.id for held in reading.passages] == [PILOTS.id]

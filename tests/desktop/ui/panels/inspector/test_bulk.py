"""Several selected passages take the place of the one that is shown."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from desktop.model.identity import TagId
from desktop.ui.panels.inspector.segments import Segment
from tests.desktop.listing.sessions import EVERY, LEASE, STRIKE
from tests.desktop.ui.articles import session
from tests.desktop.ui.hands import CTRL, Hands, Key


@pytest.fixture
def chosen(hands: Hands, tmp_path: Path) -> Hands:
    """Every passage of two articles is selected."""
    hands.open(session(LEASE, STRIKE, passages=EVERY), tmp_path)
    hands.choose_row(0)
    hands.press(Key.Key_A, CTRL)
    return hands


def segment(hands: Hands, name: str) -> QAbstractButton:
    found = hands.window.detail.bulk.segments.findChildren(Segment)
    return next(one for one in found if one.text() == name and one.isVisible())


def test_several_selected_rows_are_summed_up(chosen: Hands) -> None:
    bulk = chosen.window.detail.bulk
    assert bulk.isVisible()
    assert not chosen.window.inspector.isVisible()
    assert bulk.heading.text() == "5 passages selected"
    assert bulk.detail.text() == "2 claims, 2 quotes, 1 opinion"


def test_no_tag_is_shown_as_chosen_where_the_passages_have_several(chosen: Hands) -> None:
    names = [tag.name for tag in chosen.window.workspace.session.codebook]
    chosen.push(segment(chosen, "Context"))
    assert [segment(chosen, name).isChecked() for name in names] == [False, False, False, True]
    chosen.window.workspace.undo_stack.undo()
    assert not any(segment(chosen, name).isChecked() for name in names)


def test_one_row_brings_the_passage_back(chosen: Hands) -> None:
    chosen.choose_row(1)
    assert chosen.window.inspector.isVisible()
    assert not chosen.window.detail.bulk.isVisible()
    assert chosen.window.inspector.heading.text() == "Passage 2"


def test_a_passage_chosen_in_the_text_brings_it_back(chosen: Hands) -> None:
    chosen.click("neat line")
    assert chosen.window.inspector.isVisible()
    assert not chosen.window.detail.bulk.isVisible()


def test_a_tag_is_given_to_all_in_one_step(chosen: Hands) -> None:
    chosen.push(segment(chosen, "Context"))
    assert {one.tag for one in chosen.window.workspace.session.annotations.values()} == {
        TagId("context")
    }
    assert chosen.window.detail.bulk.detail.text() == "5 contexts"
    chosen.window.workspace.undo_stack.undo()
    assert chosen.window.detail.bulk.detail.text() == "2 claims, 2 quotes, 1 opinion"
    assert chosen.window.workspace.undo_stack.index() == 0


def test_all_are_deleted_in_one_step(chosen: Hands) -> None:
    chosen.push(chosen.window.detail.bulk.delete)
    assert not chosen.window.workspace.session.annotations
    assert not chosen.window.detail.bulk.isVisible()
    chosen.window.workspace.undo_stack.undo()
    assert len(chosen.window.workspace.session.annotations) == 5


def test_a_session_that_may_not_be_changed_offers_nothing(chosen: Hands) -> None:
    workspace = chosen.window.workspace
    workspace._read_only = "It is being checked."  # pyright: ignore[reportPrivateUsage]
    workspace.state_changed.emit()
    assert not segment(chosen, "Claim").isEnabled()
    assert not chosen.window.detail.bulk.delete.isEnabled()
    chosen.press(Key.Key_1, on=chosen.window.passages)
    assert workspace.undo_stack.count() == 0
    workspace._read_only = ""  # pyright: ignore[reportPrivateUsage]

"""The articles and the tags at the left."""

from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy, QTest

from desktop.model.source import Front
from desktop.ui.panels.sources import TagButton, source_line
from tests.desktop.ui.articles import passage, session, source
from tests.desktop.ui.hands import LEFT, NONE, Hands, Key

ONE = source("First words.", front=Front(title="One", outlet="Review", published="2026-11-12"))
TWO = source("Second words.", name="two.txt", id_="urn:uuid:2")


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Two articles with a claim each."""
    held = [passage(ONE, "First", number=1), passage(TWO, "Second", number=2)]
    hands.open(session(ONE, TWO, passages=held), tmp_path)
    return hands


def counts(hands: Hands) -> list[int]:
    rows = hands.window.sources.findChildren(TagButton)
    return [row.count for row in rows if row.isVisible()]


def test_an_article_is_listed_with_title_outlet_and_day(reading: Hands) -> None:
    listed = reading.window.sources.list
    assert [listed.item(row).text() for row in range(2)] == ["One", TWO.title]
    assert source_line(ONE) == "Review · 12 Nov 2026"
    assert source_line(TWO) == "two.txt"


def test_an_untitled_article_is_listed_by_its_first_words_and_its_tip_names_its_file(
    reading: Hands,
) -> None:
    listed, item = reading.window.sources.list, reading.window.sources.list.item(1)
    assert item.text() == "Second words."
    assert item.toolTip() == "Second words.\ntwo.txt"
    assert listed.item(0).toolTip().split("\n") == ["One", source_line(ONE), ONE.name]


def test_a_click_on_an_article_shows_it(reading: Hands) -> None:
    listed = reading.window.sources.list
    place = listed.visualItemRect(listed.item(1)).center()
    QTest.mouseClick(listed.viewport(), LEFT, NONE, place)
    assert reading.source == TWO
    assert listed.currentRow() == 1
    assert reading.reader.hasFocus()


def test_the_arrow_keys_go_on_from_article_to_article(reading: Hands) -> None:
    listed = reading.window.sources.list
    listed.setFocus()
    for key, shown in ((Key.Key_Down, TWO), (Key.Key_Up, ONE)):
        reading.press(key)
        assert reading.source == shown
        assert listed.hasFocus()


def test_the_tags_count_the_passages_of_all_articles(reading: Hands) -> None:
    assert counts(reading) == [2, 0, 0, 0]
    reading.tag("words", Key.Key_2)
    assert counts(reading) == [2, 1, 0, 0]
    reading.press(Key.Key_3)
    assert counts(reading) == [2, 0, 1, 0]
    reading.window.actions_by_name["undo"].trigger()
    reading.window.actions_by_name["undo"].trigger()
    assert counts(reading) == [2, 0, 0, 0]


def test_a_tag_says_its_count_to_those_who_listen(reading: Hands) -> None:
    row = reading.window.sources.findChildren(TagButton)[0]
    assert row.accessibleName() == "Claim, 2 passages"


def row_of(hands: Hands, tag: str) -> TagButton:
    rows = hands.window.sources.findChildren(TagButton)
    return next(row for row in rows if row.tag.id == tag)


def listed(hands: Hands) -> list[str]:
    return [str(one.tag) for one in hands.passages]


def test_a_tag_lists_its_passages_only_and_a_second_click_all_again(reading: Hands) -> None:
    reading.tag("words", Key.Key_2)
    reading.drag("First")
    for tag, seen in (("quote", ["quote"]), ("claim", ["claim", "claim"])):
        reading.push(row_of(reading, tag))
        assert listed(reading) == seen
        assert row_of(reading, tag).isChecked()
    assert not row_of(reading, "quote").isChecked()
    assert counts(reading) == [2, 1, 0, 0], "nothing was tagged"
    assert reading.window.workspace.undo_stack.count() == 1
    reading.push(row_of(reading, "claim"))
    assert sorted(listed(reading)) == ["claim", "claim", "quote"]
    assert not row_of(reading, "claim").isChecked()


def test_escape_takes_the_filter_of_a_tag_away(reading: Hands) -> None:
    for widget in (reading.reader, reading.window.passages, row_of(reading, "quote")):
        reading.push(row_of(reading, "quote"))
        assert listed(reading) == []
        widget.setFocus()
        reading.press(Key.Key_Escape)
        assert len(listed(reading)) == 2
        assert not row_of(reading, "quote").isChecked()


def test_a_tag_is_chosen_by_keys_and_says_what_it_does(reading: Hands) -> None:
    row = row_of(reading, "quote")
    assert row.accessibleDescription() == "List these passages only"
    row.setFocus()
    for key in (Key.Key_Space, Key.Key_Return):
        reading.press(key)
        assert row.isChecked() == (key == Key.Key_Space)
    reading.press(Key.Key_Enter)
    assert "Press again for all" in row.accessibleDescription()


def test_a_tag_brings_the_list_in_sight(reading: Hands) -> None:
    reading.window.actions_by_name["right"].trigger()
    assert not reading.window.panel.isVisible()
    reading.push(row_of(reading, "claim"))
    assert reading.window.panel.isVisible()


def test_another_session_has_no_filter_at_the_left(reading: Hands, tmp_path: Path) -> None:
    reading.push(row_of(reading, "claim"))
    reading.open(session(ONE), tmp_path, "other.brief.json")
    assert not row_of(reading, "claim").isChecked()


def test_another_title_is_listed_at_once(reading: Hands) -> None:
    reading.window.workspace.edit_front(ONE.id, Front(title="Another"))
    assert reading.window.sources.list.item(0).text() == "Another"
    assert reading.window.sources.list.currentRow() == 0


def test_the_plus_asks_for_an_article(reading: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = reading.window.sources
    panel.add_asked.disconnect()
    asked = QSignalSpy(panel.add_asked)
    reading.push(panel.add_button)
    assert asked.count() == 1

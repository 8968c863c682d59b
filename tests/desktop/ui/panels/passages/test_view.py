"""The list of passages keeps step with the article, both ways."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.listing.facets import Ground
from desktop.model.annotation import Speaker
from desktop.model.codebook import four_tags
from desktop.model.identity import TagId
from desktop.model.source import Source
from desktop.ui.panels.passages.model import PassageModel
from tests.desktop.ui.articles import (
    HARBOUR,
    any_passages,
    any_sources,
    passage,
    session,
    source,
)
from tests.desktop.ui.hands import ALT, CTRL, SHIFT, Hands, Key


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Three passages: pilots, quay and surrender."""
    article = source(*HARBOUR)
    held = [
        passage(article, words, tag=tag, number=at)
        for at, (words, tag) in enumerate(
            (("pilots", "claim"), ("quay", "quote"), ("surrender", "opinion"))
        )
    ]
    hands.open(session(article, passages=held), tmp_path)
    return hands


def selected(hands: Hands) -> list[str]:
    held = hands.window.workspace.session.annotations
    return [hands.words(held[one]) for one in hands.window.passages.selected()]


def text(hands: Hands, row: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    model = hands.window.passages.passages
    return model.data(model.index(model.row(hands.passages[row].id)), role)


def test_clicking_a_row_makes_its_passage_the_current_one(reading: Hands) -> None:
    reading.choose_row(1)
    assert reading.current == "quay"
    assert reading.window.inspector.heading.text() == "Passage 2"


def test_clicking_a_passage_in_the_text_selects_its_row(reading: Hands) -> None:
    reading.click("surrender")
    assert selected(reading) == ["surrender"]
    reading.click("crane")
    assert selected(reading) == []


def test_the_arrow_keys_of_the_list_choose_passages(reading: Hands) -> None:
    reading.choose_row(0)
    reading.press(Key.Key_Down)
    assert reading.current == "quay"
    assert reading.window.passages.hasFocus()


def test_enter_on_a_row_goes_to_its_note(reading: Hands) -> None:
    reading.choose_row(1)
    reading.press(Key.Key_Return)
    assert reading.window.inspector.note.hasFocus()
    assert reading.current == "quay"


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_takes_every_selected_row_in_one_step(reading: Hands, key: Key) -> None:
    reading.choose_row(0)
    reading.choose_row(2, CTRL)
    assert selected(reading) == ["pilots", "surrender"]
    reading.press(key)
    assert [words for _, words in reading.tagged()] == ["quay"]
    assert reading.window.workspace.undo_stack.count() == 1
    reading.press(Key.Key_Z, CTRL)
    assert [words for _, words in reading.tagged()] == ["pilots", "quay", "surrender"]


def test_a_digit_retags_every_selected_row_in_one_step(reading: Hands) -> None:
    reading.choose_row(0)
    reading.choose_row(2, SHIFT)
    reading.press(Key.Key_4)
    assert {tag for tag, _ in reading.tagged()} == {"context"}
    assert reading.window.workspace.undo_stack.count() == 1


def test_a_click_with_control_takes_a_row_out_of_the_selection_again(reading: Hands) -> None:
    for row in (0, 1, 2):
        reading.choose_row(row, CTRL)
    reading.choose_row(1, CTRL)
    assert selected(reading) == ["pilots", "surrender"]


def test_the_row_of_a_passage_reached_with_keys_is_the_only_one_selected(reading: Hands) -> None:
    reading.choose_row(0)
    reading.choose_row(2, SHIFT)
    reading.reader.setFocus()
    reading.press(Key.Key_Up, ALT)
    assert selected(reading) == [reading.current]


def test_the_head_counts_the_passages(reading: Hands) -> None:
    assert reading.window.head.count.text() == "3"
    reading.tag("ministry")
    assert reading.window.head.count.text() == "4"


def test_a_row_says_words_place_speaker_and_note(reading: Hands) -> None:
    (_, held, _) = reading.passages
    workspace = reading.window.workspace
    workspace.set_speaker(held.id, Speaker("Neda Tarvell"))
    workspace.set_note(held.id, "check")
    workspace.set_labels(held.id, ["port"])
    assert text(reading, 1) == "quay"
    heard = text(reading, 1, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Quote: quay. Neda Tarvell · note · port. ¶2"


def test_an_empty_list_says_what_to_do(reading: Hands, tmp_path: Path) -> None:
    full = reading.window.passages.viewport().grab().toImage()
    reading.open(session(source(*HARBOUR)), tmp_path)
    empty = reading.window.passages.viewport().grab().toImage()
    colours = {
        empty.pixelColor(x, y).name() for x in range(10, empty.width()) for y in range(10, 36)
    }
    assert len(colours) > 4, "words are painted"
    assert empty != full


@given(any_sources(), st.data())
def test_the_list_stays_sorted_whatever_comes_and_goes(
    article: Source, data: st.DataObject
) -> None:
    every = data.draw(any_passages(article))
    model = PassageModel()
    model.show(Ground({article.id: article}, four_tags()), every)
    held = {one.id: one for one in every}
    for one in data.draw(st.lists(st.sampled_from(every), max_size=10)) if every else []:
        before = held.get(one.id)
        after = data.draw(st.sampled_from((None, one, replace(one, tag=TagId("quote")))))
        after = replace(after, spans=data.draw(st.sampled_from(every)).spans) if after else None
        if before is None and after is None:
            continue
        model.apply([(before, after)])
        held.pop(one.id, None)
        if after is not None:
            held[one.id] = after
    shown = [one for row in range(model.rowCount()) if (one := model.annotation(row))]
    assert shown == sorted(held.values(), key=lambda one: (one.start, -one.end, one.id))
    assert [model.row(one.id) for one in shown] == list(range(1, len(shown) + 1))
    assert [model.number(one.id) for one in shown] == list(range(1, len(shown) + 1))


def test_two_thousand_words_of_a_passage_are_one_short_line() -> None:
    article = source("word " * 2000 + "end")
    model = PassageModel()
    model.show(Ground({article.id: article}, four_tags()), [])
    line = model.first_line(passage(article, article.text))
    assert 0 < len(line) <= 300


def test_the_current_row_stays_in_sight_when_what_is_below_takes_room(
    hands: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    words = "pilots Halvec work Monday crane operators strike over leased quay told line".split()
    held = [passage(article, word, number=n) for n, word in enumerate(words, 1)]
    hands.open(session(article, passages=held), tmp_path)
    rows = hands.window.passages
    hands.window.workspace.set_current(held[8].id, True)
    hands.window.inspector.open_more(True)
    QApplication.processEvents()
    shown = rows.visualRect(rows.passages.index(rows.passages.row(held[8].id)))
    assert rows.viewport().rect().contains(shown)


def test_a_filter_shows_its_rows_from_the_first(hands: Hands, tmp_path: Path) -> None:
    article = source(*HARBOUR)
    words = "pilots Halvec work Monday crane operators strike over leased quay told line".split()
    held = [passage(article, word, number=n) for n, word in enumerate(words, 1)]
    hands.open(session(article, passages=held), tmp_path)
    rows = hands.window.passages
    hands.window.resize(1440, 520)
    hands.choose_row(0)
    rows.scrollToBottom()
    assert rows.verticalScrollBar().value() > 0
    hands.press(Key.Key_F, CTRL | SHIFT)
    hands.type("e")
    assert rows.verticalScrollBar().value() == 0

"""Passages reshaped by keys: their ends moved, split, merged, parts added and dropped."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Speaker
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import ALT, CTRL, NONE, SHIFT, Hands, Key


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """The article about the harbour is open, and nothing is tagged."""
    hands.open(session(source(*HARBOUR)), tmp_path)
    return hands


def press(hands: Hands, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    hands.press(key, modifiers, on=hands.reader)


def put_caret(hands: Hands, words: str) -> None:
    """Click before words, which moves the caret and nothing else here."""
    cursor = hands.reader.textCursor()
    cursor.setPosition(hands.source.text.index(words))
    hands.reader.setTextCursor(cursor)


def remark(hands: Hands) -> str:
    return hands.window.status.remark.text()


STEPS = [
    (Key.Key_Period, CTRL | SHIFT, "harbour pilots of"),
    (Key.Key_Comma, CTRL | SHIFT, "harbour"),
    (Key.Key_Period, ALT | SHIFT, "pilots"),
    (Key.Key_Comma, ALT | SHIFT, "The harbour pilots"),
    (Key.Key_Right, CTRL | ALT, "harbour pilots of"),
    (Key.Key_Left, CTRL | ALT, "harbour"),
    (Key.Key_Right, CTRL | ALT | SHIFT, "pilots"),
    (Key.Key_Left, CTRL | ALT | SHIFT, "The harbour pilots"),
]


@pytest.mark.parametrize(("key", "held", "words"), STEPS)
def test_a_key_moves_an_end_by_a_word_and_undo_moves_it_back(
    reading: Hands, key: Key, held: Qt.KeyboardModifier, words: str
) -> None:
    reading.tag("harbour pilots")
    press(reading, key, held)
    assert reading.current == words
    press(reading, Key.Key_Z, CTRL)
    assert reading.current == "harbour pilots"


def steps(hands: Hands) -> int:
    return hands.window.workspace.undo_stack.index()


def test_end_moves_in_a_row_are_one_step_that_can_be_taken_back_and_again(reading: Hands) -> None:
    reading.tag("harbour pilots")
    for key in (Key.Key_Period, Key.Key_Period, Key.Key_Comma, Key.Key_Period):
        press(reading, key, CTRL | SHIFT)
    assert reading.current == "harbour pilots of Halvec"
    assert steps(reading) == 2
    words = reading.window.actions_by_name["undo"].text()
    press(reading, Key.Key_Z, CTRL)
    assert reading.current == "harbour pilots"
    assert reading.window.actions_by_name["redo"].text() == words.replace("Undo", "Redo")
    press(reading, Key.Key_Y, CTRL)
    assert reading.current == "harbour pilots of Halvec"


def test_each_end_move_is_told_as_a_change_of_its_own(reading: Hands) -> None:
    reading.tag("harbour pilots")
    told: list[object] = []
    reading.window.workspace.changed.connect(told.append)
    for _ in range(2):
        press(reading, Key.Key_Period, CTRL | SHIFT)
    assert len(told) == 2


def test_an_end_move_after_anything_else_is_a_step_of_its_own(reading: Hands) -> None:
    reading.tag("harbour pilots")
    press(reading, Key.Key_Period, CTRL | SHIFT)
    press(reading, Key.Key_3)
    press(reading, Key.Key_Period, CTRL | SHIFT)
    assert steps(reading) == 4
    press(reading, Key.Key_Z, CTRL)
    press(reading, Key.Key_Z, CTRL)
    press(reading, Key.Key_Period, CTRL | SHIFT)
    assert steps(reading) == 3


def test_an_end_move_after_another_passage_was_chosen_is_a_step_of_its_own(reading: Hands) -> None:
    reading.tag("quay")
    reading.tag("harbour pilots")
    press(reading, Key.Key_Period, CTRL | SHIFT)
    for key in (Key.Key_Down, Key.Key_Up):
        press(reading, key, ALT)
    assert reading.current == "harbour pilots of"
    press(reading, Key.Key_Period, CTRL | SHIFT)
    assert steps(reading) == 4


@pytest.mark.parametrize(
    ("code", "held", "words"),
    [
        (60, CTRL | SHIFT, "harbour pilots of"),
        (59, CTRL | SHIFT, "harbour"),
        (60, ALT | SHIFT, "pilots"),
        (59, ALT | SHIFT, "The harbour pilots"),
    ],
)
def test_the_keys_work_by_their_place_where_they_give_other_characters(
    reading: Hands, code: int, held: Qt.KeyboardModifier, words: str
) -> None:
    reading.tag("harbour pilots")
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Colon.value, held, code, 0, 0, ":")
    QApplication.sendEvent(reading.reader, event)
    assert reading.current == words


def test_the_only_word_of_a_passage_stays(reading: Hands) -> None:
    reading.tag("pilots")
    press(reading, Key.Key_Comma, CTRL | SHIFT)
    press(reading, Key.Key_Period, ALT | SHIFT)
    assert reading.current == "pilots"


def test_an_end_moves_over_a_paragraph(reading: Hands) -> None:
    reading.tag("strike was over.")
    for _ in range(2):
        press(reading, Key.Key_Period, CTRL | SHIFT)
    assert reading.current == "strike was over.\n\n“We have"


def broken(hands: Hands) -> None:
    """One passage in two parts, the current one."""
    hands.tag("“We have leased a quay,”", Key.Key_2)
    hands.drag("“and we have leased nothing else.”")
    hands.press(Key.Key_J)


def test_the_end_that_moves_is_that_of_the_part_at_the_caret(reading: Hands) -> None:
    broken(reading)
    put_caret(reading, "have leased a")
    press(reading, Key.Key_Period, ALT | SHIFT)
    assert reading.current == "We have leased a quay,” … “and we have leased nothing else.”"
    put_caret(reading, "leased nothing")
    press(reading, Key.Key_Period, ALT | SHIFT)
    assert reading.current == "We have leased a quay,” … and we have leased nothing else.”"


def test_without_a_passage_a_key_for_its_end_says_what_to_do(reading: Hands) -> None:
    press(reading, Key.Key_Period, CTRL | SHIFT)
    assert remark(reading) == "Choose the passage whose end is to move first."


def test_a_passage_in_parts_is_split_into_passages_of_one_each(reading: Hands) -> None:
    broken(reading)
    press(reading, Key.Key_J, SHIFT)
    assert reading.tagged() == [
        ("quote", "“We have leased a quay,”"),
        ("quote", "“and we have leased nothing else.”"),
    ]
    press(reading, Key.Key_Z, CTRL)
    assert len(reading.passages) == 1


def test_a_passage_of_one_part_is_split_at_the_caret(reading: Hands) -> None:
    reading.tag("harbour pilots of Halvec", Key.Key_3)
    put_caret(reading, "of Halvec")
    press(reading, Key.Key_J, SHIFT)
    assert reading.tagged() == [("opinion", "harbour pilots"), ("opinion", "of Halvec")]


def test_a_passage_is_not_split_at_its_edge(reading: Hands) -> None:
    reading.tag("harbour pilots")
    put_caret(reading, "harbour")
    press(reading, Key.Key_J, SHIFT)
    assert len(reading.passages) == 1
    assert "between the two words" in remark(reading)


def test_rows_selected_in_the_list_are_merged_into_the_current_one(reading: Hands) -> None:
    for words, key in (("pilots", Key.Key_1), ("quay", Key.Key_2), ("surrender", Key.Key_3)):
        reading.tag(words, key)
    reading.choose_row(0)
    reading.choose_row(2, CTRL)
    reading.press(Key.Key_M, on=reading.window.passages)
    assert ("quote", "quay") in reading.tagged()
    (merged,) = [held for held in reading.passages if len(held.spans) == 2]
    assert reading.words(merged) == "pilots … surrender"
    assert reading.window.actions_by_name["undo"].text() == "Undo merge 2 passages"
    reading.window.actions_by_name["undo"].trigger()
    assert len(reading.passages) == 3


def test_the_current_passage_takes_in_the_one_it_shares_the_caret_with(reading: Hands) -> None:
    reading.tag("harbour pilots of Halvec")
    reading.tag("pilots of Halvec went", Key.Key_2)
    put_caret(reading, "Halvec went")
    press(reading, Key.Key_M)
    assert reading.tagged() == [("quote", "harbour pilots of Halvec went")]


def test_passages_in_a_selection_are_merged(reading: Hands) -> None:
    reading.tag("harbour")
    reading.tag("Halvec", Key.Key_2)
    reading.click("crane")
    reading.drag("harbour pilots of Halvec")
    press(reading, Key.Key_M)
    assert reading.tagged() == [("claim", "harbour … Halvec")]


def test_one_passage_alone_is_not_merged(reading: Hands) -> None:
    reading.tag("harbour")
    press(reading, Key.Key_M)
    assert "Select several passages" in remark(reading)
    assert len(reading.passages) == 1


def test_the_part_at_the_caret_is_removed(reading: Hands) -> None:
    broken(reading)
    put_caret(reading, "have leased a")
    press(reading, Key.Key_Delete, SHIFT)
    assert reading.tagged() == [("quote", "“and we have leased nothing else.”")]
    press(reading, Key.Key_Delete, SHIFT)
    assert len(reading.passages) == 1
    assert "several parts" in remark(reading)


def test_words_dragged_with_ctrl_go_to_the_current_passage(reading: Hands) -> None:
    reading.tag("“We have leased a quay,”", Key.Key_2)
    reading.drag("“and we have leased nothing else.”", CTRL)
    assert reading.tagged() == [
        ("quote", "“We have leased a quay,” … “and we have leased nothing else.”")
    ]
    assert not reading.reader.textCursor().hasSelection()


def test_a_session_that_may_not_be_changed_refuses_with_a_sentence(
    reading: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    held = replace(passage(article, "harbour pilots"), speaker=Speaker("Neda Tarvell"))
    other = passage(article, "pilots of", number=2)
    reading.open(session(article, passages=[held, other]), tmp_path)
    workspace = reading.window.workspace
    workspace._read_only = "It is being checked."  # pyright: ignore[reportPrivateUsage]
    before = workspace.session
    workspace.set_current(held.id)
    put_caret(reading, "pilots of")
    for key, modifiers in (
        (Key.Key_Period, CTRL | SHIFT),
        (Key.Key_J, SHIFT),
        (Key.Key_M, NONE),
    ):
        reading.window.status.remark.setText("")
        press(reading, key, modifiers)
        assert remark(reading) == "It is being checked."
    assert workspace.session is before


def selected(hands: Hands) -> str:
    return hands.reader.textCursor().selectedText()


def test_e_selects_word_sentence_and_paragraph_and_shift_e_goes_back(reading: Hands) -> None:
    put_caret(reading, "rane operators")
    wanted = ["crane", "Nobody had told the crane operators that the strike was over.", HARBOUR[0]]
    for words in wanted:
        press(reading, Key.Key_E)
        assert selected(reading) == words
    for words in (*wanted[1::-1], ""):
        press(reading, Key.Key_E, SHIFT)
        assert selected(reading) == words
    press(reading, Key.Key_E)
    press(reading, Key.Key_1)
    assert reading.tagged() == [("claim", "crane")]


def test_shift_e_leaves_a_selection_of_another_kind_alone(reading: Hands) -> None:
    put_caret(reading, "crane")
    press(reading, Key.Key_E)
    cursor = reading.reader.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 3)
    reading.reader.setTextCursor(cursor)
    before = selected(reading)
    press(reading, Key.Key_E, SHIFT)
    assert selected(reading) == before

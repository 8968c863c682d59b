"""A word typed where letters are commands is noticed, and taken back at one stroke."""

from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.model.grades import Credibility, Reliability
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, NONE, Hands, Key

ARTICLE = source(*HARBOUR)
HELD = passage(ARTICLE, "harbour pilots", tag="claim", number=1)
clock = count(10_000, 10_000)


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """An article with a claim, which is the current passage; the keys are in the text."""
    hands.open(session(ARTICLE, passages=[HELD]), tmp_path)
    hands.click("harbour pilots")
    hands.reader.setFocus()
    return hands


def type_keys(keys: str, apart: int = 100) -> None:
    """Press keys whose events say that so many milliseconds lay between them."""
    start = next(clock)
    for place, letter in enumerate(keys):
        focus = QApplication.focusWidget()
        assert focus is not None
        key = Key(ord(letter.upper()))
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE, letter)
        event.setTimestamp(start + place * apart)
        event.ignore()
        QApplication.sendEvent(focus, event)
        QTest.keyClick(focus, key)
        QApplication.processEvents()


def offered(hands: Hands) -> str:
    """The words of the button with which the notice takes back; nothing without one."""
    if not hands.window.notice.isVisible():
        return ""
    return undo_button(hands).text()


def undo_button(hands: Hands) -> QPushButton:
    buttons = hands.window.notice.findChildren(QPushButton)
    (button,) = (one for one in buttons if one.isVisible())
    return button


def steps(hands: Hands) -> int:
    return hands.window.workspace.undo_stack.index()


def test_three_letters_typed_fast_are_noticed_and_all_taken_back(reading: Hands) -> None:
    reading.tag("Nobody had told", Key.Key_1)
    type_keys("234")
    assert steps(reading) == 4
    assert offered(reading) == "Undo all three"
    assert "These made 3 changes" in reading.window.notice.words.text()
    reading.push(undo_button(reading))
    assert steps(reading) == 1
    assert ("claim", "Nobody had told") in reading.tagged()
    assert not reading.window.notice.isVisible()


def test_undo_takes_one_step_back_and_the_notice_goes(reading: Hands) -> None:
    type_keys("234")
    reading.press(Key.Key_Z, CTRL)
    assert steps(reading) == 2
    assert offered(reading) == ""


def test_a_further_letter_of_the_word_is_taken_back_as_well(reading: Hands) -> None:
    type_keys("2341")
    assert offered(reading) == "Undo all 4"


def test_a_later_step_is_none_of_the_word(reading: Hands) -> None:
    type_keys("234")
    reading.window.actions_by_name["delete"].trigger()
    assert steps(reading) == 4
    assert offered(reading) == ""


def test_letters_typed_slowly_are_commands(reading: Hands) -> None:
    type_keys("2341", apart=251)
    assert steps(reading) == 4
    assert offered(reading) == ""


def test_two_letters_and_the_same_letter_again_are_commands(reading: Hands) -> None:
    type_keys("2323")
    assert steps(reading) == 4
    assert offered(reading) == ""


def test_commands_given_quickly_of_which_one_changed_something_are_no_word(reading: Hands) -> None:
    type_keys("eo2")
    assert steps(reading) == 1
    assert offered(reading) == ""


def test_a_word_that_changed_nothing_is_not_noticed(reading: Hands) -> None:
    type_keys("tux")
    assert steps(reading) == 0
    assert offered(reading) == ""


def test_a_word_in_which_two_letters_grade_the_source_is_noticed(reading: Hands) -> None:
    for word in ("rex", "pre"):
        type_keys(word)
        assert reading.source.grade.reliability is Reliability.E
        assert offered(reading) == "Undo it"
        reading.push(undo_button(reading))
        assert not reading.source.grade.reliability
        reading.reader.setFocus()


def test_a_grade_by_two_keys_is_no_word(reading: Hands) -> None:
    type_keys("g3")
    type_keys("2g43")
    held = reading.window.workspace.session.annotations[HELD.id]
    assert held.credibility is Credibility("4")
    assert held.tag == "opinion"
    assert offered(reading) == ""


def test_letters_in_a_note_are_a_note(reading: Hands) -> None:
    reading.press(Key.Key_N)
    assert QApplication.focusWidget() is not reading.reader
    type_keys("there 234")
    assert offered(reading) == ""


def test_letters_in_a_review_are_answers(reading: Hands) -> None:
    reading.window.triage.begin()
    QApplication.processEvents()
    assert reading.window.triage.active
    reading.reader.setFocus()
    before = steps(reading)
    type_keys("234")
    type_keys("rex")
    assert reading.window.triage.active
    assert steps(reading) >= before
    assert offered(reading) == ""


def test_letters_over_the_list_are_noticed_too(reading: Hands) -> None:
    reading.choose_row(0)
    reading.window.passages.setFocus()
    type_keys("234")
    assert offered(reading) == "Undo all three"

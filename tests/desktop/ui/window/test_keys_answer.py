"""No key does nothing silently: where it can do nothing, one plain sentence says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from desktop.model.grades import Confidence, Credibility
from desktop.ui.actions import specs
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key

LEASE = source(*HARBOUR)
QUAY = replace(
    passage(LEASE, "leased a quay", tag="quote"),
    credibility=Credibility.PROBABLY_TRUE,
    confidence=Confidence.HIGH,
)
ASKING = {"quit", "export", "details", "rename", "preferences", "new", "open", "add", "paste"} | {
    *("save", "save_as", "merge_session", "traces", "keys", "change_keys", "about"),
}
"""Actions of the menus File and Help: each opens a dialog or says how it ended."""
KEYS = [(spec.name, key) for spec in specs() if spec.name not in ASKING for key in spec.keys if key]


@pytest.fixture
def reading(
    window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Hands]:
    """An article in which nothing is tagged; the caret does not blink, the engine is silent."""
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    monkeypatch.setattr(window.suggester, "run", lambda _source: None)
    hands.open(session(LEASE), tmp_path)
    hands.reader.setFocus()
    yield hands
    window.end_suggestions()
    QApplication.setCursorFlashTime(flash)


def press(hands: Hands, key: str, on: QWidget) -> None:
    pressed = QKeySequence(key)[0]  # pyright: ignore[reportIndexIssue]
    hands.press(pressed.key(), pressed.keyboardModifiers(), on=on)


def remark(hands: Hands) -> str:
    return hands.window.status.remark.text()


@pytest.mark.parametrize("where", ["article", "list"])
@pytest.mark.parametrize(("name", "key"), KEYS)
def test_where_nothing_is_tagged_every_key_shows_or_says_something(
    reading: Hands, name: str, key: str, where: str
) -> None:
    part = reading.reader if where == "article" else reading.window.passages
    part.setFocus()
    QApplication.processEvents()
    before, focus = reading.window.grab().toImage(), QApplication.focusWidget()
    press(reading, key, part)
    shown = reading.window.grab().toImage() != before
    assert shown or QApplication.focusWidget() is not focus, f"{key} ({name}) did nothing"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("2", "This passage is tagged as quote already."),
        ("H", "This passage is tagged as quote already."),
        ("7", "No tag has the key 7."),
        ("G 2", "That is the grade already: 2 · probably true."),
        ("K H", "That is the grade already: high."),
        ("R 0", "There was no grade to take away."),
        ("O", "There is no other passage at the caret."),
        ("Alt+Down", "This is the last passage of the article."),
        ("Alt+Up", "This is the first passage of the article."),
        ("Ctrl+Z", "There is nothing to undo."),
        ("Ctrl+Y", "There is nothing to redo."),
        ("Shift+E", "Nothing was widened that could be taken back."),
        ("J", "Select the part to add first."),
        ("Shift+Delete", "Only a passage of several parts can lose one; Delete removes it whole."),
    ],
)
@pytest.mark.parametrize("where", ["article", "list"])
def test_a_key_that_changes_nothing_of_a_passage_says_so(
    reading: Hands, tmp_path: Path, keys: str, said: str, where: str
) -> None:
    reading.open(session(LEASE, passages=[QUAY]), tmp_path)
    window = reading.window
    window.workspace.set_current(QUAY.id, reveal=True)
    window.marking._last = QUAY.tag  # pyright: ignore[reportPrivateUsage]
    part = reading.reader if where == "article" else window.passages
    part.setFocus()
    if where == "list" and keys == "7":
        return  # digits are keys of the article; in the list those of the tags alone
    for key in keys.split():
        press(reading, key, part)
    assert remark(reading) == said
    assert list(window.workspace.session.annotations.values()) == [QUAY]
    assert not window.workspace.undo_stack.count()


def test_several_rows_that_have_the_tag_already_are_told_of_at_once(
    reading: Hands, tmp_path: Path
) -> None:
    bargain = passage(LEASE, "poor bargain", tag="quote", number=2)
    reading.open(session(LEASE, passages=[QUAY, bargain]), tmp_path)
    reading.choose_row(0)
    reading.press(Key.Key_A, CTRL)
    reading.press(Key.Key_2)
    assert remark(reading) == "All 2 passages are tagged as quote already."


def test_an_end_that_can_go_no_further_says_so(reading: Hands, tmp_path: Path) -> None:
    first = passage(LEASE, "The", tag="claim")
    reading.open(session(LEASE, passages=[first]), tmp_path)
    reading.window.workspace.set_current(first.id, reveal=True)
    reading.reader.setFocus()
    press(reading, "Ctrl+Alt+Shift+Left", reading.reader)
    assert remark(reading) == "This end can go no further."
    word = passage(LEASE, "pilots", tag="claim", number=2)
    reading.open(session(LEASE, passages=[word]), tmp_path)
    reading.window.workspace.set_current(word.id, reveal=True)
    press(reading, "Ctrl+Alt+Left", reading.reader)
    assert remark(reading) == "A passage keeps at least one word."


@pytest.mark.parametrize("key", ["A", "X", "Space", "Backspace"])
def test_an_answer_without_a_suggestion_says_that_none_waits(reading: Hands, key: str) -> None:
    reading.press(Key.Key_F7)
    reading.window.suggester.finished.emit(LEASE.id)
    QApplication.processEvents()
    press(reading, key, reading.reader)
    none = "There is no decision to take back." if key == "Backspace" else "No suggestion waits."
    assert remark(reading) == none


def test_looking_again_outside_a_review_says_what_came_of_it(reading: Hands) -> None:
    reading.window.triage.look_again()
    reading.window.suggester.finished.emit(LEASE.id)
    QApplication.processEvents()
    assert remark(reading) == "No suggestion waits."


def test_text_that_cannot_be_larger_says_so(reading: Hands) -> None:
    theme = reading.window.theme
    before = 0.0
    while theme.zoom != before:
        before = theme.zoom
        assert not remark(reading)
        reading.press(Key.Key_Plus, CTRL, on=reading.reader)
    assert remark(reading) == "The text cannot be larger."


def test_on_the_first_page_a_key_for_an_article_asks_for_one(window: MainWindow) -> None:
    hands = Hands(window)
    hands.press(Key.Key_E, CTRL, on=window.welcome)
    assert remark(hands) == "Open an article first."
    hands.press(Key.Key_Z, CTRL | SHIFT, on=window.welcome)
    assert remark(hands) == "Open an article first."

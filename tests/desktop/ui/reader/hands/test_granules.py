"""Words, sentences and paragraphs by the number of clicks."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Span
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import ALT, LEFT, NONE, Hands, Key

Type = QEvent.Type
SENTENCE = "Gen. Vant of the U.S. Navy and Mr. Prell left."
TEXT = f"It was late. {SENTENCE} “Why?” asked nobody. They were gone."


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """A paragraph full of full stops, and another one."""
    hands.open(session(source(TEXT, *HARBOUR)), tmp_path)
    return hands


class Clicks:
    """Clicks in a row at a pace of our own, as a real mouse sends them."""

    def __init__(self, hands: Hands) -> None:
        self.view = hands.reader.viewport()
        self.time = 10_000
        self.down = Qt.MouseButton.NoButton

    def send(self, kind: QEvent.Type, place: QPoint, wait: int = 40) -> None:
        self.time += wait
        button = Qt.MouseButton.NoButton if kind == Type.MouseMove else LEFT
        self.down = Qt.MouseButton.NoButton if kind == Type.MouseButtonRelease else self.down
        self.down = LEFT if button == LEFT and kind != Type.MouseButtonRelease else self.down
        event = QMouseEvent(
            kind, QPointF(place), QPointF(self.view.mapToGlobal(place)), button, self.down, NONE
        )
        event.setTimestamp(self.time)
        QApplication.sendEvent(self.view, event)

    def click(self, place: QPoint, times: int, wait: int = 40) -> None:
        """Every second press of a fast row is a double click to Qt."""
        for number in range(times):
            kind = Type.MouseButtonDblClick if number % 2 else Type.MouseButtonPress
            self.send(kind, place, wait)
            self.send(Type.MouseButtonRelease, place)


def place_in(hands: Hands, words: str) -> QPoint:
    return hands.place_of(hands.source.text.index(words) + 1)


def selected(hands: Hands) -> str:
    return hands.reader.textCursor().selectedText()


@pytest.mark.parametrize(("times", "words"), [(1, ""), (2, "Vant"), (3, SENTENCE), (4, TEXT)])
def test_each_further_click_selects_more(reading: Hands, times: int, words: str) -> None:
    Clicks(reading).click(place_in(reading, "Vant"), times)
    assert selected(reading) == words


def test_a_slow_third_click_selects_no_sentence(reading: Hands) -> None:
    clicks, place = Clicks(reading), place_in(reading, "Vant")
    clicks.click(place, 2)
    slow = QGuiApplication.styleHints().mouseDoubleClickInterval() + 200
    clicks.send(Type.MouseButtonPress, place, slow)
    clicks.send(Type.MouseButtonRelease, place)
    assert selected(reading) != SENTENCE


def test_dragging_after_a_third_click_goes_on_by_sentences(reading: Hands) -> None:
    clicks, place = Clicks(reading), place_in(reading, "Vant")
    clicks.click(place, 2)
    clicks.send(Type.MouseButtonPress, place)
    clicks.send(Type.MouseMove, place_in(reading, "nobody"))
    assert selected(reading) == f"{SENTENCE} “Why?” asked nobody."
    clicks.send(Type.MouseMove, place_in(reading, "late"))
    assert selected(reading) == f"It was late. {SENTENCE}"
    clicks.send(Type.MouseButtonRelease, place_in(reading, "late"))
    assert reading.window.selection_bar.isVisible()
    clicks.send(Type.MouseMove, place_in(reading, "pilots"))
    assert selected(reading) == f"It was late. {SENTENCE}"


def test_three_clicks_and_a_digit_tag_the_sentence(reading: Hands) -> None:
    Clicks(reading).click(place_in(reading, "Prell"), 3)
    reading.press(Key.Key_2)
    assert reading.tagged() == [("quote", SENTENCE)]


def test_the_sentence_at_the_caret_is_not_cut_at_an_abbreviation(reading: Hands) -> None:
    reading.click("Prell")
    reading.press(Key.Key_1)
    assert reading.tagged() == [("claim", SENTENCE)]
    reading.click("asked")
    reading.press(Key.Key_3)
    assert reading.tagged()[1] == ("opinion", "“Why?” asked nobody.")


@pytest.mark.parametrize(("extra", "expected"), [(NONE, "late. Gen. Vant"), (ALT, "te. Gen. Va")])
def test_a_drag_takes_whole_words_and_with_alt_letters(
    reading: Hands, extra: Qt.KeyboardModifier, expected: str
) -> None:
    start = TEXT.index("te. Gen. Va")
    reading.drag_over(Span(start, start + len("te. Gen. Va")), extra)
    (span,) = reading.reader.selected_spans()
    assert TEXT[span.start : span.end] == expected

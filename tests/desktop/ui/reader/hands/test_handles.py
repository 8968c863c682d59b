"""The ends of the current passage, taken with the mouse."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.editing.selection import trim
from desktop.model.annotation import Span
from desktop.model.source import Source
from desktop.ui.reader.hands.handles import moved_end
from desktop.ui.reader.surface import PassageEnd
from resources.palette import TAGS
from tests.desktop.ui.articles import HARBOUR, any_sources, passage, session, source
from tests.desktop.ui.hands import ALT, LEFT, NONE, Hands, Key, wait_for


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """The article about the harbour is open, and nothing is tagged."""
    hands.open(session(source(*HARBOUR)), tmp_path)
    return hands


def ring(hands: Hands, opens: bool, part: int = 0) -> QPoint:
    """Where the ring of an end of the current passage is."""
    found = [end for end in hands.reader.current_ends() if end.opens is opens]
    return place_of(found[part])


def place_of(end: PassageEnd) -> QPoint:
    return QPoint(end.x, end.top - 2 if end.opens else end.bottom + 2)


def move(hands: Hands, place: QPoint, extra: Qt.KeyboardModifier = NONE) -> None:
    """Move the mouse with its button down."""
    view = hands.reader.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        LEFT,
        extra,
    )
    QApplication.sendEvent(view, event)


def drag_ring(
    hands: Hands, opens: bool, to: int, part: int = 0, extra: Qt.KeyboardModifier = NONE
) -> None:
    """Take the ring of an end and let go of it at a character of the article."""
    view, target = hands.reader.viewport(), hands.place_of(to)
    start = ring(hands, opens, part)
    QTest.mousePress(view, LEFT, NONE, start)
    move(hands, (start + target) / 2, extra)
    move(hands, target, extra)
    QTest.mouseRelease(view, LEFT, extra, target)
    QApplication.processEvents()


def at(hands: Hands, words: str) -> int:
    return hands.source.text.index(words)


def test_dragging_the_end_takes_in_whole_words_as_one_step(reading: Hands) -> None:
    reading.tag("harbour")
    steps = reading.window.workspace.undo_stack.count()
    drag_ring(reading, False, at(reading, "Halvec went") + 5)
    assert reading.current == "harbour pilots of Halvec"
    assert reading.window.workspace.undo_stack.count() == steps + 1
    assert reading.window.actions_by_name["undo"].text() == "Undo move an end"
    reading.window.actions_by_name["undo"].trigger()
    assert reading.current == "harbour"


def test_dragging_the_start_goes_over_lines_and_paragraphs(reading: Hands) -> None:
    reading.tag("poor bargain", Key.Key_3)
    drag_ring(reading, True, at(reading, "crane") + 1)
    assert reading.current.startswith("crane operators that the strike was over.\n\n“We have")
    assert reading.current.endswith("A poor bargain")


def test_with_alt_an_end_moves_by_characters_and_never_cuts_one(
    reading: Hands, tmp_path: Path
) -> None:
    reading.open(session(source("We sat in the cafe\u0301s of 👩‍👩‍👧 Halvec")), tmp_path)
    reading.tag("We sat")
    drag_ring(reading, False, at(reading, "cafe") + 4, extra=ALT)
    assert reading.current == "We sat in the cafe\u0301"
    drag_ring(reading, True, at(reading, "sat") + 1, extra=ALT)
    assert reading.current == "at in the cafe\u0301"


@pytest.mark.parametrize(("opens", "to"), [(False, "The harbour"), (True, "said.")])
def test_an_end_never_passes_the_other(
    reading: Hands, tmp_path: Path, opens: bool, to: str
) -> None:
    reading.open(session(source("The harbour pilots of Halvec went back, he said.")), tmp_path)
    reading.tag("pilots of Halvec")
    drag_ring(reading, opens, at(reading, to) + 1)
    assert reading.current == ("Halvec" if opens else "pilots")


def test_while_dragging_the_passage_is_painted_as_it_would_be_and_nothing_has_changed(
    reading: Hands,
) -> None:
    reading.tag("harbour")
    before = reading.window.workspace.session
    QTest.mousePress(reading.reader.viewport(), LEFT, NONE, ring(reading, False))
    move(reading, reading.place_of(at(reading, "Halvec") + 5))
    shown = reading.reader.current
    assert shown is not None
    assert reading.words(shown) == "harbour pilots of Halvec"
    place = reading.place_of(at(reading, "Halvec"))
    image = reading.reader.viewport().grab().toImage()
    colours = {image.pixelColor(place.x() + 2, place.y() + dy).name() for dy in range(-14, 14)}
    assert TAGS["claim"]["light"].tint.lower() in colours
    assert reading.window.workspace.session is before
    reading.press(Key.Key_Escape)
    QTest.mouseRelease(reading.reader.viewport(), LEFT, NONE, place)
    assert reading.window.workspace.session is before
    assert reading.reader.current == reading.window.workspace.current
    assert reading.current == "harbour"


def test_a_part_dragged_over_the_next_one_joins_it(reading: Hands) -> None:
    reading.tag("“We have leased a quay,”", Key.Key_2)
    reading.drag("“and we have leased nothing else.”")
    reading.press(Key.Key_J)
    assert len(reading.reader.current_ends()) == 4
    drag_ring(reading, False, at(reading, "and we") + 5)
    (held,) = reading.passages
    assert len(held.spans) == 1
    assert reading.current.startswith("“We have leased a quay,” Neda")


def test_the_first_letter_of_the_current_passage_can_still_be_selected_from(reading: Hands) -> None:
    reading.tag("harbour pilots")
    reading.drag("harbour")
    assert reading.reader.textCursor().selectedText() == "harbour"


def test_a_passage_taken_back_while_it_is_dragged_is_let_go(reading: Hands) -> None:
    reading.tag("harbour")
    QTest.mousePress(reading.reader.viewport(), LEFT, NONE, ring(reading, False))
    move(reading, reading.place_of(at(reading, "Halvec") + 5))
    reading.window.workspace.undo_stack.undo()
    assert not reading.reader.handles.dragging
    place = reading.place_of(at(reading, "Halvec"))
    QTest.mouseRelease(reading.reader.viewport(), LEFT, NONE, place)
    assert reading.passages == []


def test_the_mouse_shows_what_it_would_take(reading: Hands) -> None:
    reading.tag("harbour")
    view = reading.reader.viewport()
    QTest.mouseMove(view, ring(reading, True))
    assert view.cursor().shape() == Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(view, reading.place_of(at(reading, "crane")))
    assert view.cursor().shape() == Qt.CursorShape.IBeamCursor


def test_at_the_edge_of_the_view_the_text_scrolls_on(reading: Hands, tmp_path: Path) -> None:
    reading.open(session(source(*(HARBOUR * 12))), tmp_path)
    reading.tag("harbour")
    view, bar = reading.reader.viewport(), reading.reader.verticalScrollBar()
    QTest.mousePress(view, LEFT, NONE, ring(reading, False))
    move(reading, QPoint(300, view.height() + 30))
    while bar.value() <= view.height():
        wait_for(bar.valueChanged, QApplication.processEvents)
    QTest.mouseRelease(view, LEFT, NONE, QPoint(300, view.height() + 30))
    assert len(reading.current) > 2000
    assert not reading.reader.handles.dragging


def test_a_session_that_may_not_be_changed_has_no_rings(reading: Hands) -> None:
    reading.tag("harbour")
    place = ring(reading, True)
    reading.reader.set_locked(True)
    assert reading.reader.handles.ring_at(place) is None
    reading.reader.set_locked(False)
    assert reading.reader.handles.ring_at(place) is not None


RIGHT_TO_LEFT = "נדה אמרה ששום דבר לא הושכר abc מלבד הרציף הזה"


def test_in_right_to_left_text_the_start_is_on_the_right(reading: Hands, tmp_path: Path) -> None:
    article = source(RIGHT_TO_LEFT)
    reading.open(session(article, passages=[passage(article, "ששום דבר לא")]), tmp_path)
    reading.click_at(at(reading, "דבר") + 1)
    start, end = reading.reader.current_ends()
    assert start.opens
    assert start.x > end.x
    drag_ring(reading, False, at(reading, "הושכר") + 4)
    assert reading.current == "ששום דבר לא הושכר"


def test_a_hebrew_word_in_an_english_line_starts_at_its_right(
    reading: Hands, tmp_path: Path
) -> None:
    article = source("They call it הרציף הזה in the port of Halvec")
    reading.open(session(article, passages=[passage(article, "הרציף הזה in")]), tmp_path)
    reading.click_at(at(reading, "הזה") + 1)
    start, end = reading.reader.current_ends()
    gap = reading.place_of(at(reading, "in the")).x() - start.x
    assert 0 < gap < 12, "the right edge of the Hebrew words"
    assert end.x > start.x


@given(any_sources(), st.data())
def test_whatever_is_dragged_where_the_span_stays_whole_and_keeps_one_end(
    article: Source, data: st.DataObject
) -> None:
    text, sizes = article.text, st.integers(0, len(article.text))
    start, end = trim(text, data.draw(sizes), data.draw(sizes))
    if start == end:
        return
    opens, by_character = data.draw(st.booleans()), data.draw(st.booleans())
    new = moved_end(article, Span(start, end), opens, data.draw(sizes), by_character)
    assert 0 <= new[0] < new[1] <= len(text)
    assert trim(text, *new) == new
    assert (new[1] == end) if opens else (new[0] == start)

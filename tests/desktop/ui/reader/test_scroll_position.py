"""The article stays where it was scrolled to: pressed, laid out anew, left and come back to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Span
from desktop.model.identity import TagId
from desktop.model.source import Front
from resources.palette import TAGS
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import ALT, CTRL, LEFT, NONE, SHIFT, Hands, Key

HEBREW = (
    "נמל הים העמוק של הלבק נפתח מחדש ביום שני. איש לא סיפר למפעילי העגורנים שהשביתה נגמרה.",
    "“חכרנו רציף אחד,” אמרה נדה טרוול לכתבים, “ולא חכרנו שום דבר אחר.” זה משפט נאה.",
    "מדינות קטנות עם מים עמוקים תמיד השכירו אותם. עסקה גרועה איננה כניעה.",
)
TITLE = Front(title="A harbour is not a country", author="Maren Oldacre")
SIGNS = TAGS["claim"]["light"]
ARTICLES = {"english": HARBOUR * 90, "hebrew": HEBREW * 150}


@pytest.fixture(params=ARTICLES)
def reading(hands: Hands, tmp_path: Path, request: pytest.FixtureRequest) -> Hands:
    """A long article is open, read from left to right or from right to left."""
    hands.open(session(source(*ARTICLES[request.param], front=TITLE)), tmp_path)
    return hands


@pytest.fixture
def long(hands: Hands, tmp_path: Path) -> Hands:
    """A long article with a passage near its top is open, scrolled to its middle by the wheel."""
    article = source(*ARTICLES["english"], front=TITLE)
    hands.open(session(article, passages=[passage(article, "crane operators")]), tmp_path)
    hands.click("operators")
    hands.wheel(-40)
    assert hands.reader.cursorRect().bottom() < 0
    return hands


def word_near(hands: Hands, height: int) -> Span:
    """A whole word of several letters in a line at this height of the view, and not its first."""
    reader, text, document = hands.reader, hands.source.text, hands.reader.document()
    document.documentLayout().blockBoundingRect(document.lastBlock())  # all of it is laid out
    cursor = reader.cursorForPosition(QPoint(reader.viewport().width() // 2, height))
    for _word in range(8):
        cursor.movePosition(QTextCursor.MoveOperation.NextWord)
        start = reader.offsets.to_text(cursor.position())
        end = start
        while text[end : end + 1].isalpha():
            end += 1
        y = hands.place_of(start).y()
        if end - start > 3 and hands.place_of(end).y() == y and 30 < y < height + 200:
            return Span(start, end)
    raise AssertionError("no word in sight")


@pytest.mark.parametrize("finding", [False, True], ids=["", "finding"])
@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_what_is_pointed_at_is_what_is_tagged_wherever_the_wheel_has_led(
    reading: Hands, zoom: float, finding: bool
) -> None:
    reader, bar = reading.reader, reading.reader.verticalScrollBar()
    reading.window.theme.set_zoom(zoom)
    if finding:
        reading.press(Key.Key_F, CTRL)
        QTest.keyClicks(reading.window.find_bar.field, "97")
    QApplication.processEvents()
    wanted: list[str] = []
    for place in range(20):
        reading.wheel(-16)
        assert reader.cursorRect().bottom() < 0
        value = bar.value()
        word = word_near(reading, reader.viewport().height() // 3)
        if place % 2:
            reading.drag_over(word)
        else:
            QTest.mouseDClick(reader.viewport(), LEFT, NONE, reading.place_of(word.start + 1))
        assert bar.value() == value
        reading.press(Key.Key_1, on=reader)
        assert bar.value() == value
        wanted.append(reading.source.text[word.start : word.end])
        assert reading.current == wanted[-1]
    assert len(reading.passages) == 20
    assert [words for _tag, words in reading.tagged()] == wanted


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_a_click_takes_the_sentence_under_the_mouse_wherever_the_wheel_has_led(
    reading: Hands, zoom: float
) -> None:
    reading.window.theme.set_zoom(zoom)
    QApplication.processEvents()
    for _place in range(20):
        reading.wheel(-16)
        value = reading.reader.verticalScrollBar().value()
        word = word_near(reading, 200)
        reading.click_at(word.start + 1)
        reading.press(Key.Key_3)
        (part,) = reading.window.workspace.current.spans  # pyright: ignore[reportOptionalMemberAccess]
        assert part.start <= word.start < word.end <= part.end
        assert reading.reader.verticalScrollBar().value() == value
        reading.press(Key.Key_Z, CTRL)


def first_line(hands: Hands) -> int:
    """The code point at the start of the first line that is whole in the view."""
    reader = hands.reader
    cursor = reader.cursorForPosition(QPoint(reader.viewport().width() // 2, 20))
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    return reader.offsets.to_text(cursor.position())


def height_of(hands: Hands, offset: int) -> int:
    """How far below the window's top the line of a character of the article begins, in pixels."""
    reader = hands.reader
    cursor = QTextCursor(reader.document())
    cursor.setPosition(reader.position_of(offset))
    return reader.viewport().mapTo(hands.window, reader.cursorRect(cursor).topLeft()).y()


def close_the_find_bar(hands: Hands) -> None:
    hands.press(Key.Key_Escape, on=hands.window.find_bar.field)
    assert hands.window.find_bar.isHidden()


def open_the_find_bar(hands: Hands) -> None:
    hands.press(Key.Key_F, CTRL)


def find_and_wheel_away(hands: Hands) -> None:
    hands.press(Key.Key_F, CTRL)
    QTest.keyClicks(hands.window.find_bar.field, "pilots")
    hands.press(Key.Key_Return, on=hands.window.find_bar.field)
    hands.wheel(-25)


def leave_and_come_back(hands: Hands) -> None:
    hands.window.passages.setFocus()
    hands.reader.setFocus(Qt.FocusReason.ActiveWindowFocusReason)


def come_by_tab(hands: Hands) -> None:
    hands.window.passages.setFocus()
    hands.reader.setFocus(Qt.FocusReason.TabFocusReason)


def tag_from_elsewhere(hands: Hands) -> None:
    hands.window.workspace.tag((Span(4, 11),), TagId("quote"))


def clear_the_selection(hands: Hands) -> None:
    hands.press(Key.Key_Escape)


def note(hands: Hands) -> None:
    hands.window.workspace.set_current(hands.passages[0].id)
    hands.press(Key.Key_N)
    hands.wheel(-30)


def leave_the_note(hands: Hands) -> None:
    assert hands.reader.note_editor is not None
    hands.press(Key.Key_Escape, on=hands.reader.note_editor.field)
    assert hands.reader.hasFocus()


def ask_for_a_grade(hands: Hands) -> None:
    hands.window.workspace.set_current(hands.passages[0].id)
    hands.press(Key.Key_G)


def answer_it(hands: Hands) -> None:
    hands.press(Key.Key_2)


def speak(hands: Hands) -> None:
    hands.window.workspace.set_current(hands.passages[0].id)
    hands.press(Key.Key_S)


def leave_the_speaker(hands: Hands) -> None:
    hands.type("Ada")
    hands.press(Key.Key_Return)
    assert hands.reader.hasFocus()


def offer_a_choice(hands: Hands) -> None:
    hands.press(Key.Key_O, SHIFT)
    chooser = hands.window.pointing.chooser
    assert chooser is not None
    assert chooser.isVisible()


def close_the_choice(hands: Hands) -> None:
    hands.press(Key.Key_Escape)
    assert hands.reader.hasFocus()


def other_theme(hands: Hands) -> None:
    hands.window.theme.choose("dark")


def larger(hands: Hands) -> None:
    for _step in range(5):
        hands.window.theme.step_zoom(1)


def narrower(hands: Hands) -> None:
    hands.window.resize(900, 900)
    QApplication.processEvents()
    hands.window.resize(700, 820)


def nothing(_hands: Hands) -> None:
    pass


@pytest.mark.parametrize(
    ("first", "act"),
    [
        (nothing, leave_and_come_back),
        (nothing, come_by_tab),
        (nothing, open_the_find_bar),
        (find_and_wheel_away, close_the_find_bar),
        (nothing, tag_from_elsewhere),
        (nothing, clear_the_selection),
        (note, leave_the_note),
        (ask_for_a_grade, answer_it),
        (speak, leave_the_speaker),
        (offer_a_choice, close_the_choice),
        (nothing, other_theme),
        (nothing, larger),
        (nothing, narrower),
    ],
    ids=lambda one: one.__name__,
)
def test_the_line_that_is_read_stays_where_it_is(
    long: Hands, first: Callable[[Hands], None], act: Callable[[Hands], None]
) -> None:
    first(long)
    QApplication.processEvents()
    line = first_line(long)
    before = height_of(long, line)
    act(long)
    QApplication.processEvents()
    assert abs(height_of(long, line) - before) <= 1
    assert long.reader.cursorRect().bottom() < 0


def test_the_line_of_the_caret_stays_in_place_while_the_type_grows(long: Hands) -> None:
    word = word_near(long, 400)
    long.click_at(word.start)
    before = height_of(long, word.start)
    for _step in range(20):
        long.window.theme.step_zoom(1)
        assert abs(height_of(long, word.start) - before) <= 1


def test_the_words_stay_under_the_mouse_while_a_bar_comes_above_them(
    long: Hands,
) -> None:
    word = word_near(long, 400)
    place, viewport = long.place_of(word.start), long.reader.viewport()
    QTest.mousePress(viewport, LEFT, NONE, place)
    where = viewport.mapTo(long.window, place)
    long.window.notice.show_notice("Two other passages still name Ada.")
    QApplication.processEvents()
    assert long.reader.character_offset(viewport.mapFrom(long.window, where)) == word.start
    QTest.mouseRelease(viewport, LEFT, NONE, viewport.mapFrom(long.window, where))
    assert not long.reader.textCursor().hasSelection()
    assert word.start <= long.reader.caret() <= word.end


def test_a_notch_of_the_wheel_after_ctrl_home_stays(reading: Hands) -> None:
    reading.press(Key.Key_Home, CTRL)
    assert reading.reader.verticalScrollBar().value() == 0
    reading.wheel(-1)
    value = reading.reader.verticalScrollBar().value()
    assert value > 0
    word = word_near(reading, 300)
    reading.click_at(word.start)
    assert reading.reader.verticalScrollBar().value() == value
    assert word.start <= reading.reader.caret() <= word.end


@pytest.mark.parametrize(
    ("key", "extra"),
    [
        (Key.Key_Right, NONE),
        (Key.Key_Down, SHIFT),
        (Key.Key_Home, CTRL),
        (Key.Key_End, CTRL),
        (Key.Key_PageDown, NONE),
        (Key.Key_Left, CTRL),
        (Key.Key_Right, ALT | SHIFT),
    ],
)
def test_a_key_that_moves_the_caret_shows_it(
    long: Hands, key: Key, extra: Qt.KeyboardModifier
) -> None:
    long.press(key, extra)
    reader = long.reader
    assert reader.viewport().rect().intersects(reader.cursorRect())


def test_a_key_that_copies_shows_nothing_but_what_is_there(long: Hands) -> None:
    value = long.reader.verticalScrollBar().value()
    for key in (Key.Key_C, Key.Key_Shift, Key.Key_A):
        long.press(key, CTRL, on=long.reader)
    assert long.reader.verticalScrollBar().value() == value


def test_going_to_the_first_line_shows_the_title_again(long: Hands) -> None:
    long.press(Key.Key_Home, CTRL)
    assert long.reader.verticalScrollBar().value() == 0


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_F3])
def test_a_command_that_goes_somewhere_shows_it(long: Hands, key: Key) -> None:
    find_and_wheel_away(long)
    close_the_find_bar(long)
    long.reader.setFocus()
    if key == Key.Key_F3:
        long.press(key)
    else:
        long.choose_row(0)
    shown = long.reader.visible_part()
    start = long.reader.selected_range()[0]
    assert shown[0] <= start <= shown[1]


def test_a_very_long_article_stays_where_it_is_read(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(source(*HARBOUR * 1500, front=TITLE)), tmp_path)
    reader = hands.reader
    reader.go_to(len(hands.source.text) * 4 // 5)
    reader.place_caret(0)
    line = first_line(hands)
    before = height_of(hands, line)
    assert reader.visible_part()[0] > len(hands.source.text) // 2
    for act in (other_theme, larger, narrower):
        act(hands)
        assert abs(height_of(hands, line) - before) <= 1


@pytest.mark.parametrize("zoom", [1.0, 3.0])
def test_at_any_height_a_click_puts_the_caret_below_or_above_the_mouse(
    hands: Hands, tmp_path: Path, zoom: float
) -> None:
    hands.open(session(source(*HARBOUR)), tmp_path)
    hands.window.theme.set_zoom(zoom)
    QApplication.processEvents()
    reader = hands.reader
    first, last = hands.place_of(70).y(), hands.place_of(len(HARBOUR[0]) + 60).y()
    for y in range(first, last, 3 if zoom == 1.0 else 11):
        place = QPoint(hands.place_of(0).x() + 160, y)
        QTest.mouseClick(reader.viewport(), LEFT, NONE, place)
        caret = reader.cursorRect().center()
        assert abs(caret.x() - place.x()) <= 20 * zoom
        assert reader.caret() == reader.offset_at(place)


def test_a_click_while_a_text_is_laid_out_bit_by_bit_goes_to_where_it_is(
    hands: Hands, tmp_path: Path
) -> None:
    """Also above the text, where Qt would answer with the end of what it has not laid out."""
    hands.open(session(source(*HARBOUR * 300, front=TITLE)), tmp_path)
    reader = hands.reader
    for y in range(2, 400, 7):
        hands.window.theme.set_zoom(1.0 if hands.window.theme.zoom != 1.0 else 1.25)
        QTest.mouseClick(reader.viewport(), LEFT, NONE, QPoint(300, y))
        assert reader.caret() < 1_000, y


def test_zooming_keeps_the_line_that_is_read_also_where_the_view_begins_between_two_paragraphs(
    hands: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR * 300, front=TITLE)
    hands.open(session(article), tmp_path)
    reader, bar = hands.reader, hands.reader.verticalScrollBar()
    for value in range(700, 900, 3):
        hands.window.theme.set_zoom(1.0)
        reader.show_source(article, [], lambda _passage: SIGNS)
        bar.setValue(value)
        read = hands.reader.visible_part()[0]
        hands.window.theme.set_zoom(1.1)
        assert abs(reader.visible_part()[0] - read) < 1_000, value


def test_zooming_in_and_out_again_ends_where_it_began(hands: Hands, tmp_path: Path) -> None:
    paragraph = " ".join(HARBOUR * 30)
    hands.open(session(source(*[paragraph] * 5, front=TITLE)), tmp_path)
    hands.wheel(-40)
    bar, offset = hands.reader.verticalScrollBar(), first_line(hands)
    value, height = bar.value(), height_of(hands, offset)
    for zoom in (1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 2.5, 2.0, 1.75, 1.5, 1.25, 1.1, 1.0):
        hands.window.theme.set_zoom(zoom)
        QApplication.processEvents()
    assert height_of(hands, offset) == height
    assert bar.value() == value

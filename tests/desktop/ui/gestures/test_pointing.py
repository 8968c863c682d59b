"""What pointing at passages does: hover, tooltip, chooser, notes, citation."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.model.annotation import Span, Speaker
from desktop.ui.reader.hands.chooser import Chooser
from desktop.ui.reader.hands.note_editor import NoteEditor
from resources.palette import TAGS
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, LEFT, NONE, SHIFT, Hands, Key

NOTE = "Check who said this.\n\n" + "And when, and to whom it was said first. " * 6
OVERLAPS = ("The harbour pilots of Halvec", "harbour pilots", "pilots of Halvec went")


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Three passages overlap at "pilots"; one further down has a long note and a speaker."""
    article = source(*HARBOUR)
    held = [passage(article, words, number=n + 1) for n, words in enumerate(OVERLAPS)]
    noted = replace(
        passage(article, "leased a quay", tag="quote", number=4),
        note=NOTE,
        speaker=Speaker("Neda <b>Tarvell</b>"),
    )
    below = replace(passage(article, "neat line", tag="opinion", number=5), note="Says who?")
    hands.open(session(article, passages=[*held, noted, below]), tmp_path)
    return hands


def point_at(hands: Hands, words: str) -> QPoint:
    place = hands.place_of(hands.source.text.index(words) + 1)
    QTest.mouseMove(hands.reader.viewport(), place)
    QApplication.processEvents()
    return place


def edge_colours(hands: Hands, words: str) -> set[str]:
    """The colours just above the words, where the edge of a hovered passage runs."""
    place = hands.place_of(hands.source.text.index(words) + 1)
    image = hands.reader.viewport().grab().toImage()
    return {image.pixelColor(place.x(), place.y() - dy).name().upper() for dy in range(4, 14)}


def test_the_passage_under_the_mouse_has_an_edge_and_is_named_once(reading: Hands) -> None:
    bar = TAGS["quote"]["light"].bar
    heard: list[str] = []
    reading.reader.hovered.connect(heard.append)
    assert bar not in edge_colours(reading, "leased a quay")
    point_at(reading, "leased a quay")
    point_at(reading, "quay")
    assert bar in edge_colours(reading, "leased a quay")
    point_at(reading, "crane")
    assert bar not in edge_colours(reading, "leased a quay")
    assert [id_[-1:] for id_ in heard] == ["4", ""]


def test_leaving_the_text_leaves_no_edge(reading: Hands) -> None:
    heard: list[str] = []
    reading.reader.hovered.connect(heard.append)
    point_at(reading, "leased a quay")
    QApplication.sendEvent(reading.reader.viewport(), QEvent(QEvent.Type.Leave))
    assert heard[-1] == ""


def test_the_white_beside_a_short_line_is_no_passage(reading: Hands) -> None:
    place = point_at(reading, "neat line")
    QTest.mouseMove(reading.reader.viewport(), QPoint(place.x() + 280, place.y()))
    assert reading.reader.passages_under(QPoint(place.x() + 280, place.y())) == []


def test_the_tooltip_says_tag_speaker_and_the_first_line_of_the_note_as_plain_text(
    reading: Hands,
) -> None:
    asked: list[str] = []
    reading.reader.tip_asked.connect(lambda id_, _place: asked.append(id_))
    place = point_at(reading, "leased a quay")
    event = QHelpEvent(QEvent.Type.ToolTip, place, reading.reader.mapToGlobal(place))
    with pytest.MonkeyPatch.context() as patch:  # a tooltip is a window of its own
        told: list[str] = []
        patch.setattr(QToolTip, "showText", lambda _place, text, _widget: told.append(text))
        QApplication.sendEvent(reading.reader.viewport(), event)
    assert [id_[-1:] for id_ in asked] == ["4"]
    (shown,) = (text.replace("\u00a0", " ") for text in told)
    assert "Quote" in shown
    assert "Check who said this." in shown
    assert "And when" not in shown
    assert "<b>" not in shown
    assert "Neda &lt;b&gt;Tarvell" in shown


def chooser(hands: Hands) -> Chooser:
    found = hands.window.pointing.chooser
    assert found is not None
    return found


def offer(hands: Hands) -> Chooser:
    """Put the caret where three passages overlap and ask for all of them."""
    cursor = hands.reader.textCursor()
    cursor.setPosition(hands.source.text.index("pilots") + 2)
    hands.reader.setTextCursor(cursor)
    hands.press(Key.Key_O, SHIFT, on=hands.reader)
    return chooser(hands)


def test_the_chooser_lists_all_passages_at_the_caret_in_the_order_of_the_text(
    reading: Hands,
) -> None:
    model = offer(reading).list.model()
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown == ["The harbour pilots of Halvec", "harbour pilots", "pilots of Halvec went"]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Key.Key_Down, Key.Key_Return], "harbour pilots"),
        ([Key.Key_End, Key.Key_Enter], "pilots of Halvec went"),
        ([Key.Key_3], "pilots of Halvec went"),
        ([Key.Key_9, Key.Key_2], "harbour pilots"),
    ],
)
def test_arrows_enter_and_digits_choose(reading: Hands, keys: list[Key], chosen: str) -> None:
    found = offer(reading)
    for key in keys:
        reading.press(key, on=found.list)
    assert reading.current == chosen
    assert not found.isVisible()


def test_escape_closes_the_chooser_and_chooses_nothing(reading: Hands) -> None:
    found = offer(reading)
    reading.press(Key.Key_Escape, on=found.list)
    assert not found.isVisible()
    assert reading.current == ""


def test_a_click_in_the_chooser_chooses(reading: Hands) -> None:
    found = offer(reading)
    place = found.list.visualRect(found.list.model().index(1, 0)).center()
    QTest.mouseClick(found.list.viewport(), LEFT, NONE, place)
    assert reading.current == "harbour pilots"


def test_five_hundred_passages_at_one_place_can_be_chosen_from(
    reading: Hands, tmp_path: Path
) -> None:
    article = source(*HARBOUR)
    held = [passage(article, Span(0, 20 + n % 90), number=n + 1) for n in range(500)]
    reading.open(session(article, passages=held), tmp_path)
    found = offer(reading)
    assert found.list.model().rowCount() == 500
    assert found.height() < 500
    reading.press(Key.Key_End, on=found.list)
    reading.press(Key.Key_Return, on=found.list)
    assert len(reading.current) == 20


def test_without_a_passage_at_the_caret_the_chooser_says_so(reading: Hands) -> None:
    reading.click("crane")
    reading.press(Key.Key_O, SHIFT, on=reading.reader)
    assert reading.window.status.remark.text() == "There is no passage at the caret."


def note_place(hands: Hands, number: int) -> QPoint:
    held = hands.window.workspace.session.annotations
    one = next(held[id_] for id_ in held if id_.endswith(str(number)))
    return hands.reader.note_rect(one).center()


def click_note(hands: Hands, number: int, twice: bool = False) -> None:
    view, place = hands.reader.viewport(), note_place(hands, number)
    QTest.mouseClick(view, LEFT, NONE, place)
    if twice:
        QTest.mouseDClick(view, LEFT, NONE, note_place(hands, number))
    QApplication.processEvents()


def editor(hands: Hands) -> NoteEditor:
    found = hands.reader.note_editor
    assert found is not None
    return found


def test_a_click_on_a_note_makes_its_passage_current_and_shows_it_whole(reading: Hands) -> None:
    short, pushed = note_place(reading, 4), note_place(reading, 5)
    click_note(reading, 4)
    assert reading.current == "leased a quay"
    assert note_place(reading, 4).y() > short.y()
    assert note_place(reading, 5).y() > pushed.y() + 60
    reading.click("crane")
    assert note_place(reading, 5) == pushed


def test_two_clicks_on_a_note_write_in_it_and_escape_keeps_the_words(reading: Hands) -> None:
    click_note(reading, 5, twice=True)
    found = editor(reading)
    assert found.field.hasFocus()
    assert reading.reader.viewport().rect().contains(found.geometry())
    reading.type(" He does.")
    reading.press(Key.Key_Escape)
    assert reading.reader.hasFocus()
    assert not found.isVisible()
    (held,) = [one for one in reading.passages if one.tag == "opinion"]
    assert held.note == "Says who? He does."
    assert reading.window.actions_by_name["undo"].text() == "Undo edit note"


def test_there_is_one_editor_and_leaving_it_in_any_way_keeps_the_words(reading: Hands) -> None:
    click_note(reading, 5, twice=True)
    found = editor(reading)
    reading.type(" Him.")
    click_note(reading, 4, twice=True)
    assert editor(reading) is found
    reading.type("!")
    reading.click("crane")
    assert not found.isVisible()
    notes = {str(one.tag): one.note for one in reading.passages if one.note}
    assert notes == {"quote": NOTE + "!", "opinion": "Says who? Him."}


def test_the_editor_grows_with_its_words_and_pushes_the_others_down(reading: Hands) -> None:
    cursor = reading.reader.textCursor()
    cursor.setPosition(reading.source.text.index("Halvec went") + 3)
    reading.reader.setTextCursor(cursor)
    reading.press(Key.Key_N, on=reading.reader)
    found, before = editor(reading), note_place(reading, 5)
    tall = found.height()
    for _ in range(12):
        reading.type("a")
        reading.press(Key.Key_Return)
    assert found.height() > tall + 100
    assert note_place(reading, 5).y() > before.y()


def test_saving_keeps_what_is_being_written_and_leaves_the_editor_open(reading: Hands) -> None:
    click_note(reading, 5, twice=True)
    reading.type(" Me.")
    reading.window.actions_by_name["save"].trigger()
    (held,) = [one for one in reading.passages if one.tag == "opinion"]
    assert held.note == "Says who? Me."
    assert editor(reading).isVisible()


def test_where_the_margin_is_narrow_the_field_at_the_side_takes_the_note(reading: Hands) -> None:
    reading.window.resize(1024, 700)
    QApplication.processEvents()
    reading.click("neat line")
    reading.press(Key.Key_N)
    assert reading.window.inspector.note.hasFocus()
    assert reading.reader.note_editor is None


def test_a_note_of_a_megabyte_is_shown_as_far_as_it_fits(reading: Hands) -> None:
    (held,) = [one for one in reading.passages if one.tag == "opinion"]
    for note in ("word " * 200_000, "x" * 1_000_000, "\n" * 1_000_000 + "end"):
        reading.window.workspace.set_note(held.id, note)
        reading.window.workspace.set_current(held.id)
        (now,) = [one for one in reading.passages if one.tag == "opinion"]
        reading.reader.viewport().grab()
        assert reading.reader.note_rect(now).height() < reading.reader.viewport().height()


def clipboard() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_the_current_passage_is_copied_with_its_source_as_text_and_as_html(reading: Hands) -> None:
    reading.click("leased a quay")
    reading.press(Key.Key_C, CTRL | SHIFT)
    text, html = clipboard()
    title = "The harbour pilots of Halvec went back to work on Monday …"
    assert text == f"“leased a quay” — Neda <b>Tarvell</b>, {title}, ¶ 2"
    assert f"Neda &lt;b&gt;Tarvell&lt;/b&gt;, <i>{title}</i>" in html
    assert reading.window.status.remark.text() == "Copied with its source."


def test_selected_rows_are_copied_in_the_order_of_the_text(reading: Hands) -> None:
    reading.choose_row(4)
    reading.choose_row(0, CTRL)
    reading.press(Key.Key_C, CTRL | SHIFT, on=reading.window.passages)
    first, second = clipboard()[0].split("\n\n")
    assert first.startswith("“The harbour pilots of Halvec”")
    assert second.startswith("“neat line”")


def test_without_a_passage_there_is_nothing_to_cite(reading: Hands) -> None:
    reading.press(Key.Key_C, CTRL | SHIFT, on=reading.reader)
    assert reading.window.status.remark.text() == "Choose the passage to copy first."

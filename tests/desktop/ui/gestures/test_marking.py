"""What the hands do to the text, with keys and mouse on the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.model.annotation import Span, Speaker
from desktop.ui.panels.sources import TagButton
from desktop.ui.reader.hands.note_editor import MarginText
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import ALT, CTRL, LEFT, NONE, SHIFT, Hands, Key, typed_into

DIGITS = [
    (Key.Key_1, "claim"),
    (Key.Key_2, "quote"),
    (Key.Key_3, "opinion"),
    (Key.Key_4, "context"),
]


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """The article about the harbour is open, and nothing is tagged."""
    hands.open(session(source(*HARBOUR)), tmp_path)
    return hands


def put_caret(hands: Hands, words: str) -> None:
    cursor = hands.reader.textCursor()
    cursor.setPosition(hands.source.text.index(words))
    hands.reader.setTextCursor(cursor)


def margin_note(hands: Hands) -> MarginText:
    """The field in which a note is being written in the margin."""
    editor = hands.reader.note_editor
    assert editor is not None
    assert editor.isVisible()
    return editor.field


def undo_words(hands: Hands) -> str:
    return hands.window.actions_by_name["undo"].text()


def redo_words(hands: Hands) -> str:
    return hands.window.actions_by_name["redo"].text()


@pytest.mark.parametrize(("key", "tag"), DIGITS)
def test_dragging_over_words_and_pressing_a_digit_tags_them(
    reading: Hands, key: Key, tag: str
) -> None:
    reading.drag("harbour pilots")
    reading.press(key)
    assert reading.tagged() == [(tag, "harbour pilots")]
    assert reading.current == "harbour pilots"
    assert not reading.reader.textCursor().hasSelection()


def test_blanks_at_the_ends_of_a_selection_are_left_out(reading: Hands) -> None:
    reading.tag(" harbour ")
    assert reading.tagged() == [("claim", "harbour")]


def test_a_double_click_selects_the_word_to_tag(reading: Hands) -> None:
    place = reading.place_of(reading.source.text.index("pilots") + 2)
    QTest.mouseDClick(reading.reader.viewport(), LEFT, NONE, place)
    reading.press(Key.Key_1)
    assert reading.tagged() == [("claim", "pilots")]


def test_words_selected_with_shift_and_arrows_can_be_tagged(reading: Hands) -> None:
    put_caret(reading, "pilots")
    reading.press(Key.Key_Right, SHIFT | CTRL)
    reading.press(Key.Key_3)
    assert reading.tagged() == [("opinion", "pilots")]


def test_without_a_selection_a_digit_tags_the_sentence_at_the_caret(reading: Hands) -> None:
    reading.click("crane operators")
    reading.press(Key.Key_4)
    wanted = "Nobody had told the crane operators that the strike was over."
    assert reading.tagged() == [("context", wanted)]


def test_a_digit_gives_the_current_passage_another_tag(reading: Hands) -> None:
    reading.tag("pilots")
    reading.press(Key.Key_2)
    assert reading.tagged() == [("quote", "pilots")]
    assert undo_words(reading) == "Undo change tag to quote"


def test_after_the_caret_has_left_a_passage_a_digit_does_not_change_it(reading: Hands) -> None:
    reading.tag("pilots")
    reading.press(Key.Key_End, CTRL)
    assert reading.current == ""
    reading.press(Key.Key_2)
    assert reading.tagged() == [("claim", "pilots"), ("quote", HARBOUR[3])]


def test_the_passage_the_caret_walks_into_becomes_the_current_one(reading: Hands) -> None:
    reading.tag("pilots")
    reading.click("crane")
    assert reading.current == ""
    put_caret(reading, "r pilots")
    reading.press(Key.Key_Right)
    reading.press(Key.Key_Right)
    assert reading.current == "pilots"


def test_the_same_words_are_not_tagged_twice_alike(reading: Hands) -> None:
    reading.tag("pilots")
    reading.drag("pilots")
    reading.press(Key.Key_1)
    assert reading.tagged() == [("claim", "pilots")]
    assert reading.window.status.remark.text() == "These very words have that tag already."


def test_a_selection_of_blanks_is_refused_with_a_sentence(reading: Hands) -> None:
    start = reading.source.text.index("\n\n")
    cursor = reading.reader.textCursor()
    cursor.setPosition(start)
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    reading.reader.setTextCursor(cursor)
    reading.press(Key.Key_1)
    assert reading.tagged() == []
    assert reading.window.status.remark.text() == "There are no words in the selection."


def test_h_tags_with_the_tag_used_last(reading: Hands) -> None:
    reading.tag("pilots", Key.Key_3)
    reading.drag("strike")
    reading.press(Key.Key_H)
    assert reading.tagged() == [("opinion", "pilots"), ("opinion", "strike")]


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4])
def test_shift_and_a_digit_adds_the_selection_to_the_current_passage(
    reading: Hands, key: Key
) -> None:
    reading.tag("“We have leased a quay,”", Key.Key_2)
    reading.drag("“and we have leased nothing else.”")
    reading.press(key, SHIFT)
    wanted = "“We have leased a quay,” … “and we have leased nothing else.”"
    assert reading.tagged() == [("quote", wanted)]
    assert reading.current == wanted


def test_adding_a_part_without_a_passage_says_what_to_do(reading: Hands) -> None:
    reading.drag("pilots")
    reading.press(Key.Key_J)
    assert reading.tagged() == []
    assert "Choose a passage first" in reading.window.status.remark.text()


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Return, Key.Key_Enter])
def test_a_note_is_written_between_a_key_and_escape(reading: Hands, key: Key) -> None:
    reading.tag("pilots")
    reading.press(key)
    assert margin_note(reading).hasFocus()
    reading.type("Who says so?")
    reading.press(Key.Key_Escape)
    assert reading.reader.hasFocus()
    assert [held.note for held in reading.passages] == ["Who says so?"]
    assert undo_words(reading) == "Undo edit note"


@pytest.mark.parametrize("width", [1440, 700])
def test_a_speaker_is_named_between_a_key_and_enter(reading: Hands, width: int) -> None:
    reading.window.resize(width, 800)
    reading.tag("pilots", Key.Key_2)
    reading.press(Key.Key_S)
    assert reading.window.inspector.speaker.hasFocus()
    reading.type("Ada Lunn")
    reading.press(Key.Key_Return)
    assert reading.reader.hasFocus()
    assert [held.speaker and held.speaker.name for held in reading.passages] == ["Ada Lunn"]


def test_words_selected_in_a_quote_name_the_speaker_of_the_quote(reading: Hands) -> None:
    whole = reading.tag("harbour pilots of Halvec", Key.Key_2)
    reading.drag("pilots")
    reading.press(Key.Key_S)
    reading.type("Ada Lunn")
    reading.press(Key.Key_Return)
    assert [(held.id, held.speaker and held.speaker.name) for held in reading.passages] == [
        (whole.id, "Ada Lunn")
    ]


def test_s_without_a_passage_says_what_to_do(reading: Hands) -> None:
    reading.press(Key.Key_S)
    assert "a speaker belongs to one" in reading.window.status.remark.text()


def test_a_note_has_a_field_in_a_window_without_a_margin_or_a_side(reading: Hands) -> None:
    reading.window.resize(700, 800)
    reading.tag("pilots")
    reading.press(Key.Key_N)
    reading.type("Who says so?")
    reading.press(Key.Key_Escape)
    assert [held.note for held in reading.passages] == ["Who says so?"]


def test_digits_and_letters_in_a_note_are_written_and_do_nothing_else(reading: Hands) -> None:
    reading.tag("pilots")
    reading.press(Key.Key_N)
    reading.type("1 h o j n 2")
    reading.press(Key.Key_Escape)
    assert reading.tagged() == [("claim", "pilots")]
    assert [held.note for held in reading.passages] == ["1 h o j n 2"]


def test_n_with_a_selection_tags_it_first(reading: Hands) -> None:
    reading.drag("pilots")
    reading.press(Key.Key_N)
    assert reading.tagged() == [("claim", "pilots")]
    assert margin_note(reading).hasFocus()


def test_clicking_again_goes_through_the_passages_that_overlap_shortest_first(
    reading: Hands,
) -> None:
    for words in ("The harbour pilots of Halvec", "harbour pilots", "pilots of Halvec"):
        reading.tag(words)
    reading.click("crane")
    chosen: list[str] = []
    for _ in range(4):
        reading.click("pilots")
        chosen.append(reading.current)
    assert chosen[0] == "harbour pilots"
    assert chosen[:3] == sorted(chosen[:3], key=len)
    assert len(set(chosen)) == 3
    assert chosen[3] == chosen[0]


def test_o_goes_through_the_passages_at_the_caret(reading: Hands) -> None:
    reading.tag("harbour pilots")
    reading.tag("pilots", Key.Key_2)
    reading.press(Key.Key_O)
    assert reading.current == "harbour pilots"
    reading.press(Key.Key_O)
    assert reading.current == "pilots"


def test_delete_removes_the_current_passage_and_undo_brings_it_back(reading: Hands) -> None:
    reading.tag("pilots")
    reading.press(Key.Key_Delete)
    assert reading.tagged() == []
    assert undo_words(reading) == "Undo delete passage"
    reading.press(Key.Key_Z, CTRL)
    assert reading.tagged() == [("claim", "pilots")]


def test_delete_without_a_passage_says_so(reading: Hands) -> None:
    reading.press(Key.Key_Delete, on=reading.reader)
    assert reading.window.status.remark.text() == "Choose the passage to delete first."


def test_alt_and_arrows_step_through_the_passages_in_the_order_of_the_text(reading: Hands) -> None:
    for words in ("surrender", "pilots", "quay"):
        reading.tag(words)
    reading.window.workspace.set_current(None)
    reading.reader.place_caret(0)
    seen: list[str] = []
    for _ in range(4):
        reading.press(Key.Key_Down, ALT)
        seen.append(reading.current)
    assert seen == ["pilots", "quay", "surrender", "surrender"]
    reading.press(Key.Key_Up, ALT)
    assert reading.current == "quay"


@pytest.mark.parametrize(("key", "expected"), [(Key.Key_Down, "surrender"), (Key.Key_Up, "quay")])
def test_without_a_passage_stepping_starts_from_the_caret(
    reading: Hands, key: Key, expected: str
) -> None:
    for words in ("surrender", "pilots", "quay"):
        reading.tag(words)
    reading.window.workspace.set_current(None)
    reading.reader.place_caret(reading.source.text.index("Small states"))
    reading.press(key, ALT)
    assert reading.current == expected


def test_escape_lets_a_selection_go(reading: Hands) -> None:
    reading.drag("pilots")
    reading.press(Key.Key_Escape)
    assert not reading.reader.selected_spans()
    assert not reading.window.selection_bar.isVisible()


@pytest.mark.parametrize("keys", [(Key.Key_Z, CTRL | SHIFT), (Key.Key_Y, CTRL)])
def test_undo_and_redo_name_the_step_they_take(
    reading: Hands, keys: tuple[Key, Qt.KeyboardModifier]
) -> None:
    assert (undo_words(reading), redo_words(reading)) == ("Undo", "Redo")
    assert not reading.window.actions_by_name["undo"].isEnabled()
    assert not reading.window.actions_by_name["redo"].isEnabled()
    reading.tag("pilots")
    assert undo_words(reading) == "Undo tag as claim"
    reading.press(Key.Key_Z, CTRL)
    assert reading.tagged() == []
    assert redo_words(reading) == "Redo tag as claim"
    reading.press(*keys)
    assert reading.tagged() == [("claim", "pilots")]
    assert (undo_words(reading), redo_words(reading)) == ("Undo tag as claim", "Redo")


def test_undo_takes_what_was_being_typed_back_as_a_step_of_its_own(reading: Hands) -> None:
    reading.tag("pilots")
    reading.press(Key.Key_N)
    reading.type("half")
    reading.window.actions_by_name["undo"].trigger()
    assert [held.note for held in reading.passages] == [""]
    assert redo_words(reading) == "Redo edit note"


def test_redo_takes_up_what_was_being_typed_and_then_has_nothing_to_redo(reading: Hands) -> None:
    reading.tag("pilots")
    reading.tag("quay")
    reading.window.actions_by_name["undo"].trigger()
    reading.window.workspace.set_current(reading.passages[0].id, reveal=True)
    reading.press(Key.Key_N)
    reading.type("half")
    reading.window.actions_by_name["redo"].trigger()
    assert [held.note for held in reading.passages] == ["half"]
    assert (undo_words(reading), redo_words(reading)) == ("Undo edit note", "Redo")


def buttons(hands: Hands) -> list[QAbstractButton]:
    bar = hands.window.selection_bar
    return [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]


def test_the_bar_comes_with_a_selection_and_goes_with_it(reading: Hands) -> None:
    bar = reading.window.selection_bar
    assert not bar.isVisible()
    reading.drag("pilots")
    assert bar.isVisible()
    assert reading.reader.viewport().rect().contains(bar.geometry())
    reading.click("crane")
    assert not bar.isVisible()


def test_the_bar_goes_when_another_part_of_the_window_takes_the_focus(reading: Hands) -> None:
    reading.drag("pilots")
    reading.window.passages.setFocus()
    assert not reading.window.selection_bar.isVisible()


@pytest.mark.parametrize(("at", "tag"), [(at, tag) for at, (_, tag) in enumerate(DIGITS)])
def test_a_button_of_the_bar_tags_and_leaves_the_focus_in_the_text(
    reading: Hands, at: int, tag: str
) -> None:
    reading.drag("pilots")
    reading.push(buttons(reading)[at])
    assert reading.tagged() == [(tag, "pilots")]
    assert reading.reader.hasFocus()
    assert not reading.window.selection_bar.isVisible()


def test_the_note_button_of_the_bar_tags_and_goes_to_the_note(reading: Hands) -> None:
    reading.drag("pilots")
    reading.push(buttons(reading)[4])
    assert reading.tagged() == [("claim", "pilots")]
    assert margin_note(reading).hasFocus()


def test_the_bar_stays_inside_the_text_and_off_the_selection(
    reading: Hands, tmp_path: Path
) -> None:
    reading.open(session(source(*(HARBOUR * 12))), tmp_path)
    first, last = reading.reader.visible_part()
    view, bar = reading.reader.viewport(), reading.window.selection_bar
    for start in range(first, last - 12, 40):
        reading.drag_over(Span(start, start + 10))
        assert bar.isVisible()
        assert view.rect().contains(bar.geometry())
        assert not bar.geometry().intersects(reading.reader.selection_rect())
    assert bar.y() < reading.reader.selection_rect().y(), "no room was left below"


def test_a_tag_of_the_left_side_never_tags(reading: Hands) -> None:
    reading.drag("pilots")
    rows = [one for one in reading.window.sources.findChildren(TagButton) if one.isVisible()]
    reading.push(rows[1])
    assert reading.tagged() == []
    assert reading.reader.textCursor().selectedText() == "pilots"


def test_half_a_character_is_never_tagged(reading: Hands, tmp_path: Path) -> None:
    text = "A family 👩‍👩‍👧‍👦 and cafe\u0301 here"
    reading.open(session(source(text)), tmp_path)
    for first, last, wanted in ((10, 12, "👩‍👩‍👧‍👦"), (22, 25, "afe\u0301")):
        cursor = reading.reader.textCursor()
        units = [len(text[:at].encode("utf-16-le")) // 2 for at in (first, last)]
        cursor.setPosition(units[0])
        cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
        reading.reader.setTextCursor(cursor)
        reading.press(Key.Key_1)
        assert reading.current == wanted


def test_a_passage_may_run_over_paragraphs(reading: Hands) -> None:
    reading.tag("strike was over.\n\n“We have leased")
    assert reading.tagged() == [("claim", "strike was over.\n\n“We have leased")]
    reading.click("have leased a")
    assert reading.current == "strike was over.\n\n“We have leased"


def test_the_speaker_of_a_passage_is_typed_in(reading: Hands) -> None:
    reading.tag("quay", Key.Key_2)
    typed_into(reading.window.inspector.speaker, "Neda Tarvell")
    reading.press(Key.Key_Tab)
    (held,) = reading.passages
    assert held.speaker is not None
    assert held.speaker.name == "Neda Tarvell"
    assert undo_words(reading) == "Undo set speaker"


BROKEN = ["“We have leased a quay,”", "“and we have leased nothing else.”"]


@pytest.mark.parametrize("words", ["have leased a", "nothing else"])
def test_the_key_of_a_quote_takes_the_quotation_with_all_its_parts(
    reading: Hands, words: str
) -> None:
    reading.click(words)
    reading.press(Key.Key_2)
    assert reading.tagged() == [("quote", " … ".join(BROKEN))]
    assert len(reading.passages[0].spans) == 2
    assert undo_words(reading) == "Undo tag as quote"


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_3, Key.Key_4])
def test_the_other_keys_take_the_sentence_also_inside_of_quotation_marks(
    reading: Hands, key: Key
) -> None:
    reading.click("have leased a")
    reading.press(key)
    wanted = f"{BROKEN[0]} Neda Tarvell told reporters, {BROKEN[1]}"
    assert [words for _tag, words in reading.tagged()] == [wanted]


def test_outside_of_quotation_marks_the_key_of_a_quote_takes_the_sentence(reading: Hands) -> None:
    reading.click("neat line")
    reading.press(Key.Key_2)
    assert reading.tagged() == [("quote", "It is a neat line.")]


def test_the_speaker_named_beside_a_quote_is_offered_first_and_not_written(reading: Hands) -> None:
    reading.window.workspace.set_speaker(reading.tag("crane operators").id, Speaker("Ada Lunn"))
    reading.click("have leased a")
    reading.press(Key.Key_2)
    reading.press(Key.Key_S)
    field = reading.window.inspector.speaker
    popup = field.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    shown = popup.model()
    assert [shown.index(row, 0).data() for row in range(2)] == ["Neda Tarvell", "Ada Lunn"]
    assert field.text() == ""
    reading.press(Key.Key_Escape, on=popup)
    reading.press(Key.Key_Escape, on=field)
    assert [held.speaker for held in reading.passages if held.tag == "quote"] == [None]


def test_the_speaker_that_is_offered_is_taken_with_down_and_enter(reading: Hands) -> None:
    reading.click("have leased a")
    reading.press(Key.Key_2)
    reading.press(Key.Key_S)
    field = reading.window.inspector.speaker
    reading.press(Key.Key_Down, on=field.completer().popup())
    reading.press(Key.Key_Return, on=field.completer().popup())
    reading.press(Key.Key_Return, on=field)
    assert reading.reader.hasFocus()
    assert [held.speaker and held.speaker.name for held in reading.passages] == ["Neda Tarvell"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("harbour pilots of Halvec went", "Halvec went back"),
        ("Halvec went back", "harbour pilots of Halvec went"),
        ("The harbour pilots of Halvec went back to work", "Halvec went"),
        ("Halvec went", "harbour pilots of Halvec went back"),
    ],
)
def test_o_goes_through_an_overlap_that_was_just_made(
    reading: Hands, first: str, second: str
) -> None:
    made = {reading.tag(first).id}
    reading.drag(second)
    reading.press(Key.Key_3, on=reading.reader)
    newest = reading.window.workspace.current
    assert newest is not None
    made.add(newest.id)
    seen = [newest.id]
    for _press in range(3):
        reading.press(Key.Key_O)
        current = reading.window.workspace.current
        assert current is not None
        assert current.id != seen[-1]
        seen.append(current.id)
    assert set(seen) == made
    assert seen[2] == newest.id
    reading.press(Key.Key_O, SHIFT)
    chooser = reading.window.pointing.chooser
    assert chooser is not None
    assert chooser.list.model().rowCount() == 2
    reading.press(Key.Key_Escape)


def test_o_goes_on_where_a_blank_was_selected_behind_the_words(reading: Hands) -> None:
    reading.tag("harbour pilots of Halvec")
    cursor = reading.reader.textCursor()
    start = reading.source.text.index("of Halvec ")
    cursor.setPosition(start)
    cursor.setPosition(start + len("of Halvec "), QTextCursor.MoveMode.KeepAnchor)
    reading.reader.setTextCursor(cursor)
    reading.press(Key.Key_3)
    assert reading.current == "of Halvec"
    reading.press(Key.Key_O)
    assert reading.current == "harbour pilots of Halvec"


SENTENCE = "Nobody had told the crane operators that the strike was over."


@pytest.mark.parametrize(
    "other",
    ["crane operators", "work on Monday. Nobody had told", "strike was over.", "on Monday."],
)
def test_a_sentence_over_the_end_of_another_passage_is_tagged_as_it_is_shown(
    reading: Hands, other: str
) -> None:
    reading.tag(other)
    place = reading.place_of(reading.source.text.index("had told") + 1)
    viewport = reading.reader.viewport()
    QTest.mouseDClick(viewport, LEFT, NONE, place)
    QTest.mouseClick(viewport, LEFT, NONE, place)
    (shown,) = reading.reader.selected_spans()
    assert reading.source.text[shown.start : shown.end] == SENTENCE
    reading.press(Key.Key_3, on=reading.reader)
    assert reading.tagged() == sorted(
        [("claim", other), ("opinion", SENTENCE)],
        key=lambda one: (reading.source.text.index(one[1]), -len(one[1])),
    )
    assert reading.window.workspace.current is not None
    assert reading.window.workspace.current.spans == (shown,)


@pytest.mark.parametrize("way", ["key", "join", "bar", "find"])
def test_no_way_of_tagging_keeps_a_comma_or_a_blank_at_an_end(reading: Hands, way: str) -> None:
    text, reader = reading.source.text, reading.reader
    start = text.index(" Neda Tarvell told reporters, ")
    span = Span(start, start + len(" Neda Tarvell told reporters, "))
    if way == "find":
        reading.press(Key.Key_F, CTRL)
        QTest.keyClicks(reading.window.find_bar.field, "told reporters,")
        reading.window.searching.tag_all("claim")
        assert reading.tagged() == [("claim", "told reporters")]
        return
    if way == "join":
        reading.tag("harbour pilots")
    reader.select((span,))
    if way == "bar":
        reading.window.selection_bar.tag_chosen.emit("claim")
    else:
        reading.press(Key.Key_J if way == "join" else Key.Key_1, on=reader)
    assert reading.current.removeprefix("harbour pilots … ") == "Neda Tarvell told reporters"
    for _step in range(2):
        reading.press(Key.Key_Period, CTRL | SHIFT, on=reader)
        assert not reading.current.endswith(",")


@pytest.fixture
def row_and_words(reading: Hands) -> Hands:
    """Two passages; the keys are on the second one's row, other words are selected in the text."""
    reading.tag("surrender", Key.Key_3)
    reading.tag("pilots")
    reading.window.workspace.set_current(reading.passages[1].id, reveal=True)
    reading.drag("told reporters")
    reading.window.passages.setFocus()
    assert reading.reader.textCursor().selectedText() == "told reporters"
    return reading


def test_n_in_the_list_is_for_the_row_and_tags_no_words(row_and_words: Hands) -> None:
    row_and_words.press(Key.Key_N)
    row_and_words.type("Check")
    row_and_words.press(Key.Key_Escape)
    assert [held.note for held in row_and_words.passages] == ["", "Check"]
    assert row_and_words.current == "surrender"
    assert row_and_words.tagged() == [("claim", "pilots"), ("opinion", "surrender")]


def test_s_in_the_list_is_for_the_row_and_tags_no_words(row_and_words: Hands) -> None:
    row_and_words.press(Key.Key_S)
    row_and_words.type("Ada Lunn")
    row_and_words.press(Key.Key_Return)
    named = [held.speaker and held.speaker.name for held in row_and_words.passages]
    assert named == [None, "Ada Lunn"]
    assert row_and_words.tagged() == [("claim", "pilots"), ("opinion", "surrender")]


def test_s_in_the_list_is_for_the_row_also_where_words_of_another_passage_are_selected(
    row_and_words: Hands,
) -> None:
    row_and_words.drag("pilots")
    row_and_words.window.workspace.set_current(row_and_words.passages[1].id)
    row_and_words.window.passages.setFocus()
    row_and_words.press(Key.Key_S)
    row_and_words.type("Ada Lunn")
    row_and_words.press(Key.Key_Return)
    named = [held.speaker and held.speaker.name for held in row_and_words.passages]
    assert named == [None, "Ada Lunn"]


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (Key.Key_N, "Choose a passage first; a note belongs to one."),
        (Key.Key_S, "Choose a passage first; a speaker belongs to one."),
        (Key.Key_G, "Choose a passage first; a grade belongs to one."),
        (Key.Key_K, "Choose a passage first; a grade belongs to one."),
        (Key.Key_1, "Choose a passage first; a heading has no tag."),
        (Key.Key_Delete, "Choose the passage to delete first."),
        (Key.Key_Backspace, "Choose the passage to delete first."),
    ],
)
def test_on_a_heading_a_key_is_neither_for_the_passage_nor_for_words_elsewhere(
    row_and_words: Hands, key: Key, sentence: str
) -> None:
    before = row_and_words.window.workspace.session
    row_and_words.window.passages.group_by("tag")
    row_and_words.click_row(0)
    row_and_words.click_row(0)
    assert row_and_words.window.passages.on_heading
    row_and_words.press(key)
    assert row_and_words.window.status.remark.text() == sentence
    assert row_and_words.window.workspace.session is before


def test_o_with_no_overlap_says_so(reading: Hands) -> None:
    reading.press(Key.Key_O, on=reading.reader)
    assert reading.window.status.remark.text() == "There is no passage at the caret."
    reading.tag("pilots")
    reading.press(Key.Key_O)
    assert reading.window.status.remark.text() == "There is no other passage at the caret."
    assert reading.current == "pilots"

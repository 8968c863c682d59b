"""The menu of a passage: the same rows in text, list and inspector, and what each of them does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.model.annotation import Span
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key

OVERLAPS = ("The harbour pilots of Halvec", "harbour pilots", "pilots of Halvec went")
ROWS = [
    *("Tag as", "Note", "Speaker", "Grade", "Labels…", "Link to another passage…", "Parts"),
    *("Copy", "Copy with citation", "Delete passage"),
]
MOUSE, KEYBOARD = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
READ_ONLY = "This session is read-only."


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Three passages overlap at "pilots"; one stands alone and one has two parts."""
    article = source(*HARBOUR)
    held = [passage(article, words, number=n + 1) for n, words in enumerate(OVERLAPS)]
    alone = passage(article, "leased a quay", tag="quote", number=4)
    at = article.text.index("neat line")
    parted = replace(
        passage(article, "neat line", tag="opinion", number=5),
        spans=(Span(at, at + 4), Span(at + 5, at + 9)),
    )
    hands.open(session(article, passages=[*held, alone, parted]), tmp_path)
    return hands


class Shown:
    """A menu that was opened; a real popup would hold the mouse."""

    def __init__(self, act: Callable[[], object]) -> None:
        menus, places = list[QMenu](), list[QPoint]()

        def show(menu: QMenu, place: QPoint) -> None:
            menus.append(menu)
            places.append(place)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QMenu, "popup", show)
            act()
        self.opened = bool(menus)
        if menus:
            self.menu, self.place = menus[0], places[0]

    @property
    def rows(self) -> list[str]:
        return [_words(one) for one in self.menu.actions() if not one.isSeparator()]

    def row(self, *words: str) -> QAction:
        """A row; further words are of the menus in it."""
        menu: QMenu = self.menu
        for part in words[:-1]:
            inner = next(one for one in menu.actions() if _words(one) == part).menu()
            assert isinstance(inner, QMenu)
            menu = inner
        return next(one for one in menu.actions() if _words(one) == words[-1])


def _words(action: QAction) -> str:
    return action.text().split("\t")[0]


def ask(widget: QWidget, place: QPoint, reason: QContextMenuEvent.Reason = MOUSE) -> Shown:
    event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
    return Shown(lambda: QApplication.sendEvent(widget, event))


def in_text(hands: Hands, words: str) -> Shown:
    place = hands.place_of(hands.source.text.index(words) + 1)
    return ask(hands.reader.viewport(), place)


def in_list(hands: Hands, *rows: int) -> Shown:
    hands.choose_row(rows[0])
    for row in rows[1:]:
        hands.choose_row(row, CTRL)
    return ask(hands.window.passages, QPoint(10, 10), KEYBOARD)


def test_text_list_and_inspector_show_the_same_ten_rows(reading: Hands) -> None:
    assert in_text(reading, "quay").rows == ROWS
    assert in_list(reading, 3).rows == ROWS
    button = reading.window.inspector.menu_button
    assert Shown(lambda: reading.push(button)).rows == ROWS
    assert len(ROWS) == 10


def test_rows_name_their_keys_and_the_tag_is_ticked(reading: Hands) -> None:
    shown = in_text(reading, "quay")
    assert shown.row("Note").text() == "Note\tN"
    assert shown.row("Tag as", "Quote").isChecked()
    assert not shown.row("Tag as", "Claim").isChecked()


def test_a_right_click_is_about_the_shortest_passage_or_the_one_clicked_last(
    reading: Hands,
) -> None:
    in_text(reading, "pilots")
    assert reading.current == "harbour pilots"
    reading.click("pilots")
    clicked = reading.current
    assert clicked != "harbour pilots"
    in_text(reading, "pilots").row("Tag as", "Opinion").trigger()
    assert reading.current == clicked
    assert [reading.words(one) for one in reading.passages if one.tag == "opinion"] != []


def test_a_passage_is_tagged_copied_and_deleted_from_the_text(reading: Hands) -> None:
    in_text(reading, "quay").row("Tag as", "Context").trigger()
    assert ("context", "leased a quay") in reading.tagged()
    in_text(reading, "quay").row("Copy").trigger()
    assert QGuiApplication.clipboard().text() == "leased a quay"
    in_text(reading, "quay").row("Copy with citation").trigger()
    assert "leased a quay" in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().text() != "leased a quay"
    in_text(reading, "quay").row("Delete passage").trigger()
    assert "leased a quay" not in [words for _tag, words in reading.tagged()]
    assert reading.window.workspace.undo_stack.count() == 2


def test_note_speaker_labels_and_link_begin_what_their_keys_begin(reading: Hands) -> None:
    window = reading.window
    in_text(reading, "quay").row("Note").trigger()
    assert reading.reader.note_editor is not None
    reading.press(Key.Key_Escape)
    in_text(reading, "quay").row("Speaker").trigger()
    assert window.inspector.speaker.hasFocus()
    in_text(reading, "quay").row("Labels…").trigger()
    assert window.inspector.labels.hasFocus()
    in_text(reading, "quay").row("Link to another passage…").trigger()
    assert window.linking.pending == window.workspace.current.id  # type: ignore[union-attr]


def test_grades_are_given_from_text_and_list(reading: Hands) -> None:
    in_text(reading, "quay").row("Grade", "Credibility, 1 to 6…").trigger()
    reading.press(Key.Key_3)
    assert [one.credibility for one in reading.passages if one.credibility] == ["3"]
    in_text(reading, "quay").row("Grade", "Reliability of the source, A to F…").trigger()
    reading.press(Key.Key_B)
    assert reading.source.grade.reliability == "B"


def test_all_selected_rows_are_meant(reading: Hands) -> None:
    count = len(reading.passages)
    shown = in_list(reading, 0, 1)
    assert shown.rows == [*ROWS[:-1], "Delete passages"]
    off = [words for words in shown.rows if not shown.row(words).isEnabled()]
    assert off == ["Note", "Speaker", "Link to another passage…"]
    shown.row("Tag as", "Opinion").trigger()
    assert [tag for tag, _words in reading.tagged()].count("opinion") == 3
    in_list(reading, 0, 1).row("Grade", "Credibility, 1 to 6…").trigger()
    reading.press(Key.Key_2)
    assert [one.credibility for one in reading.passages].count("2") == 2  # type: ignore[arg-type]
    in_list(reading, 0, 1).row("Copy").trigger()
    assert QGuiApplication.clipboard().text().count("\n\n") == 1
    in_list(reading, 0, 1).row("Parts", "Merge passages").trigger()
    assert len(reading.passages) == count - 1
    in_list(reading, 0, 1).row("Delete passages").trigger()
    assert len(reading.passages) == count - 3
    assert reading.window.workspace.undo_stack.count() == 4


def test_parts_are_offered_where_they_apply(reading: Hands) -> None:
    shown = in_text(reading, "line")
    offered = ("Split passage here", "Remove this part")
    assert all(shown.row("Parts", words).isEnabled() for words in offered)
    assert not shown.row("Parts", "Merge passages").isEnabled()
    assert in_text(reading, "pilots").row("Parts", "Merge passages").isEnabled()
    before = len(reading.passages)
    in_text(reading, "line").row("Parts", "Split passage here").trigger()
    assert len(reading.passages) == before + 1


def test_read_only_leaves_every_row_in_its_place_and_only_copying_enabled(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.window.workspace, "_read_only", READ_ONLY)
    for shown in (in_text(reading, "quay"), in_list(reading, 3)):
        assert shown.rows == ROWS
        able = [words for words in shown.rows if shown.row(words).isEnabled()]
        assert able == ["Copy", "Copy with citation"]


def test_selected_words_and_bare_text_have_a_menu_of_their_own(reading: Hands) -> None:
    bare = in_text(reading, "crane")
    assert reading.current == ""
    reading.drag("crane operators")
    chosen = in_text(reading, "operators")
    assert reading.reader.textCursor().selectedText() == "crane operators"
    assert chosen.rows == bare.rows
    assert len(chosen.rows) <= 10
    assert [words for words in bare.rows if bare.row(words).isEnabled()] == [
        *("Tag as", "Select more: word, sentence, paragraph", "Select all", "Find…"),
    ]
    chosen.row("Copy").trigger()
    assert QGuiApplication.clipboard().text() == "crane operators"
    chosen.row("Tag as", "Quote").trigger()
    assert ("quote", "crane operators") in reading.tagged()


def test_the_menu_key_opens_it_in_text_and_list_within_what_is_seen(reading: Hands) -> None:
    reading.click("quay")
    shown = ask(reading.reader, QPoint(5, 90_000), KEYBOARD)
    assert shown.rows == ROWS
    view = reading.reader.viewport()
    assert view.rect().contains(view.mapFromGlobal(shown.place))
    assert in_list(reading, 2).rows == ROWS
    for widget in (reading.reader, reading.window.passages):
        widget.setFocus()
        assert Shown(lambda: reading.press(Key.Key_F10, SHIFT)).rows == ROWS


def test_the_button_of_the_inspector_is_about_the_passage_not_the_selected_words(
    reading: Hands,
) -> None:
    reading.click("quay")
    reading.drag("crane operators")
    assert reading.current == "leased a quay"
    button = reading.window.inspector.menu_button
    Shown(lambda: reading.push(button)).row("Copy").trigger()
    assert QGuiApplication.clipboard().text() == "leased a quay"


def test_selected_words_in_a_passage_have_the_menu_of_words(reading: Hands) -> None:
    reading.click("quay")
    assert reading.current == "leased a quay"
    reading.drag("leased a")
    assert reading.current == "leased a quay"
    assert "Delete passage" not in ask(reading.reader.viewport(), QPoint(5, 5), KEYBOARD).rows


def test_a_row_acts_in_the_text_where_the_menu_was_opened_there(reading: Hands) -> None:
    shown = in_text(reading, "quay")
    reading.window.passages.setFocus()
    shown.row("Note").trigger()
    assert reading.reader.note_editor is not None
    assert reading.reader.note_editor.isVisible()

"""Passages of the whole session under headings that fold."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.panels.passages.rows import HEADING, ROW
from desktop.ui.panels.passages.view import PassageList
from tests.desktop.listing.sessions import CRANES, EVERY, LEASE, LINE, PILOTS, PRICE, QUAY, STRIKE
from tests.desktop.ui.articles import passage, session, source
from tests.desktop.ui.hands import ALT, CTRL, SHIFT, Hands, Key
from tests.desktop.ui.panels.passages.conftest import shown

COUNTRY, END = LEASE.title, STRIKE.title


def group(hands: Hands, grouping: str) -> None:
    """Choose from the menu of the head."""
    action = next(one for one in hands.window.head.menu.actions() if one.data() == grouping)
    action.trigger()
    QApplication.processEvents()


def heights(rows: PassageList) -> list[int]:
    return [rows.rowHeight(row) for row in range(rows.passages.rowCount())]


def expected_heights(rows: PassageList) -> list[int]:
    listing = rows.passages.listing
    return [HEADING if listing.is_heading(row) else ROW for row in range(len(listing))]


def test_a_session_of_several_articles_lists_all_of_them(two: Hands) -> None:
    assert shown(two) == [COUNTRY, PILOTS, QUAY, LINE, END, PRICE, CRANES]
    assert two.window.head.count.text() == "5"
    group(two, "article")
    assert shown(two) == [COUNTRY, PILOTS, QUAY, LINE]
    group(two, "session")
    assert len(two.passages) == 5


def test_a_session_of_one_article_lists_that_article(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(LEASE, passages=(PILOTS,)), tmp_path)
    assert not hands.window.passages.whole_session
    assert shown(hands) == [COUNTRY, PILOTS]


def test_rows_keep_their_heights_whatever_is_grouped_filtered_or_folded(two: Hands) -> None:
    rows = two.window.passages
    for grouping in ("tag", "speaker", "order", "source", "tag"):
        group(two, grouping)
        assert heights(rows) == expected_heights(rows)
        rows.fold(0, True)
        assert heights(rows) == expected_heights(rows)
        two.window.panel.filter.field.setText("a")
        assert heights(rows) == expected_heights(rows)
        two.window.panel.filter.clear()
        rows.fold(0, False)
        assert heights(rows) == expected_heights(rows)


def test_grouping_and_scope_are_remembered(two: Hands) -> None:
    group(two, "speaker")
    group(two, "article")
    settings = two.window.filing._settings()  # pyright: ignore[reportPrivateUsage]
    assert (settings.grouping, settings.scope) == ("speaker", "article")
    checked = [one.data() for one in two.window.head.menu.actions() if one.isChecked()]
    assert checked == ["speaker", "article"]


def test_a_row_of_another_article_opens_it_and_keeps_the_keys_in_the_list(two: Hands) -> None:
    two.choose_row(2)
    two.press(Key.Key_Down)
    assert two.window.passages.on_heading
    assert two.window.workspace.current == LINE
    two.press(Key.Key_Down)
    assert two.source == STRIKE
    assert two.window.workspace.current == PRICE
    assert two.window.passages.hasFocus()
    two.press(Key.Key_Down)
    assert two.window.workspace.current == CRANES


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Space, Key.Key_Return])
def test_a_heading_folds_and_unfolds_by_keys(two: Hands, key: Qt.Key) -> None:
    two.choose_row(0)
    two.press(Key.Key_Up)
    assert two.window.passages.on_heading
    two.press(key)
    assert shown(two) == [COUNTRY, END, PRICE, CRANES]
    two.press(Key.Key_Right if key == Key.Key_Left else key)
    assert len(shown(two)) == 7
    assert not two.window.inspector.note.hasFocus()


def test_left_on_a_passage_folds_its_group_and_stays_on_the_heading(two: Hands) -> None:
    two.choose_row(1)
    two.press(Key.Key_Left)
    assert shown(two) == [COUNTRY, END, PRICE, CRANES]
    assert two.window.passages.currentIndex().row() == 0
    two.press(Key.Key_Right)
    two.press(Key.Key_Down)
    assert two.window.workspace.current == PILOTS


def test_a_click_on_a_heading_folds_its_group(two: Hands) -> None:
    two.click_row(4)
    assert shown(two) == [COUNTRY, PILOTS, QUAY, LINE, END]
    assert two.window.workspace.current is None
    two.click_row(4)
    assert len(shown(two)) == 7


def test_going_to_a_passage_unfolds_its_group(two: Hands) -> None:
    group(two, "tag")
    two.window.passages.fold(0, True)
    assert PILOTS not in shown(two)
    two.reader.setFocus()
    two.press(Key.Key_Down, ALT)
    assert two.window.workspace.current == PILOTS
    assert two.window.passages.selected() == [PILOTS.id]


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_Delete])
def test_nothing_is_done_to_a_heading(two: Hands, key: Qt.Key) -> None:
    two.choose_row(1)
    two.press(Key.Key_Up)
    two.press(Key.Key_Up)
    assert two.window.passages.on_heading
    two.press(key)
    assert two.window.workspace.undo_stack.count() == 0
    assert "passage" in two.window.status.remark.text()


def test_a_passage_that_is_retagged_moves_to_its_group_and_stays_selected(two: Hands) -> None:
    group(two, "tag")
    two.window.workspace.set_current(LINE.id)
    two.window.passages.setFocus()
    two.press(Key.Key_1)
    assert [one for one in shown(two) if isinstance(one, str)] == ["Claim", "Quote"]
    assert two.window.passages.selected() == [LINE.id]
    assert heights(two.window.passages) == expected_heights(two.window.passages)
    two.press(Key.Key_Z, CTRL)
    assert shown(two)[-2:] == ["Opinion", LINE]


def test_all_shown_rows_are_retagged_in_one_step_and_stay_selected(two: Hands) -> None:
    group(two, "tag")
    two.choose_row(0)
    two.press(Key.Key_A, CTRL)
    assert set(two.window.passages.selected()) == {one.id for one in EVERY}
    two.press(Key.Key_4)
    assert [one for one in shown(two) if isinstance(one, str)] == ["Context"]
    assert len(two.window.passages.selected()) == 5
    assert two.window.workspace.undo_stack.count() == 1


def test_hundreds_of_passages_go_and_come_back_in_one_step(hands: Hands, tmp_path: Path) -> None:
    article = source(" ".join(f"word{number:03}" for number in range(300)))
    held = [passage(article, f"word{number:03}", number=number) for number in range(300)]
    hands.open(session(article, passages=held), tmp_path)
    hands.choose_row(0)
    hands.press(Key.Key_End, SHIFT)
    assert len(hands.window.passages.selected()) == 300
    hands.press(Key.Key_Delete)
    assert shown(hands) == []
    hands.press(Key.Key_Z, CTRL)
    assert len(hands.passages) == 300
    assert heights(hands.window.passages) == expected_heights(hands.window.passages)


def test_rows_of_several_articles_are_selected_together(two: Hands) -> None:
    rows = two.window.passages
    two.choose_row(2)
    two.press(Key.Key_Down, SHIFT)
    two.press(Key.Key_Down, SHIFT)
    assert rows.selected() == [LINE.id, PRICE.id]
    assert two.source == STRIKE
    two.choose_row(0, CTRL)
    assert rows.selected() == [PILOTS.id, LINE.id, PRICE.id]
    assert two.window.detail.bulk.isVisible()


def test_home_and_end_and_shift_with_the_arrows_select(two: Hands) -> None:
    two.choose_row(1)
    two.press(Key.Key_Down, SHIFT)
    assert two.window.passages.selected() == [QUAY.id, LINE.id]
    two.press(Key.Key_End)
    assert two.window.workspace.current == CRANES
    two.press(Key.Key_Home)
    assert two.window.passages.on_heading


def test_the_row_of_a_passage_under_the_pointer_is_told_and_shown(two: Hands) -> None:
    rows = two.window.passages
    heard: list[str] = []
    rows.hovered.connect(heard.append)
    for row in (1, 0, 2):
        QTest.mouseMove(rows.viewport(), rows.visualRect(rows.passages.index(row)).center())
        QApplication.processEvents()
    assert heard == [PILOTS.id, "", QUAY.id]
    QTest.mouseMove(rows.viewport(), QPoint(20, rows.viewport().height() - 2))
    plain = rows.viewport().grab().toImage()
    place = rows.visualRect(rows.passages.index(3))
    rows.show_hover(LINE.id)
    hovered = rows.viewport().grab().toImage()
    corner = place.topLeft() + QPoint(20, 6)
    assert hovered.pixelColor(corner).name() == two.window.theme.roles.hover.lower()
    rows.show_hover(None)
    assert rows.viewport().grab().toImage() == plain


def test_changed_passages_of_another_article_are_listed_anew(two: Hands) -> None:
    workspace = two.window.workspace
    workspace.set_note(CRANES.id, "seen")
    assert replace(CRANES, note="seen").note in [one.note for one in two.passages]
    workspace.delete([PRICE.id])
    assert [one.id for one in two.passages] == [PILOTS.id, QUAY.id, LINE.id, CRANES.id]
    workspace.undo_stack.undo()
    assert two.window.head.count.text() == "5"

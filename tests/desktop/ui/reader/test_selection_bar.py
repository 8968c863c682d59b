"""The bar by the selection: where it lies, and what opens from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import Hands


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """A long article is open."""
    hands.open(session(source(*(HARBOUR * 12))), tmp_path)
    return hands


@pytest.mark.parametrize("length", [8, 90, 200, 700])
@pytest.mark.parametrize("backwards", [False, True])
def test_the_bar_never_covers_the_selected_lines(
    reading: Hands, length: int, backwards: bool
) -> None:
    first, last = reading.reader.visible_part()
    view, bar = reading.reader.viewport(), reading.window.selection_bar
    for start in range(first, last - length - 40, 97):
        ends = (start + length, start) if backwards else (start, start + length)
        cursor = reading.reader.textCursor()
        cursor.setPosition(reading.reader.position_of(ends[0]))
        cursor.setPosition(reading.reader.position_of(ends[1]), QTextCursor.MoveMode.KeepAnchor)
        reading.reader.setTextCursor(cursor)
        lines = reading.reader.selection_rect()
        if lines.top() < 0 or lines.bottom() > view.height():
            continue  # it scrolled to the caret
        reading.reader.selection_settled.emit()
        assert bar.isVisible()
        assert view.rect().contains(bar.geometry())
        whole = QRect(0, lines.top(), view.width(), lines.height())
        assert not bar.geometry().intersects(whole)


def test_over_a_selection_that_fills_the_view_the_bar_stays_inside(reading: Hands) -> None:
    reading.reader.selectAll()
    reading.reader.selection_settled.emit()
    bar = reading.window.selection_bar
    assert reading.reader.viewport().rect().contains(bar.geometry())


def test_in_a_narrow_window_the_names_go_and_the_marks_stay(reading: Hands) -> None:
    reading.window.resize(640, 600)
    QApplication.processEvents()
    reading.reader.setFixedWidth(400)
    QApplication.processEvents()
    reading.drag("pilots")
    bar = reading.window.selection_bar
    assert reading.reader.viewport().rect().contains(bar.geometry())
    buttons = [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]
    assert [one.accessibleName() for one in buttons][:2] == ["Claim", "Quote"]
    assert all(one.width() < 70 for one in buttons)


def test_the_dots_open_the_menu_of_the_selected_words_below_them(reading: Hands) -> None:
    reading.drag("pilots")
    dots = reading.window.selection_bar.findChildren(QAbstractButton)[-1]
    assert dots.accessibleName() == "More"
    opened: list[tuple[list[str], QPoint]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            QMenu,
            "popup",
            lambda menu, place: opened.append(([one.text() for one in menu.actions()], place)),
        )
        reading.push(dots)
    ((rows, place),) = opened
    assert rows[:3] == ["Tag as", "Note\tN", "Speaker\tS"]
    assert place.y() > dots.mapToGlobal(QPoint(0, 0)).y()


def test_a_session_that_may_not_be_changed_shows_no_bar(reading: Hands) -> None:
    workspace = reading.window.workspace
    workspace._read_only = "It is being checked."  # pyright: ignore[reportPrivateUsage]
    reading.drag("pilots")
    assert not reading.window.selection_bar.isVisible()

"""No row stays painted as one that the pointer is over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QWidget,
)

from desktop.editing.sources import add_source
from desktop.settings import Settings
from desktop.ui.panels.sources import TagButton
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands

ONE = source(*(HARBOUR * 8))
TWO = source(*HARBOUR, name="two.txt", id_="urn:uuid:2")
WORDS = ("harbour pilots", "Nobody had told", "neat line")


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Two articles with three passages; none is the current one."""
    held = [passage(ONE, words, number=n + 1) for n, words in enumerate(WORDS)]
    hands.open(session(ONE, TWO, passages=held), tmp_path)
    hands.reader.setFocus()
    return hands


def point_at(widget: QWidget, place: QPoint) -> None:
    """Move the pointer there, from a place beside it.

    The pointer of the platform is moved, and not only events sent to the window: where a test
    before has left it, Qt would look for it when a menu or dialog closes.
    """
    for at in (place + QPoint(3, 0), place):
        QTest.mouseMove(widget, at)
        QApplication.processEvents()


def row_place(view: QAbstractItemView, row: int) -> QPoint:
    return view.visualRect(view.model().index(row, 0)).center()


def is_painted_hovered(hands: Hands, view: QAbstractItemView) -> bool:
    """Whether any row of a list has the ground of the one under the pointer."""
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    hover = hands.window.theme.roles.hover.lower()
    rects = [view.visualRect(view.model().index(row, 0)) for row in range(view.model().rowCount())]
    corners = [rect.topLeft() + QPoint(20, 5) for rect in rects if not rect.isEmpty()]
    return any(image.pixelColor(at).name() == hover for at in corners if image.rect().contains(at))


def pop_up_a_menu(window: MainWindow) -> None:
    menu = window.menus.bar.findChildren(QMenu)[0]
    menu.popup(window.mapToGlobal(QPoint(900, 600)))
    QApplication.processEvents()
    menu.close()


def open_a_dialog(window: MainWindow) -> None:
    dialog = QDialog(window)
    dialog.open()
    QApplication.processEvents()
    dialog.close()
    dialog.deleteLater()


def go_to_another_window(window: MainWindow) -> None:
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    QApplication.processEvents()  # it is heard of, and acted on once the window has heard of it too


def be_blocked(window: MainWindow) -> None:
    """A dialog on its way, before the platform gives it the keys, if it ever does."""
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowBlocked))
    QApplication.processEvents()


def begin_a_menu(window: MainWindow) -> None:
    """A menu on its way, before the platform takes the pointer from the window, if it ever does."""
    window.menus.bar.findChildren(QMenu)[0].aboutToShow.emit()
    QApplication.processEvents()


def leave(window: MainWindow) -> None:
    point_at(window.reader.viewport(), QPoint(300, 400))


ENDS = [leave, pop_up_a_menu, begin_a_menu, open_a_dialog, be_blocked, go_to_another_window]


@pytest.mark.parametrize("end", ENDS)
def test_a_row_is_not_hovered_when_the_pointer_has_something_else_to_do(
    reading: Hands, end: Callable[[MainWindow], None]
) -> None:
    window = reading.window
    for view, row in ((window.passages, 1), (window.sources.list, 1)):
        point_at(view.viewport(), row_place(view, row))
        assert is_painted_hovered(reading, view)
        end(window)
        assert not is_painted_hovered(reading, view)
        assert reading.reader.hovered_passage is None or end is leave


@pytest.mark.parametrize("end", ENDS)
def test_a_tag_is_not_hovered_when_the_pointer_has_something_else_to_do(
    reading: Hands, end: Callable[[MainWindow], None]
) -> None:
    row = reading.window.sources.findChildren(TagButton)[1]
    point_at(row, row.rect().center())
    assert row.underMouse()
    end(reading.window)
    assert not row.underMouse()


def test_a_row_that_moves_away_from_the_pointer_takes_no_hover_with_it(reading: Hands) -> None:
    rows = reading.window.passages
    point_at(rows.viewport(), row_place(rows, 3))
    assert is_painted_hovered(reading, rows)
    reading.window.workspace.delete([reading.passages[0].id])
    assert not is_painted_hovered(reading, rows)


def test_a_row_that_is_scrolled_away_takes_no_hover_with_it(reading: Hands) -> None:
    rows = reading.window.passages
    rows.setFixedHeight(90)
    QApplication.processEvents()
    point_at(rows.viewport(), row_place(rows, 1))
    assert is_painted_hovered(reading, rows)
    rows.verticalScrollBar().setValue(12)
    assert not is_painted_hovered(reading, rows)


def test_the_menu_of_a_row_ends_its_hover(reading: Hands) -> None:
    rows = reading.window.passages
    reading.choose_row(0)
    point_at(rows.viewport(), row_place(rows, 2))
    assert is_painted_hovered(reading, rows)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(rows.viewport(), by_key)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert not is_painted_hovered(reading, rows)
    menu.close()


@pytest.mark.parametrize("end", [pop_up_a_menu, open_a_dialog, go_to_another_window])
def test_the_rows_of_the_first_page_are_not_hovered_either(
    windows: Callable[[Settings], MainWindow],
    tmp_path: Path,
    end: Callable[[MainWindow], None],
) -> None:
    path = tmp_path / "before.brief.json"
    path.write_text("{}")
    window = windows(Settings(theme="light", recent=(str(path),)))
    rows = [row for row in window.welcome.findChildren(QAbstractButton) if row.isEnabled()]
    assert len(rows) > 1
    for row in rows:
        point_at(row, row.rect().center())
        assert row.underMouse()
        end(window)
        assert not row.underMouse()


def test_a_tag_that_moves_away_from_the_pointer_takes_no_hover_with_it(reading: Hands) -> None:
    row = reading.window.sources.findChildren(TagButton)[1]
    point_at(row, row.rect().center())
    assert row.underMouse()
    place = row.pos()
    three = source("Third words.", name="three.txt", id_="urn:uuid:3")
    reading.window.workspace.do(lambda session, _moment: add_source(session, three))
    QApplication.processEvents()
    assert row.pos() != place
    assert not row.underMouse()


def test_the_menu_of_a_passage_ends_the_hover_before_it_is_seen(reading: Hands) -> None:
    row = reading.window.sources.findChildren(TagButton)[1]
    point_at(row, row.rect().center())
    assert row.underMouse()
    menu = reading.window.passage_menu.of_words()
    menu.aboutToShow.emit()
    assert not row.underMouse()
    menu.deleteLater()

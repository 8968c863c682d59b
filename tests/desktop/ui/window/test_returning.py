"""Reading is taken up where it was left: in another article, and when a session is opened again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import session, source
from tests.desktop.ui.hands import Hands, Key

PARAGRAPHS = [f"Paragraph {number} tells of the harbour. " * 6 for number in range(80)]
FIRST = source(*PARAGRAPHS, name="first.txt", id_="first")
SECOND = source(*reversed(PARAGRAPHS), name="second.txt", id_="second")


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Two long articles."""
    hands.window.filing.open_path(hands.open(session(FIRST, SECOND), tmp_path))
    QApplication.processEvents()
    return hands


def top(window: MainWindow) -> int:
    """The first code point in sight."""
    return window.reader.visible_part()[0]


def read_on(hands: Hands, pages: int) -> None:
    for _page in range(pages):
        hands.press(Key.Key_PageDown, on=hands.reader)


def test_another_article_and_back_is_where_it_was(reading: Hands) -> None:
    read_on(reading, 4)
    left = top(reading.window)
    assert left > 2000
    reading.window.workspace.show_source(SECOND.id)
    assert top(reading.window) == 0
    reading.window.workspace.show_source(FIRST.id)
    assert top(reading.window) == pytest.approx(left, abs=200)


def test_a_session_opens_where_it_was_closed(
    reading: Hands, tmp_path: Path, windows: Callable[[Settings], MainWindow]
) -> None:
    reading.window.workspace.show_source(SECOND.id)
    read_on(reading, 4)
    left = top(reading.window)
    reading.window.close()
    remembered = reading.window._settings()  # pyright: ignore[reportPrivateUsage]
    path = tmp_path / "work.brief.json"
    assert remembered.places[str(path)][0] == SECOND.id
    again = windows(remembered)
    again.filing.open_path(path)
    QApplication.processEvents()
    shown = again.workspace.source
    assert shown is not None
    assert shown.id == SECOND.id
    assert top(again) == pytest.approx(left, abs=200)
    assert again.reader.caret() == pytest.approx(left, abs=200)


def test_looking_in_again_and_again_does_not_move_it(reading: Hands) -> None:
    read_on(reading, 4)
    places: list[int] = []
    for _time in range(5):
        reading.window.workspace.show_source(SECOND.id)
        reading.window.workspace.show_source(FIRST.id)
        places.append(top(reading.window))
    assert len(set(places)) == 1


def test_a_place_behind_the_end_of_another_text_is_its_end(
    reading: Hands, tmp_path: Path, windows: Callable[[Settings], MainWindow]
) -> None:
    path = str(tmp_path / "work.brief.json")
    window = windows(Settings(recent=(path,), places={path: (FIRST.id, 10**9)}))
    window.filing.open_path(Path(path))
    QApplication.processEvents()
    assert window.reader.visible_part()[1] == pytest.approx(len(FIRST.text), abs=300)

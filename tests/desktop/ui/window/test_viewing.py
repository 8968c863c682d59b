"""Sides that are hidden are brought back by a button that is there only then."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """An article in a window that has no room for sides."""
    article = source(*HARBOUR)
    hands.open(session(article, passages=[passage(article, "pilots")]), tmp_path)
    hands.window.resize(700, 600)
    QApplication.processEvents()
    return hands


def test_a_button_brings_a_hidden_side_back(reading: Hands) -> None:
    window = reading.window
    pairs: tuple[tuple[QPushButton, QWidget], ...] = (
        (window.status.left, window.left),
        (window.status.right, window.right),
    )
    for button, side in pairs:
        assert button.isVisible()
        assert not side.isVisible()
        button.click()
        assert side.isVisible()
        assert not button.isVisible()


def test_where_there_is_room_there_are_no_such_buttons(reading: Hands) -> None:
    reading.window.resize(1440, 900)
    QApplication.processEvents()
    assert not reading.window.status.left.isVisible()
    assert not reading.window.status.right.isVisible()

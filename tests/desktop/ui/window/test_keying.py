"""Keys are changed in a dialog, used at once, remembered, and never mean two things."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from desktop.ui.dialogs.keys import KeysDialog
from desktop.ui.reader.selection_bar import BarButton
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, Hands, Key


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """One passage, and it is the current one."""
    article = source(*HARBOUR)
    hands.open(session(article, passages=[passage(article, "pilots")]), tmp_path)
    hands.choose_row(0)
    hands.reader.setFocus()
    return hands


def in_dialog(window: MainWindow, act: Callable[[KeysDialog], object]) -> None:
    """Do something in the dialog that changes keys."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeysDialog)
        act(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, go)
    window.actions_by_name["change_keys"].trigger()
    window.activateWindow()
    QApplication.processEvents()
    window.reader.setFocus()


def press(dialog: KeysDialog, name: str, key: Key) -> None:
    field = dialog.fields[name]
    field.clear()
    field.setFocus()
    QTest.keyClick(field, key)


def test_another_key_works_at_once_and_is_remembered(reading: Hands) -> None:
    def change(dialog: KeysDialog) -> None:
        press(dialog, "speaker", Key.Key_P)
        assert dialog.ok.isEnabled()
        dialog.ok.click()

    in_dialog(reading.window, change)
    reading.press(Key.Key_S)
    assert reading.reader.hasFocus()
    reading.press(Key.Key_P)
    assert reading.window.inspector.speaker.hasFocus()
    assert reading.window.actions_by_name["speaker"].toolTip() == "Speaker (P)"


def test_keys_that_were_chosen_before_are_there_after_the_start(
    windows: Callable[[Settings], MainWindow],
) -> None:
    actions = windows(Settings(keys={"save": "Ctrl+D", "export": ""})).actions_by_name
    assert actions["save"].shortcut() == QKeySequence("Ctrl+D")
    assert actions["export"].shortcuts() == []
    assert actions["open"].shortcut() == QKeySequence("Ctrl+O")


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        (Key.Key_N, "N would mean both “Note” and “Speaker”."),
        (Key.Key_2, "2 is the key of a tag."),
        (Key.Key_Down, "Down moves through the text."),
    ],
)
def test_a_key_never_means_two_things(reading: Hands, key: Key, problem: str) -> None:
    def change(dialog: KeysDialog) -> None:
        press(dialog, "speaker", key)
        assert dialog.problem.text() == problem
        assert not dialog.ok.isEnabled()

    in_dialog(reading.window, change)


def test_the_usual_keys_come_back(reading: Hands) -> None:
    def change(dialog: KeysDialog) -> None:
        press(dialog, "speaker", Key.Key_P)
        assert dialog.chosen() == {"speaker": "P"}
        dialog.usual.click()
        assert dialog.chosen() == {}

    in_dialog(reading.window, change)


def test_undo_keeps_naming_its_step_with_another_key(reading: Hands) -> None:
    reading.press(Key.Key_2)

    def change(dialog: KeysDialog) -> None:
        dialog.fields["undo"].setKeySequence(QKeySequence("Ctrl+U"))
        dialog.ok.click()

    in_dialog(reading.window, change)
    assert reading.window.actions_by_name["undo"].toolTip().endswith("(Ctrl+U)")
    reading.press(Key.Key_U, CTRL)
    assert reading.tagged() == [("claim", "pilots")]


def test_the_bar_at_the_selection_names_the_key_that_was_chosen(reading: Hands) -> None:
    bar = reading.window.selection_bar
    tips = [button.toolTip() for button in bar.findChildren(BarButton)]
    assert "Tag and write a note (N)" in tips

    def change(dialog: KeysDialog) -> None:
        press(dialog, "note", Key.Key_W)
        dialog.ok.click()

    in_dialog(reading.window, change)
    tips = [button.toolTip() for button in bar.findChildren(BarButton)]
    assert "Tag and write a note (W)" in tips

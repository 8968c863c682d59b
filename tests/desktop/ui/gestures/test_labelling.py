"""Labels of several passages at once: asked for by key, by menu and below the list."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox

from desktop.ui.dialogs.labels import LabelsDialog
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import SHIFT, Hands, Key

ARTICLE = source(*HARBOUR)
PILOTS = replace(passage(ARTICLE, "pilots", number=1), labels=("port", "staff"))
QUAY = replace(passage(ARTICLE, "quay", number=2), labels=("port",))


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    hands.open(session(ARTICLE, passages=[PILOTS, QUAY]), tmp_path)
    return hands


def in_dialog(act: Callable[[LabelsDialog], None], begin: Callable[[], None]) -> None:
    """Begin what opens the dialog, and work in it."""
    worked: list[LabelsDialog] = []

    def work() -> None:
        found = QApplication.activeModalWidget()
        assert isinstance(found, LabelsDialog)
        worked.append(found)
        act(found)

    QTimer.singleShot(0, work)
    begin()
    assert worked


def labels(hands: Hands) -> list[tuple[str, ...]]:
    return [held.labels for held in hands.passages]


def both_rows(hands: Hands) -> None:
    hands.choose_row(0)
    hands.choose_row(1, SHIFT)


def test_labels_are_added_to_all_selected_rows_in_one_step(reading: Hands) -> None:
    def add(dialog: LabelsDialog) -> None:
        dialog.added.setText("lease, port")
        dialog.ok.click()

    both_rows(reading)
    in_dialog(add, lambda: reading.press(Key.Key_B))
    assert labels(reading) == [("port", "staff", "lease"), ("port", "lease")]
    assert reading.window.workspace.undo_stack.count() == 1
    reading.window.actions_by_name["undo"].trigger()
    assert labels(reading) == [("port", "staff"), ("port",)]


def test_a_label_that_only_some_have_stays_as_it_is_until_it_is_ticked(reading: Hands) -> None:
    def untick(dialog: LabelsDialog) -> None:
        boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
        assert boxes["port"].checkState().name == "Checked"
        assert boxes["staff"].checkState().name == "PartiallyChecked"
        boxes["port"].click()
        dialog.ok.click()

    both_rows(reading)
    in_dialog(untick, reading.window.detail.bulk.label.click)
    assert labels(reading) == [("staff",), ()]


def test_a_label_ticked_for_all_goes_to_all(reading: Hands) -> None:
    def tick(dialog: LabelsDialog) -> None:
        boxes = {box.accessibleName(): box for box in dialog.findChildren(QCheckBox)}
        boxes["staff"].click()  # from a bar to a tick
        assert boxes["staff"].checkState().name == "Checked"
        dialog.ok.click()

    both_rows(reading)
    in_dialog(tick, lambda: reading.press(Key.Key_B))
    assert labels(reading) == [("port", "staff"), ("port", "staff")]


def test_the_labels_of_one_passage_are_written_in_its_field(reading: Hands) -> None:
    reading.choose_row(1)
    reading.press(Key.Key_B)
    assert reading.window.inspector.labels.hasFocus()
    reading.type(", lease")
    reading.press(Key.Key_Return)
    assert labels(reading) == [("port", "staff"), ("port", "lease")]


def test_cancelling_changes_nothing(reading: Hands) -> None:
    def cancel(dialog: LabelsDialog) -> None:
        dialog.added.setText("lease")
        dialog.reject()

    reading.choose_row(0)
    reading.choose_row(1, SHIFT)
    in_dialog(cancel, lambda: reading.press(Key.Key_B))
    assert labels(reading) == [("port", "staff"), ("port",)]

"""Passages left out by hand."""

from PySide6.QtTest import QTest

from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.exporting.leaving_out import PassageChoice
from tests.desktop.ui.hands import LEFT, NONE, Key, typed_into


def choice_in(dialog: ExportDialog) -> PassageChoice:
    dialog.show()
    dialog.form.show_part("passages")
    return dialog.form.passages


def rows(choice: PassageChoice) -> list[str]:
    return [str(choice.model.index(row).data()) for row in range(choice.model.rowCount())]


def test_passages_stand_under_their_tags_and_are_all_in_at_first(dialog: ExportDialog) -> None:
    choice = choice_in(dialog)
    assert rows(choice) == [
        "Claim",
        "harbour pilots",
        "The quay",
        "Quote",
        "pilots of Halvec",
        "Opinion",
        "It is a neat line.",
    ]
    assert choice.count.text() == "4 of 4 in the briefing"
    assert dialog.wish.options.left_out == ()


def test_space_and_a_click_leave_a_passage_out_and_take_it_back(dialog: ExportDialog) -> None:
    choice = choice_in(dialog)
    choice.rows.setFocus()
    choice.rows.setCurrentIndex(choice.model.index(1))
    QTest.keyClick(choice.rows, Key.Key_Space)
    (left_out,) = dialog.wish.options.left_out
    assert left_out == choice.model.ids(1)[0]
    assert choice.count.text() == "3 of 4 in the briefing"
    assert dialog.form.part.group.buttons()[1].text() == "Passages · 3 of 4"
    middle = choice.rows.visualRect(choice.model.index(1)).center()
    QTest.mouseClick(choice.rows.viewport(), LEFT, NONE, middle)
    assert dialog.wish.options.left_out == ()


def test_a_heading_stands_for_all_under_it(dialog: ExportDialog) -> None:
    choice = choice_in(dialog)
    choice.rows.setFocus()
    choice.rows.setCurrentIndex(choice.model.index(0))
    QTest.keyClick(choice.rows, Key.Key_Space)
    assert set(dialog.wish.options.left_out) == set(choice.model.ids(0))
    assert len(dialog.wish.options.left_out) == 2


def test_none_and_all_mean_the_passages_shown(dialog: ExportDialog) -> None:
    choice = choice_in(dialog)
    typed_into(choice.field, "halvec")
    assert rows(choice) == ["Claim", "harbour pilots", "Quote", "pilots of Halvec"] or rows(
        choice
    ) == ["Quote", "pilots of Halvec"]
    choice.none.click()
    assert len(dialog.wish.options.left_out) == len(choice.model.annotations()) < 4
    assert choice.count.text().endswith("shown")
    choice.field.clear()
    choice.all.click()
    assert dialog.wish.options.left_out == ()


def test_nothing_can_be_set_where_nothing_fits(dialog: ExportDialog) -> None:
    choice = choice_in(dialog)
    typed_into(choice.field, "zeppelin")
    assert rows(choice) == []
    assert not choice.all.isEnabled()
    assert not choice.none.isEnabled()

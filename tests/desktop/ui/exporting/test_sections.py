"""The list of sections: ticked, unticked and moved, by keys and by mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest

from desktop.options import DEFAULT_SECTIONS, SectionName
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.exporting.sections import SectionsList, arranged
from tests.desktop.ui.hands import ALT, LEFT, NONE, Key


def listed(dialog: ExportDialog) -> SectionsList:
    dialog.show()
    dialog.form.sections.setFocus()
    return dialog.form.sections


def place(sections: SectionsList, row: int) -> QPoint:
    return sections.visualItemRect(sections.item(row)).center()


def test_space_takes_a_section_out_and_back(dialog: ExportDialog) -> None:
    sections = listed(dialog)
    sections.setCurrentRow(1)
    QTest.keyClick(sections, Key.Key_Space)
    assert SectionName.LEGEND not in sections.chosen
    QTest.keyClick(sections, Key.Key_Space)
    assert sections.chosen == DEFAULT_SECTIONS


def test_alt_with_an_arrow_key_moves_a_section_and_keeps_it_current(dialog: ExportDialog) -> None:
    sections = listed(dialog)
    sections.setCurrentRow(2)
    QTest.keyClick(sections, Key.Key_Down, ALT)
    assert sections.chosen[2:4] == (SectionName.QUOTES, SectionName.CLAIMS)
    assert sections.currentRow() == 3
    QTest.keyClick(sections, Key.Key_Up, ALT)
    assert sections.chosen == DEFAULT_SECTIONS
    sections.setCurrentRow(0)
    changed = QSignalSpy(sections.changed)
    QTest.keyClick(sections, Key.Key_Up, ALT)
    assert changed.count() == 0


def test_a_section_is_dragged_to_another_place_and_stays_ticked(dialog: ExportDialog) -> None:
    sections = listed(dialog)
    view = sections.viewport()
    QTest.mousePress(view, LEFT, NONE, place(sections, 2))
    for row in (3, 4, 5):
        QTest.mouseMove(view, place(sections, row))
    QTest.mouseRelease(view, LEFT, NONE, place(sections, 5))
    assert sections.chosen[2:6] == (
        SectionName.QUOTES,
        SectionName.OPINIONS,
        SectionName.CONTEXT,
        SectionName.CLAIMS,
    )
    assert sections.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_click_ticks_and_is_told_once(dialog: ExportDialog) -> None:
    sections = listed(dialog)
    changed = QSignalSpy(sections.changed)
    QTest.mouseClick(sections.viewport(), LEFT, NONE, place(sections, 0))
    assert SectionName.CONTENTS not in sections.chosen
    assert changed.count() == 1


def test_counts_follow_the_passages_left_out(dialog: ExportDialog) -> None:
    sections = listed(dialog)

    def heard(name: SectionName) -> str:
        row = arranged(DEFAULT_SECTIONS).index(name)
        return sections.item(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)

    assert heard(SectionName.CLAIMS) == "2"
    dialog.form.passages.none.click()
    assert heard(SectionName.CLAIMS) == "none"


def test_sections_nobody_chose_stand_behind_their_usual_neighbours() -> None:
    chosen = (SectionName.SOURCES, SectionName.CLAIMS)
    rows = arranged(chosen)
    assert [name for name in rows if name in chosen] == list(chosen)
    assert set(rows) == set(SectionName)
    assert rows.index(SectionName.QUOTES) == rows.index(SectionName.CLAIMS) + 1

"""Dates of an article are typed in any form, and what is wrong with one stands at its field."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop.model.source import Front
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.dialogs.fields import DateField
from desktop.ui.window.main_window import MainWindow
from resources.palette import Theme as ThemeName
from resources.palette import contrast, roles
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.dialogs.small_screens import every_dialog
from tests.desktop.ui.hands import Hands


def details(window: MainWindow, front: Front | None = None) -> DetailsDialog:
    article = replace(source(*HARBOUR), front=front or Front())
    dialog = DetailsDialog(window.theme, article, None, window)
    dialog.show()
    QApplication.processEvents()
    return dialog


def write(dialog: DetailsDialog, field: QLineEdit, words: str) -> None:
    """Type over what stands in a field."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, words)
    QApplication.processEvents()


def test_it_says_what_an_untitled_article_is_called_and_names_its_file(window: MainWindow) -> None:
    dialog = details(window)
    called = source(*HARBOUR).title
    assert dialog.title.placeholderText() == f"None: “{called}” is shown"
    assert dialog.file.isVisible()
    assert dialog.file.text() == f"File: {source(*HARBOUR).name}"
    titled = details(window, Front(title="The lease"))
    assert titled.title.placeholderText() == dialog.title.placeholderText()


@pytest.mark.parametrize(
    ("typed", "date", "remark"),
    [
        ("12 November 2026", "2026-11-12", "12 November 2026"),
        ("Thu, Nov 12, 2026", "2026-11-12", "12 November 2026"),
        ("12.11.2026", "2026-11-12", "12 November 2026"),
        ("2026-11-12", "2026-11-12", ""),
        ("Nov 2026", "2026-11", "2026-11"),
        ("2026", "2026", ""),
        ("", "", ""),
    ],
)
def test_a_date_is_taken_in_any_form_and_said_as_it_is_read(
    window: MainWindow, typed: str, date: str, remark: str
) -> None:
    dialog = details(window)
    for field in (dialog.published, dialog.retrieved):
        write(dialog, field, typed)
        assert (field.date, field.remark.text()) == (date, remark)
        assert field.remark.isVisible() == bool(remark)
    assert dialog.ok.isEnabled()
    assert (dialog.front().published, dialog.front().retrieved) == (date, date)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("12 November", "Not a date. Write it like 2026-11-12 or 12 November 2026."),
        ("31 April 2026", "Not a date. Write it like 2026-11-12 or 12 November 2026."),
        ("12/1/2026", "Write the month as a word: 12/1/2026 is read in two ways."),
    ],
)
def test_an_error_stands_below_its_own_field(
    window: MainWindow, theme: ThemeName, typed: str, remark: str
) -> None:
    window.theme.choose(theme)
    dialog = details(window)
    write(dialog, dialog.retrieved, typed)
    assert dialog.retrieved.remark.text() == dialog.retrieved.accessibleDescription() == remark
    assert dialog.published.remark.text() == ""
    assert not dialog.ok.isEnabled()
    below = dialog.retrieved.remark.mapTo(dialog, dialog.retrieved.remark.rect().topLeft())
    field = dialog.retrieved.mapTo(dialog, dialog.retrieved.rect().bottomLeft())
    assert below.x() == field.x()
    assert 0 < below.y() - field.y() < 12
    assert edge(dialog.retrieved) == roles(theme).danger
    assert edge(dialog.published) == roles(theme).ink3
    write(dialog, dialog.retrieved, "2026-01-12")
    assert dialog.ok.isEnabled()
    assert edge(dialog.retrieved) != roles(theme).danger


def edge(field: DateField) -> str:
    """The colour of the frame of a field that has not the focus."""
    field.clearFocus()
    image = field.grab().toImage()
    return image.pixelColor(image.width() // 2, 0).name().upper()


def test_a_date_that_was_there_is_kept_as_it_is_while_nobody_changes_it(window: MainWindow) -> None:
    front = Front(published="circa 1998", retrieved="2026-11-12T10:00:00Z")
    dialog = details(window, front)
    write(dialog, dialog.title, "A title")
    assert dialog.ok.isEnabled()
    assert dialog.front() == replace(front, title="A title")
    write(dialog, dialog.published, "circa 1999")
    assert not dialog.ok.isEnabled()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_placeholder_looks_like_entered_text(
    hands: Hands, tmp_path: Path, theme: ThemeName
) -> None:
    window = hands.window
    window.theme.choose(theme)
    hands.open(session(source(*HARBOUR)), tmp_path)
    hands.reader.setFocus()
    hands.tag("harbour pilots")
    window.searching.open()
    parts = [window, *(make() for make in every_dialog(window).values())]
    QApplication.processEvents()
    seen: set[str] = set()
    for part in parts:
        for field in (*part.findChildren(QLineEdit), *part.findChildren(QPlainTextEdit)):
            if field.placeholderText():
                seen.add(field.placeholderText())
                palette = field.palette()
                given = palette.placeholderText().color().name()
                entered = palette.text().color().name()
                assert given.upper() == roles(theme).faint, field.placeholderText()
                assert contrast(entered, given) > 2.5
    assert {"Who says it", "Add a note", "Find in the article", "Add labels"} & seen
    assert len(seen) > 8

"""The window without a mouse, and as those hear it who do not see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QScrollArea, QWidget

from desktop.model.annotation import Speaker
from desktop.settings import Settings
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.dialogs.help import show_about, show_keys
from desktop.ui.dialogs.preferences import PreferencesDialog
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.window.main_window import MainWindow
from desktop.ui.window.tabbing import tab_stops
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import ALT, CTRL, NONE, SHIFT, Hands, Key

NOTHING_SAID = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane}
TAB = Qt.FocusPolicy.TabFocus


@pytest.fixture
def working(hands: Hands, tmp_path: Path) -> Hands:
    """Everything is on the screen: two articles, a current passage, the find bar, a notice."""
    one, two = source(*HARBOUR), source("The quay.", id_="urn:uuid:2", name="b.txt")
    held = [passage(one, "harbour pilots"), passage(one, "pilots of Halvec", number=2, tag="quote")]
    hands.open(session(one, two, passages=held), tmp_path)
    hands.choose_row(0)
    hands.window.notice.show_notice("Something to know.", (("Do it", lambda: None),))
    hands.reader.setFocus()
    hands.press(Key.Key_F, CTRL)
    hands.type("the")
    QApplication.processEvents()
    hands.reader.setFocus()
    return hands


def focusable(root: QWidget) -> list[QWidget]:
    found = [one for one in root.findChildren(QWidget) if one.window() is root]
    return [one for one in found if one.isVisible() and one.focusPolicy() & TAB]


def unsaid(root: QWidget) -> list[str]:
    """Controls for which a screen reader would have no name or no kind."""
    silent: list[str] = []
    for one in focusable(root):
        heard = QAccessible.queryAccessibleInterface(one)
        # For Qt, what only scrolls is a client area like any other.
        of_no_kind = heard.role() in NOTHING_SAID and not isinstance(one, QScrollArea)
        if of_no_kind or not heard.text(QAccessible.Text.Name).strip():
            silent.append(f"{type(one).__name__} {one.objectName()} {heard.role()}")
    return silent


def walk(key: Qt.Key, extra: Qt.KeyboardModifier, most: int = 80) -> list[QWidget]:
    """What has the focus, Tab by Tab, until it is back where it began."""
    first = QApplication.focusWidget()
    seen: list[QWidget] = []
    for _ in range(most):
        at = QApplication.focusWidget()
        assert at is not None
        seen.append(at)
        QTest.keyClick(at, key, extra)
        QApplication.processEvents()
        if QApplication.focusWidget() is first:
            return seen
    raise AssertionError(f"Tab never came back: {seen}")


def enabled_stops(root: QWidget) -> set[QWidget]:
    """What has to be reached, where one choice of several stands for all of them."""
    return {one for one in focusable(root) if one.isEnabled() and list(tab_stops(one)) == [one]}


def test_every_control_has_a_name_and_a_kind(working: Hands) -> None:
    assert len(focusable(working.window)) > 25
    assert unsaid(working.window) == []


def test_every_control_of_the_first_page_has_a_name_and_a_kind(window: MainWindow) -> None:
    window.welcome.show_recent(("a.brief.json",))
    QApplication.processEvents()
    assert focusable(window)
    assert unsaid(window) == []


def test_tab_reaches_every_control_and_comes_back(working: Hands) -> None:
    seen = walk(Key.Key_Tab, NONE)
    assert set(seen) == enabled_stops(working.window)
    assert len(seen) == len(set(seen))


def test_shift_tab_goes_the_same_way_back(working: Hands) -> None:
    there = walk(Key.Key_Tab, NONE)
    back = walk(Key.Key_Backtab, SHIFT)
    assert back == [there[0], *reversed(there[1:])]


def test_tab_goes_from_the_top_through_left_and_middle_to_the_right(working: Hands) -> None:
    window = working.window
    window.top.find_button.setFocus()
    seen = walk(Key.Key_Tab, NONE)
    parts = (window.top, window.left, window.notice, window.find_bar, window.stack, window.right)
    order = [
        next(n for n, part in enumerate(parts) if part.isAncestorOf(stop))
        for stop in seen
        if stop is not seen[-1]
    ]
    assert order == sorted(order)
    assert set(order) == set(range(len(parts)))


def test_tab_goes_through_the_first_page(window: MainWindow) -> None:
    window.welcome.show_recent(("a.brief.json",))
    window.welcome.rows[0].setFocus()
    QApplication.processEvents()
    assert set(walk(Key.Key_Tab, NONE)) == enabled_stops(window)


@pytest.fixture
def dialogs(working: Hands) -> Iterator[list[QDialog]]:
    """Every dialog that has fields."""
    window = working.window
    found: list[QDialog] = [
        DetailsDialog(window.theme, working.source, None, window),
        PreferencesDialog(window.theme, Settings(), window),
        ExportDialog(window.theme, window.workspace.session, "t", Settings(), window),
    ]
    yield found
    for one in found:
        one.close()


def test_dialogs_have_names_for_all_controls_and_tab_reaches_them(dialogs: list[QDialog]) -> None:
    for dialog in dialogs:
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        assert unsaid(dialog) == []
        reached = set(walk(Key.Key_Tab, NONE))
        assert reached >= enabled_stops(dialog)
        assert dialog.windowTitle()
        dialog.close()


def test_help_has_names_for_all_controls(working: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def look(dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        seen.append(dialog.windowTitle())
        assert unsaid(dialog) == []
        dialog.close()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    monkeypatch.setattr(QMessageBox, "exec", look)
    show_keys(working.window, working.window.theme, {})
    show_about(working.window, working.window.theme)
    assert seen == ["Keys and gestures", "About Brieflight"]


def titles(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menus.bar.actions()]


def test_every_menu_has_a_letter_of_its_own(working: Hands) -> None:
    found = titles(working.window)
    letters = [title[title.index("&") + 1].lower() for title in found]
    assert len(letters) == len(set(letters)) == 6
    taken = {
        key.toString()[-1].lower()
        for action in working.window.menus.actions.values()
        for key in action.shortcuts()
        if key.toString().startswith("Alt+") and len(key.toString()) == 5
    }
    assert not taken & set(letters)


@pytest.mark.parametrize("place", range(5))
def test_alt_and_its_letter_open_a_menu(working: Hands, place: int) -> None:
    title = titles(working.window)[place]
    letter = Qt.Key(ord(title[title.index("&") + 1].upper()))
    working.press(letter, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title() == title
    working.press(Key.Key_Escape, on=menu)
    assert not menu.isVisible()


def test_alt_alone_goes_to_the_menus_and_back(working: Hands) -> None:
    bar = working.window.menus.bar
    for has_focus in (True, False):
        QTest.keyPress(QApplication.focusWidget() or bar, Key.Key_Alt, ALT)
        QTest.keyRelease(QApplication.focusWidget() or bar, Key.Key_Alt, NONE)
        QApplication.processEvents()
        assert bar.hasFocus() is has_focus
    assert working.reader.hasFocus()


def test_letters_of_menus_are_underlined_once_alt_was_pressed(working: Hands) -> None:
    bar = working.window.menus.bar
    before = bar.grab().toImage()
    bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
    QApplication.processEvents()
    assert bar.grab().toImage() != before


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told, as Qt passes it on."""
    told: list[str] = []

    class Listening:
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            told.append(event.message())

    monkeypatch.setattr(QtGui, "QAccessible", Listening)
    return told


def test_the_passage_under_the_caret_is_announced(
    hands: Hands, tmp_path: Path, heard: list[str]
) -> None:
    article = source("The harbour pilots of Halvec")
    hands.open(session(article, passages=[passage(article, "pilots", tag="quote")]), tmp_path)
    held = hands.passages[0]
    hands.window.workspace.set_speaker(held.id, Speaker("Neda Tarvell"))
    hands.reader.setFocus()
    for _ in range(len("The harbour p")):
        hands.press(Key.Key_Right)
    assert heard == ["Set the speaker, ¶1", "Quote, Neda Tarvell"]
    for _ in range(len("ilots of")):
        hands.press(Key.Key_Right)
    assert len(heard) == 2


def test_hits_and_remarks_are_announced(working: Hands, heard: list[str]) -> None:
    working.press(Key.Key_F, CTRL)
    working.press(Key.Key_Return)
    working.press(Key.Key_Escape)
    working.window.status.say("Something is done.")
    assert heard[-2:] == ["3 of 4", "Something is done."]


def test_every_control_shows_where_the_keys_are(working: Hands) -> None:
    window = working.window
    working.reader.clear_selection()
    working.press(Key.Key_F, CTRL | SHIFT)
    working.type("tag:quote")
    for stop in walk(Key.Key_Tab, NONE)[1:]:
        bare = window.grab().toImage()
        working.press(Key.Key_Tab)
        assert stop.hasFocus()
        place = QRect(stop.mapTo(window, QPoint()), stop.size())
        shown = window.grab().toImage()
        assert shown.copy(place) != bare.copy(place), (
            f"{type(stop).__name__} {stop.accessibleName()}"
        )

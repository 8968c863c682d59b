"""The window as a whole: menus and keys, panes and sizes, and what can be heard of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QMenuBar,
    QWidget,
)

from desktop.model.annotation import Speaker
from desktop.model.source import BlockKind, Front, FrontMatter
from desktop.settings import Settings
from desktop.ui.dialogs.details import DetailsDialog
from desktop.ui.dialogs.preferences import PreferencesDialog
from desktop.ui.exporting.dialog import ExportDialog
from desktop.ui.window.main_window import MainWindow
from resources.palette import roles
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import CTRL, NONE, SHIFT, Hands, Key


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """One passage, and it is the current one."""
    article = source(*HARBOUR)
    hands.open(session(article, passages=[passage(article, "pilots")]), tmp_path)
    hands.choose_row(0)
    hands.reader.setFocus()
    return hands


def buttons_of(part: QWidget) -> list[QAbstractButton]:
    return part.findChildren(QAbstractButton)


def in_menus(window: MainWindow) -> list[QAction]:
    found: list[QAction] = []
    waiting = list(window.findChildren(QMenuBar)[0].actions())
    while waiting:
        action = waiting.pop()
        menu = action.menu()
        found.append(action)
        if isinstance(menu, QMenu):
            waiting.extend(menu.actions())
    return found


def silent(root: QWidget) -> list[str]:
    """Widgets that take the focus and have nothing a screen reader could say."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in root.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and (one.text() or one.toolTip()))
    ]


def test_every_action_with_a_key_is_in_a_menu(reading: Hands) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = in_menus(reading.window)
    keyed = [one for one in reading.window.findChildren(QAction) if one.shortcuts()]
    assert len(keyed) > 30
    assert [one.text() for one in keyed if one not in shown] == []


def test_no_key_means_two_things(reading: Hands) -> None:
    keys = [key.toString() for action in in_menus(reading.window) for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_no_key_means_two_things_after_another_session_is_opened(
    reading: Hands, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        reading.open(session(source(*HARBOUR)), tmp_path, f"{name}.brief.json")
    for place in (reading.reader, reading.window.passages):
        keys = [key.toString() for one in place.actions() for key in one.shortcuts()]
        assert sorted(keys) == sorted(set(keys))


def test_everything_that_takes_the_focus_has_a_name(reading: Hands) -> None:
    reading.window.notice.show_notice("Something", (("Do it", lambda: None),))
    assert silent(reading.window) == []


def test_the_first_page_has_names_too(window: MainWindow) -> None:
    window.welcome.show_recent(("a.brief.json",))
    QApplication.processEvents()
    assert silent(window) == []


def test_the_dialogs_have_names_for_all_their_fields(reading: Hands) -> None:
    window = reading.window
    dialogs = (
        DetailsDialog(window.theme, reading.source, None, window),
        PreferencesDialog(window.theme, Settings(), window),
        ExportDialog(window.theme, window.workspace.session, "t", Settings(), window),
    )
    for dialog in dialogs:
        dialog.show()
        QApplication.processEvents()
        assert silent(dialog) == []
        dialog.close()


def test_words_from_articles_are_never_taken_for_markup(hands: Hands, tmp_path: Path) -> None:
    evil = "<img src='x'><b>bold</b>"
    article = source(evil, name=evil)
    hands.open(session(article, passages=[passage(article, "bold")]), tmp_path)
    hands.choose_row(0)
    hands.window.workspace.set_speaker(hands.passages[0].id, Speaker(evil))
    hands.window.workspace.rename(evil)
    hands.window.notice.show_notice(evil)
    for label in hands.window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or "<" not in label.text()
    row = hands.window.sources.list.item(0)
    tips = [row.toolTip(), *(one.toolTip() for one in hands.window.findChildren(QWidget))]
    assert not any("<b>" in one or "<img" in one for one in tips)
    assert "&lt;b&gt;" in row.toolTip()


def test_f6_goes_round_the_panes(reading: Hands) -> None:
    window = reading.window
    seen: list[QWidget | None] = []
    for _ in range(4):
        reading.press(Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [window.passages, window.inspector.note, window.sources.list, window.reader]


def test_tab_leads_from_the_list_through_the_current_passage(reading: Hands) -> None:
    window = reading.window
    reading.choose_row(0)
    window.passages.setFocus()
    passed: list[QWidget | None] = []
    while window.inspector.note not in passed and len(passed) < 20:
        reading.press(Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert window.inspector.speaker in passed
    assert passed[-1] is window.inspector.note
    assert all(one is not None and window.inspector.isAncestorOf(one) for one in passed)


def test_the_sides_come_and_go_with_their_keys(reading: Hands) -> None:
    window = reading.window
    for shift, side in ((SHIFT, window.left), (NONE, window.right)):
        reading.press(Key.Key_F9, shift, on=window.reader)
        assert not side.isVisible()
        reading.press(Key.Key_F9, shift, on=window.reader)
        assert side.isVisible()


@pytest.mark.parametrize(
    ("width", "left", "right"), [(1440, True, True), (1024, False, True), (700, False, False)]
)
def test_a_narrow_window_gives_its_room_to_the_text(
    reading: Hands, width: int, left: bool, right: bool
) -> None:
    reading.window.resize(width, 700)
    QApplication.processEvents()
    assert reading.window.width() == width
    assert (reading.window.left.isVisible(), reading.window.right.isVisible()) == (left, right)


def test_a_change_of_theme_reaches_every_part(reading: Hands) -> None:
    window = reading.window
    for name in ("dark", "light"):
        window.theme.choose(name)
        QApplication.processEvents()
        parts = ((window.left, "chrome"), (window.status, "chrome"), (window.top, "chrome"))
        for part, role in parts:
            image = part.grab().toImage()
            found = image.pixelColor(3, image.height() - 4).name().upper()
            assert found == getattr(roles(name), role)
        base = QGuiApplication.palette().color(QGuiApplication.palette().ColorRole.WindowText)
        assert base.name().upper() == roles(name).ink


def test_the_menu_of_themes_changes_the_theme(reading: Hands) -> None:
    dark = next(one for one in in_menus(reading.window) if one.text() == "Dark")
    dark.trigger()
    assert reading.window.theme.name == "dark"
    assert dark.isChecked()


def test_the_menu_of_themes_marks_the_one_that_is_chosen(reading: Hands) -> None:
    dark = next(one for one in in_menus(reading.window) if one.text() == "Dark")
    menu = next(one for one in reading.window.findChildren(QMenu) if dark in one.actions())
    for choice in ("dark", "light", "system"):
        reading.window.theme.choose(choice)
        menu.aboutToShow.emit()
        assert [one.data() for one in menu.actions() if one.isChecked()] == [choice]


@pytest.mark.parametrize(
    ("keys", "zoom"), [((Key.Key_Plus,), 1.1), ((Key.Key_Minus,), 0.9), ((Key.Key_Equal,), 1.1)]
)
def test_zoom_is_told_in_the_status_row(reading: Hands, keys: tuple[Key, ...], zoom: float) -> None:
    for key in keys:
        reading.press(key, CTRL)
    assert reading.window.status.zoom.text() == f"{round(zoom * 100)} %"
    reading.press(Key.Key_0, CTRL)
    assert reading.window.status.zoom.text() == "100 %"


def test_the_title_tells_whether_there_is_something_to_save(reading: Hands) -> None:
    window = reading.window
    assert not window.isWindowModified()
    reading.tag("Monday")
    assert window.isWindowModified()
    reading.press(Key.Key_S, CTRL)
    assert not window.isWindowModified()


def test_a_session_without_a_title_is_called_by_its_article_and_the_tip_names_its_file(
    reading: Hands,
) -> None:
    window, workspace = reading.window, reading.window.workspace
    title = next(iter(workspace.session.sources.values())).title
    assert window.windowTitle() == f"{title}[*] – Brieflight"
    tips = [label.toolTip() for label in window.top.findChildren(QLabel) if label.toolTip()]
    assert tips == [f"{title}\nwork.brief.json"]


@pytest.mark.parametrize(
    ("title", "whole"), [("Halvec lease", True), ("A long title " * 20, False)]
)
def test_a_title_too_long_for_the_window_ends_in_an_ellipsis(
    reading: Hands, title: str, whole: bool
) -> None:
    reading.window.resize(800, 600)
    reading.window.workspace.rename(title)
    shown = [one.text() for one in reading.window.top.findChildren(QLabel)]
    assert (title in shown) is whole
    assert any(one.endswith("…") for one in shown) is not whole


def test_a_session_of_several_articles_shows_one_at_a_time(hands: Hands, tmp_path: Path) -> None:
    one, two = source("First words."), source("Second words.", id_="urn:uuid:2", name="b.txt")
    held = [passage(one, "First", number=1), passage(two, "Second", number=2)]
    window = hands.window
    window.head.scope_chosen.emit("article")
    hands.open(session(one, two, passages=held), tmp_path)
    assert hands.tagged() == [("claim", "First")]
    window.sources.list.setFocus()
    hands.press(Key.Key_Down)
    assert hands.source == two
    assert hands.tagged() == [("claim", "Second")]
    assert window.head.count.text() == "1"
    assert hands.reader.document().toPlainText() == "Second words."
    hands.reader.setFocus()
    hands.tag("words")
    assert len(window.workspace.passages(one.id)) == 1


def test_the_buttons_for_undo_and_redo_say_which_step_they_take(reading: Hands) -> None:
    undo, redo = (
        next(one for one in buttons_of(reading.window.top) if one.accessibleName() == name)
        for name in ("Undo", "Redo")
    )
    assert not undo.isEnabled()
    reading.tag("quay")
    assert undo.toolTip() == "Undo tag as claim (Ctrl+Z)"
    reading.push(undo)
    assert reading.tagged() == [("claim", "pilots")]
    assert not undo.isEnabled()
    assert redo.accessibleName() == "Redo tag as claim"
    reading.push(redo)
    assert reading.tagged() == [("claim", "pilots"), ("claim", "quay")]


def test_undo_in_another_article_goes_there(hands: Hands, tmp_path: Path) -> None:
    one, two = source("First words."), source("Second words.", id_="urn:uuid:2", name="b.txt")
    hands.open(session(one, two), tmp_path)
    hands.tag("First")
    hands.window.workspace.show_source(two.id)
    hands.press(Key.Key_Z, CTRL)
    assert hands.source == one
    assert hands.tagged() == []
    assert hands.window.workspace.passages(one.id) == []


def test_front_matter_that_was_found_can_be_set_apart(hands: Hands, tmp_path: Path) -> None:
    article = source("12 November 2026, Ada. Then the story.")
    hands.open(session(article), tmp_path)
    found = FrontMatter(((0, 22),), Front(author="Ada", published="2026-11-12"))
    hands.window.workspace.front_matter_found.emit(article.id, found)
    notice = hands.window.notice
    assert notice.isVisible()
    assert "12 November 2026, Ada" in notice.words.text()
    buttons = {one.text(): one for one in notice.findChildren(QAbstractButton) if one.isVisible()}
    hands.push(buttons["Set apart"])
    assert not notice.isVisible()
    assert [block.kind for block in hands.source.blocks] == [
        BlockKind.FRONT_MATTER,
        BlockKind.PARAGRAPH,
    ]
    assert hands.source.front.author == "Ada"
    hands.press(Key.Key_Z, CTRL, on=hands.reader)
    assert [block.kind for block in hands.source.blocks] == [BlockKind.PARAGRAPH]


def test_a_row_and_its_passage_are_hovered_together(hands: Hands, tmp_path: Path) -> None:
    article, other = source(*HARBOUR), source("The quay.", id_="urn:uuid:2", name="b.txt")
    here, there = passage(article, "pilots"), passage(other, "quay", number=2)
    hands.open(session(article, other, passages=[here, there]), tmp_path)
    window = hands.window
    window.reader.hovered.emit(here.id)
    assert window.passages.rows.hovered == here.id
    window.passages.hovered.emit(here.id)
    assert window.reader.hovered_passage == here.id
    window.passages.hovered.emit(there.id)  # of an article that is not the one shown
    assert window.reader.hovered_passage is None


def test_after_a_row_is_deleted_the_next_one_is_current(hands: Hands, tmp_path: Path) -> None:
    article = source(*HARBOUR)
    held = [passage(article, w, number=n) for n, w in enumerate(("pilots", "crane", "quay"), 1)]
    hands.open(session(article, passages=held), tmp_path)
    hands.choose_row(1)
    hands.window.passages.setFocus()
    hands.press(Key.Key_Delete)
    assert hands.current == "quay"
    hands.press(Key.Key_Delete)
    assert hands.current == "pilots"
    hands.press(Key.Key_Delete)
    assert hands.passages == []


def test_the_list_takes_the_room_that_the_inspector_leaves(reading: Hands) -> None:
    reading.choose_row(0)
    QApplication.processEvents()
    window = reading.window
    assert window.inspector.height() == window.inspector.sizeHint().height()
    assert window.panel.height() > window.inspector.height()

"""Qt's own file dialog, where the desktop has none: in the house style, with sensible places."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QListView,
    QToolButton,
    QTreeView,
)

from desktop.ui.dialogs.base import FRAME
from desktop.ui.dialogs.file_dialog import places
from desktop.ui.look.style import is_primary
from desktop.ui.rehearsal.hands import in_dialogs
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import Hands


def file_dialog(dialog: QDialog) -> QFileDialog:
    assert isinstance(dialog, QFileDialog)
    return dialog


def test_it_has_the_sizes_the_buttons_and_the_icons_of_the_house(window: MainWindow) -> None:
    def look(shown: QDialog) -> None:
        dialog = file_dialog(shown)
        room = dialog.screen().availableGeometry().size().shrunkBy(FRAME)
        assert dialog.size().boundedTo(room) == dialog.size()
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        main = [one for one in box.buttons() if is_primary(one)]
        assert [box.buttonRole(one) for one in main] == [QDialogButtonBox.ButtonRole.AcceptRole]
        assert all(one.icon().isNull() and one.height() == 32 for one in box.buttons())
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        assert field.height() == 32
        shown_tools = [one for one in dialog.findChildren(QToolButton) if one.isVisible()]
        names = [one.accessibleName() for one in shown_tools if one.accessibleName()]
        assert sorted(names) == ["Back", "Folder above", "Forward", "New folder"]
        dialog.reject()

    in_dialogs(window.filing.open, look)


def test_the_formats_are_named_and_the_types_of_the_system_are_not(window: MainWindow) -> None:
    def look(shown: QDialog) -> None:
        dialog = file_dialog(shown)
        named = [one.split(" (")[0] for one in dialog.nameFilters()]
        assert named == [
            *("Articles and sessions", "Brieflight sessions", "Plain text", "Markdown"),
            "All files",
        ]
        tree = dialog.findChild(QTreeView, "treeView")
        assert tree is not None
        assert [tree.isColumnHidden(column) for column in range(4)] == [False, False, True, False]
        dialog.reject()

    in_dialogs(window.filing.open, look)


def test_it_opens_in_the_folder_used_last_and_offers_those_of_recent_sessions(
    hands: Hands, tmp_path: Path
) -> None:
    used, other = tmp_path / "used", tmp_path / "other"
    for folder in (used, other):
        folder.mkdir()
        hands.open(session(source(*HARBOUR)), folder)
    hands.window.filing.open_path(used / "work.brief.json")

    def look(shown: QDialog) -> None:
        dialog = file_dialog(shown)
        assert Path(dialog.directory().absolutePath()) == used
        offered = [Path(url.toLocalFile()) for url in dialog.sidebarUrls()]
        assert {used, other} <= set(offered)
        assert dialog.findChild(QListView, "sidebar") is not None
        dialog.reject()

    in_dialogs(hands.window.filing.open, look)


def test_places_are_folders_that_are_there_and_each_once(tmp_path: Path) -> None:
    here = tmp_path / "a.brief.json"
    found = places([str(here), str(tmp_path / "b.brief.json"), "/nowhere/at/all/c.brief.json"])
    assert found.count(tmp_path) == 1
    assert all(one.is_dir() for one in found)
    assert len(found) == len(set(found))


def test_other_dialogs_are_left_alone(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: ("", ""))
    window.filing.open()
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    assert not [one for one in box.buttons() if is_primary(one)]
    dialog.close()

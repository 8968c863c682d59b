"""On the first page whatever can be pressed does something."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
)

from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.hands import Hands, wait_for


class Effects:
    """What an act led to: dialogs that were shown, words in the status row, another theme…"""

    def __init__(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self._window = window
        self._shown: list[str] = []

        def meet(dialog: QDialog) -> int:
            self._shown.append(dialog.windowTitle())
            return 0

        for kind in (QDialog, QMessageBox):
            monkeypatch.setattr(kind, "exec", meet)
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self._ask)

    def of(self, act: QAction) -> bool:
        """Whether triggering an action changes anything that somebody sees."""
        before = self._state()
        act.trigger()
        QApplication.processEvents()
        return self._state() != before

    def _state(self) -> tuple[object, ...]:
        window = self._window
        return (
            tuple(self._shown),
            window.status.remark.text(),
            window.theme.choice,
            window.isVisible(),
            window.stack.currentWidget(),
            len(window.workspace.session.sources),
        )

    def _ask(self, _window: object, title: str, *_rest: object) -> tuple[str, str]:
        self._shown.append(title)
        return "", ""


def everything(menu: QMenu) -> Iterator[QAction]:
    """The actions of a menu and of the menus in it, except what stands for a choice that stands."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        inside = action.menu()
        if isinstance(inside, QMenu):
            if action.isEnabled():
                yield from everything(inside)
        elif not action.isSeparator() and not (action.actionGroup() and action.isChecked()):
            yield action


def offered(window: MainWindow) -> list[QAction]:
    """Every action that can be triggered, from the menus or by a key alone."""
    found: dict[QAction, None] = {}
    for title in window.menus.bar.actions():
        menu = title.menu()
        assert isinstance(menu, QMenu)
        found.update(dict.fromkeys(everything(menu)))
    found.update(dict.fromkeys(window.actions()))
    found.update(dict.fromkeys(window.reader.actions()))
    found.update(dict.fromkeys(window.passages.actions()))
    return [one for one in found if one.isEnabled()]


def test_every_action_that_is_enabled_on_the_first_page_does_something(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    effects = Effects(window, monkeypatch)
    names = [action.objectName() or action.text() for action in offered(window)]
    assert names == [
        *("open", "add", "paste", "preferences", "traces", "quit"),
        *("As the system", "Dark", "keys", "change_keys", "about"),
    ]
    quitting_last = sorted(offered(window), key=lambda one: one.objectName() == "quit")
    assert [one.objectName() or one.text() for one in quitting_last if not effects.of(one)] == []


def test_no_tool_of_an_article_is_there_without_one(window: MainWindow) -> None:
    tools = [window.top.find_button, window.top.export_button, window.status.zoom]
    assert not [one for one in tools if one.isVisible()]
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    assert {one for one in buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus} == set(
        window.welcome.rows
    )


def test_with_an_article_everything_is_there_and_without_one_again_it_is_not(
    hands: Hands, tmp_path: Path
) -> None:
    window, article = hands.window, source(*HARBOUR)
    before = {action.objectName() for action in offered(window)}
    hands.open(session(article, passages=[passage(article, "harbour pilots")]), tmp_path)
    resting = [name for name, one in window.actions_by_name.items() if not one.isEnabled()]
    assert sorted(resting) == ["redo", "undo"]
    assert "Tag as Claim" in [action.text() for action in offered(window)]
    wait_for(window.workspace.opened, window.actions_by_name["new"].trigger)
    assert {action.objectName() for action in offered(window)} == before

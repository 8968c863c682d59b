"""Somebody who has no mouse: every key goes to the window of the platform, as a keyboard's would.

Nothing is clicked, nothing is given the focus, no field is filled but by keys. Popups, dialogs and
whatever has the focus take the keys for themselves.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.ui.rehearsal.hands import GaveUp, in_dialogs
from desktop.ui.window.main_window import MainWindow
from tests.journey.eyes import Eyes, holds, same

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
FIRST_DIGIT = 10
"""Scan code of the key left of the others in the row of digits, on X11."""
_MOST_STOPS = 80


class Keyboard:
    """Two hands on a keyboard, and eyes on the window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.eyes = Eyes(window)

    # Keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """A key, once or several times."""
        for _time in range(times):
            QTest.keyClick(self._platform_window(), key, modifiers)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Characters, one after the other."""
        for character in text:
            known = character.isascii()
            key = QTest.asciiToKey(ord(character)) if known else Key.Key_unknown
            window, action = self._platform_window(), QTest.KeyAction.Click
            QTest.sendKeyEvent(action, window, key, character, NONE)
            QApplication.processEvents()

    def type_over(self, text: str) -> None:
        """Characters in place of those of the field."""
        self.press(Key.Key_A, CTRL)
        self.type(text)

    def press_place(
        self, code: int, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        """The key with this scan code, on a keyboard where it has that meaning."""
        window = self._platform_window()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, modifiers, code, 0, 0, text)
            QApplication.sendEvent(window, event)
        QApplication.processEvents()

    def undo(self) -> None:
        """One step back."""
        self.press(Key.Key_Z, CTRL)

    def redo(self) -> None:
        """One step on."""
        self.press(Key.Key_Y, CTRL)

    def in_one_step(self, act: Callable[[], object]) -> None:
        """An act that changes the session: one undo takes it back, one redo brings it again.

        Both are seen in the session, in the list, and in the counts at the left.
        """
        stack, eyes = self.window.workspace.undo_stack, self.eyes
        before, steps = (eyes.state, eyes.rows(), eyes.tag_counts()), stack.index()
        act()
        after = eyes.state, eyes.rows(), eyes.tag_counts()
        same("steps of undo", stack.index() - steps, 1)
        holds("something is changed", before[0] != after[0])
        self.undo()
        same("the session after undo", eyes.state, before[0])
        same("the list after undo", (eyes.rows(), eyes.tag_counts()), before[1:])
        self.redo()
        same("the session after redo", eyes.state, after[0])
        same("the list after redo", (eyes.rows(), eyes.tag_counts()), after[1:])

    @staticmethod
    def settle() -> None:
        """Let the window do what it put off to the next turn of its loop."""
        QTest.qWait(0)
        QApplication.processEvents()

    # Ways

    def go_to(self, words: str) -> None:
        """Find words and leave the find bar: they are selected then."""
        self.press(Key.Key_F, CTRL)
        self.type(words)
        holds(f"{words!r} is found", " of " in self.window.find_bar.count.text())
        self.press(Key.Key_Escape)
        holds(f"{words!r} is selected", self.eyes.selected_words())

    def choose(self, words: str) -> None:
        """Make the passage at these words the current one."""
        self.go_to(words)
        self.press(Key.Key_Left)
        holds(f"a passage at {words!r} is the current one", self.window.workspace.current)

    def tab_to(self, wanted: Callable[[QWidget], bool], backwards: bool = False) -> None:
        """Press Tab until the focus is where it should be."""
        self._platform_window()
        for _step in range(_MOST_STOPS):
            if wanted(self.eyes.focus()):
                return
            self.press(Key.Key_Backtab if backwards else Key.Key_Tab, SHIFT if backwards else NONE)
        raise GaveUp("a control that Tab never reaches")

    def tab_to_name(self, name: str, backwards: bool = False) -> None:
        """Press Tab until the control of this name has the focus."""
        self.tab_to(lambda one: name in (one.accessibleName(), _text(one)), backwards)

    def to_pane(self, wanted: QWidget) -> None:
        """Press F6 until a panel has the focus."""
        for _step in range(6):
            if wanted.hasFocus():
                return
            self.press(Key.Key_F6)
        raise GaveUp("a panel that F6 never reaches")

    def to_text(self) -> None:
        """Go to the article."""
        self.to_pane(self.window.reader)

    def filter_by(self, text: str) -> None:
        """Type a filter and go down to the rows."""
        self.press(Key.Key_F, CTRL | SHIFT)
        self.type_over(text)

    def unfilter(self) -> None:
        """Take all filters away and go to the article."""
        self.press(Key.Key_F, CTRL | SHIFT)
        self.press(Key.Key_Escape)
        self.to_text()

    def select_rows(self, text: str) -> None:
        """Select every row that fits a filter."""
        self.filter_by(text)
        self.press(Key.Key_Down)
        self.press(Key.Key_A, CTRL)

    # Menus and dialogs

    def take(self, *words: str) -> None:
        """Go down the open menu to an entry and take it; further words are of the menus in it."""
        for number, part in enumerate(words):
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                raise GaveUp(f"a menu with {part}")
            self._down_to(menu, part)
            self.press(Key.Key_Return if number + 1 == len(words) else Key.Key_Right)

    def menu(self, letter: Qt.Key, *words: str) -> None:
        """Take an entry of the menu bar, or of the menus in it."""
        self.press(letter, ALT)
        self.take(*words)

    def in_menu(self, letter: Qt.Key, words: str) -> Callable[[], None]:
        """How an entry of the menu bar is taken, later."""
        return lambda: self.menu(letter, words)

    def answer(self, opens: Callable[[], object], *acts: Callable[[QDialog], None]) -> None:
        """Do something that asks, and answer each dialog in turn."""
        in_dialogs(opens, *acts)

    def give_file(self, path: str) -> Callable[[QDialog], None]:
        """How a file dialog is answered: its name field has the focus already."""

        def name(_dialog: QDialog) -> None:
            self.type_over(path)
            self.press(Key.Key_Return)

        return name

    def _down_to(self, menu: QMenu, words: str) -> None:
        for _step in range(60):
            active = menu.activeAction()
            if active in menu.actions() and words in active.text().replace("&", ""):
                return
            self.press(Key.Key_Down)
        raise GaveUp(f"an entry with {words}")

    def _platform_window(self) -> QWindow:
        """What the platform would send keys to; a window manager would make it active."""
        top = QApplication.activeModalWidget() or self.window
        handle = top.windowHandle()
        if QApplication.activePopupWidget() is None and not top.isActiveWindow():
            handle.requestActivate()
            QTest.qWaitForWindowActive(top, 2000)
        return handle


def _text(one: QWidget) -> str:
    said: object = one.property("text")
    return said.replace("&", "") if isinstance(said, str) else ""

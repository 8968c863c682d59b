"""What the morning of ``tests.keyboard_journey`` leaves out, by keys alone: the whole session."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QMenu

from desktop.ui.dialogs.labels import LabelsDialog
from desktop.ui.dialogs.speaker import RenameDialog
from desktop.ui.rehearsal.hands import GaveUp, in_dialogs

if TYPE_CHECKING:
    from tests.keyboard_journey import Keyboard

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def work_on(hands: "Keyboard") -> None:
    """The acts, one after the other; each begins and ends in the text."""
    tag_all_hits(hands)
    link_in_other_ways(hands)
    rename_everywhere(hands)
    group_and_take_labels_away(hands)
    quote_in_a_note(hands)
    read_in_large_type(hands)


def tag_all_hits(hands: "Keyboard") -> None:
    """Every hit of a search becomes a passage, in one step."""
    before = len(hands.window.workspace.session.annotations)
    hands.press(Key.Key_F, CTRL)
    hands.type("harbour")
    hits = hands.window.find_bar.count.text()
    in_menu(lambda: hands.press(Key.Key_T, ALT), "Context")
    hands.press(Key.Key_Escape)
    held = hands.window.workspace.session.annotations
    tagged = len(held) - before
    hands.note(
        "hits tagged",
        (hits, tagged, {one.tag for one in list(held.values())[before:]} == {"context"}),
    )
    hands.press(Key.Key_Z, CTRL)
    hands.note("hits left after one undo", len(hands.window.workspace.session.annotations) - before)
    hands.press(Key.Key_Y, CTRL)


def link_in_other_ways(hands: "Keyboard") -> None:
    """A passage contradicts the next one and makes the same claim as the one after that."""
    hands.go_to("container cranes")
    hands.press(Key.Key_Left)
    first = hands.current.id
    for steps, kind in ((1, Key.Key_C), (2, Key.Key_M)):
        hands.go_to("container cranes")
        hands.press(Key.Key_Left)
        hands.press(Key.Key_L)
        for _step in range(steps):
            hands.press(Key.Key_Down, ALT)
        hands.press(Key.Key_L)
        hands.press(kind)
    held = hands.window.workspace.session.annotations
    links = [link.kind.value for one in held.values() for link in one.links]
    mine = [link.kind.value for link in held[first].links]
    hands.note("links of all kinds", (sorted(set(links)), sorted(mine)))


def rename_everywhere(hands: "Keyboard") -> None:
    """Whoever is called one thing is called another in all passages."""
    hands.go_to("leased a quay")
    hands.press(Key.Key_Left)

    def rename(dialog: QDialog) -> None:
        if not isinstance(dialog, RenameDialog):
            raise GaveUp("the dialog that renames a speaker")
        QTest.keyClicks(dialog.name_field, "N. Tarvell")
        QTest.keyClick(dialog.name_field, Key.Key_Return)

    in_dialogs(lambda: in_menu(lambda: menu_of(hands, Key.Key_P), "Rename speaker"), rename)
    speakers = [one.speaker for one in hands.window.workspace.session.annotations.values()]
    hands.note("renamed", [one.name for one in speakers if one is not None])


def group_and_take_labels_away(hands: "Keyboard") -> None:
    """The list by tags; a label taken from all rows that have it."""
    window = hands.window
    head = window.head
    hands.tab_to(lambda one: one is head.button)
    in_menu(lambda: hands.press(Key.Key_Space), "tag")
    rows = window.passages.passages
    headings = [rows.listing.heading(row) for row in rows.listing.headings()]
    hands.note("groups", [one.title for one in headings if one is not None])
    hands.press(Key.Key_F, CTRL | SHIFT)
    hands.type("label:port")
    hands.press(Key.Key_Down)
    hands.press(Key.Key_A, CTRL)
    chosen = window.passages.selected()

    def untick(dialog: QDialog) -> None:
        if not isinstance(dialog, LabelsDialog):
            raise GaveUp("the dialog of labels")
        (box,) = dialog.findChildren(QCheckBox)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(box, Key.Key_Space)
        QTest.keyClick(dialog.ok, Key.Key_Space)

    in_dialogs(lambda: hands.press(Key.Key_B), untick)
    held = window.workspace.session.annotations
    hands.note("labels taken away", [held[id_].labels for id_ in chosen])
    hands.press(Key.Key_F, CTRL | SHIFT)
    hands.press(Key.Key_Escape)
    hands.pane(window.reader)


def quote_in_a_note(hands: "Keyboard") -> None:
    """A passage copied with its source is pasted into the note of another one."""
    hands.go_to("container cranes")
    hands.press(Key.Key_Left)
    hands.press(Key.Key_C, CTRL | SHIFT)
    hands.go_to("villain")
    hands.press(Key.Key_Left)
    hands.press(Key.Key_N)
    hands.press(Key.Key_V, CTRL)
    hands.press(Key.Key_Escape)
    hands.note("pasted", hands.current.note)


def read_in_large_type(hands: "Keyboard") -> None:
    """At 300 % the line at the caret is whole and in sight, and the list is still reached."""
    window, reader = hands.window, hands.window.reader
    hands.go_to("villain")
    for _step in range(20):
        hands.press(Key.Key_Plus, CTRL)
    line = reader.cursorRect()
    inside = reader.viewport().rect().contains(line.translated(QPoint(-2, 0)).adjusted(0, 0, -2, 0))
    wide = reader.horizontalScrollBar().maximum()
    hands.note("large", (round(window.theme.zoom, 1), inside, wide))
    hands.pane(window.passages)
    hands.note("the list is reached", window.passages.hasFocus())
    hands.pane(reader)
    hands.press(Key.Key_0, CTRL)


def menu_of(hands: "Keyboard", letter: Qt.Key) -> None:
    """Open a menu of the menu bar by its letter."""
    QTest.keyClick(hands.window, letter, ALT)


def in_menu(opens: Callable[[], object], words: str) -> None:
    """Open a menu and go down to the entry that has ``words``, and take it."""
    opens()
    QApplication.processEvents()
    for _step in range(60):
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise GaveUp(f"a menu with {words}")
        chosen = [one.text() for one in menu.actions() if one == menu.activeAction()]
        if chosen and words in chosen[0].replace("&", ""):
            QTest.keyClick(menu, Key.Key_Return)
            QApplication.processEvents()
            return
        QTest.keyClick(menu, Key.Key_Down)
    raise GaveUp(f"an entry with {words}")

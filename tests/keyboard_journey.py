"""A morning's work on the sample article by keys alone, in a process and a window of its own.

``python -m tests.keyboard_journey FOLDER`` works, saves in ``FOLDER`` and prints as JSON what an
onlooker would have seen on the way. The platform is the one of the environment.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from desktop.app import build_window, create_application
from desktop.model.annotation import Annotation
from desktop.settings import Settings
from desktop.ui.dialogs.labels import LabelsDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.rehearsal.hands import GaveUp, in_dialogs, name_file, press, wait_for
from resources.files import SAMPLE_ARTICLE
from tests.keyboard_afternoon import work_on

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LIMIT_MS = 120_000


class Seen(NamedTuple):
    """One thing an onlooker sees, and under which name the test asks for it."""

    what: str
    value: object


class Keyboard:
    """Somebody who has no mouse. Every step goes to whatever has the focus."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.seen: list[Seen] = []

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key."""
        press(self._focus(), key, modifiers)

    def type(self, words: str) -> None:
        """Letters, one after the other."""
        QTest.keyClicks(self._focus(), words)
        QApplication.processEvents()

    def go_to(self, words: str) -> None:
        """Find words and leave the find bar: they are selected then."""
        self.press(Key.Key_F, CTRL)
        self.type(words)
        self.press(Key.Key_Escape)

    def tab_to(self, wanted: Callable[[QWidget], bool], backwards: bool = False) -> None:
        """Press Tab until the focus is where it should be."""
        for _step in range(60):
            if wanted(self._focus()):
                return
            self.press(Key.Key_Backtab if backwards else Key.Key_Tab, SHIFT if backwards else NONE)
        raise GaveUp("a control that Tab never reaches")

    def pane(self, wanted: QWidget) -> None:
        """Press F6 until a panel has the focus."""
        for _step in range(6):
            if wanted.hasFocus():
                return
            self.press(Key.Key_F6)
        raise GaveUp("a panel that F6 never reaches")

    def note(self, what: str, value: object) -> None:
        """Keep what is to be seen now."""
        self.seen.append(Seen(what, value))

    @property
    def current(self) -> Annotation:
        """The current passage."""
        held = self.window.workspace.current
        if held is None:
            raise GaveUp("a current passage")
        return held

    def words(self, held: Annotation | None = None) -> str:
        """The words of a passage, by default the current one."""
        shown = held or self.current
        text = self.window.workspace.session.sources[shown.source].text
        return " … ".join(text[span.start : span.end] for span in shown.spans)

    def _focus(self) -> QWidget:
        # A dialog that was just closed may still hold the focus for the platform.
        return QApplication.focusWidget() or self.window.focusWidget() or self.window.reader


def work(hands: Keyboard, folder: Path) -> None:
    """The whole morning."""
    window = hands.window
    set_apart(hands)
    mark(hands)
    describe(hands)
    shape(hands)
    use_the_list(hands)
    look(hands)
    path = folder / "morning.brief.json"
    hands.pane(window.reader)
    in_dialogs(lambda: hands.press(Key.Key_S, CTRL), lambda dialog: name_file(dialog, str(path)))
    hands.note("unsaved", window.workspace.unsaved)
    steps = window.workspace.undo_stack.index()
    for _step in range(steps):
        hands.press(Key.Key_Z, CTRL)
    hands.note("left after undoing all", len(window.workspace.session.annotations))
    for _step in range(steps):
        hands.press(Key.Key_Y, CTRL)
    hands.note("unsaved after redoing all", window.workspace.unsaved)


def set_apart(hands: Keyboard) -> None:
    """The notice over the article is reached by Tab and answered by the space bar."""
    hands.tab_to(
        lambda one: isinstance(one, QAbstractButton) and one.text() == "Set apart", backwards=True
    )
    hands.press(Key.Key_Space)
    hands.pane(hands.window.reader)


def mark(hands: Keyboard) -> None:
    """Selections, the sentence at the caret, a broken quote, an overlap."""
    hands.go_to("the container cranes stood idle")
    hands.press(Key.Key_1)
    hands.note("claim", (hands.current.tag, hands.words()))
    hands.go_to("ostrel pipeline")
    hands.press(Key.Key_Left)
    hands.press(Key.Key_4)
    hands.note("sentence", (hands.current.tag, hands.words()))
    hands.go_to('"We have leased a quay,"')
    hands.press(Key.Key_2)
    hands.go_to('"and we have leased nothing else."')
    hands.press(Key.Key_J)
    hands.note("broken quote", (hands.current.tag, hands.words()))
    hands.go_to("the opposition says the lease was never put to the harbour commission")
    hands.press(Key.Key_1)
    hands.go_to("never put")
    hands.press(Key.Key_3)
    hands.press(Key.Key_O)
    hands.note("under the other", hands.words())
    hands.press(Key.Key_O, SHIFT)
    hands.press(Key.Key_2)
    hands.note("chosen from the list of overlaps", hands.words())


def describe(hands: Keyboard) -> None:
    """Note, speaker, position, grades of three kinds, a link."""
    window = hands.window
    hands.go_to("leased a quay")
    hands.press(Key.Key_Left)
    hands.press(Key.Key_N)
    hands.type("Said to reporters, on the record.")
    hands.press(Key.Key_Escape)
    hands.tab_to(lambda one: one is window.inspector.speaker)
    hands.type("Neda Tarvell")
    hands.press(Key.Key_Tab)
    hands.type("foreign minister")
    hands.press(Key.Key_Escape)
    hands.pane(window.reader)
    for asked, answer in ((Key.Key_G, Key.Key_2), (Key.Key_K, Key.Key_H), (Key.Key_R, Key.Key_B)):
        hands.press(asked)
        hands.press(answer)
    held = hands.current
    source = window.workspace.source
    hands.note("note", held.note)
    hands.note("speaker", (held.speaker.name, held.speaker.position) if held.speaker else None)
    hands.note(
        "grades", (held.credibility, held.confidence, source.grade.reliability if source else "")
    )
    hands.note("code", window.inspector.grade.text())
    hands.press(Key.Key_L)
    hands.press(Key.Key_Up, ALT)
    hands.press(Key.Key_L)
    hands.press(Key.Key_S)
    linked = [one for one in window.workspace.session.annotations.values() if one.links]
    hands.note("links", [(hands.words(one), one.links[0].kind.value) for one in linked])


def shape(hands: Keyboard) -> None:
    """Ends moved by words, a selection widened, a passage split, the halves merged again."""
    hands.go_to("Annex C lets the tenant")
    hands.press(Key.Key_1)
    hands.press(Key.Key_Right, CTRL | ALT)
    hands.press(Key.Key_Right, CTRL | ALT)
    hands.note("end moved", hands.words())
    hands.press(Key.Key_Right, CTRL | ALT | SHIFT)
    hands.note("start moved", hands.words())
    hands.go_to("villain")
    hands.press(Key.Key_E)
    hands.press(Key.Key_3)
    hands.note("widened", (hands.current.tag, hands.words()))
    hands.go_to("lets the tenant close")
    hands.press(Key.Key_Left)
    for _step in range(2):
        hands.press(Key.Key_Right, CTRL)
    before = len(hands.window.workspace.session.annotations)
    hands.press(Key.Key_J, SHIFT)
    hands.note("split", len(hands.window.workspace.session.annotations) - before)
    hands.go_to("lets the tenant close")
    hands.press(Key.Key_M)
    hands.note("merged", len(hands.window.workspace.session.annotations) - before)
    hands.press(Key.Key_C, CTRL | SHIFT)
    hands.note("citation", QApplication.clipboard().text())


def use_the_list(hands: Keyboard) -> None:
    """Filter, several rows at once, labels, another grouping of the same rows."""
    window = hands.window
    rows = window.passages.passages
    hands.press(Key.Key_F, CTRL | SHIFT)
    hands.type("tag:quote")
    hands.note("filtered", [held.tag for held in rows.annotations()])
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down, SHIFT)
    chosen = window.passages.selected()
    hands.note("rows selected", len(chosen))

    def label(dialog: QDialog) -> None:
        if not isinstance(dialog, LabelsDialog):
            raise GaveUp("the dialog of labels")
        QTest.keyClicks(dialog.added, "port")
        QTest.keyClick(dialog.added, Key.Key_Return)

    in_dialogs(lambda: hands.press(Key.Key_B), label)
    hands.note("labelled", [window.workspace.session.annotations[id_].labels for id_ in chosen])
    tags = [window.workspace.session.annotations[id_].tag for id_ in chosen]
    hands.press(Key.Key_4)
    hands.note("retagged", [window.workspace.session.annotations[id_].tag for id_ in chosen])
    hands.press(Key.Key_Z, CTRL)
    again = [window.workspace.session.annotations[id_].tag for id_ in chosen]
    hands.note("retagging undone in one step", again == tags)
    hands.pane(window.reader)


def look(hands: Keyboard) -> None:
    """Larger type, no highlights, and back."""
    window = hands.window
    hands.press(Key.Key_Plus, CTRL)
    hands.note("zoom", round(window.theme.zoom, 1))
    hands.press(Key.Key_0, CTRL)
    hands.press(Key.Key_H, CTRL | SHIFT)
    hands.note("hidden", window.status.hidden.isVisible())
    hands.press(Key.Key_H, CTRL | SHIFT)


def main(folder: Path) -> int:
    """Work and print; 1, with a sentence, where something was never reached."""
    create_application()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return 1
    window = build_window(application, Settings(theme="light"))
    window.resize(1440, 900)
    window.show()
    QTest.qWaitForWindowExposed(window)
    limit = QTimer(window)
    limit.timeout.connect(lambda: os._exit(3))
    limit.start(LIMIT_MS)
    workspace = window.workspace
    wait_for("the article", lambda: workspace.open_path(SAMPLE_ARTICLE), workspace.opened)
    hands = Keyboard(window)
    try:
        work(hands, folder)
        work_on(hands)
    except GaveUp as error:
        sys.stderr.write(f"gave up: {error}; so far {hands.seen}\n")
        return 1
    finally:
        workspace.undo_stack.setClean()
        workspace.stop_jobs()
    sys.stdout.write(json.dumps(dict(hands.seen)) + "\n")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    code = main(Path(sys.argv[1]))
    os._exit(code)  # tidying up the window is not what is looked at here

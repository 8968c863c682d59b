"""Somebody who reads with the wheel and marks with the mouse: every event goes to the platform.

A long article is read at 100 and at 300 %. After each turn of the wheel, with the caret out of
sight, words in view are clicked or dragged over and tagged. What was pointed at and what was tagged
is printed as JSON, with how far the text moved meanwhile.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Span, words
from desktop.ui.rehearsal.hands import wait_for
from desktop.ui.window.main_window import MainWindow
from resources.files import SAMPLE_ARTICLE
from tests.journey.window import opened

PLACES = 10
"""Turns of the wheel at each size of type; each is followed by a drag and a click."""
_NOTCHES = 16
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class Mouse:
    """One hand on the mouse, one on the keys of the tags."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.reader = window, window.reader
        source = window.workspace.source
        assert source is not None
        self.source = source
        self.seen: list[dict[str, object]] = []

    def read(self, zoom: float) -> None:
        """Wheel through the article from its top and tag at each place."""
        self.window.theme.set_zoom(zoom)
        self.reader.verticalScrollBar().setValue(0)
        for _place in range(PLACES):
            self._wheel()
            word = self._word_in_sight()
            self._tag(word, self._drag, Qt.Key.Key_1)
            self._wheel()
            self._tag(self._word_in_sight(), self._click, Qt.Key.Key_3)

    def _tag(self, word: Span, point: Callable[[Span], None], key: Qt.Key) -> None:
        value = self.reader.verticalScrollBar().value()
        shown = self.reader.viewport().rect()
        out_of_sight = not shown.intersects(self.reader.cursorRect())
        point(word)
        QTest.keyClick(self._handle(), key)
        QApplication.processEvents()
        current = self.window.workspace.current
        self.seen.append(
            {
                "out_of_sight": out_of_sight,
                "pointed": self.source.text[word.start : word.end],
                "tagged": words(self.source.text, current.spans) if current is not None else "",
                "holds": current is not None
                and any(s.start <= word.start and word.end <= s.end for s in current.spans),
                "moved": self.reader.verticalScrollBar().value() - value,
            }
        )

    def _drag(self, word: Span) -> None:
        handle, first, last = self._handle(), self._place(word.start), self._place(word.end)
        QTest.mousePress(handle, _LEFT, _NONE, first)
        for place in ((first + last) / 2, last):
            QTest.mouseMove(handle, place)
            QApplication.processEvents()
        QTest.mouseRelease(handle, _LEFT, _NONE, last)

    def _click(self, word: Span) -> None:
        QTest.mouseClick(self._handle(), _LEFT, _NONE, self._place(word.start + 1))
        QTest.qWait(QApplication.doubleClickInterval() + 20)  # or the next press would go with it

    def _wheel(self) -> None:
        viewport = self.reader.viewport()
        middle = viewport.mapTo(self.window, viewport.rect().center())
        for _notch in range(_NOTCHES):
            QTest.wheelEvent(self._handle(), middle, QPoint(0, -120))
            QApplication.processEvents()

    def _word_in_sight(self) -> Span:
        """A word of several letters in the upper half of the view, in the middle of its line."""
        text, viewport = self.source.text, self.reader.viewport()
        place = QPoint(viewport.width() // 2, viewport.height() // 3)
        cursor = self.reader.cursorForPosition(place)
        for _word in range(12):
            cursor.movePosition(QTextCursor.MoveOperation.NextWord)
            start = end = self.reader.offsets.to_text(cursor.position())
            while text[end : end + 1].isalpha():
                end += 1
            level = self._place(start).y() == self._place(end).y()
            if end - start > 3 and level and text[end : end + 1] == " ":
                return Span(start, end)
        raise AssertionError("no word in sight")

    def _place(self, offset: int) -> QPoint:
        cursor = QTextCursor(self.reader.document())
        cursor.setPosition(self.reader.position_of(offset))
        return self.reader.viewport().mapTo(self.window, self.reader.cursorRect(cursor).center())

    def _handle(self) -> QWindow:
        return self.window.windowHandle()


def main(folder: Path) -> int:
    """Read, mark and print."""
    path = folder / "long.txt"
    path.write_text("\n\n".join([SAMPLE_ARTICLE.read_text(encoding="utf-8")] * 30), "utf-8")
    with opened("A. Analyst") as window:
        workspace = window.workspace
        wait_for("the article", lambda: workspace.open_path(path), workspace.opened)
        QApplication.processEvents()
        mouse = Mouse(window)
        for zoom in (1.0, 3.0):
            mouse.read(zoom)
        sys.stdout.write(json.dumps(mouse.seen) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

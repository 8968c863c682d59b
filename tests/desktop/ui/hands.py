"""What somebody does with keys and mouse, sent to the real widgets."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QMimeData, QPoint, QPointF, QRect, Qt, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.model.annotation import Annotation, Span
from desktop.model.session import Session
from desktop.model.source import Source
from desktop.store.files.sessions import save_session
from desktop.ui.reader.offsets import Offsets
from desktop.ui.reader.view import Reader
from desktop.ui.window.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton

PATIENCE_MS = 60_000
"""Before a test gives up waiting; on a good day it waits a hundredth of it."""


def wait_for(signal: SignalInstance, act: Callable[[], object]) -> list[object]:
    """Do something and wait until the signal comes; what it carried."""
    spy = QSignalSpy(signal)
    act()
    if not spy.count():
        assert spy.wait(PATIENCE_MS), "the signal never came"
    return list(spy.at(0))


def until(condition: Callable[[], bool]) -> None:
    """Let the program go on until something is true."""
    limit = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        assert not limit.hasExpired(), "it never came true"
        QTest.qWait(5)


class Hands:
    """Works with a window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    # What is open

    def open(self, session: Session, folder: Path, name: str = "work.brief.json") -> Path:
        """Save a session and open it as the program does."""
        path = folder / name
        save_session(path, session)
        self.window.workspace.open_path(path)
        QApplication.processEvents()
        return path

    @property
    def reader(self) -> Reader:
        """The article."""
        return self.window.reader

    @property
    def source(self) -> Source:
        """The article being read."""
        shown = self.window.workspace.source
        assert shown is not None
        return shown

    @property
    def passages(self) -> list[Annotation]:
        """The passages of the article, in the order of the list."""
        return self.window.passages.passages.annotations()

    @property
    def current(self) -> str:
        """The words of the current passage; nothing without one."""
        held = self.window.workspace.current
        return self.words(held) if held is not None else ""

    def words(self, held: Annotation) -> str:
        """The words of a passage."""
        parts = (self.source.text[span.start : span.end] for span in held.spans)
        return " … ".join(parts)

    def tagged(self) -> list[tuple[str, str]]:
        """Tag and words of every passage."""
        return [(str(held.tag), self.words(held)) for held in self.passages]

    # Keys

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, on: QWidget | None = None
    ) -> None:
        """One key, on the widget that has the focus."""
        QTest.keyClick(on or self._focus(), key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letters, one after the other."""
        QTest.keyClicks(self._focus(), text)

    def _focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    # Mouse

    def place_of(self, offset: int) -> QPoint:
        """Where a character of the article is shown: just inside its leading edge."""
        cursor = QTextCursor(self.reader.document())
        shown = Offsets(self.source.text, self.source.blocks)
        cursor.setPosition(shown.to_document(offset))
        rect: QRect = self.reader.cursorRect(cursor)
        return QPoint(rect.center().x() + 1, rect.center().y())

    def wheel(self, notches: int) -> None:
        """Turn the wheel over the article, up or (below zero) down."""
        viewport, window = self.reader.viewport(), self.window.windowHandle()
        place = viewport.mapTo(self.window, viewport.rect().center())
        for _notch in range(abs(notches)):
            QTest.wheelEvent(window, place, QPoint(0, 120 if notches > 0 else -120))
            QApplication.processEvents()

    def drag(self, words: str, extra: Qt.KeyboardModifier = NONE) -> None:
        """Select words with the mouse, from their first character to behind their last."""
        start = self.source.text.index(words)
        self.drag_over(Span(start, start + len(words)), extra)

    def drag_over(self, span: Span, extra: Qt.KeyboardModifier = NONE) -> None:
        """Select a stretch with the mouse."""
        viewport = self.reader.viewport()
        first, last = self.place_of(span.start), self.place_of(span.end)
        QTest.mousePress(viewport, LEFT, extra, first)
        QTest.mouseMove(viewport, (first + last) / 2)
        QTest.mouseMove(viewport, last)
        QTest.mouseRelease(viewport, LEFT, extra, last)
        QApplication.processEvents()

    def click(self, words: str) -> None:
        """Click in the middle of words of the article."""
        start = self.source.text.index(words)
        self.click_at(start + len(words) // 2)

    def click_at(self, offset: int) -> None:
        """Click on a character of the article."""
        QTest.mouseClick(self.reader.viewport(), LEFT, NONE, self.place_of(offset))
        QApplication.processEvents()

    def click_beside(self, offset: int, pixels: int) -> None:
        """Click some pixels to the right of where a character of the article begins."""
        place = self.place_of(offset) + QPoint(pixels, 0)
        QTest.mouseClick(self.reader.viewport(), LEFT, NONE, place)
        QApplication.processEvents()

    def tag(self, words: str, key: Qt.Key = Key.Key_1) -> Annotation:
        """Select words and press the key of a tag."""
        self.drag(words)
        self.press(key, on=self.reader)
        held = self.window.workspace.current
        assert held is not None
        return held

    def choose_row(self, row: int, extra: Qt.KeyboardModifier = NONE) -> None:
        """Click on the row of the passage with this number in the list, from 0."""
        self.click_row(self.window.passages.passages.row(self.passages[row].id), extra)

    def click_row(self, row: int, extra: Qt.KeyboardModifier = NONE) -> None:
        """Click on a row of the list, a heading or a passage."""
        held = self.window.passages
        place = held.visualRect(held.passages.index(row)).center()
        QTest.mouseClick(held.viewport(), LEFT, extra, place)
        QApplication.processEvents()

    def push(self, button: QAbstractButton) -> None:
        """Click on a button."""
        QTest.mouseClick(button, LEFT)
        QApplication.processEvents()

    def drop(self, data: QMimeData) -> None:
        """Let something go over the article, or over the first page."""
        target = self.reader.viewport() if self.reader.isVisible() else self.window.welcome
        action = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(40, 30), action, data, LEFT, NONE)
        QApplication.sendEvent(target, enter)
        QApplication.sendEvent(target, QDropEvent(QPointF(40, 30), action, data, LEFT, NONE))


def typed_into(widget: QWidget, text: str) -> None:
    """Click into a field and write there."""
    QTest.mouseClick(widget, LEFT)
    widget.setFocus()
    QTest.keyClick(widget, Key.Key_A, CTRL)
    QTest.keyClicks(widget, text)

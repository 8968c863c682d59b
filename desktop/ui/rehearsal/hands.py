"""Key presses, clicks and drags on the real widgets, and waiting for what comes of them."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from desktop.i18n import _
from desktop.ui.reader.view import Reader

PATIENCE_MS = 60_000
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class GaveUp(Exception):
    """What was waited for did not happen; the argument says what."""


def wait_for(what: str, act: Callable[[], object], *signals: SignalInstance) -> None:
    """Do ``act``, return once one of ``signals`` was emitted; raises ``GaveUp`` after a minute."""
    loop = QEventLoop()
    happened: list[bool] = []

    def note(*_arguments: object) -> None:
        happened.append(True)
        loop.quit()

    for signal in signals:
        signal.connect(note)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    act()
    if not happened:
        loop.exec()
    for signal in signals:
        signal.disconnect(note)
    if not happened:
        raise GaveUp(what)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """One key, in an active window: keys of menus work nowhere else."""
    if not widget.isActiveWindow():
        # A dialog that was closed may still be the active window for the platform.
        widget.window().windowHandle().requestActivate()
        QTest.qWaitForWindowActive(widget.window(), 2000)
        widget.setFocus()
    QTest.keyClick(widget, key, modifiers)
    QApplication.processEvents()


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """One click of the left button, in the middle unless told where."""
    QTest.mouseClick(widget, _LEFT, _NONE, place or widget.rect().center())
    QApplication.processEvents()


def drag_over(reader: Reader, start: int, end: int) -> None:
    """Select between two document positions by dragging, scrolling there with the wheel first."""
    first = _bring(reader, start)
    last = _rect(reader, end)
    if last.y() > reader.viewport().height() - 8 or first.y() < 4:
        # Too tall for the view: a click, and a click with Shift at the other end.
        QTest.mouseClick(reader.viewport(), _LEFT, _NONE, _bring(reader, start))
        place = _bring(reader, end)
        QTest.mouseClick(reader.viewport(), _LEFT, Qt.KeyboardModifier.ShiftModifier, place)
        return
    viewport = reader.viewport()
    QTest.mousePress(viewport, _LEFT, _NONE, first)
    QTest.mouseMove(viewport, QPoint((first.x() + last.x()) // 2, first.y()))
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, _LEFT, _NONE, last)
    QApplication.processEvents()
    # A drag ends between two pixels; the last step of a careful hand is made with the keys.
    _correct(reader, start, end)


def in_dialogs(opens: Callable[[], object], *acts: Callable[[QDialog], None]) -> None:
    """Do ``opens``, which shows modal dialogs one after the other, and an act on each of them.

    Raises ``GaveUp`` when there are fewer dialogs than acts or more, or what an act raises.
    """
    waiting = list(acts)
    errors: list[Exception] = []
    met: list[QWidget] = []
    timer = QTimer()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        if errors:
            dialog.reject()  # those below the one that went wrong would wait for ever
        if errors or dialog in met:
            return
        met.append(dialog)
        try:
            if not waiting:
                raise GaveUp(_said_by(dialog))
            waiting.pop(0)(dialog)
        except Exception as error:  # noqa: BLE001  it would be lost in the event loop
            errors.append(error)
            dialog.reject()

    timer.timeout.connect(look)
    timer.start(20)
    opens()
    timer.stop()
    if errors:
        raise errors[0]
    if waiting:
        raise GaveUp(_("a dialog"))


def _said_by(dialog: QDialog) -> str:
    return dialog.text() if isinstance(dialog, QMessageBox) else dialog.windowTitle()


def name_file(dialog: QDialog, path: str) -> None:
    """Type a path into a file dialog and accept it."""
    if not isinstance(dialog, QFileDialog):
        raise GaveUp("a file dialog")
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    if not isinstance(field, QLineEdit):
        raise GaveUp("the name field of the file dialog")
    # Its list of matches opens when it likes and takes the next click for itself.
    field.setCompleter(None)  # type: ignore[arg-type]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, path)
    box = dialog.findChild(QDialogButtonBox)
    if not isinstance(box, QDialogButtonBox):
        raise GaveUp("the buttons of the file dialog")
    role = QDialogButtonBox.ButtonRole.AcceptRole
    accept = [button for button in box.buttons() if box.buttonRole(button) == role]
    # The first click only ends the typing where the dialog is still reading the folder.
    for _attempt in range(3):
        if accept and dialog.isVisible():
            click(accept[0])


def _bring(reader: Reader, position: int) -> QPoint:
    """Scroll until a position stands in the upper half of the view; where it is then."""
    bar = reader.verticalScrollBar()
    for _attempt in range(4):
        place = _rect(reader, position)
        height = reader.viewport().height()
        if 0 <= place.y() < height * 2 // 3:
            break
        bar.setValue(bar.value() + place.y() - height // 4)
        QApplication.processEvents()
    return _rect(reader, position)


def _rect(reader: Reader, position: int) -> QPoint:
    cursor = QTextCursor(reader.document())
    cursor.setPosition(position)
    return reader.cursorRect(cursor).center()


def _correct(reader: Reader, start: int, end: int) -> None:
    cursor = reader.textCursor()
    if {cursor.anchor(), cursor.position()} == {start, end}:
        return
    click(reader.viewport(), _rect(reader, start))
    _walk(reader, start, _NONE)
    _walk(reader, end, Qt.KeyboardModifier.ShiftModifier)


def _walk(reader: Reader, goal: int, modifiers: Qt.KeyboardModifier) -> None:
    """Move the caret with the arrow keys, whose sense depends on the direction of the text."""
    for _step in range(2 * abs(reader.textCursor().position() - goal) + 8):
        cursor = reader.textCursor()
        if cursor.position() == goal:
            return
        leftwards = cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft
        onwards = cursor.position() < goal
        press(reader, Qt.Key.Key_Left if leftwards == onwards else Qt.Key.Key_Right, modifiers)

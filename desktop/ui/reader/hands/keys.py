"""Keys by their place on the keyboard, whatever is printed on them."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# Digits by the place of their key, for keyboards that need Shift for them: scan codes of
# Linux (evdev + 8) and of PC keyboards (set 1) on Windows.
_X11_FIRST, _PC_FIRST = 10, 2


def digit_by_place(event: QKeyEvent) -> int:
    """The digit that a key by its place stands for, 1 to 9; 0 for none."""
    if Qt.Key.Key_1.value <= event.key() <= Qt.Key.Key_9.value:
        return event.key() - Qt.Key.Key_0.value
    first = _PC_FIRST if sys.platform == "win32" else _X11_FIRST
    code = event.nativeScanCode() - first
    if sys.platform == "darwin" or not 0 <= code < 9 or event.text().isalpha():
        return 0
    return code + 1


# The keys of comma and full stop on a US keyboard, with the same scan codes as above.
_X11_COMMA, _PC_COMMA = 59, 51


def end_key_by_place(event: QKeyEvent) -> tuple[int, bool]:
    """The step and the end that a key by its place stands for: Ctrl+Shift the end, Alt the start.

    The shortcuts name the characters; where those are reached otherwise, the place still works.
    """
    first = _PC_COMMA if sys.platform == "win32" else _X11_COMMA
    code = event.nativeScanCode() - first
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    is_start = held == shift | Qt.KeyboardModifier.AltModifier
    is_end = held == shift | Qt.KeyboardModifier.ControlModifier
    if sys.platform == "darwin" or code not in (0, 1) or not (is_start or is_end):
        return 0, False
    return (1 if code else -1), is_start

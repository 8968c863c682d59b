"""How far down an article is scrolled: moved by hands and commands, never by Qt of itself."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import SIGNAL, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.ui.reader.painting.visible import line_near

_TOP = 20
"""Pixels below the top of the view, where the line lies that is taken for the first one read."""

_AHEAD = 10_000
"""Code units that are never fewer than a view can show."""


class _Anchor(NamedTuple):
    """The line that stays where it is while the text is laid out anew."""

    position: int
    """Of a character in the line, as the document counts."""
    y: int
    """The top of the line, in pixels of the viewport."""
    value: int
    """Where the scroll bar stood."""
    caret: int
    is_caret: bool
    """Whether it is the line of the caret."""


class ScrollPosition:
    """Keeps a text edit where its reader has scrolled it.

    Qt scrolls to the caret wherever the caret is put, which happens in a press before it is asked
    what lies under the mouse. Here it does not:

    - a key that moves the caret, and a command that goes somewhere, call ``show_caret`` or move the
      scroll bar themselves;
    - whatever lays the text out anew, or moves the view within the window, does so inside ``kept``.
    """

    def __init__(self, edit: QTextEdit) -> None:
        self._edit = edit
        self._anchor: _Anchor | None = None
        self._keeping = False
        self._top: int | None = None
        """The top of the view in the window, in pixels, as it was last."""
        # WORKAROUND: QTextEdit has no switch for this. It hears of the caret from its control.
        for child in edit.findChildren(QObject, "", Qt.FindChildOption.FindDirectChildrenOnly):
            if child.metaObject().className() == "QWidgetTextControl":
                QObject.disconnect(child, SIGNAL("visibilityRequest(QRectF)"), None, None)  # pyright: ignore[reportCallIssue, reportArgumentType]

    def forget(self) -> None:
        """Another text is shown: what stayed in place in the one before says nothing of it."""
        self._anchor = None

    def rect_at(self, position: int, in_reach: bool = True) -> QRect:
        """Where the caret would be at a document position, in pixels of the viewport.

        The text is laid out as far as there, and with ``in_reach`` the scroll bar reaches it: Qt
        lays a long text out bit by bit, and tells the scroll bar only now and then.
        """
        edit = self._edit
        document, bar, cursor = edit.document(), edit.verticalScrollBar(), edit.textCursor()
        if in_reach:
            cursor.setPosition(min(position + _AHEAD, document.characterCount() - 1))
            bottom = bar.value() + edit.cursorRect(cursor).bottom()
            if bar.maximum() < bottom - edit.viewport().height():
                layout = document.documentLayout()
                layout.documentSizeChanged.emit(layout.documentSize())
        cursor.setPosition(position)
        return edit.cursorRect(cursor)

    def finish_layout(self) -> None:
        """Lay out what is left of the text; costs nothing where that is done."""
        document = self._edit.document()
        document.documentLayout().blockBoundingRect(document.lastBlock())

    def show_caret(self) -> None:
        """Scroll as little as needed for the caret to be seen, and to the title from line one."""
        edit, bar = self._edit, self._edit.verticalScrollBar()
        rect, height = edit.cursorRect(), edit.viewport().height()
        if rect.top() < 0:
            value = bar.value() + rect.top()
            begins = edit.cursorRect(QTextCursor(edit.document())).top() == rect.top()
            bar.setValue(0 if begins and value + rect.height() <= height else value)
        elif rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() + 1 - height)

    @contextmanager
    def kept(self) -> Generator[None]:
        """Lay the text out anew: the line of the caret, if it is seen, or else the first one stays.

        It stays where it is in the window, even where the view has moved in it, as when a bar comes
        above. At its top an article stays at its top, so that the title is seen, unless the caret
        would go out of sight or a button of the mouse is down.
        """
        if self._keeping:
            yield
            return
        self._keeping, anchor = True, self._read()
        try:
            yield
        finally:
            self._keeping = False
        self._restore(anchor)

    def _read(self) -> _Anchor:
        edit, value = self._edit, self._edit.verticalScrollBar().value()
        cursor = edit.textCursor()
        before = self._anchor
        if before is not None and (before.value, before.caret) == (value, cursor.position()):
            return before  # or the place would creep from one step of the zoom to the next
        seen = edit.cursorRect().intersects(edit.viewport().rect())
        if not seen:
            found = line_near(edit.document(), value + _TOP)
            if found is not None:
                block, line = found
                cursor.setPosition(block.position() + line.textStart())
        y = edit.cursorRect(cursor).top()
        return _Anchor(cursor.position(), y, value, edit.textCursor().position(), seen)

    def _restore(self, anchor: _Anchor) -> None:
        edit, bar = self._edit, self._edit.verticalScrollBar()
        position = min(anchor.position, edit.document().characterCount() - 1)
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        # At its top an article stays there: the rest of it need not be laid out for that.
        rect = self.rect_at(position, in_reach=pressed or anchor.value > 0)
        height = edit.viewport().height()
        y = anchor.y - self._moved_down()
        if anchor.is_caret:
            y = max(0, min(y, height - rect.height()))
        hidden = anchor.is_caret and rect.bottom() >= height
        if anchor.value or pressed or hidden:
            bar.setValue(bar.value() + self.rect_at(position).top() - y)
        self._anchor = anchor._replace(y=y, value=bar.value())

    def _moved_down(self) -> int:
        """By how many pixels the view has moved in the window since this was asked last."""
        view = self._edit.viewport()
        top = view.mapTo(self._edit.window(), QPoint()).y()
        before, self._top = self._top, top
        return top - before if before is not None else 0

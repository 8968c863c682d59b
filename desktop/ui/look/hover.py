"""Ends the hover of rows: Qt tells a row that the pointer has left, but not that it has itself."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QWidget
from shiboken6 import isValid

_ENDING = (QEvent.Type.WindowDeactivate, QEvent.Type.WindowBlocked)


class HoverEnd(QObject):
    """Lets nothing in a window stay hovered when a menu or dialog opens or another window is used.

    Menus that are made for one use are not heard of: whoever opens one calls ``end_hover``.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)
        for menu in window.findChildren(QMenu):
            menu.aboutToShow.connect(self._end)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDING:
            # Later: a window that is being destroyed is deactivated too, without its parts.
            QTimer.singleShot(0, self, self._end)
        return False

    def _end(self) -> None:
        end_hover(self._window)


def end_hover(widget: QWidget) -> None:
    """Paint no row or button as hovered in this widget until the pointer moves again."""
    if isinstance(widget, QAbstractItemView):
        _leave(widget.viewport())
    elif isinstance(widget, QAbstractButton):
        if widget.underMouse():
            _leave(widget)
    else:
        for view in widget.findChildren(QAbstractItemView):
            _leave(view.viewport())
        for button in widget.findChildren(QAbstractButton):
            if button.underMouse():
                _leave(button)


class RowHoverEnd(QObject):
    """Ends the hover of a list, which has its model, when other rows come under the pointer."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        model = view.model()
        model.rowsInserted.connect(self._end)
        model.rowsRemoved.connect(self._end)
        model.rowsMoved.connect(self._end)
        model.layoutChanged.connect(self._end)
        model.modelReset.connect(self._end)
        view.verticalScrollBar().valueChanged.connect(self._end)

    def _end(self) -> None:
        if isValid(self._view):  # its scroll bar and model outlive it for a moment
            end_hover(self._view)


def _leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))

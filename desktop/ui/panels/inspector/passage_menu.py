"""The menu at the head of a passage: what is done with it seldom, or by keys elsewhere."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.i18n import _


class PassageMenu(QMenu):
    """Emits what is chosen; whoever hears it knows which passage is meant."""

    shown_asked = Signal()
    copy_asked = Signal()
    link_asked = Signal()
    rename_asked = Signal()
    source_asked = Signal()
    delete_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.addAction(_("Show in the text"), self.shown_asked.emit)
        self.addAction(_("Copy the words"), self.copy_asked.emit)
        self.addSeparator()
        self._changing = [
            self.addAction(_("Link to another passage…"), self.link_asked.emit),
            self.addAction(_("Rename speaker everywhere…"), self.rename_asked.emit),
            self.addAction(_("Article details and reliability…"), self.source_asked.emit),
        ]
        self.addSeparator()
        self._changing.append(self.addAction(_("Delete passage"), self.delete_asked.emit))

    def allow(self, allowed: bool) -> None:
        """Whether the session may be changed."""
        for action in self._changing:
            action.setEnabled(allowed)

    def show_below(self, button: QWidget) -> None:
        """Open under a button, its right edge in line with the button's."""
        below = button.mapToGlobal(QPoint(button.width(), button.height() + 2))
        self.popup(QPoint(below.x() - self.sizeHint().width(), below.y()))

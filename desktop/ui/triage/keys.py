"""The keys of the review, and why something is suggested where the mouse rests."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip

from desktop.ui.look.style import tip
from desktop.ui.reader.hands.keys import digit_by_place
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.triage import Triage
from desktop.ui.triage.wording import Wording


class TriageKeys(QObject):
    """Watches the article and the queues; the keys mean answers only while there is a review."""

    def __init__(
        self, triage: Triage, workspace: Workspace, reader: Reader, wording: Wording
    ) -> None:
        super().__init__(triage)
        self._triage, self._workspace, self._reader = triage, workspace, reader
        self._wording = wording
        reader.installEventFilter(self)
        reader.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the bar, while it is there; why something is suggested, under the mouse."""
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return watched is self._reader.viewport() and self._tell(event)
        if not self._triage.active or not isinstance(event, QKeyEvent):
            return False
        if watched is self._reader.viewport():
            return False
        act = self._act_of(event)
        if act is None:
            return False
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress:
            act()
            return True
        return False

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        key = Qt.Key
        digit = digit_by_place(event)
        if (digit or event.key() == key.Key_Escape) and self._reader.textCursor().hasSelection():
            return (
                None  # words selected by hand are what is looked at, and their bar shows the keys
            )
        acts = {
            key.Key_A: self._triage.accept,
            key.Key_X: self._triage.reject,
            key.Key_Space: self._triage.skip,
            key.Key_Backspace: self._triage.take_back,
            key.Key_Escape: self._triage.end,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None and digit:
            for tag in self._workspace.session.codebook:
                if tag.key == str(digit):
                    return lambda: self._triage.accept(tag.id)
        return act

    def _tell(self, event: QHelpEvent) -> bool:
        source = self._workspace.source
        if (
            source is None
            or self._reader.outlines is None
            or self._reader.passages_under(event.pos())
        ):
            return False
        one = self._triage.under(self._reader.character_offset(event.pos()))
        if one is None:
            return False
        said = f"{self._wording.form_of(one)}? {self._wording.reason_of(one)}"
        QToolTip.showText(event.globalPos(), tip(said), self._reader.viewport())
        return True

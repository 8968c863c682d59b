"""What is dropped on the window: files are opened or added, text becomes an article."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.ui.filing.filing import Filing
from desktop.ui.session.workspace import Workspace


class Dropping(QObject):
    """Watches what is dragged over ``window``."""

    def __init__(self, window: QWidget, workspace: Workspace, filing: Filing) -> None:
        super().__init__(window)
        self._workspace, self._filing = workspace, filing
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes files and text of other programs."""
        if isinstance(event, QDragEnterEvent):  # before its base, the drop
            data = event.mimeData()
            # A widget of ours, or None where the drag comes from another program.
            ours = event.source() is not None  # pyright: ignore[reportUnnecessaryComparison]
            if not ours and (data.hasUrls() or data.hasText()):
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            self._take(event)
            return True
        return False

    def _take(self, event: QDropEvent) -> None:
        data = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        text = data.text()
        # A dialog inside the drop would block the program the file was dragged from.
        if paths:
            QTimer.singleShot(0, self, lambda: self._filing.take_files(paths))
        elif text.strip():
            QTimer.singleShot(0, self, lambda: self._workspace.add_text(text, _("Dropped text")))

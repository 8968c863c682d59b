"""Labels of several passages at once, or of the current one."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.editing import wording
from desktop.model.identity import AnnotationId
from desktop.ui.gestures.grading import Grading
from desktop.ui.look.theme import Theme
from desktop.ui.session.workspace import Workspace

if TYPE_CHECKING:
    from desktop.ui.panels.inspector.inspector import Inspector


class Labelling(QObject):
    """Asks which labels passages are to have, and sets them as one step."""

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        window: QWidget,
        grading: Grading,
        open_inspector: "Callable[[], Inspector]",
    ) -> None:
        super().__init__(window)
        self._open_inspector = open_inspector
        self._workspace, self._theme, self._window = workspace, theme, window
        self._grading = grading

    def ask_targets(self) -> None:
        """For the selected rows; the current passage has a field for them."""
        targets = self._grading.targets()
        if len(targets) > 1:
            self.ask(targets)
        elif targets and not self._grading.refused():
            field = self._open_inspector().labels
            field.setFocus()
            field.end(False)

    def ask(self, ids: list[AnnotationId]) -> None:
        """For these passages."""
        if not ids or self._grading.refused():
            return
        from desktop.ui.dialogs.labels import LabelsDialog

        session = self._workspace.session
        counts = Counter(label for id_ in ids for label in session.annotations[id_].labels)
        known = wording.vocabulary(session).labels
        dialog = LabelsDialog(self._theme, counts, len(ids), known, self._window)
        if dialog.exec():
            added, removed = dialog.chosen()
            self._workspace.do(lambda s, now: wording.change_labels(s, ids, added, removed, now))

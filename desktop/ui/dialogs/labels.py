"""The labels of several passages: which all of them are to have, and which none."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import labelled
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.completing import CompletingField

_State = Qt.CheckState
_HIGH = 480


class LabelsDialog(Dialog):
    """Ticked labels go to every passage, unticked ones from all; a bar leaves them as they are."""

    def __init__(
        self,
        theme: Theme,
        counts: Counter[str],
        passages: int,
        known: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """``counts`` says how many of the ``passages`` have each label; ``known`` completes."""
        words = ngettext("Labels of {count} passage", "Labels of {count} passages", passages)
        heading = words.format(count=passages)
        super().__init__(theme, _("Labels"), parent, heading=heading, size=(420, _HIGH))
        self._boxes: list[tuple[QCheckBox, Qt.CheckState]] = []
        self.added = CompletingField(_("Add labels"), listed=True)
        self.added.setPlaceholderText(_("Separate with commas"))
        self.added.words = lambda: known
        self.content.addLayout(labelled(_("Add labels"), self.added, theme))
        if counts:
            self.content.addWidget(self._list(counts, passages))
        self.ok = self.answer(_("Save"))
        self.added.setFocus()

    def chosen(self) -> tuple[list[str], list[str]]:
        """The labels for every passage, and those that none is to keep."""
        added = [part.strip() for part in self.added.text().split(",") if part.strip()]
        removed: list[str] = []
        for box, before in self._boxes:
            if box.checkState() == before:
                continue
            label: str = box.property("label")
            (added if box.checkState() == _State.Checked else removed).append(label)
        return added, removed

    def _list(self, counts: Counter[str], passages: int) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        explained = QLabel(_("Ticked: all have it. Empty: none does. A bar: as it is."))
        explained.setTextFormat(Qt.TextFormat.PlainText)
        explained.setWordWrap(True)
        explained.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        column.addWidget(explained)
        for label, count in counts.most_common():
            shown = label.replace("&", "&&")
            box = QCheckBox(shown if count == passages else f"{shown}  ({count})")
            box.setAccessibleName(label)
            box.setProperty("label", label)
            box.setTristate(count < passages)
            state = _State.Checked if count == passages else _State.PartiallyChecked
            box.setCheckState(state)
            self._boxes.append((box, state))
            column.addWidget(box)
        return held

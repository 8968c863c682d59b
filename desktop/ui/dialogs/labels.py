"""The labels of several passages: which all of them are to have, and which none."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.ui.dialogs.fields import buttons, labelled, titled
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.completing import CompletingField

_State = Qt.CheckState


class LabelsDialog(QDialog):
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
        super().__init__(parent)
        self.setWindowTitle(_("Labels"))
        self.setModal(True)
        self.setMinimumWidth(420)
        self._boxes: list[tuple[QCheckBox, Qt.CheckState]] = []
        self.added = CompletingField(_("Add labels"), listed=True)
        self.added.setPlaceholderText(_("Separate with commas"))
        self.added.words = lambda: known
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        words = ngettext("Labels of {count} passage", "Labels of {count} passages", passages)
        column.addWidget(titled(words.format(count=passages), theme))
        column.addLayout(labelled(_("Add labels"), self.added, theme))
        if counts:
            column.addWidget(self._list(counts, passages))
        row, self.ok = buttons(self, _("Set labels"), theme)
        column.addLayout(row)
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
        column.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(held)
        scroll.setAccessibleName(_("Labels in use"))
        scroll.setMaximumHeight(260)
        return scroll

"""Below the list: the inspector of the current passage, or what several selected ones share."""

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.model.codebook import Tag
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.panels.inspector.bulk import BulkPanel


class Detail(QWidget):
    """Holds the inspector, and the bulk panel in its place while several rows are selected.

    Both are made when they are first needed.
    """

    tag_chosen = Signal(str)
    """All selected passages are to have this tag."""
    label_asked = Signal()
    grade_asked = Signal()
    merge_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._codebook: tuple[Tag, ...] = ()
        self._bulk = Late(self._make_bulk)
        self._single = QWidget()
        for parent in (self, self._single):
            column = QVBoxLayout(parent)
            column.setContentsMargins(0, 0, 0, 0)
        self._add(self, self._single)

    @property
    def bulk(self) -> "BulkPanel":
        """What is shown for several passages."""
        return self._bulk()

    def hold(self, inspector: QWidget) -> None:
        """Show this for a single passage."""
        self._add(self._single, inspector)

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """The tags to choose from."""
        self._codebook = codebook
        if self._bulk.made is not None:
            self._bulk.made.show_tags(codebook)

    def show_selection(self, counts: Counter[str], read_only: bool) -> None:
        """Some rows are selected: see ``BulkPanel.show_selection``."""
        several = counts.total() > 1
        if several:
            self.bulk.show_selection(counts, read_only)
        self._single.setVisible(not several)
        if self._bulk.made is not None:
            self._bulk.made.setVisible(several)

    def _make_bulk(self) -> "BulkPanel":
        from desktop.ui.panels.inspector.bulk import BulkPanel

        bulk = BulkPanel(self._theme)
        bulk.show_tags(self._codebook)
        bulk.tag_chosen.connect(self.tag_chosen)
        bulk.label_asked.connect(self.label_asked)
        bulk.grade_asked.connect(self.grade_asked)
        bulk.merge_asked.connect(self.merge_asked)
        bulk.delete_asked.connect(self.delete_asked)
        self._add(self, bulk)
        return bulk

    def _add(self, parent: QWidget, child: QWidget) -> None:
        column = parent.layout()
        if column is not None:
            column.addWidget(child)

"""Below the list while several rows are selected: what can be done to all of them at once."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.model.codebook import Tag, four_tags
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.segments import Segments


class BulkPanel(QWidget):
    """Says how many passages are selected, and offers what can be done to all of them at once."""

    tag_chosen = Signal(str)
    label_asked = Signal()
    grade_asked = Signal()
    merge_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._codebook: tuple[Tag, ...] = ()
        self.heading, self.detail = QLabel(), QLabel()
        for label, weight in ((self.heading, 600), (self.detail, 400)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(theme.ui_font(13, weight))
        self.detail.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.segments = Segments(theme)
        self.segments.setAccessibleName(_("Tag of the selected passages"))
        self.label = QPushButton(_("Labels…"))
        self.grade = QPushButton(_("Grade…"))
        self.grade.setAccessibleName(_("Credibility of the selected passages"))
        self.merge = QPushButton(_("Merge"))
        self.merge.setAccessibleName(_("Make one passage of the selected ones"))
        self.delete = QPushButton(_("Delete"))
        self.delete.setAccessibleName(_("Delete the selected passages"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.detail)
        column.addWidget(self.segments)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.label, self.grade, self.merge, self.delete):
            button.setFixedHeight(32)
            row.addWidget(button, 1)
        column.addLayout(row)
        self.segments.chosen.connect(self.tag_chosen)
        self.label.clicked.connect(self.label_asked)
        self.grade.clicked.connect(self.grade_asked)
        self.merge.clicked.connect(self.merge_asked)
        self.delete.clicked.connect(self.delete_asked)

    def show_tags(self, codebook: tuple[Tag, ...]) -> None:
        """The tags to choose from."""
        self._codebook = codebook
        self.segments.show_tags(codebook)

    def show_selection(self, counts: Counter[str], read_only: bool) -> None:
        """``counts`` says how many of the selected passages have each tag."""
        total = counts.total()
        words = ngettext("{count} passage selected", "{count} passages selected", total)
        self.heading.setText(words.format(count=total))
        self.detail.setText(
            ", ".join(_tagged(tag, counts[tag.id]) for tag in self._codebook if counts[tag.id])
        )
        only = next(iter(counts)) if len(counts) == 1 else ""
        self.segments.show_chosen(only)
        for part in (self.segments, self.label, self.grade, self.merge, self.delete):
            part.setEnabled(not read_only)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color(self._theme.roles.line))


def _tagged(tag: Tag, count: int) -> str:
    """ "5 claims", or "NATO: 5" for a tag whose plural nobody knows."""
    one, many = {
        "claim": (_("{count} claim"), _("{count} claims")),
        "quote": (_("{count} quote"), _("{count} quotes")),
        "opinion": (_("{count} opinion"), _("{count} opinions")),
        "context": (_("{count} context"), _("{count} contexts")),
    }.get(tag.id, ("", ""))
    known = any(own.id == tag.id and own.name == tag.name for own in four_tags())
    if not known:
        return _("{tag}: {count}").format(tag=tag.name, count=count)
    return (one if count == 1 else many).format(count=count)

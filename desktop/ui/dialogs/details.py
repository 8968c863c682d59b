"""What is known about an article: title, author, outlet, dates, address, and how reliable it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.model.change import Person
from desktop.model.grade_words import graded, reliability_words
from desktop.model.grades import Reliability
from desktop.model.source import Front, Source
from desktop.printable_line import printable_name
from desktop.ui.dialogs.base import Dialog
from desktop.ui.dialogs.fields import DateField, faint, labelled, line, plain
from desktop.ui.look.theme import Theme
from desktop.ui.panels.inspector.provenance import moment_in_words


class DetailsDialog(Dialog):
    """Edits the front of a source. ``offered`` fills the fields that are empty."""

    def __init__(
        self,
        theme: Theme,
        source: Source,
        offered: Front | None,
        parent: QWidget | None = None,
        people: tuple[Person, ...] = (),
    ) -> None:
        super().__init__(theme, _("Article details"), parent, size=(520, 0))
        front, guess = source.front, offered or Front()
        usual = _("None: “{title}” is shown").format(title=source.usual_title)
        self.title = line(front.title or guess.title, usual)
        self.author = line(front.author or guess.author)
        self.outlet = line(front.outlet or guess.outlet)
        published = front.published or guess.published
        self.published = DateField(theme, published, front.published)
        self.retrieved = DateField(theme, front.retrieved, front.retrieved)
        self.url = line(front.url or guess.url)
        self.language = line(front.language or guess.language, _("en"))
        column = self.content
        titled = labelled(_("Title"), self.title, theme)
        file = _("File: {name}").format(name=printable_name(source.name))
        self.file = faint(plain(file, theme, 12))
        titled.addWidget(self.file)
        column.addLayout(titled)
        for pair in (
            ((_("Author"), self.author), (_("Outlet"), self.outlet)),
            ((_("Published"), self.published), (_("Retrieved"), self.retrieved)),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            for text, field in pair:
                row.addLayout(labelled(text, field, theme), 1)
            column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled(_("Address (URL)"), self.url, theme), 3)
        row.addLayout(labelled(_("Language"), self.language, theme), 1)
        column.addLayout(row)
        column.addWidget(_divider(theme))
        column.addLayout(self._grade(theme, source, people))
        self.ok = self.answer(_("Save"))
        for field in (self.published, self.retrieved):
            field.checked.connect(self._check)
        self._check()

    def _grade(self, theme: Theme, source: Source, people: tuple[Person, ...]) -> QVBoxLayout:
        """Reliability with its reason, and who graded last."""
        grade = source.grade
        self.reliability_field = QComboBox()
        self.reliability_field.setFixedHeight(32)
        for one in Reliability:
            self.reliability_field.addItem(graded(one, reliability_words(one)), one.value)
        self.reliability_field.setCurrentIndex(
            self.reliability_field.findData(grade.reliability.value)
        )
        self.rationale = line(grade.rationale, _("Why you grade it so"))
        column = QVBoxLayout()
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled(_("Reliability of the source"), self.reliability_field, theme), 2)
        row.addLayout(labelled(_("Reason"), self.rationale, theme), 3)
        column.addLayout(row)
        by = next((one.name for one in people if one.id == grade.by), "")
        moment = moment_in_words(grade.at)
        self.graded_by = QLabel()
        self.graded_by.setTextFormat(Qt.TextFormat.PlainText)
        self.graded_by.setFont(theme.ui_font(12))
        self.graded_by.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        if by and moment:
            words = _("Graded by {name}, {moment}.").format(name=by, moment=moment)
        else:
            words = _("Graded {moment}.").format(moment=moment) if moment else ""
        self.graded_by.setText(words)
        self.graded_by.setVisible(bool(words))
        column.addWidget(self.graded_by)
        return column

    @property
    def reliability(self) -> Reliability:
        """The reliability chosen."""
        return Reliability(self.reliability_field.currentData())

    def front(self) -> Front:
        """The fields as they stand."""
        return Front(
            title=self.title.text().strip(),
            author=self.author.text().strip(),
            outlet=self.outlet.text().strip(),
            published=self.published.date,
            retrieved=self.retrieved.date,
            url=self.url.text().strip(),
            language=self.language.text().strip(),
        )

    def _check(self) -> None:
        self.ok.setEnabled(self.published.right and self.retrieved.right)


def _divider(theme: Theme) -> QFrame:
    line_between = QFrame()
    line_between.setFixedHeight(1)
    line_between.setAutoFillBackground(True)
    palette = line_between.palette()
    palette.setColor(palette.ColorRole.Window, theme.color(theme.roles.line))
    line_between.setPalette(palette)
    return line_between

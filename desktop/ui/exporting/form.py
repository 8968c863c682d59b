"""What the briefing is to be: its format, who and what it names, its sections and passages."""

from collections import Counter
from typing import cast, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _, ngettext
from desktop.model.session import Session
from desktop.options import Options, PageSize, SectionName
from desktop.protocol import Format
from desktop.settings import Settings
from desktop.ui.dialogs.fields import Choices, labelled, line, titled
from desktop.ui.exporting.leaving_out import PassageChoice
from desktop.ui.exporting.preview import Wish
from desktop.ui.exporting.sections import SectionsList
from desktop.ui.look.theme import Theme

WIDTH = 400
_LISTED = {
    SectionName.CLAIMS: "claim",
    SectionName.QUOTES: "quote",
    SectionName.OPINIONS: "opinion",
    SectionName.CONTEXT: "context",
}


class Form(QWidget):
    """Holds the wish; says so whenever it is another one."""

    changed = Signal()

    def __init__(self, theme: Theme, session: Session, wish: Wish, settings: Settings) -> None:
        """``wish`` is shown first."""
        super().__init__()
        self._session = session
        self._first, self._settings = wish, settings
        options = wish.options
        self.setFixedWidth(WIDTH)
        self.format = Choices(theme, _formats(), wish.format)
        self.title = line(options.title, _("Title of the briefing"))
        self.author = line(options.author, _("Nobody"))
        self.reference = line(options.reference, _("None"))
        self.page_size = Choices(
            theme, (("A4", _("A4")), ("Letter", _("US Letter"))), options.page_size
        )
        self.part = Choices(
            theme, (("sections", _("Sections")), ("passages", _("Passages"))), "sections"
        )
        self.part.setAccessibleName(_("What to choose"))
        self.sections = SectionsList(theme, options.sections)
        self.passages = PassageChoice(theme, session, options.left_out)
        self.hint = QLabel(_("Drag, or Alt with an arrow key, to move a section."))
        self._lay_out(theme)
        for field in (self.title, self.author, self.reference):
            field.textChanged.connect(self._changed)
        for choices in (self.format, self.page_size):
            choices.group.buttonClicked.connect(self._changed)
        self.part.group.buttonClicked.connect(self._turn)
        self.sections.changed.connect(self._changed)
        self.passages.changed.connect(self._changed)
        self._show_counts()

    @property
    def wish(self) -> Wish:
        """The document as it is wanted now."""
        author, known = self.author.text().strip(), self._settings
        options = Options(
            title=self.title.text().strip(),
            reference=self.reference.text().strip(),
            author=author,
            initials=known.initials if author == known.author else "",
            page_size=cast("PageSize", self.page_size.value),
            language=self._first.options.language,
            sections=self.sections.chosen,
            left_out=self.passages.left_out,
        )
        return Wish(cast("Format", self.format.value), options)

    def show_part(self, name: str) -> None:
        """Turn to "sections" or "passages"."""
        for button in self.part.group.buttons():
            button.setChecked(getattr(button, "value", "") == name)
        self._turn()

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(12)
        column.addWidget(titled(_("Export briefing"), theme))
        column.addLayout(labelled(_("Format"), self.format, theme))
        column.addLayout(labelled(_("Title"), self.title, theme))
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addLayout(labelled(_("Author"), self.author, theme))
        pair.addLayout(labelled(_("Reference"), self.reference, theme))
        column.addLayout(pair)
        column.addLayout(labelled(_("Page size"), self.page_size, theme))
        column.addSpacing(4)
        column.addWidget(self.part)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setFont(theme.ui_font(12))
        self.hint.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        first = QWidget()
        rows = QVBoxLayout(first)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.sections, 1)
        rows.addWidget(self.hint)
        self.stack = QStackedWidget()
        self.stack.addWidget(first)
        self.stack.addWidget(self.passages)
        column.addWidget(self.stack, 1)

    def _turn(self) -> None:
        self.stack.setCurrentIndex(1 if self.part.value == "passages" else 0)

    def _changed(self) -> None:
        self.page_size.setEnabled(self.format.value in ("docx", "pdf"))
        self._show_counts()
        self.changed.emit()

    def _show_counts(self) -> None:
        session, left_out = self._session, self.passages.model.left_out
        by_tag = Counter(
            held.tag for held in session.annotations.values() if held.id not in left_out
        )
        total = sum(by_tag.values())
        counts = {name: by_tag[tag] for name, tag in _LISTED.items()}  # type: ignore[index]
        counts[SectionName.OTHER] = total - sum(counts.values())
        counts[SectionName.PASSAGES] = total
        shown = {name: str(count) if count else _("none") for name, count in counts.items()}
        shown[SectionName.ARTICLES] = str(len(session.sources))
        shown[SectionName.SOURCES] = str(len(session.sources))
        tags = len(by_tag)
        shown[SectionName.LEGEND] = ngettext("{count} tag", "{count} tags", tags).format(count=tags)
        self.sections.show_counts(shown)
        chosen, passages = len(self.sections.chosen), len(session.annotations)
        for button, words in zip(
            self.part.group.buttons(),
            (
                _("Sections · {count}").format(count=chosen),
                _("Passages · {count} of {total}").format(count=total, total=passages)
                if total != passages
                else _("Passages · {count}").format(count=total),
            ),
            strict=True,
        ):
            button.setText(words)
            button.setAccessibleName(words)


def _formats() -> tuple[tuple[str, str], ...]:
    names = {"docx": _("Word"), "pdf": _("PDF"), "html": _("HTML"), "md": _("Markdown")}
    return tuple((one, names[one]) for one in get_args(Format))

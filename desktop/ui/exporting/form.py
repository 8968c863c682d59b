"""What the briefing is to be: its format, who and what it names, its sections and passages."""

from collections import Counter
from typing import cast, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop.editing.sources import tidy_marking
from desktop.i18n import _, ngettext
from desktop.model.change import MARKING_AT_MOST
from desktop.model.identity import TagId
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
    SectionName.CLAIMS: TagId("claim"),
    SectionName.QUOTES: TagId("quote"),
    SectionName.OPINIONS: TagId("opinion"),
    SectionName.CONTEXT: TagId("context"),
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
        self.author = line(options.author, _("Author (empty)"))
        self.reference = line(options.reference, _("None"))
        given = session.info.marking if options.marking is None else options.marking
        self.marking = line(given, _("None"))
        self.marking.setMaxLength(MARKING_AT_MOST)
        self.marking.setToolTip(_("Such as TLP:AMBER; it stands on every page."))
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
        for field in (self.title, self.author, self.reference, self.marking):
            field.textChanged.connect(self._changed)
        for choices in (self.format, self.page_size):
            choices.group.buttonClicked.connect(self._changed)
        self.part.group.buttonClicked.connect(self._turn)
        self.sections.changed.connect(self._changed)
        self.passages.changed.connect(self._changed)
        self._show_state()

    @property
    def wish(self) -> Wish:
        """The document as it is wanted now."""
        author, known = self.author.text().strip(), self._settings
        marking, marked = tidy_marking(self.marking.text()), self._session.info.marking
        options = Options(
            title=self.title.text().strip(),
            reference=self.reference.text().strip(),
            author=author,
            initials=known.initials if author == known.author else "",
            page_size=cast("PageSize", self.page_size.value),
            language=self._first.options.language,
            sections=self.sections.chosen,
            left_out=self.passages.left_out,
            marking=None if marking == marked else marking,
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
        column.addLayout(labelled(self._title_label(), self.title, theme))
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addLayout(labelled(_("Author"), self.author, theme))
        pair.addLayout(labelled(_("Reference"), self.reference, theme))
        column.addLayout(pair)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addLayout(labelled(_("Marking"), self.marking, theme), 1)
        pair.addLayout(labelled(_("Page size"), self.page_size, theme), 1)
        column.addLayout(pair)
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

    def _title_label(self) -> str:
        """Says where a title comes from that nobody has given yet, so that somebody looks at it."""
        given = self._session.info.title or self._session.briefing.title
        return _("Title") if given else _("Title, taken from the article")

    def _turn(self) -> None:
        self.stack.setCurrentIndex(1 if self.part.value == "passages" else 0)

    def _changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        """What follows from the choices: counts, and whether there are pages at all."""
        self.page_size.setEnabled(self.format.value in ("docx", "pdf"))
        session, left_out = self._session, self.passages.model.left_out
        by_tag = Counter(
            held.tag for held in session.annotations.values() if held.id not in left_out
        )
        self.sections.show_counts(_counts(by_tag, len(session.sources)))
        count, total = sum(by_tag.values()), len(session.annotations)
        of_all = _("Passages · {count} of {total}") if count != total else _("Passages · {count}")
        sections, passages = self.part.group.buttons()
        sections.setText(_("Sections · {count}").format(count=len(self.sections.chosen)))
        passages.setText(of_all.format(count=f"{count:,}", total=f"{total:,}"))
        for button in (sections, passages):
            button.setAccessibleName(button.text())


def _counts(by_tag: Counter[TagId], sources: int) -> dict[SectionName, str]:
    """What each section would hold, in a word."""
    passages = {name: by_tag[tag] for name, tag in _LISTED.items()}
    total = sum(by_tag.values())
    passages[SectionName.OTHER] = total - sum(passages.values())
    passages[SectionName.PASSAGES] = total
    shown = {name: f"{count:,}" if count else _("none") for name, count in passages.items()}
    tags = ngettext("{count} tag", "{count} tags", len(by_tag)).format(count=len(by_tag))
    articles = f"{sources:,}"
    return {
        **shown,
        SectionName.LEGEND: tags,
        SectionName.ARTICLES: articles,
        SectionName.SOURCES: articles,
    }


def _formats() -> tuple[tuple[str, str], ...]:
    names = {"docx": _("Word"), "pdf": _("PDF"), "html": _("HTML"), "md": _("Markdown")}
    return tuple((one, names[one]) for one in get_args(Format))

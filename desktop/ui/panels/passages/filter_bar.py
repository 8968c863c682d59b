"""The filter over the list: one field, the tags with their counts, and a menu of all the rest."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.i18n import _
from desktop.listing.facets import Facet, State
from desktop.listing.folding import fold
from desktop.listing.listing import Listing
from desktop.listing.query import Conditions
from desktop.model.grades import Credibility, Reliability
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import Theme
from desktop.ui.panels.passages.chips import HEIGHT, Chip, Flow

_MOST = 40
"""Values of one facet that a menu offers; more are reached by typing."""


class FilterField(QLineEdit):
    """Where words are typed. Escape empties it first and then leaves; Down goes to the rows."""

    reached = Signal()
    left = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (
            Qt.Key.Key_Escape,
            Qt.Key.Key_Down,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Emits the whole filter whenever a part of it changes; is told what there is to count."""

    asked = Signal(object)
    """Another filter: ``Conditions``."""
    left = Signal()
    """The keys are to go on to the rows."""

    def __init__(self, theme: Theme, listing: Listing) -> None:
        """``listing`` is read for its counts only."""
        super().__init__()
        self._theme, self._listing = theme, listing
        self._conditions = Conditions()
        self._chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 6)
        column.setSpacing(8)
        self.field = FilterField()
        self.field.setFixedHeight(32)
        self.field.setTextMargins(2, 0, 4, 0)
        self.field.setPlaceholderText(_("Filter by tag, speaker, text, note"))
        self.field.setAccessibleName(_("Filter passages"))
        self.field.setToolTip(
            _("Words, or tag:quote speaker:chen label:port source:s2 grade:b credibility:2 note:")
        )
        mark = QAction(icon("filter", theme, "ink2"), "", self.field)
        self.field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.clear_words = QAction(icon("x", theme, "ink2"), _("Clear the words"), self.field)
        self.clear_words.triggered.connect(self.field.clear)
        self.field.addAction(self.clear_words, QLineEdit.ActionPosition.TrailingPosition)
        self.clear_words.setVisible(False)
        self._name_clear_button()
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.left)
        self.field.reached.connect(lambda: QTimer.singleShot(0, self, self._prepare))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        column.addLayout(line)
        self.explanation = QLabel()
        self.explanation.setTextFormat(Qt.TextFormat.PlainText)
        self.explanation.setWordWrap(True)
        self.explanation.setFont(theme.ui_font(12))
        self.explanation.hide()
        column.addWidget(self.explanation)
        self.chips = QWidget()
        self.chips.setAccessibleName(_("Filters"))
        self._flow = Flow(self.chips)
        self.more = QToolButton()
        self.more.setToolTip(_("Filter by speaker, source, grade, state or label"))
        self.more.setAccessibleName(_("More filters"))
        self.more.setIcon(icon("plus", theme, "ink2"))
        self.more.setIconSize(QSize(16, 16))
        self.more.setFixedSize(28, 32)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clear_button = QPushButton(_("Clear filters"))
        self.clear_button.setFlat(True)
        self.clear_button.setFont(theme.ui_font(12))
        self.clear_button.setFixedHeight(HEIGHT)
        self.clear_button.clicked.connect(self.clear)
        self.menu = QMenu(self.more)
        self.menu.aboutToShow.connect(self._fill)
        self.more.clicked.connect(self._offer)
        line.addWidget(self.more)
        self._flow.addWidget(self.clear_button)
        self.clear_button.hide()
        column.addWidget(self.chips)

    @property
    def conditions(self) -> Conditions:
        """What is asked for."""
        return self._conditions

    def clear(self) -> None:
        """Ask for nothing."""
        self._conditions = Conditions()
        blocked = self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(blocked)
        self._ask()
        self.field.setFocus()

    def toggle(self, facet: Facet, value: str) -> None:
        """Ask for a value, or no longer."""
        self._conditions = self._conditions.toggled(facet, value)
        self._ask()

    def show_only(self, facet: Facet, value: str) -> None:
        """Ask for this one value of a facet; for none of it where that is what is asked already."""
        chosen = self._conditions.chosen
        others = frozenset(one for one in chosen if one[0] is not facet)
        wanted = others if (facet, value) in chosen else others | {(facet, value)}
        self._conditions = replace(self._conditions, chosen=wanted)
        self._ask()

    def drop(self, facet: Facet) -> bool:
        """Ask for no value of a facet any more; False where none was asked for."""
        kept = frozenset(one for one in self._conditions.chosen if one[0] is not facet)
        if kept == self._conditions.chosen:
            return False
        self._conditions = replace(self._conditions, chosen=kept)
        self._ask()
        return True

    def forget(self) -> None:
        """Another session is shown, in which nothing is asked for yet."""
        if self._conditions != Conditions():
            self._conditions = Conditions()
            self.field.clear()
            self._ask()

    def show_counts(self) -> None:
        """The listing has changed: count anew and show a chip for each value that is asked for."""
        listing, chosen = self._listing, self._conditions.chosen
        wanted = [(Facet.TAG, tag.id) for tag in listing.ground.codebook]
        wanted += sorted(one for one in chosen if one[0] is not Facet.TAG)
        titles = [listing.ground.title(*one) for one in wanted]
        shown = [(chip.facet, chip.value, chip.text()) for chip in self._chips]
        if shown != [(*one, title) for one, title in zip(wanted, titles, strict=True)]:
            self._make_chips(wanted, titles)
        for chip in self._chips:
            count = listing.sieve.counts(chip.facet)[chip.value]
            chip.show_count(count, (chip.facet, chip.value) in chosen)
        self.clear_button.setVisible(self._conditions.active)
        self.clear_words.setVisible(bool(self.field.text()))
        self._explain()
        for part in (self.chips, self.more):
            part.setVisible(bool(listing.total))

    def _make_chips(self, wanted: list[tuple[Facet, str]], titles: list[str]) -> None:
        focused = next(((c.facet, c.value) for c in self._chips if c.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.clear_button)
        tags = self._listing.ground.tags
        self._chips = []
        QWidget.setTabOrder(self.field, self.more)
        before: QWidget = self.more
        for (facet, value), title in zip(wanted, titles, strict=True):
            tag = tags.get(value)
            chip = Chip(self._theme, facet, value, title, tag if facet is Facet.TAG else None)
            chip.clicked.connect(partial(self._pushed, facet, value))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()
            QWidget.setTabOrder(before, chip)
            before = chip
            if focused == (facet, value):
                chip.setFocus()
        self._flow.addWidget(self.clear_button)
        QWidget.setTabOrder(before, self.clear_button)
        if focused is not None and focused not in wanted:
            self.more.setFocus()

    def _explain(self) -> None:
        """Say beside the field why what is typed there cannot find what is meant."""
        sentence = self._listing.sieve.explanation()
        if sentence != self.explanation.text():
            self.explanation.setText(sentence)
            self.field.setAccessibleDescription(sentence)
        self.explanation.setVisible(bool(sentence))

    def _name_clear_button(self) -> None:
        """The cross in the field is a button that Qt makes, without a name of its own."""
        for button in self.field.findChildren(QToolButton):
            if self.clear_words in button.actions():
                button.setAccessibleName(_("Clear the words"))

    def _prepare(self) -> None:
        """Fold what is searched while nobody has typed yet."""
        self._listing.sieve.words()

    def _offer(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _fill(self) -> None:
        """The values there are, each with the number of passages that would be listed."""
        self.menu.clear()
        for facet, title in (
            (Facet.SPEAKER, _("Speaker")),
            (Facet.SOURCE, _("Source")),
            (Facet.RELIABILITY, _("Grade of the source")),
            (Facet.CREDIBILITY, _("Credibility")),
            (Facet.STATE, _("State")),
            (Facet.LABEL, _("Label")),
        ):
            part = self.menu.addMenu(title)
            self._fill_part(part, facet)
            part.setEnabled(not part.isEmpty())

    def _fill_part(self, part: QMenu, facet: Facet) -> None:
        ground, chosen = self._listing.ground, self._conditions.chosen
        counted = self._listing.sieve.counts(facet)
        values = [value for value, count in counted.items() if count or (facet, value) in chosen]
        if facet in _FIXED:
            values = [value for value in _FIXED[facet] if value in values]
        elif facet is Facet.SOURCE:
            values = [id_ for id_ in ground.sources if id_ in values]
        else:
            values = sorted(values, key=lambda one: (-counted[one], fold(one)))[:_MOST]
            values.sort(key=lambda one: (not one, fold(one)))
        for value in values:
            title = ground.title(facet, value).replace("&", "&&")
            action = part.addAction(f"{title}\t{counted[value]}")
            action.setCheckable(True)
            action.setChecked((facet, value) in chosen)
            action.triggered.connect(partial(self._pushed, facet, value))

    def _pushed(self, facet: Facet, value: str, _checked: bool = False) -> None:
        self.toggle(facet, value)

    def _typed(self, text: str) -> None:
        self._conditions = replace(self._conditions, text=text)
        self._ask()

    def _ask(self) -> None:
        self.asked.emit(self._conditions)
        self.show_counts()


_FIXED: dict[Facet, list[str]] = {
    Facet.STATE: list(State),
    Facet.RELIABILITY: [one for one in Reliability if one],
    Facet.CREDIBILITY: [one for one in Credibility if one],
}

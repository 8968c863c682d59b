"""Where the review shows: the tab of suggestions, the bar of decisions, boxes over the article."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.editing.reasons import signs
from desktop.i18n import _, ngettext
from desktop.model.annotation import words
from desktop.model.suggestion import Suggestion
from desktop.settings import Settings
from desktop.ui.late import Late
from desktop.ui.look.theme import Theme
from desktop.ui.panels.side import PassagesHead
from desktop.ui.panels.sources import SourcesPanel
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.painting.outlines import Outlines
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.keys import TriageKeys
from desktop.ui.triage.looking import Looking
from desktop.ui.triage.triage import Triage
from desktop.ui.triage.wording import SHOWN, Wording

if TYPE_CHECKING:
    from desktop.ui.triage.bar import DecisionBar
    from desktop.ui.triage.panel import SuggestionsPanel


class Places(NamedTuple):
    """The parts of the window in which a review shows itself."""

    head: PassagesHead
    side: QBoxLayout
    """Below the head: the tab of suggestions goes to its end."""
    passages: tuple[QWidget, ...]
    """What the tab of passages shows."""
    middle: QBoxLayout
    """Around the article: the bar goes to its end."""
    status: StatusRow
    sources: SourcesPanel
    """Says of each article how many suggestions wait in it."""
    open_side: Callable[[], None]
    """Shows the side where it is hidden."""


class Review(QObject):
    """Owns tab and bar, made when they are first needed."""

    def __init__(
        self,
        triage: Triage,
        looking: Looking,
        workspace: Workspace,
        theme: Theme,
        reader: Reader,
        places: Places,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(triage)
        self._triage, self._looking = triage, looking
        self._workspace, self._theme, self._reader = workspace, theme, reader
        self._places = places
        self._settings, self._store = settings, store
        self._hidden = False
        self._outlines: tuple[tuple[Suggestion, ...], Outlines] | None = None
        self._wording = Wording(workspace, theme, lambda: reader.offsets)
        self._panel = Late(self._make_panel)
        self._bar = Late(self._make_bar)
        self._keys = TriageKeys(triage, workspace, reader, self._wording)
        triage.began.connect(self._begin)
        triage.ended.connect(self._end)
        triage.reached.connect(self._reach)
        triage.changed.connect(self._draw)
        looking.told.connect(self._show_status)
        places.head.tab_chosen.connect(self._turn)
        theme.changed.connect(self._draw)
        reader.passage_clicked.connect(self._clicked)

    @property
    def panel(self) -> "SuggestionsPanel":
        """The tab of suggestions."""
        return self._panel()

    @property
    def bar(self) -> "DecisionBar":
        """The bar of decisions."""
        return self._bar()

    def hide(self, hidden: bool) -> None:
        """Draw no boxes in the text but those of a review, or also those of the tab again."""
        self._hidden = hidden
        self._draw()

    # Facts

    def _begin(self) -> None:
        self._places.open_side()
        self._places.head.suggestions.setChecked(True)
        self.bar.show()

    def _end(self) -> None:
        if self._bar.made is not None:
            self._bar.made.hide()
        self._places.head.suggestions.setChecked(False)

    def _reach(self, one: Suggestion) -> None:
        self._reader.place_caret(one.start)  # where keys go on after the review
        self._reader.bring_in_sight(one.spans[0])
        source = self._workspace.source
        if source is not None:
            said = words(source.text, one.spans)[:SHOWN]
            asked = f"{self._wording.form_of(one)}? {self._wording.reason_of(one)}. {said}"
            self._places.status.announce(asked)

    def _draw(self) -> None:
        source, waiting = self._workspace.source, self._triage.waiting
        listed = self._places.head.suggestions.isChecked() and not self._hidden
        shown = bool(waiting) and (self._triage.active or listed)
        outlines = self._outlined(source.text) if source is not None and shown else None
        if outlines is not None or self._reader.outlines is not None:
            self._reader.show_outlines(outlines)
        counts = self._triage.counts
        self._places.head.suggestions.show_count(len(waiting), sum(counts.values()))
        self._places.sources.show_waiting(counts, self._triage.to_look_at_again)
        self._show_status()
        if self._panel.made is not None:
            self._show_panel(self._panel.made)
        if self._bar.made is not None and self._triage.active:
            one = self._triage.current
            if one is not None:
                why = self._wording.reason_of(one)
                self._bar.made.show_row(self._wording.row(one), self._wording.form_of(one), why)
            else:
                self._bar.made.show_nothing(self._nothing(), self._tally())
            self._bar.made.back.setEnabled(self._triage.answered)

    def _outlined(self, text: str) -> Outlines:
        """The boxes; those of the same suggestions are not looked up again."""
        waiting, one = self._triage.waiting, self._triage.current
        if self._outlines is None or self._outlines[0] is not waiting:
            offsets, signs_of = self._reader.offsets, self._wording.signs_of
            self._outlines = waiting, Outlines(self._theme, offsets, waiting, signs_of)
        words_of = (self._wording.form_of(one), signs(one, text)) if one is not None else ("", "")
        self._outlines[1].point_at(one, words_of)
        return self._outlines[1]

    def _show_panel(self, panel: "SuggestionsPanel") -> None:
        triage = self._triage
        answers = [answer for _one, answer in reversed(triage.decided)]
        panel.show_state(answers, len(triage.waiting), len(triage.sure), triage.current is not None)
        panel.tally.setText(self._tally())
        panel.empty.setText(self._nothing())
        panel.waiting.entries.show(list(triage.waiting), self._wording.row)
        decided = {id(one): answer for one, answer in triage.decided}
        panel.decided.entries.forget()
        panel.decided.entries.show(
            [one for one, _answer in triage.decided],
            lambda one: self._wording.row(one, decided[id(one)]),
        )
        panel.waiting.show_current(triage.current)

    def _show_status(self) -> None:
        triage, source = self._triage, self._workspace.source
        unknown = source is not None and source.id in triage.to_look_at_again
        self._places.status.show_suggestions(
            len(triage.waiting), sum(triage.elsewhere.values()), unknown, self._looking.model
        )

    def _tally(self) -> str:
        """How many were answered, and how."""
        answers = [answer for _one, answer in self._triage.decided]
        accepted, rejected, skipped = map(answers.count, ("accepted", "rejected", "skipped"))
        parts = (
            (accepted, ngettext("{count} accepted", "{count} accepted", accepted)),
            (rejected, ngettext("{count} rejected", "{count} rejected", rejected)),
            (skipped, ngettext("{count} skipped", "{count} skipped", skipped)),
        )
        said = [words.format(count=count) for count, words in parts if count]
        if not self._triage.waiting and self._triage.elsewhere:
            said.append(self._triage.others_in_words())
        return " · ".join(said)

    def _nothing(self) -> str:
        source = self._workspace.source
        if source is not None and source.id in self._triage.to_look_at_again:
            return _(
                "Suggestions were decided here before. Press F7 and the program looks again for"
                " those that still wait."
            )
        if not self._looking.read:
            return _("Press F7 and the program looks for passages to suggest.")
        if self._looking.reading:
            return _("Looking for suggestions…")
        if source is not None and not self._looking.is_whole(source):
            return _("The article was not read to its end. Press F7 to look again.")
        if self._triage.decided:
            return _("All suggestions are decided.")
        return _(
            "Nothing to suggest here. Move the slider towards “Many” to see what is less sure."
        )

    # Hands

    def _turn(self, suggestions: bool) -> None:
        if suggestions or self._panel.made is not None:
            self.panel.setVisible(suggestions)
            for part in self._places.passages:
                part.setVisible(not suggestions)
        self._draw()

    def _clicked(self, _under: list[str]) -> None:
        one = self._triage.under(self._reader.caret()) if self._triage.active else None
        if one is not None:
            self._triage.go_to(one)

    def _set_level(self, level: int) -> None:
        self._store(replace(self._settings(), eagerness=level))
        self._triage.refresh()

    def _set_order(self, surest_first: bool) -> None:
        self._store(replace(self._settings(), surest_first=surest_first))
        self._triage.refresh()

    # Parts

    def _make_panel(self) -> "SuggestionsPanel":
        from desktop.ui.triage.panel import SuggestionsPanel

        chosen = self._settings()
        panel = SuggestionsPanel(self._theme, chosen.eagerness, chosen.surest_first)
        panel.hide()
        self._places.side.addWidget(panel)
        panel.level_chosen.connect(self._set_level)
        panel.order_chosen.connect(self._set_order)
        panel.slider.installEventFilter(self._keys)
        panel.slider.sliderReleased.connect(self._reader.setFocus)
        panel.order.activated.connect(self._reader.setFocus)
        panel.sure_asked.connect(self._triage.accept_sure)
        for queue in (panel.waiting, panel.decided):
            queue.chosen.connect(self._triage.choose)
            queue.installEventFilter(self._keys)
        return panel

    def _make_bar(self) -> "DecisionBar":
        from desktop.ui.triage.bar import DecisionBar

        bar, triage = DecisionBar(self._theme), self._triage
        bar.show_tags(self._workspace.session.codebook)
        bar.hide()
        self._places.middle.addWidget(bar)
        bar.accepted.connect(triage.accept)
        bar.accepted_as.connect(triage.accept)
        bar.rejected.connect(triage.reject)
        bar.skipped.connect(triage.skip)
        bar.taken_back.connect(triage.take_back)
        bar.done.connect(triage.end)
        return bar

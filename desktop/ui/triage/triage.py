"""Reviewing suggestions: what is found goes to article, list and bar, answers to the session."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from desktop.editing import suggesting
from desktop.editing.reasons import reason, signs
from desktop.i18n import _, ngettext
from desktop.model.annotation import words
from desktop.model.change import Change
from desktop.model.codebook import Tag
from desktop.model.decision import SuggestionEngine
from desktop.model.identity import TagId
from desktop.model.source import Source
from desktop.model.suggestion import Suggestion
from desktop.model.thresholds import SURE
from desktop.settings import Settings
from desktop.store.proposed import suggestions_of
from desktop.ui.late import Late
from desktop.ui.reader.outlines import Outlines
from desktop.ui.triage.holding import Found, Standing
from desktop.ui.triage.keys import TriageKeys
from desktop.ui.triage.reading import Reading
from desktop.ui.triage.wording import SHOWN, Wording

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.suggesting import Suggester
    from desktop.ui.triage.bar import DecisionBar
    from desktop.ui.triage.panel import SuggestionsPanel

ENGINE = SuggestionEngine("brieflight-suggest", "1", "en_core_web_sm")


class Triage(QObject):
    """Owns the tab of suggestions and the bar of decisions, made when they are first needed."""

    def __init__(
        self,
        window: "MainWindow",
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._reader = window, window.workspace, window.reader
        self._theme = window.theme
        self._settings, self._store = settings, store
        self._found = Found()
        self._standing = Standing()
        self._outlines: tuple[tuple[Suggestion, ...], Outlines] | None = None
        self._surest_first = True
        self._current: Suggestion | None = None
        self._active = False
        self._answered: list[Suggestion] = []
        self._reading: Reading | None = None
        self._codebook: tuple[Tag, ...] = ()
        self._suggester: Suggester | None = None
        self.wording = Wording(window.workspace, window.theme, lambda: self._reader.offsets)
        self._panel = Late(self._make_panel)
        self._bar = Late(self._make_bar)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        workspace = self._workspace
        workspace.opened.connect(self._opened)
        workspace.changed.connect(self._changed)
        window.following.reading.connect(self._article_shown)
        window.head.tab_chosen.connect(self._turn)
        self._theme.changed.connect(self._draw)
        self._keys = TriageKeys(self, workspace, self._reader)
        self._reader.passage_clicked.connect(self._clicked)

    # What is there

    @property
    def active(self) -> bool:
        """Whether suggestions are being decided one by one."""
        return self._active

    @property
    def current(self) -> Suggestion | None:
        """The suggestion to be decided."""
        return self._current

    @property
    def waiting(self) -> tuple[Suggestion, ...]:
        """The suggestions that wait, in the order chosen."""
        return self._standing.waiting

    @property
    def panel(self) -> "SuggestionsPanel":
        """The tab of suggestions."""
        return self._panel()

    @property
    def bar(self) -> "DecisionBar":
        """The bar of decisions."""
        return self._bar()

    # What is found

    def hear(self, suggester: "Suggester") -> None:
        """Take up what an engine finds."""
        self._suggester = suggester
        suggester.found.connect(self.add)
        suggester.progressed.connect(self._progressed)
        suggester.finished.connect(self._finished)
        suggester.failed.connect(lambda _words: self._over())
        suggester.state_changed.connect(lambda _state: self._show_status())

    def look(self) -> None:
        """Have the article read for suggestions, unless that was done."""
        source = self._workspace.source
        if source is None or self._found.holds(source.id, source.text):
            return
        self._found.begin(source.id, source.text)
        if known := suggestions_of(self._workspace.session, source.id):
            self.add(source.id, known)
            return
        self._read(source)

    def _read(self, source: Source) -> None:
        suggester = self._window.suggester
        self._reading = Reading(suggester.cancel, self)
        self._reading.cancelled.connect(self.refresh)
        self._window.status.show_job(self._reading, _("Looking for suggestions…"))
        suggester.run(source)

    def look_again(self) -> None:
        """Have the article read anew; what was decided stays decided."""
        source = self._workspace.source
        if source is not None:
            self._current = None
            self._found.begin(source.id, source.text)
            self.refresh()
            self._read(source)

    def add(self, source: str, some: tuple[Suggestion, ...]) -> None:
        """More suggestions for an article."""
        self._found.add(source, some)  # type: ignore[arg-type]
        self._soon.start()

    # Intents

    def begin(self) -> None:
        """Look for suggestions, and decide them one by one."""
        if self._workspace.source is None:
            return
        self._active = True
        if not self._window.right.isVisible():
            self._window.actions_by_name["right"].trigger()
        self._window.head.suggestions.setChecked(True)
        self.bar.show()
        self.look()
        self.refresh()
        self._reader.setFocus()

    def end(self) -> None:
        """Go back to reading."""
        self._active = False
        self._current = None
        if self._bar.made is not None:
            self._bar.made.hide()
        self._draw()
        self._reader.setFocus()

    def step(self, by: int) -> None:
        """The next (+1) or previous (-1) suggestion in the order chosen; begins where need be."""
        if not self._active:
            self.begin()
            return
        waiting = self._standing.waiting
        if not waiting:
            self._workspace.noticed.emit(_("No suggestion waits."))
            return
        at = _place(waiting, self._current)
        self._go_to(waiting[(at + by) % len(waiting)] if at >= 0 else waiting[0])

    def accept(self, tag: str = "") -> None:
        """Make a passage of the current suggestion, with its tag or another one."""
        one, source = self._current, self._workspace.source
        if one is None or source is None:
            return
        chosen = TagId(tag) if tag else None
        if self._workspace.do_as(
            lambda s, moment, by: suggesting.accept(s, source.id, [one], by, moment, chosen)
        ):
            self._answer(one)

    def reject(self) -> None:
        """Have the current suggestion never come back."""
        one, source = self._current, self._workspace.source
        if one is None or source is None:
            return
        if self._workspace.do_as(
            lambda s, moment, by: suggesting.reject(s, source.id, one, by, moment, ENGINE)
        ):
            self._answer(one)

    def skip(self) -> None:
        """Leave the current suggestion for later."""
        if self._current is not None:
            self._found.skip(self._current)
            self._answer(self._current)

    def take_back(self) -> None:
        """Let the suggestion answered last wait again."""
        source = self._workspace.source
        answers = {id(one): answer for one, answer in self._standing.decided}
        while self._answered and id(self._answered[-1]) not in answers:
            self._answered.pop()  # undone meanwhile
        if source is None or not self._answered:
            self._workspace.noticed.emit(_("There is no decision to take back."))
            return
        one = self._answered.pop()
        self._found.unskip(one)
        if answers[id(one)] != "skipped":
            held = self._workspace.passages(source.id)
            self._workspace.do_as(
                lambda s, _moment, _by: suggesting.take_back(s, source.id, one, held)
            )
        self.refresh()
        if _place(self._standing.waiting, one) >= 0:
            self._go_to(one)

    def accept_sure(self) -> None:
        """Accept all that are sure, in one step of undo."""
        source = self._workspace.source
        sure = [one for one in self._standing.waiting if one.score >= SURE]
        if source is None or not sure:
            self._workspace.noticed.emit(_("No suggestion is sure enough to be accepted unseen."))
            return
        if self._workspace.do_as(
            lambda s, moment, by: suggesting.accept(s, source.id, sure, by, moment)
        ):
            self.refresh()
            said = ngettext(
                "Accepted {count} suggestion.", "Accepted {count} suggestions.", len(sure)
            )
            self._workspace.noticed.emit(said.format(count=len(sure)))

    # Showing

    def refresh(self) -> None:
        """Work out what waits and show it."""
        self._soon.stop()
        source, before = self._workspace.source, self._standing
        if source is None:
            self._standing = Standing()
        else:
            held = self._workspace.passages(source.id)
            level = self._settings().eagerness
            self._standing = self._found.standing(
                self._workspace.session, source.id, held, level, self._surest_first
            )
        waiting = self._standing.waiting
        if self._active and _place(waiting, self._current) < 0:
            at = max(0, _place(before.waiting, self._current))
            left = {id(one) for one in waiting}
            later = (one for one in before.waiting[at:] if id(one) in left)
            self._current = next(later, waiting[0] if waiting else None)
            if self._current is not None:
                self._go_to(self._current, again=False)
        elif not self._active:
            self._current = None
        self._draw()

    def _draw(self) -> None:
        source, waiting = self._workspace.source, self._standing.waiting
        outlines = self._outlined(source.text) if source is not None and waiting else None
        if outlines is not None or self._reader.outlines is not None:
            self._reader.show_outlines(outlines)
        self._window.head.suggestions.show_count(len(waiting))
        self._show_status()
        if self._panel.made is not None:
            self._show_panel(self._panel.made)
        if self._bar.made is not None and self._active:
            one = self._current
            row = self.wording.row(one) if one is not None else None
            said_form = self.wording.form_of(one) if one is not None else ""
            why = reason(one, source.text) if one is not None and source is not None else ""
            self._bar.made.show_row(row, said_form, why)

    def _outlined(self, text: str) -> Outlines:
        """The boxes; those of the same suggestions are not looked up again."""
        waiting, one = self._standing.waiting, self._current
        if self._outlines is None or self._outlines[0] is not waiting:
            offsets, signs_of = self._reader.offsets, self.wording.signs_of
            self._outlines = waiting, Outlines(self._theme, offsets, waiting, signs_of)
        words_of = (self.wording.form_of(one), signs(one, text)) if one is not None else ("", "")
        self._outlines[1].point_at(one, words_of)
        return self._outlines[1]

    def _show_panel(self, panel: "SuggestionsPanel") -> None:
        standing = self._standing
        sure = sum(1 for one in standing.waiting if one.score >= SURE)
        answers = [answer for _one, answer in standing.decided]
        waiting = len(standing.waiting)
        panel.show_state(answers, waiting, sure, self._current is not None)
        panel.empty.setText(self._nothing())
        panel.waiting.entries.show(list(standing.waiting), self.wording.row)
        decided = {id(one): answer for one, answer in standing.decided}
        panel.decided.entries.forget()
        panel.decided.entries.show(
            [one for one, _answer in reversed(standing.decided)],
            lambda one: self.wording.row(one, decided[id(one)]),
        )
        panel.waiting.show_current(self._current)

    def _show_status(self) -> None:
        model = self._suggester.words if self._suggester is not None else ""
        self._window.status.show_suggestions(len(self._standing.waiting), model)

    def _nothing(self) -> str:
        source = self._workspace.source
        if source is None or not self._found.holds(source.id, source.text):
            return _("Press F7 and the program looks for passages to suggest.")
        if self._reading is not None:
            return _("Looking for suggestions…")
        if self._standing.decided:
            return _("All suggestions are decided.")
        return _(
            "Nothing to suggest here. Move the slider towards “Many” to see what is less sure."
        )

    def _go_to(self, one: Suggestion, again: bool = True) -> None:
        self._current = one
        self._reader.bring_in_sight(one.spans[0])
        source = self._workspace.source
        if source is not None:
            said = words(source.text, one.spans)[:SHOWN]
            asked = f"{self.wording.form_of(one)}? {reason(one, source.text)}. {said}"
            self._window.status.announce(asked)
        if again:
            self._draw()

    def _answer(self, one: Suggestion) -> None:
        self._answered.append(one)
        self.refresh()

    # Facts

    def _opened(self) -> None:
        self._found, self._answered = Found(), []
        self._article_shown()

    def _article_shown(self) -> None:
        self.wording.forget()
        self._current = None
        self._answered = []
        if self._active and self._workspace.source is not None:
            self.look()
        elif self._active:
            self.end()
        self.refresh()

    def _changed(self, _change: Change) -> None:
        if self._standing.waiting or self._standing.decided:
            self._soon.start()

    def _progressed(self, _source: str, done: float) -> None:
        if self._reading is not None:
            self._reading.progressed.emit(done)

    def _finished(self, _source: str) -> None:
        self._over()
        self.refresh()

    def _over(self) -> None:
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.done.emit()
            reading.deleteLater()

    def _turn(self, suggestions: bool) -> None:
        window = self._window
        if suggestions:
            self._show_panel(self.panel)
        elif self._panel.made is None:
            return
        self.panel.setVisible(suggestions)
        window.panel.setVisible(not suggestions)
        window.detail.setVisible(not suggestions)

    def _clicked(self, _under: list[str]) -> None:
        one = self.under(self._reader.caret()) if self._active else None
        if one is not None:
            self._go_to(one)

    def _choose(self, one: object) -> None:
        if isinstance(one, Suggestion) and _place(self._standing.waiting, one) >= 0:
            if not self._active:
                self.begin()
            self._go_to(one)

    def under(self, offset: int) -> Suggestion | None:
        """The shortest suggestion over a character."""
        over = [
            one
            for one in self._standing.waiting
            if any(span.start <= offset < span.end for span in one.spans)
        ]
        return min(over, key=lambda one: one.end - one.start, default=None)

    # Parts

    def _make_panel(self) -> "SuggestionsPanel":
        from desktop.ui.triage.panel import SuggestionsPanel

        panel = SuggestionsPanel(self._theme, self._settings().eagerness)
        panel.hide()
        layout = self._window.right.layout()
        if layout is not None:
            layout.addWidget(panel)
        panel.level_chosen.connect(self._set_level)
        panel.order_chosen.connect(self._set_order)
        panel.sure_asked.connect(self.accept_sure)
        for queue in (panel.waiting, panel.decided):
            queue.chosen.connect(self._choose)
            queue.installEventFilter(self._keys)
        return panel

    def _make_bar(self) -> "DecisionBar":
        from desktop.ui.triage.bar import DecisionBar

        bar = DecisionBar(self._theme)
        bar.show_tags(self._workspace.session.codebook)
        bar.hide()
        middle = self._window.stack.parentWidget()
        layout = middle.layout() if middle is not None else None
        if layout is not None:
            layout.addWidget(bar)
        bar.accepted.connect(self.accept)
        bar.accepted_as.connect(self.accept)
        bar.rejected.connect(self.reject)
        bar.skipped.connect(self.skip)
        bar.taken_back.connect(self.take_back)
        bar.done.connect(self.end)
        return bar

    def _set_level(self, level: int) -> None:
        self._store(replace(self._settings(), eagerness=level))
        self.refresh()

    def _set_order(self, surest_first: bool) -> None:
        self._surest_first = surest_first
        self.refresh()


def _place(waiting: tuple[Suggestion, ...], one: Suggestion | None) -> int:
    return next((place for place, other in enumerate(waiting) if other is one), -1)

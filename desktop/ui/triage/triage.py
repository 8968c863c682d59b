"""Reviewing suggestions: which wait, which is current, and what an answer does to the session."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.editing import suggesting
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit
from desktop.model.decision import Decision, SuggestionEngine
from desktop.model.identity import SourceId, TagId
from desktop.model.source import Source
from desktop.model.suggestion import Suggestion
from desktop.model.thresholds import SURE
from desktop.settings import Settings
from desktop.ui.reader.view import Reader
from desktop.ui.session.workspace import Workspace
from desktop.ui.triage.holding import Standing
from desktop.ui.triage.looking import Looking

_NAMED = 3
"""Other articles in which suggestions wait that are named one by one."""
ENGINE = SuggestionEngine("brieflight-suggest", "1", "en_core_web_sm")


class Triage(QObject):
    """Shows nothing itself: ``Review`` hears its signals."""

    changed = Signal()
    """What waits, what was decided or which one is current may have become another."""
    began = Signal()
    ended = Signal()
    """Suggestions are, or are no longer, decided one by one."""
    reached = Signal(object)
    """A ``Suggestion`` has become the current one."""

    def __init__(
        self,
        workspace: Workspace,
        reader: Reader,
        looking: Looking,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(looking)
        self._workspace, self._reader, self._looking = workspace, reader, looking
        self._settings = settings
        self._standing = Standing()
        self._current: Suggestion | None = None
        self._active = False
        self._answered: list[Suggestion] = []
        self._moved = False
        """Somebody has chosen a suggestion or answered one since the review began."""
        self._asked_again = False
        """The article is read anew without a review: how it ends is to be said."""
        self._counts: dict[SourceId, int] = {}
        """How many wait in each article of which anything is known."""
        self._uncounted: set[SourceId] = set()
        self._level = settings().eagerness
        """The level at which they were counted."""
        self._earlier: frozenset[SourceId] = frozenset()
        """The articles in which suggestions were decided before the session was opened."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._count_soon = QTimer(self, singleShot=True, interval=0)
        self._count_soon.timeout.connect(self._count_next)
        looking.more.connect(self._soon.start)
        looking.ended.connect(self._read)
        workspace.opened.connect(self._opened)
        workspace.changed.connect(self._changed)

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
    def counts(self) -> Mapping[SourceId, int]:
        """How many suggestions wait in each article of the session in which any do."""
        there = self._workspace.session.sources
        return {id_: self._counts[id_] for id_ in there if self._counts.get(id_)}

    @property
    def elsewhere(self) -> Mapping[SourceId, int]:
        """The same, without the article that is read."""
        shown = self._workspace.source
        return {id_: n for id_, n in self.counts.items() if shown is None or id_ != shown.id}

    @property
    def to_look_at_again(self) -> frozenset[SourceId]:
        """The articles whose suggestions were decided before, of which it is not known whether
        more wait: they have to be read anew."""
        sources = self._workspace.session.sources
        return frozenset(
            id_
            for id_ in self._earlier
            if id_ in sources and not self._looking.found.holds(id_, sources[id_].text)
        )

    @property
    def decided(self) -> tuple[tuple[Suggestion, str], ...]:
        """Those that were answered, the newest first, each with its answer."""
        when = {id(one): number for number, one in enumerate(self._answered)}
        decided = self._standing.decided
        return tuple(sorted(decided, key=lambda pair: when.get(id(pair[0]), -1), reverse=True))

    @property
    def answered(self) -> bool:
        """Whether there is an answer to take back."""
        decided = {id(one) for one, _answer in self._standing.decided}
        return any(id(one) in decided for one in self._answered)

    @property
    def sure(self) -> list[Suggestion]:
        """Those that wait and may be accepted unseen."""
        return [one for one in self._standing.waiting if one.score >= SURE]

    def under(self, offset: int) -> Suggestion | None:
        """The shortest suggestion over a character."""
        over = [
            one
            for one in self._standing.waiting
            if any(span.start <= offset < span.end for span in one.spans)
        ]
        return min(over, key=lambda one: one.end - one.start, default=None)

    # Intents

    def begin(self) -> None:
        """Look for suggestions, and decide them one by one."""
        if self._workspace.source is None:
            return
        self._active, self._moved = True, False
        self.began.emit()
        self._looking.look()
        self.refresh()
        self._reader.setFocus()

    def end(self) -> None:
        """Go back to reading."""
        self._active = False
        self._current = None
        self.ended.emit()
        self.changed.emit()
        self._reader.setFocus()

    def step(self, by: int) -> None:
        """The next (+1) or previous (-1) suggestion in the order chosen; begins where need be."""
        if not self._active:
            self.begin()
            return
        waiting = self._standing.waiting
        if not waiting:
            self._workspace.noticed.emit(self._none_waits())
            return
        at = _place(waiting, self._current)
        self.go_to(waiting[(at + by) % len(waiting)] if at >= 0 else waiting[0])

    def accept(self, tag: str = "") -> None:
        """Make a passage of the current suggestion, with its tag or another one."""
        one, source = self._to_decide()
        if one is None or source is None:
            return
        chosen = TagId(tag) if tag else None
        if self._workspace.do_as(
            lambda s, moment, by: suggesting.accept(s, source.id, [one], by, moment, chosen)
        ):
            self._answer(one)

    def reject(self) -> None:
        """Have the current suggestion never come back."""
        one, source = self._to_decide()
        if one is None or source is None:
            return
        if self._workspace.do_as(
            lambda s, moment, by: suggesting.reject(s, source.id, one, by, moment, ENGINE)
        ):
            self._answer(one)

    def skip(self) -> None:
        """Leave the current suggestion for later."""
        one, _source = self._to_decide()
        if one is not None:
            self._looking.found.skip(one)
            self._answer(one)

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
        self._looking.found.unskip(one)
        if answers[id(one)] != "skipped":
            held = self._workspace.passages(source.id)
            self._workspace.do_as(
                lambda s, _moment, _by: suggesting.take_back(s, source.id, one, held)
            )
        self.refresh()
        if _place(self._standing.waiting, one) >= 0:
            self.go_to(one)

    def accept_sure(self) -> None:
        """Accept all that are sure, in one step of undo."""
        source, sure = self._workspace.source, self.sure
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

    def look_again(self) -> None:
        """Have the article read anew; what was decided stays decided."""
        self._current = None
        self._looking.look_again()
        self._asked_again = not self._active

    def choose(self, one: object) -> None:
        """Make one that waits the current one; begins where need be."""
        if isinstance(one, Suggestion) and _place(self._standing.waiting, one) >= 0:
            if not self._active:
                self.begin()
            self.go_to(one)

    def go_to(self, one: Suggestion) -> None:
        """Make it the current one."""
        self._current, self._moved = one, True
        self.reached.emit(one)
        self.changed.emit()

    # Facts

    def refresh(self) -> None:
        """Work out what waits."""
        self._soon.stop()
        source, before = self._workspace.source, self._standing
        if source is None:
            self._standing = Standing()
        else:
            held = self._workspace.passages(source.id)
            chosen = self._settings()
            self._standing = self._looking.found.standing(
                self._workspace.session, source.id, held, chosen.eagerness, chosen.surest_first
            )
            self._count(source.id, chosen.eagerness)
        waiting = self._standing.waiting
        if self._active and _place(waiting, self._current) < 0:
            at = max(0, _place(before.waiting, self._current))
            left = {id(one) for one in waiting}
            later = (one for one in before.waiting[at:] if id(one) in left)
            self._current = next(later, waiting[0] if waiting else None)
            if self._current is not None:
                self.reached.emit(self._current)
        elif not self._active:
            self._current = None
        self.changed.emit()

    def show_article(self) -> None:
        """Another article is being read."""
        self._current = None
        self._answered = []
        if self._active and self._workspace.source is not None:
            self._looking.look()
        elif self._active:
            self.end()
        self.refresh()

    def _read(self) -> None:
        """The article is read to its end: a review that nobody has moved in begins at the first."""
        if not self._moved:
            self._current, self._standing = None, Standing()
        self.refresh()
        if self._asked_again and not self._active and not self._looking.reading:
            self._asked_again = False
            waiting = len(self._standing.waiting)
            words = ngettext("{count} suggestion waits.", "{count} suggestions wait.", waiting)
            said = words.format(count=waiting) if waiting else self._none_waits()
            self._workspace.noticed.emit(said)

    def _to_decide(self) -> tuple[Suggestion | None, Source | None]:
        """The current suggestion and its article; says so where none is current."""
        if self._current is None:
            self._workspace.noticed.emit(self._none_waits())
        return self._current, self._workspace.source

    def _answer(self, one: Suggestion) -> None:
        self._moved = True
        self._answered.append(one)
        self.refresh()

    def _opened(self) -> None:
        session = self._workspace.session
        if self._active:  # that was a review of another session
            self.end()
        self._looking.take_up_stored()
        self._counts = {}
        self._uncounted = set(self._looking.found.sources)
        suggested = (one.source for one in session.annotations.values() if one.suggested)
        rejected = (one.source for one in session.decisions.values())
        self._earlier = frozenset((*suggested, *rejected))
        self.show_article()

    def _changed(self, change: Change) -> None:
        """Also where all is marked: what is deleted may be suggested again."""
        known = set(self._looking.found.sources)
        touched = {one for edit in change.edits for one in _articles(edit)} & known
        self._uncounted |= touched
        if self._looking.read or touched:
            self._soon.start()

    # Counts

    def _count(self, shown: SourceId, level: int) -> None:
        """Take up how many wait in the article shown; see to the others in a moment."""
        if level != self._level:
            self._level = level
            self._uncounted.update(self._looking.found.sources)
        self._counts[shown] = len(self._standing.waiting)
        self._uncounted.discard(shown)
        if self._uncounted:
            self._count_soon.start()

    def _count_next(self) -> None:
        """Count what waits in one article that is not read now: each may hold thousands."""
        if not self._uncounted:
            return
        id_ = self._uncounted.pop()
        held = self._workspace.passages(id_) if id_ in self._workspace.session.sources else []
        found, session = self._looking.found, self._workspace.session
        self._counts[id_] = len(found.standing(session, id_, held, self._level, False).waiting)
        if self._uncounted:
            self._count_soon.start()
        self.changed.emit()

    def _none_waits(self) -> str:
        """That none waits here, and where some do."""
        if not self.elsewhere:
            return _("No suggestion waits.")
        return _("No suggestion waits here; {others}.").format(others=self.others_in_words())

    def others_in_words(self) -> str:
        """Where suggestions wait in other articles: "14 wait in S1, 2 in S3"; may be empty."""
        numbers = {id_: at for at, id_ in enumerate(self._workspace.session.sources, 1)}
        others = list(self.elsewhere.items())
        named = others[:_NAMED] if len(others) <= _NAMED else []
        if not others:
            return ""
        if not named:
            return _("{count} wait in {articles} other articles").format(
                count=sum(count for _id, count in others), articles=len(others)
            )
        first = ngettext("{count} waits in S{number}", "{count} wait in S{number}", others[0][1])
        words = [first.format(count=others[0][1], number=numbers[others[0][0]])]
        for id_, count in named[1:]:
            words.append(_("{count} in S{number}").format(count=count, number=numbers[id_]))
        return ", ".join(words)


def _articles(edit: Edit) -> list[SourceId]:
    """The articles that an edit is about."""
    record = edit.after if edit.after is not None else edit.before
    if isinstance(record, Source):
        return [record.id]
    return [record.source] if isinstance(record, Annotation | Decision) else []


def _place(waiting: tuple[Suggestion, ...], one: Suggestion | None) -> int:
    return next((place for place, other in enumerate(waiting) if other is one), -1)

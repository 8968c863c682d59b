"""Find in the article: what is typed into the find bar becomes hits in reader and strip."""

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from desktop.i18n import _, ngettext
from desktop.model.annotation import Span
from desktop.model.hits import NO_HITS, Hits
from desktop.model.identity import TagId
from desktop.model.source import Source
from desktop.settings import Settings
from desktop.ui.panels.status import StatusRow
from desktop.ui.reader.find_bar import FindBar
from desktop.ui.reader.overview import Overview
from desktop.ui.reader.view import Reader
from desktop.ui.session.facts import Fact
from desktop.ui.session.workspace import Workspace

if TYPE_CHECKING:
    from desktop.finding import FoldedText  # loaded with the first search

_OF_HITS = Fact.OPENED | Fact.SESSION | Fact.ARTICLE | Fact.SEARCH
"""What the number of a hit depends on."""
_SHORT = 80
"""Code points; a longer selection is something to tag rather than to look for."""


class Searching(QObject):
    """Owns the hits of the article being read. The caret is where a search goes on from."""

    hits_changed = Signal()
    """Other words are looked for, in another article, or another hit is the current one."""

    def __init__(
        self,
        workspace: Workspace,
        reader: Reader,
        overview: Overview,
        bar: FindBar,
        status: StatusRow,
        match_case: QAction,
        whole_words: QAction,
        settings: Callable[[], Settings],
        store: Callable[[Settings], None],
    ) -> None:
        super().__init__(bar)
        self._workspace = workspace
        self._reader = reader
        self._overview = overview
        self._bar = bar
        self._status = status
        self._match_case = match_case
        self._whole_words = whole_words
        self._settings, self._store = settings, store
        match_case.setChecked(settings().match_case)
        whole_words.setChecked(settings().whole_words)
        self._texts: dict[bool, FoldedText] = {}
        """The article made ready for searching, by whether case matters."""
        self._source: Source | None = None
        self._hits = NO_HITS
        self._now = -1
        self._from = Span(0, 0)
        """Where the search goes on from: the caret, or the current hit."""
        self._caret = (0, 0)
        """The caret as the search left it; another one was put there by hand."""
        self._soon = QTimer(self)  # letters typed in the meantime cost nothing
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._search)
        bar.query_edited.connect(self._soon.start)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)
        bar.tag_asked.connect(self.tag_all)
        bar.sentences_asked.connect(self.tag_sentences)
        match_case.toggled.connect(self._options_changed)
        whole_words.toggled.connect(self._options_changed)
        match_case.toggled.connect(self._say_case)
        whole_words.toggled.connect(self._say_words)

    def open(self) -> None:
        """Show the bar, asking for the selected words if they are few."""
        if self._workspace.source is None:
            return
        self._look_for_caret()
        self._bar.ask(self._selected_words())
        self._search()

    def close(self) -> None:
        """Put the bar away and leave the current hit selected, so that a tag's key tags it.

        A caret that hands have moved since stays where they put it.
        """
        if self._bar.isHidden():
            return
        self._settle()
        self._look_for_caret()
        self._bar.hide()
        self._reader.setFocus()
        if 0 <= self._now < len(self._hits.starts):
            self._select()
        self._show(NO_HITS, -1)

    def step(self, by: int) -> None:
        """To the next hit (+1) or the previous one (-1), from the caret and round the ends."""
        if not self._bar.query.strip():
            self.open()
            return
        self._settle()
        if self._bar.isHidden():
            self._find()
        self._look_for_caret()
        hits = self._hits
        if not hits.starts:
            self._status.say(_("No hits"), _OF_HITS)
            return
        place, wrapped = self._next(by)
        self._go(place)
        if self._bar.isHidden():
            self._reader.setFocus()
        if self._bar.isHidden() or self._reader.hasFocus():
            self._select()
        words = self._words()
        if wrapped:
            again = _("{hit}, from the start again") if by > 0 else _("{hit}, from the end again")
            words = again.format(hit=words)
        if wrapped or self._bar.isHidden():
            self._status.say(words, _OF_HITS)
        else:
            self._status.announce(words)
        if self._bar.isHidden():
            self._show(NO_HITS, -1, told=True)

    def tag_all(self, tag: str) -> None:
        """A passage on every hit, in one step."""
        self._settle()
        spans = self._spans()
        count = self._workspace.tag_hits(spans, TagId(tag))  # says why not
        if not spans or self._workspace.read_only:
            return
        left = len(spans) - count
        if not count:
            words = _("Every hit has that tag already.")
        elif left:
            words = ngettext(
                "Tagged {count} of {all} hits: {tag}. The other one has that tag already.",
                "Tagged {count} of {all} hits: {tag}. The others have that tag already.",
                left,
            )
        else:
            words = ngettext("Tagged {count} hit: {tag}.", "Tagged {count} hits: {tag}.", count)
        self._say_tagged(words, count, len(spans), tag)

    def tag_sentences(self, tag: str) -> None:
        """A passage on every sentence with a hit, in one step; one with several hits once."""
        from desktop.editing.hits import sentences_with

        self._settle()
        spans, source = self._spans(), self._workspace.source
        count = self._workspace.tag_hits(spans, TagId(tag), sentences=True)  # says why not
        if not spans or source is None or self._workspace.read_only:
            return
        total = len(sentences_with(source, spans))
        left = total - count
        if not count:
            words = _("Every sentence with a hit has that tag already.")
        elif left:
            words = ngettext(
                "Tagged {count} of {all} sentences: {tag}. The other one has that tag already.",
                "Tagged {count} of {all} sentences: {tag}. The others have that tag already.",
                left,
            )
        else:
            words = ngettext(
                "Tagged {count} sentence: {tag}.", "Tagged {count} sentences: {tag}.", count
            )
        self._say_tagged(words, count, total, tag)

    def offer_tags(self, sentences: bool = False) -> None:
        """Let a tag be chosen for all hits or their sentences; without any, ask what to find."""
        self._settle()
        if self._bar.isHidden() or not self._hits.starts:
            self.open()
        if self._hits.starts:
            self._bar.offer_tags(sentences)

    def follow_article(self) -> None:
        """Another article is read, or none: its hits, without leaving the place."""
        if self._workspace.source is None:
            self._bar.hide()
            self._show(NO_HITS, -1)
        elif self._bar.isHidden():
            self._from, self._caret = Span(0, 0), self._caret_now()
            self._show(NO_HITS, -1)
        else:
            self._from, self._caret = Span(0, 0), self._caret_now()
            self._find()
            self._show(self._hits, -1)

    # Inside

    def _spans(self) -> list[Span]:
        return [Span(start, end) for start, end in zip(*self._hits, strict=True)]

    def _say_tagged(self, words: str, count: int, total: int, tag: str) -> None:
        name = self._workspace.session.tag(TagId(tag)).name
        said = words.format(count=f"{count:,}", all=f"{total:,}", tag=name)
        self._status.say(said, Fact.OPENED | Fact.SESSION | Fact.ARTICLE)

    def _options_changed(self) -> None:
        case, whole = self._match_case.isChecked(), self._whole_words.isChecked()
        self._store(replace(self._settings(), match_case=case, whole_words=whole))
        if not self._bar.isHidden():
            self._search()

    def _say_case(self, on: bool) -> None:
        """Where the bar does not show it, say how the next search takes case."""
        if self._bar.isHidden():
            self._status.say(
                _("The next search matches case.") if on else _("The next search ignores case.")
            )

    def _say_words(self, on: bool) -> None:
        """Where the bar does not show it, say which words the next search finds."""
        if self._bar.isHidden():
            self._status.say(
                _("The next search finds whole words only.")
                if on
                else _("The next search finds parts of words too.")
            )

    def _settle(self) -> None:
        """What was typed last counts, even if it has not been looked for yet."""
        if self._soon.isActive():
            self._search()

    def _search(self) -> None:
        """Look for what the bar says and go to the first hit from where the search began."""
        self._soon.stop()
        self._look_for_caret()
        self._find()
        if self._hits.starts:
            self._go(
                bisect_left(self._hits.starts, self._from.start) % len(self._hits.starts), keep=True
            )
        else:
            self._show(NO_HITS, -1)
        if self._bar.query.strip():
            self._status.announce(self._words())

    def _find(self) -> None:
        source = self._workspace.source
        query = self._bar.query
        if source is None or not query.strip():
            self._hits = NO_HITS
            return
        if self._source is None or (source.text, source.blocks) != (
            self._source.text,
            self._source.blocks,
        ):
            self._texts.clear()
        self._source = source
        case = self._match_case.isChecked()
        text = self._texts.get(case)
        if text is None:
            from desktop.finding import FoldedText

            text = self._texts[case] = FoldedText(source.text, source.blocks, case)
        self._hits = text.find(query, self._whole_words.isChecked())

    def _next(self, by: int) -> tuple[int, bool]:
        """The place of the hit to go to, and whether that is round an end of the text."""
        starts = self._hits.starts
        if self._now >= 0:
            place = self._now + by
        elif by > 0:
            place = bisect_left(starts, self._from.end)
        else:
            place = bisect_left(starts, self._from.start) - 1
        return place % len(starts), not 0 <= place < len(starts)

    def _go(self, place: int, keep: bool = False) -> None:
        """Make a hit the current one and bring it in sight; ``keep`` where the search began."""
        hit = Span(self._hits.starts[place], self._hits.ends[place])
        if not keep:
            self._from = hit
        self._show(self._hits, place)
        self._reader.bring_in_sight(hit)

    def _show(self, hits: Hits, now: int, told: bool = False) -> None:
        """Show hits; ``told`` where what the status row says of them stays true."""
        if not told:
            self.hits_changed.emit()
        self._hits, self._now = hits, now
        shown = NO_HITS if self._bar.isHidden() else hits
        self._reader.show_hits(shown, now)
        self._overview.show_hits(shown.starts, now)
        self._bar.show_result(self._words() if self._bar.query.strip() else "", bool(hits.starts))

    def _words(self) -> str:
        count = len(self._hits.starts)
        if not count:
            return _("No hits")
        if self._now < 0:
            return ngettext("{count} hit", "{count} hits", count).format(count=f"{count:,}")
        return _("{place} of {count}").format(place=f"{self._now + 1:,}", count=f"{count:,}")

    def _select(self) -> None:
        """Select the current hit; a passage that it stands on becomes the current one.

        Where it stands on none, the current passage stays: the hit may be a further part of it.
        """
        self._from = Span(self._hits.starts[self._now], self._hits.ends[self._now])
        on = self._reader.passages_on(self._from)
        current = self._workspace.current
        if on and (current.id if current is not None else None) not in on:
            self._workspace.set_current(on[0])
        self._reader.select((self._from,))
        self._caret = self._caret_now()

    def _look_for_caret(self) -> None:
        """Go on from the caret, if hands have moved it since."""
        caret = self._caret_now()
        if caret != self._caret:
            self._caret = caret
            self._now = -1
            spans = self._reader.selected_spans()
            at = self._reader.caret()
            self._from = spans[0] if spans else Span(at, at)

    def _caret_now(self) -> tuple[int, int]:
        cursor = self._reader.textCursor()
        return cursor.anchor(), cursor.position()

    def _selected_words(self) -> str:
        source, spans = self._workspace.source, self._reader.selected_spans()
        if source is None or not spans or spans[0].end - spans[0].start > _SHORT:
            return ""
        return " ".join(source.text[spans[0].start : spans[0].end].split())

"""The suggestions of a session: what was found in each article, what waits, what was decided."""

from collections.abc import Iterable

from msgspec import Struct

from desktop.editing.deciding import Decided, State
from desktop.model.annotation import Annotation
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.suggestion import Suggestion
from desktop.model.thresholds import threshold


class Standing(Struct, frozen=True):
    """What waits, in the order chosen, and what was decided, in order of the text."""

    waiting: tuple[Suggestion, ...] = ()
    decided: tuple[tuple[Suggestion, str], ...] = ()
    """Each with ``accepted``, ``rejected`` or ``skipped``."""


class Found:
    """What is known of each article of a session: from its file, or found since it was opened."""

    def __init__(self) -> None:
        self._by_source: dict[SourceId, tuple[str, list[Suggestion]]] = {}
        self._whole: set[SourceId] = set()
        """The articles that were read to their end."""
        self._skipped: set[int] = set()

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """The articles of which anything is known."""
        return tuple(self._by_source)

    def begin(self, source: SourceId, text: str) -> None:
        """An article is being read, from its start."""
        self._by_source[source] = text, []
        self._whole.discard(source)

    def add(self, source: SourceId, some: Iterable[Suggestion]) -> None:
        """More was found."""
        if source in self._by_source:
            self._by_source[source][1].extend(some)

    def end(self, source: SourceId) -> None:
        """The article is read to its end."""
        if source in self._by_source:
            self._whole.add(source)

    def is_whole(self, source: SourceId, text: str) -> bool:
        """Whether this very text has been read to its end."""
        return source in self._whole and self.holds(source, text)

    def holds(self, source: SourceId, text: str) -> bool:
        """Whether this very text has been read, or is being read."""
        return source in self._by_source and self._by_source[source][0] == text

    def skip(self, suggestion: Suggestion) -> None:
        """Not now."""
        self._skipped.add(id(suggestion))

    def unskip(self, suggestion: Suggestion) -> None:
        """Let one that was skipped wait again."""
        self._skipped.discard(id(suggestion))

    def standing(
        self,
        session: Session,
        source: SourceId,
        held: Iterable[Annotation],
        level: int,
        surest_first: bool,
    ) -> Standing:
        """How it stands with the suggestions that a level shows."""
        text, found = self._by_source.get(source, ("", []))
        now = session.sources.get(source)
        if not found or now is None or now.text != text:
            return Standing()
        decided, waiting, done = Decided(session, source, held), [], []
        for one in found:
            state = decided.state(one)
            if state is State.WAITING:
                if one.score < threshold(one.tag, level):
                    continue
                if id(one) in self._skipped:
                    done.append((one, "skipped"))
                else:
                    waiting.append(one)
            elif state is not State.MARKED:
                done.append((one, state.value))
        if surest_first:
            waiting.sort(key=lambda one: -one.score)
        else:
            waiting.sort(key=lambda one: (one.start, -one.end))
        return Standing(tuple(waiting), tuple(done))

"""Which suggestions still wait: neither marked by the analyst, nor decided before.

All spans are code points of one source.
"""

from collections.abc import Iterable, Sequence

from desktop.model.annotation import Annotation, Span
from desktop.model.decision import Decision
from desktop.model.identity import SourceId, TagId
from desktop.model.session import Session
from desktop.model.suggestion import Suggestion

_ALIKE = 0.5
"""Two stretches are one and the same where they share this part of all they cover."""
_COVERED = 0.8
"""A suggestion is marked already where a passage of its tag covers this part of it."""
_CELL = 512
"""Code points; stretches are looked up by the cells of the text they reach into."""


class Decided:
    """What stands for and against suggestions in one source: look-up in the time of the few near.

    Rejected ones stay rejected although the next run of the engine may set their ends otherwise;
    where the words at their place are others by now, it is the words that count.
    """

    def __init__(self, session: Session, source: SourceId, held: Iterable[Annotation]) -> None:
        """``held`` are the passages of the source."""
        self._text = session.sources[source].text if source in session.sources else ""
        self._marked: dict[tuple[TagId, int], list[tuple[Span, ...]]] = {}
        self._closed: dict[tuple[TagId, int], list[tuple[Span, ...]]] = {}
        self._words: set[tuple[TagId, str]] = set()
        for one in held:
            _put(self._marked, one.tag, one.spans)
            if one.suggested is not None and one.suggested.spans:
                _put(self._closed, one.suggested.tag or one.tag, one.suggested.spans)
        for decision in session.decisions.values():
            if decision.source == source:
                self._reject(decision)

    def waits(self, suggestion: Suggestion) -> bool:
        """Whether nobody has decided about it."""
        spans, tag = suggestion.spans, suggestion.tag
        for known in _near(self._closed, tag, spans):
            if alike(known, spans):
                return False
        for known in _near(self._marked, tag, spans):
            if alike(known, spans) or shared(known, spans) >= _COVERED * _length(spans):
                return False
        return not self._words or (tag, _folded(self._text, spans)) not in self._words

    def _reject(self, decision: Decision) -> None:
        now = tuple(self._text[span.start : span.end] for span in decision.spans)
        if now == decision.words:
            _put(self._closed, decision.tag, decision.spans)
        else:
            self._words.add((decision.tag, " ".join(" ".join(decision.words).split()).casefold()))


def waiting(
    session: Session, source: SourceId, found: Iterable[Suggestion], held: Iterable[Annotation]
) -> list[Suggestion]:
    """The suggestions of a source that nobody has decided about, in the order given."""
    decided = Decided(session, source, held)
    return [one for one in found if decided.waits(one)]


def alike(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two stretches are mostly the same."""
    if tuple(one) == tuple(other):
        return True
    both = shared(one, other)
    return both >= _ALIKE * (_length(one) + _length(other) - both) > 0


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points two stretches have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _put(
    places: dict[tuple[TagId, int], list[tuple[Span, ...]]], tag: TagId, spans: tuple[Span, ...]
) -> None:
    for cell in _cells(spans):
        places.setdefault((tag, cell), []).append(spans)


def _near(
    places: dict[tuple[TagId, int], list[tuple[Span, ...]]], tag: TagId, spans: tuple[Span, ...]
) -> Iterable[tuple[Span, ...]]:
    for cell in _cells(spans):
        yield from places.get((tag, cell), ())


def _cells(spans: Sequence[Span]) -> set[int]:
    return {
        cell for span in spans for cell in range(span.start // _CELL, (span.end - 1) // _CELL + 1)
    }


def _folded(text: str, spans: Sequence[Span]) -> str:
    words = " ".join(text[span.start : span.end] for span in spans)
    return " ".join(words.split()).casefold()

"""Which suggestions still wait: neither marked by the analyst, nor decided before.

All spans are code points of one source.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from desktop.model.annotation import Annotation, Span
from desktop.model.codebook import QUOTE
from desktop.model.decision import Decision
from desktop.model.identity import SourceId, TagId
from desktop.model.session import Session
from desktop.model.suggestion import Suggestion

_ALIKE = 0.5
"""Two stretches are one and the same where they share this part of all they cover."""
_COVERED = 0.8
"""A suggestion is marked already where a passage of its tag covers this part of the shorter one…"""
_AT_LEAST = 0.2
"""…and this part of the suggestion."""
_CELL = 512
"""Code points; stretches are looked up by the cells of the text they reach into."""


class State(StrEnum):
    """What became of a suggestion."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MARKED = "marked"
    """The analyst has marked the passage anyway: these very words, or more around them."""


_Places = dict[tuple[TagId, int], list[tuple[tuple[Span, ...], State]]]


class Decided:
    """What stands for and against suggestions in one source: look-up in the time of the few near.

    Rejected ones stay rejected although the next run of the engine may set their ends otherwise;
    where the words at their place are others by now, it is the words that count.

    What is marked already is not suggested again. With the same tag, mostly the same stretch is
    enough. With any tag, a passage of the same words is; and one that the analyst made without a
    suggestion is where it holds all of the suggested words, except that words which somebody is
    quoted with may still be told from what stands around them.
    """

    def __init__(self, session: Session, source: SourceId, held: Iterable[Annotation]) -> None:
        """``held`` are the passages of the source."""
        self._text = session.sources[source].text if source in session.sources else ""
        self._places: _Places = {}
        self._words: set[tuple[TagId, str]] = set()
        self._marked: dict[int, list[Annotation]] = {}
        for one in held:
            for cell in _cells(one.spans):
                self._marked.setdefault(cell, []).append(one)
            said = one.suggested
            if said is not None:
                _put(self._places, said.tag or one.tag, said.spans or one.spans, State.ACCEPTED)
            _put(self._places, one.tag, one.spans, State.MARKED)
        for decision in session.decisions.values():
            if decision.source == source:
                self._reject(decision)

    def state(self, suggestion: Suggestion) -> State:
        """What became of it; of several answers the one that was given to a suggestion."""
        spans, tag = suggestion.spans, suggestion.tag
        found = State.WAITING
        for known, state in _near(self._places, tag, spans):
            covered = state is State.MARKED and covers(known, spans)
            if covered or alike(known, spans):
                if state is not State.MARKED:
                    return state
                found = state
        if found is State.WAITING and (tag, _folded(self._text, spans)) in self._words:
            return State.REJECTED
        return State.MARKED if self._is_marked(suggestion) else found

    def _is_marked(self, suggestion: Suggestion) -> bool:
        """Whether a passage with whatever tag says already that these words matter."""
        spans = suggestion.spans
        for one in self._marked.get(spans[0].start // _CELL, ()):
            if _has_words(self._text, without(spans, one.spans)):
                continue
            if not _has_words(self._text, without(one.spans, spans)):
                return True
            if one.suggested is None and suggestion.tag != QUOTE:
                return True
        return False

    def _reject(self, decision: Decision) -> None:
        now = tuple(self._text[span.start : span.end] for span in decision.spans)
        if now == decision.words:
            _put(self._places, decision.tag, decision.spans, State.REJECTED)
        else:
            self._words.add((decision.tag, " ".join(" ".join(decision.words).split()).casefold()))


def waiting(
    session: Session, source: SourceId, found: Iterable[Suggestion], held: Iterable[Annotation]
) -> list[Suggestion]:
    """The suggestions of a source that nobody has decided about, in the order given."""
    decided = Decided(session, source, held)
    return [one for one in found if decided.state(one) is State.WAITING]


def alike(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether two stretches are mostly the same."""
    if tuple(one) == tuple(other):
        return True
    both = shared(one, other)
    return both >= _ALIKE * (_length(one) + _length(other) - both) > 0


def covers(passage: Sequence[Span], suggestion: Sequence[Span]) -> bool:
    """Whether a passage of the same tag says already what a suggestion would."""
    both, length = shared(passage, suggestion), _length(suggestion)
    return both >= _COVERED * min(_length(passage), length) and both >= _AT_LEAST * length


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many code points two stretches have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What is left of sorted spans where other sorted ones do not lie."""
    left: list[Span] = []
    for span in spans:
        start = span.start
        for other in others:
            if start < other.end and other.start < span.end:
                if start < other.start:
                    left.append(Span(start, other.start))
                start = other.end
        if start < span.end:
            left.append(Span(start, span.end))
    return left


def _has_words(text: str, spans: Iterable[Span]) -> bool:
    """Whether anything but marks and white space stands there."""
    return any(one.isalnum() for span in spans for one in text[span.start : span.end])


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _put(places: _Places, tag: TagId, spans: tuple[Span, ...], state: State) -> None:
    for cell in _cells(spans):
        places.setdefault((tag, cell), []).append((spans, state))


def _near(
    places: _Places, tag: TagId, spans: tuple[Span, ...]
) -> Iterator[tuple[tuple[Span, ...], State]]:
    for cell in _cells(spans):
        yield from places.get((tag, cell), ())


def _cells(spans: Sequence[Span]) -> set[int]:
    return {
        cell for span in spans for cell in range(span.start // _CELL, (span.end - 1) // _CELL + 1)
    }


def _folded(text: str, spans: Sequence[Span]) -> str:
    words = " ".join(text[span.start : span.end] for span in spans)
    return " ".join(words.split()).casefold()

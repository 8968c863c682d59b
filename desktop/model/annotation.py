"""A passage an analyst holds: where it is, what it is, who said it, what was noted."""

from enum import StrEnum

from msgspec import Struct

from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.grades import Confidence, Credibility
from desktop.model.identity import AnnotationId, Instant, PersonId, SourceId, TagId


class Span(Struct, frozen=True, order=True, gc=False):
    """A code-point range of a source's text, half open: ``text[start:end]``."""

    start: int
    end: int


class SpeechKind(StrEnum):
    """How a speaker's words are given; ``UNSET`` where nobody has said."""

    UNSET = ""
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Speaker(Struct, frozen=True):
    """Who says the words: name, position, the cue ("told"), and where the text names them."""

    name: str
    position: str = ""
    kind: SpeechKind = SpeechKind.UNSET
    cue: str = ""
    mention: Span | None = None


class LinkKind(StrEnum):
    """What a passage says about another one. ``SAME_CLAIM`` holds both ways."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SAME_CLAIM = "same-claim"


class Link(Struct, frozen=True):
    """From the passage that holds it to another one of the session, of any source."""

    kind: LinkKind
    to: AnnotationId


class Suggested(Struct, frozen=True):
    """A passage that the program proposed: by which rule, how sure (0 to 1), what was decided.

    ``spans`` and ``tag`` are those proposed, empty where the file does not say.
    """

    rule: str
    score: float
    decision: str
    spans: tuple[Span, ...] = ()
    tag: TagId = TagId("")


class Annotation(Struct, frozen=True):
    """One passage: one or more spans of one source, and what the analyst says about them.

    ``spans`` are sorted, not empty, and neither overlap nor touch. Passages may overlap freely.
    A link may name a passage that is no longer there: it is kept and shown nowhere.
    """

    id: AnnotationId
    source: SourceId
    spans: tuple[Span, ...]
    tag: TagId
    labels: tuple[str, ...] = ()
    note: str = ""
    speaker: Speaker | None = None
    created: Instant = Instant("")
    modified: Instant = Instant("")
    creator: PersonId = PersonId("")
    credibility: Credibility = Credibility.UNSET
    confidence: Confidence = Confidence.UNSET
    links: tuple[Link, ...] = ()
    suggested: Suggested | None = None
    extra: Extra = NO_EXTRA

    @property
    def start(self) -> int:
        """Where its first span starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where its last span ends."""
        return self.spans[-1].end


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same stretches, sorted, with those that overlap or touch made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def words(text: str, spans: tuple[Span, ...], between: str = " […] ") -> str:
    """The words of a passage, its spans joined by ``between``."""
    return between.join(text[span.start : span.end] for span in spans)

"""A passage the program proposes: where, what form it has, how sure, and what it was seen by."""

from enum import StrEnum

from msgspec import Struct

from desktop.model.annotation import Span, SpeechKind
from desktop.model.identity import TagId


class Sign(StrEnum):
    """What in the text speaks for a suggestion; ``editing.reasons`` has the words for people."""

    MARKS = "marks"
    CUE = "cue"
    SPEAKER = "speaker"
    COLON = "colon"
    ACCORDING_TO = "according-to"
    BLOCK = "block"
    MODAL = "modal"
    EVALUATION = "evaluation"
    QUESTION = "question"
    FIRST_PERSON = "first-person"
    NEGATION = "negation"
    COMPARISON = "comparison"
    GENERAL = "general"
    NUMBER = "number"
    DATE = "date"
    EARLIER = "earlier"
    NAMES = "names"
    PAST = "past"
    PLACE_IN_TEXT = "place-in-text"


class Evidence(Struct, frozen=True, gc=False):
    """One sign of a form, and where it stands; no span for a property of the whole passage."""

    sign: Sign
    span: Span | None = None


class SuggestedSpeaker(Struct, frozen=True, gc=False):
    """Who seems to say the words: the mention in the text, and the name it stands for.

    ``guessed`` is true where the name was worked out, of a pronoun for instance: it is shown as a
    guess. ``name`` is never empty.
    """

    name: str
    mention: Span | None = None
    guessed: bool = False


class Suggestion(Struct, frozen=True):
    """A passage proposed for one source, in code points of its text.

    ``spans`` are sorted, not empty, and neither overlap nor touch. ``score`` is the probability,
    0.0 to 1.0, that an analyst would give these words this tag; it says nothing about whether what
    the words say is true. ``rule`` names what proposed it, for files and statistics.
    """

    spans: tuple[Span, ...]
    tag: TagId
    score: float
    rule: str
    kind: SpeechKind = SpeechKind.UNSET
    speaker: SuggestedSpeaker | None = None
    cue: Span | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def start(self) -> int:
        """Where its first span starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where its last span ends."""
        return self.spans[-1].end

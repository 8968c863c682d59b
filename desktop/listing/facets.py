"""What can be asked of a passage: its tag, speaker, source, grades, state and labels."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from desktop.i18n import _
from desktop.listing.folding import fold
from desktop.model.annotation import Annotation
from desktop.model.codebook import QUOTE, Tag
from desktop.model.grades import Credibility, Reliability
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.source import Source

NOBODY_YET = "\n"
"""The speaker of a quote that has none yet; no name can be this."""


class Facet(StrEnum):
    """One side of a passage. The values of a facet are strings; see ``Ground.values``."""

    TAG = "tag"
    SPEAKER = "speaker"
    SOURCE = "source"
    RELIABILITY = "grade"
    CREDIBILITY = "credibility"
    STATE = "state"
    LABEL = "label"


class State(StrEnum):
    """What is there or not: values of ``Facet.STATE``."""

    NOTE = "note"
    SPEAKER = "speaker"
    PARTS = "parts"
    LINKED = "linked"
    SUGGESTED = "suggested"


class Ground:
    """The articles and tags that passages refer to, in the order of the session."""

    def __init__(
        self,
        sources: dict[SourceId, Source],
        codebook: tuple[Tag, ...],
        held: Iterable[Annotation] = (),
    ) -> None:
        """``held`` are all passages whose links count, also those that are not listed."""
        self.pointed: Counter[AnnotationId] = Counter(
            [link.to for one in held for link in one.links]
        )
        """How many links point at a passage."""
        self.sources = sources
        self.codebook = codebook
        self.position = {id_: position for position, id_ in enumerate(sources)}
        self.tags: dict[str, tuple[Tag, int]] = {
            tag.id: (tag, position) for position, tag in enumerate(codebook)
        }

    def values(self, facet: Facet, held: Annotation) -> tuple[str, ...]:
        """What a passage has of a facet; none of a state or label it is without.

        A passage without a speaker has the speaker "", the author, and a quote ``NOBODY_YET``: its
        words are somebody else's. Grades nobody has set are F and
        6, as the Admiralty code reads them.
        """
        if facet is Facet.TAG:
            return (held.tag,)
        if facet is Facet.SPEAKER:
            return (voice(held),)
        if facet is Facet.SOURCE:
            return (held.source,)
        if facet is Facet.RELIABILITY:
            return (self.sources[held.source].grade.reliability or Reliability.F,)
        if facet is Facet.CREDIBILITY:
            return (held.credibility or Credibility.CANNOT_BE_JUDGED,)
        return self._states(held) if facet is Facet.STATE else held.labels

    def links(self, held: Annotation) -> int:
        """How many links a passage has an end of."""
        return len(held.links) + self.pointed[held.id]

    def _states(self, held: Annotation) -> tuple[str, ...]:
        has = {
            State.NOTE: held.note,
            State.SPEAKER: speaker_name(held),
            State.PARTS: len(held.spans) > 1,
            State.LINKED: self.links(held),
            State.SUGGESTED: held.suggested is not None,
        }
        return tuple(state for state, there in has.items() if there)

    def title(self, facet: Facet, value: str) -> str:
        """A value in the words of the window."""
        if facet is Facet.TAG:
            return self.tags[value][0].name if value in self.tags else value
        if facet is Facet.SPEAKER:
            return _("No speaker yet") if value == NOBODY_YET else value or _("The author")
        if facet is Facet.SOURCE:
            return " ".join(self.sources[SourceId(value)].title.split())
        if facet is Facet.RELIABILITY:
            return _("Source graded {grade}").format(grade=value)
        if facet is Facet.CREDIBILITY:
            return _("Credibility {grade}").format(grade=value)
        return state_title(State(value)) if facet is Facet.STATE else value

    def badge(self, source: SourceId) -> str:
        """The number of an article as the window shows it: "S2"."""
        return f"S{self.position[source] + 1}"

    def says(self, facet: Facet, value: str, folded: str) -> bool:
        """Whether a value is meant by typed words, already folded."""
        if facet in (Facet.RELIABILITY, Facet.CREDIBILITY):
            return value.casefold() == folded
        if facet is Facet.STATE:
            return folded in (value, fold(state_title(State(value))))
        if facet is Facet.SOURCE and self.badge(SourceId(value)).casefold() == folded:
            return True
        return folded in fold(self.title(facet, value))


def speaker_name(held: Annotation) -> str:
    """Who says a passage, white space evened out; empty where nobody is named."""
    return " ".join(held.speaker.name.split()) if held.speaker is not None else ""


def voice(held: Annotation) -> str:
    """The value of ``Facet.SPEAKER``."""
    return speaker_name(held) or (NOBODY_YET if held.tag == QUOTE else "")


def state_title(state: State) -> str:
    """A state in the words of the window."""
    return {
        State.NOTE: _("Has a note"),
        State.SPEAKER: _("Has a speaker"),
        State.PARTS: _("Several parts"),
        State.LINKED: _("Linked"),
        State.SUGGESTED: _("Suggested"),
    }[state]

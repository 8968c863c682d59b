"""A suggestion the analyst did not want, remembered so that it does not come back."""

from msgspec import Struct

from desktop.model.annotation import Span
from desktop.model.identity import DecisionId, Instant, PersonId, SourceId, TagId


class SuggestionEngine(Struct, frozen=True):
    """What made a suggestion: the program's part, its version, and the language model it read."""

    name: str = ""
    version: str = ""
    model: str = ""


class Decision(Struct, frozen=True):
    """A rejected suggestion. ``words`` are those of each span, as they were when it was rejected.

    ``spans`` are as a suggestion has them. ``score`` is 0.0 to 1.0. The source may have gone.
    """

    id: DecisionId
    source: SourceId
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    tag: TagId
    rule: str = ""
    score: float = 0.0
    by: PersonId = PersonId("")
    at: Instant = Instant("")
    engine: SuggestionEngine = SuggestionEngine()

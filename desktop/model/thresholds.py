"""How sure a suggestion has to be before it is shown, from few and sure to many, tag by tag."""

from collections.abc import Iterable

from desktop.model.codebook import CLAIM, CONTEXT, OPINION, QUOTE
from desktop.model.identity import TagId
from desktop.model.suggestion import Suggestion

SURE = 0.9
"""From this score on suggestions may be accepted unseen, all in one step."""
USUAL = 2
"""The level nobody has chosen otherwise."""

_OTHER = (0.95, 0.9, 0.8, 0.65, 0.5)
_BY_TAG: dict[TagId, tuple[float, ...]] = {
    QUOTE: (0.95, 0.85, 0.7, 0.5, 0.3),
    OPINION: (0.95, 0.85, 0.7, 0.6, 0.45),
    CLAIM: (0.95, 0.85, 0.7, 0.6, 0.45),
    CONTEXT: (0.95, 0.85, 0.7, 0.6, 0.45),
}
LEVELS = len(_OTHER)
"""Levels count from 0, few and sure, to ``LEVELS - 1``, many."""


def threshold(tag: TagId, level: int) -> float:
    """The least score (0.0 to 1.0) of a suggestion with this tag at a level; clamped to those."""
    return _BY_TAG.get(tag, _OTHER)[min(max(level, 0), LEVELS - 1)]


def sure_enough(suggestions: Iterable[Suggestion], level: int) -> list[Suggestion]:
    """The suggestions a level shows, in the order given."""
    return [one for one in suggestions if one.score >= threshold(one.tag, level)]

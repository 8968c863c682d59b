"""Whether an article that is about to be added is in the session already."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Source

_UNSEEN = str.maketrans(dict.fromkeys("\ufeff\u200b\u2060\u00ad"))
"""Marks that leave no trace on paper: byte order marks, zero-width characters, soft hyphens."""
_GLANCE = 400
"""Characters that are compared before whole texts are."""


class Sameness(StrEnum):
    """In what two articles are the same; each says less than the one before."""

    BYTES = "bytes"
    """The files they were read from are the same."""
    TEXT = "text"
    """Their texts are the same, read from different bytes."""
    WORDS = "words"
    """Their texts differ in white space, line ends and invisible marks only."""


class Duplicate(Struct, frozen=True):
    """An article of the session that is the same as another one: its number from 1, as in "S1"."""

    source: SourceId
    number: int
    sameness: Sameness


def find_duplicate(session: Session, article: Source) -> Duplicate | None:
    """The article of the session that is most like ``article``, the first of several.

    Names and titles say nothing: the same text is found under any. The time grows with the length
    of the texts, whole ones are compared only where their first characters are the same.
    """
    best: Duplicate | None = None
    order = list(Sameness)
    for number, there in enumerate(session.sources.values(), 1):
        how = _sameness(there, article)
        if how is None or (best is not None and order.index(best.sameness) <= order.index(how)):
            continue
        best = Duplicate(there.id, number, how)
    return best


def find_other_texts(session: Session, articles: Iterable[Source]) -> dict[SourceId, int]:
    """The number from 1 of the article of the session that seems to be each of ``articles`` with
    another text, as one that was corrected; those without one are left out.

    It has the same address or title, or half of the paragraphs of the shorter one. Each text is
    taken apart once.
    """
    here = [(one, _paragraphs(one)) for one in session.sources.values()]
    found: dict[SourceId, int] = {}
    for article in articles:
        paragraphs = _paragraphs(article)
        for number, (other, others) in enumerate(here, 1):
            shorter = min(len(paragraphs), len(others))
            alike = shorter > 0 and 2 * len(paragraphs & others) >= shorter
            if alike or _is_called_as(article, other):
                found[article.id] = number
                break
    return found


def _is_called_as(one: Source, other: Source) -> bool:
    """Whether two articles have the same address or the same title."""
    url = one.front.url
    return bool(url and url == other.front.url) or one.title.casefold() == other.title.casefold()


def _paragraphs(article: Source) -> set[str]:
    lines = (line.strip() for line in article.text.split("\n"))
    return {line for line in lines if line}


def _sameness(one: Source, other: Source) -> Sameness | None:
    if one.sha256 == other.sha256:
        same_file = one.origin.sha256 == other.origin.sha256
        return Sameness.BYTES if same_file else Sameness.TEXT
    begins, begins_too = _words(one.text[:_GLANCE]), _words(other.text[:_GLANCE])
    shared = min(len(begins), len(begins_too))
    if begins[:shared] != begins_too[:shared]:
        return None
    return Sameness.WORDS if _words(one.text) == _words(other.text) else None


def _words(text: str) -> str:
    """A text without what only sets its words apart."""
    return " ".join(text.translate(_UNSEEN).split())

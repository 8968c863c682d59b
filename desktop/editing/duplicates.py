"""Whether an article that is about to be added is in the session already."""

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


def find_other_text(session: Session, article: Source) -> int:
    """The number from 1 of the article that seems to be ``article`` with another text, as one that
    was corrected; 0 for none.

    It has the address or the title of ``article``, or half of the paragraphs of the shorter one.
    """
    paragraphs = _paragraphs(article)
    for number, there in enumerate(session.sources.values(), 1):
        url, title = there.front.url, there.title.casefold()
        if (url and url == article.front.url) or title == article.title.casefold():
            return number
        others = _paragraphs(there)
        shorter = min(len(paragraphs), len(others))
        if shorter and 2 * len(paragraphs & others) >= shorter:
            return number
    return 0


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

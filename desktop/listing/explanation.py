"""Why words typed into the filter cannot find what is meant: a misspelt keyword or value."""

from collections.abc import Iterable
from difflib import get_close_matches

from desktop.i18n import _
from desktop.listing.facets import Facet, Ground, State, speaker_name, state_title
from desktop.listing.folding import fold
from desktop.listing.query import KEYWORDS, TOKEN
from desktop.model.annotation import Annotation
from desktop.model.grades import Credibility, Reliability

_MOST_NAMED = 8
"""Values that a sentence names before it says that there are more."""
_CLOSE = 0.6
"""How like a keyword a word before a colon has to be, to be taken for it misspelt."""


def explain(text: str, ground: Ground, held: Iterable[Annotation]) -> str:
    """One sentence or two about the first word of a filter that finds nothing by itself.

    ``held`` are the passages that are filtered. Empty where every keyword and value is one that
    there is, whether or not a passage fits them all.
    """
    passages = list(held)
    for token in TOKEN.finditer(text):
        keyword, value = (token.group(1) or "").casefold(), token.group(2) or ""
        said = value.strip('"')
        if not keyword or keyword == "note":
            continue
        facet = KEYWORDS.get(keyword)
        if facet is None:
            close = get_close_matches(keyword, [*KEYWORDS, "note"], 1, _CLOSE)
            if close:
                return _("“{typed}:” is no filter. Is “{meant}:” meant?").format(
                    typed=token.group(1), meant=close[0]
                )
        elif not said.strip():
            if facet not in (Facet.SPEAKER, Facet.LABEL):  # which ask whether there is one
                return _("Write behind “{keyword}:” one of these: {values}.").format(
                    keyword=keyword, values=_named(_values(facet, ground, passages))
                )
        elif sentence := _unknown(facet, said, ground, passages):
            return sentence
    return ""


def _unknown(facet: Facet, said: str, ground: Ground, passages: list[Annotation]) -> str:
    """What to say of a value that nothing has; empty where something has it."""
    folded = fold(said)
    if any(ground.says(facet, value, folded) for value in _known(facet, ground, passages)):
        return ""
    values = _values(facet, ground, passages)
    if facet is Facet.TAG:
        words = _("No tag is called “{said}”. There are {values}.")
    elif facet is Facet.SPEAKER:
        return _("No passage listed here has a speaker called “{said}”.").format(said=said)
    elif facet is Facet.LABEL:
        if not values:
            return _("No passage listed here has a label.")
        words = _("No passage listed here has the label “{said}”. There are {values}.")
    elif facet is Facet.SOURCE:
        words = _("No article is called “{said}”. There are {values}.")
    elif facet is Facet.STATE:
        words = _("“{said}” is nothing a passage can have. Write {values}.")
    else:
        words = _("“{said}” is no grade of this kind. Write {values}.")
    return words.format(said=said, values=_named(values))


def _known(facet: Facet, ground: Ground, passages: list[Annotation]) -> Iterable[str]:
    """The values of a facet that typed words may mean."""
    if facet is Facet.TAG:
        return ground.tags
    if facet is Facet.SPEAKER:
        return {name for name in map(speaker_name, passages) if name}
    if facet is Facet.SOURCE:
        return list(ground.sources)
    if facet is Facet.LABEL:
        return {label for one in passages for label in one.labels}
    if facet is Facet.RELIABILITY:
        return [one for one in Reliability if one]
    if facet is Facet.CREDIBILITY:
        return [one for one in Credibility if one]
    return list(State)


def _values(facet: Facet, ground: Ground, passages: list[Annotation]) -> list[str]:
    """The same in words, as they may be typed."""
    known = _known(facet, ground, passages)
    if facet is Facet.SOURCE:
        return [ground.badge(source) for source in ground.sources]
    if facet is Facet.STATE:
        return [f"{value} ({state_title(State(value)).lower()})" for value in known]
    if facet in (Facet.RELIABILITY, Facet.CREDIBILITY):
        return [str(value) for value in known]
    titles = [ground.title(facet, value) for value in known]
    return sorted(titles) if facet is Facet.LABEL else titles


def _named(values: list[str]) -> str:
    more = len(values) - _MOST_NAMED
    listed = ", ".join(values[:_MOST_NAMED])
    return _("{values} and {count} more").format(values=listed, count=more) if more > 0 else listed

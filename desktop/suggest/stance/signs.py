"""The signs of a form that an analyst can check in the sentence: words, numbers, dates, names."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from desktop.model.annotation import Span
from desktop.model.codebook import CLAIM, CONTEXT, OPINION
from desktop.model.identity import TagId
from desktop.model.suggestion import Evidence, Sign
from desktop.suggest.language import Parsed
from desktop.suggest.stance.words import GROUPS

_MOST = 2
"""Signs told for one sentence."""
_MODALS = frozenset("should must ought would could may might need cannot".split())
_VERBS = frozenset({"AUX", "VERB"})
_FIRST = frozenset("i we my our me us".split())
_QUESTION = "?"
_ORDER: dict[TagId, tuple[Sign, ...]] = {
    OPINION: (
        Sign.QUESTION, Sign.MODAL, Sign.EVALUATION, Sign.FIRST_PERSON, Sign.COMPARISON,
        Sign.NEGATION, Sign.GENERAL,
    ),
    CLAIM: (Sign.NUMBER, Sign.DATE, Sign.NAMES, Sign.PAST),
    CONTEXT: (Sign.EARLIER, Sign.DATE, Sign.NUMBER, Sign.NAMES, Sign.PAST),
}  # fmt: skip
"""What speaks for each tag, the most telling first."""


def evidence(one: Parsed, sentence: tuple[int, int], tag: TagId) -> tuple[Evidence, ...]:
    """The most telling signs for a tag that stand in the sentence; none where nothing shows."""
    first = {}
    for sign, span in _signs(one, sentence):
        first.setdefault(sign, span)
    wanted = (Evidence(sign, first[sign]) for sign in _ORDER.get(tag, ()) if sign in first)
    return tuple(islice(wanted, _MOST))


def _signs(one: Parsed, sentence: tuple[int, int]) -> Iterator[tuple[Sign, Span]]:
    if one.doc is None:
        return
    base, known = one.paragraph.start, _by_word()
    for token in one.doc[sentence[0] : sentence[1]]:
        word = token.lower_
        sign = known.get(word) or _TYPES.get(token.ent_type_) or _TAGS.get(token.tag_)
        if sign is Sign.FIRST_PERSON and not token.tag_.startswith("PRP"):
            sign = _TYPES.get(token.ent_type_)  # the US is nobody's first person
        if sign is Sign.MODAL and token.pos_ not in _VERBS:
            sign = _TYPES.get(token.ent_type_)  # the month of May demands nothing
        if token.dep_ == "neg":
            sign = Sign.NEGATION
        if sign is not None:
            yield sign, Span(base + token.idx, base + token.idx + len(token))


_TYPES = {
    "DATE": Sign.DATE, "TIME": Sign.DATE, "CARDINAL": Sign.NUMBER, "MONEY": Sign.NUMBER,
    "PERCENT": Sign.NUMBER, "QUANTITY": Sign.NUMBER, "ORDINAL": Sign.NUMBER,
    "PERSON": Sign.NAMES, "ORG": Sign.NAMES, "GPE": Sign.NAMES, "NORP": Sign.NAMES,
}  # fmt: skip
_TAGS = {"JJR": Sign.COMPARISON, "JJS": Sign.COMPARISON, "VBD": Sign.PAST}


@cache
def _by_word() -> dict[str, Sign]:
    found: dict[str, Sign] = {}
    for sign, words in (
        (Sign.EARLIER, {"ago", "earlier", "previously", "formerly", "since", "originally", "once"}),
        (Sign.GENERAL, GROUPS["general"]),
        (Sign.EVALUATION, GROUPS["praise"] | GROUPS["blame"] | GROUPS["attitude"]),
        (Sign.FIRST_PERSON, _FIRST),
        (Sign.MODAL, _MODALS),
        (Sign.QUESTION, {_QUESTION}),
    ):
        found.update(dict.fromkeys(words, sign))
    return found

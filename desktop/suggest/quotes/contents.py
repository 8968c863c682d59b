"""What may be the words that somebody says, for each word that says so.

For every cue of a parsed paragraph there are several candidates: the clause that depends on it, the
rest of the sentence before, behind or around it, the words in marks beside it. Which one it is, is
for ``scoring`` to say, from the names of features that each candidate carries.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.quotes.cues import Cue
from desktop.suggest.quotes.shapes import shape, surroundings
from desktop.suggest.quotes.tokens import SUBJECTS, Marked, Range, own_range, sign_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "dobj", "prep", "advcl", "oprd", "attr", "acl", "dative"}
)
_NEAR = 12
"""Tokens between a cue and words in marks that may be its own."""
_ENOUGH = 12
"""Tokens of a complement behind which it is not cut any further."""
_LATER = frozenset(
    "as after before when while since although though because if unless until during despite which "
    "who in on at for with by from amid following including".split()
)
"""Words with which something may be added to a complement."""
_EDGE = frozenset(", . ; : - – — ( ) ...".split())
"""What a stretch neither begins nor ends with."""


class Content(NamedTuple):
    """A candidate: one or more stretches of tokens, how it was found, and its features."""

    ranges: tuple[Range, ...]
    way: str
    features: tuple[str, ...]


def contents(doc: "Doc", cue: Cue, marked: list[Marked]) -> list[Content]:
    """The candidates for what one cue says, none twice."""
    found: dict[tuple[Range, ...], tuple[str, list[str]]] = {}
    for ranges, way, features in _raw(doc, cue, marked):
        grown = tuple(_grown(one, marked, cue) for one in ranges)
        grown = tuple(one for one in (_trimmed(doc, *one) for one in grown) if one[0] < one[1])
        if grown and grown not in found:
            found[grown] = (way, features)
    edges = surroundings(doc, cue)
    return [
        Content(ranges, way, tuple(edges + features + shape(doc, cue, ranges, marked, way)))
        for ranges, (way, features) in found.items()
    ]


_Raw = tuple[list[Range], str, list[str]]
"""Stretches as they are found, how, and the features of that."""


def _raw(doc: "Doc", cue: Cue, marked: list[Marked]) -> Iterator[_Raw]:
    match cue.name:
        case "according":
            yield from _of_according(doc[cue.token])
        case "colon":
            yield from _of_colon(doc, cue, marked)
        case _:
            for child in doc[cue.token].children:
                if child.dep_ in _COMPLEMENTS:
                    yield from _of_complement(doc, cue, child)
            if not cue.is_noun:
                yield from _of_verb(doc, cue, marked)


def _of_according(token: "Token") -> Iterator[_Raw]:
    """The rest of the sentence, before or behind "according to" and whom it names."""
    low, high = token.left_edge.i, max(one.i for one in token.subtree) + 1
    yield from _around(token.sent.start, token.sent.end, low, high)


def _of_colon(doc: "Doc", cue: Cue, marked: list[Marked]) -> Iterator[_Raw]:
    at, sentence = cue.token, doc[cue.token].sent
    yield [(at + 1, sentence.end)], "sentence-behind", []
    yield [(at + 1, len(doc))], "all-behind", []
    yield [(sentence.start, at)], "sentence-before", []
    for one in marked:
        if 0 <= one.first - cue.last <= 2:
            yield [(one.first, one.end)], "marks-right", []


def _of_complement(doc: "Doc", cue: Cue, child: "Token") -> Iterator[_Raw]:
    """A clause or object of a verb or noun, with more and with less than the parse gives it."""
    at, end = cue.token, doc[cue.token].sent.end
    low, high = child.left_edge.i, child.right_edge.i + 1
    side = "right" if child.i > at else "left"
    low, high = (max(low, cue.last), high) if child.i > at else (low, min(high, at))
    yield [(low, high)], f"{child.dep_}-{side}", [f"child:{child.dep_}:{child.pos_}"]
    if side == "right":
        yield from _shorter(doc, low, high, child.dep_)
        if child.dep_ in ("ccomp", "xcomp") and high < end - 1:
            yield [(low, end)], f"{child.dep_}-and-rest", []
    if child.dep_ == "prep":
        for inner in child.children:
            if inner.dep_ in ("pobj", "pcomp"):
                yield [_whole(inner)], f"prep-{inner.dep_}", [f"prep:{child.lower_}"]
    if child.dep_ in ("dobj", "dative"):
        yield [(low, end)], "object-and-rest", []
        for inner in child.children:
            if inner.dep_ in ("acl", "relcl", "prep"):
                yield [_whole(inner)], f"{child.dep_}-{inner.dep_}", [f"word:{sign_of(inner)}"]


def _whole(token: "Token") -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def _of_verb(doc: "Doc", cue: Cue, marked: list[Marked]) -> Iterator[_Raw]:
    """The rest of the sentence beside a verb and what goes with it, and words in marks near it."""
    token, sentence = doc[cue.token], doc[cue.token].sent
    own_start, own_end = own_range(token, cue.last)
    yield from _around(sentence.start, sentence.end, own_start, own_end)
    yield [(cue.last, sentence.end)], "behind-cue", []
    subject = next((one for one in token.children if one.dep_ in SUBJECTS), None)
    if subject is not None and subject.i > cue.token:  # "said X"
        yield [(subject.right_edge.i + 1, sentence.end)], "behind-subject", []
    for one in marked:
        away = one.first - own_end if one.first >= own_end else own_start - one.end
        if -_NEAR < away <= _NEAR and not one.first <= cue.token < one.end:
            side = "right" if one.first >= cue.token else "left"
            yield [(one.first, one.end)], f"marks-{side}", [f"away:{max(-1, min(away, 6))}"]


def _shorter(doc: "Doc", low: int, high: int, dep: str) -> Iterator[_Raw]:
    """A complement without what may be added to it."""
    comma = False
    for at in range(low + 1, high - 1):
        word = doc[at].lower_
        if word in (",", "—", "–", ";") and not comma:
            comma = True
            yield [(low, at)], f"{dep}-to-comma", [f"then:{sign_of(doc[at + 1])}"]
        elif word in _LATER and at > low + 1:
            yield [(low, at)], f"{dep}-to-{word}", [f"cut:{doc[at].dep_}:{doc[at].head.pos_}"]
            if at - low > _ENOUGH:
                return


def _around(start: int, end: int, low: int, high: int) -> Iterator[_Raw]:
    if start < low:
        yield [(start, low)], "before", []
    if high < end:
        yield [(high, end)], "behind", []
    if start < low and high < end:
        yield [(start, low), (high, end)], "around", []


def _grown(one: Range, marked: list[Marked], cue: Cue) -> Range:
    """The stretch with all of a quotation that it cuts."""
    low, high = one
    for mark in marked:
        if mark.first <= cue.token < mark.end or mark.end <= low or mark.first >= high:
            continue
        low, high = min(low, mark.first), max(high, mark.end)
    return low, high


def _trimmed(doc: "Doc", low: int, high: int) -> Range:
    while low < high and (doc[low].text in _EDGE or doc[low].is_space):
        low += 1
    while high > low and (doc[high - 1].text in _EDGE or doc[high - 1].is_space):
        high -= 1
    return low, high

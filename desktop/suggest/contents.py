"""What may be the words that somebody says, for each word that says so.

For every cue of a parsed paragraph there are several candidates: the clause that depends on it, the
rest of the sentence before, behind or around it, the words in marks beside it. Which one it is, is
for ``scoring`` to say, from the names of features that each candidate carries.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.cues import Cue
from desktop.suggest.shapes import shape, surroundings
from desktop.suggest.tokens import SUBJECTS, Marked, Range, own_range, sign_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "dobj", "prep", "advcl", "oprd", "attr", "acl", "dative"}
)
_NEAR = 12
"""Tokens between a cue and words in marks that may be its own."""


class Content(NamedTuple):
    """A candidate: one or more stretches of tokens, how it was found, and its features."""

    ranges: tuple[Range, ...]
    way: str
    features: tuple[str, ...]


def contents(doc: "Doc", cue: Cue, marked: list[Marked]) -> list[Content]:
    """The candidates for what one cue says, none twice."""
    found: dict[tuple[Range, ...], tuple[str, list[str]]] = {}
    for ranges, way, features in _raw(doc, doc[cue.token], cue, marked):
        grown = tuple(_grown(one, marked, cue) for one in ranges)
        grown = tuple(one for one in (_trimmed(doc, *one) for one in grown) if one[0] < one[1])
        if grown and grown not in found:
            found[grown] = (way, features)
    edges = surroundings(doc, cue)
    return [
        Content(ranges, way, tuple(edges + features + shape(doc, cue, ranges, marked, way)))
        for ranges, (way, features) in found.items()
    ]


def _raw(
    doc: "Doc", token: "Token", cue: Cue, marked: list[Marked]
) -> Iterator[tuple[list[Range], str, list[str]]]:
    at, sentence = token.i, token.sent
    if cue.name == "according":
        own = token.subtree
        low, high = token.left_edge.i, max(one.i for one in own) + 1
        yield from _around(sentence.start, sentence.end, low, high)
        return
    if cue.name == "colon":
        yield [(at + 1, sentence.end)], "sentence-behind", []
        yield [(at + 1, len(doc))], "all-behind", []
        yield [(sentence.start, at)], "sentence-before", []
        for one in marked:
            if 0 <= one.first - cue.last <= 2:
                yield [(one.first, one.end)], "marks-right", []
        return
    for child in token.children:
        if child.dep_ in _COMPLEMENTS:
            low, high = child.left_edge.i, child.right_edge.i + 1
            side = "right" if child.i > at else "left"
            low, high = (max(low, cue.last), high) if child.i > at else (low, min(high, at))
            yield [(low, high)], f"{child.dep_}-{side}", [f"child:{child.dep_}:{child.pos_}"]
            if side == "right":
                yield from _shorter(doc, low, high, child.dep_)
                if child.dep_ in ("ccomp", "xcomp") and high < sentence.end - 1:
                    yield [(low, sentence.end)], f"{child.dep_}-and-rest", []
            if child.dep_ == "prep":
                for inner in child.children:
                    if inner.dep_ in ("pobj", "pcomp"):
                        span = (inner.left_edge.i, inner.right_edge.i + 1)
                        yield [span], f"prep-{inner.dep_}", [f"prep:{child.lower_}"]
            if child.dep_ in ("dobj", "dative"):
                yield [(low, sentence.end)], "object-and-rest", []
                for inner in child.children:
                    if inner.dep_ in ("acl", "relcl", "prep"):
                        span = (inner.left_edge.i, inner.right_edge.i + 1)
                        yield [span], f"{child.dep_}-{inner.dep_}", [f"word:{sign_of(inner)}"]
    if cue.features[-1] == "noun":
        return
    subject = next((one for one in token.children if one.dep_ in SUBJECTS), None)
    own_start, own_end = own_range(token, cue.last)
    inverted = subject is not None and subject.i > at
    yield from _around(sentence.start, sentence.end, own_start, own_end)
    yield [(cue.last, sentence.end)], "behind-cue", []
    if inverted and subject is not None:
        yield [(subject.right_edge.i + 1, sentence.end)], "behind-subject", []
    for one in marked:
        away = one.first - own_end if one.first >= own_end else own_start - one.end
        if -_NEAR < away <= _NEAR and not one.first <= at < one.end:
            side = "right" if one.first >= at else "left"
            yield [(one.first, one.end)], f"marks-{side}", [f"away:{max(-1, min(away, 6))}"]


_LATER = frozenset(
    "as after before when while since although though because if unless until during despite which "
    "who in on at for with by from amid following including".split()
)


def _shorter(
    doc: "Doc", low: int, high: int, dep: str
) -> Iterator[tuple[list[Range], str, list[str]]]:
    """A complement without what may be added to it."""
    comma = False
    for at in range(low + 1, high - 1):
        word = doc[at].lower_
        if word in (",", "—", "–", ";") and not comma:
            comma = True
            yield (
                [(low, at)],
                f"{dep}-to-comma",
                [f"then:{sign_of(doc[at + 1])}"],
            )
        elif word in _LATER and at > low + 1:
            yield [(low, at)], f"{dep}-to-{word}", [f"cut:{doc[at].dep_}:{doc[at].head.pos_}"]
            if at - low > 12:
                return


def _around(
    start: int, end: int, low: int, high: int
) -> Iterator[tuple[list[Range], str, list[str]]]:
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
        if mark.first < low and cue.token < low and cue.token > mark.first:
            continue
        low, high = min(low, mark.first), max(high, mark.end)
    return low, high


_EDGE = frozenset(", . ; : - – — ( ) ...".split())


def _trimmed(doc: "Doc", low: int, high: int) -> Range:
    while low < high and (doc[low].text in _EDGE or doc[low].is_space):
        low += 1
    while high > low and (doc[high - 1].text in _EDGE or doc[high - 1].is_space):
        high -= 1
    return low, high

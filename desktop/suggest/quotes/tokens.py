"""Small questions about the tokens of a parse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.marks import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""Tokens of a Doc, half open."""
_CLIMB = 6
_GO_WITH_HEAD = frozenset({"conj", "xcomp", "advcl", "pcomp", "aux", "prep", "ccomp", "advmod"})
_GO_WITH_CUE = frozenset(
    {"nsubj", "nsubjpass", "aux", "auxpass", "neg", "dative", "advmod", "prt", "npadvmod", "agent"}
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
CLOSED = frozenset({"IN", "TO", "WDT", "WP", "WRB", "CC"})
"""Fine-grained tags of closed classes, whose words may be named by a feature."""


class Marked(NamedTuple):
    """Words in marks as tokens, the marks included."""

    first: int
    end: int
    quotation: Quotation


def marked_tokens(doc: "Doc", quotations: list[Quotation]) -> list[Marked]:
    """The tokens of each quotation."""
    found: list[Marked] = []
    if not quotations:
        return found
    starts = [token.idx for token in doc]
    token = 0
    for one in quotations:
        while token < len(starts) and starts[token] + len(doc[token]) <= one.start:
            token += 1
        first = token
        while token < len(starts) and starts[token] < one.end:
            token += 1
        if first < token:
            found.append(Marked(first, token, one))
    return found


def subject_of(token: "Token") -> "Token | None":
    """The token that heads the subject of a verb, its own or that of the verb it goes with."""
    for _ in range(_CLIMB):
        found = next((one for one in token.children if one.dep_ in SUBJECTS), None)
        if found is not None:
            return found
        if token.dep_ in ("acl", "relcl"):
            return token.head
        if token.dep_ not in _GO_WITH_HEAD or token.head is token:
            return None
        token = token.head
    return None


def own_range(token: "Token", last: int) -> Range:
    """A cue, which ends before ``last``, with what goes with it rather than with what is said."""
    low, high = token.i, last
    for one in _own_parts(token):
        low, high = min(low, one.left_edge.i), max(high, one.right_edge.i + 1)
    return low, high


def _own_parts(token: "Token") -> Iterator["Token"]:
    for child in token.children:
        if child.dep_ in _GO_WITH_CUE:
            yield child
        elif child.dep_ in ("prep", "dobj") and child.i > token.i:
            length = child.right_edge.i - child.left_edge.i
            if length < 8:
                yield child


def bucket(count: int) -> str:
    """A number as a feature: small ones as they are, larger ones by size."""
    return str(count) if count < 4 else "4-7" if count < 8 else "8-15" if count < 16 else "16+"


def sign_of(token: "Token | None") -> str:
    """A token as a feature: a mark or a word of a closed class itself, else its part of speech."""
    if token is None:
        return "-"
    if token.is_punct or token.is_quote:
        return token.text
    return token.lower_ if token.tag_ in CLOSED else token.pos_

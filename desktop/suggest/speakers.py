"""Who says the words of a cue, as the text names them."""

from typing import TYPE_CHECKING

from desktop.suggest.cues import Cue
from desktop.suggest.tokens import Range, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LEFT_OUT = frozenset({"relcl", "acl", "ccomp", "advcl", "parataxis"})
_BREAK = frozenset({",", "—", "–", "-", "(", ")", ":", ";"})


def speaker_of(doc: "Doc", cue: Cue, taken: list[Range]) -> Range | None:
    """The tokens that name who speaks; ``taken`` is what is said, which names nobody."""
    head = _head(doc, cue)
    if head is None or any(low <= head.i < high for low, high in taken):
        head = _beside(doc, cue, taken)
    if head is None:
        return None
    low, high = _phrase(head, cue)
    for start, end in taken:  # the words themselves are no part of the name
        if start <= head.i < end:
            return None
        if low < end <= head.i:
            low = end
        if head.i < start < high:
            high = start
    while low < high and (doc[low].text in _BREAK or doc[low].is_quote):
        low += 1
    while high > low and (doc[high - 1].text in _BREAK or doc[high - 1].is_quote):
        high -= 1
    return (low, high) if low < high else None


def _head(doc: "Doc", cue: Cue) -> "Token | None":
    token = doc[cue.token]
    if cue.name == "according":
        for child in (*doc[cue.last - 1].children, *token.children):
            if child.dep_ in ("pobj", "pcomp"):
                return child
        return doc[cue.last] if cue.last < len(doc) else None
    if cue.name == "colon":
        before = doc[token.sent.start : token.i]
        heads = [one for one in before if one.pos_ in ("PROPN", "NOUN", "PRON")]
        return subject_within(heads) if heads else None
    if "noun" in cue.features:
        return _of_noun(token)
    subject = subject_of(token)
    agent = next((one for one in token.children if one.dep_ == "agent"), None)
    if agent is not None:
        return next((one for one in agent.children if one.dep_ == "pobj"), None)
    if subject is not None and subject.lower_ in _RELATIVE and token.dep_ == "relcl":
        return token.head
    if subject is not None and subject.lower_ in _RELATIVE:
        clause = next((one for one in token.ancestors if one.dep_ == "relcl"), None)
        return clause.head if clause is not None else None
    return subject


def subject_within(heads: list["Token"]) -> "Token":
    """The subject among some tokens, or else the first of them that depends on none of them."""
    for one in heads:
        if one.dep_ in ("nsubj", "nsubjpass"):
            return one
    return next((one for one in heads if one.head not in heads), heads[0])


def _of_noun(noun: "Token") -> "Token | None":
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            return next((one for one in child.children if one.dep_ == "pobj"), None)
        if child.dep_ == "compound" and child.pos_ == "PROPN":
            return child
    return subject_of(noun.head) if noun.dep_ in ("dobj", "pobj", "attr", "conj") else None


def _beside(doc: "Doc", cue: Cue, taken: list[Range]) -> "Token | None":
    """Where the parse gives nobody: a name or pronoun right before or behind the cue."""
    for at in (cue.last, cue.last + 1, cue.last + 2, cue.token - 1, cue.token - 2):
        if 0 <= at < len(doc) and doc[at].pos_ in ("PROPN", "PRON", "NOUN"):
            if any(low <= at < high for low, high in taken):
                continue
            token = doc[at]
            while token.dep_ in ("compound", "amod") and not any(
                low <= token.head.i < high for low, high in taken
            ):
                token = token.head
            return token if token.pos_ in ("PROPN", "PRON", "NOUN") else doc[at]
    return None


def _phrase(head: "Token", cue: Cue) -> Range:
    """A noun with what belongs to it, without clauses and without the cue."""
    low, high = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in _LEFT_OUT or (child.left_edge.i <= cue.token <= child.right_edge.i):
            break
        high = child.right_edge.i + 1
    if low <= cue.token < head.i:
        low = cue.last
    if head.i < cue.token < high:
        high = cue.token
    return low, high

"""Who says the words of a cue, as the text names them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.quotes.cues import Cue
from desktop.suggest.quotes.tokens import Range, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LEFT_OUT = frozenset({"relcl", "acl", "ccomp", "advcl", "parataxis"})
_NAMING = frozenset({"PROPN", "PRON", "NOUN"})
_BREAK = frozenset({",", "—", "–", "-", "(", ")", ":", ";"})


class Speaker(NamedTuple):
    """The tokens that mention who speaks, and those that name them where the mention does not."""

    mention: Range
    named: Range


def speaker_of(doc: "Doc", cue: Cue, taken: Sequence[Range]) -> Speaker | None:
    """Who speaks; ``taken`` is what is said, which names nobody."""
    head = _head(doc, cue)
    if head is None or any(low <= head.i < high for low, high in taken):
        head = _beside(doc, cue, taken)
    if head is None:
        return None
    mention = _phrase(head, cue, taken)
    if mention is None:
        return None
    antecedent = _antecedent(head)
    named = _phrase(antecedent, cue, taken) if antecedent is not None else None
    return Speaker(mention, named or mention)


def _antecedent(head: "Token") -> "Token | None":
    """What a relative pronoun stands for."""
    if head.lower_ not in _RELATIVE:
        return None
    clause = next((one for one in head.ancestors if one.dep_ in ("relcl", "acl")), None)
    return clause.head if clause is not None else None


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
        return _subject_within(heads) if heads else None
    if cue.is_noun:
        return _of_noun(token)
    subject = subject_of(token)
    if subject is not None and subject.dep_ == "nsubjpass" and (agent := _agent(token)) is not None:
        return agent
    return subject


def _agent(token: "Token") -> "Token | None":
    """By whom something was said: of several "by" the one before a name, else the first."""
    found = [
        inner
        for one in token.subtree
        if one.lower_ == "by" and one.i > token.i
        for inner in one.children
        if inner.dep_ == "pobj"
    ]
    named = (one for one in found if one.pos_ == "PROPN" or one.ent_type_ in ("PERSON", "ORG"))
    return next(named, found[0] if found else None)


def _subject_within(heads: list["Token"]) -> "Token":
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


def _beside(doc: "Doc", cue: Cue, taken: Sequence[Range]) -> "Token | None":
    """Where the parse gives nobody: a noun, name or pronoun right behind the cue or before it."""
    free = [
        at
        for at in (cue.last, cue.token - 1, cue.token - 2, cue.last + 1)
        if 0 <= at < len(doc) and not any(low <= at < high for low, high in taken)
    ]
    for at in free:
        if doc[at].pos_ in _NAMING:
            token = doc[at]
            while (
                token.dep_ in ("compound", "amod", "det")
                and token.head.pos_ in _NAMING
                and not any(low <= token.head.i < high for low, high in taken)
            ):
                token = token.head
            return token if token.dep_ != "pobj" or at < cue.token else None
    return None


def _phrase(head: "Token", cue: Cue, taken: Sequence[Range]) -> Range | None:
    """A noun with what belongs to it, without clauses, the cue and the words that are said."""
    doc = head.doc
    low, high = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in _LEFT_OUT or child.left_edge.i <= cue.token <= child.right_edge.i:
            break
        high = child.right_edge.i + 1
    if low <= cue.token < head.i:
        low = cue.last
    if head.i < cue.token < high:
        high = cue.token
    for start, end in taken:
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

"""The words of a paragraph that may say that somebody says something, with their features."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.quotes.lexicon import (
    AUXILIARIES,
    NOUNS,
    OF_SOMEBODY,
    OF_SOMETHING,
    PRONOUNS,
    SPEECH,
    TO_DO,
    lexicon,
)
from desktop.suggest.quotes.tokens import Marked, bucket, sign_of, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_TELLING = frozenset({"neg", "ccomp", "xcomp", "dobj", "nsubj", "nsubjpass"})


class Cue(NamedTuple):
    """A word that says so: its tokens, the verb or noun it stands for, and its features."""

    token: int
    last: int
    name: str
    features: tuple[str, ...]

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun such as "claim", whose clause says what is said."""
        return "noun" in self.features


def cues(doc: "Doc", marked: list[Marked]) -> Iterator[Cue]:
    """The words of a paragraph that may say that somebody says something.

    What is said inside a quotation is part of it.
    """
    quoted = {at for one in marked for at in range(one.first, one.end)}
    known = _known()
    lowered: list[int] = doc.to_array("LOWER").tolist()
    for at, word in enumerate(lowered):
        if word in known and at not in quoted:
            yield from _cue(doc, doc[at])


def _cue(doc: "Doc", token: "Token") -> Iterator[Cue]:
    word, at = token.lower_, token.i
    if word == ":":
        if 0 < at < len(doc) - 1:
            yield Cue(at, at + 1, "colon", _colon_features(doc, token))
    elif word == "according":
        if at + 1 < len(doc) and doc[at + 1].lower_ == "to":
            yield Cue(at, at + 2, "according", ("cue:according",))
    elif (verb := lexicon().get(word)) is not None and token.pos_ in ("VERB", "AUX"):
        yield Cue(at, at + 1, verb, _verb_features(token, verb))
    elif token.pos_ == "NOUN":
        noun = word if word in NOUNS else word.removesuffix("s")
        if noun in NOUNS:
            yield Cue(at, at + 1, noun, (f"noun:{noun}", "noun"))


@cache
def _known() -> frozenset[int]:
    """The lower-case words that may be cues, as the parse counts them."""
    from spacy.strings import hash_string  # pyright: ignore[reportAttributeAccessIssue]

    nouns = (*NOUNS, *(noun + "s" for noun in NOUNS))
    return frozenset(map(hash_string, (":", "according", *nouns, *lexicon())))


def _colon_features(doc: "Doc", colon: "Token") -> tuple[str, ...]:
    left = doc[colon.sent.start : colon.i]
    named = left[-1].ent_type_ if len(left) else "-"
    return (
        "cue:colon",
        f"colon-left:{bucket(len(left))}",
        f"colon-capitals:{left.text.isupper()}",
        f"colon-all-names:{all(token.text[:1].isupper() for token in left)}",
        f"colon-type:{named}",
        f"colon-first:{colon.sent.start == 0}",
        f"colon-next:{sign_of(doc[colon.i + 1])}",
        f"colon-verb:{any(token.lower_ in lexicon() for token in left)}",
    )


def _verb_features(token: "Token", verb: str) -> tuple[str, ...]:
    deps = {child.dep_ for child in token.children}
    kinds = (
        ("speech", SPEECH),
        ("somebody", OF_SOMEBODY),
        ("to-do", TO_DO),
        ("something", OF_SOMETHING),
    )
    found = [f"verb:{verb}", f"tag:{token.tag_}", f"dep:{token.dep_}"]
    found += [f"class:{name}" for name, verbs in kinds if verb in verbs]
    found += [f"has:{dep}" for dep in sorted(deps & _TELLING)]
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    found += [f"aux:{helper}" for helper in sorted(helpers & AUXILIARIES)]
    subject = subject_of(token)
    if subject is None:
        found.append("subject:none")
    else:
        where = "direct" if subject.head is token else "inherited"
        found.append(f"subject:{subject.lower_ if subject.lower_ in PRONOUNS else subject.pos_}")
        found.append(f"subject-{where}")
        found.append(f"subject-is:{subject.ent_type_ or '-'}")
    over = token.head.lower_
    found.append(f"over:{token.head.pos_}:{over if over in lexicon() else '-'}")
    return tuple(found)

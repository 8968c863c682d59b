"""The words of a paragraph that may say that somebody says something, with their features."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.lexicon import NOUNS, OF_SOMEBODY, OF_SOMETHING, SPEECH, TO_DO, lexicon
from desktop.suggest.tokens import Marked, bucket, sign_of, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Cue(NamedTuple):
    """A word that says so: its tokens, the verb or noun it stands for, and its features."""

    token: int
    last: int
    name: str
    features: tuple[str, ...]


def cues(doc: "Doc", marked: list[Marked]) -> Iterator[Cue]:
    """The words of a paragraph that may say that somebody says something.

    What is said inside a quotation is part of it.
    """
    known = lexicon()
    quoted = {at for one in marked for at in range(one.first, one.end)}
    for token in doc:
        word = token.lower_
        if token.i in quoted:
            continue
        if word == ":" and 0 < token.i < len(doc) - 1:
            yield Cue(token.i, token.i + 1, "colon", _colon_features(doc, token))
            continue
        if word == "according":
            if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
                yield Cue(token.i, token.i + 2, "according", ("cue:according",))
        elif word in known and token.pos_ in ("VERB", "AUX"):
            yield Cue(token.i, token.i + 1, known[word], _verb_features(token, known[word]))
        elif token.pos_ in ("NOUN",) and (word in NOUNS or word.removesuffix("s") in NOUNS):
            noun = word if word in NOUNS else word.removesuffix("s")
            yield Cue(token.i, token.i + 1, noun, (f"noun:{noun}", "noun"))


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
    found += [
        f"has:{dep}" for dep in deps & {"neg", "ccomp", "xcomp", "dobj", "nsubj", "nsubjpass"}
    ]
    found += [f"aux:{child.lower_}" for child in token.children if child.dep_ in ("aux", "auxpass")]
    subject = subject_of(token)
    if subject is None:
        found.append("subject:none")
    else:
        where = "direct" if subject.head is token else "inherited"
        found.append(f"subject:{subject.lower_ if subject.pos_ == 'PRON' else subject.pos_}")
        found.append(f"subject-{where}")
        found.append(f"subject-is:{subject.ent_type_ or '-'}")
    found.append(
        f"head:{token.head.pos_}:{token.head.lower_ if token.head.lower_ in lexicon() else '-'}"
    )
    return tuple(found)

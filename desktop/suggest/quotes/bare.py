"""Words in marks that no cue claims: a quotation that goes on, or a title, a nickname, a scare."""

from typing import TYPE_CHECKING

from desktop.suggest.quotes.tokens import Marked, bucket, sign_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = frozenset(",.?!…—")


def bare_features(doc: "Doc", mark: Marked, after_quote: int, is_heading: bool) -> list[str]:
    """The features of a quotation without a cue.

    ``after_quote`` is the number of tokens since the last words in this paragraph that somebody is
    known to say, -1 where there are none.
    """
    inner = [token for token in doc[mark.first : mark.end] if not token.is_punct]
    words = [token for token in inner if token.is_alpha or token.like_num]
    capital = sum(token.text[:1].isupper() for token in words)
    share = "all" if capital == len(words) else "most" if capital * 2 > len(words) else "few"
    last = doc.text[mark.quotation.inner_end - 1 : mark.quotation.inner_end]
    sentence = doc[mark.first].sent
    verbs = sum(token.pos_ in ("VERB", "AUX") for token in words)
    previous = doc[mark.first - 1] if mark.first else None
    following = doc[mark.end] if mark.end < len(doc) else None
    long = bucket(len(words))
    return [
        f"words:{long}",
        f"capitals:{share}",
        f"capitals-words:{share}|{long}",
        f"ends:{last if last in _ENDS else 'word'}",
        f"starts-lower:{bool(words) and words[0].text[:1].islower()}",
        f"verbs:{min(2, verbs)}",
        f"verbs-words:{min(2, verbs)}|{long}",
        f"single:{mark.quotation.is_single}",
        f"closed:{mark.quotation.is_closed}",
        f"prev:{sign_of(previous)}",
        f"prev-dep:{previous.dep_ if previous is not None else '-'}",
        f"next:{sign_of(following)}",
        f"starts-sentence:{mark.first <= sentence.start}",
        f"ends-paragraph:{mark.end >= len(doc) - 1}",
        f"all:{mark.first == 0 and mark.end >= len(doc) - 1}",
        f"after:{'none' if after_quote < 0 else bucket(after_quote)}",
        f"heading:{is_heading}",
        f"type:{doc[mark.first + 1].ent_type_ if mark.first + 1 < len(doc) else '-'}",
        f"root:{any(token.dep_ == 'ROOT' for token in words)}",
    ]

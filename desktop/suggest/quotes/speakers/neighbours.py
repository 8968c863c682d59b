"""Who says words in marks that no cue has claimed: somebody named right beside them, or before."""

from typing import TYPE_CHECKING

from desktop.suggest.quotes.cues import Cue
from desktop.suggest.quotes.lexicon import SPEECH, lexicon
from desktop.suggest.quotes.speakers.mention import Speaker, speaker_of
from desktop.suggest.quotes.tokens import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REACH = 14
"""Tokens behind a quotation in which "said X" or "X said" may stand."""
_DASHES = frozenset("―—–-")
_NAME_AT_MOST = 8


def beside(doc: "Doc", words: Range, quoted: set[int]) -> tuple[Cue | None, Speaker] | None:
    """The cue and speaker right behind a quotation, or the name behind a dash."""
    at = words[1]
    if at < len(doc) and doc[at].text in _DASHES:
        end = at + 1
        while end < min(len(doc), at + 1 + _NAME_AT_MOST) and doc[end].text[:1].isupper():
            end += 1
        if end > at + 1 and (end == len(doc) or doc[end].is_punct or doc[end].is_quote):
            return None, Speaker((at + 1, end), (at + 1, end))
    known = lexicon()
    for here in range(at, min(len(doc), at + _REACH)):
        token = doc[here]
        if here in quoted or (token.text in ".!?;" and here > at):
            return None
        if known.get(token.lower_) in SPEECH and token.pos_ == "VERB":
            cue = Cue(here, here + 1, known[token.lower_], ())
            speaker = speaker_of(doc, cue, [words])
            return (cue, speaker) if speaker is not None else None
    return None

"""What is said in a paragraph, in tokens: what cues say, and words in marks that none claims."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from desktop.suggest.marks import Quotation
from desktop.suggest.quotes.bare import bare_features
from desktop.suggest.quotes.contents import contents
from desktop.suggest.quotes.cues import Cue, cues
from desktop.suggest.quotes.scoring import scorer
from desktop.suggest.quotes.speakers.mention import Speaker, speaker_of
from desktop.suggest.quotes.speakers.neighbours import beside
from desktop.suggest.quotes.tokens import Marked, Range, marked_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST = 0.1
"""Candidates less probable than this are not worth telling."""
SURE = 0.5
"""Above this somebody rather says it than not."""
_SAME = 0.5
"""Two stretches that share more of their tokens than this are told once."""
_CLAIMED = 0.6
"""Words in marks of which a cue says this share are not weighed by themselves."""
_ALSO = 0.5
"""From here on further words in marks belong to a cue too."""
_TIE = 0.1
"""What being right by and large counts beside being right to the word, in picking a candidate."""
_GAP = 20
"""Tokens that may part a quotation from its going on."""


class Said(NamedTuple):
    """Words somebody says, in tokens of one paragraph."""

    ranges: tuple[Range, ...]
    cue: Cue | None
    speaker: Speaker | None
    score: float


def spoken(doc: "Doc", found: list[Quotation], is_heading: bool = False) -> list[Said]:
    """What is said in a paragraph, each stretch once: the surest reading of every word."""
    marked = marked_tokens(doc, found)
    kept = cued(doc, marked)
    quoted = {at for mark in marked for at in range(mark.first, mark.end)}
    weigh = scorer("quotes-bare")
    for mark in marked:
        if any(_covered((mark.first, mark.end), other.ranges) >= _CLAIMED for other in kept):
            continue
        away = since_speech(mark, kept)
        _, score = weigh.score(bare_features(doc, mark, away, is_heading))
        words = (mark.first, mark.end)
        cue, speaker = beside(doc, words, quoted) or (None, None)
        kept.append(Said((words,), cue, speaker, score))
    return sorted((one for one in kept if one.score >= LEAST), key=lambda one: one.ranges)


def since_speech(mark: Marked, said: Sequence[Said]) -> int:
    """The tokens since the last words before a quotation that surely are said; -1 for none."""
    ends = [one.ranges[-1][1] for one in said if one.score > SURE]
    before = [end for end in ends if end <= mark.first]
    return mark.first - max(before) if before else -1


def cued(doc: "Doc", marked: list[Marked]) -> list[Said]:
    """What the cues of a paragraph say, the surest first, each stretch once."""
    kept: list[Said] = []
    more: list[tuple[float, Range, Cue]] = []
    for said, own in sorted(_by_cue(doc, marked), key=lambda one: -one[0].score):
        if not any(_overlap(said.ranges, other.ranges) > _SAME for other in kept):
            kept.append(said)
            more += own
    for _, words, cue in sorted(more, key=lambda one: -one[0]):
        if all(_covered(words, other.ranges) < _CLAIMED for other in kept):
            place = next(at for at, one in enumerate(kept) if one.cue is cue)
            ranges = tuple(sorted((*kept[place].ranges, words)))
            kept[place] = kept[place]._replace(ranges=ranges)
    return [
        one._replace(speaker=speaker_of(doc, one.cue, one.ranges))
        for one in kept
        if one.cue is not None
    ]


def _by_cue(
    doc: "Doc", marked: list[Marked]
) -> Iterator[tuple[Said, list[tuple[float, Range, Cue]]]]:
    """The best candidate of each cue, and further words in marks that may be its own."""
    weigh = scorer("quotes")
    for cue in cues(doc, marked):
        scored = [
            (*weigh.score_content(cue, content), content) for content in contents(doc, cue, marked)
        ]
        if not scored:
            continue
        _, score, best = max(scored, key=lambda one: one[0] + _TIE * one[1])
        if score >= LEAST:
            yield (
                Said(best.ranges, cue, None, score),
                [
                    (about, content.ranges[0], cue)
                    for _, about, content in scored
                    if content.way.startswith("marks-") and about >= _ALSO
                ],
            )


def joined(doc: "Doc", said: list[Said]) -> list[Said]:
    """A quotation that its attribution breaks, or that goes on behind it, becomes one of parts."""
    result: list[Said] = []
    for one in said:
        last = result[-1] if result else None
        if last is not None and _goes_on(doc, last, one):
            ranges = tuple(sorted((*last.ranges, *one.ranges)))
            result[-1] = last._replace(ranges=ranges, score=max(last.score, one.score))
        else:
            result.append(one)
    return result


def _goes_on(doc: "Doc", last: Said, one: Said) -> bool:
    """Whether ``one``, without a cue of its own, continues the words before it."""
    if one.cue is not None or last.cue is None or last.score < SURE or one.score < SURE:
        return False
    end, start = max(b for _, b in last.ranges), one.ranges[0][0]
    if start < end or not doc[last.ranges[-1][1] - 1].is_quote:
        return False
    between = doc[end:start]
    return len(between) <= _GAP and sum(token.is_sent_start is True for token in between) <= 1


def _overlap(one: tuple[Range, ...], other: tuple[Range, ...]) -> float:
    a = {at for low, high in one for at in range(low, high)}
    b = {at for low, high in other for at in range(low, high)}
    return len(a & b) / len(a | b)


def _covered(words: Range, ranges: tuple[Range, ...]) -> float:
    shared = sum(max(0, min(words[1], b) - max(words[0], a)) for a, b in ranges)
    return shared / (words[1] - words[0])

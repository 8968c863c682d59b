"""Quotes of a paragraph: what is said in marks and without, by whom, and how sure that is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.model.annotation import Span, SpeechKind
from desktop.model.codebook import QUOTE
from desktop.model.suggestion import Evidence, Sign, SuggestedSpeaker, Suggestion
from desktop.suggest.bare import bare_features
from desktop.suggest.cast import Cast
from desktop.suggest.contents import contents
from desktop.suggest.cues import Cue, cues
from desktop.suggest.language import Parsed
from desktop.suggest.marks import Quotation, quotations
from desktop.suggest.neighbours import beside
from desktop.suggest.paragraphs import Paragraph
from desktop.suggest.scoring import scorer
from desktop.suggest.speakers import Speaker, speaker_of
from desktop.suggest.tokens import Marked, Range, marked_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST = 0.1
"""Candidates less probable than this are not worth telling."""
_SAME = 0.5
"""Two stretches that share more of their tokens than this are told once."""
_CLAIMED = 0.6
_ALSO = 0.5
"""From here on further words in marks belong to a cue too."""
_FEWEST = 4
"""Words in marks that count as a quote without a speaker and a cue."""
_WITHOUT_MODEL = 0.6
_SIGNS = {"according": Sign.ACCORDING_TO, "colon": Sign.COLON}


class Said(NamedTuple):
    """Words somebody says, in tokens of one paragraph."""

    ranges: tuple[Range, ...]
    cue: Cue | None
    speaker: Speaker | None
    score: float


def quotes(parsed: Parsed, cast: Cast) -> list[Suggestion]:
    """The quotes of one paragraph, in order of the text; ``cast`` knows the paragraphs before."""
    paragraph, doc = parsed.paragraph, parsed.doc
    found = quotations(paragraph.words)
    if doc is None:
        return [_plain(paragraph, one) for one in found if _words(paragraph, one) >= _FEWEST]
    cast.read(doc)
    said = joined(doc, spoken(doc, found, paragraph.is_heading))
    suggestions = [_suggestion(paragraph, doc, found, one, cast) for one in said]
    cast.close(doc)
    return suggestions


def spoken(doc: "Doc", found: list[Quotation], is_heading: bool = False) -> list[Said]:
    """What is said in a paragraph, each stretch once: the surest reading of every word."""
    marked = marked_tokens(doc, found)
    kept = cued(doc, marked)
    quoted = {at for mark in marked for at in range(mark.first, mark.end)}
    weigh = scorer("quotes-bare")
    for mark in marked:
        if any(_covered((mark.first, mark.end), other.ranges) >= _CLAIMED for other in kept):
            continue
        ends = [other.ranges[-1][1] for other in kept if other.score > _SAME]
        before = [end for end in ends if end <= mark.first]
        away = mark.first - max(before) if before else -1
        _, score = weigh.score(bare_features(doc, mark, away, is_heading))
        words = (mark.first, mark.end)
        cue, speaker = beside(doc, words, quoted) or (None, None)
        kept.append(Said((words,), cue, speaker, score))
    return sorted((one for one in kept if one.score >= LEAST), key=lambda one: one.ranges)


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
        _, score, best = max(scored, key=lambda one: one[0] + 0.1 * one[1])
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
    if one.cue is not None or last.cue is None or last.score < _SAME or one.score < _SAME:
        return False
    end, start = max(b for _, b in last.ranges), one.ranges[0][0]
    if start < end or not doc[last.ranges[-1][1] - 1].is_quote:
        return False
    between = doc[end:start]
    return len(between) <= 20 and sum(token.is_sent_start is True for token in between) <= 1


def _overlap(one: tuple[Range, ...], other: tuple[Range, ...]) -> float:
    a = {at for low, high in one for at in range(low, high)}
    b = {at for low, high in other for at in range(low, high)}
    return len(a & b) / len(a | b)


def _covered(words: Range, ranges: tuple[Range, ...]) -> float:
    shared = sum(max(0, min(words[1], b) - max(words[0], a)) for a, b in ranges)
    return shared / (words[1] - words[0])


def _suggestion(
    paragraph: Paragraph, doc: "Doc", found: list[Quotation], said: Said, cast: Cast
) -> Suggestion:
    base = paragraph.start

    def span(low: int, high: int) -> Span:
        return Span(base + doc[low].idx, base + doc[high - 1].idx + len(doc[high - 1]))

    spans = tuple(span(*one) for one in said.ranges)
    kind = kind_of(paragraph, found, spans)
    speaker = None
    if said.speaker is not None:
        name, guessed = cast.name(doc, said.speaker, said.ranges)
        speaker = SuggestedSpeaker(name, span(*said.speaker.mention), guessed)
        if said.score >= _SAME and speaker.mention is not None:
            cast.hear(name, speaker.mention)
    elif cast.heard is not None and kind is SpeechKind.DIRECT and said.ranges[0][0] == 0:
        speaker = SuggestedSpeaker(*cast.heard, guessed=True)
    evidence = [] if kind is SpeechKind.INDIRECT else [Evidence(Sign.MARKS)]
    cue = None
    if said.cue is not None:
        cue = span(said.cue.token, said.cue.last)
        evidence.append(Evidence(_SIGNS.get(said.cue.name, Sign.CUE), cue))
    if speaker is not None:
        evidence.append(Evidence(Sign.SPEAKER, speaker.mention))
    rule = f"quote.{kind.value}.{'cue' if cue else 'marks'}"
    return Suggestion(spans, QUOTE, said.score, rule, kind, speaker, cue, tuple(evidence))


def kind_of(paragraph: Paragraph, found: list[Quotation], spans: tuple[Span, ...]) -> SpeechKind:
    """Direct where all words stand in marks, mixed where some do."""
    inside = letters = 0
    for span in spans:
        low, high = span.start - paragraph.start, span.end - paragraph.start
        letters += _letters(paragraph.words[low:high])
        for one in found:
            inside += _letters(paragraph.words[max(low, one.start) : min(high, one.end)])
    if not inside:
        return SpeechKind.INDIRECT
    return SpeechKind.MIXED if inside < letters else SpeechKind.DIRECT


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _words(paragraph: Paragraph, one: Quotation) -> int:
    return len(paragraph.words[one.inner_start : one.inner_end].split())


def _plain(paragraph: Paragraph, one: Quotation) -> Suggestion:
    span = Span(paragraph.start + one.start, paragraph.start + one.end)
    return Suggestion(
        (span,),
        QUOTE,
        _WITHOUT_MODEL,
        "quote.direct.marks",
        SpeechKind.DIRECT,
        evidence=(Evidence(Sign.MARKS),),
    )

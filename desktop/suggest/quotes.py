"""Quotes of a paragraph: what is said in marks and without, by whom, and how sure that is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from desktop.model.annotation import Span, SpeechKind
from desktop.model.codebook import QUOTE
from desktop.model.suggestion import Evidence, Sign, SuggestedSpeaker, Suggestion
from desktop.suggest.bare import bare_features
from desktop.suggest.contents import contents
from desktop.suggest.cues import Cue, cues
from desktop.suggest.language import Parsed
from desktop.suggest.marks import Quotation, quotations
from desktop.suggest.paragraphs import Paragraph
from desktop.suggest.scoring import names, scorer
from desktop.suggest.speakers import speaker_of
from desktop.suggest.tokens import Marked, Range, marked_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

LEAST = 0.1
"""Candidates less probable than this are not worth telling."""
_SAME = 0.5
"""Two stretches that share more of their tokens than this are told once."""
_CLAIMED = 0.6
_FEWEST = 4
"""Words in marks that count as a quote without a speaker and a cue."""
_WITHOUT_MODEL = 0.6


class Said(NamedTuple):
    """Words somebody says, in tokens of one paragraph."""

    ranges: tuple[Range, ...]
    cue: Cue | None
    speaker: Range | None
    score: float
    way: str


def quotes(parsed: Parsed) -> list[Suggestion]:
    """The quotes of one paragraph, in order of the text."""
    paragraph = parsed.paragraph
    found = quotations(paragraph.words)
    if parsed.doc is None:
        return [_plain(paragraph, one) for one in found if _words(paragraph, one) >= _FEWEST]
    said = joined(parsed.doc, spoken(parsed.doc, found, paragraph.is_heading))
    return [_suggestion(paragraph, parsed.doc, found, one) for one in said]


def spoken(doc: "Doc", found: list[Quotation], is_heading: bool = False) -> list[Said]:
    """What is said in a paragraph, each stretch once: the surest reading of every word."""
    marked = marked_tokens(doc, found)
    kept = cued(doc, marked)
    weigh = scorer("quotes-bare")
    for mark in marked:
        whole = ((mark.first, mark.end),)
        if any(_covered(mark, other.ranges) >= _CLAIMED for other in kept):
            continue
        ends = [max(b for _, b in other.ranges) for other in kept if other.score > _SAME]
        before = [end for end in ends if end <= mark.first]
        away = mark.first - max(before) if before else -1
        _, score = weigh.score(bare_features(doc, mark, away, is_heading))
        kept.append(Said(whole, None, None, score, "marks"))
    return sorted((one for one in kept if one.score >= LEAST), key=lambda one: one.ranges)


def cued(doc: "Doc", marked: list[Marked]) -> list[Said]:
    """What the cues of a paragraph say, the surest first, each stretch once."""
    kept: list[Said] = []
    for one in sorted(_by_cue(doc, marked), key=lambda one: -one.score):
        if not any(_overlap(one.ranges, other.ranges) > _SAME for other in kept):
            kept.append(one)
    return kept


def _by_cue(doc: "Doc", marked: list[Marked]) -> Iterator[Said]:
    """The best candidate of each cue."""
    weigh = scorer("quotes")
    for cue in cues(doc, marked):
        best: tuple[float, float, Said] | None = None
        for content in contents(doc, cue, marked):
            exact, about = weigh.score(names(cue, content))
            if best is None or exact + 0.1 * about > best[0]:
                said = Said(content.ranges, cue, None, about, content.way)
                best = exact + 0.1 * about, about, said
        if best is not None and best[1] >= LEAST:
            said = best[2]
            yield said._replace(speaker=speaker_of(doc, cue, list(said.ranges)))


def joined(doc: "Doc", said: list[Said]) -> list[Said]:
    """A quotation that its attribution breaks, or that goes on behind it, becomes one of parts."""
    result: list[Said] = []
    for one in said:
        last = result[-1] if result else None
        if last is not None and _goes_on(doc, last, one):
            known = last if last.cue is not None else one
            result[-1] = Said(
                tuple(sorted((*last.ranges, *one.ranges))),
                known.cue,
                known.speaker,
                max(last.score, one.score) if one.cue is None else min(last.score, one.score),
                known.way,
            )
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


def _covered(mark: Marked, ranges: tuple[Range, ...]) -> float:
    shared = sum(max(0, min(mark.end, b) - max(mark.first, a)) for a, b in ranges)
    return shared / (mark.end - mark.first)


def _suggestion(paragraph: Paragraph, doc: "Doc", found: list[Quotation], said: Said) -> Suggestion:
    base = paragraph.start

    def span(low: int, high: int) -> Span:
        return Span(base + doc[low].idx, base + doc[high - 1].idx + len(doc[high - 1]))

    spans = tuple(span(*one) for one in said.ranges)
    cue = span(said.cue.token, said.cue.last) if said.cue is not None else None
    speaker = None
    if said.speaker is not None:
        mention = span(*said.speaker)
        name = paragraph.words[mention.start - base : mention.end - base]
        speaker = SuggestedSpeaker(" ".join(name.split()), mention)
    kind = kind_of(paragraph, found, spans)
    evidence = [] if kind is SpeechKind.INDIRECT else [Evidence(Sign.MARKS)]
    if cue is not None:
        sign = (
            {"according": Sign.ACCORDING_TO, "colon": Sign.COLON}.get(said.cue.name, Sign.CUE)
            if said.cue
            else Sign.CUE
        )
        evidence.append(Evidence(sign, cue))
    if speaker is not None:
        evidence.append(Evidence(Sign.SPEAKER, speaker.mention))
    rule = f"quote.{kind.value}.{'cue' if cue else 'marks'}"
    return Suggestion(spans, QUOTE, said.score, rule, kind, speaker, cue, tuple(evidence))


def kind_of(paragraph: Paragraph, found: list[Quotation], spans: tuple[Span, ...]) -> SpeechKind:
    """Direct where all words stand in marks, mixed where some do."""
    inside = outside = 0
    for span in spans:
        for at in range(span.start - paragraph.start, span.end - paragraph.start):
            if paragraph.words[at].isalnum():
                if any(one.start <= at < one.end for one in found):
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return SpeechKind.INDIRECT
    return SpeechKind.MIXED if outside else SpeechKind.DIRECT


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

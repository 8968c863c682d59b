"""Parsed paragraphs in, quotes out: spans, kind, speaker and the signs that speak for each."""

from typing import TYPE_CHECKING

from desktop.model.annotation import Span, SpeechKind
from desktop.model.codebook import QUOTE
from desktop.model.suggestion import Evidence, Sign, SuggestedSpeaker, Suggestion
from desktop.suggest.language import Parsed
from desktop.suggest.marks import Quotation, quotations
from desktop.suggest.paragraphs import Paragraph
from desktop.suggest.quotes.said import SURE, Said, joined, spoken
from desktop.suggest.quotes.speakers.cast import Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FEWEST = 4
"""Words in marks that count as a quote without a speaker and a cue."""
_WITHOUT_MODEL = 0.6
"""The score of words in marks where there is no parse to weigh them by."""
_SIGNS = {"according": Sign.ACCORDING_TO, "colon": Sign.COLON}


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
        if said.score >= SURE and speaker.mention is not None:
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

"""How much of a sentence somebody else says, as the judge is told."""

from desktop.model.annotation import Span, SpeechKind
from desktop.model.codebook import QUOTE
from desktop.model.suggestion import Suggestion
from desktop.suggest.language import Parsed, pipeline
from desktop.suggest.paragraphs import Paragraph
from desktop.suggest.stance.features import columns
from desktop.suggest.stance.model import model
from desktop.suggest.stance.reading import lead_of, stretch

WORDS = "The ministry said that the pilots warned that the dam would break, which is a disgrace."


def said_by_others(*quotes: Suggestion) -> float:
    english = pipeline()
    assert english is not None
    one = Parsed(Paragraph(WORDS, 0, 0), english(WORDS))
    (share,) = stretch([(one, quotes)], 1, lead_of([one]), columns(model().pairs)).said
    return share


def said(words: str) -> Suggestion:
    start = WORDS.index(words)
    spans = (Span(start, start + len(words)),)
    return Suggestion(spans, QUOTE, 0.9, "quote.indirect.cue", SpeechKind.INDIRECT)


def test_what_is_said_within_what_is_said_counts_once() -> None:
    outer = said("that the pilots warned that the dam would break")
    inner = said("that the dam would break")
    assert said_by_others(outer, inner) == said_by_others(outer) < 0.6
    assert said_by_others() == 0.0

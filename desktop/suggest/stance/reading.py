"""The sentences of some paragraphs as rows of features, with where they stand in the article."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.model.annotation import Span, SpeechKind
from desktop.model.suggestion import SuggestedSpeaker, Suggestion
from desktop.suggest.language import Parsed
from desktop.suggest.marks import quotations
from desktop.suggest.stance.features import (
    Columns,
    Lead,
    Matrix,
    Read,
    Sentence,
    features,
    sentences,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SURE = 0.5
"""From this score on words count as reported."""
_VERY_SURE = 0.75
"""From this score on somebody else says them, and not the author."""
_AUTHOR = frozenset({"i", "we"})
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


class Stretch(NamedTuple):
    """Rows of features; for each its span, paragraph and tokens, and what others say of it.

    ``said`` is the share that surely somebody else says, ``tellers`` who says most of it.
    """

    rows: Matrix
    spans: list[Span]
    numbers: list[int]
    places: list[tuple[Parsed, Sentence]]
    said: list[float]
    tellers: list[SuggestedSpeaker | None]


def stretch(
    parsed: Sequence[tuple[Parsed, Sequence[Suggestion]]], total: int, lead: Lead, columns: Columns
) -> Stretch:
    """The sentences of paragraphs, each with the quotes that were found in it."""
    found = Stretch(np.zeros((0, len(columns.names)), np.float32), [], [], [], [], [])
    read: list[Read] = []
    for one, quotes in parsed:
        doc, paragraph = one.doc, one.paragraph
        if doc is None or not len(doc):
            continue
        quoted, told = _masks(doc, one, quotes)
        rows = sentences(doc)
        read.append(Read(doc, paragraph.words, paragraph.number, rows, quoted, told & ~quoted))
        for sentence in rows:
            low, last = doc[sentence.first], doc[sentence.end - 1]
            span = Span(paragraph.start + low.idx, paragraph.start + last.idx + len(last))
            found.spans.append(span)
            found.numbers.append(paragraph.number)
            found.places.append((one, sentence))
            found.said.append(_said_by_others(span, quotes))
            found.tellers.append(_teller(span, quotes))
    return found._replace(rows=features(read, total, columns, lead)) if read else found


def _said_by_others(span: Span, quotes: Sequence[Suggestion]) -> float:
    """The share of a sentence that is somebody else's words, with who says them and how."""
    parts: list[Span] = []
    for one in quotes:
        by_author = one.speaker is not None and one.speaker.name.casefold() in _AUTHOR
        if one.score >= _VERY_SURE and not by_author:
            parts += _told(one)
    return _covered(span, parts) / (span.end - span.start)


def _covered(span: Span, parts: Iterable[Span]) -> int:
    """The code points of a span that lie in any of the parts, which may overlap."""
    covered, done = 0, span.start
    for part in sorted(parts, key=lambda one: one.start):
        end = min(part.end, span.end)
        covered += max(0, end - max(part.start, done))
        done = max(done, end)
    return covered


def _teller(span: Span, quotes: Sequence[Suggestion]) -> SuggestedSpeaker | None:
    """Who says most of a sentence, if anybody surely does."""
    best, most = None, (span.end - span.start) // 2
    for one in quotes:
        said = _covered(span, _told(one))
        if one.score >= _VERY_SURE and said > most:
            best, most = one.speaker, said
    return best


def _told(quote: Suggestion) -> Iterator[Span]:
    """What is said; of words in marks also who says them, and how.

    Told without marks, an attribution is what authors often argue by.
    """
    yield from quote.spans
    if quote.kind is not SpeechKind.DIRECT:
        return
    if quote.cue is not None:
        yield quote.cue
    if quote.speaker is not None and quote.speaker.mention is not None:
        yield quote.speaker.mention


def lead_of(parsed: Sequence[Parsed]) -> Lead:
    """The content words of the first paragraph and of the first three."""
    words = [_content(one.doc) for one in parsed[:3] if one.doc is not None]
    return (words[0] if words else frozenset(), frozenset().union(*words))


def _content(doc: "Doc") -> frozenset[int]:
    from spacy.symbols import IDS

    kinds = [IDS[kind] for kind in _CONTENT]
    raw = doc.to_array(["LOWER", "POS"])
    return frozenset(raw[np.isin(raw[:, 1], kinds), 0].tolist())


def _masks(
    doc: "Doc", parsed: Parsed, quotes: Sequence[Suggestion]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each token whether it stands in marks, and whether somebody says it."""
    offsets = doc.to_array("IDX").astype(np.int64)
    quoted, told = np.zeros(len(doc), np.bool_), np.zeros(len(doc), np.bool_)
    for mark in quotations(parsed.paragraph.words):
        quoted |= (offsets >= mark.start) & (offsets < mark.end)
    offsets += parsed.paragraph.start
    for one in quotes:
        if one.score >= _SURE:
            for span in one.spans:
                told |= (offsets >= span.start) & (offsets < span.end)
    return quoted, told

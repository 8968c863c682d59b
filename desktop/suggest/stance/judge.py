"""Sentences in, suggestions out: one tag at most for each, and the signs that speak for it."""

import re
from collections.abc import Sequence

import numpy as np

from desktop.model.codebook import CLAIM, OPINION
from desktop.model.suggestion import Suggestion
from desktop.suggest.language import Parsed
from desktop.suggest.stance.context import with_context
from desktop.suggest.stance.features import Lead, columns
from desktop.suggest.stance.model import TAGS, model
from desktop.suggest.stance.reading import Stretch, lead_of, stretch
from desktop.suggest.stance.signs import evidence

_LETTER = re.compile(r"[^\W\d_]")
_TOLD_WHY = 0.4
"""From this probability on the signs are looked for."""
_OTHERS = 0.85
"""A sentence of which others say this share is no opinion of the author's."""


class Stance:
    """Reads one article, stretch by stretch, in order."""

    def __init__(self, total: int) -> None:
        """``total`` is the number of paragraphs of the article."""
        self._total = total
        self._lead: Lead | None = None
        self._editorial: float | None = None
        self._before = 0
        """Sentences of the stretches before."""

    def suggestions(
        self, parsed: Sequence[tuple[Parsed, Sequence[Suggestion]]]
    ) -> list[Suggestion]:
        """What the sentences of the next paragraphs are, given the quotes found in each."""
        if self._lead is None:
            self._lead = lead_of([one for one, _ in parsed])
        learnt = model()
        shape = columns(learnt.pairs)
        read = stretch(parsed, self._total, self._lead, shape)
        if not read.spans:
            return []
        if self._editorial is None:
            self._editorial = learnt.editorial(read.rows.mean(axis=0))
        rows = with_context(read.rows, read.numbers, self._total, shape, self._before)
        self._before += len(read.spans)
        probable, prefer = learnt.probabilities(rows, self._editorial)
        return list(self._chosen(read, probable, prefer))

    def _chosen(self, read: Stretch, probable: np.ndarray, prefer: np.ndarray) -> list[Suggestion]:
        found: list[Suggestion] = []
        opinion = TAGS.index(OPINION)
        for row, (one, sentence) in enumerate(read.places):
            if one.paragraph.is_heading:
                continue
            odds = probable[row].copy()
            if read.said[row] >= _OTHERS:
                odds[opinion] = 0
            place = int(np.argmax(odds * prefer))
            tag = TAGS[place]
            span, score = read.spans[row], float(odds[place])
            start = one.paragraph.start
            words = one.paragraph.words[span.start - start : span.end - start]
            if tag is None or _LETTER.search(words) is None:
                continue
            signs = evidence(one, sentence, tag) if score >= _TOLD_WHY else ()
            teller = read.tellers[row] if tag == CLAIM else None
            rule = f"stance.{tag}"
            found.append(Suggestion((span,), tag, score, rule, speaker=teller, evidence=signs))
        return found

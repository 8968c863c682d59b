"""``python -m desktop.suggest.learning.train_quotes DATA``: learn the weights of quotes.

``DATA`` is the folder that holds ``quotes/train.jsonl``. Writes ``quotes.json`` and
``quotes-bare.json`` into the models of the program. Needs scikit-learn (group ``learn``).
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.suggest.language import parsed, pipeline
from desktop.suggest.learning.articles import Annotated, Words, annotated, likeness, words
from desktop.suggest.marks import quotations
from desktop.suggest.paragraphs import paragraphs
from desktop.suggest.quotes.bare import bare_features
from desktop.suggest.quotes.contents import contents
from desktop.suggest.quotes.cues import cues
from desktop.suggest.quotes.said import cued, since_speech
from desktop.suggest.quotes.scoring import names, scorer
from desktop.suggest.quotes.tokens import Range, marked_tokens
from resources import files

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRENGTH = 0.1
"""Inverse of the L2 penalty; chosen by the development articles."""
_SEEN = 8
"""A feature seen less often is left out."""
_SMALL = 0.02
"""A smaller weight is left out."""

Row = tuple[list[str], bool, bool]
"""Features; right to the word; right by and large."""


def main(data: str) -> None:
    """Learn both sets of weights, the second with the help of the first."""
    articles = list(annotated(Path(data) / "quotes" / "train.jsonl"))
    parses = list(_parses(articles))
    _write("quotes", _learnt(_by_cue(parses)))
    scorer.cache_clear()
    _write("quotes-bare", _learnt(_by_marks(parses)))


Parse = tuple[Annotated, int, bool, "Doc"]


def _parses(articles: list[Annotated]) -> Iterator[Parse]:
    model = pipeline()
    for article in articles:
        for one in parsed(paragraphs(article.text), model):
            if one.doc is not None:
                yield article, one.paragraph.start, one.paragraph.is_heading, one.doc


def _by_cue(parses: list[Parse]) -> Iterator[Row]:
    for article, start, _, doc in parses:
        gold = _gold(article)
        marked = marked_tokens(doc, quotations(doc.text))
        for cue in cues(doc, marked):
            for content in contents(doc, cue, marked):
                best = _best(article.text, start, doc, content.ranges, gold)
                yield names(cue, content), best > 0.999, best >= 0.5


def _by_marks(parses: list[Parse]) -> Iterator[Row]:
    for article, start, is_heading, doc in parses:
        gold = _gold(article)
        marked = marked_tokens(doc, quotations(doc.text))
        said = cued(doc, marked)
        for mark in marked:
            if any(a <= mark.first and mark.end <= b for one in said for a, b in one.ranges):
                continue
            away = since_speech(mark, said)
            best = _best(article.text, start, doc, ((mark.first, mark.end),), gold)
            yield bare_features(doc, mark, away, is_heading), best > 0.999, best >= 0.5


def _gold(article: Annotated) -> list[Words]:
    """Every quote, whole and by its parts."""
    found: list[Words] = []
    for told in article.quotes:
        found.append(words(article.text, told.spans))
        if len(told.spans) > 1:
            found += (words(article.text, (span,)) for span in told.spans)
    return found


def _best(text: str, start: int, doc: "Doc", ranges: tuple[Range, ...], gold: list[Words]) -> float:
    spans = tuple(
        (start + doc[low].idx, start + doc[high - 1].idx + len(doc[high - 1]))
        for low, high in ranges
    )
    said = words(text, spans)
    return max((likeness(said, one) for one in gold), default=0.0)


def _learnt(rows: Iterable[Row]) -> dict[str, Any]:
    from sklearn.feature_extraction import DictVectorizer  # pyright: ignore[reportMissingImports]
    from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingImports]

    features: list[dict[str, int]] = []
    labels: tuple[list[bool], list[bool]] = ([], [])
    for names_, exact, about in rows:
        features.append(dict.fromkeys(names_, 1))
        labels[0].append(exact)
        labels[1].append(about)
    shaper = DictVectorizer()
    matrix = shaper.fit_transform(features)
    seen = (matrix > 0).sum(axis=0).A1 >= _SEEN
    matrix = matrix[:, seen]
    known = [
        name for name, often in zip(shaper.get_feature_names_out(), seen, strict=True) if often
    ]
    models = [
        LogisticRegression(C=_STRENGTH, max_iter=500, solver="liblinear").fit(matrix, label)
        for label in labels
    ]
    pairs = zip(known, models[0].coef_[0], models[1].coef_[0], strict=True)
    weights = {
        name: [round(float(a), 3), round(float(b), 3)]
        for name, a, b in pairs
        if abs(a) >= _SMALL or abs(b) >= _SMALL
    }
    base = [round(float(model.intercept_[0]), 3) for model in models]
    return {"base": base, "weights": dict(sorted(weights.items()))}


def _write(name: str, learnt: dict[str, Any]) -> None:
    path = files.MODELS / f"{name}.json"
    lines = json.dumps(learnt, ensure_ascii=False, indent=0, separators=(",", ":"))
    lines = lines.replace(",\n", ",").replace("[\n", "[").replace("\n]", "]").replace("],", "],\n")
    path.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

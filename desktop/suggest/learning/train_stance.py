"""``python -m desktop.suggest.learning.train_stance DATA``: learn what sentences are.

``DATA`` is the folder that holds ``stance/editorials_train.jsonl`` and
``stance/newsdiscourse_train.jsonl``. Writes ``stance.npz`` into the models of the program. Needs
scikit-learn and lightgbm (group ``learn``).
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.model.annotation import Span
from desktop.suggest.language import Parsed, parsed, pipeline
from desktop.suggest.learning.stance_measures import Labelled, labelled
from desktop.suggest.paragraphs import paragraphs
from desktop.suggest.quotes.speakers.cast import Cast
from desktop.suggest.quotes.suggestions import quotes
from desktop.suggest.stance.context import with_context
from desktop.suggest.stance.features import TAG_NAMES, Matrix, columns
from desktop.suggest.stance.model import GENRES, TAGS
from desktop.suggest.stance.reading import lead_of, stretch
from resources import files

_FILES = {"editorials": "editorials_train.jsonl", "news": "newsdiscourse_train.jsonl"}
_PAIRS = 300
"""Two tags in a row that are features: the commonest."""
_STRENGTH = 0.0015
"""Inverse of the L2 penalty; chosen by the development articles, as everything here."""
_GENRE_STRENGTH = 0.1
_EVEN = 1e-6
_PREFER = {"editorials": (1.6, 1.0, 1.0, 1.0), "news": (1.6, 0.85, 1.0, 1.0)}
"""Weights of the tags where one is chosen: chosen by training (cross-validated) and development."""
_OWN_COLUMNS = 40
_ROUNDS = 150
_TREES = {
    "objective": "multiclass", "num_class": len(TAGS), "learning_rate": 0.08, "num_leaves": 8,
    "min_data_in_leaf": 30, "feature_fraction": 0.1, "bagging_fraction": 0.8, "bagging_freq": 1,
    "lambda_l2": 5, "verbosity": -1, "num_threads": 1, "max_bin": 63, "seed": 1,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip

Read = tuple[Labelled, list[tuple[Parsed, list[Any]]]]


class Rows(NamedTuple):
    """All sentences of a genre that are the author's own words, and the average of each article."""

    features: Matrix
    labels: NDArray[np.int64]
    averages: Matrix


def main(data: str) -> None:
    """Learn both genres and which is which."""
    folder = Path(data) / "stance"
    read = {genre: _read(list(labelled(folder / name))) for genre, name in _FILES.items()}
    pairs = _commonest([one for articles in read.values() for one in articles])
    rows = {genre: _rows(articles, pairs) for genre, articles in read.items()}
    width = len(columns(pairs).names) + _OWN_COLUMNS
    arrays: dict[str, Any] = {"pairs": np.array(pairs)}
    for genre in GENRES:
        arrays |= {
            f"{genre}-{name}": value
            for name, value in _learnt(rows[genre], width, _PREFER[genre]).items()
        }
    weights, base = genre_weights(rows["editorials"].averages, rows["news"].averages)
    arrays |= {"genre": weights, "genre-base": base}
    np.savez_compressed(files.MODELS / "stance.npz", **arrays)


def _read(articles: list[Labelled]) -> list[Read]:
    model, found = pipeline(), []
    for article in articles:
        cast = Cast()
        one = list(parsed(paragraphs(article.text), model))
        found.append((article, [(paragraph, quotes(paragraph, cast)) for paragraph in one]))
    return found


def _commonest(articles: list[Read]) -> tuple[str, ...]:
    counted: Counter[str] = Counter()
    for _, paragraphs_ in articles:
        for one, _ in paragraphs_:
            tags = [token.tag_ for token in one.doc or ()]
            known = [tag in TAG_NAMES for tag in tags]
            for at in range(len(tags) - 1):
                if known[at] and known[at + 1]:
                    counted[f"{tags[at]} {tags[at + 1]}"] += 1
    return tuple(pair for pair, _ in counted.most_common(_PAIRS))


def _rows(articles: list[Read], pairs: tuple[str, ...]) -> Rows:
    shape = columns(pairs)
    found: list[Matrix] = []
    labels: list[int] = []
    averages: list[Matrix] = []
    for article, paragraphs_ in articles:
        if not paragraphs_:
            continue
        total = paragraphs_[-1][0].paragraph.number + 1
        read = stretch(paragraphs_, total, lead_of([one for one, _ in paragraphs_]), shape)
        rows = with_context(read.rows, read.numbers, total, shape)
        averages.append(read.rows.mean(axis=0))
        for row, span in zip(rows, read.spans, strict=True):
            label, is_speech = _label(article, span)
            if not is_speech:
                found.append(row)
                labels.append(label)
    return Rows(np.vstack(found), np.array(labels), np.vstack(averages))


def _label(article: Labelled, span: Span) -> tuple[int, bool]:
    """The tag of the sentence of the data that a sentence of ours is, and whether it is speech."""
    best, shared = None, 0
    for one in article.sentences:
        common = min(span.end, one.end) - max(span.start, one.start)
        if common * 2 >= min(span.end - span.start, one.end - one.start) and common > shared:
            best, shared = one, common
    tags = [str(tag) for tag in TAGS]
    if best is None or best.tag not in tags:
        return TAGS.index(None), best is not None and best.is_speech
    return tags.index(best.tag), best.is_speech


def _learnt(rows: Rows, width: int, prefer: tuple[float, ...]) -> dict[str, Any]:
    import lightgbm  # pyright: ignore[reportMissingImports]
    from sklearn.linear_model import (  # pyright: ignore[reportMissingImports]
        LogisticRegression,
    )

    own = rows.features[:, :width]
    mean, scale = own.mean(axis=0), own.std(axis=0)
    scale[scale < _EVEN] = 1
    linear = LogisticRegression(C=_STRENGTH, max_iter=300)
    linear.fit((own - mean) / scale, rows.labels)
    weights = np.zeros((width, len(TAGS)), np.float32)
    base = np.full(len(TAGS), -30, np.float32)
    weights[:, linear.classes_] = linear.coef_.T
    base[linear.classes_] = linear.intercept_
    grown = lightgbm.train(_TREES, lightgbm.Dataset(rows.features, rows.labels), _ROUNDS)
    return {
        "mean": mean.astype(np.float32), "scale": scale.astype(np.float32),
        "weights": weights, "base": base, "prefer": np.array(prefer, np.float32),
        **_arrays(grown.dump_model()["tree_info"]),
    }  # fmt: skip


def _arrays(trees: list[dict[str, Any]]) -> dict[str, Any]:
    """Trees as the arrays of ``stance.model.Trees``."""
    leaves = int(_TREES["num_leaves"])
    shape = (len(trees), leaves - 1)
    feature, threshold = np.zeros(shape, np.int32), np.zeros(shape, np.float32)
    left, right = np.full(shape, -1, np.int32), np.full(shape, -1, np.int32)
    leaf = np.zeros((len(trees), leaves), np.float32)

    def place(node: dict[str, Any]) -> int:
        return ~node["leaf_index"] if "leaf_index" in node else node.get("split_index", -1)

    def put(tree: int, node: dict[str, Any]) -> None:
        if "split_index" not in node:
            leaf[tree, node.get("leaf_index", 0)] = node["leaf_value"]
            return
        at = node["split_index"]
        feature[tree, at], threshold[tree, at] = node["split_feature"], node["threshold"]
        left[tree, at], right[tree, at] = place(node["left_child"]), place(node["right_child"])
        put(tree, node["left_child"])
        put(tree, node["right_child"])

    for number, one in enumerate(trees):
        put(number, one["tree_structure"])
    return {"feature": feature, "threshold": threshold, "left": left, "right": right, "leaf": leaf}


def genre_weights(editorials: Matrix, news: Matrix) -> tuple[Any, Any]:
    """What tells the average sentence of an editorial from that of news: weights and base."""
    from sklearn.linear_model import (  # pyright: ignore[reportMissingImports]
        LogisticRegression,
    )

    averages = np.vstack([editorials, news])
    labels = np.concatenate([np.ones(len(editorials)), np.zeros(len(news))])
    mean, scale = averages.mean(axis=0), averages.std(axis=0)
    scale[scale < _EVEN] = 1
    learnt = LogisticRegression(C=_GENRE_STRENGTH, max_iter=500)
    learnt.fit((averages - mean) / scale, labels)
    weights = learnt.coef_[0] / scale
    base = learnt.intercept_ - mean @ weights
    return weights.astype(np.float32), base.astype(np.float32)


if __name__ == "__main__":
    main(sys.argv[1])

"""The learnt half: a linear model and small trees for each genre, and which genre it is.

Opinion pieces and news differ in what their sentences do, and an article does not say which it is.
So there are two heads, mixed by how much the article reads like the one or the other.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.model.codebook import CLAIM, CONTEXT, OPINION
from desktop.model.identity import TagId
from desktop.suggest.stance.features import Matrix
from resources import files

TAGS: tuple[TagId | None, ...] = (CLAIM, CONTEXT, OPINION, None)
"""What a sentence may be; None is for neither."""
GENRES = ("editorials", "news")
_NOTHING = 0.05
"""A genre of this share or less is not asked."""


class Trees(NamedTuple):
    """Boosted trees as arrays, one row for each tree. A node below zero is the leaf ``~node``."""

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaf: NDArray[np.float32]

    def scores(self, rows: Matrix) -> NDArray[np.float64]:
        """The sum of the trees for each of the tags; trees take turns among the tags."""
        count, (trees, inner) = len(rows), self.feature.shape
        leaves = self.leaf.shape[1]
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        below = np.stack([self.right.ravel(), self.left.ravel()])
        flat, line = rows.ravel(), np.arange(count, dtype=np.int64)[:, None] * rows.shape[1]
        first = np.arange(trees, dtype=np.int64) * inner
        node = np.zeros((count, trees), np.int64)
        active = np.arange(count * trees)
        at, row, tree = node.ravel(), np.repeat(line[:, 0], trees), np.tile(first, count)
        while len(active):
            here = tree[active] + at[active]
            goes_left = flat[row[active] + feature[here]] <= threshold[here]
            step = below[goes_left.astype(np.int64), here]
            at[active] = step
            active = active[step >= 0]
        leaf = ~at.reshape(count, trees) + np.arange(trees, dtype=np.int64) * leaves
        values = self.leaf.ravel()[leaf].astype(np.float64)
        return values.reshape(count, -1, len(TAGS)).sum(axis=1)


class Head(NamedTuple):
    """The models of one genre. ``prefer`` weighs the tags where one has to be chosen."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    base: NDArray[np.float32]
    trees: Trees
    prefer: NDArray[np.float32]

    def probabilities(self, rows: Matrix) -> NDArray[np.float64]:
        """For each sentence the probability of each tag."""
        width = len(self.mean)
        linear = ((rows[:, :width] - self.mean) / self.scale) @ self.weights + self.base
        return (_softmax(linear) + _softmax(self.trees.scores(rows))) / 2


class Model(NamedTuple):
    """Everything that was learnt, and the pairs of tags that are features."""

    pairs: tuple[str, ...]
    heads: tuple[Head, Head]
    genre: NDArray[np.float32]
    genre_base: float

    def editorial(self, average: NDArray[np.float32]) -> float:
        """How probable it is that an article is an opinion piece, by its average sentence."""
        return float(1 / (1 + np.exp(-(average @ self.genre + self.genre_base))))

    def probabilities(
        self, rows: Matrix, editorial: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The probabilities of the tags for each sentence, and the weights to choose one by."""
        shares = (editorial, 1 - editorial)
        mixed = np.zeros((len(rows), len(TAGS)))
        prefer = np.zeros(len(TAGS))
        for share, head in zip(shares, self.heads, strict=True):
            if share > _NOTHING:
                mixed += share * head.probabilities(rows)
                prefer += share * head.prefer
        return mixed / mixed.sum(axis=1, keepdims=True), prefer


@cache
def model() -> Model:
    """The model that ships with the program."""
    with np.load(files.MODELS / "stance.npz", allow_pickle=False) as read:
        arrays: dict[str, Any] = {name: read[name] for name in read.files}
    heads = [_head(arrays, genre) for genre in GENRES]
    pairs = tuple(str(pair) for pair in arrays["pairs"])
    return Model(pairs, (heads[0], heads[1]), arrays["genre"], float(arrays["genre-base"][0]))


def _head(arrays: dict[str, Any], genre: str) -> Head:
    def of(name: str) -> Any:
        return arrays[f"{genre}-{name}"]

    trees = Trees(of("feature"), of("threshold"), of("left"), of("right"), of("leaf"))
    return Head(of("mean"), of("scale"), of("weights"), of("base"), trees, of("prefer"))


def _softmax(scores: NDArray[Any]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
    return powers / powers.sum(axis=1, keepdims=True)

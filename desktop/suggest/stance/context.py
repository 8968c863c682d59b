"""Where a sentence stands among the others: its place, its neighbours, the article on average."""

import numpy as np

from desktop.suggest.stance.features import Columns, Matrix

_LOOKED_AT = (
    *("is:", "group:", "type:", "tag:", "dep:ROOT", "word:i", "word:we", "word:should"),
    *("word:must", "word:will", "word:would"),
)
"""How the names of the columns begin that count for the neighbours too."""
_BINS = (10, 8, 6, 10)
"""Places told apart: of the sentence, of its paragraph, of that from the end, in the article."""
_FURTHER = 6
"""Columns behind the bins; the last is always zero, as the weights were learnt."""


def with_context(
    rows: Matrix, numbers: list[int], total: int, columns: Columns, before: int = 0
) -> Matrix:
    """The features of all sentences of an article, or of a stretch of it, with their context.

    ``numbers`` are the paragraphs that the sentences stand in, of ``total``; ``before`` is the
    number of sentences before the stretch. Behind the features of a sentence come its place, the
    article on average, the sentence before and the next one.
    """
    looked_at = looked(columns)
    near = rows[:, looked_at]
    nothing = np.zeros((1, near.shape[1]), np.float32)
    average = np.repeat(near.mean(axis=0, keepdims=True), len(rows), axis=0)
    previous, following = np.vstack([nothing, near[:-1]]), np.vstack([near[1:], nothing])
    return np.hstack([rows, _places(numbers, total, before), average, previous, following])


def looked(columns: Columns) -> list[int]:
    """The columns that count for the neighbours too."""
    return [at for at, name in enumerate(columns.names) if name.startswith(_LOOKED_AT)]


def _places(numbers: list[int], total: int, before: int) -> Matrix:
    """Bins of the place of each sentence: in the article, of its paragraph, from the end."""
    count = len(numbers)
    places = np.zeros((count, sum(_BINS) + _FURTHER), np.float32)
    at, paragraph = np.arange(count), np.asarray(numbers)
    opens = np.concatenate([[True], paragraph[1:] != paragraph[:-1]])
    is_whole = before == 0 and paragraph[-1] >= total - 1
    through = at / count if is_whole else paragraph / total
    tenth = (10 * through).astype(np.int64)
    first = 0
    for bins, place in zip(
        _BINS, (before + at, paragraph, total - 1 - paragraph, tenth), strict=True
    ):
        places[at, first + np.minimum(place, bins - 1)] = 1
        first += bins
    further = (
        np.full(count, np.log(count) / 5),
        (paragraph == 0) & opens,
        paragraph == 1,
        (paragraph == 1) & opens,
        (paragraph == 2) & opens,
    )
    for column, values in enumerate(further, first):
        places[:, column] = values
    return places

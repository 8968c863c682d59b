"""Where a sentence stands among the others: its place, its neighbours, the article on average."""

import numpy as np

from desktop.suggest.stance.features import Columns, Matrix

_LOOKED_AT = ("is:", "group:", "type:", "tag:", "dep:ROOT", "word:i", "word:we", "word:should")
_LOOKED_AT_TOO = ("word:must", "word:will", "word:would")
_PLACES = 40


def with_context(
    rows: Matrix, numbers: list[int], total: int, columns: Columns, before: int = 0
) -> Matrix:
    """The features of all sentences of an article, or of a stretch of it, with their context.

    ``numbers`` are the paragraphs that the sentences stand in, of ``total``; ``before`` is
    the number of sentences before the stretch. What stands beside the
    features of a sentence: its place, the article on average, the sentence before and the next one.
    """
    looked_at = looked(columns)
    near = rows[:, looked_at]
    nothing = np.zeros((1, near.shape[1]), np.float32)
    average = np.repeat(near.mean(axis=0, keepdims=True), len(rows), axis=0)
    previous, following = np.vstack([nothing, near[:-1]]), np.vstack([near[1:], nothing])
    return np.hstack([rows, _places(numbers, total, before), average, previous, following])


def looked(columns: Columns) -> list[int]:
    """The columns that count for the neighbours too."""
    wanted = _LOOKED_AT + _LOOKED_AT_TOO
    return [at for at, name in enumerate(columns.names) if name.startswith(wanted)]


def _places(numbers: list[int], total: int, before: int) -> Matrix:
    """Bins of the place of each sentence: in the article, of its paragraph, from the end."""
    count = len(numbers)
    places = np.zeros((count, _PLACES), np.float32)
    at, paragraph = np.arange(count), np.asarray(numbers)
    opens = np.concatenate([[True], paragraph[1:] != paragraph[:-1]])
    is_whole = before == 0 and paragraph[-1] >= total - 1
    through = at / count if is_whole else paragraph / total
    places[at, np.minimum(before + at, 9)] = 1
    places[at, 10 + np.minimum(paragraph, 7)] = 1
    places[at, 18 + np.minimum(total - 1 - paragraph, 5)] = 1
    places[at, 24 + np.minimum((10 * through).astype(np.int64), 9)] = 1
    places[:, 34] = np.log(count) / 5
    places[:, 35] = (paragraph == 0) & opens
    places[:, 36] = paragraph == 1
    places[:, 37] = (paragraph == 1) & opens
    places[:, 38] = (paragraph == 2) & opens
    return places

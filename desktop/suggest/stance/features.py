"""What a sentence is like: counts of what its parse says, and the meaning of its words on average.

Everything is counted over arrays of the parse. No feature holds an open-class word: parts of
speech, dependencies, kinds of names, closed-class words, general word lists, and the mean of the
language model's own vectors.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.suggest.stance.words import CLOSED, GROUPS

if TYPE_CHECKING:
    from spacy.tokens import Doc

Matrix = NDArray[np.float32]
_WIDTH = 96
"""Of the vectors of the language model."""
TAG_NAMES = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH "
    "VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB , . : `` '' -LRB- -RRB- HYPH NFP $ ADD AFX"
).split()
_DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
_TYPES = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT "
    "QUANTITY TIME WORK_OF_ART"
).split()
_SCALARS = (
    "length long short position from-start from-end first-paragraph opens-paragraph sentences "
    "like-start like-first question exclaims quoted told digits starts-with-name".split()
)


class Sentence(NamedTuple):
    """A sentence of a paragraph: tokens of its Doc, half open."""

    first: int
    end: int


class Place(NamedTuple):
    """Where a paragraph stands, and what is said by others in it.

    ``quoted`` holds for each token whether it is somebody's quoted words, ``told`` whether it is
    reported without marks.
    """

    number: int
    total: int
    quoted: NDArray[np.bool_]
    told: NDArray[np.bool_]


class Table(NamedTuple):
    """Which columns the values of an attribute count in: sorted values, each with its column."""

    values: NDArray[np.uint64]
    columns: NDArray[np.int64]

    def cells(self, found: NDArray[Any], rows: NDArray[np.int64], width: int) -> NDArray[np.int64]:
        """Cells of a matrix of ``width`` columns, one for each value that is known."""
        at = np.minimum(np.searchsorted(self.values, found), len(self.values) - 1)
        known = self.values[at] == found
        return rows[known] * width + self.columns[at[known]]


class Columns(NamedTuple):
    """The columns of the matrix: names, and the tables of what is counted."""

    names: tuple[str, ...]
    tags: Table
    deps: Table
    types: Table
    words: tuple[Table, ...]
    pairs: Table


@cache
def columns(pairs: tuple[str, ...]) -> Columns:
    """The columns; ``pairs`` are the two tags in a row that count, such as "MD VB"."""
    names: list[str] = []

    def column(name: str) -> int:
        names.append(name)
        return len(names) - 1

    def table(kind: str, values: Iterable[str]) -> Table:
        return _table({_id(value): column(f"{kind}:{value}") for value in values})

    tags, deps, types = table("tag", TAG_NAMES), table("dep", _DEPS), table("type", _TYPES)
    words = [table("word", CLOSED)]
    for group, members in GROUPS.items():
        at = column(f"group:{group}")
        words.append(_table({_id(word): at for word in members}))
    places = {tag: place for place, tag in enumerate(TAG_NAMES)}
    paired: dict[int, int] = {}
    for pair in pairs:
        a, b = pair.split(" ")
        paired[places[a] * len(TAG_NAMES) + places[b]] = column(f"pair:{pair}")
    for scalar in _SCALARS:
        column(f"is:{scalar}")
    for part in ("mean", "root"):
        for at in range(_WIDTH):
            column(f"{part}:{at}")
    return Columns(tuple(names), tags, deps, types, tuple(words), _table(paired))


def _id(value: str) -> int:
    from spacy.strings import hash_string  # pyright: ignore[reportAttributeAccessIssue]

    return hash_string(value)


def _table(columns_: dict[int, int]) -> Table:
    values = np.array(sorted(columns_), np.uint64)
    return Table(values, np.array([columns_[int(value)] for value in values], np.int64))


def sentences(doc: "Doc") -> list[Sentence]:
    """The sentences of a paragraph; what holds no letter belongs to the one before."""
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
    if not starts or starts[0] != 0:
        starts.insert(0, 0)
    found: list[Sentence] = []
    for first, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        if found and not any(map(str.isalnum, doc[first:end].text)):
            found[-1] = Sentence(found[-1].first, end)
        else:
            found.append(Sentence(first, end))
    return found


def features(
    doc: "Doc",
    rows: Sequence[Sentence],
    place: Place,
    shape: Columns,
    leads: tuple[frozenset[int], frozenset[int]],
) -> Matrix:
    """One row for each sentence. ``leads``: the words of the title and of the first paragraphs."""
    raw = doc.to_array(["TAG", "DEP", "ENT_TYPE", "LOWER", "HEAD"])
    width = len(shape.names)
    lengths = [end - first for first, end in rows]
    row_of = np.repeat(np.arange(len(rows)), lengths)
    tags = _places(raw[:, 0])
    pairs = tags[:-1] * len(TAG_NAMES) + tags[1:]
    pairs[(tags[:-1] < 0) | (tags[1:] < 0) | (row_of[:-1] != row_of[1:])] = -1
    cells = np.concatenate(
        [
            shape.tags.cells(raw[:, 0], row_of, width),
            shape.deps.cells(raw[:, 1], row_of, width),
            shape.types.cells(raw[:, 2], row_of, width),
            *(table.cells(raw[:, 3], row_of, width) for table in shape.words),
            shape.pairs.cells(pairs.astype(np.uint64), row_of[:-1], width),
        ]
    )
    counted = np.bincount(cells, minlength=len(rows) * width).reshape(len(rows), width)
    matrix = np.log1p(counted.astype(np.float32))
    vectors = np.asarray(doc.tensor, np.float32)
    scalars = width - 2 * _WIDTH - len(_SCALARS)
    roots = raw[:, 4] == 0
    lower: list[int] = raw[:, 3].tolist()
    for row, (first, end) in enumerate(rows):
        line = matrix[row]
        words = frozenset(lower[first:end])
        line[scalars : scalars + len(_SCALARS)] = _scalars(
            doc, first, end, row, len(rows), place, words, leads
        )
        if len(vectors):
            line[-2 * _WIDTH : -_WIDTH] = vectors[first:end].mean(axis=0)
            line[-_WIDTH:] = vectors[first + int(np.argmax(roots[first:end]))]
    return matrix


def _places(tags: NDArray[Any]) -> NDArray[np.int64]:
    """The place of each tag among the names, -1 for one that is not among them."""
    values, places = _sorted_tags()
    at = np.minimum(np.searchsorted(values, tags), len(values) - 1)
    return np.where(values[at] == tags, places[at], -1)


@cache
def _sorted_tags() -> Table:
    return _table({_id(tag): place for place, tag in enumerate(TAG_NAMES)})


def _scalars(
    doc: "Doc",
    first: int,
    end: int,
    row: int,
    count: int,
    place: Place,
    words: frozenset[int],
    leads: tuple[frozenset[int], frozenset[int]],
) -> list[float]:
    length = end - first
    through = place.number / max(1, place.total - 1)
    last = doc[first:end].text.rstrip("\"'”’) ")[-1:]
    return [
        float(np.log(length)) / 4,
        float(length > 30),
        float(length < 8),
        through,
        1 / (1 + place.number),
        1 / (1 + place.total - place.number),
        float(place.number <= 1),
        float(row == 0),
        min(count, 6) / 6,
        _like(words, leads[0]),
        _like(words, leads[1]),
        float(last == "?"),
        float(last == "!"),
        float(place.quoted[first:end].mean()),
        float(place.told[first:end].mean()),
        float(any(char.isdigit() for char in doc[first:end].text)),
        float(doc[first].ent_type_ != ""),
    ]


def _like(words: frozenset[int], lead: frozenset[int]) -> float:
    return len(words & lead) / (1 + min(len(words), len(lead)))

"""What a sentence is like: counts of what its parse says, and the meaning of its words on average.

Everything is counted over arrays of the parse. No feature holds an open-class word: parts of
speech, dependencies, kinds of names, closed-class words, general word lists, and the mean of the
language model's own vectors.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from desktop.suggest.stance.words import CLOSED, GROUPS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONG, _SHORT = 30, 8
_DIGIT = re.compile(r"\d")
Lead = tuple[frozenset[int], frozenset[int]]
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


class Read(NamedTuple):
    """A parsed paragraph, its sentences, and what is said by others in it.

    ``words`` is the text of the paragraph; ``quoted`` holds for each token whether it stands in
    marks, ``told`` whether it is reported without marks.
    """

    doc: "Doc"
    words: str
    number: int
    sentences: list[Sentence]
    quoted: NDArray[np.bool_]
    told: NDArray[np.bool_]


class Table(NamedTuple):
    """Which columns the values of an attribute count in.

    ``values`` are sorted; the columns of a value are ``columns[first : first + many]``.
    """

    values: NDArray[np.uint64]
    first: NDArray[np.int64]
    many: NDArray[np.int64]
    columns: NDArray[np.int64]

    def cells(self, found: NDArray[Any], rows: NDArray[np.int64], width: int) -> NDArray[np.int64]:
        """Cells of a matrix of ``width`` columns, one for each column of a value that is known."""
        at = np.minimum(np.searchsorted(self.values, found), len(self.values) - 1)
        known = np.flatnonzero(self.values[at] == found)
        at = at[known]
        many = self.many[at]
        ends = np.cumsum(many)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - many, many)
        columns_ = self.columns[np.repeat(self.first[at], many) + within]
        return np.repeat(rows[known], many) * width + columns_


class Columns(NamedTuple):
    """The columns of the matrix: names, and the tables of what is counted."""

    names: tuple[str, ...]
    tags: Table
    deps: Table
    types: Table
    words: Table
    pairs: Table


@cache
def columns(pairs: tuple[str, ...]) -> Columns:
    """The columns; ``pairs`` are the two tags in a row that count, such as "MD VB"."""
    names: list[str] = []

    def column(name: str) -> int:
        names.append(name)
        return len(names) - 1

    def table(kind: str, values: Iterable[str]) -> Table:
        return _table({_id(value): (column(f"{kind}:{value}"),) for value in values})

    tags, deps, types = table("tag", TAG_NAMES), table("dep", _DEPS), table("type", _TYPES)
    words: dict[int, tuple[int, ...]] = {_id(word): (column(f"word:{word}"),) for word in CLOSED}
    for group, members in GROUPS.items():
        at = column(f"group:{group}")
        for word in members:
            words[_id(word)] = (*words.get(_id(word), ()), at)
    places = {tag: place for place, tag in enumerate(TAG_NAMES)}
    paired: dict[int, tuple[int, ...]] = {}
    for pair in pairs:
        a, b = pair.split(" ")
        paired[places[a] * len(TAG_NAMES) + places[b]] = (column(f"pair:{pair}"),)
    for scalar in _SCALARS:
        column(f"is:{scalar}")
    for part in ("mean", "root"):
        for at in range(_WIDTH):
            column(f"{part}:{at}")
    return Columns(tuple(names), tags, deps, types, _table(words), _table(paired))


def _id(value: str) -> int:
    from spacy.strings import hash_string  # pyright: ignore[reportAttributeAccessIssue]

    return hash_string(value)


def _table(columns_: dict[int, tuple[int, ...]]) -> Table:
    values = sorted(columns_)
    many = np.array([len(columns_[value]) for value in values], np.int64)
    flat = [column for value in values for column in columns_[value]]
    first = np.cumsum(many) - many
    return Table(np.array(values, np.uint64), first, many, np.array(flat, np.int64))


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


def features(paragraphs: Sequence[Read], total: int, shape: Columns, lead: Lead) -> Matrix:
    """One row for each sentence of some paragraphs, of the ``total`` of an article.

    ``lead`` are the words of the title and of the first paragraphs.
    """
    width = len(shape.names)
    raw = np.concatenate(
        [one.doc.to_array(["TAG", "DEP", "ENT_TYPE", "LOWER", "HEAD"]) for one in paragraphs]
    )
    lengths = np.array([b - a for one in paragraphs for a, b in one.sentences], np.int64)
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    tags = _tag_places(raw[:, 0])
    pairs = tags[:-1] * len(TAG_NAMES) + tags[1:]
    pairs[(tags[:-1] < 0) | (tags[1:] < 0) | (row_of[:-1] != row_of[1:])] = -1
    cells = np.concatenate(
        [
            shape.tags.cells(raw[:, 0], row_of, width),
            shape.deps.cells(raw[:, 1], row_of, width),
            shape.types.cells(raw[:, 2], row_of, width),
            shape.words.cells(raw[:, 3], row_of, width),
            shape.pairs.cells(pairs.astype(np.uint64), row_of[:-1], width),
        ]
    )
    counted = np.bincount(cells, minlength=len(lengths) * width).reshape(len(lengths), width)
    matrix = np.log1p(counted.astype(np.float32))
    starts = np.cumsum(lengths) - lengths
    vectors = np.concatenate([np.asarray(one.doc.tensor, np.float32) for one in paragraphs])
    if len(vectors) == len(raw):
        sums = np.add.reduceat(vectors, starts, axis=0)
        matrix[:, -2 * _WIDTH : -_WIDTH] = sums / lengths.astype(np.float32)[:, None]
        matrix[:, -_WIDTH:] = vectors[_roots(raw[:, 4] == 0, row_of, starts)]
    scalars = width - 2 * _WIDTH - len(_SCALARS)
    matrix[:, scalars : scalars + len(_SCALARS)] = _scalars(
        paragraphs, total, raw[:, 3].tolist(), lead
    )
    return matrix


def _roots(
    is_root: NDArray[np.bool_], row_of: NDArray[np.int64], starts: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The first root of each sentence, its first token where there is none."""
    found = starts.copy()
    at = np.flatnonzero(is_root)[::-1]
    found[row_of[at]] = at
    return found


def _tag_places(tags: NDArray[Any]) -> NDArray[np.int64]:
    """The place of each tag among the names, -1 for one that is not among them."""
    table = _sorted_tags()
    at = np.minimum(np.searchsorted(table.values, tags), len(table.values) - 1)
    return np.where(table.values[at] == tags, table.columns[at], -1)


@cache
def _sorted_tags() -> Table:
    return _table({_id(tag): (place,) for place, tag in enumerate(TAG_NAMES)})


def _scalars(
    paragraphs: Sequence[Read], total: int, lower: list[int], lead: Lead
) -> list[list[float]]:
    found: list[list[float]] = []
    before = 0
    for one in paragraphs:
        doc, count = one.doc, len(one.sentences)
        place = [
            one.number / max(1, total - 1),
            1 / (1 + one.number),
            1 / (1 + total - one.number),
            float(one.number <= 1),
        ]
        for row, (first, end) in enumerate(one.sentences):
            low, last = doc[first], doc[end - 1]
            text = one.words[low.idx : last.idx + len(last)]
            length, stop = end - first, text.rstrip("\"'”’) ")[-1:]
            words = frozenset(lower[before + first : before + end])
            found.append(
                [
                    log(length) / 4,
                    float(length > _LONG),
                    float(length < _SHORT),
                    *place,
                    float(row == 0),
                    min(count, 6) / 6,
                    _like(words, lead[0]),
                    _like(words, lead[1]),
                    float(stop == "?"),
                    float(stop == "!"),
                    float(one.quoted[first:end].mean()),
                    float(one.told[first:end].mean()),
                    float(_DIGIT.search(text) is not None),
                    float(low.ent_type != 0),
                ]
            )
        before += len(doc)
    return found


def _like(words: frozenset[int], lead: frozenset[int]) -> float:
    return len(words & lead) / (1 + min(len(words), len(lead)))

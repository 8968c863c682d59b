"""What was learnt: small, of numbers only, two genres, trees that fall into the right leaf."""

import numpy as np
import pytest

from desktop.suggest.language import parsed, pipeline
from desktop.suggest.paragraphs import paragraphs
from desktop.suggest.stance.features import TAG_NAMES, columns
from desktop.suggest.stance.model import TAGS, Trees, model
from desktop.suggest.stance.reading import lead_of, stretch
from desktop.suggest.stance.words import CLOSED, GROUPS
from resources import files
from tests.desktop.suggest.stance.articles import COLUMN, NEWS


def editorial(text: str) -> float:
    pieces = list(paragraphs(text))
    read = [(one, ()) for one in parsed(pieces, pipeline())]
    shape = columns(model().pairs)
    rows = stretch(read, len(pieces), lead_of([one for one, _ in read]), shape).rows
    return model().editorial(rows.mean(axis=0))


def test_a_column_reads_like_an_opinion_piece_and_news_like_news() -> None:
    assert editorial(COLUMN) > 0.9
    assert editorial(NEWS) < 0.1


def test_the_weights_are_small_and_hold_no_word() -> None:
    path = files.MODELS / "stance.npz"
    assert path.stat().st_size < 1_000_000
    with np.load(path, allow_pickle=False) as read:
        texts = [name for name in read.files if read[name].dtype.kind not in "fi"]
    assert texts == ["pairs"]
    assert all(tag in TAG_NAMES for pair in model().pairs for tag in pair.split(" "))


def test_every_column_is_named_for_the_parse_or_a_general_word() -> None:
    parse = pipeline()
    assert parse is not None
    known = {
        "tag": set(TAG_NAMES), "dep": set(parse.pipe_labels["parser"]) | {"prt"},
        "type": set(parse.pipe_labels["ner"]),
        "word": set(CLOSED), "group": set(GROUPS), "pair": set(model().pairs),
    }  # fmt: skip
    names = columns(model().pairs).names
    assert len(set(names)) == len(names)
    for kind, _, name in (one.partition(":") for one in names):
        assert kind in ("is", "mean", "root") or name in known[kind]


def test_the_probabilities_of_a_sentence_sum_to_one_whatever_the_genre() -> None:
    rows = np.random.default_rng(1).normal(size=(7, 4_000)).astype(np.float32)
    for share in (0.0, 0.3, 1.0):
        probable, prefer = model().probabilities(rows, share)
        assert probable.shape == (7, len(TAGS))
        assert probable.sum(axis=1) == pytest.approx(1)
        assert len(prefer) == len(TAGS)


def test_a_tree_leads_each_row_to_its_leaf() -> None:
    """Tree 0: feature 0 at most 1 → 10, else feature 1 at most 5 → 20, else 30. Others: 0."""
    trees = Trees(
        feature=np.array([[0, 1]] + [[0, 0]] * 3, np.int32),
        threshold=np.array([[1, 5]] + [[0, 0]] * 3, np.float32),
        left=np.array([[~0, ~1]] + [[~0, ~0]] * 3, np.int32),
        right=np.array([[1, ~2]] + [[~0, ~0]] * 3, np.int32),
        leaf=np.array([[10, 20, 30]] + [[0, 0, 0]] * 3, np.float32),
    )
    rows = np.array([[1, 9], [2, 5], [2, 6]], np.float32)
    assert trees.scores(rows)[:, 0].tolist() == [10, 20, 30]
    assert not trees.scores(rows)[:, 1:].any()

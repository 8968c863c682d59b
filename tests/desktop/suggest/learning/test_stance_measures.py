"""How sentences are decided, and what is counted of it."""

from math import isnan

import pytest

from desktop.model.annotation import Span
from desktop.model.codebook import CLAIM, CONTEXT, OPINION
from desktop.model.identity import TagId
from desktop.model.suggestion import Suggestion
from desktop.suggest.learning.stance_measures import (
    Decided,
    Labelled,
    Sentence,
    calibration_error,
    coverage,
    decided,
    macro_f1,
    one_or_other,
    precision_at,
)

ARTICLE = Labelled(
    "x" * 40,
    (
        Sentence(0, 10, CLAIM, False),
        Sentence(10, 20, OPINION, False),
        Sentence(20, 30, OPINION, True),
        Sentence(30, 40, "none", False),
    ),
)


def suggestion(start: int, end: int, tag: TagId, score: float) -> Suggestion:
    return Suggestion((Span(start, end),), tag, score, "rule")


def test_a_sentence_gets_what_covers_at_least_half_of_it_and_most() -> None:
    found = [
        suggestion(0, 10, CLAIM, 0.6),
        suggestion(5, 10, OPINION, 0.9),
        suggestion(16, 20, CONTEXT, 0.9),
    ]
    rows = list(decided(ARTICLE, found))
    assert [row.found for row in rows] == [CLAIM, "", "", ""]
    assert rows[0] == Decided(CLAIM, CLAIM, 0.6)


def test_of_two_that_cover_as_much_the_surer_one_counts() -> None:
    found = [suggestion(0, 10, CLAIM, 0.4), suggestion(0, 10, OPINION, 0.7)]
    assert next(decided(ARTICLE, found)).found == OPINION


def test_sentences_of_other_people_can_be_left_out() -> None:
    assert len(list(decided(ARTICLE, []))) == 4
    assert len(list(decided(ARTICLE, [], with_speech=False))) == 3


def test_macro_f1_is_the_mean_over_the_tags_of_the_data() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("none", "a")]
    assert macro_f1(pairs, ("a", "b", "c")) == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_opinion_against_the_rest_and_its_precision_where_some_are_decided() -> None:
    rows = [
        Decided(OPINION, OPINION, 0.9),
        Decided(CLAIM, OPINION, 0.5),
        Decided(CLAIM, CLAIM, 0.8),
        Decided(OPINION, "", 0.0),
    ]
    assert one_or_other(rows, OPINION)[1] == ("", OPINION)
    assert precision_at(rows, OPINION, 0.5) == (1.0, 0.8)
    assert precision_at(rows, OPINION, 0.7) == (0.5, 0.5)
    assert isnan(precision_at(rows, OPINION, 1.0)[0])
    assert coverage(rows) == 0.75


def test_the_error_of_calibration_is_the_gap_between_score_and_truth() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0.0)
    assert calibration_error([(0.95, False), (0.05, False)]) == pytest.approx(0.5)

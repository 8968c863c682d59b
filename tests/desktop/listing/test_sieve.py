"""A filter lets through what fits, and counts what would."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.listing.facets import NOBODY_YET, Facet, Ground, State
from desktop.listing.query import Conditions
from desktop.listing.sieve import Sieve
from desktop.model.annotation import Annotation
from desktop.model.codebook import four_tags
from tests.desktop.listing.sessions import (
    CRANES,
    EVERY,
    GROUND,
    LEASE,
    LINE,
    PILOTS,
    PRICE,
    QUAY,
    STRIKE,
    any_listed,
)
from tests.desktop.ui.articles import passage, source

TEXTS = ("", "a", "har", "harbour", "fair tag:quote", "speaker:chen", "note:", "label:port", "s2")


def sieve(*held: Annotation) -> Sieve:
    return Sieve(GROUND, {one.id: one for one in held})


def found(conditions: Conditions, *held: Annotation) -> list[Annotation]:
    asked = sieve(*(held or EVERY))
    asked.ask(conditions)
    fitting = set(asked.fitting())
    return [one for one in held or EVERY if one.id in fitting]


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("HARBOUR", [PILOTS]),
        ("leased nothing", [QUAY]),
        ("tarvell annexes", [QUAY]),
        ("minister", [QUAY]),
        ("ports", [LINE]),
        ('"a quay"', [QUAY]),
        ('"quay a"', []),
        ("nowhere", []),
        ("tag:quote", [QUAY, PRICE]),
        ("tag:quote speaker:chen", [PRICE]),
        ("speaker:", [QUAY, PRICE]),
        ("speaker:author", []),
        ("label:", [LINE]),
        ("label:sty", [LINE]),
        ("note:", [QUAY]),
        ("note:annex", [QUAY]),
        ("note:quay", []),
        ("source:s2", [PRICE, CRANES]),
        ("source:country", [PILOTS, QUAY, LINE]),
        ("grade:a", [PRICE, CRANES]),
        ("credibility:2", [PRICE]),
        ("credibility:6", [PILOTS, QUAY, LINE, CRANES]),
        ("has:parts", [QUAY]),
        ("is:linked", [PRICE]),
        ("is:suggested", [CRANES]),
    ],
)
def test_typed_words_find_passages(text: str, fitting: list[Annotation]) -> None:
    assert found(Conditions(text)) == fitting


@pytest.mark.parametrize(
    "text", ["writing", "writ-ing", '"writ- ing"', "well-known", '"a wellknown firm"', "report"]
)
def test_a_word_broken_at_a_lines_end_is_found_in_every_reading(text: str) -> None:
    article = source("In writ-\ning by a well-\nknown firm: the re\u00ad\nport.")
    held = passage(article, article.text)
    asked = Sieve(Ground({article.id: article}, four_tags()), {held.id: held})
    asked.ask(Conditions(text))
    assert list(asked.fitting()) == [held.id]


def test_one_value_of_each_facet_has_to_fit() -> None:
    tags = Conditions().toggled(Facet.TAG, "quote").toggled(Facet.TAG, "claim")
    assert found(tags) == [PILOTS, QUAY, PRICE, CRANES]
    assert found(tags.toggled(Facet.SOURCE, STRIKE.id)) == [PRICE, CRANES]
    assert found(tags.toggled(Facet.STATE, State.SPEAKER)) == [QUAY, PRICE]
    assert found(Conditions().toggled(Facet.SPEAKER, "")) == [PILOTS, LINE, CRANES]
    assert found(Conditions("fair", tags.chosen)) == [PRICE]


def test_quotes_that_nobody_says_yet_are_asked_for_by_themselves() -> None:
    unsaid = replace(QUAY, speaker=None)
    held = (PILOTS, unsaid, PRICE)
    assert found(Conditions("speaker:"), *held) == [PRICE]
    assert found(Conditions().toggled(Facet.SPEAKER, NOBODY_YET), *held) == [unsaid]
    assert found(Conditions().toggled(Facet.SPEAKER, ""), *held) == [PILOTS]


def test_a_count_is_what_choosing_the_value_would_list() -> None:
    asked = sieve(*EVERY)
    asked.ask(Conditions().toggled(Facet.TAG, "quote"))
    assert asked.counts(Facet.TAG) == Counter(claim=2, quote=2, opinion=1)
    assert asked.counts(Facet.SOURCE) == Counter({LEASE.id: 1, STRIKE.id: 1})
    asked.ask(asked.conditions.toggled(Facet.SOURCE, STRIKE.id))
    assert asked.counts(Facet.TAG) == Counter(claim=1, quote=1)
    assert asked.counts(Facet.SPEAKER) == Counter({"Chen Wu": 1})


@given(any_listed(), st.lists(st.sampled_from(TEXTS), min_size=1), st.booleans())
def test_a_query_finds_the_same_whatever_was_asked_before(
    held: list[Annotation], asked: list[str], chosen: bool
) -> None:
    conditions = Conditions(asked[-1])
    if chosen:
        conditions = conditions.toggled(Facet.TAG, "quote").toggled(Facet.STATE, State.NOTE)
    used = sieve(*held)
    for text in asked:
        used.ask(Conditions(text))
    used.ask(conditions)
    fresh = sieve(*held)
    fresh.ask(conditions)
    assert set(used.fitting()) == set(fresh.fitting())


@given(any_listed(), any_listed(), st.sampled_from(TEXTS), st.booleans())
def test_what_is_learnt_piece_by_piece_is_what_would_be_found_anew(
    before: list[Annotation], after: list[Annotation], text: str, chosen: bool
) -> None:
    conditions = Conditions(text)
    if chosen:
        conditions = conditions.toggled(Facet.TAG, "quote").toggled(Facet.SPEAKER, "Chen Wu")
    held = {one.id: one for one in before}
    used = Sieve(GROUND, held)
    used.ask(conditions)
    for facet in Facet:
        used.counts(facet)
    later = {one.id: one for one in after}
    for id_ in held.keys() | later.keys():
        old, new = held.get(id_), later.get(id_)
        if new is None:
            del held[id_]
        else:
            held[id_] = new
        used.learn(old, new)
    fresh = Sieve(GROUND, later)
    fresh.ask(conditions)
    assert set(used.fitting()) == set(fresh.fitting())
    for facet in Facet:
        assert +used.counts(facet) == +fresh.counts(facet)

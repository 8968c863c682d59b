"""What is typed into the filter is read as it is meant."""

import pytest

from desktop.listing.facets import Facet
from desktop.listing.query import Conditions, Query, parse


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("  ", Query()),
        ("Harbour  Tarvell", Query(("harbour", "tarvell"))),
        ('"went back" work', Query(("went back", "work"))),
        ('"not closed', Query(("not closed",))),
        ("tag:Quote", Query(demands=((Facet.TAG, "quote"),))),
        ('speaker:"Neda Tarvell"', Query(demands=((Facet.SPEAKER, "neda tarvell"),))),
        ("speaker:", Query(demands=((Facet.SPEAKER, ""),))),
        ("tag:", Query()),
        ("note:", Query(demands=((Facet.STATE, "note"),))),
        ("note:check", Query(notes=("check",))),
        ("is:linked grade:B", Query(demands=((Facet.STATE, "linked"), (Facet.RELIABILITY, "b")))),
        ("12:30 https://x", Query(("12:30", "https://x"))),
    ],
)
def test_words_and_keywords_are_told_apart(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("before", "after", "narrows"),
    [
        ("har", "harb", True),
        ("har", "har b", True),
        ("harb", "har", False),
        ("har ten", "har", False),
        ("tag:q", "tag:qu", False),
        ("tag:q", "tag:q har", True),
        ("note:a", "a note:a", True),
        ("note:a", "a", False),
    ],
)
def test_a_query_narrows_only_where_nothing_new_can_be_found(
    before: str, after: str, narrows: bool
) -> None:
    assert parse(after).narrows(parse(before)) is narrows


def test_a_value_chosen_twice_is_not_asked_for() -> None:
    once = Conditions().toggled(Facet.TAG, "quote")
    assert once.active
    assert once.toggled(Facet.TAG, "quote") == Conditions()
    assert not Conditions(text="  ").active

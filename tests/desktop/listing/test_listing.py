"""Rows are where they belong, whatever comes, goes, is folded or filtered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.listing.listing import Listing
from desktop.listing.query import Conditions
from desktop.model.annotation import Annotation
from desktop.settings import Grouping
from tests.desktop.listing.sessions import (
    CRANES,
    EVERY,
    GROUND,
    LINE,
    PILOTS,
    PRICE,
    QUAY,
    STRIKE,
    any_listed,
)

GROUPINGS: tuple[Grouping, ...] = ("order", "tag", "speaker", "source")
Row = str | tuple[str, int, bool]


def listing(*held: Annotation, grouping: Grouping = "order") -> Listing:
    made = Listing()
    made.grouping = grouping
    made.show(GROUND, held)
    return made


def rows(made: Listing) -> list[Row]:
    """Headings as (title, count, folded), passages as their ids."""
    result: list[Row] = []
    for row in range(len(made)):
        held, heading = made.at(row), made.heading(row)
        assert (held is None) is (heading is not None) is made.is_heading(row)
        if held is not None:
            result.append(held.id)
        elif heading is not None:
            result.append((heading.title, heading.count, heading.folded))
    return result


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        (
            "order",
            [
                ("A harbour is not a country", 3, False),
                *(PILOTS.id, QUAY.id, LINE.id),
                ("Halvec pilots end strike", 2, False),
                *(PRICE.id, CRANES.id),
            ],
        ),
        (
            "tag",
            [
                ("Claim", 2, False),
                *(PILOTS.id, CRANES.id),
                ("Quote", 2, False),
                *(QUAY.id, PRICE.id),
                ("Opinion", 1, False),
                LINE.id,
            ],
        ),
        (
            "speaker",
            [
                ("Chen Wu", 1, False),
                PRICE.id,
                ("Neda Tarvell", 1, False),
                QUAY.id,
                ("The author", 3, False),
                *(PILOTS.id, LINE.id, CRANES.id),
            ],
        ),
        (
            "source",
            [
                ("Halvec pilots end strike", 2, False),
                *(PRICE.id, CRANES.id),
                ("A harbour is not a country", 3, False),
                *(PILOTS.id, QUAY.id, LINE.id),
            ],
        ),
    ],
)
def test_passages_stand_under_their_headings(grouping: Grouping, expected: list[Row]) -> None:
    assert rows(listing(*reversed(EVERY), grouping=grouping)) == expected


def test_a_folded_group_keeps_its_count_and_hides_its_passages() -> None:
    made = listing(*EVERY, grouping="tag")
    made.fold("claim", True)
    assert rows(made)[:2] == [("Claim", 2, True), ("Quote", 2, False)]
    assert made.row(PILOTS.id) == -1
    assert made.fold_of(PILOTS.id) == "claim"
    assert made.fitting == made.total == 5
    made.group_by("order")
    assert made.row(PILOTS.id) == 1
    made.group_by("tag")
    assert made.fold_of(PILOTS.id) == "claim"
    made.fold("claim", False)
    assert made.row(PILOTS.id) == 1


def test_a_filter_leaves_out_groups_with_nothing_in_them() -> None:
    made = listing(*EVERY)
    made.ask(Conditions("fair"))
    assert rows(made) == [("Halvec pilots end strike", 1, False), PRICE.id]
    assert (made.fitting, made.total) == (1, 5)
    assert made.hidden(QUAY.id)
    assert not made.hidden(PRICE.id)


def test_the_number_of_a_passage_is_its_place_in_its_article_whatever_is_listed() -> None:
    made = listing(*EVERY, grouping="tag")
    made.ask(Conditions("fair"))
    assert [made.number(one.id) for one in EVERY] == [1, 2, 3, 1, 2]


def test_an_empty_list_has_no_rows() -> None:
    assert len(listing()) == 0
    assert listing().headings() == []


@given(
    any_listed(),
    any_listed(),
    st.sampled_from(GROUPINGS),
    st.sampled_from(("", "harbour", "tag:quote", "speaker:chen", "note:")),
    st.sampled_from(("", "claim", "Chen Wu", STRIKE.id)),
)
def test_what_changes_piece_by_piece_is_listed_as_if_made_anew(
    before: list[Annotation],
    after: list[Annotation],
    grouping: Grouping,
    text: str,
    folded: str,
) -> None:
    conditions = Conditions(text)
    made = listing(*before, grouping=grouping)
    made.ask(conditions)
    made.fold(folded, True)
    count = len(made)
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    for id_ in sorted(old.keys() | new.keys()):
        was, now = old.get(id_), new.get(id_)
        steps = made.change(was, now) if was is not None and now is not None else None
        if steps is None:
            steps = made.take(was) if was is not None else []
            steps += made.put(now) if now is not None else []
        for step in steps:
            count += {"came": step.count, "went": -step.count, "differs": 0}[step.kind]
        assert count == len(made)
    made.fold(folded, False)
    fresh = listing(*after, grouping=grouping)
    fresh.ask(conditions)
    assert rows(made) == rows(fresh)
    assert made.passages() == [one for row in range(len(made)) if (one := made.at(row))]
    assert [made.row(one.id) for one in made.passages()] == [
        row for row in range(len(made)) if not made.is_heading(row)
    ]


def test_a_quote_that_nobody_says_yet_is_not_listed_as_the_authors() -> None:
    unsaid = replace(QUAY, speaker=None)
    assert rows(listing(unsaid, LINE, PRICE, grouping="speaker")) == [
        ("Chen Wu", 1, False),
        PRICE.id,
        ("The author", 1, False),
        LINE.id,
        ("No speaker yet", 1, False),
        unsaid.id,
    ]

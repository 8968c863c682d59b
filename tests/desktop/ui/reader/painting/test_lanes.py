"""Passages that overlap lie in different lanes, and stay in them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.annotation import Annotation, Span
from desktop.model.identity import AnnotationId, TagId
from desktop.model.source import Source
from desktop.ui.reader.offsets import Offsets
from desktop.ui.reader.painting.lanes import Lanes, Piece, _overlap  # pyright: ignore[reportPrivateUsage]
from tests.desktop.ui.articles import any_passages, any_sources, passage, source


@st.composite
def parts_of_passages(draw: st.DrawFn) -> tuple[Piece, ...]:
    """Parts in order that share nothing."""
    ends = sorted(draw(st.sets(st.integers(0, 40), min_size=2, max_size=12)))
    return tuple(zip(ends[::2], ends[1::2], strict=False))


def lanes_of(article: Source, held: list[Annotation]) -> Lanes:
    return Lanes(Offsets(article.text, article.blocks), held)


def placed(lanes: Lanes, article: Source) -> dict[tuple[int, AnnotationId], int]:
    """The lane of each passage in each block."""
    return {
        (index, one.annotation.id): one.lane
        for index in range(len(article.blocks))
        for one in lanes.in_block(index)
    }


def assert_sound(lanes: Lanes, article: Source, held: list[Annotation]) -> None:
    """Each block holds the passages that touch it, and no two of one lane share a character."""
    for index, block in enumerate(article.blocks):
        found = lanes.in_block(index)
        wanted = {
            one.id
            for one in held
            if any(s.start < block.end and s.end > block.start for s in one.spans)
        }
        assert sorted(one.annotation.id for one in found) == sorted(wanted)
        for one, other in combinations(found, 2):
            if one.lane == other.lane:
                assert not any(a < d and c < b for a, b in one.pieces for c, d in other.pieces)
        assert [one.start for one in found] == sorted(one.start for one in found)


@given(any_sources(), st.data())
def test_no_two_passages_that_overlap_share_a_lane(article: Source, data: st.DataObject) -> None:
    held = data.draw(any_passages(article))
    assert_sound(lanes_of(article, held), article, held)


@given(any_sources(), st.data())
def test_a_passage_added_later_moves_no_other(article: Source, data: st.DataObject) -> None:
    held = data.draw(any_passages(article))
    if not held:
        return
    lanes = lanes_of(article, held[:-1])
    before = placed(lanes, article)
    lanes.add(held[-1])
    after = placed(lanes, article)
    assert {key: after[key] for key in before} == before
    assert_sound(lanes, article, held)


@given(any_sources(), st.data())
def test_adding_and_removing_in_any_order_keeps_lanes_sound(
    article: Source, data: st.DataObject
) -> None:
    every = data.draw(any_passages(article))
    count = data.draw(st.integers(0, len(every)))
    held = {one.id: one for one in every[:count]}
    lanes = lanes_of(article, list(held.values()))
    if not every:
        return
    for one in data.draw(st.lists(st.sampled_from(every), max_size=12)):
        if one.id in held:
            touched = lanes.remove(held.pop(one.id))
        else:
            held[one.id] = one
            touched = lanes.add(one)
        assert touched == lanes.blocks_of(one)
        assert_sound(lanes, article, list(held.values()))


@given(any_sources(), st.data())
def test_a_passage_taken_out_and_put_back_leaves_the_others_where_they_were(
    article: Source, data: st.DataObject
) -> None:
    held = data.draw(any_passages(article))
    if not held:
        return
    lanes = lanes_of(article, held)
    chosen = data.draw(st.sampled_from(held))
    before = placed(lanes, article)
    lanes.remove(chosen)
    lanes.add(chosen)
    after = placed(lanes, article)
    others = [key for key in before if key[1] != chosen.id]
    assert after.keys() == before.keys()
    assert [after[key] for key in others] == [before[key] for key in others]
    assert_sound(lanes, article, held)


@given(any_sources(), st.data())
def test_another_tag_changes_no_lane(article: Source, data: st.DataObject) -> None:
    held = data.draw(any_passages(article))
    if not held:
        return
    lanes = lanes_of(article, held)
    before = placed(lanes, article)
    after = replace(held[0], tag=TagId("other"))
    lanes.replace(held[0], after)
    assert placed(lanes, article) == before
    shown = [
        one.annotation for index in range(len(article.blocks)) for one in lanes.in_block(index)
    ]
    assert held[0] not in shown or after == held[0]


@given(any_sources(), st.data())
def test_other_spans_put_a_passage_into_lanes_anew(article: Source, data: st.DataObject) -> None:
    held = data.draw(any_passages(article))
    if len(held) < 2:
        return
    lanes = lanes_of(article, held)
    moved = replace(held[0], spans=held[1].spans)
    touched = lanes.replace(held[0], moved)
    assert touched == sorted({*lanes.blocks_of(held[0]), *lanes.blocks_of(moved)})
    assert_sound(lanes, article, [moved, *held[1:]])


@given(any_sources(), st.data())
def test_the_passages_over_a_character_are_those_that_hold_it_shortest_first(
    article: Source, data: st.DataObject
) -> None:
    held = data.draw(any_passages(article))
    lanes = lanes_of(article, held)
    offsets = Offsets(article.text, article.blocks)
    for index, block in enumerate(article.blocks):
        for place in range(block.start, block.end):
            over = lanes.at(index, offsets.in_block(index, place))
            assert {one.id for one in over} == {
                one.id for one in held if any(s.start <= place < s.end for s in one.spans)
            }
            sizes = [sum(s.end - s.start for s in one.spans) for one in over]
            assert sizes == sorted(sizes)


def test_first_lanes_go_by_start_then_longest_first() -> None:
    article = source("one two three four")
    spans = [Span(0, 3), Span(0, 18), Span(4, 7), Span(5, 18)]
    held = [passage(article, one, number=at) for at, one in enumerate(spans)]
    found = {one.annotation.spans[0]: one.lane for one in lanes_of(article, held).in_block(0)}
    assert [found[one] for one in spans] == [1, 0, 1, 2]


def test_what_lies_between_the_parts_of_a_passage_shares_its_lane() -> None:
    article = source("“A,” she said, “B.” And then it rained.")
    quote = passage(article, "“A,”", "“B.”", tag="quote", number=1)
    between = passage(article, "she said", tag="context", number=2)
    behind = passage(article, "B.” And then", number=3)

    shown = lanes_of(article, [quote, between, behind])
    added = lanes_of(article, [quote])
    added.add(between)
    added.add(behind)

    for lanes in (shown, added):
        found = {one.annotation.tag: one.lane for one in lanes.in_block(0)}
        assert found == {"quote": 0, "context": 0, "claim": 1}


def test_the_work_for_a_passage_grows_with_its_parts_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = 0
    in_block = Offsets.in_block

    def count(self: Offsets, index: int, offset: int) -> int:
        nonlocal looked
        looked += 1
        return in_block(self, index, offset)

    monkeypatch.setattr(Offsets, "in_block", count)
    parts = 500
    article = source("x " * parts, "x " * parts)
    spans = tuple(Span(at, at + 1) for at, sign in enumerate(article.text) if sign == "x")
    held = replace(passage(article, "x"), spans=spans)
    lanes = Lanes(Offsets(article.text, article.blocks), [held])
    for index in range(len(article.blocks)):
        (placed,) = lanes.in_block(index)
        assert len(placed.pieces) == parts
    assert 2 * len(spans) <= looked <= 8 * len(spans)


@given(parts_of_passages(), parts_of_passages())
def test_two_passages_overlap_where_any_of_their_parts_do(
    some: tuple[tuple[int, int], ...], others: tuple[tuple[int, int], ...]
) -> None:
    meant = any(a < d and c < b for a, b in some for c, d in others)
    assert _overlap(some, others) is meant

"""Flattening overlapping marks: what is cut where, and which marks lie over each piece."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from exporters.briefing import ArticleBlock, BlockKind, Comment, Mark
from exporters.segments import Segment, flatten, flatten_blocks
from exporters.text import xml_escape, xml_safe

_COMMENT = Comment("", "", "", ())
_END = 40


def _mark(*spans: tuple[int, int]) -> Mark:
    return Mark("C1", "claim", spans, _COMMENT, "")


@st.composite
def _marks(draw: st.DrawFn) -> Mark:
    edges = sorted(draw(st.sets(st.integers(0, _END), min_size=2, max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return _mark(*pairs)


@st.composite
def _blocks(draw: st.DrawFn) -> list[ArticleBlock]:
    edges = sorted(draw(st.sets(st.integers(0, _END), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [ArticleBlock(BlockKind.PARAGRAPH, low, high) for low, high in pairs]


def _over(offset: int, marks: Sequence[Mark]) -> set[int]:
    """The marks over one character, found the slow way."""
    return {
        i for i, one in enumerate(marks) if any(low <= offset < high for low, high in one.spans)
    }


def test_text_without_marks_is_one_segment():
    assert flatten(3, 9, []) == [Segment(3, 9, ())]


def test_an_empty_range_has_no_segments():
    assert flatten(4, 4, [_mark((0, 9))]) == []


def test_text_is_cut_where_an_overlap_begins_and_ends():
    assert flatten(0, 10, [_mark((1, 6)), _mark((4, 8))]) == [
        Segment(0, 1, ()),
        Segment(1, 4, (0,)),
        Segment(4, 6, (0, 1)),
        Segment(6, 8, (1,)),
        Segment(8, 10, ()),
    ]


def test_the_gap_of_a_broken_quote_belongs_to_nobody():
    assert [s.marks for s in flatten(0, 9, [_mark((0, 3), (6, 9))])] == [(0,), (), (0,)]


def test_marks_that_start_together_are_in_lanes_longest_first():
    assert flatten(0, 5, [_mark((0, 5)), _mark((0, 9)), _mark((0, 7))])[0].marks == (1, 2, 0)


def test_a_mark_that_started_earlier_lies_in_an_outer_lane_even_when_shorter():
    assert flatten(4, 5, [_mark((4, 30)), _mark((0, 5))])[0].marks == (1, 0)


def test_touching_marks_do_not_overlap():
    assert [s.marks for s in flatten(0, 4, [_mark((0, 2)), _mark((2, 4))])] == [(0,), (1,)]


@given(st.lists(_marks(), max_size=8), st.integers(0, _END), st.integers(0, _END))
def test_segments_tile_the_range_and_name_exactly_the_marks_over_every_character(
    marks: list[Mark], one: int, other: int
):
    start, end = sorted((one, other))
    segments = flatten(start, end, marks)
    covered = [offset for s in segments for offset in range(s.start, s.end)]
    assert covered == list(range(start, end))
    assert all(set(s.marks) == _over(i, marks) for s in segments for i in range(s.start, s.end))
    assert all(len(set(s.marks)) == len(s.marks) for s in segments)


@given(_blocks(), st.lists(_marks(), max_size=8))
def test_blocks_flattened_in_one_sweep_are_the_blocks_flattened_one_by_one(
    blocks: list[ArticleBlock], marks: list[Mark]
):
    one_by_one = [flatten(block.start, block.end, marks) for block in blocks]
    assert flatten_blocks(blocks, marks) == one_by_one


@given(st.text(st.characters(), max_size=60))
def test_text_for_xml_keeps_its_length_and_every_character_that_xml_can_carry(text: str):
    safe = xml_safe(text)
    assert len(safe) == len(text)
    for before, after in zip(text, safe, strict=True):
        code = ord(before)
        carried = code in {0x9, 0xA, 0xD} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD
        assert after == (before if carried or code > 0xFFFF else "\ufffd")


def test_markup_in_text_is_escaped_for_elements_and_for_attributes():
    assert xml_escape('<a href="x">&]]>\x00') == "&lt;a href=&quot;x&quot;&gt;&amp;]]&gt;\ufffd"

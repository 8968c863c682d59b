"""Where a passage lies and what its words are."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.annotation import Annotation, Span, joined, words
from desktop.model.identity import AnnotationId, SourceId, TagId

stretches = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 12)
)
heaps = st.lists(stretches, max_size=8).map(tuple)


def covered(held: tuple[Span, ...]) -> set[int]:
    return {place for span in held for place in range(span.start, span.end)}


@given(heaps)
def test_joining_covers_exactly_the_same_characters(heap: tuple[Span, ...]) -> None:
    assert covered(joined(heap)) == covered(heap)


@given(heaps)
def test_joined_spans_are_sorted_and_have_something_between_them(heap: tuple[Span, ...]) -> None:
    result = joined(heap)
    assert all(left.end < right.start for left, right in pairwise(result))


@given(heaps, st.randoms())
def test_the_order_of_the_pieces_does_not_matter(heap: tuple[Span, ...], chance: Random) -> None:
    shuffled = list(heap)
    chance.shuffle(shuffled)
    assert joined(tuple(shuffled)) == joined(heap)


@given(heaps)
def test_joining_twice_changes_nothing_more(heap: tuple[Span, ...]) -> None:
    assert joined(joined(heap)) == joined(heap)


def test_spans_that_touch_become_one_and_those_a_character_apart_stay_two() -> None:
    assert joined((Span(4, 6), Span(0, 4))) == (Span(0, 6),)
    assert joined((Span(5, 6), Span(0, 4))) == (Span(0, 4), Span(5, 6))


def test_a_span_inside_another_disappears_in_it() -> None:
    assert joined((Span(0, 9), Span(2, 3))) == (Span(0, 9),)


def test_words_are_those_of_the_spans_with_a_sign_for_what_is_left_out() -> None:
    text = "“We have leased a quay,” she said, “and nothing else.”"
    held = (Span(0, 24), Span(35, 54))
    assert words(text, held) == "“We have leased a quay,” […] “and nothing else.”"
    assert words(text, held, " / ") == "“We have leased a quay,” / “and nothing else.”"
    assert words(text, held[:1]) == "“We have leased a quay,”"


def test_words_count_code_points_not_bytes_nor_utf_16() -> None:
    assert words("🚢🎺 brass", (Span(1, 2), Span(3, 8))) == "🎺 […] brass"


def test_a_passage_starts_with_its_first_span_and_ends_with_its_last() -> None:
    held = Annotation(
        AnnotationId("a"), SourceId("s"), (Span(3, 5), Span(8, 13), Span(20, 21)), TagId("claim")
    )
    assert (held.start, held.end) == (3, 21)

"""A selection ends where a reader would say it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.selection import COMMAS, extends, is_stray, trim, trimmed, united
from desktop.model.annotation import Span

PIECES = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "\r\n",
        "e\u0301",
        "👩‍🔬",
        "🇮🇷",
        "👍🏽",
        "각",
        "\u1112\u1161\u11ab",
        "\u00a0",
        "ב",
        "“",
        ",",
        "、",
        "\u0301",
    ]
)


def cut(text: str, start: int, end: int) -> str:
    low, high = trim(text, start, end)
    return text[low:high]


def test_white_space_at_both_ends_is_left_out() -> None:
    text = "He said  it was over.\n\nThen he left."
    assert cut(text, 7, 23) == "it was over."


def test_white_space_inside_stays() -> None:
    assert cut("one \n two", 0, 9) == "one \n two"


def test_a_selection_of_white_space_is_empty() -> None:
    low, high = trim("a  \u00a0\n b", 1, 6)
    assert low == high


@pytest.mark.parametrize("comma", COMMAS)
def test_a_comma_at_an_end_is_left_out_with_the_blanks_around_it(comma: str) -> None:
    text = f"One {comma} two{comma}three {comma} four"
    start, end = trim(text, text.index(comma), text.rindex("f"))
    assert text[start:end] == f"two{comma}three"


def test_a_selection_of_commas_is_empty() -> None:
    assert trim("One, , two", 3, 7) in ((3, 3), (7, 7))


@given(st.lists(PIECES, max_size=20).map("".join), st.integers(0, 30), st.integers(0, 30))
def test_no_passage_begins_or_ends_with_a_blank_or_a_comma(text: str, one: int, other: int) -> None:
    """A mark that is combined with one makes another character of it."""
    start, end = trim(text, one, other)
    if start < end:
        assert not is_stray(text[start]) or extends(text[start + 1])
        assert not is_stray(text[end - 1])


def test_a_selection_made_backwards_is_the_same() -> None:
    assert trim("some words here", 11, 4) == trim("some words here", 4, 11)


def test_ends_outside_the_text_are_its_ends() -> None:
    assert trim("words", -3, 99) == (0, 5)


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",
        "o\u0308\u0304",
        "👩‍🔬",
        "👩🏽‍❤️‍💋‍👨🏻",
        "👍🏽",
        "❤️",
        "🇮🇷",
        "1️⃣",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\u1112\u1161\u11ab",
        "가\u11a8",
        "नि",
        "שָׁ",
    ],
)
def test_a_character_is_never_cut(whole: str) -> None:
    text = f"x{whole}y"
    for inside in range(2, 1 + len(whole)):
        assert cut(text, inside, len(text)) == whole + "y"
        assert cut(text, 0, inside) == "x" + whole


def test_two_flags_side_by_side_are_two() -> None:
    text = "🇮🇷🇺🇸"
    assert trim(text, 0, 1) == (0, 2)
    assert trim(text, 1, 2) == (0, 2)
    assert trim(text, 2, 3) == (2, 4)


def test_letters_joined_by_zwj_may_be_cut_after_it() -> None:
    text = "می\u200dرود"
    assert trim(text, 3, 6) == (3, 6)


def test_a_symbol_is_joined_to_a_symbol_only() -> None:
    text = "a\u200d🔬"
    assert trim(text, 2, 3) == (2, 3)


def test_a_line_break_of_two_characters_is_white_space() -> None:
    assert cut("one\r\ntwo", 0, 4) == "one"
    assert cut("one\r\ntwo", 4, 8) == "two"


def test_a_combining_mark_at_the_start_of_a_text_stands_alone() -> None:
    assert trim("\u0301a", 0, 1) == (0, 1)


@given(st.lists(PIECES, max_size=12).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_trimming_twice_is_trimming_once(text: str, one: int, other: int) -> None:
    once = trim(text, one, other)
    assert trim(text, *once) == once


@given(st.lists(PIECES, min_size=1, max_size=12), st.data())
def test_ends_lie_between_whole_characters(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    edges = {len("".join(pieces[:n])) for n in range(len(pieces) + 1)}
    size = st.integers(0, len(text))
    start, end = trim(text, data.draw(size), data.draw(size))
    if start < end:
        assert {start, end} <= edges


def test_parts_that_touch_after_trimming_become_one() -> None:
    assert trimmed("one two", (Span(0, 3), Span(3, 7))) == (Span(0, 3), Span(4, 7))
    assert trimmed("onetwo", (Span(3, 6), Span(0, 3))) == (Span(0, 6),)
    assert trimmed("one two", (Span(3, 4),)) == ()


def test_stretches_with_a_mere_blank_between_them_are_one() -> None:
    text = "one two\nthree\n\nfour, five"
    spans = (Span(4, 7), Span(0, 3), Span(8, 13), Span(15, 19), Span(21, 25))
    assert united(text, spans) == (Span(0, 13), Span(15, 19), Span(21, 25))

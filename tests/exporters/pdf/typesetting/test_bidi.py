"""The order of right-to-left text, held against another implementation of the same rules."""

from typing import cast

import bidi
from hypothesis import given
from hypothesis import strategies as st

from exporters.pdf.typesetting.bidi import levels, needs_order, visual_order

LETTERS = st.sampled_from("abאבسل 12٣.,:-/()!%")


@given(st.text(LETTERS, min_size=1, max_size=30), st.booleans())
def test_the_order_is_that_of_another_implementation(text: str, rtl: bool) -> None:
    text = text.strip() or "a"  # white space at the end of a line is not part of the question
    order = visual_order(levels(text, rtl))
    expected = cast("str", bidi.get_display(text, base_dir="R" if rtl else "L"))
    assert unmirrored("".join(text[at] for at in order)) == unmirrored(expected)


@given(st.text(max_size=60), st.booleans())
def test_any_text_has_a_level_for_each_code_point(text: str, rtl: bool) -> None:
    found = levels(text, rtl)
    assert len(found) == len(text)
    assert sorted(visual_order(found)) == list(range(len(text)))


def test_isolates_and_noncharacters_do_no_harm() -> None:
    assert len(levels("a\u2066ב\u2069\u2067c\u2068\ufffe\u2069\u2069", True)) == 10


def test_only_text_that_runs_both_ways_needs_an_order() -> None:
    assert not needs_order("plain – Ελληνικά 123", False)
    assert needs_order("plain", True)
    assert needs_order("a ב", False)
    assert needs_order("a \u202e b", False)


def unmirrored(text: str) -> str:
    return text.replace("(", ")")

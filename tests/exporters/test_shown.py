"""Text on its way to a page."""

from unicodedata import bidirectional

from hypothesis import given
from hypothesis import strategies as st

from exporters.shown import joined, shown_text, unclosed

OPEN = dict.fromkeys(("LRE", "RLE", "LRO", "RLO"), "PDF") | dict.fromkeys(
    ("LRI", "RLI", "FSI"), "PDI"
)


def left_open(text: str) -> int:
    """How many embeddings and isolates are open at the end of a text."""
    stack: list[str] = []
    for kind in map(bidirectional, text):
        if kind in OPEN:
            stack.append(OPEN[kind])
        elif stack and kind == stack[-1]:
            stack.pop()
        elif kind == "PDI" and kind in stack:
            while stack.pop() != kind:
                pass
    return len(stack)


def test_parts_are_joined_without_the_empty_ones() -> None:
    assert joined(" · ", ("a", "", "b")) == "a · b"
    assert joined(" · ", ("",)) == ""


@given(st.lists(st.text("ab\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), max_size=4))
def test_no_part_leaves_a_direction_open(parts: list[str]) -> None:
    whole = joined("|", parts)
    assert left_open(whole) == 0
    assert [char for char in whole if char in "ab"] == [
        c for part in parts for c in part if c in "ab"
    ]


def test_what_ends_an_embedding_does_not_reach_out_of_an_isolate() -> None:
    assert unclosed("\u202b\u2066\u202c") == "\u2069\u202c"


def test_what_is_no_character_is_replaced_at_the_same_length() -> None:
    assert shown_text("a\x00\x7f\ud800\ufdd0é\x85") == "a\ufffd\ufffd\ufffd\ufffdé\x85"

"""Sentences as an analyst takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.sentences import sentence_at, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The George W. Bush years are over.",
        "Gen. Orlo Vant and Mr. Tarvell met Sgt. Kell at 5 p.m. on Monday.",
        "The U.S. Navy and the U.N. Security Council disagree.",
        "J. R. R. Tolkien wrote it, e.g. the first part.",
        "It cost 3.5 million at example.com, see No. 7 and pp. 12 of Art. 5.",
        "It fell on Nov. 3 by 4.2 per cent.",
        "Sorrland Inc. Chairman Odo Prell resigned.",
        "“Who will pay?” asked the clerk.",
        "“Never!” she said.",
        "Ph.D. students of St. Hild wrote it.",
        "He waited … and left.",
        "What now? — nobody knew.",
        "1. The lease is void.",
        "He (Mr. Vant) agreed.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("It is over.", "Nobody knew."),
        ("“We have leased a quay.”", "It is a neat line."),
        ("He asked “Who will pay?”", "Nobody answered."),
        ("She moved to the U.S.", "The lease followed her."),
        ("They met at 5 p.m.", "It rained."),
        ("They sold it to Sorrland Inc.", "The price is secret."),
        ("The rule is old.[3]", "Nobody reads it."),
        ("(It was late.)", "They left."),
        ("Really?!", "Yes…", "Perhaps not."),
        ("No.", "They did not."),
        ('He said "Stop."', '"Why?"', "I asked."),
        ("C’est fini. »", "Il partit."),
        ("هل انتهى الإضراب؟", "لم يعرف أحد.", "عادوا."),
        ("קראתי את החוזה.", "הוא קצר!", "מאוד?"),
        ("Վերջ։", "Նոր։"),
    ],
)
def test_several_sentences_are_parted_with_their_closing_marks(parts: tuple[str, ...]) -> None:
    assert split(" ".join(parts)) == list(parts)


def test_ideographic_full_stops_need_no_blank() -> None:
    assert split("港は開いた。「本当か？」誰も知らない。") == [
        "港は開いた。",
        "「本当か？」",
        "誰も知らない。",
    ]


def test_a_line_break_that_a_reader_sees_ends_a_sentence_and_a_wrapped_line_does_not() -> None:
    assert split("Roses are red\u2028Violets are blue") == ["Roses are red", "Violets are blue"]
    assert split("It went on\nand on. Then\nit ended.") == [
        "It went on\nand on.",
        "Then\nit ended.",
    ]


def test_a_full_stop_that_no_blank_follows_ends_nothing() -> None:
    assert split("See readme.md or 10.4.2026.Then go") == ["See readme.md or 10.4.2026.Then go"]


def test_nothing_has_no_sentence() -> None:
    assert split("") == split(" \n ") == []
    assert sentence_at("  ", 1) == (0, 0)


def test_the_blank_behind_a_sentence_belongs_to_it() -> None:
    text = "  One. Two. "
    assert [sentence_at(text, at) for at in (0, 2, 6, 7, 12)] == [
        (2, 6),
        (2, 6),
        (2, 6),
        (7, 11),
        (7, 11),
    ]


def test_a_paragraph_of_two_hundred_thousand_characters_is_read_in_one_pass() -> None:
    for unit in ("Gen. W. left. ", "...", ". ", "”", "a", "? ", "“(", " "):
        text = unit * (200_000 // len(unit))
        assert all(start < end for start, end in sentences(text))


PIECES = st.sampled_from(
    ["He", "left", ".", "?", "!", "…", "”", "“", " ", "\n", "\u2028", "Mr", "U.S", "。", "9", "»"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_are_in_order_apart_and_hold_all_that_is_not_blank(text: str) -> None:
    found = sentences(text)
    edges = [edge for pair in found for edge in pair]
    assert edges == sorted(edges)
    assert all(start < end for start, end in found)
    covered = {at for start, end in found for at in range(start, end)}
    assert {at for at, one in enumerate(text) if not one.isspace()} <= covered
    for start, end in found:
        assert text[start:end] == text[start:end].strip()


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 60))
def test_the_sentence_at_an_offset_is_one_of_them(text: str, at: int) -> None:
    found = sentences(text)
    assert sentence_at(text, min(at, len(text))) in (found or [(0, 0)])

"""Whole words as steps for the ends of a passage."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing import words
from desktop.model.source import Block, BlockKind, Source
from tests.desktop.ui.articles import any_sources, laid_out, source

ARTICLE = source("“We don’t know,” he said.", "Then 1,000 men left.")


def ends_from(article: Source, offset: int) -> list[str]:
    """The words stepped over, from an offset to the end."""
    found: list[str] = []
    while (after := words.end_after(article, offset)) != offset:
        found.append(article.text[offset:after].strip())
        offset = after
    return found


def test_steps_are_words_and_rows_of_punctuation_over_all_paragraphs() -> None:
    expected = ["“We", "don’t", "know", ",”", "he", "said", ".", "Then", "1,000", "men", "left"]
    assert ends_from(ARTICLE, 0) == [*expected, "."]


def test_going_back_takes_the_same_steps() -> None:
    forth, offset = [0], 0
    while (after := words.end_after(ARTICLE, offset)) != offset:
        forth.append(after)
        offset = after
    back = [offset]
    while (before := words.end_before(ARTICLE, offset)) != offset:
        back.append(before)
        offset = before
    assert back == forth[:0:-1]


def test_starts_are_where_words_begin() -> None:
    at = ARTICLE.text.index("he said")
    assert words.start_after(ARTICLE, at) == ARTICLE.text.index("said")
    assert words.start_before(ARTICLE, at) == ARTICLE.text.index("know")
    assert words.start_before(ARTICLE, 0) == 0
    assert words.start_after(ARTICLE, len(ARTICLE.text)) == len(ARTICLE.text)


def starts_from(article: Source, offset: int) -> list[str]:
    """Where steps start, from an offset to the end: what stands there, up to a blank."""
    found: list[str] = []
    while (after := words.start_after(article, offset)) != offset:
        found.append(article.text[after:].split()[0])
        offset = after
    return found


def test_a_passage_starts_with_what_opens_a_word_and_ends_with_what_closes_it() -> None:
    article = source('He asked, "Who (if any) knows the far-right/left — us?" No.')
    starts = ["asked,", '"Who', "Who", "(if", "if", "any)", "knows", "the", "far-right/left"]
    starts += ["right/left", "left", "—", 'us?"', "No."]
    assert starts_from(article, 0) == starts
    ends = ["He", "asked", ', "Who', "(if", "any", ")", "knows", "the", "far", "-right", "/left"]
    assert ends_from(article, 0) == [*ends, "—", "us", '?"', "No", "."]


def test_marks_without_blanks_beside_them_belong_where_they_open_or_close() -> None:
    assert ends_from(source("港は「開」だ。次"), 0) == ["港", "は", "「開", "」", "だ", "。", "次"]
    assert starts_from(source("港「開」だ。次"), 0) == [
        "「開」だ。次",
        "開」だ。次",
        "だ。次",
        "次",
    ]


def test_markers_between_blocks_are_not_stepped_on() -> None:
    text = "One.\n\n- two\n\n> three"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 4),
        Block(BlockKind.LIST_ITEM, 8, 11, 1),
        Block(BlockKind.QUOTATION, 15, 20),
    )
    assert ends_from(laid_out(text, blocks), 4) == ["- two", "> three"]


def test_each_ideograph_is_a_step_and_marks_stay_with_their_letters() -> None:
    assert ends_from(source("港は開 नि cafe\u0301s שָׁלוֹם"), 0) == [
        "港",
        "は",
        "開",
        "नि",
        "cafe\u0301s",
        "שָׁלוֹם",
    ]


@pytest.mark.parametrize(
    ("offset", "start", "end"),
    [(0, 0, 3), (1, 0, 3), (3, 4, 3), (5, 4, 3), (8, 10, 9), (99, 10, 11)],
)
def test_the_nearest_edge_of_a_word_is_on_the_nearer_side(
    offset: int, start: int, end: int
) -> None:
    article = source("one three x")
    assert words.nearest_start(article, offset) == start
    assert words.nearest_end(article, offset) == end


@given(any_sources(), st.integers(0, 60), st.integers(0, 60))
def test_steps_go_their_way_and_stay_inside_the_blocks(
    article: Source, one: int, other: int
) -> None:
    for offset in (one, other):
        assert words.end_after(article, offset) >= offset
        assert words.start_after(article, offset) >= offset
        assert words.end_before(article, offset) <= offset
        assert words.start_before(article, offset) <= offset
        for step in (words.end_after, words.start_before, words.end_before, words.start_after):
            moved = step(article, offset)
            if moved != offset:
                assert any(block.start <= moved <= block.end for block in article.blocks)


def test_a_caret_grows_to_word_sentence_and_paragraph() -> None:
    article = source("It is over. Nobody knew it, he said.", "Next.")
    at = article.text.index("knew") + 1
    seen: list[str] = []
    start, end = at, at
    for _ in range(4):
        start, end = words.widened(article, start, end)
        seen.append(article.text[start:end])
    assert seen == [
        "knew",
        "Nobody knew it, he said.",
        "It is over. Nobody knew it, he said.",
        "It is over. Nobody knew it, he said.",
    ]


def test_a_selection_over_two_paragraphs_grows_to_the_edges_of_its_sentences() -> None:
    article = source("One here. Two there.", "Three now. Four then.")
    start, end = article.text.index("there"), article.text.index("now")
    first = words.widened(article, start, end)
    assert article.text[slice(*first)] == "Two there.\n\nThree now."
    assert words.widened(article, *first) == (0, len(article.text))


def test_sentences_of_a_poem_end_with_its_lines() -> None:
    article = source("Roses are red\nViolets are blue")
    start, end = words.widened(article, *words.word_at(article, 2))
    assert article.text[start:end] == "Roses are red"


@given(any_sources(), st.integers(0, 60), st.integers(0, 60))
def test_widening_never_loses_what_was_selected(article: Source, one: int, other: int) -> None:
    start, end = sorted((min(one, len(article.text)), min(other, len(article.text))))
    seen = [(start, end)]
    for _ in range(5):
        seen.append(words.widened(article, *seen[-1]))
    assert all(b[0] <= a[0] and a[1] <= b[1] for a, b in pairwise(seen))
    assert seen[-1] == seen[-2]


def test_a_word_without_end_is_stepped_over_in_pieces() -> None:
    article = source("a" * 200_000)
    assert 100 < words.end_after(article, 100) <= 1000


@pytest.mark.parametrize(
    ("text", "inside", "word"),
    [
        ("one three x", 6, "three"),
        ("don’t go", 4, "don’t"),
        ("cafe\u0301s", 4, "cafe\u0301s"),
        ("אמר שלום היום", 6, "שלום"),
        ("一二三", 1, ""),
        ("ภาษาไทยสวย", 4, ""),
        ("one three", 3, ""),
        ("🚢⚓ x", 1, ""),
    ],
)
def test_an_offset_inside_a_word_has_its_edges(text: str, inside: int, word: str) -> None:
    start, end = words.edges(source(text), inside)
    assert text[start:end] == word
    assert word or (start, end) == (inside, inside)

"""What a source is called, how its paragraphs are counted, and how front matter is set apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.source import (
    Block,
    BlockKind,
    Front,
    FrontMatter,
    Source,
    paragraph_numbers,
    with_front_matter,
)
from tests.desktop.ui.articles import any_sources, laid_out, source

Ranges = tuple[tuple[int, int], ...]


@st.composite
def sources_and_ranges(draw: st.DrawFn) -> tuple[Source, Ranges]:
    """Any source, and stretches of its text that do not overlap."""
    article = draw(any_sources())
    places = st.integers(0, len(article.text))
    cuts = sorted(draw(st.lists(places, unique=True, max_size=6)))
    return article, tuple(zip(cuts[::2], cuts[1::2], strict=False))


def set_apart(article: Source, ranges: Ranges) -> Source:
    return with_front_matter(article, FrontMatter(ranges, Front()))


def kinds_by_place(article: Source) -> dict[int, tuple[BlockKind, int]]:
    """Kind and level of the block that each character lies in."""
    return {
        place: (block.kind, block.level)
        for block in article.blocks
        for place in range(block.start, block.end)
    }


@given(sources_and_ranges())
def test_setting_front_matter_apart_leaves_the_text_alone(given: tuple[Source, Ranges]) -> None:
    article, ranges = given
    result = set_apart(article, ranges)
    assert replace(result, blocks=article.blocks) == article


@given(sources_and_ranges())
def test_front_matter_covers_exactly_its_ranges(given: tuple[Source, Ranges]) -> None:
    article, ranges = given
    result = set_apart(article, ranges)
    for start, end in ranges:
        assert Block(BlockKind.FRONT_MATTER, start, end) in result.blocks
    inside = {place for start, end in ranges for place in range(start, end)}
    kept = {place: kind for place, kind in kinds_by_place(article).items() if place not in inside}
    for place, kind in kinds_by_place(result).items():
        assert place in inside or kept[place] == kind


@given(sources_and_ranges())
def test_setting_front_matter_apart_loses_nothing_but_white_space(
    given: tuple[Source, Ranges],
) -> None:
    article, ranges = given
    lost = kinds_by_place(article).keys() - kinds_by_place(set_apart(article, ranges)).keys()
    assert not "".join(article.text[place] for place in lost).strip()


@given(sources_and_ranges())
def test_blocks_stay_sorted_not_empty_and_apart(given: tuple[Source, Ranges]) -> None:
    blocks = set_apart(*given).blocks
    assert all(block.start < block.end for block in blocks)
    assert all(left.end <= right.start for left, right in pairwise(blocks))


def test_a_paragraph_that_is_cut_keeps_the_rest_without_white_space_at_the_cut() -> None:
    article = source("12 March\n  The strike is over.  \nBy Neda Tarvell")
    result = set_apart(article, ((0, 8), (33, 48)))
    assert [(block.kind, article.text[block.start : block.end]) for block in result.blocks] == [
        (BlockKind.FRONT_MATTER, "12 March"),
        (BlockKind.PARAGRAPH, "The strike is over."),
        (BlockKind.FRONT_MATTER, "By Neda Tarvell"),
    ]


def test_a_paragraph_that_is_all_front_matter_is_one_no_longer() -> None:
    result = set_apart(source("12 March", "The strike is over."), ((0, 8),))
    assert [block.kind for block in result.blocks] == [BlockKind.FRONT_MATTER, BlockKind.PARAGRAPH]
    assert paragraph_numbers(result.blocks) == [0, 1]


@pytest.mark.parametrize("name", Front.__struct_fields__)
def test_a_field_is_filled_only_where_nothing_stood(name: str) -> None:
    found = FrontMatter((), Front(**{name: "found"}))
    empty, filled = source("Text."), source("Text.", front=Front(**{name: "typed"}))
    assert with_front_matter(empty, found).front == Front(**{name: "found"})
    assert with_front_matter(filled, found).front == Front(**{name: "typed"})


@given(any_sources())
def test_paragraphs_are_counted_from_one_without_a_gap(article: Source) -> None:
    numbers = paragraph_numbers(article.blocks)
    assert len(numbers) == len(article.blocks)
    counted = [number for number in numbers if number]
    assert counted == list(range(1, len(counted) + 1))


@given(any_sources())
def test_only_headings_and_front_matter_have_no_number(article: Source) -> None:
    for block, number in zip(article.blocks, paragraph_numbers(article.blocks), strict=True):
        assert (number == 0) == (block.kind in (BlockKind.HEADING, BlockKind.FRONT_MATTER))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("harbour.txt", "harbour"),
        ("harbour.final.md", "harbour.final"),
        ("strike 3.11", "strike 3.11"),
        (".txt", ".txt"),
        ("harbour", "harbour"),
    ],
)
def test_a_source_without_a_title_and_without_words_is_called_by_its_name(
    name: str, title: str
) -> None:
    assert laid_out("", (), name=name).title == title


def test_a_title_goes_before_the_name() -> None:
    assert laid_out("Text.", (), front=Front(title="The strike.txt")).title == "The strike.txt"


HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (
            [(PARAGRAPH, "By Ada Quill"), (HEADING, "The  strike\nin Halvec")],
            "The strike in Halvec",
        ),
        ([(PARAGRAPH, "Ships wait.")], "Ships wait."),
        ([(PARAGRAPH, "Ships\x1b[2J \u202ewait\u200b.")], "Ships\ufffd[2J \ufffdwait."),
        ([(HEADING, "  "), (PARAGRAPH, "Ships wait.")], "Ships wait."),
        ([(BlockKind.FRONT_MATTER, "12 March"), (PARAGRAPH, "Ships wait.")], "Ships wait."),
        ([(PARAGRAPH, "word " * 40)], "word " * 11 + "word …"),
        ([(PARAGRAPH, "渡" * 400_000)], "渡" * 60 + " …"),
        ([(PARAGRAPH, "para")] * 30 + [(HEADING, "Further reading")], "para"),
        ([], "harbour"),
        ([(BlockKind.FRONT_MATTER, "12 March")], "harbour"),
    ],
)
def test_a_source_without_a_title_is_called_by_its_heading_or_first_words(
    parts: list[tuple[BlockKind, str]], title: str
) -> None:
    text, blocks = "", list[Block]()
    for kind, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    article = laid_out(text, tuple(blocks), name="harbour.txt")
    assert article.title == title
    named = replace(article, front=Front(title="The lease"))
    assert named.title == "The lease"

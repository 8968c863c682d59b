"""Words are found as a person means them, and hits are stretches of the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editing.selection import outwards
from desktop.finding import FoldedText, find, folded
from desktop.model.source import Block, BlockKind
from tests.desktop.ui.articles import any_sources, texts


def whole(text: str) -> tuple[Block, ...]:
    return (Block(BlockKind.PARAGRAPH, 0, len(text)),) if text else ()


def found(text: str, query: str, whole_words: bool = False, match_case: bool = False) -> list[str]:
    hits = find(text, query, whole(text), whole_words=whole_words, match_case=match_case)
    return [text[start:end] for start, end in zip(*hits, strict=True)]


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("a naïve – Müller’s view", "naive - Muller's", "naïve – Müller’s"),
        ("naive - Muller's", "naïve – Müller’s", "naive - Muller's"),
        ("the `so' called", "‘so’", "`so'"),
        ("“so” he said", '"so"', "“so”"),
        ("«so» he said", '"so"', "«so»"),
        ("Wait… what", "wait... what", "Wait… what"),
        ("a ﬁne oﬃce", "fine office", "ﬁne oﬃce"),
        ("Straße", "strasse", "Straße"),
        ("STRASSE", "straße", "STRASSE"),
        ("Straße", "stras", "Straß"),
        ("Maß", "s", "ß"),
        ("Cæsar", "esar", "æsar"),
        ("Łódź and Ærø", "lodz and aero", "Łódź and Ærø"),
        ("İstanbul", "istanbul", "İstanbul"),
        ("ΟΔΟΣ", "οδος", "ΟΔΟΣ"),
        ("co\u00adop\u200berate", "cooperate", "co\u00adop\u200berate"),
        ("ten\u00a0thousand\u2009km", "ten thousand km", "ten\u00a0thousand\u2009km"),
        ("broken\nline  here", "broken line here", "broken\nline  here"),
        ("one line", "one\n  line", "one line"),
        ("e\u0301t\u00e9", "ete", "e\u0301t\u00e9"),
        ("כֹּל", "כל", "כֹּל"),
        ("مُحَمَّد", "محمد", "مُحَمَّد"),
        ("\u1112\u1161\u11ab글", "한글", "\u1112\u1161\u11ab글"),
        ("か\u3099っこう", "がっこう", "か\u3099っこう"),
        ("３ ｋｍ²", "3 km2", "３ ｋｍ²"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_found(text: str, query: str, hit: str) -> None:
    assert found(f"x {text} x", query) == [hit]


@pytest.mark.parametrize(
    ("text", "query"),
    [("ﬁne", "ine"), ("각", "가"), ("か\u3099", "か x"), ("a ≠ b", "a = b")],
)
def test_part_of_a_character_is_not_found(text: str, query: str) -> None:
    assert found(text, query) == []


@pytest.mark.parametrize(
    ("text", "query", "hit"), [("e\u0301x", "e", "e\u0301"), ("हिन्दी", "हिन्द", "हिन्दी")]
)
def test_a_hit_takes_its_marks_with_it(text: str, query: str, hit: str) -> None:
    assert found(text, query) == [hit]


def test_an_emoji_is_found_whole() -> None:
    assert found("a 👩🏽\u200d💻 b", "👩") == ["👩🏽\u200d💻"]


def test_case_can_be_made_to_matter() -> None:
    assert found("Weiß weiß WEISS", "weiß", match_case=True) == ["weiß"]
    assert found("naïve Naïve", "naive", match_case=True) == ["naïve"]
    assert found("aAa", "Aa", match_case=True) == ["Aa"]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("the other, the Thebes", "the", ["the", "the"]),
        ("Müller’s müllers", "muller", ["Müller"]),
        ("snake_case case", "case", ["case"]),
        ("(EU) EUR", "eu", ["EU"]),
        ("$5 and $50", "$5", ["$5"]),
        ("محمد محمدين مُحَمَّدٌ", "محمد", ["محمد", "مُحَمَّدٌ"]),
        ("שלום ושלום", "שלום", ["שלום"]),
        ("東京都の東", "東", ["東", "東"]),
        ("서울에서", "서울", ["서울"]),
        ("हिन्दी हिन्द", "हिन्द", ["हिन्द"]),
        ("co\u00adop operate", "operate", ["operate"]),
    ],
)
def test_whole_words_end_where_words_end(text: str, query: str, hits: list[str]) -> None:
    assert found(text, query, whole_words=True) == hits


@pytest.mark.parametrize("query", ["", " ", "\n", "\u200b", "\u0301"])
def test_nothing_to_look_for_is_not_found(query: str) -> None:
    assert found("a b \u200b c\u0301", query) == []


def test_hits_do_not_overlap() -> None:
    assert found("banana anana", "ana") == ["ana", "ana"]


def test_a_hit_that_would_overlap_one_outside_the_blocks_counts() -> None:
    text = "aaa"
    blocks = (Block(BlockKind.PARAGRAPH, 1, 3),)
    assert find(text, "aa", blocks).starts == [1]


def test_white_space_that_a_block_cuts_is_found_in_the_block() -> None:
    assert find("\n\na", "\na", (Block(BlockKind.PARAGRAPH, 1, 3),)) == ([1], [3])


def test_what_lies_between_blocks_is_not_searched() -> None:
    text = "# one\n\nend\n\nof it"
    blocks = (
        Block(BlockKind.HEADING, 2, 5, 1),
        Block(BlockKind.PARAGRAPH, 7, 10),
        Block(BlockKind.PARAGRAPH, 12, 17),
    )
    assert len(find(text, "#", blocks).starts) == 0
    assert len(find(text, "end of", blocks).starts) == 0
    assert find(text, "of it", blocks) == ([12], [17])


def test_a_long_text_gives_the_hits_of_its_parts() -> None:
    part = "The quay… the naïve – the  quay\u00a0wall, e\u0301. "
    text = part * 200
    hits = find(text, "the", whole(text))
    inside = find(part, "the", whole(part)).starts
    assert hits.starts == [n * len(part) + at for n in range(200) for at in inside]


words = st.one_of(
    texts(1, 4), st.text("aAbeés ß…'’-–\u0301\n\u200b👩🏽\u200dשל", min_size=1, max_size=3)
)


@st.composite
def text_and_query(draw: st.DrawFn) -> tuple[str, tuple[Block, ...], str]:
    source = draw(any_sources())
    text = source.text
    query = draw(words)
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text) - 1))
        query = text[start : draw(st.integers(start + 1, min(len(text), start + 4)))]
    return text, source.blocks, query


@given(text_and_query(), st.booleans(), st.booleans())
def test_every_hit_holds_the_query_and_lies_in_a_block(
    given_: tuple[str, tuple[Block, ...], str], whole_words: bool, match_case: bool
) -> None:
    text, blocks, query = given_
    hits = find(text, query, blocks, whole_words=whole_words, match_case=match_case)
    wanted = folded(query, match_case)
    last = 0
    for start, end in zip(*hits, strict=True):
        assert last <= start < end
        last = end
        assert any(block.start <= start and end <= block.end for block in blocks)
        inside = folded(text[start:end], match_case)
        assert (
            wanted.strip() in inside or folded(" " + text[start:end], match_case).find(wanted) >= 0
        )


@given(text_and_query(), st.booleans())
def test_no_hit_is_missed(given_: tuple[str, tuple[Block, ...], str], match_case: bool) -> None:
    """Against the slow way: whatever stretch of a block folds to the query is under some hit."""
    text, blocks, query = given_
    wanted = folded(query, match_case)
    hits = list(zip(*find(text, query, blocks, match_case=match_case), strict=True))
    if not wanted.strip():
        assert hits == []
        return
    for block in blocks:
        for start in range(block.start, block.end):
            for end in range(start + 1, min(block.end, start + 8) + 1):
                if (
                    outwards(text, start, end) == (start, end)
                    and folded(text[start:end], match_case) == wanted
                ):
                    assert any(a < end and start < b for a, b in hits)


@given(texts(0, 12), st.booleans())
def test_folding_twice_changes_nothing(text: str, match_case: bool) -> None:
    once = folded(text, match_case)
    assert folded(once, match_case) == once


@given(texts(1, 12))
def test_a_text_is_found_in_itself(text: str) -> None:
    ready = FoldedText(text, whole(text))
    if ready.folded.strip():
        assert len(ready.find(text).starts) == 1

"""The order and the numbers of passages, where they stand, and the letters of tags."""

from msgspec.structs import replace

from desktop.briefing import compose, letters
from desktop.model.codebook import Tag, four_tags
from desktop.model.identity import TagId
from desktop.model.source import Block, BlockKind, Front
from tests.desktop.briefing.sessions import (
    article,
    first,
    items,
    listed,
    marks,
    on,
    passage,
    second,
    session,
)


def test_passages_are_numbered_by_article_then_place_longest_first() -> None:
    briefing = compose(
        session(
            on(second(), 1, "claim", "Quay 4"),
            on(first(), 2, "context", "They stay."),
            on(first(), 3, "claim", "We"),
            on(first(), 4, "quote", "We go", "alone"),
        )
    )
    assert [mark.reference for mark in marks(briefing)] == ["Q1", "C2", "N3", "C4"]
    assert [reference for reference, _words in listed(briefing)] == ["C2", "C4", "Q1", "N3"]


def test_a_passage_says_where_it_stands() -> None:
    held = (
        on(first(), 1, "opinion", "go, she told us, alone.\n\nThey"),
        on(first(), 2, "opinion", "They stay."),
        on(first(), 3, "opinion", "The strike"),
        on(first(), 4, "opinion", "strike\n\nWe"),
    )
    places = {item.text: item.place for item in items(compose(session(*held)))}
    assert places == {
        "go, she told us, alone.\n\nThey": "S1 ¶1–2",
        "They stay.": "S1 ¶2",
        "The strike": "S1",
        "strike\n\nWe": "S1 ¶1",
    }
    alone = compose(session(*held, sources=(first(),)))
    assert {item.place for item in items(alone)} == {"¶1–2", "¶2", "", "¶1"}


def test_a_passage_that_starts_where_a_paragraph_ends_is_not_in_it() -> None:
    blocks = (Block(BlockKind.PARAGRAPH, 0, 5), Block(BlockKind.PARAGRAPH, 5, 10))
    source = article(1, "one. two. ", blocks, Front())
    briefing = compose(session(passage(1, source, "opinion", (5, 9)), sources=(source,)))
    assert [item.place for item in items(briefing)] == ["¶2"]


def test_the_order_in_the_file_does_not_matter_even_for_passages_alike() -> None:
    one = replace(on(first(), 1, "claim", "They stay."), note="one")
    two = replace(on(first(), 2, "claim", "They stay."), note="two")
    assert compose(session(one, two)) == compose(session(two, one))


def test_letters_are_the_first_that_is_free() -> None:
    assert list(letters(four_tags()).values()) == ["C", "Q", "O", "N"]

    def names(*given: str) -> list[str]:
        model = four_tags()[0]
        tags: list[Tag] = [replace(model, id=TagId(str(n)), name=x) for n, x in enumerate(given)]
        return list(letters(tags).values())

    assert names("A", "A", "42", "نقل") == ["A", "B", "C", "ن"]
    assert names("Claim", "Quote", "Opinion", "Context", "Con", "Cost") == [
        *("C", "Q", "O", "N", "CO", "S"),
    ]
    many = names(*["A"] * 40)
    many = names(*["A"] * 18_300)
    assert len(set(many)) == 18_300
    assert [many[at] for at in (25, 26, 701, 702, 18_277, 18_278)] == [
        *("Z", "AA", "ZZ", "AAA", "ZZZ", "AAAA")
    ]

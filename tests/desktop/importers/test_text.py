"""How a plain text is parted into blocks."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.text import parse
from desktop.model.source import Block, BlockKind

LONG = "The pilots of Halvec went back to work, and nobody told the crane operators about it. "

any_text = st.text(
    st.one_of(
        st.sampled_from("ab. “”—\n\n\n\r\t\u2028\u2029\x85\f\v\u00a0\u200d👩é#-"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=200,
)


def texts(text: str) -> list[str]:
    return [text[block.start : block.end] for block in parse(text)[0]]


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in parse(text)[0]]


def assert_orderly(text: str, blocks: tuple[Block, ...]) -> None:
    last = 0
    for block in blocks:
        assert last <= block.start < block.end <= len(text)
        last = block.end


@given(any_text)
def test_blocks_are_orderly_trimmed_and_hold_all_that_is_not_white_space(text: str):
    blocks, _ = parse(text)
    assert_orderly(text, blocks)
    outside = list(text)
    for block in blocks:
        piece = text[block.start : block.end]
        assert piece == piece.strip()
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(outside).strip()


def test_blank_lines_part_paragraphs_and_wrapped_lines_stay_together():
    wrapped = "The pilots went back to work\nbut the cranes stood idle\nfor nine hours."
    assert texts(f" {wrapped}\n \t\n\n{LONG}\n") == [wrapped, LONG.strip()]


def test_without_blank_lines_each_line_is_a_paragraph():
    assert texts("One came home.\nTwo stayed.\nThree left.") == [
        "One came home.",
        "Two stayed.",
        "Three left.",
    ]


def test_without_blank_lines_a_text_wrapped_at_a_margin_is_one_paragraph():
    wrapped = (
        "The agreement signed on Tuesday gives the company a lease\n"
        "on the two deep-water berths at Halvec, the only ones that\n"
        "can take a ship drawing more than fourteen metres, and the\n"
        "channel is to be dredged."
    )
    assert texts(wrapped) == [wrapped]


def test_lines_too_long_to_be_wrapped_are_paragraphs():
    assert texts(f"{LONG * 2}\n{LONG}\n\nEnd.") == [(LONG * 2).strip(), LONG.strip(), "End."]


def test_a_lone_cr_ends_a_line_and_a_paragraph_separator_ends_a_paragraph():
    assert texts("One.\rTwo.\r\rThree.") == ["One.\rTwo.", "Three."]
    assert texts("One.\u2029Two.\nThree.") == ["One.", "Two.\nThree."]


def test_form_feeds_and_line_separators_do_not_part_a_sentence():
    for mark in "\u2028\f\v":
        assert texts(f"The channel{mark}is open.\n\nEnd.") == [f"The channel{mark}is open.", "End."]
    assert texts("The channel\n\fis open.\n\nEnd.") == ["The channel\n\fis open.", "End."]


def test_a_huge_paragraph_is_one_block():
    text = (LONG * 3000)[:200_000].strip()
    assert parse(text)[0] == (Block(BlockKind.PARAGRAPH, 0, len(text)),)


def test_a_short_first_line_is_a_heading_and_is_offered_as_the_title():
    text = f"A harbour is not a country\n\n{LONG}\n\n{LONG}"
    blocks, found = parse(text)
    assert blocks[0] == Block(BlockKind.HEADING, 0, 26, 1)
    assert found is not None
    assert found.front.title == "A harbour is not a country"
    assert found.ranges == ()


def test_a_first_line_that_is_a_sentence_or_stands_close_or_is_the_longest_is_no_heading():
    for text in (
        f"The strike is over.\n\n{LONG}",
        f"“The strike is over.”\n\n{LONG}",
        f"The strike is over\n{LONG}",
        "The strike is over\n\nYes.",
        f"{LONG * 2}and so on\n\n{LONG * 3}",
        f"12 11 2026\n\n{LONG}",
        f"By Jane Doe\n\n{LONG}",
    ):
        assert BlockKind.HEADING not in kinds(text), text

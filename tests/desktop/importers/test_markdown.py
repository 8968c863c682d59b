"""How Markdown is parted into blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.markdown import parse
from desktop.model.source import BlockKind, Front
from tests.desktop.importers.test_text import assert_orderly

MARKERS = set("#>*+-_=`~.): \t\n\r0123456789\u00a0\u2003\u3000")

marked_text = st.lists(
    st.one_of(
        st.sampled_from(
            [*"#>*+-_=`~ \t\n", "\n\n", "\n---\n", "\n> ", "\n- ", "\n1. ", "\n```\n", "\n## "]
        ),
        st.sampled_from(["harbour", "a: b", "“Yes,”", "👩‍👩‍👧", "é", "[x]: y", "<p>", "\r", "|"]),
        st.sampled_from(["\n\u00a0\n", "\n\u00a0\u3000\n---\n", "\n> \u2003\n"]),
    ),
    max_size=40,
).map("".join)


def parts(text: str) -> list[tuple[str, int, str]]:
    return [
        (block.kind.value, block.level, text[block.start : block.end]) for block in parse(text)[0]
    ]


def front(text: str) -> Front | None:
    found = parse(text)[1]
    return found and found.front


@given(marked_text)
def test_blocks_are_orderly_and_only_markers_lie_between_them(text: str):
    blocks, _ = parse(text)
    assert_orderly(text, blocks)
    outside = list(text)
    for block in blocks:
        assert text[block.start : block.end].strip()
        outside[block.start : block.end] = " " * (block.end - block.start)
    if "`" not in text and "~" not in text:  # what stands behind a fence names a language
        assert set(outside) <= MARKERS | {" "}


def test_headings_leave_their_marks_outside():
    text = "# A harbour ##\n\nSold\nor leased\n=====\n\n### C# and #2 ###\n\n#\n\n##### Deep\n"
    assert parts(text) == [
        ("heading", 1, "A harbour"),
        ("heading", 1, "Sold\nor leased"),
        ("heading", 3, "C# and #2"),
        ("heading", 5, "Deep"),
    ]


def test_a_line_of_no_break_blanks_before_the_words_of_a_block_is_no_part_of_it():
    assert parts("# One\n\u00a0\u00a0\u00a0\nTwo words\n---\n") == [
        ("heading", 1, "One"),
        ("heading", 2, "Two words"),
    ]
    assert parts("One\n\n> \u00a0\n> Two\n") == [("paragraph", 0, "One"), ("quotation", 0, "Two")]


def test_a_heading_is_not_sought_in_the_marks_before_it():
    assert parts("1. # 1\n") == [("heading", 1, "1")]
    blocks, _ = parse("1. # 1\n")
    assert blocks[0].start == 5


def test_paragraphs_keep_what_is_inside_them():
    text = "Rent is **low** and\n  [the annex](a.html) is *long*.\n\n&amp; more  \n"
    assert parts(text) == [
        ("paragraph", 0, "Rent is **low** and\n  [the annex](a.html) is *long*."),
        ("paragraph", 0, "&amp; more"),
    ]


def test_each_list_item_is_a_block_with_its_depth():
    text = (
        "- one\n- two\n  goes on\n\n  and again\n    1. inner\n\n        deeper text\n* \n* last\n"
    )
    assert parts(text) == [
        ("list-item", 1, "one"),
        ("list-item", 1, "two\n  goes on"),
        ("paragraph", 0, "and again"),
        ("list-item", 2, "inner"),
        ("paragraph", 0, "deeper text"),
        ("list-item", 1, "last"),
    ]
    assert parts("- one\n  - two\n    1) three\n- four") == [
        ("list-item", 1, "one"),
        ("list-item", 2, "two"),
        ("list-item", 3, "three"),
        ("list-item", 1, "four"),
    ]


def test_a_quotation_is_one_block_when_its_sentences_run_on():
    assert parts("> A rent is\n> a promise.\n>\n> Read it.") == [
        ("quotation", 0, "A rent is\n> a promise."),
        ("quotation", 0, "Read it."),
    ]


def test_a_quotation_whose_lines_are_sentences_is_a_block_for_each():
    assert parts("> A rent is a promise.\n>  “Read it.”\n> Soon") == [
        ("quotation", 0, "A rent is a promise."),
        ("quotation", 0, "“Read it.”"),
        ("quotation", 0, "Soon"),
    ]


def test_code_leaves_its_fences_outside_and_keeps_its_indentation():
    assert parts("```python\n\n  x = 1\n\n  y\n```\n\n~~~\nopen\n") == [
        ("code", 0, "  x = 1\n\n  y"),
        ("code", 0, "open"),
    ]
    assert parts("Text.\n\n    four\n      six\n\nText.")[1] == ("code", 0, "    four\n      six")
    assert parts("```\n```\n\nText.") == [("paragraph", 0, "Text.")]


def test_tables_html_and_link_definitions_are_paragraphs():
    table = "| berth | rent |\n|---|---|\n| 1 | 18 |"
    html = "<div>\nsold\n</div>"
    assert parts(f"{table}\n\n{html}\n\n***\n\n[annex]: https://a.invalid") == [
        ("paragraph", 0, table),
        ("paragraph", 0, html),
        ("paragraph", 0, "[annex]: https://a.invalid"),
    ]


def test_a_text_of_markers_alone_is_shown_as_it_stands():
    assert parts("***\n") == [("paragraph", 0, "***")]


@pytest.mark.parametrize("marker", [">", "- "])
def test_containers_deeper_than_the_parser_follows_hide_nothing(marker: str):
    for depth in range(1, 90):
        text = f"{marker * depth} bottom\n\nEnd."
        shown = "".join(part for _, _, part in parts(text))
        assert "bottom" in shown, depth
        assert "End." in shown, depth


def test_lone_crs_end_lines_and_shift_nothing():
    assert parts("# One\r\rTwo\r- three\n- four") == [
        ("heading", 1, "One"),
        ("paragraph", 0, "Two"),
        ("list-item", 1, "three"),
        ("list-item", 1, "four"),
    ]


def test_the_header_is_front_matter_and_its_fields_are_offered():
    header = (
        "---\ntitle: \"A harbour: sold?\"\nauthors:\n  - Jane Doe\n  - 'John Roe'\n"
        "date: 2026-11-12T10:00:00Z\npublication: The Meridian Review\nurl: https://a.invalid/b\n"
        "lang: en-GB\ndraft:\n# a comment\n---"
    )
    text = header + "\n\n# A harbour\n\nText.\n"
    assert parts(text) == [
        ("front-matter", 0, header),
        ("heading", 1, "A harbour"),
        ("paragraph", 0, "Text."),
    ]
    assert front(text) == Front(
        title="A harbour: sold?",
        author="Jane Doe, John Roe",
        outlet="The Meridian Review",
        published="2026-11-12",
        url="https://a.invalid/b",
        language="en-GB",
    )


def test_what_the_header_does_not_say_is_read_from_the_text():
    text = "---\nauthor: [Jane Doe, John Roe]\ndate: soon\n---\n# A harbour\n\n12 Nov 2026\n\nText."
    assert front(text) == Front(
        title="A harbour", author="Jane Doe, John Roe", published="2026-11-12"
    )


def test_two_rules_around_a_sentence_are_no_header():
    text = "---\nThe pilots went back to work.\n\n---\n\nThe end."
    assert [kind for kind, _, _ in parts(text)] == ["paragraph", "paragraph"]


def test_the_first_heading_is_offered_as_the_title():
    assert front("## A *harbour*\nText.") == Front(title="A *harbour*")
    assert BlockKind.HEADING in {block.kind for block in parse("Text.\n\n# Later")[0]}
    assert front("Text.\n\n# Later\n\nText.") is None


def test_blanks_in_the_header_cost_no_more_than_other_characters():
    """Were they counted from each of them, this would take an hour."""
    blanks = " " * 500_000
    rows = f"other: A{blanks}B\ntitle:{blanks}A fine day{blanks}\nauthors:\n- Ann Lee{blanks}"
    front = parse(f"---\n{rows}\n- Bo{blanks}\n---\n\nA text.\n")[1]
    assert front is not None
    assert (front.front.title, front.front.author) == ("A fine day", "Ann Lee, Bo")

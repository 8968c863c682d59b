"""What is taken for a date, a byline, a header; and, more often, what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.read import UnreadableArticle, read_file, read_text
from desktop.importers.text import parse
from desktop.model.source import Block, BlockKind, Front, with_front_matter
from resources.files import SAMPLE_ARTICLE

BODY = "The pilots of Halvec went back to work, and nobody told the crane operators about it."

pieces = st.lists(
    st.sampled_from(
        [
            *("date 2020-01-14 ", "By Jane Doe", "Jane Doe is a columnist.", "Title: A harbour"),
            *("Published on 14 January 2020", " — ", "January 14, 2020", ", ", ". ", "“", "a", "É"),
            *(
                "\n",
                "\n\n",
                " ",
                "👩‍👩‍👧",
                "\u2029",
                BODY,
                "URL: https://a.invalid",
                "\r",
                "---\n",
                "# ",
            ),
        ]
    ),
    max_size=14,
).map("".join)


def found(text: str) -> tuple[Front, list[str]]:
    front_matter = parse(text)[1]
    if front_matter is None:
        return Front(), []
    return front_matter.front, [text[start:end] for start, end in front_matter.ranges]


@given(pieces, st.sampled_from(["a.txt", "a.md"]))
def test_ranges_lie_in_the_text_and_setting_them_apart_keeps_blocks_orderly(text: str, name: str):
    try:
        result = read_text(text, name)
    except UnreadableArticle:
        return
    if result.front_matter is None:
        return
    last = 0
    for start, end in result.front_matter.ranges:
        assert last <= start < end <= len(result.source.text)
        last = end
    before = result.source
    after = with_front_matter(before, result.front_matter)
    last = 0
    for block in after.blocks:
        assert last <= block.start < block.end
        last = block.end
    assert _shown(before.text, before.blocks) == _shown(after.text, after.blocks)


def _shown(text: str, blocks: tuple[Block, ...]) -> str:
    return "".join("".join(text[block.start : block.end].split()) for block in blocks)


def test_the_sample_article_gives_its_date_and_its_author():
    result = read_file(SAMPLE_ARTICLE)
    assert result.front_matter is not None
    assert result.front_matter.front == Front(author="Maren Oldacre", published="2026-11-12")
    source = with_front_matter(result.source, result.front_matter)
    kinds = [block.kind for block in source.blocks]
    assert (kinds[0], kinds[-1]) == (BlockKind.FRONT_MATTER, BlockKind.FRONT_MATTER)
    assert source.text[source.blocks[0].start : source.blocks[0].end] == "date 2026-11-12"
    assert source.text[source.blocks[1].start :].startswith("On the morning")
    assert source.text[source.blocks[-1].start :].startswith("Maren Oldacre is")
    assert len([kind for kind in kinds if kind is BlockKind.PARAGRAPH]) == 19


@pytest.mark.parametrize(
    ("prefix", "published"),
    [
        (" date 2020-01-14", "2020-01-14"),
        ("2020-01-14", "2020-01-14"),
        ("2020-01-14T09:30:00Z", "2020-01-14"),
        ("2020/01/14 |", "2020-01-14"),
        ("Date: 14 January 2020", "2020-01-14"),
        ("January 14, 2020 —", "2020-01-14"),
        ("Tuesday, 14th Jan. 2020 –", "2020-01-14"),
        ("Published on Jan 14, 2020", "2020-01-14"),
        ("Updated: 14 Sept 2020, 10:35 GMT", "2020-09-14"),
        ("14.01.2020 -", "2020-01-14"),
    ],
)
def test_a_date_before_the_first_sentence_is_found_and_ends_before_it(prefix: str, published: str):
    for follow in (f" {BODY}", f"\n{BODY}", f"\n\n{BODY}\n\n{BODY}"):
        front, ranges = found(prefix + follow)
        assert front == Front(published=published)
        assert ranges == [prefix.strip()]


@pytest.mark.parametrize(
    "sentence",
    [
        "January 14, 2020 was the day it began.",
        "January 14, 2020, began quietly.",
        "January 6, 2021 Capitol rioters were sentenced.",
        "January 14, 2020 — the day it began — was quiet.",
        "2020-01-14 was the day it began.",
        "Published on January 14, 2020, the report says little.",
        "Published on 14 January 2020 by the ministry, it says little.",
        "Date palms line the quay of 2020-01-14.",
        "12/01/2020 The port is closed.",
        "2020-13-14 The port is closed.",
        "On 14 January 2020 The Meridian wrote about it.",
        "2020-01-141 The port is closed.",
        "The port closed. 2020-01-14 The pilots left.",
    ],
)
def test_a_sentence_that_begins_with_a_date_is_left_whole(sentence: str):
    assert found(f"{sentence}\n\n{BODY}") == (Front(), [])


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Trudy Marsh is a syndicate columnist.", "Trudy Marsh"),
        ("Jane Doe is a senior fellow at the Institute of Ports.", "Jane Doe"),
        ("Jane A. Doe, who lives in Varsk, is the author of “Quays”.", "Jane A. Doe"),
        (
            "Élodie van der Meer was our Halvec correspondent. She left in May.",
            "Élodie van der Meer",
        ),
        ("*Jane Doe-Roe is professor of law at Halvec.*", "Jane Doe-Roe"),
        ("About the author: Seán O’Dea is an award-winning journalist.", "Seán O’Dea"),
        ("— Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
    ],
)
def test_a_last_line_that_says_who_wrote_it_is_a_byline(line: str, author: str):
    assert found(f"{BODY}\n\n{BODY}\n\n{line}\n") == (Front(author=author), [line])


@pytest.mark.parametrize(
    "line",
    [
        "Iraq is a country.",
        "Iraq is a director of its own play.",
        "The United States is a writer of rules.",
        "Saudi Arabia is the author of this plan.",
        "Jane Doe is a general.",
        "Jane Doe is the daughter of an editor.",
        "Jane Doe, the editor said, was not a friend.",
        "He is a columnist.",
        "jane doe is a columnist.",
        "Halvec Port Authority Board Member Oda Brandt is a writer.",
        "— and nobody was told",
        "By Tuesday Morning",
        f"Jane Doe is a columnist. {BODY * 6}",
    ],
)
def test_a_last_line_that_only_looks_like_a_byline_is_part_of_the_article(line: str):
    assert found(f"{BODY}\n\n{BODY}\n\n{line}") == (Front(), [])


def test_the_only_paragraph_is_never_a_byline():
    assert found("Jane Doe is a columnist.") == (Front(), [])
    assert (
        found("# \n\nA harbour is not a country\n\nJane Doe is a columnist.")[0].author
        == "Jane Doe"
    )


@pytest.mark.parametrize(
    ("line", "front"),
    [
        ("By Jane Doe", Front(author="Jane Doe")),
        ("BY JANE DOE", Front(author="JANE DOE")),
        ("By Jane Doe, staff writer", Front(author="Jane Doe")),
        ("Jane Doe, The Paper", Front(author="Jane Doe", outlet="The Paper")),
        ("Jane Doe | Harbour Gazette", Front(author="Jane Doe", outlet="Harbour Gazette")),
        (
            "By Jane Doe — The Meridian Review — 12 November 2026",
            Front(author="Jane Doe", outlet="The Meridian Review", published="2026-11-12"),
        ),
    ],
)
def test_a_byline_at_the_top_is_read_whole(line: str, front: Front):
    assert found(f"{line}\n\n{BODY}\n\n{BODY}") == (front, [line])


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe",
        "Jane Doe, minister",
        "By noon, The Paper was sold out",
        "By Jane Doe, whom nobody knew",
        "Source: an officer who asked not to be named, as he is not allowed to speak of the lease",
        "Note: The Paper",
        "Date: soon",
        "Language: the words of a treaty",
    ],
)
def test_other_first_lines_are_not_front_matter(line: str):
    front, ranges = found(f"{line}\n\n{BODY}")
    assert ranges == []
    assert front in (Front(), Front(title=line))


def test_header_lines_under_a_title_are_read_one_by_one():
    header = [
        "Author: Jane Doe",
        "Source: The Meridian Review",
        "Date: 12 November 2026",
        "URL: https://a.invalid/lease",
        "Language: en",
    ]
    text = "\n".join(["A harbour is not a country", "", *header, "", BODY, "", BODY])
    front, ranges = found(text)
    assert ranges == header
    assert front == Front(
        title="A harbour is not a country",
        author="Jane Doe",
        outlet="The Meridian Review",
        published="2026-11-12",
        url="https://a.invalid/lease",
        language="en",
    )


def test_front_matter_in_the_middle_is_text():
    text = f"{BODY}\n\nBy Jane Doe\n\n2020-01-14 {BODY}\n\nTitle: A harbour\n\n{BODY}"
    assert found(text) == (Front(), [])


def test_the_top_is_believed_before_the_bottom():
    front, ranges = found(f"By Jane Doe\n\n{BODY}\n\n{BODY}\n\nJohn Roe is an editor.")
    assert front == Front(author="Jane Doe")
    assert ranges == ["By Jane Doe"]

"""No control of a stranger's text puts words in another order than they are written in."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from exporters.briefing import Article, ArticleBlock, BlockKind, Briefing, Cover, Paragraph
from exporters.directing import in_order
from exporters.pdf.typesetting.bidi import levels
from exporters.render import render
from tests.exporters import briefings
from tests.exporters.pdf import samples

SWAPPED = "\u2067\u2066first\u2069 \u2066second\u2069\u2069"


def paragraph_of(briefing: Briefing) -> str:
    part = briefing.sections[0].parts[0]
    assert isinstance(part, Paragraph | Article)
    return part.text


def in_paragraph(text: str) -> str:
    return paragraph_of(in_order(samples.of_parts(Paragraph(text))))


@pytest.mark.parametrize(
    "text",
    [
        "a \u202eright to left override\u202c b",
        "never closed \u202e and on",
        SWAPPED,
        "from \u200f12 - 34",
        "\u061c12 - 34",
        "a \u202babc (d)\u202c.",
    ],
)
def test_text_without_right_to_left_letters_runs_one_way(text: str) -> None:
    found = in_paragraph(text)
    assert set(levels(found, False)) == {0}
    assert len(found) == len(text)
    assert [c for c in found if c.isalnum()] == [c for c in text if c.isalnum()]


def test_an_override_can_be_seen() -> None:
    assert in_paragraph("pay \u202eme") == "pay \ufffdme"
    assert in_paragraph(f"\u202d{briefings.HEBREW}") == f"\ufffd{briefings.HEBREW}"


def test_controls_that_right_to_left_text_needs_stay_and_end_with_it() -> None:
    text = f"{briefings.HEBREW} \u2067x"
    assert in_paragraph(text) == text + "\u2069"


def test_the_blocks_of_an_article_are_judged_one_by_one_and_keep_their_places() -> None:
    hebrew = f"\u2067{briefings.HEBREW}\u2069"
    text = f"{SWAPPED}\n\n{hebrew}"
    cut = len(SWAPPED)
    blocks = (
        ArticleBlock(BlockKind.PARAGRAPH, 0, cut),
        ArticleBlock(BlockKind.PARAGRAPH, cut + 2, len(text)),
    )
    found = paragraph_of(in_order(samples.of_parts(Article(text, blocks, ()))))
    straight = re.sub("[\u2066-\u2069]", "\u200e", SWAPPED)
    assert found == f"{straight}\n\n{hebrew}"


def test_a_web_address_leads_where_it_says() -> None:
    link = "https://example.org/\u202e"
    (part,) = in_order(samples.of_parts(Paragraph("\u202e", link=link))).sections[0].parts
    assert isinstance(part, Paragraph)
    assert part.link == link


def test_a_briefing_without_controls_stays_as_it_is() -> None:
    briefing = samples.everything()
    assert in_order(briefing) is briefing


def test_words_after_an_override_stand_in_their_order_on_the_page() -> None:
    briefing = samples.of_parts(Paragraph("Halvec \u202eleases the quay"))
    page = pypdfium2.PdfDocument(render(briefing, "pdf").data)[0].get_textpage()
    words = page.get_text_range()
    lefts = [page.get_charbox(words.index(word))[0] for word in ("Halvec", "leases", "the", "quay")]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize("format_", ["docx", "html", "md"])
def test_no_document_holds_an_override(format_: str) -> None:
    hostile = "Title \u202eelpmas"
    briefing = replace(samples.of_parts(Paragraph(hostile)), cover=Cover(hostile, (hostile,)))
    data = render(briefing, format_).data
    if format_ == "docx":
        data = b"".join(read_parts(data))
    assert "\u202e".encode() not in data
    assert "Title \ufffdelpmas".encode() in data


def read_parts(data: bytes) -> list[bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]

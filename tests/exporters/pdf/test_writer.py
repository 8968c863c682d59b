"""The PDF as a reader meets it: opened with two other libraries, and looked at."""

import gc
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from exporters.briefing import (
    Article,
    ArticleBlock,
    BlockKind,
    Comment,
    Cover,
    Paragraph,
    Section,
)
from exporters.pdf.objects.structure import Element
from exporters.pdf.rows import Row
from exporters.pdf.writer import write
from tests.exporters import briefings
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import (
    opened,
    read_text,
    squeezed,
    written,
)
from tests.exporters.pdf.samples import marked, of_parts


def test_every_word_of_the_briefing_can_be_read() -> None:
    text = read_text(written(briefings.full()))
    for words in (
        "Sorrland is likely to control both Halvec berths by 2028",
        "information cut-off 14 November 2026, 18:00",
        "Parliament can still amend it; we judge that it will not.",
        "Nothing was left out.",
        "“We have leased a quay,” […] “and nothing else.”",
        "Minister of ports",
        "The ministry's own text says otherwise.",
        "Claims and who makes them",
        "Background a reader needs.",
        "filed the text an hour earlier 🚢 and nobody asked for clause nine.",
        "berth 5: 13.8 m",
    ):
        assert words in text


def test_hostile_text_is_printed_as_it_is_written() -> None:
    hostile = '<b>&amp;<img src="/etc/hostname"/></b> </script> (\\) %PDF {page} <w:t>'
    briefing = replace(
        of_parts(Paragraph(hostile), Paragraph(hostile, "lead")),
        cover=Cover(hostile, (hostile,)),
        footer=hostile,
    )
    data = written(briefing)
    assert squeezed(read_text(data)).count(squeezed(hostile)) == 5
    with opened(data) as pdf:
        assert pdf.docinfo["/Title"] == hostile


@pytest.mark.parametrize(
    "text", [briefings.HOSTILE, "\ud800", "\x00", "\u2067\u2069\ufffe", "\u200f"]
)
def test_no_text_stops_the_writer(text: str) -> None:
    comment = Comment(text, "", text, (text,))
    mark = replace(marked(text, 1, 0, len(text)), comment=comment)
    article = briefings.plain(text, mark)
    rtl = replace(article, blocks=(replace(article.blocks[0], direction="rtl"),))
    for one in (article, rtl):
        briefing = replace(
            briefings.of_article(one), cover=Cover(text, (text,)), subject=text, author=text
        )
        with opened(written(briefing)) as pdf:
            assert len(pdf.pages) == 1


def test_an_empty_briefing_is_one_page_with_its_number() -> None:
    data = written(briefings.empty())
    with opened(data) as pdf:
        assert len(pdf.pages) == 1
    assert read_text(data).strip() == "1 / 1"


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert written(briefings.full()) == written(briefings.full())


def test_another_title_gives_another_file_id() -> None:
    ids: list[bytes] = []
    for title in ("One", "Two"):
        with opened(written(replace(briefings.empty(), cover=Cover(title)))) as pdf:
            ids.append(bytes(pdf.trailer["/ID"][0]))
    assert ids[0] != ids[1]


def test_the_properties_say_what_is_known_and_nothing_of_this_machine() -> None:
    briefing = replace(briefings.full(), subject="Ports")
    with opened(written(briefing)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert info == {
        "/Title": briefing.cover.title,
        "/Subject": "Ports",
        "/Creator": "Brieflight",
        "/Producer": "Brieflight",
        "/CreationDate": "D:20261122090000Z",
        "/ModDate": "D:20261122090000Z",
    }
    with opened(written(replace(briefing, author="Ada Lorne"))) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Ada Lorne"


def test_no_row_of_a_document_is_left_to_the_collector() -> None:
    briefing = samples.everything()
    written(briefing)
    gc.collect()
    gc.disable()
    try:
        written(briefing)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = [found for found in gc.garbage if isinstance(found, Row | Element)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left == []


def test_every_font_is_embedded() -> None:
    with opened(written(briefings.full())) as pdf:
        fonts = [one for page in pdf.pages for one in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
        names = [
            str(one.get("/BaseFont", ""))
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary)
        ]
    assert not [name for name in names if "Helvetica" in name]


def test_the_bookmarks_follow_the_headings() -> None:
    briefing = briefings.full()
    with opened(written(briefing)) as pdf, pdf.open_outline() as outline:
        tree = [(one.title, [child.title for child in one.children]) for one in outline.root]
    assert tree == [
        ("Bottom line", []),
        ("Scope", []),
        ("Passages", ["All passages"]),
        ("Claims", []),
        ("The article in full", []),
    ]


def test_no_heading_is_the_last_thing_on_a_page() -> None:
    for count in range(24, 40):
        fill = [Paragraph("A line of text.") for _ in range(count)]
        sections = (
            Section("First", 1, "a", tuple(fill)),
            Section("Second heading", 1, "b", (Paragraph("What stands under it."),)),
        )
        data = written(replace(briefings.empty(), sections=sections))
        for page in pypdfium2.PdfDocument(data):
            text = page.get_textpage().get_text_range()
            assert ("Second heading" in text) == ("What stands under it." in text)


def test_letter_pages_are_letter_pages() -> None:
    with opened(written(replace(briefings.full(), page_size="Letter"))) as pdf:
        assert [float(value) for value in pdf.pages[0].MediaBox] == [0, 0, 612, 792]


def test_nothing_lies_outside_the_page() -> None:
    wide = Paragraph("x" * 900 + " " + "https://example.org/" + "part/" * 60)
    for page in pypdfium2.PdfDocument(written(of_parts(wide, briefings.evidence(3)))):
        text = page.get_textpage()
        width, _ = page.get_size()
        rights = [text.get_charbox(at)[2] for at in range(text.count_chars())]
        assert max(rights) < width - 60


def test_progress_goes_from_nothing_to_all_and_never_back() -> None:
    told: list[float] = []
    write(briefings.long(30, 2), told.append)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert len(set(told)) > 10


def test_blocks_of_an_article_are_told_apart() -> None:
    text = "1. First\n\n- Second\n\n    code  here"
    kinds = [
        (BlockKind.LIST_ITEM, "First"),
        (BlockKind.LIST_ITEM, "Second"),
        (BlockKind.CODE, "code  here"),
    ]
    article = Article(text, briefings.blocks(kinds, text), ())
    found = read_text(written(of_parts(article)))
    assert re.search(r"1\.\s+First", found)
    assert re.search(r"•\s+Second", found)
    assert "  " in pypdfium2.PdfDocument(written(of_parts(article)))[
        0
    ].get_textpage().get_text_range().replace("\xa0", " ")


def test_a_block_without_letters_does_not_disturb_the_next() -> None:
    text = " \n\nWords."
    blocks = (ArticleBlock(BlockKind.PARAGRAPH, 0, 1), ArticleBlock(BlockKind.PARAGRAPH, 3, 9))
    assert "Words." in read_text(written(of_parts(Article(text, blocks, ()))))

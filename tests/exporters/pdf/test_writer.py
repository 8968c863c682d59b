"""The PDF as a reader meets it: opened with two other libraries, and looked at."""

import gc
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest

from exporters.briefing import (
    Article,
    ArticleBlock,
    BlockKind,
    Briefing,
    Comment,
    Cover,
    Mark,
    Paragraph,
    Section,
)
from exporters.pdf.rows import Row
from exporters.pdf.structure import Element
from exporters.pdf.writer import write
from tests.exporters import briefings
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import (
    annotations,
    highlights,
    opened,
    quads,
    read_text,
    under,
    written,
)


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


def test_each_mark_is_one_highlight_with_its_comment() -> None:
    with opened(written(briefings.full())) as pdf:
        found = {str(one.NM): one for _, one in highlights(pdf)}
    assert sorted(found) == sorted(mark.reference for mark in briefings.marks())
    for mark in briefings.marks():
        one = found[mark.reference]
        assert str(one.Contents) == "\n".join(mark.comment.paragraphs)
        assert str(one.M) == "D:20261122090000Z"
        assert int(one.F) == 4


def test_the_author_of_a_comment_is_given_only_when_set() -> None:
    with opened(written(briefings.full())) as pdf:
        authors = {str(one.NM): str(one.get("/T", "")) for _, one in highlights(pdf)}
    assert authors.pop("C1") == "A Reader"
    assert set(authors.values()) == {""}


@pytest.mark.parametrize("mark", briefings.marks(), ids=lambda mark: mark.reference)
def test_a_highlight_lies_over_the_words_of_its_mark(mark: Mark) -> None:
    wanted = " ".join(briefings.ARTICLE_TEXT[low:high] for low, high in mark.spans)
    data = written(briefings.of_article(briefings.article()))
    with opened(data) as pdf:
        ((page, one),) = [(n, a) for n, a in highlights(pdf) if str(a.NM) == mark.reference]
        found = " ".join(under(data, page, quad) for quad in quads(one))
    assert squeezed(found) == squeezed(wanted)


def test_a_highlight_ends_inside_a_word_and_inside_a_ligature() -> None:
    text = "The office finally settled the matter."
    marks = tuple(
        marked(text, number, start, start + len(words))
        for number, (start, words) in enumerate(((4, "of"), (11, "final"), (22, "led the")))
    )
    with opened(written(briefings.of_article(briefings.plain(text, *marks)))) as pdf:
        edges = [quads(one)[0] for _, one in highlights(pdf)]
    (_, _, first_right, _), (second_left, _, _, _), _ = edges
    assert first_right < second_left
    widths = [right - left for left, _, right, _ in edges]
    assert widths == sorted(widths)
    assert all(width > 5 for width in widths)


def test_a_mark_over_three_pages_has_a_highlight_on_each_and_says_they_belong_together() -> None:
    words = " ".join(f"word{number}" for number in range(2500))
    mark = marked(words, 1, 0, len(words))
    with opened(written(briefings.of_article(briefings.plain(words, mark)))) as pdf:
        found = highlights(pdf)
        assert [page for page, _ in found] == list(range(len(pdf.pages)))
        assert len(found) >= 3
        first, *later = [one for _, one in found]
        assert "/IRT" not in first
        assert all(one.IRT.objgen == first.objgen and one.RT == "/Group" for one in later)
        names = [str(one.NM) for _, one in found]
        assert len(set(names)) == len(names)


def test_a_quad_is_given_for_each_line() -> None:
    words = "word " * 60
    mark = marked(words, 1, 5, 200)
    with opened(written(briefings.of_article(briefings.plain(words, mark)))) as pdf:
        ((_, one),) = highlights(pdf)
        lines = quads(one)
    assert len(lines) == 3
    bottoms = [bottom for _, bottom, _, _ in lines]
    assert bottoms == sorted(bottoms, reverse=True)


def test_highlights_do_not_paint_over_what_the_page_has_painted() -> None:
    data = written(briefings.of_article(briefings.article()))
    document = pypdfium2.PdfDocument(data)
    with_annotations = document[0].render(scale=1, may_draw_forms=True).to_numpy()
    without = document[0].render(scale=1, draw_annots=False).to_numpy()
    assert (with_annotations == without).all()


def test_passages_lead_to_the_annex_and_marks_lead_back() -> None:
    briefing = briefings.full()
    with opened(written(briefing)) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        ways = Counter(
            (page, numbers[one.Dest[0].objgen])
            for page, one in annotations(pdf, "/Link")
            if "/Dest" in one
        )
    marks = len(briefings.marks())
    annex = max(page for page, _ in ways)
    there = sum(count for (start, end), count in ways.items() if end == annex and start < annex)
    back = sum(count for (start, end), count in ways.items() if start == annex and end < annex)
    table_cells = 14  # one in each row of both tables
    assert there == marks + table_cells
    assert back == marks


def test_a_link_to_a_place_that_is_not_there_is_left_out() -> None:
    part = Paragraph("See nothing.", link="nowhere")
    assert link_targets(written(with_parts(part))) == []


def test_only_web_addresses_become_web_links() -> None:
    parts = [Paragraph("x", link=link) for link in ("https://example.org/a(b)", "file:///etc/x")]
    assert link_targets(written(with_parts(*parts))) == ["https://example.org/a(b)"]


def test_hostile_text_is_printed_as_it_is_written() -> None:
    hostile = '<b>&amp;<img src="/etc/hostname"/></b> </script> (\\) %PDF {page} <w:t>'
    briefing = replace(
        with_parts(Paragraph(hostile), Paragraph(hostile, "lead")),
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


def test_zigzags_of_one_length_are_one_form_that_is_there() -> None:
    text = "A few words that are an opinion. " * 400
    marks = tuple(
        replace(marked(text, at, at * 33, at * 33 + 31), tag=briefings.OPINION.id)
        for at in range(400)
    )
    with opened(written(with_parts(briefings.plain(text, *marks)))) as pdf:
        drawn = [name for page in pdf.pages for name in forms_drawn(page)]
        held = {name for page in pdf.pages for name in page.Resources.XObject}
        operators = [page.Contents.read_bytes() for page in pdf.pages]
    assert len(drawn) >= 400
    assert len(set(drawn)) < 120
    assert set(drawn) == held
    assert not any(content.count(b" l ") > 100 for content in operators)


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


def test_a_table_that_runs_on_repeats_its_head() -> None:
    data = written(with_parts(briefings.evidence(60)))
    document = pypdfium2.PdfDocument(data)
    assert len(document) > 2
    for page in document:
        assert "Claimant" in page.get_textpage().get_text_range()


def test_a_table_row_taller_than_a_page_is_cut() -> None:
    table = briefings.evidence(1)
    (row,) = table.rows
    assert isinstance(row, tuple)
    cell = replace(row[1], text="word " * 4000)
    tall = replace(table, rows=((row[0], cell, *row[2:]),))
    data = written(with_parts(tall))
    assert len(pypdfium2.PdfDocument(data)) > 2
    assert read_text(data).count("word") == 4000


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


def test_references_in_the_margin_do_not_lie_over_each_other() -> None:
    boxes, _ = margin_of_many(30)
    assert len(boxes) == 30
    for at, one in enumerate(boxes):
        assert one[0] >= 18
        for other in boxes[:at]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            middles = abs((one[1] + one[3]) - (other[1] + other[3])) / 2
            assert apart or middles >= 7.4


def test_references_the_margin_has_no_room_for_are_counted() -> None:
    boxes, text = margin_of_many(300)
    (more,) = re.findall(r"\+(\d+)", text)
    assert len(boxes) + int(more) == 300
    assert min(box[1] for box in boxes) > 45


def test_right_to_left_words_stand_in_their_order() -> None:
    data = written(with_parts(Paragraph(briefings.HEBREW, direction="rtl", language="he")))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert briefings.HEBREW in page.get_text_range()
    lefts = [word_left(page, word) for word in briefings.HEBREW.split()[:5]]
    assert lefts == sorted(lefts, reverse=True)


def test_arabic_letters_join() -> None:
    text = briefings.ARABIC
    data = written(with_parts(Paragraph(text, direction="rtl", language="ar")))
    assert squeezed(text) in squeezed(read_text(data))
    apart = sum(shape_widths(text, joined=False))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [page.get_charbox(at) for at in range(page.count_chars()) if is_arabic(page, at)]
    assert boxes
    assert max(box[2] for box in boxes) - min(box[0] for box in boxes) < apart


def test_letter_pages_are_letter_pages() -> None:
    with opened(written(replace(briefings.full(), page_size="Letter"))) as pdf:
        assert [float(value) for value in pdf.pages[0].MediaBox] == [0, 0, 612, 792]


def test_nothing_lies_outside_the_page() -> None:
    wide = Paragraph("x" * 900 + " " + "https://example.org/" + "part/" * 60)
    for page in pypdfium2.PdfDocument(written(with_parts(wide, briefings.evidence(3)))):
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
    found = read_text(written(with_parts(article)))
    assert re.search(r"1\.\s+First", found)
    assert re.search(r"•\s+Second", found)
    assert "  " in pypdfium2.PdfDocument(written(with_parts(article)))[
        0
    ].get_textpage().get_text_range().replace("\xa0", " ")


def with_parts(*parts: Any) -> Briefing:
    section = Section("Part", 1, "part", parts)
    return replace(briefings.empty(), sections=(section,), tags=briefings.TAGS)


def marked(text: str, number: int, start: int, end: int) -> Mark:
    assert end <= len(text)
    return Mark(
        f"C{number}",
        "claim",
        ((start, end),),
        briefings.comment("Claim"),
        f"annex-{number}",
        f"list-{number}",
    )


def link_targets(data: bytes) -> list[str]:
    with opened(data) as pdf:
        return [str(one.A.URI) for _, one in annotations(pdf, "/Link")]


def forms_drawn(page: Any) -> list[str]:
    return [
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Do"
    ]


def margin_of_many(count: int) -> tuple[list[tuple[float, ...]], str]:
    """The boxes of the references beside one paragraph, and the text of its page."""
    text = "word " * 100
    marks = tuple(marked(text, number, 0, 4 + number) for number in range(1, count + 1))
    listed = Section("List", 1, "list", (briefings.passages(marks, text),))
    annex = Section("Annex", 1, "annex", (briefings.plain(text, *marks),), new_page=True)
    data = written(replace(with_parts(), sections=(listed, annex)))
    with opened(data) as pdf:
        last = len(pdf.pages) - 1
        boxes = [
            tuple(float(value) for value in one.Rect)
            for page, one in annotations(pdf, "/Link")
            if page == last
        ]
    return boxes, pypdfium2.PdfDocument(data)[last].get_textpage().get_text_range()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def word_left(page: Any, word: str) -> float:
    at, count = page.search(word).get_next()
    return min(page.get_charbox(place)[0] for place in range(at, at + count))


def is_arabic(page: Any, at: int) -> bool:
    return "\u0600" <= page.get_text_range(at, 1) <= "\u06ff"


def shape_widths(text: str, joined: bool) -> list[float]:
    """The widths of letters set one by one, as they would stand if they did not join."""
    from exporters.pdf.fonts import READING, Faces

    assert not joined
    faces = Faces()
    return [
        sum(run.width() for run in faces.shape(char, READING, rtl=True)) * 10.5 for char in text
    ]


def test_a_block_without_letters_does_not_disturb_the_next() -> None:
    text = " \n\nWords."
    blocks = (ArticleBlock(BlockKind.PARAGRAPH, 0, 1), ArticleBlock(BlockKind.PARAGRAPH, 3, 9))
    assert "Words." in read_text(written(with_parts(Article(text, blocks, ()))))

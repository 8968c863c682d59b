"""The table of contents, on the page and for those who hear it."""

import re
from dataclasses import replace

import pypdfium2

from exporters.briefing import Contents, Paragraph, Section
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import (
    below,
    heard,
    links,
    of_role,
    opened,
    page_texts,
    read_text,
    roles,
    written,
)

LONG = "word " * 500


def chapters(depth: int = 2, count: int = 9) -> list[Section]:
    listed = Section("What is in it", 1, "contents", (Contents(1 if depth == 1 else 2),))
    return [
        listed,
        *(
            Section(f"Chapter {at}", 1 + at % 2, f"c{at}", (Paragraph(LONG),))
            for at in range(1, count + 1)
        ),
    ]


def of_sections(*sections: Section) -> bytes:
    return written(replace(samples.of_parts(), sections=sections))


def test_each_number_is_that_of_the_page_the_heading_stands_on() -> None:
    data = of_sections(*chapters())
    first = page_texts(data)[0]
    with opened(data) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages, 1)}
        headings = [one for role in ("H1", "H2") for one in of_role(pdf, role)]
        stands = {heard(pdf, data, one): numbers[one.Pg.objgen] for one in headings}
    for at in range(1, 10):
        number = stands[f"Chapter {at}"]
        assert f"Chapter {at} {number} " in first
    assert stands["Chapter 9"] > 3


def test_each_entry_leads_to_its_heading() -> None:
    data = of_sections(*chapters())
    pages = page_texts(data)
    found = links(data)
    assert [title for title, _ in found] == [f"Chapter {at}" for at in range(1, 10)]
    for title, page in found:
        assert isinstance(page, int)
        assert title in pages[page]


def test_contents_do_not_list_the_section_they_stand_in() -> None:
    data = of_sections(*chapters())
    assert read_text(data).count("What is in it") == 1


def test_entries_in_other_languages_say_so() -> None:
    with opened(written(samples.everything())) as pdf:
        languages = [str(one.Lang) for one in of_role(pdf, "TOCI") if "/Lang" in one]
    assert languages == ["he"]


def test_depth_leaves_the_lower_headings_out() -> None:
    assert [title for title, _ in links(of_sections(*chapters(depth=1)))] == [
        "Chapter 2",
        "Chapter 4",
        "Chapter 6",
        "Chapter 8",
    ]


def test_an_entry_is_heard_as_title_and_number_without_its_leader() -> None:
    data = of_sections(*chapters(count=4))
    with opened(data) as pdf:
        entries = of_role(pdf, "TOCI")
        said = [heard(pdf, data, entry) for entry in entries]
        assert [re.sub(r" ?\d+$", "", one) for one in said] == [
            f"Chapter {at}" for at in range(1, 5)
        ]
        for entry in entries:
            inside = [str(one.S) for one in below(entry)]
            assert inside == ["/TOCI", "/Reference", "/Link"]
        assert roles(pdf).count("TOC") == 3  # level 2 before and after the one of level 1


def test_a_section_without_title_and_contents_without_sections_are_no_entries() -> None:
    alone = Section("Contents", 1, "contents", (Contents(),))
    untitled = Section(" ", 1, "x", (Paragraph("Words."),))
    data = of_sections(alone, untitled)
    assert links(data) == []
    with opened(data) as pdf:
        assert "TOC" not in roles(pdf)


def test_a_title_of_two_lines_has_one_number() -> None:
    title = "A title that goes on and on about berths " * 4
    data = of_sections(
        Section("Contents", 1, "contents", (Contents(),)),
        Section(title.strip(), 1, "long", (Paragraph("Words."),), new_page=True),
    )
    assert page_texts(data)[0].count(" 2 ") == 1
    with opened(data) as pdf:
        assert len(of_role(pdf, "TOCI")) == 1


def test_contents_of_a_section_from_the_right_have_their_numbers_at_the_left() -> None:
    data = of_sections(
        Section("תוכן", 1, "contents", (Contents(),), direction="rtl"),
        Section("מקורות", 1, "sources", (Paragraph("x"),), direction="rtl", new_page=True),
    )
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    whole = page.get_text_range()
    number, title = (page.get_charbox(whole.index(char)) for char in ("2", "מ"))
    assert number[2] < title[0]


def test_an_entry_stays_with_the_first_of_those_under_it() -> None:
    for count in range(28, 40):
        sections = [Section(f"A{at}", 1, "", ()) for at in range(count)]
        data = of_sections(
            Section("Contents", 1, "contents", (Contents(),)),
            *sections,
            Section("Chapter", 1, "", (Paragraph("x"),)),
            Section("Under it", 2, "", (Paragraph("y"),)),
        )
        pages = page_texts(data)
        (first,) = [page for page in pages[:2] if re.search(r"Under it \d", page)][:1]
        assert re.search(r"Chapter \d", first)

"""Contents in the Word file: what they list, where their links lead, and the pages they show."""

from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn

from exporters.briefing import Briefing, Contents, Cover, Paragraph, Section
from tests.exporters import briefings, parts
from tests.exporters.word.reader import all_text, bookmarks, opened, parts_of, style_name


def test_contents_list_every_other_section_with_a_link_to_its_heading():
    briefing = parts.everything()
    body = opened(briefing).element.body
    others = [section for section in briefing.sections if section.anchor != "contents"]
    assert [entry[0] for entry in _entries(body)] == [section.title for section in others]
    headings = {b.get(qn("w:name")): all_text(b.getparent()) for b in bookmarks(body)}
    (block,) = body.iter(qn("w:sdt"))
    links = [link.get(qn("w:anchor")) for link in block.iter(qn("w:hyperlink"))]
    assert [headings[name] for name in links] == [section.title for section in others]


def test_contents_of_depth_one_leave_out_the_sections_below():
    briefing = _with_contents(parts.everything(), Contents(1))
    listed = [title for title, _ in _entries(opened(briefing).element.body)]
    assert "Claims" in listed
    assert "By claimant" not in listed


def test_without_the_part_there_are_no_contents():
    assert not list(opened(briefings.full()).element.body.iter(qn("w:sdt")))


def test_contents_with_nothing_to_list_are_left_out():
    section = Section("Contents", 1, "c", (Contents(),))
    document = opened(Briefing(Cover("t"), (section,), (), "en", ""))
    assert not list(document.element.body.iter(qn("w:sdt")))


def test_the_heading_over_contents_looks_like_one_and_is_not_listed_by_word_either():
    document = opened(parts.everything())
    (heading,) = [p for p in document.paragraphs if p.text == "What is in here"]
    assert style_name(heading) == "TOC Heading"
    assert heading.style._element.pPr.find(qn("w:outlineLvl")) is None


def test_a_section_without_an_anchor_is_linked_all_the_same():
    sections = (
        Section("Contents", 1, "", (Contents(),)),
        Section("First", 1, "", ()),
        Section("Second", 1, "", ()),
    )
    body = opened(Briefing(Cover("t"), sections, (), "en", "")).element.body
    headings = {b.get(qn("w:name")): all_text(b.getparent()) for b in bookmarks(body)}
    (block,) = body.iter(qn("w:sdt"))
    links = [link.get(qn("w:anchor")) for link in block.iter(qn("w:hyperlink"))]
    assert [headings[name] for name in links] == ["First", "Second"]


def test_the_field_of_the_contents_is_closed_and_asks_for_their_depth():
    body = opened(_with_contents(parts.everything(), Contents(1))).element.body
    steps = [f.get(qn("w:fldCharType")) for f in body.iter(qn("w:fldChar"))]
    assert steps == ["begin", "separate", "end"]
    (instruction,) = body.iter(qn("w:instrText"))
    assert instruction.text.split()[:3] == ["TOC", "\\o", '"1-1"']


def test_each_page_number_is_a_field_that_word_works_out():
    body = opened(parts.everything()).element.body
    (block,) = body.iter(qn("w:sdt"))
    links = [link.get(qn("w:anchor")) for link in block.iter(qn("w:hyperlink"))]
    fields = [field.get(qn("w:instr")).split() for field in block.iter(qn("w:fldSimple"))]
    assert fields == [["PAGEREF", name, "\\h"] for name in links]


def test_nothing_asks_to_be_updated_when_the_file_is_opened():
    settings = parts_of(parts.everything())["word/settings.xml"]
    assert b"updateFields" not in settings
    assert b"w:dirty" not in parts_of(parts.everything())["word/document.xml"]


def test_page_numbers_follow_the_length_of_what_stands_before():
    words = Paragraph(" ".join(["The lease gives one company both deep-water berths."] * 12))
    # a paragraph of eight lines and a gap takes 126 of the 697 points of a page
    sections = (
        Section("Contents", 1, "c", (Contents(),)),
        Section("First", 1, "a", (words,) * 3),
        Section("Second", 1, "b", (words,) * 28),
        Section("Third", 1, "d", ()),
        Section("Fourth", 1, "e", (), new_page=True),
    )
    body = opened(Briefing(Cover("t"), sections, (), "en", "")).element.body
    assert [page for _, page in _entries(body)] == [1, 1, 7, 8]


@pytest.mark.parametrize("paragraphs", [1, 200])
def test_the_pages_of_a_long_article_count(paragraphs: int):
    article = briefings.long(paragraphs, 1).sections[1].parts[0]
    sections = (
        Section("Contents", 1, "c", (Contents(),)),
        Section("Annex", 1, "annex", (article,), new_page=True),
        Section("After", 1, "after", ()),
    )
    briefing = replace(briefings.long(1, 1), sections=sections)
    pages = dict(_entries(opened(briefing).element.body))
    # four lines and a gap each, ten to a page
    assert pages["Annex"] == 2
    assert pages["After"] == pytest.approx(2 + paragraphs * 67.5 / 697, abs=1.2)


def _with_contents(briefing: Briefing, part: Contents) -> Briefing:
    sections = tuple(
        replace(one, parts=(part,)) if one.anchor == "contents" else one
        for one in briefing.sections
    )
    return replace(briefing, sections=sections)


def _entries(body: Any) -> list[tuple[str, int]]:
    (block,) = body.iter(qn("w:sdt"))
    found: list[tuple[str, int]] = []
    for entry in block.iter(qn("w:p")):
        title, page = all_text(entry).split("\t")
        found.append((title, int(page)))
    return found

"""Title block, notes, links in text, tables and page frame in the Word file."""

from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn

from exporters.briefing import (
    Briefing,
    Cell,
    Column,
    Cover,
    Fact,
    Inline,
    Note,
    Paragraph,
    Part,
    PassageList,
    Section,
    Table,
)
from exporters.word.package.template import PAGES
from tests.exporters import briefings, parts
from tests.exporters.briefings import TAGS
from tests.exporters.word.reader import all_text, bookmarks, opened, parts_of, style_name, text_in


def _with(*found: Part, **fields: Any) -> Any:
    """A briefing of these parts in one section with the anchor "s", opened."""
    section = Section("S", 1, "s", found)
    return opened(replace(Briefing(Cover("t"), (section,), TAGS, "en", ""), **fields))


class TestCover:
    def test_facts_are_names_and_what_they_say_under_the_lines(self):
        cover = Cover(
            "Title", ("15 November",), (Fact("Reference", "MR/118"), Fact("Desk", "Ports"))
        )
        texts = [p.text for p in _with(cover=cover).paragraphs[:4]]
        assert texts == ["Title", "15 November", "Reference\tMR/118", "Desk\tPorts"]

    @pytest.mark.parametrize(
        ("lines", "facts", "last"),
        [(("a", "b"), (), "Cover Last Line"), (("a",), (Fact("b", "c"),), "Cover Last Fact")],
    )
    def test_a_rule_stands_under_the_last_of_it_only(
        self, lines: tuple[str, ...], facts: tuple[Fact, ...], last: str
    ):
        document = _with(cover=Cover("Title", lines, facts))
        ruled = [
            p for p in document.paragraphs if p.style.element.find(f".//{qn('w:pBdr')}") is not None
        ]
        assert [style_name(p) for p in ruled] == [last]
        assert [p._p for p in document.paragraphs][2] is ruled[0]._p

    def test_parts_of_a_fact_lead_to_what_they_name(self):
        fact = Fact("Sources", "S1 and S2", (Inline(0, 2, "s"), Inline(7, 9, "nowhere")))
        body = _with(cover=Cover("Title", (), (fact,))).element.body
        assert _links(body) == [("S1", "s")]


class TestInlines:
    def test_a_stretch_of_text_is_a_link_and_the_rest_is_not(self):
        document = _with(Paragraph("See table one.", inlines=(Inline(4, 9, "s"),)))
        assert _links(document.element.body) == [("table", "s")]
        assert text_in(document.paragraphs[-1]._p) == "See table one."

    def test_what_stands_out_is_in_the_style_for_it_so_a_house_can_restyle_it(self):
        inlines = (Inline(0, 3, strong=True), Inline(4, 9, "s", strong=True))
        document = _with(Paragraph("See table one.", inlines=inlines))
        styles = {all_text(r): _style_of(r) for r in document.paragraphs[-1]._p.iter(qn("w:r"))}
        assert styles == {"See": "Strong", " ": "", "table": "StrongHyperlink", " one.": ""}

    def test_stretches_outside_the_text_are_ignored(self):
        inlines = (Inline(-5, 3, "s"), Inline(2, 1, "s"), Inline(8, 99, "s"), Inline(70, 80, "s"))
        document = _with(Paragraph("See table.", inlines=inlines))
        assert text_in(document.paragraphs[-1]._p) == "See table."
        assert [words for words, _ in _links(document.element.body)] == ["See", "e."]

    def test_offsets_are_code_points(self):
        document = _with(Paragraph("🚢🚢 table", inlines=(Inline(3, 8, "s"),)))
        assert _links(document.element.body) == [("table", "s")]

    def test_a_web_address_in_a_stretch_leads_out_of_the_document(self):
        document = _with(Note("See the lease.", inlines=(Inline(8, 13, "https://example.org/a"),)))
        (rel,) = [rel for rel in document.part.rels.values() if rel.is_external]
        assert rel.target_ref == "https://example.org/a"


class TestNotes:
    def test_a_note_has_its_label_raised_before_it(self):
        found = _with(Note("Grades go from A to F.", "1")).paragraphs[-1]
        assert (style_name(found), found.text) == ("Note", "1\u00a0Grades go from A to F.")
        assert found.runs[0].style.name == "Note Label"
        assert found.runs[0].style.font.superscript

    def test_a_note_can_be_linked_to(self):
        body = _with(Paragraph("B2", link="grades"), Note("Grades.", "1", "grades")).element.body
        ((_, target),) = _links(body)
        (place,) = [b for b in bookmarks(body) if b.get(qn("w:name")) == target]
        assert all_text(place.getparent()) == "1\u00a0Grades."


class TestPassages:
    def test_a_long_passage_may_run_over_a_page_and_a_short_one_stays_whole(self):
        item = briefings.passages(briefings.marks(), briefings.ARTICLE_TEXT).items[0]
        long = replace(item, text="word " * 500, note="word " * 500, anchor="k")
        document = _with(PassageList((item, long)))
        listed = [p for p in document.paragraphs if style_name(p) in ("Passage", "Passage Note")]
        whole = [p._p.pPr.find(qn("w:keepLines")) is None for p in listed]
        assert whole == [True, True, False, False]

    def test_the_place_of_a_passage_does_not_stand_alone_on_a_line(self):
        (words, *_) = (p for p in opened(briefings.full()).paragraphs if "¶" in p.text)
        assert "\u00a0\u00a0S1 ¶" in words.text


class TestTables:
    def test_a_group_is_a_row_over_all_columns_that_stays_with_the_next(self):
        table = opened(parts.everything()).tables[0]
        (cell,) = table.rows[1]._tr.findall(qn("w:tc"))
        assert cell.tcPr.find(qn("w:gridSpan")).get(qn("w:val")) == "5"
        words = table.rows[1].cells[0].paragraphs[0]
        assert words.text == "Ports ministry  2 claims, graded by the desk"
        assert words.style.paragraph_format.keep_with_next

    def test_a_chip_has_tint_and_pattern_of_its_tag_and_leads_to_the_passage(self):
        document = opened(parts.everything())
        cell = document.tables[0].rows[2].cells[0]._tc
        (run,) = cell.iter(qn("w:r"))
        chip = document.styles["Chip Claim"]
        assert _style_of(run) == chip.style_id
        # so a house that restyles the tag restyles its chips
        assert chip.base_style.name == "Tag Claim"
        assert not list(chip.element.iter(qn("w:shd"), qn("w:u"), qn("w:color")))
        assert _links(cell) == [("C1", "annex_1")]

    def test_places_in_a_cell_and_a_whole_table_can_be_linked_to(self):
        body = opened(parts.everything()).element.body
        places = {b.get(qn("w:name")): all_text(b.getparent()) for b in bookmarks(body)}
        assert places["claim_1"] == "C1"
        assert places["claims_table"] == "Claims and who makes them"

    def test_a_table_without_caption_is_linked_to_at_its_head(self):
        table = Table("", (Column("A", 1), Column("B", 1)), ((Cell("x"), Cell("y")),), "here")
        body = _with(table).element.body
        (place,) = [b for b in bookmarks(body) if b.get(qn("w:name")) == "here"]
        assert all_text(place.getparent()) == "A"

    def test_parts_of_a_cell_are_links(self):
        table = opened(parts.everything()).tables[0]
        assert _links(table.rows[2].cells[3]._tc) == [("Q4", "annex_4"), ("C5", "annex_5")]

    def test_a_cell_keeps_its_own_language(self):
        table = opened(parts.everything()).tables[0]
        spoken = [table.rows[5].cells[at]._tc.find(f".//{qn('w:lang')}") for at in (1, 3)]
        assert [one.get(qn("w:bidi")) for one in spoken] == ["ar", "he"]

    def test_rows_stay_whole_unless_they_are_huge(self):
        table = Table("", (Column("A", 1),), ((Cell("word " * 30),), (Cell("word " * 900),)))
        (found,) = _with(table).tables
        whole = [
            row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in found.rows
        ]
        assert whole == [True, True, False]

    def test_columns_run_the_way_the_table_says(self):
        table = Table("", (Column("A", 1),), ((Cell("x"),),))
        found = _with(table, replace(table, direction="rtl")).tables
        turned = [one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in found]
        assert turned == [False, True]

    def test_a_table_without_columns_is_only_its_caption(self):
        document = _with(Table("Nothing to see", (), ()))
        assert not document.tables
        assert document.paragraphs[-1].text == "Nothing to see"

    def test_rules_are_horizontal_only(self):
        borders = (
            opened(parts.everything())
            .styles["Briefing Table"]
            .element.find(f".//{qn('w:tblBorders')}")
        )
        assert {edge.tag for edge in borders} == {qn("w:top"), qn("w:bottom"), qn("w:insideH")}


class TestFrame:
    def test_marking_stands_over_and_under_every_page_in_twelve_points(self):
        section = opened(parts.everything()).sections[0]
        assert not section.different_first_page_header_footer
        for frame, place in ((section.header, 0), (section.footer, -1)):
            words = frame.paragraphs[place]
            assert (words.text, style_name(words)) == ("TLP:AMBER", "Marking")
            assert words.style.font.size.pt == 12

    def test_the_header_line_stands_on_every_page(self):
        header = opened(parts.everything()).sections[0].header
        assert header.paragraphs[-1].text == "Halvec berths · MR/2026/118"

    def test_without_header_and_marking_there_is_no_header_part(self):
        assert "word/header1.xml" not in parts_of(briefings.full())

    def test_a_line_that_is_too_long_is_cut_short_and_a_marking_never(self):
        long = "Halvec " * 60
        section = _with(header=long, footer=long, marking=long).sections[0]
        marked, header = section.header.paragraphs
        assert marked.text == long
        assert header.text.endswith("…")
        assert 80 < len(header.text) < 130
        assert all_text(section.footer.paragraphs[0]._p).endswith("…\t1 / 1")

    def test_a_document_in_hebrew_has_pages_that_run_from_the_right(self):
        properties = opened(parts.hebrew()).element.body.find(qn("w:sectPr"))
        assert properties.find(qn("w:bidi")) is not None
        assert (
            opened(parts.everything()).element.body.find(qn("w:sectPr")).find(qn("w:bidi")) is None
        )


def test_every_link_leads_to_a_place_and_lists_and_annex_lead_to_each_other():
    body = opened(parts.everything()).element.body
    names = {b.get(qn("w:name")) for b in bookmarks(body)}
    links = _links(body)
    assert {target for _, target in links} <= names
    assert {
        ("C1", "annex_1"),
        ("Q4", "annex_4"),
        ("[C1\u202f", "list_1"),
        ("\u202fC6", "list_6"),
    } <= set(links)


def test_the_measure_of_both_page_sizes_is_what_reads_well():
    assert all(430 <= page.text_width <= 450 for page in PAGES.values())


def _links(element: Any) -> list[tuple[str, str]]:
    """(words, name of the place) of every link to a place."""
    return [
        (all_text(link), link.get(qn("w:anchor")))
        for link in element.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    ]


def _style_of(run: Any) -> str:
    style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return "" if style is None else style.get(qn("w:val"))

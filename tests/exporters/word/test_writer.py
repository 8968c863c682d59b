"""The Word file, opened again and read as its reader would."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from lxml import etree

from exporters.briefing import (
    Briefing,
    Cell,
    Column,
    Cover,
    Legend,
    Paragraph,
    PassageItem,
    PassageList,
    Section,
    Table,
)
from exporters.render import RenderError, render
from tests.exporters import briefings
from tests.exporters.briefings import CLAIM, TAGS, mark, plain
from tests.exporters.word.reader import (
    all_text,
    bookmarks,
    opened,
    parts_of,
    style_name,
    text_in,
    words_of_run,
)


class TestLinks:
    def test_every_link_leads_to_a_bookmark_and_every_bookmark_can_be_reached(self):
        body = opened(briefings.full()).element.body
        names = [b.get(qn("w:name")) for b in body.iter(qn("w:bookmarkStart"))]
        targets = {h.get(qn("w:anchor")) for h in body.iter(qn("w:hyperlink"))} - {None}
        assert targets <= set(names)
        assert len({name.lower() for name in names}) == len(names)
        assert {"annex_1", "list_1"} <= targets

    def test_list_and_annex_lead_to_each_other(self):
        body = opened(briefings.full()).element.body
        links = [(all_text(h), h.get(qn("w:anchor"))) for h in body.iter(qn("w:hyperlink"))]
        assert ("Q4", "annex_4") in links
        assert ("\u202fQ4", "list_4") in links
        around = {b.get(qn("w:name")): all_text(b.getparent()) for b in bookmarks(body)}
        assert around["list_4"].startswith("Q4")
        assert "We have leased a quay" in around["annex_4"]

    def test_the_place_of_a_passage_ends_where_the_passage_ends(self):
        body = opened(briefings.full()).element.body
        (start,) = [b for b in bookmarks(body) if b.get(qn("w:name")) == "annex_5"]
        words = ""
        for element in start.itersiblings():
            if element.tag == qn("w:bookmarkEnd"):
                assert element.get(qn("w:id")) == start.get(qn("w:id"))
                break
            words += all_text(element) if element.tag != qn("w:r") else words_of_run(element)
        assert words == "an hour earlier 🚢 and nobody"
        ends = [b.get(qn("w:id")) for b in body.iter(qn("w:bookmarkEnd"))]
        assert sorted(ends) == sorted(b.get(qn("w:id")) for b in bookmarks(body))

    def test_long_and_odd_anchors_become_names_that_word_accepts(self):
        anchors = [
            "9 to 5",
            "é" * 90,
            "é" * 91,
            "same",
            "Same",
            "SAME",
            "a" * 60 + "1",
            "a" * 60 + "2",
        ]
        sections = tuple(Section(a, 1, a, (Paragraph("x", link=a),)) for a in anchors)
        body = opened(Briefing(Cover("t"), sections, (), "en", "")).element.body
        names = [b.get(qn("w:name")) for b in bookmarks(body)]
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
        assert len({name.lower() for name in names}) == len(anchors)
        texts = [h for h in body.iter(qn("w:hyperlink")) if all_text(h) == "x"]
        assert [h.get(qn("w:anchor")) for h in texts] == names

    def test_a_link_that_leads_nowhere_is_plain_text(self):
        section = Section("S", 1, "s", (Paragraph("See it.", link="nowhere"),))
        document = opened(Briefing(Cover("t"), (section,), (), "en", ""))
        assert document.paragraphs[-1].text == "See it."
        assert not list(document.element.body.iter(qn("w:hyperlink")))

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "http:x"])
    def test_only_web_addresses_become_links_out_of_the_document(self, address: str):
        section = Section("S", 1, "s", (Paragraph("See it.", link=address),))
        parts = parts_of(Briefing(Cover("t"), (section,), (), "en", ""))
        assert b"External" not in parts["word/_rels/document.xml.rels"]

    def test_a_web_address_is_kept_and_used_for_every_cell_that_names_it(self):
        document = opened(briefings.full())
        out = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
        assert out == ["https://example.org/lease?a=1&b=2"]

    def test_an_anchor_that_occurs_twice_is_the_first_place(self):
        sections = (Section("First", 1, "a", ()), Section("Second", 1, "a", ()))
        body = opened(Briefing(Cover("t"), sections, (), "en", "")).element.body
        (one,) = bookmarks(body)
        assert all_text(one.getparent()) == "First"


class TestPassages:
    def test_a_passage_is_read_as_reference_words_place_and_then_who_and_the_note(self):
        document = opened(briefings.full())
        start = next(i for i, p in enumerate(document.paragraphs) if all_text(p._p)[:2] == "Q4")
        words, detail, note = document.paragraphs[start : start + 3]
        assert words.text == "Q4\t“We have leased a quay,” […] “and nothing else.”\u00a0\u00a0S1 ¶4"
        assert detail.text == "Minister of ports · reported · B2"
        assert note.text == "The ministry's own text says otherwise."

    def test_a_hebrew_note_has_no_rule_on_its_wrong_side(self):
        item = PassageItem("C1", "claim", "words", "", "", (), briefings.HEBREW, "i", "")
        english = replace(item, note="Said twice.", anchor="k")
        section = Section("S", 1, "s", (PassageList((item, english)),))
        document = opened(Briefing(Cover("t"), (section,), TAGS, "en", ""))
        notes = [p for p in document.paragraphs if style_name(p) == "Passage Note"]
        rules = [p._p.pPr.find(f"{qn('w:pBdr')}/{qn('w:left')}") for p in notes]
        assert [rule is not None and rule.get(qn("w:val")) for rule in rules] == ["nil", False]

    def test_the_lines_of_a_passage_stay_on_one_page(self):
        document = opened(briefings.full())
        start = next(i for i, p in enumerate(document.paragraphs) if all_text(p._p)[:2] == "Q4")
        kept = [p.paragraph_format.keep_with_next for p in document.paragraphs[start : start + 3]]
        assert kept == [True, True, None]


class TestTables:
    def test_a_table_repeats_its_header_and_keeps_rows_whole(self):
        table = opened(briefings.full()).tables[0]
        assert [cell.text for cell in table.rows[0].cells] == ["No.", "Claim", "Claimant", "Ships"]
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * 12
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)

    def test_a_table_is_named_for_readers_who_do_not_see_it(self):
        table = opened(briefings.full()).tables[0]
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        assert caption.get(qn("w:val")) == "Claims and who makes them"

    def test_two_tables_in_a_row_stay_two(self):
        one = Table("", (Column("A", 1),), ((Cell("x"),),))
        section = Section("S", 1, "s", (one, one))
        document = opened(Briefing(Cover("t"), (section,), (), "en", ""))
        tags = [element.tag for element in document.element.body]
        assert tags.count(qn("w:tbl")) == 2
        # Word joins tables with nothing between them, and needs a paragraph after the last
        after = [tags[i + 1] for i, tag in enumerate(tags) if tag == qn("w:tbl")]
        assert after == [qn("w:p"), qn("w:p")]

    def test_a_row_with_too_few_cells_is_filled_up(self):
        one = Table("", (Column("A", 1), Column("B", 0)), ((Cell("x"),), ()))
        section = Section("S", 1, "s", (one,))
        (table,) = opened(Briefing(Cover("t"), (section,), (), "en", "")).tables
        assert [[c.text for c in row.cells] for row in table.rows] == [
            ["A", "B"],
            ["x", ""],
            ["", ""],
        ]

    def test_the_legend_prints_each_tag_as_its_passages_are_printed(self):
        section = Section("Legend", 1, "s", (Legend(TAGS),))
        (table,) = opened(Briefing(Cover("t"), (section,), TAGS, "en", "")).tables
        for tag, row in zip(TAGS, table.rows, strict=True):
            assert [c.text for c in row.cells] == [tag.letter, tag.name, tag.description]
            (swatch,) = row.cells[1].paragraphs[0].runs
            assert swatch.style.name == f"Tag {tag.name}"


class TestDocument:
    def test_sections_are_real_headings(self):
        document = opened(briefings.full())
        headings = {
            p.text: style_name(p) for p in document.paragraphs if "heading" in style_name(p)
        }
        assert headings["Passages"] == "heading 1"
        assert headings["All passages"] == "heading 2"

    def test_a_section_without_a_title_is_no_heading_and_still_a_place(self):
        sections = (Section("", 1, "a", (Paragraph("See here.", link="a"),)),)
        document = opened(Briefing(Cover("t"), sections, (), "en", ""))
        assert not [p for p in document.paragraphs if "heading" in style_name(p).lower()]
        assert [b.get(qn("w:name")) for b in bookmarks(document.element.body)] == ["a"]

    def test_a_section_on_a_new_page_breaks_before_its_heading(self):
        broken = [
            p.text
            for p in opened(briefings.full()).paragraphs
            if p.paragraph_format.page_break_before
        ]
        assert broken == ["The article in full"]

    def test_the_properties_say_what_the_briefing_says(self):
        briefing = replace(briefings.full(), author="Ada Lorne", subject="Ports")
        found = opened(briefing).core_properties
        assert (found.title, found.author) == (briefing.cover.title, "Ada Lorne")
        assert (found.subject, found.language) == ("Ports", "en-GB")
        assert found.created is not None
        assert found.created == found.modified
        assert found.created.isoformat() == "2026-11-22T09:00:00+00:00"

    def test_without_an_author_the_properties_name_nobody_and_no_program(self):
        parts = parts_of(briefings.full())
        properties = etree.fromstring(parts["docProps/core.xml"])
        named = {etree.QName(e).localname: e.text for e in properties if e.text}
        assert set(named) == {"title", "language", "created", "modified"}
        assert not any(re.search(rb"python|docx\b|rsid", blob) for blob in parts.values())
        assert not [n for n in parts if "thumbnail" in n or "app.xml" in n or "Effects" in n]

    def test_the_footer_has_its_line_and_the_page_of_the_pages(self):
        footer = opened(briefings.full()).sections[0].footer
        fields = [f.get(qn("w:instr")).strip() for f in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert all_text(footer._element) == "BR-2026-118\tPage 1 of 1"

    @pytest.mark.parametrize(("size", "points"), [("A4", (595, 842)), ("Letter", (612, 792))])
    def test_the_page_has_the_size_asked_for(self, size: str, points: tuple[int, int]):
        section = opened(replace(briefings.full(), page_size=size)).sections[0]
        assert section.page_width is not None
        assert section.page_height is not None
        assert (round(section.page_width.pt), round(section.page_height.pt)) == points

    def test_hostile_text_is_printed_as_text_everywhere(self):
        text = briefings.HOSTILE
        one = replace(mark(text, 1, CLAIM, "script"), comment=briefings.comment(text))
        item = PassageItem("C1", "claim", text, text, text, (text,), text, "i", "j")
        table = Table(text, (Column(text, 1),), ((Cell(text, text),),))
        tag = replace(CLAIM, name=text, description=text)
        parts = (Paragraph(text), PassageList((item,)), table, Legend((tag,)), plain(text, one))
        document = opened(
            Briefing(
                Cover(text, (text,)),
                (Section(text, 1, text, parts),),
                (tag,),
                text,
                "2026-11-22T09:00:00Z",
                author=text,
                subject=text,
                footer=text,
            )
        )
        # cover 2, heading, body; passage, place, speaker, label, note; table 3, legend 2, article
        body = text_in(document.element.body)
        assert body.count(briefings.HOSTILE_AS_READ) == 15
        assert [c.text for c in document.comments] == [briefings.HOSTILE_AS_READ]
        assert document.core_properties.title == briefings.HOSTILE_AS_READ
        assert briefings.HOSTILE_AS_READ in all_text(document.sections[0].footer._element)

    def test_space_around_a_run_is_kept_by_programs_that_trim(self):
        kept = "{http://www.w3.org/XML/1998/namespace}space"
        texts = [
            t
            for name, part in parts_of(briefings.full()).items()
            if name.startswith("word/") and name.endswith(".xml")
            for t in etree.fromstring(part).iter(qn("w:t"))
        ]
        edged = [t for t in texts if t.text and t.text != t.text.strip()]
        assert edged
        assert all(t.get(kept) == "preserve" for t in edged)

    def test_line_breaks_and_tabs_in_text_are_kept(self):
        section = Section("S", 1, "s", (Paragraph("a\tb\nc\r\nd\re"),))
        document = opened(Briefing(Cover("t"), (section,), (), "en", ""))
        assert document.paragraphs[-1].text == "a\tb\nc\nd\ne"

    def test_the_same_briefing_gives_the_same_bytes(self):
        assert render(briefings.full(), "docx") == render(briefings.full(), "docx")

    def test_another_date_gives_other_bytes(self):
        other = replace(briefings.full(), date="2026-11-23T09:00:00Z")
        assert render(briefings.full(), "docx") != render(other, "docx")

    def test_entries_of_the_zip_are_sorted_and_bear_no_date(self):
        with zipfile.ZipFile(io.BytesIO(render(briefings.full(), "docx").data)) as package:
            entries = package.infolist()
        assert [e.filename for e in entries] == sorted(e.filename for e in entries)
        assert {e.date_time for e in entries} == {(1980, 1, 1, 0, 0, 0)}

    def test_an_empty_briefing_is_a_document(self):
        document = opened(briefings.empty())
        assert [p.text for p in document.paragraphs] == [""]

    def test_progress_goes_from_nothing_to_all_and_never_back(self):
        heard: list[float] = []
        render(briefings.long(30, 2), "docx", heard.append)
        assert (heard[0], heard[-1]) == (0.0, 1.0)
        assert heard == sorted(heard)
        assert len(heard) > 10

    def test_a_passage_of_an_unknown_tag_is_refused(self):
        text = "Some words."
        one = replace(mark(text, 1, CLAIM, "words"), tag="rumour")
        with pytest.raises(RenderError, match="rumour"):
            render(briefings.of_article(plain(text, one)), "docx")

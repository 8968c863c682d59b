"""The page as a whole: complete, accessible, harmless, and the same on every run."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from exporters.briefing import (
    Briefing,
    Cell,
    Column,
    Contents,
    Figure,
    Inline,
    Label,
    Paragraph,
    PassageItem,
    PassageList,
    Section,
    Stroke,
    Table,
)
from exporters.render import RenderError, render
from tests.exporters import briefings, samples
from tests.exporters.briefings import HEBREW, HOSTILE, HOSTILE_AS_READ, TAGS
from tests.exporters.html.reader import found, only, opened, sheet, target, text, texts, written

ALL = {
    "complete": samples.complete(),
    "empty": briefings.empty(),
    "hostile": samples.hostile(samples.NASTY),
    "controls": samples.hostile(HOSTILE),
}


def with_parts(*parts: Paragraph | Table | Figure | PassageList) -> Briefing:
    section = Section("Part", 1, "part", parts)
    return replace(briefings.empty(), sections=(section,), tags=TAGS, language="en")


@pytest.fixture(params=ALL.values(), ids=list(ALL), scope="module")
def briefing(request: pytest.FixtureRequest) -> Briefing:
    assert isinstance(request.param, Briefing)
    return request.param


class TestHarmless:
    def test_nothing_is_fetched_and_nothing_runs(self, briefing: Briefing):
        root = opened(briefing)
        assert not found(root, "//script | //link | //img | //iframe | //object | //embed | //base")
        assert not root.xpath("//@src | //@srcset | //@data | //@*[starts-with(name(), 'on')]")
        assert not re.search(r"url\(|@import|expression", sheet(written(briefing)))

    def test_a_policy_forbids_both(self, briefing: Briefing):
        (policy,) = opened(briefing).xpath("//meta[@http-equiv]/@content")
        assert str(policy).startswith(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
        )

    def test_links_lead_to_places_of_the_page_or_to_the_web(self, briefing: Briefing):
        root = opened(briefing)
        ids = root.xpath("//@id")
        assert len(set(ids)) == len(ids)
        for href in map(str, root.xpath("//@href")):
            assert href.startswith(("https://", "http://")) or href.removeprefix("#") in ids

    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/passwd", "//x.y/z",
         " javascript:x", "java\nscript:x", "vbscript:x", "http:", "https://", "ht\ntp://x.y"],
    )  # fmt: skip
    def test_no_other_address_is_a_link(self, address: str):
        root = opened(with_parts(Paragraph("x", link=address, inlines=(Inline(0, 1, address),))))
        assert not found(root, "//section//a")

    def test_a_web_address_is_a_link_that_tells_nobody_where_it_was_clicked(self):
        link = only(opened(with_parts(Paragraph("x", link="https://x.y/a b?c&d'\"<>"))), "//p/a")
        assert link.get("href") == "https://x.y/a%20b?c&d'%22%3C%3E"
        assert link.get("rel") == "noopener noreferrer"


class TestText:
    @pytest.mark.parametrize(
        ("words", "shown"),
        [
            (HOSTILE, HOSTILE_AS_READ),
            (samples.NASTY, samples.NASTY.replace("\u202e", "\ufffd")),
            ("x" * 5000, "x" * 5000),
        ],
    )
    def test_text_is_text_in_every_field(self, words: str, shown: str):
        root = opened(samples.hostile(words))
        for path in (
            "//h1", "//title", "//h2", "//*[@class='cover']/p", "//dt", "//dd", "//caption[@id]",
            "//section/p[1]", "//*[@class='remark']", "//figcaption", "//svg/title", "//svg/desc",
            "//*[@class='marking']", "//*[@class='running']", "//thead//th[1]", "//tbody//td[1]/a",
            "//ul[@class='passages']//a", "//*[@class='legend']//th", "//*[@class='row']/pre",
        ):  # fmt: skip
            assert set(texts(root, path)) == {shown}, path
        (name,) = root.xpath("//meta[@name='author']/@content")
        assert name == shown

    def test_a_name_that_turns_its_line_round_is_kept_apart(self):
        name = f"\u2067{briefings.HEBREW}"
        item = PassageItem("C1", "claim", "Words", "S1", name, ("a",), "", "p", "")
        detail = only(opened(with_parts(PassageList((item,)))), "//li//p[@class='meta']")
        assert texts(detail, "./bdi") == [f"{name}\u2069"]
        assert text(detail) == f"{name}\u2069 · a"

    def test_what_html_forbids_is_replaced_and_nothing_moves(self):
        shown = text(only(opened(with_parts(Paragraph("a\x80b\ufdd0c\U0001ffffd\x7f"))), "//p"))
        assert shown == "a\ufffdb\ufffdc\ufffdd\ufffd"

    def test_a_language_that_is_none_is_left_out(self):
        root = opened(
            with_parts(Paragraph("a", language='x" onload="y'), Paragraph("b", language="he"))
        )
        assert [p.get("lang") for p in found(root, "//section/p")] == [None, "he"]


class TestStructure:
    def test_headings_are_in_order_and_none_is_skipped(self, briefing: Briefing):
        ranks = [int(h.tag[1]) for h in found(opened(briefing), "//*[starts-with(name(), 'h')]")
                 if re.fullmatch("h[1-6]", h.tag)]  # fmt: skip
        assert ranks.count(1) <= 1
        assert all(after - before <= 1 for before, after in pairwise(ranks))

    def test_every_paragraph_says_its_direction(self, briefing: Briefing):
        for one in found(opened(briefing), "//p | //h1 | //h2 | //td | //caption[@id] | //dd"):
            if one.getparent().tag not in ("blockquote", "header", "footer"):
                assert one.get("dir") in ("ltr", "rtl", "auto")

    def test_the_page_has_a_title_a_language_and_a_way_past_its_head(self):
        root = opened(samples.complete())
        assert (root.get("lang"), root.get("dir")) == ("en-GB", "ltr")
        assert texts(root, "//head/title") == [samples.complete().cover.title]
        assert target(root, only(root, "//a[@class='skip']")).tag == "main"

    def test_even_an_empty_briefing_has_a_title(self):
        assert texts(opened(briefings.empty()), "//title") == ["–"]

    def test_a_page_in_hebrew_runs_from_right_to_left(self):
        assert opened(replace(briefings.empty(), language="he")).get("dir") == "rtl"

    def test_the_marking_stands_over_and_under_everything(self):
        body = only(opened(samples.complete()), "//body")
        blocks = [child for child in body if child.get("class") != "skip"]
        assert text(blocks[0]) == text(blocks[-1]) == "TLP:AMBER+STRICT"

    def test_the_title_block_has_lines_and_facts_with_their_links(self):
        root = opened(samples.complete())
        assert texts(root, "//dt") == ["Reference", "Cut-off", "Sources"]
        assert texts(root, "//dd")[0] == "MR/2026/118"
        assert text(target(root, only(root, "//dd/a"))) == "The article in full"

    def test_contents_lead_to_all_other_headings(self):
        root = opened(samples.complete())
        entries = found(root, "//nav//a")
        assert [text(one) for one in entries] == [
            "Bottom line", "Scope", "Passages", "All passages", "Claims", "The article in full",
        ]  # fmt: skip
        assert [text(target(root, one)) for one in entries] == [text(one) for one in entries]
        assert texts(root, "//nav//li//li") == ["All passages"]
        assert only(root, "//nav").get("aria-label") == "Contents"

    def test_contents_of_one_level_leave_the_second_out(self):
        full = samples.complete()
        first = replace(full.sections[0], parts=(Contents(1),))
        root = opened(replace(full, sections=(first, *full.sections[1:])))
        assert not found(root, "//nav//ul//ul")

    def test_links_and_strong_words_in_running_text_cover_their_words(self):
        root = opened(samples.complete())
        (words,) = [p for p in found(root, "//section/p") if text(p).startswith("Who will")]
        assert texts(words, ".//a") == ["S1", "table of claims"]
        assert texts(words, ".//strong") == ["Who", "table of claims"]

    def test_a_note_can_be_led_to(self):
        root = opened(samples.complete())
        (star,) = [a for a in found(root, "//td/a") if text(a) == "*"]
        assert text(target(root, star)) == "Grades are those of the Admiralty scale."
        assert target(root, star).get("class") == "note"

    def test_a_section_without_a_title_can_still_be_led_to(self):
        sections = (Section("", 1, "bare", (Paragraph("x", link="bare"),)),)
        root = opened(replace(briefings.empty(), sections=sections))
        assert target(root, only(root, "//p/a")).tag == "section"


class TestTables:
    def test_a_table_has_caption_header_cells_and_rows(self):
        root = opened(samples.complete())
        table = only(root, "//main//table[thead]")
        assert texts(table, "./caption") == ["Claims, and what speaks for and against them"]
        assert texts(table, "./thead//th[@scope='col']") == ["No.", "Claim", "Against", "Ships"]
        assert texts(table, "./tbody[1]/tr[2]/td") == [
            "C1", "Both berths go to one company *", "O2, O9", "37",
        ]  # fmt: skip
        assert table.getparent().get("aria-labelledby") == only(table, "./caption").get("id")

    def test_a_group_heads_the_rows_under_it(self):
        bodies = found(opened(samples.complete()), "//main//table[thead]/tbody")
        assert [texts(body, ".//th[@scope='rowgroup']") for body in bodies] == [
            ["S1 · Meridian Review 12 November 2026"], ["S2 · Harbour wire"],
        ]  # fmt: skip
        assert [len(found(body, "./tr")) for body in bodies] == [2, 3]

    def test_a_short_row_is_filled_and_a_long_one_cut(self):
        columns = (Column("a", 0), Column("b", 0))
        rows = ((Cell("1"),), (Cell("1"), Cell("2"), Cell("3", anchor="cut")))
        root = opened(with_parts(Table("", columns, rows), Paragraph("x", link="cut")))
        assert [len(found(row, "./td")) for row in found(root, "//tbody/tr")] == [2, 2]
        assert not found(root, "//p/a")

    def test_a_reference_in_a_table_is_a_chip_that_leads_to_its_passage(self):
        root = opened(samples.complete())
        chip = found(root, "//td/a[contains(@class, 'chip')]")[0]
        assert chip.get("class") == "chip t1"
        assert target(root, chip).tag == "mark"
        assert root.get_element_by_id("row-1").tag == "td"

    def test_a_table_from_right_to_left_says_so(self):
        columns = (Column(HEBREW, 1),)
        root = opened(
            with_parts(Table("", columns, ((Cell(HEBREW, direction="rtl"),),), "", "rtl"))
        )
        assert only(root, "//table").get("dir") == "rtl"

    def test_figures_and_chips_stand_under_their_headers_in_a_table_from_right_to_left(self):
        columns = (Column("No.", 1), Column("Ships", 1, True), Column("Text", 1))
        cells = (Cell("C1", tag="claim"), Cell("37"), Cell("Words"))
        root = opened(with_parts(Table("", columns, (cells,), direction="rtl")))
        assert [cell.get("dir") for cell in found(root, "//td")] == ["rtl", "rtl", "ltr"]


class TestFigures:
    def test_a_figure_is_told_in_words(self):
        root = opened(samples.complete())
        picture = only(root, "//figure//svg")
        assert picture.get("role") == "img"
        names = [picture.get(f"aria-{how}", "") for how in ("labelledby", "describedby")]
        assert [text(root.get_element_by_id(name)) for name in names] == [
            samples.timeline().caption, samples.timeline().alt,
        ]  # fmt: skip
        assert texts(root, "//figcaption") == [samples.timeline().caption]

    def test_every_shape_is_drawn_in_its_place(self):
        root = opened(samples.complete())
        assert len(found(root, "//svg/rect")) == 12
        line = only(root, "//svg/line")
        assert [line.get(name) for name in ("x1", "y1", "x2", "y2")] == ["96", "80", "430", "80"]
        ends = found(root, "//svg/text")[-3:]
        assert [end.get("text-anchor") for end in ends] == ["start", "start", "end"]
        assert ends[-1].get("font-weight") == "600"

    def test_a_label_without_room_is_cut_and_still_told_whole(self):
        label = found(opened(samples.complete()), "//svg/text")[-2]
        title = only(label, "./title")
        assert text(title) == "a label that has far too little room for all its words"
        assert (title.tail or "").endswith("…")
        assert len(title.tail or "") < 20

    def test_a_label_from_right_to_left_stands_where_one_from_left_to_right_does(self):
        labels = [Label(0, 9, HEBREW, align=end, direction="rtl") for end in ("left", "right")]
        root = opened(with_parts(Figure(100, 10, tuple(labels), "x")))
        assert [one.get("text-anchor") for one in found(root, "//svg/text")] == ["end", "start"]

    def test_ink_is_light_in_the_dark_and_unknown_colours_can_be_read_there(self):
        shapes = (Label(0, 9, "x"), Stroke(0, 0, 9, 9, "#101010"), Stroke(0, 0, 9, 9, "#FF8800"))
        style = sheet(written(with_parts(Figure(100, 10, shapes, "x"))))
        _, dark = style.split("prefers-color-scheme:dark", 1)
        assert ".k1{--k:#E8E8E6}" in dark
        assert ".k2{--k:#101010}" not in dark
        assert ".k3{--k:#FF8800}" in dark

    def test_what_is_no_colour_is_refused(self):
        with pytest.raises(RenderError):
            written(with_parts(Figure(9, 9, (Stroke(0, 0, 9, 9, "red}body{"),), "x")))


class TestStyle:
    def test_tags_have_their_signs_in_light_and_dark(self):
        light, dark = sheet(written(briefings.full())).split("prefers-color-scheme:dark", 1)
        assert ".t3{--tint:#F7C6A2;--bar:#AC5014}" in light
        assert ".t3{--tint:#4F2B0E;--bar:#F0A468}" in dark
        assert [f"--line:{line};" in light for line in ("solid", "double", "wavy", "dotted")]

    def test_paper_has_the_size_asked_for_and_lines_that_cannot_break_out(self):
        one = replace(samples.complete(), page_size="Letter", header='"}</style><b>\n')
        page = written(one)
        assert "@page{size:Letter;" in sheet(page)
        assert "counter(page)" in sheet(page)
        assert page.count("</style>") == 1


def test_the_same_briefing_gives_the_same_bytes(briefing: Briefing):
    assert render(briefing, "html") == render(briefing, "html")


def test_progress_never_goes_back_and_ends_at_the_end():
    told: list[float] = []
    render(briefings.long(40, 4), "html", told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(told) > 20

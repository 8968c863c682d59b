"""The Markdown file as a whole, rendered: its words, marks, notes and links."""

import re
from dataclasses import replace

import pytest

from exporters.briefing import (
    Article,
    ArticleBlock,
    BlockKind,
    Briefing,
    Cell,
    Column,
    Inline,
    Mark,
    Paragraph,
    Section,
    Table,
)
from exporters.markdown.places import slug_of
from exporters.render import render
from tests.exporters import briefings, samples
from tests.exporters.briefings import (
    ARTICLE_BLOCKS,
    CLAIM,
    HOSTILE,
    HOSTILE_AS_READ,
    mark,
    of_article,
    plain,
)
from tests.exporters.markdown.reader import Shown, kinds, links, shown, written

ALL = {
    "complete": samples.complete(),
    "empty": briefings.empty(),
    "hostile": samples.hostile(samples.NASTY),
    "controls": samples.hostile(HOSTILE),
}
_SIGNS = re.compile(r"\[(?:[A-Z]\d+) | ?(?:[A-Z]\d+)?\](?:\[\^\w+\])?|^¶\d+ ?")


@pytest.fixture(params=ALL.values(), ids=list(ALL), scope="module")
def briefing(request: pytest.FixtureRequest) -> Briefing:
    assert isinstance(request.param, Briefing)
    return request.param


def with_parts(*parts: Paragraph | Table) -> Briefing:
    return replace(briefings.empty(), sections=(Section("Part", 1, "part", parts),))


def headings(markdown: str) -> list[Shown]:
    return [block for block in shown(markdown) if re.fullmatch("h[1-6]", block.inside[-1])]


def notes(markdown: str) -> dict[str, list[str]]:
    """The paragraphs of each footnote by its label, as they are written."""
    found: dict[str, list[str]] = {}
    for one in re.finditer(r"^\[\^(\w+)\]: (.*(?:\n\n? {4}.*)*)", markdown, re.MULTILINE):
        found[one[1]] = re.split(r"\n\n {4}", one[2])
    return found


class TestHarmless:
    def test_there_is_no_html_in_it(self, briefing: Briefing):
        markdown = written(briefing)
        assert not any("html" in block.inside[-1] for block in shown(markdown))
        assert not kinds(markdown) & {"html_inline", "image", "code_inline", "s_open"}

    def test_links_lead_to_headings_or_to_the_web(self, briefing: Briefing):
        markdown = written(briefing)
        slugs: dict[str, int] = {}
        for heading in headings(markdown):
            slug = slug_of(heading.text)
            slugs[slug] = slugs.get(slug, -1) + 1
        ids = {
            f"{slug}-{n}" if n else slug for slug, last in slugs.items() for n in range(last + 1)
        }
        for target, _ in links(markdown):
            assert re.match("https?://", target) or _decoded(target.removeprefix("#")) in ids

    @pytest.mark.parametrize("address", ["javascript:x", "file:///a", "data:,x", "//x.y", "x.y"])
    def test_no_other_address_is_a_link(self, address: str):
        one = Paragraph("x", link=address)
        two = Paragraph("x", inlines=(Inline(0, 1, address),))
        assert not links(written(with_parts(one, two)))

    def test_a_web_address_is_kept_whole(self):
        address = "https://x.y/a(b)*c?d=1&copy;=2&e=[f]"
        assert links(written(with_parts(Paragraph("go", link=address)))) == [
            ("https://x.y/a(b)*c?d=1&copy;=2&e=%5Bf%5D", "go")
        ]


class TestParts:
    @pytest.mark.parametrize(
        ("words", "seen"),
        [(HOSTILE, HOSTILE_AS_READ), (samples.NASTY, samples.NASTY.replace("\u202e", "\ufffd"))],
    )
    def test_text_is_text_in_every_field(self, words: str, seen: str):
        blocks = shown(written(samples.hostile(words)))
        alone = [text for inside, text in blocks if inside in (("h1",), ("h2",), ("p",))]
        assert alone[:4] == [seen, seen, seen, f"{seen}\n{seen}"]
        cells = [text for inside, text in blocks if inside[-1] in ("td", "th")]
        assert cells == [seen, seen, f"{seen} {seen}", "", seen, seen]

    def test_the_marking_stands_over_and_under_everything(self):
        lines = written(samples.complete()).splitlines()
        assert lines[0] == lines[-1] == "**TLP:AMBER+STRICT**"

    def test_the_title_block_has_lines_and_facts(self):
        blocks = shown(written(samples.complete()))
        assert blocks[2].inside == ("h1",)
        assert [block.text for block in blocks[3:7]] == [
            "Assessment for the Ministry of Ports",
            "Reference: MR/2026/118",
            "Cut-off: 14 November 2026, 18:00",
            "Sources: S1 S2",
        ]

    def test_contents_lead_to_all_other_headings(self):
        assert links(written(samples.complete()))[1:7] == [
            ("#bottom-line", "Bottom line"),
            ("#scope", "Scope"),
            ("#passages", "Passages"),
            ("#all-passages", "All passages"),
            ("#claims", "Claims"),
            ("#the-article-in-full", "The article in full"),
        ]

    def test_headings_of_the_same_words_have_ids_of_their_own(self):
        sections = [
            Section("Twice!", 1, name, (Paragraph("go", link=name),)) for name in ("one", "two")
        ]
        markdown = written(replace(briefings.empty(), sections=tuple(sections)))
        assert [target for target, _ in links(markdown)] == ["#twice", "#twice-1"]

    def test_a_passage_has_its_words_place_speaker_labels_and_note(self):
        blocks = shown(written(samples.complete()))
        (at,) = [i for i, block in enumerate(blocks) if block.text.startswith("Q4 “We have")]
        assert blocks[at : at + 2] == [
            Shown(
                ("ul", "li", "p"),
                "Q4 “We have leased a quay,” […] “and nothing else.” S1 ¶4\n"
                "Minister of ports · reported · B2",
            ),
            Shown(("ul", "li", "blockquote", "p"), "The ministry's own text says otherwise."),
        ]

    def test_a_table_has_every_cell_and_aligns_figures(self):
        markdown = written(samples.complete())
        cells = [text for inside, text in shown(markdown) if inside[-1] in ("td", "th")]
        assert cells[:12] == [
            "No.", "Claim", "Against", "Ships", "S1 · Meridian Review 12 November 2026", "", "", "",
            "C1", "Both berths go to one company *", "O2, O9", "37",
        ]  # fmt: skip
        assert "| --- | --- | --- | ---: |" in markdown

    def test_a_cell_stays_on_its_line(self):
        table = Table("", (Column("a\nb", 1), Column("", 1)), ((Cell("a | b\n\nc"),),))
        texts = [text for _, text in shown(written(with_parts(table)))]
        assert texts == ["Part", "a b", "", "a | b  c", ""]

    def test_a_figure_is_told_in_words(self):
        texts = [block.text for block in shown(written(samples.complete()))]
        at = texts.index(samples.timeline().caption)
        assert texts[at + 1] == samples.timeline().alt

    @pytest.mark.parametrize(
        ("start", "end", "bold"),
        [
            (0, 3, True),
            (5, 8, True),
            (10, 13, True),
            (4, 5, False),
            (9, 13, False),
            (11, 12, False),
        ],
    )
    def test_strong_words_keep_their_words_wherever_they_stand(
        self, start: int, end: int, bold: bool
    ):
        one = Paragraph("One (two) six.", inlines=(Inline(start, end, strong=True),))
        markdown = written(with_parts(one))
        assert shown(markdown)[-1].text == one.text
        assert ("strong_open" in kinds(markdown)) is bold


class TestArticles:
    def test_without_its_signs_an_article_has_exactly_its_words(self):
        markdown = written(of_article(briefings.article()))
        blocks = [_SIGNS.sub("", text).rstrip("\n") for _, text in shown(markdown)[2:]]
        end = blocks.index("") if "" in blocks else len(blocks)
        blocks = [text for text in (*blocks[:end], *blocks[end + 1 :]) if text]
        assert blocks[: len(ARTICLE_BLOCKS)] == [words for _, words in ARTICLE_BLOCKS]

    def test_every_block_is_what_it_was(self):
        blocks = shown(written(of_article(briefings.article())))[2:]
        assert [inside for inside, _ in blocks[:12]] == [
            ("p",), ("h3",), ("p",), ("p",), ("h3",), ("ul", "li", "p"), ("ul", "li", "p"),
            ("blockquote", "p"), ("p",), ("p",), ("p",), ("fence",),
        ]  # fmt: skip

    def test_a_passage_is_in_brackets_with_its_reference_and_its_note(self):
        one = mark("One two three.", 1, CLAIM, "two")
        assert "\n¶1 One [**C1** two][^C1] three.\n" in written(
            of_article(plain("One two three.", one))
        )

    def test_brackets_inside_each_other_close_in_turn(self):
        words = "One two three."
        outer, inner = mark(words, 1, CLAIM, "One two three"), mark(words, 2, CLAIM, "two three")
        assert "[**C1** One [**C2** two three][^C2]][^C1]." in written(
            of_article(plain(words, outer, inner))
        )

    def test_passages_that_cross_are_named_at_both_ends(self):
        words, marks = samples.crossing()
        assert (
            "[**C1** One [**O2** two [**Q3** three four **C1**][^C1] five **O2**][^O2] six][^Q3]"
        ) in written(of_article(plain(words, *marks)))

    def test_a_passage_of_two_parts_has_one_note_after_the_second(self):
        assert (
            "[**Q4** “We have leased a quay,”] the minister said on Wednesday, "
            "[**Q4** “and nothing else.”][^Q4] A clerk"
        ) in written(of_article(briefings.article()))

    def test_a_passage_over_two_paragraphs_is_in_brackets_in_both(self):
        words = "One two.\n\nThree four."
        article = Article(
            words,
            (ArticleBlock(BlockKind.PARAGRAPH, 0, 8), ArticleBlock(BlockKind.PARAGRAPH, 10, 21)),
            (mark(words, 1, CLAIM, words[4:-6]),),
        )
        assert "One [**C1** two.]\n\n[**C1** Three][^C1] four." in written(of_article(article))

    @pytest.mark.parametrize("after", ["(x)", ": x", "[x]", "[^C1]", "{.x}"])
    def test_what_follows_a_passage_makes_no_link_of_it(self, after: str):
        words = f"One{after} two"
        one = replace(mark(words, 1, CLAIM, "One"), spans=((0, 3), (len(words) - 3, len(words))))
        markdown = written(of_article(plain(words, one, kind=BlockKind.FRONT_MATTER)))
        assert not links(markdown)
        assert shown(markdown)[2].text == f"¶1 [C1 One]{after} [C1 two][^C1]"

    def test_code_with_a_passage_in_it_shows_the_passage(self):
        one = mark("a = *b\n  c", 1, CLAIM, "*b")
        markdown = written(of_article(plain("a = *b\n  c", one, kind=BlockKind.CODE)))
        assert shown(markdown)[2].text == "¶1 a = [C1 *b][^C1]\n  c"

    def test_a_note_has_every_paragraph_of_the_comment_and_its_author(self):
        one = replace(
            mark("A word.", 1, CLAIM, "word"),
            comment=briefings.comment("Claim C1", "# First.", "1. Two\nlines", author="Ada Lorne"),
        )
        assert notes(written(of_article(plain("A word.", one)))) == {
            "C1": ["Claim C1", "\\# First.", "1\\. Two\\\n    lines", "Ada Lorne · 2026-11-22"]
        }

    def test_every_passage_has_one_note_that_leads_to_its_list(self):
        found = notes(written(samples.complete()))
        assert list(found) == [one.reference for one in briefings.marks()]
        assert found["O2"][0] == "[O2 · Opinion](#all-passages)"

    def test_references_that_cannot_name_a_note_are_numbered(self):
        marks = [
            replace(mark("A word.", 1, CLAIM, "word"), reference=name)
            for name in ("C 1", "c2", "C2", "]")
        ]
        assert list(notes(written(of_article(plain("A word.", *marks))))) == [
            "n1",
            "c2",
            "n3",
            "n4",
        ]

    @pytest.mark.parametrize("span", [(0, 2), (19, 21)])
    def test_a_passage_without_printed_words_still_has_its_note(self, span: tuple[int, int]):
        one = Mark("C1", "claim", (span,), briefings.comment("Note."), "a")
        block = ArticleBlock(BlockKind.PARAGRAPH, 2, 17)
        markdown = written(of_article(Article("# A line of text. #  ", (block,), (one,))))
        assert "A line of text. [**C1**][^C1]\n" in markdown
        assert notes(markdown) == {"C1": ["**C1** Note."]}

    def test_a_link_to_a_passage_leads_to_the_heading_over_it(self):
        found = {words: target for target, words in links(written(samples.complete()))}
        assert found["C5"] == "#a-harbour-is-not-a-quay"
        assert found["C6"] == "#what-the-clause-says"


def test_the_same_briefing_gives_the_same_bytes(briefing: Briefing):
    assert render(briefing, "md") == render(briefing, "md")


def test_progress_never_goes_back_and_ends_at_the_end():
    told: list[float] = []
    render(samples.complete(), "md", told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def _decoded(fragment: str) -> str:
    from urllib.parse import unquote

    return unquote(fragment)

"""Annotated articles in the Word file: comments, shading, margins, right to left."""

import re
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from lxml import etree

from exporters.briefing import (
    Article,
    ArticleBlock,
    BlockKind,
    Briefing,
    Cell,
    Column,
    Cover,
    Mark,
    Paragraph,
    Section,
    Table,
    Tag,
)
from tests.exporters import briefings
from tests.exporters.briefings import ARTICLE_TEXT, CLAIM, OPINION, QUOTE, TAGS, mark, plain
from tests.exporters.word.reader import (
    bidi_language,
    opened,
    parts_of,
    shaded,
    style_name,
    text_in,
    texts_in_style,
    words_under_comments,
)


class TestComments:
    def test_there_is_one_comment_for_each_mark(self):
        document = opened(briefings.full())
        assert sorted(c.paragraphs[0].text for c in document.comments) == sorted(
            f"{m.reference} · {_name(m.tag)}" for m in briefings.marks()
        )

    def test_a_comment_reaches_from_the_first_span_to_the_last(self):
        found = words_under_comments(opened(briefings.full()))
        for one in briefings.marks():
            words = ARTICLE_TEXT[one.spans[0][0] : one.spans[-1][1]]
            assert found[f"{one.reference} · {_name(one.tag)}"] == words

    def test_a_comment_may_reach_over_several_paragraphs(self):
        text = "One two.\n\nThree four.\n\nFive six."
        blocks = [ArticleBlock(BlockKind.PARAGRAPH, m.start(), m.end()) for m in _lines(text)]
        article = Article(text, tuple(blocks), (mark(text, 1, CLAIM, text[4:-5]),))
        document = opened(briefings.of_article(article))
        assert words_under_comments(document) == {"C1 · Claim": "two.\n\t\tThree four.\n\t\tFive"}
        assert [words for words, _ in shaded(document)] == ["two.", "Three four.", "Five"]

    def test_a_comment_keeps_its_paragraphs_author_initials_and_date(self):
        text = "Some words."
        one = replace(
            mark(text, 1, CLAIM, "words"),
            comment=briefings.comment("First.", "Second.", "Third.", author="Ada Lorne"),
        )
        (found,) = opened(briefings.of_article(plain(text, one))).comments
        assert [p.text for p in found.paragraphs] == ["First.", "Second.", "Third."]
        assert (found.author, found.initials) == ("Ada Lorne", "AL")
        assert found.timestamp is not None
        assert found.timestamp.isoformat() == "2026-11-22T09:00:00+00:00"

    def test_without_an_author_nobody_is_named(self):
        text = "Some words."
        parts = parts_of(briefings.of_article(plain(text, mark(text, 1, CLAIM, "words"))))
        assert b'w:author=""' in parts["word/comments.xml"]
        assert "word/people.xml" not in parts

    def test_a_mark_over_a_marker_that_is_not_printed_still_has_its_comment(self):
        text = "One.\n\n***\n\nTwo."
        blocks = (
            ArticleBlock(BlockKind.PARAGRAPH, 0, 4),
            ArticleBlock(BlockKind.PARAGRAPH, 11, 15),
        )
        article = Article(text, blocks, (mark(text, 1, CLAIM, "***"),))
        assert words_under_comments(opened(briefings.of_article(article))) == {"C1 · Claim": ""}

    def test_each_comment_says_tag_speaker_grade_and_note_over_the_words_of_its_passage(self):
        text = "The minister said “we have a quay” on Friday, “and nothing else.” He may be right."
        quote = (
            "Quote Q1",
            "“we have a quay” […] “and nothing else.”",
            "Speaker: Neda Tarvell, foreign minister (direct)",
            "Grade: B2",
            "Said before the lease.",
            "Check <b>clause nine</b>.",
        )
        opinion = ("Opinion O2", "Grade: C3", "His own view.")
        found = (
            mark(text, 1, QUOTE, "“we have a quay”", "“and nothing else.”"),
            mark(text, 2, OPINION, "else.” He may be right"),
        )
        held = [
            replace(one, comment=briefings.comment(*paragraphs))
            for one, paragraphs in zip(found, (quote, opinion), strict=True)
        ]
        document = opened(briefings.of_article(plain(text, *held)))
        assert [tuple(p.text for p in c.paragraphs) for c in document.comments] == [quote, opinion]
        assert words_under_comments(document) == {
            "Quote Q1": "“we have a quay” on Friday, “and nothing else.”",
            "Opinion O2": "else.” He may be right",
        }
        tinted = [words for words, style in shaded(document) if style.startswith("Tag Quote")]
        assert "".join(tinted) == "“we have a quay”“and nothing else.”"

    @pytest.mark.parametrize("span", [(0, 2), (19, 21)])
    def test_a_mark_outside_all_blocks_still_has_its_comment(self, span: tuple[int, int]):
        text = "# A line of text. #  "
        one = Mark("C1", "claim", (span,), briefings.comment("Note."), "a")
        block = ArticleBlock(BlockKind.PARAGRAPH, 2, 17)
        document = opened(briefings.of_article(Article(text, (block,), (one,))))
        assert words_under_comments(document) == {"Note.": ""}

    def test_without_marks_there_is_no_comments_part(self):
        parts = parts_of(briefings.of_article(plain("Some words.")))
        assert not [name for name in parts if "comment" in name or "people" in name]

    def test_the_last_paragraph_of_every_comment_is_named_for_its_thread(self):
        parts = parts_of(briefings.full())
        para_id = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
        comments = etree.fromstring(parts["word/comments.xml"])
        last = [comment[-1].get(para_id) for comment in comments]
        thread = "{http://schemas.microsoft.com/office/word/2012/wordml}paraId"
        extended = etree.fromstring(parts["word/commentsExtended.xml"])
        assert [entry.get(thread) for entry in extended] == last
        assert all(last)
        assert len(set(last)) == len(last)

    def test_a_passage_that_begins_between_two_blocks_belongs_to_the_second(self):
        text = "One.\n\nTwo."
        blocks = (
            ArticleBlock(BlockKind.PARAGRAPH, 0, 4, 1),
            ArticleBlock(BlockKind.PARAGRAPH, 6, 10, 2),
        )
        document = opened(
            briefings.of_article(Article(text, blocks, (mark(text, 1, CLAIM, text[4:]),)))
        )
        assert words_under_comments(document) == {"C1 · Claim": "Two."}
        one, two = document.paragraphs[-2:]
        assert (one.text.split(), two.text.split()[:2]) == (["1", "One."], ["C1", "2"])


class TestShading:
    def test_the_words_of_a_span_are_shaded_and_no_others(self):
        text = "He said “we have a quay” on Friday, “and nothing else.”"
        quote = mark(text, 1, QUOTE, "“we have a quay”", "“and nothing else.”")
        document = opened(briefings.of_article(plain(text, quote)))
        assert shaded(document) == [
            ("“we have a quay”", "Tag Quote"),
            ("“and nothing else.”", "Tag Quote"),
        ]

    def test_an_overlap_is_in_a_style_of_both_tags_based_on_the_first(self):
        text = "one two three four"
        both = (mark(text, 1, CLAIM, "one two three"), mark(text, 2, OPINION, "two three four"))
        document = opened(briefings.of_article(plain(text, *both)))
        assert shaded(document) == [
            ("one ", "Tag Claim"),
            ("two three", "Tag Claim + Opinion"),
            (" four", "Tag Opinion"),
        ]
        combined = document.styles["Tag Claim + Opinion"]
        assert combined.base_style is not None
        assert combined.base_style.name == "Tag Claim"

    def test_a_tag_style_carries_tint_bar_and_pattern(self):
        style = opened(briefings.full()).styles["Tag Opinion"].element
        shade, line = style.find(f".//{qn('w:shd')}"), style.find(f".//{qn('w:u')}")
        assert shade.get(qn("w:fill")) == "F7C6A2"
        assert (line.get(qn("w:val")), line.get(qn("w:color"))) == ("wavyHeavy", "AC5014")

    def test_each_tag_of_the_legend_has_a_pattern_of_its_own_for_grey_print(self):
        styles = opened(briefings.full()).styles
        lines = [styles[f"Tag {t.name}"].element.find(f".//{qn('w:u')}") for t in TAGS]
        assert len({line.get(qn("w:val")) for line in lines}) == len(TAGS)

    def test_an_emoji_does_not_shift_what_is_shaded(self):
        text = "🚢🚢 one 🚢 two 👩‍🚀 three"
        document = opened(briefings.of_article(plain(text, mark(text, 1, CLAIM, "two 👩‍🚀"))))
        assert shaded(document) == [("two 👩‍🚀", "Tag Claim")]

    def test_a_single_space_can_be_shaded(self):
        text = "one two"
        one = Mark("C1", "claim", ((3, 4),), briefings.comment("Gap."), "a")
        document = opened(briefings.of_article(plain(text, one)))
        assert shaded(document) == [(" ", "Tag Claim")]
        assert texts_in_style(document, "Article Text") == [text]

    def test_tags_with_one_name_or_ids_that_look_alike_keep_their_own_styles(self):
        tags = (
            Tag("a-b", "Same", "", "#AAAAAA", "#111111", "solid", "A"),
            Tag("ab", "same", "", "#BBBBBB", "#222222", "dots", "B"),
            Tag("אב", "Same", "", "#CCCCCC", "#333333", "double", "D"),
            Tag("..", " , ", "", "#DDDDDD", "#444444", "zigzag", "E"),
        )
        text = "one two three four"
        words = zip(tags, text.split(), strict=True)
        found = tuple(mark(text, i, tag, word) for i, (tag, word) in enumerate(words, 1))
        briefing = replace(briefings.of_article(plain(text, *found)), tags=tags)
        styles = [style for _, style in shaded(opened(briefing))]
        assert len({style.lower() for style in styles}) == 4
        assert all(re.fullmatch(r"Tag [^ ,].*", style) for style in styles)


class TestArticle:
    def test_every_block_is_printed_verbatim(self):
        body = text_in(opened(briefings.full()).element.body)
        for kind, words in briefings.ARTICLE_BLOCKS:
            assert words in body, kind

    def test_markers_between_blocks_are_not_printed(self):
        assert "# " not in text_in(opened(briefings.full()).element.body)

    def test_headings_of_an_article_stay_out_of_the_outline(self):
        document = opened(briefings.full())
        assert "A harbour is not a quay" in texts_in_style(document, "Article Heading")
        headings = [p.text for p in document.paragraphs if "heading" in style_name(p)]
        assert headings == [section.title for section in briefings.full().sections]

    def test_number_and_starting_passages_stand_in_the_margin_of_a_paragraph(self):
        document = opened(briefings.full())
        (first,) = [p for p in document.paragraphs if "The lease signed on Tuesday" in p.text]
        assert first.text.split("\t")[1].split() == ["C1", "O2", "X3", "1"]

    @pytest.mark.parametrize(
        ("first", "passages", "shown"),
        [
            (1, 1, ["C1", "1"]),
            (1, 3, ["C1", "C2", "C3", "1"]),
            (1, 6, ["C1", "–", "C6", "1"]),
            (1234, 6, ["C1234", "…", "1"]),
        ],
    )
    def test_the_margin_names_as_many_passages_as_it_has_room_for(
        self, first: int, passages: int, shown: list[str]
    ):
        text = "a b c d e f"
        words = text.split()[:passages]
        found = [mark(text, i, CLAIM, letter) for i, letter in enumerate(words, first)]
        document = opened(briefings.of_article(plain(text, *found)))
        assert document.paragraphs[-1].text.split("\t")[1].split() == shown

    def test_a_paragraph_without_number_and_passages_has_an_empty_margin(self):
        block = ArticleBlock(BlockKind.PARAGRAPH, 0, 4)
        document = opened(briefings.of_article(Article("Text", (block,), ())))
        assert document.paragraphs[-1].text == "\t\tText"

    def test_a_passage_ends_with_its_raised_reference(self):
        text = "one two three"
        document = opened(briefings.of_article(plain(text, mark(text, 12, CLAIM, "two"))))
        assert document.paragraphs[-1].text.endswith("one two\u202fC12 three")

    def test_overlapping_passages_say_in_brackets_where_each_begins_and_ends(self):
        text = "one two three four five"
        found = (
            mark(text, 1, CLAIM, "one two three"),
            mark(text, 2, CLAIM, "two three four"),
            mark(text, 3, OPINION, "five"),
        )
        document = opened(briefings.of_article(plain(text, *found)))
        line = document.paragraphs[-1].text.rpartition("\t")[2]
        assert line == ("[C1\u202fone [C2\u202ftwo three\u202fC1] four\u202fC2] five\u202fO3")
        assert words_under_comments(document)["C2 · Claim"] == "two three four"

    def test_passages_that_only_touch_are_not_bracketed(self):
        text = "one two"
        found = (mark(text, 1, CLAIM, "one "), mark(text, 2, OPINION, "two"))
        document = opened(briefings.of_article(plain(text, *found)))
        assert document.paragraphs[-1].text.endswith("one \u202fC1two\u202fO2")

    def test_lines_of_code_stay_lines(self):
        document = opened(briefings.full())
        assert texts_in_style(document, "Article Code") == ["berth 4: 11.2 m\nberth 5: 13.8 m"]


class TestScripts:
    @pytest.mark.parametrize(
        ("word", "face", "language"),
        [
            ("哈尔维克港", "SimSun", "zh"),
            ("ハルベク港", "Yu Mincho", "ja"),
            ("할베크", "Batang", "ko"),
        ],
    )
    def test_east_asian_words_name_a_face_and_their_language(
        self, word: str, face: str, language: str
    ):
        text = f"The port {word} is open."
        runs = opened(briefings.of_article(plain(text))).paragraphs[-1].runs
        (found,) = [run for run in runs if run.text == word]
        properties = found._r.rPr
        fonts, spoken = properties.find(qn("w:rFonts")), properties.find(qn("w:lang"))
        assert fonts.get(qn("w:eastAsia")) == face
        assert fonts.get(qn("w:hint")) == "eastAsia"
        assert spoken.get(qn("w:eastAsia")) == language

    def test_a_language_that_is_given_decides_between_east_asian_faces(self):
        article = plain("漢字")
        block = replace(article.blocks[0], language="ja-JP")
        document = opened(briefings.of_article(replace(article, blocks=(block,))))
        properties = document.paragraphs[-1].runs[-1]._r.rPr
        assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "Yu Mincho"
        assert properties.find(qn("w:lang")).get(qn("w:eastAsia")) == "ja-JP"

    def test_an_emoji_of_several_characters_is_one_run_in_the_face_of_emoji(self):
        text = "A family 👨‍👩‍👧, waving 👋🏽."
        runs = opened(briefings.of_article(plain(text))).paragraphs[-1].runs
        assert [run.text for run in runs if run.font.name == "Noto Emoji"] == ["👨‍👩‍👧", "👋🏽"]


class TestRightToLeft:
    def test_a_paragraph_of_hebrew_or_arabic_runs_from_the_right(self):
        document = opened(briefings.full())
        for words in (briefings.HEBREW, briefings.ARABIC):
            found = [p for p in document.paragraphs if words in text_in(p._p)]
            assert found
            assert all(p._p.pPr.find(qn("w:bidi")) is not None for p in found)

    def test_only_words_of_a_right_to_left_script_are_marked_as_such(self):
        text = "The word שלום עולם means peace, سلام too."
        runs = opened(briefings.of_article(plain(text))).paragraphs[-1].runs
        marked = {run.text: bidi_language(run._r) for run in runs if run.font.rtl}
        assert marked == {"שלום עולם": "he", "سلام": "ar"}

    def test_latin_words_in_a_hebrew_paragraph_are_not_marked(self):
        text = "לפי Reuters Ltd. היום"
        article = plain(text)
        block = replace(article.blocks[0], direction="rtl", language="he-IL")
        document = opened(briefings.of_article(replace(article, blocks=(block,))))
        words = [run for run in document.paragraphs[-1].runs if run.text.strip("\t1 ")]
        assert [(run.text, bool(run.font.rtl)) for run in words] == [
            ("לפי ", True),
            ("Reuters Ltd", False),
            (". היום", True),
        ]
        assert bidi_language(words[0]._r) == "he-IL"

    def test_a_document_in_hebrew_runs_from_the_right_in_title_footer_and_tables(self):
        columns = (Column("א", 1), Column("ב", 1, True))
        table = Table("", columns, ((Cell("x"), Cell("12")),), direction="rtl")
        section = Section("ג", 1, "s", (table,), language="he", direction="rtl")
        briefing = Briefing(Cover("שלום", ("2026",)), (section,), (), "he", "", footer="118")
        document = opened(briefing)
        title, line, heading = document.paragraphs[:3]
        footer = document.sections[0].footer.paragraphs[0]
        for paragraph in (title, line, heading, footer):
            assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        (found,) = document.tables
        assert found._tbl.tblPr.find(qn("w:bidiVisual")) is not None
        head, figure = (row.cells[1].paragraphs[0]._p.pPr for row in found.rows)
        assert head.find(qn("w:bidi")) is not None
        assert figure.find(qn("w:bidi")) is not None

    def test_figures_alone_are_not_marked_as_right_to_left(self):
        section = Section("S", 1, "s", (Paragraph("35 – 40", direction="rtl"),))
        (run,) = opened(Briefing(Cover("t"), (section,), (), "en", "")).paragraphs[-1].runs
        assert (run.text, run.font.rtl) == ("35 – 40", None)


def _name(tag: str) -> str:
    return next(one.name for one in TAGS if one.id == tag)


def _lines(text: str) -> list[re.Match[str]]:
    return list(re.finditer("[^\n]+", text))

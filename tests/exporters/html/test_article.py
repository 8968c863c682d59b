"""Annotated articles on a page: every mark over its words, every note within reach."""

from dataclasses import replace

import pytest

from exporters.briefing import Article, ArticleBlock, BlockKind, Mark
from tests.exporters import briefings, samples
from tests.exporters.briefings import (
    ARTICLE_BLOCKS,
    ARTICLE_TEXT,
    CLAIM,
    HEBREW,
    TAGS,
    mark,
    of_article,
    plain,
)
from tests.exporters.html.reader import found, marked, only, opened, target, text, texts

CLASSES = {tag.id: f"t{number}" for number, tag in enumerate(TAGS, 1)}
WORDS = "./p | ./h3 | ./h4 | ./h5 | ./h6 | ./pre | ./blockquote/p"


class TestWords:
    def test_every_block_has_exactly_its_words(self):
        rows = found(opened(briefings.full()), "//*[@class='row']")
        assert [text(only(row, WORDS)) for row in rows] == [words for _, words in ARTICLE_BLOCKS]

    def test_every_block_is_what_it_was(self):
        rows = found(opened(briefings.full()), "//*[@class='row']")
        tags = [only(row, WORDS).tag for row in rows]
        assert tags == ["p", "h3", "p", "p", "h3", "p", "p", "p", "p", "p", "pre"]
        assert [row.tag for row in rows[5:7]] == ["li", "li"]
        assert rows[5].getparent() is rows[6].getparent()
        assert found(rows[7], "./blockquote")
        assert found(rows[0], "./p[@class='front']")

    def test_paragraphs_are_numbered_as_in_the_window(self):
        assert texts(opened(briefings.full()), "//*[@class='number']") == list("12345678")

    def test_a_line_break_of_the_text_stays(self):
        root = opened(of_article(plain("One\ntwo")))
        assert text(only(root, "//*[@class='row']/p")) == "One\ntwo"

    def test_a_paragraph_says_its_direction_and_language(self):
        root = opened(briefings.full())
        (hebrew,) = [p for p in found(root, "//*[@class='row']/p") if text(p) == HEBREW]
        assert (hebrew.get("dir"), hebrew.get("lang")) == ("rtl", "he")

    def test_a_heading_of_an_article_stands_under_that_of_its_section_and_skips_no_rank(self):
        text_ = "One\n\nTwo\n\nThree\n\nFour"
        levels = (3, 6, 4, 1)
        kinds = [(BlockKind.HEADING, words) for words in text_.split("\n\n")]
        placed = briefings.blocks(kinds, text_)
        headings = [replace(one, level=n) for one, n in zip(placed, levels, strict=True)]
        root = opened(of_article(Article(text_, tuple(headings), ())))
        assert [h.tag for h in found(root, "//*[@class='row']/*")] == ["h3", "h4", "h4", "h3"]


class TestMarks:
    @pytest.mark.parametrize("one", briefings.marks(), ids=lambda one: one.reference)
    def test_a_mark_lies_over_its_words_and_no_others(self, one: Mark):
        article = replace(briefings.article(), marks=(one,))
        assert [words for words, _ in marked(opened(of_article(article)))] == [
            ARTICLE_TEXT[start:end] for start, end in one.spans
        ]

    def test_overlaps_are_nested_with_the_first_outermost(self):
        words, marks = samples.crossing()
        root = opened(of_article(plain(words, *marks)))
        claim, opinion, quote = (CLASSES[one.tag] for one in marks)
        assert list(marked(root)) == [
            ("One ", claim),
            ("two ", f"{claim} {opinion}"),
            ("three four", f"{claim} {opinion} {quote}"),
            (" five", f"{opinion} {quote}"),
            (" six", quote),
        ]

    def test_a_mark_has_an_edge_at_each_end_and_nowhere_between(self):
        words, marks = samples.crossing()
        root = opened(of_article(plain(words, *marks)))
        for one in marks:
            parts = found(root, f"//mark[contains(@class, '{CLASSES[one.tag]}')]")
            edges = [part.get("class", "").split()[1:] for part in parts]
            assert edges[0] == ["from"]
            assert edges[-1] == ["to"]
            assert not any(edges[1:-1])

    def test_a_mark_may_reach_over_several_paragraphs(self):
        words = "One two.\n\nThree four."
        article = Article(
            words,
            (ArticleBlock(BlockKind.PARAGRAPH, 0, 8), ArticleBlock(BlockKind.PARAGRAPH, 10, 21)),
            (mark(words, 1, CLAIM, words[4:-6]),),
        )
        root = opened(of_article(article))
        assert [part for part, _ in marked(root)] == ["two.", "Three"]
        assert [len(found(row, ".//sup")) for row in found(root, "//*[@class='row']")] == [0, 1]

    def test_five_hundred_marks_over_one_word_keep_it(self):
        many = [mark("A word.", n, CLAIM, "word") for n in range(1, 501)]
        root = opened(of_article(plain("A word.", *many)))
        assert text(only(root, "//*[@class='row']/p")) == "A word."
        assert len(found(root, "//sup")) == len(found(root, "//*[@class='notes']/li")) == 500


class TestNotes:
    def test_a_note_stands_by_the_paragraph_its_passage_begins_in(self):
        rows = found(opened(briefings.full()), "//*[@class='row']")
        shown = [texts(row, "./ul[@class='notes']/li//a") for row in rows]
        assert shown == [
            [], [], ["C1", "O2", "X3"], ["Q4", "C5"], [], ["C6"], [], ["O9"], ["Q7"], ["C8"], [],
        ]  # fmt: skip

    def test_passage_note_and_list_lead_to_each_other(self):
        root = opened(briefings.full())
        raised = found(root, "//sup/a")
        assert len(raised) == len(briefings.marks())
        for one in raised:
            note = target(root, one)
            listed = target(root, only(note, ".//a"))
            assert listed.getparent() is only(root, "//ul[@class='passages']")
            passage = target(root, only(listed, "./a"))
            assert passage.tag == "mark"
            assert {text(link) for link in (only(note, ".//a"), only(listed, "./a"))} == {one.text}

    def test_a_note_has_every_paragraph_of_the_comment_and_its_author(self):
        one = replace(
            mark("Some words.", 1, CLAIM, "words"),
            comment=briefings.comment("Claim C1", "First.", "Second.", author="Ada Lorne"),
        )
        root = opened(of_article(plain("Some words.", one)))
        assert texts(root, "//*[@class='notes']//p") == [
            "Claim C1 · Ada Lorne · 2026-11-22", "First.", "Second.",
        ]  # fmt: skip

    def test_a_comment_that_does_not_name_its_passage_is_named(self):
        one = replace(mark("A word.", 1, CLAIM, "word"), comment=briefings.comment("Look."))
        root = opened(of_article(plain("A word.", one)))
        assert texts(root, "//*[@class='notes']//p") == ["C1 Look."]

    def test_without_a_list_a_note_leads_back_to_its_passage(self):
        root = opened(of_article(plain("A word.", mark("A word.", 1, CLAIM, "word"))))
        assert target(root, only(root, "//*[@class='notes']//a")).tag == "mark"

    @pytest.mark.parametrize("span", [(0, 2), (19, 21), (5, 8)])
    def test_a_passage_without_printed_words_still_has_its_note(self, span: tuple[int, int]):
        words = "# A line of text. #  "
        one = Mark("C1", "claim", (span,), briefings.comment("Note."), "a")
        blocks = (ArticleBlock(BlockKind.PARAGRAPH, 2, 17),)
        root = opened(of_article(Article(words, blocks, (one,))))
        assert texts(root, "//*[@class='notes']/li") == ["C1 Note."]
        assert root.get_element_by_id("a").tag == ("mark" if span == (5, 8) else "sup")

    def test_an_article_without_blocks_is_empty(self):
        one = mark("Word.", 1, CLAIM, "Word")
        assert not found(opened(of_article(Article("Word.", (), (one,)))), "//*[@class='row']")

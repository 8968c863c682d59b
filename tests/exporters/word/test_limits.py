"""Briefings that ask too much of a Word file, and texts that are not what they seem."""

from dataclasses import replace
from typing import Any

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
    Contents,
    Cover,
    Fact,
    Figure,
    Group,
    Inline,
    Label,
    Note,
    Paragraph,
    Section,
    Table,
    Wording,
)
from exporters.render import RenderError, render
from tests.exporters import briefings, parts
from tests.exporters.briefings import CLAIM, TAGS, mark, plain
from tests.exporters.word.reader import opened, parts_of, text_in, words_under_comments

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAUGHTY = [
    "<b>bold</b>",
    "R&D &amp; more",
    "{{ title }} {page} {number}",
    "%s %d %(x)s",
    '<img src="/etc/hostname"/>',
    "]]> <!-- --> <?xml?>",
    "a\x00b\x1fc",
    "lone \ud800 surrogate",
    "\ufffe\uffff",
    "\u202eturned\u202c",
    "a\u2028b\u2029c\x85d",
    "",
    " ",
    "\n\n",
]


@pytest.mark.parametrize("text", NAUGHTY, ids=ascii)
def test_text_is_text_in_every_field(text: str):
    document = opened(_filled(text))
    read = text_in(document.element.body)
    expected = _as_read(text)
    if expected.strip():
        # cover 3, section, paragraph, note 2, table 5, figure 2, passage 4, article
        assert read.count(expected) >= 19
    alt = [e.get("descr") for e in document.element.body.iter() if e.get("descr") is not None]
    assert alt == [_attribute(text)]
    for frame in (document.sections[0].header, document.sections[0].footer):
        words = "".join(text_in(p._p) for p in frame.paragraphs)
        assert expected in words


@pytest.mark.parametrize("text", NAUGHTY, ids=ascii)
def test_all_parts_are_well_formed_and_keep_their_spaces_whatever_the_text(text: str):
    for name, data in parts_of(_filled(text)).items():
        if name.endswith((".xml", ".rels")):
            for found in etree.fromstring(data).iter(qn("w:t")):
                assert found.text == (found.text or "").strip() or found.get(_SPACE) == "preserve"


def test_a_word_of_five_thousand_letters_is_kept_whole():
    read = text_in(opened(parts.wide_word(5000)).element.body)
    assert read.count("x" * 5000) >= 12


def test_an_empty_briefing_has_contents_of_nothing():
    section = Section("", 1, "", (Contents(), Paragraph(""), Table("", (), ()), Note("")))
    document = opened(replace(briefings.empty(), sections=(section,)))
    assert text_in(document.element.body) == ""


def test_three_hundred_speakers_have_a_row_each_under_a_head_that_repeats():
    table = opened(parts.crowded(300)).tables[0]
    assert len(table.rows) == 301
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_passage_over_forty_pages_is_one_comment_over_all_of_its_words():
    paragraph = "The lease gives one company both deep-water berths at Halvec. " * 8
    count = 300
    text = "\n\n".join([paragraph] * count)
    step = len(paragraph) + 2
    blocks = tuple(
        ArticleBlock(BlockKind.PARAGRAPH, i * step, i * step + len(paragraph), i + 1)
        for i in range(count)
    )
    passage = mark(text, 1, CLAIM)
    whole = replace(passage, spans=((4, len(text) - 4),))
    document = opened(briefings.of_article(Article(text, blocks, (whole,))))
    (words,) = words_under_comments(document).values()
    assert words.count("The lease") == count * 8 - 1
    assert len(document.comments) == 1


@pytest.mark.parametrize("field", ["tint", "bar"])
def test_a_colour_that_is_none_is_refused_by_the_name_of_its_field(field: str):
    tag: Any = replace(CLAIM, **{field: "red"})
    text = "Some words."
    briefing = briefings.of_article(plain(text, mark(text, 1, CLAIM, "words")))
    with pytest.raises(RenderError, match=f"the {field} of the tag Claim: 'red'"):
        render(replace(briefing, tags=(tag,)), "docx")


@pytest.mark.parametrize(
    "date", ["yesterday", "2026-13", "2026-11-22", "\u0662026-11-22T09:00:00Z"]
)
def test_a_date_that_word_would_not_open_is_left_out(date: str):
    text = "Some words."
    one = mark(text, 1, CLAIM, "words")
    dated = replace(one, comment=replace(one.comment, date=date))
    held = parts_of(replace(briefings.of_article(plain(text, dated)), date=date))
    assert b"dcterms:created" not in held["docProps/core.xml"]
    assert b"w:date" not in held["word/comments.xml"]


def _filled(text: str) -> Briefing:
    """A briefing with ``text`` in every field that can hold any."""
    one = Note(text, text, text, inlines=(Inline(0, 1, text, strong=True),))
    table = Table(
        text,
        (Column(text, 1), Column(text, 1)),
        (Group(text, text), (Cell(text, anchor=text, language=text), Cell(text, tag="claim"))),
        text,
    )
    drawn = Figure(90, 20, (Label(0, 12, text),), text, text, text)
    item = replace(
        briefings.passages(briefings.marks()[:1], briefings.ARTICLE_TEXT).items[0],
        text=text,
        speaker=text,
        labels=(text,),
        note=text,
    )
    found = parts_of_article(text)
    section = Section(
        text,
        1,
        text,
        (Paragraph(text), one, table, drawn, briefings.PassageList((item,)), found),
        language=text,
    )
    return Briefing(
        Cover(text, (text,), (Fact(text, text),)),
        (Section(text, 1, "", (Contents(),)), section),
        TAGS,
        text,
        text,
        author=text,
        subject=text,
        header=text,
        footer=text,
        marking=text,
        wording=Wording(page=f"{text} {{page}}", figure=f"{text} {{number}}"),
    )


def parts_of_article(text: str) -> Article:
    """An article of this text under one mark, or of nothing."""
    if not text:
        return Article("", (), ())
    whole = replace(mark(text, 1, CLAIM), spans=((0, len(text)),), comment=briefings.comment(text))
    return plain(text, whole)


def _as_read(text: str) -> str:
    """What Word shows: nothing that XML cannot carry or that turns words, its own line breaks."""
    return _safe(text).replace("\u2028", "\n").replace("\u2029", "\n")


def _attribute(text: str) -> str:
    return _safe(text).replace("\n", " ")


def _safe(text: str) -> str:
    for char in "\x00\x1f\u202e\ud800\ufffe\uffff":
        text = text.replace(char, "\ufffd")
    return text.replace("\u202c", "\u200e")

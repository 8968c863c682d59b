"""Passages with where they come from, as somebody pastes them."""

import re
from html import unescape

from msgspec.structs import replace

from desktop.citing import cited, quoted
from desktop.model.annotation import Speaker
from desktop.model.source import Front
from tests.desktop.ui.articles import HARBOUR, passage, session, source

FRONT = Front("A harbour & <more>", "Maren Oldacre", "The Meridian Review", "2026-11-12")
ARTICLE = source(*HARBOUR, front=FRONT)


def test_words_speaker_title_outlet_date_and_paragraph_stand_in_one_line() -> None:
    held = replace(passage(ARTICLE, "leased a pipeline"), speaker=Speaker("Neda Tarvell"))
    text, html = cited(session(ARTICLE, passages=[held]), [held])
    assert text == (
        "“leased a pipeline” — Neda Tarvell, A harbour & <more>, The Meridian Review, "
        "12 November 2026, ¶ 4"
    )
    assert "<i>A harbour &amp; &lt;more&gt;</i>" in html
    assert unescape(re.sub(r"</?(p|span|i)\b[^>]*>", "", html)) == text


def test_without_a_speaker_the_author_is_named_and_what_is_unknown_is_left_out() -> None:
    held = passage(ARTICLE, "pilots")
    assert "” — Maren Oldacre, A harbour" in cited(session(ARTICLE, passages=[held]), [held])[0]
    bare = source(*HARBOUR)
    held = passage(bare, "pilots")
    text, html = cited(session(bare, passages=[held]), [held])
    assert text == "“pilots” — The harbour pilots of Halvec went back to work on Monday …, ¶ 1"
    assert "<i>The harbour pilots of Halvec went back to work on Monday …</i>" in html


def test_a_broken_quote_is_joined_and_sheds_its_own_marks() -> None:
    held = passage(ARTICLE, "“We have leased a quay,”", "“and we have leased nothing else.”")
    assert quoted(ARTICLE.text, held) == (
        "“We have leased a quay, […] and we have leased nothing else.”"
    )


def test_quotations_inside_have_single_marks() -> None:
    article = source('He called “it” a "shame" and « rien ». She did not.')
    held = passage(article, 'He called “it” a "shame" and « rien ».')
    assert quoted(article.text, held) == "“He called ‘it’ a ‘shame’ and ‘ rien ’.”"
    two = source("“One,” he said, “two.”")
    held = passage(two, two.text)
    assert quoted(two.text, held) == "“‘One,’ he said, ‘two.’”"


def test_line_breaks_and_runs_of_blanks_become_one_blank() -> None:
    article = source("We will\n  not go")
    assert quoted(article.text, passage(article, article.text)) == "“We will not go”"


def test_right_to_left_words_keep_their_direction() -> None:
    article = source("قال الوزير شيئا", front=FRONT)
    held = passage(article, "قال الوزير")
    html = cited(session(article, passages=[held]), [held])[1]
    assert '<span dir="rtl">“قال الوزير”</span>' in html


def test_several_passages_are_several_paragraphs_and_a_range_has_two_numbers() -> None:
    long = passage(ARTICLE, ARTICLE.text[100:150])
    held = [passage(ARTICLE, "pilots"), long]
    text, html = cited(session(ARTICLE, passages=held), held)
    assert len(text.split("\n\n")) == 2
    assert text.endswith("¶ 1–2")
    assert html.count("<p ") == 2

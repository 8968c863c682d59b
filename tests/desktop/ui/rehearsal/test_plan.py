"""What a rehearsal marks, whatever the article says."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.model.annotation import Span, joined
from desktop.model.source import BlockKind, Source
from desktop.ui.rehearsal.plan import WANTED, Mark, plan_for
from tests.desktop.ui.articles import HARBOUR, any_sources, laid_out, source, texts

PIECES = (
    *(
        "“We have leased a quay,”",
        "“and nothing else.”",
        '"Nobody knows why."',
        "«Nous verrons bien.»",
    ),
    *(
        "She left. ",
        "Why? ",
        "הקו חוזר לפעול. ",
        "渡船は港を出た。",
        "…",
        " ",
        "\n",
        "3.11",
        "é",
        "🚢",
    ),
)


@st.composite
def articles(draw: st.DrawFn) -> Source:
    """Paragraphs of sentences, quotes and odd characters, a gap between each two."""
    pieces = st.one_of(st.sampled_from(PIECES), texts(1, 4))
    paragraphs = st.lists(pieces, min_size=1, max_size=8).map("".join).map(str.strip)
    return source(*draw(st.lists(paragraphs.filter(bool), min_size=1, max_size=5)))


def words_of(article: Source) -> list[Span]:
    """The words an analyst would see as the article's own."""
    body = [block for block in article.blocks if block.kind is not BlockKind.FRONT_MATTER]
    found = [re.compile(r"\w+").finditer(article.text, one.start, one.end) for one in body]
    return [Span(*match.span()) for matches in found for match in matches]


def has_a_word(article: Source) -> bool:
    return bool(words_of(article))


readable = st.one_of(articles(), any_sources()).filter(has_a_word)


def places(mark: Mark) -> set[int]:
    return {place for span in mark.spans for place in range(span.start, span.end)}


@given(readable)
@example(source("Hi."))
@example(source("Hi", "there"))
def test_every_article_gets_all_four_tags(article: Source) -> None:
    tags = {mark.tag for mark in plan_for(article).marks}
    assert tags == {"claim", "quote", "opinion", "context"}


@given(readable)
@example(source("Hi."))
@example(source(*HARBOUR * 20))
def test_two_passages_of_every_article_overlap(article: Source) -> None:
    marks = [places(mark) for mark in plan_for(article).marks]
    assert any(one & other for number, one in enumerate(marks) for other in marks[:number])


@given(articles().filter(lambda article: len(words_of(article)) > 1))
@example(source("Hi there"))
@example(source("Hi", "there"))
@example(source('"We have leased""a quay there"'))
def test_a_passage_has_two_spans_wherever_there_are_two_words(article: Source) -> None:
    assert 2 in {len(joined(mark.spans)) for mark in plan_for(article).marks}


@given(readable)
def test_no_passage_leaves_the_body_of_the_article(article: Source) -> None:
    body = [block for block in article.blocks if block.kind is not BlockKind.FRONT_MATTER]
    for mark in plan_for(article).marks:
        for span in mark.spans:
            assert span.start < span.end
            assert any(one.start <= span.start and span.end <= one.end for one in body)


@given(readable)
def test_no_passage_is_meant_twice(article: Source) -> None:
    marks = [(mark.tag, joined(mark.spans)) for mark in plan_for(article).marks]
    assert len(set(marks)) == len(marks)


@given(readable)
def test_one_of_the_passages_gets_the_note(article: Source) -> None:
    plan = plan_for(article)
    assert 0 <= plan.noted < len(plan.marks)


def test_an_article_of_some_length_gets_as_many_passages_as_are_wanted() -> None:
    assert len(plan_for(source(*HARBOUR)).marks) >= 12
    assert len(plan_for(source(*HARBOUR * 20)).marks) >= WANTED


def test_what_is_quoted_is_marked_as_a_quote_and_a_broken_quote_in_two_spans() -> None:
    article = source(*HARBOUR)
    spans = [mark.spans for mark in plan_for(article).marks if mark.tag == "quote"]
    quoted = [[article.text[one.start : one.end] for one in parts] for parts in spans]
    assert ["“We have leased a quay,”", "“and we have leased nothing else.”"] in quoted


@pytest.mark.parametrize("text", ["— … !!", "🚢🎺", ""])
def test_a_text_without_a_word_gets_no_marks(text: str) -> None:
    article = source(text) if text else laid_out("\n", ())
    assert plan_for(article).marks == []

"""Each sentence gets one tag at most, with a probability and signs that can be checked."""

from itertools import pairwise

import pytest

from desktop.model.codebook import CLAIM, CONTEXT, OPINION, QUOTE
from desktop.model.source import Block, BlockKind
from desktop.model.suggestion import Sign, Suggestion
from desktop.suggest.engine import OTHER_LANGUAGE, Engine
from tests.desktop.suggest.stance.articles import COLUMN, NEWS, judged, tag_of

_MANY = 450
"""Paragraphs: more than are judged together, twice over."""


def shown(text: str, one: Suggestion) -> str:
    return text[one.start : one.end]


@pytest.mark.parametrize(
    "words",
    ["shameful plan", "Why should our children", "Nobody who cares", "Surely we can", "ought to"],
)
def test_a_columnist_who_judges_demands_or_asks_gives_an_opinion(words: str) -> None:
    assert tag_of(COLUMN, words) == OPINION


def test_what_can_be_checked_is_no_opinion() -> None:
    assert tag_of(COLUMN, "The building opened in 1912") != OPINION
    assert not [one for one in judged(NEWS) if one.tag == OPINION]


def test_what_happened_long_before_the_news_is_context() -> None:
    assert tag_of(NEWS, "The library was founded in 1912") == CONTEXT
    assert tag_of(NEWS, "will vote on Tuesday") == CLAIM


@pytest.mark.parametrize("text", [COLUMN, NEWS])
def test_what_somebody_else_says_is_never_the_opinion_of_the_author(text: str) -> None:
    assert tag_of(text, "It is a terrible, cowardly decision") != OPINION


def test_a_claim_that_somebody_else_makes_names_who_makes_it() -> None:
    text = (
        "The harbour reopened on Monday after nine days of talks with the pilots.\n\n"
        "“We have leased a quay and nothing else,” said Maria Lund, the mayor of Dunport.\n\n"
        "The ministry said on Tuesday that 4,200 dockers had returned to work in three ports."
    )
    found = [one for batch in Engine().found(text) for one in batch.suggestions]
    claims = [one for one in found if one.tag == CLAIM and one.speaker is not None]
    assert {one.speaker.name for one in claims if one.speaker} >= {"Maria Lund"}
    assert not any(one.speaker for one in found if one.tag not in (CLAIM, QUOTE))


@pytest.mark.parametrize("text", [COLUMN, NEWS])
def test_sentences_come_once_in_order_and_whole(text: str) -> None:
    found = judged(text)
    assert found
    for one in found:
        assert one.tag in (CLAIM, CONTEXT, OPINION)
        assert len(one.spans) == 1
        assert shown(text, one).strip() == shown(text, one)
        assert 0 < one.score < 1
        assert one.rule == f"stance.{one.tag}"
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_signs_stand_in_the_sentence_and_are_what_they_say() -> None:
    opinion = next(one for one in judged(COLUMN) if "ought to" in shown(COLUMN, one))
    signs = {sign.sign: sign.span for sign in opinion.evidence}
    assert (span := signs[Sign.MODAL]) is not None
    assert COLUMN[span.start : span.end] == "ought"
    for text in (COLUMN, NEWS):
        for one in judged(text):
            spans = [sign.span for sign in one.evidence if sign.span is not None]
            assert all(one.start <= span.start < span.end <= one.end for span in spans)


def test_the_month_of_may_is_no_sign_of_a_demand() -> None:
    text = COLUMN + "\n\nThat foolish plan of May 2014 was the worst shame of all for the town."
    (one,) = [one for one in judged(text) if "May 2014" in shown(text, one)]
    assert one.evidence
    assert Sign.MODAL not in {sign.sign for sign in one.evidence}


def test_a_heading_says_nothing() -> None:
    end = COLUMN.index("\n\n")
    blocks = (
        Block(BlockKind.HEADING, 0, end, 1),
        Block(BlockKind.PARAGRAPH, end + 2, len(COLUMN)),
    )
    found = [one for part in Engine().found(COLUMN, blocks) for one in part.suggestions]
    assert found
    assert all(one.start > end for one in found)


def test_a_long_article_is_judged_to_its_end() -> None:
    paragraph = "It is a foolish and shameful plan, and we should say so.\n\n"
    text = paragraph * _MANY
    found = judged(text)
    assert len(found) >= _MANY - 1  # the first stands where a headline does
    assert found[-1].end == len(text.rstrip())
    assert {one.tag for one in found} == {OPINION}


@pytest.mark.parametrize("text", ["", " \n\n ", "1 2 3 … 4,5", "— — —\n\n* * *", "?!?! ..."])
def test_without_letters_there_is_nothing_to_judge(text: str) -> None:
    assert judged(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Die Stadt muss ihre Bücherei behalten, und das sollten wir alle sagen, finde ich.",
        "يجب على المدينة أن تحتفظ بمكتبتها ، وعلينا جميعا أن نقول ذلك بصوت عال الآن",
        "这座城市 必须 保留 它的 图书馆 ， 我们 都 应该 大声 说 出来 。",
    ],
)
def test_another_language_is_not_judged(text: str) -> None:
    engine = Engine()
    assert not [one for part in engine.found(text) for one in part.suggestions]
    assert engine.missing == OTHER_LANGUAGE


def test_lone_surrogates_and_one_endless_sentence_are_read() -> None:
    judged("We must \ud800 act \udfff now. " + "and we should act " * 2_000)

"""A passage for every hit, once."""

from desktop.editing import tagging
from desktop.editing.hits import sentences_with, tag_hits, tag_sentences
from desktop.model.annotation import Span
from desktop.model.change import Change
from desktop.model.identity import Instant, PersonId, TagId
from desktop.model.session import Session
from tests.desktop.ui.articles import passage, session, source

ARTICLE = source("The quay, the pilots and the crane.")
MOMENT, ME = Instant("2026-11-22T09:00:00Z"), PersonId("urn:uuid:1")
HITS = [Span(0, 3), Span(10, 13), Span(25, 28)]
CLAIM, QUOTE = TagId("claim"), TagId("quote")


def hit(held: Session, spans: list[Span], tag: TagId = CLAIM) -> Change | None:
    return tag_hits(held, ARTICLE.id, spans, tag, ME, MOMENT)


def test_every_hit_becomes_a_passage_in_one_change() -> None:
    change = hit(session(ARTICLE), HITS)
    assert change is not None
    after = session(ARTICLE).apply(change)
    assert sorted(one.spans for one in after.annotations.values()) == [(span,) for span in HITS]
    assert {(one.tag, one.creator, one.created) for one in after.annotations.values()} == {
        (CLAIM, ME, MOMENT)
    }
    assert after.apply(change.inverse()).annotations == {}
    assert change.title == "Tag 3 hits as claim"


def test_hits_that_carry_the_tag_already_are_left_out() -> None:
    held = session(ARTICLE, passages=[passage(ARTICLE, HITS[1])])
    change = hit(held, HITS)
    assert change is not None
    assert [edit.after.spans for edit in change.edits if edit.after] == [(HITS[0],), (HITS[2],)]  # type: ignore[union-attr]
    assert change.title == "Tag 2 hits as claim"


def test_another_tag_or_a_longer_passage_does_not_keep_a_hit_from_being_tagged() -> None:
    held = session(ARTICLE, passages=[passage(ARTICLE, HITS[1], tag="quote")])
    longer = tagging.tag(held, ARTICLE.id, [Span(0, 8)], CLAIM, ME, MOMENT)
    assert longer is not None
    change = hit(held.apply(longer), HITS)
    assert change is not None
    assert len(change.edits) == 3


def test_nothing_changes_where_every_hit_has_the_tag() -> None:
    held = session(ARTICLE)
    change = hit(held, HITS, QUOTE)
    assert change is not None
    assert hit(held.apply(change), HITS, QUOTE) is None
    assert hit(held, []) is None


def test_hits_are_trimmed_and_those_that_are_then_the_same_count_once() -> None:
    change = hit(session(ARTICLE), [Span(0, 4), Span(0, 3), Span(3, 4)])
    assert change is not None
    assert len(change.edits) == 1


STORY = source("The quay is new. The old quay, said “the quay”, went.", "A quay? No.\nYes, a quay.")


def found(words: str) -> list[Span]:
    text = STORY.text
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [Span(at, at + len(words)) for at in starts]


def test_a_sentence_with_several_hits_is_tagged_once() -> None:
    held = session(STORY)
    change = tag_sentences(held, STORY.id, found("quay"), CLAIM, ME, MOMENT)
    assert change is not None
    after = held.apply(change)
    said = [STORY.text[one.spans[0].start : one.spans[0].end] for one in after.annotations.values()]
    assert said == [
        "The quay is new.",
        "The old quay, said “the quay”, went.",
        "A quay?",
        "Yes, a quay.",
    ]
    assert change.title == "Tag 4 sentences as claim"
    assert after.apply(change.inverse()).annotations == {}
    assert tag_sentences(after, STORY.id, found("quay"), CLAIM, ME, MOMENT) is None


def test_a_hit_over_two_sentences_is_in_both() -> None:
    spans = sentences_with(STORY, found("new. The"))
    assert [STORY.text[span.start : span.end] for span in spans] == [
        "The quay is new.",
        "The old quay, said “the quay”, went.",
    ]


def test_a_sentence_that_has_the_tag_is_left_out() -> None:
    held = session(STORY, passages=[passage(STORY, "A quay?")])
    change = tag_sentences(held, STORY.id, found("A quay"), CLAIM, ME, MOMENT)
    assert change is None
    assert sentences_with(STORY, []) == []

"""Several passages of one, and one of several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing import shaping
from desktop.editing.selection import is_stray
from desktop.model.annotation import Annotation, Link, LinkKind, Span, Speaker, Suggested
from desktop.model.change import Change
from desktop.model.grades import Confidence, Credibility
from desktop.model.identity import AnnotationId, Instant
from desktop.model.session import Session
from tests.desktop.ui.articles import any_passages, passage, session, source

LATER = Instant("2026-11-22T10:00:00Z")
ARTICLE = source("We have leased a quay, she said, and nothing else. Then cafe\u0301s closed.")
NEDA = Speaker("Neda Tarvell", "minister")
FULL = replace(
    passage(ARTICLE, "We have leased a quay,", "and nothing else.", tag="quote"),
    labels=("port",),
    note="Check.",
    speaker=NEDA,
    credibility=Credibility.PROBABLY_TRUE,
    confidence=Confidence.HIGH,
    links=(Link(LinkKind.SUPPORTS, AnnotationId("elsewhere")),),
    suggested=Suggested("quotes", 0.9, "accepted"),
    creator="urn:uuid:me",
)


def words(held: Annotation) -> str:
    return " … ".join(ARTICLE.text[span.start : span.end] for span in held.spans)


def after(before: Session, change: Change | None) -> list[Annotation]:
    assert change is not None
    assert before.apply(change).apply(change.inverse()) == before
    return list(before.apply(change).annotations.values())


def test_each_part_becomes_a_passage_and_the_first_stays_the_one_it_was() -> None:
    before = session(ARTICLE, passages=[FULL])
    change = shaping.split(before, FULL.id, 0, LATER)
    first, second = after(before, change)
    assert [words(first), words(second)] == ["We have leased a quay,", "and nothing else."]
    assert first == replace(FULL, spans=FULL.spans[:1], modified=LATER)
    assert second.id not in ("", FULL.id)
    assert (second.note, second.links, second.suggested) == ("", (), None)
    shared = ("source", "tag", "labels", "speaker", "credibility", "confidence", "creator")
    assert all(getattr(second, name) == getattr(FULL, name) for name in shared)
    assert second.created == second.modified == LATER
    assert change is not None
    assert change.title == "Split passage"


@pytest.mark.parametrize(
    ("at", "parts"),
    [
        ("she", ["We have leased a quay", "she said, and nothing else."]),
        (" she", ["We have leased a quay", "she said, and nothing else."]),
    ],
)
def test_a_passage_of_one_part_is_cut_in_two_without_blank_and_comma_at_the_cut(
    at: str, parts: list[str]
) -> None:
    held = passage(ARTICLE, "We have leased a quay, she said, and nothing else.")
    before = session(ARTICLE, passages=[held])
    change = shaping.split(before, held.id, ARTICLE.text.index(at), LATER)
    assert [words(one) for one in after(before, change)] == parts


def test_a_passage_is_not_cut_at_its_ends_or_through_a_character() -> None:
    held = passage(ARTICLE, "cafe\u0301s")
    before = session(ARTICLE, passages=[held])
    for at in (held.start, held.end, 0, 9999):
        assert shaping.split(before, held.id, at, LATER) is None
    inside = shaping.split(before, held.id, ARTICLE.text.index("\u0301"), LATER)
    assert [words(one) for one in after(before, inside)] == ["cafe\u0301", "s"]
    letter = passage(ARTICLE, "e\u0301")
    before = session(ARTICLE, passages=[letter])
    assert shaping.split(before, letter.id, ARTICLE.text.index("\u0301"), LATER) is None


def test_merged_passages_are_one_with_the_tag_of_the_one_that_stays() -> None:
    other = replace(
        passage(ARTICLE, "a quay, she said", number=2),
        labels=("port", "strike"),
        note="Who?",
        speaker=Speaker("Odo Prell"),
        links=(Link(LinkKind.CONTRADICTS, FULL.id), Link(LinkKind.SUPPORTS, AnnotationId("x"))),
    )
    before = session(ARTICLE, passages=[other, FULL])
    change = shaping.merge(before, [other.id, FULL.id], FULL.id, LATER)
    (held,) = after(before, change)
    assert (held.id, held.tag) == (FULL.id, "quote")
    assert words(held) == "We have leased a quay, she said … and nothing else."
    assert held.labels == ("port", "strike")
    assert held.note == "Check.\n\nWho?"
    assert held.speaker == NEDA
    assert [link.to for link in held.links] == ["elsewhere", "x"]
    assert held.credibility is Credibility.PROBABLY_TRUE
    assert change is not None
    assert change.title == "Merge 2 passages"


def test_what_the_one_that_stays_lacks_is_taken_from_the_others() -> None:
    bare = passage(ARTICLE, "Then", number=2)
    before = session(ARTICLE, passages=[bare, FULL])
    (held,) = after(before, shaping.merge(before, [FULL.id, bare.id], bare.id, LATER))
    assert (held.id, held.speaker, held.note) == (bare.id, NEDA, "Check.")
    assert held.confidence is Confidence.HIGH


def test_links_from_elsewhere_follow_to_the_passage_that_stays() -> None:
    other = passage(ARTICLE, "Then", number=2)
    pointing = replace(
        passage(ARTICLE, "closed", number=3),
        links=(
            Link(LinkKind.SUPPORTS, other.id),
            Link(LinkKind.SUPPORTS, FULL.id),
            Link(LinkKind.CONTRADICTS, other.id),
        ),
    )
    before = session(ARTICLE, passages=[FULL, other, pointing])
    held = {one.id: one for one in after(before, shaping.merge(before, [other.id], FULL.id, LATER))}
    assert held[pointing.id].links == (
        Link(LinkKind.SUPPORTS, FULL.id),
        Link(LinkKind.CONTRADICTS, FULL.id),
    )


def test_one_passage_or_passages_of_two_articles_are_not_merged() -> None:
    far = source("Another one.", id_="urn:uuid:00000000-0000-4000-8000-000000000002")
    other = passage(far, "Another", number=2)
    before = session(ARTICLE, far, passages=[FULL, other])
    assert shaping.merge(before, [FULL.id], FULL.id, LATER) is None
    assert shaping.merge(before, [FULL.id, other.id], FULL.id, LATER) is None
    with pytest.raises(KeyError):
        shaping.merge(before, [AnnotationId("nobody")], FULL.id, LATER)


def covered(held: list[Annotation]) -> set[int]:
    text = ARTICLE.text
    spans = [span for one in held for span in one.spans]
    return {at for s in spans for at in range(s.start, s.end) if not is_stray(text[at])}


@given(any_passages(ARTICLE), st.data())
def test_merging_loses_and_adds_no_words(held: list[Annotation], data: st.DataObject) -> None:
    if not held:
        return
    keep = data.draw(st.sampled_from(held))
    chosen = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.id))
    before = session(ARTICLE, passages=held)
    change = shaping.merge(before, [one.id for one in chosen], keep.id, LATER)
    if change is None:
        assert not {one.id for one in chosen} - {keep.id}
        return
    left = after(before, change)
    assert covered(left) == covered(held)
    assert len(left) == len(held) - len({one.id for one in chosen} - {keep.id})


@given(any_passages(ARTICLE, most=1), st.integers(0, 80))
def test_splitting_loses_and_adds_no_words(held: list[Annotation], at: int) -> None:
    if not held:
        return
    text = ARTICLE.text
    before = session(ARTICLE, passages=held)
    change = shaping.split(before, held[0].id, at, LATER)
    if change is None:
        return
    left = after(before, change)
    assert len(left) == max(2, len(held[0].spans))
    assert covered(held) <= covered(left)
    if len(held[0].spans) == 1:
        assert all(text[s.start : s.end].strip() for one in left for s in one.spans)
        assert left[0].end <= left[1].start
    assert all(isinstance(span, Span) for one in left for span in one.spans)

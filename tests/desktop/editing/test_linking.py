"""Links between passages, and what happens to them when a passage goes."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing import linking, tagging
from desktop.model.annotation import Link, LinkKind
from desktop.model.change import Change
from desktop.model.identity import AnnotationId, Instant
from desktop.model.session import Session
from tests.desktop.ui.articles import HARBOUR, passage, session, source

ARTICLE = source(*HARBOUR)
HELD = [passage(ARTICLE, word, number=n) for n, word in enumerate(("pilots", "quay", "line"), 1)]
A, B, C = (held.id for held in HELD)
LATE = Instant("2026-11-22T10:00:00Z")
SUPPORTS, CONTRADICTS, SAME = LinkKind


def three() -> Session:
    return session(ARTICLE, passages=HELD)


def linked(
    before: Session, from_: AnnotationId, to: AnnotationId, kind: LinkKind = SUPPORTS
) -> Session:
    change = linking.link(before, from_, to, kind, LATE)
    assert change is not None
    return before.apply(change)


def test_a_link_is_held_by_the_passage_it_starts_from() -> None:
    after = linked(three(), A, B)
    assert after.annotations[A].links == (Link(SUPPORTS, B),)
    assert after.annotations[A].modified == LATE
    assert after.annotations[B] == HELD[1]


def test_a_passage_is_not_linked_to_itself_nor_twice() -> None:
    assert linking.link(three(), A, A, SUPPORTS, LATE) is None
    assert linking.link(linked(three(), A, B), A, B, SUPPORTS, LATE) is None


def test_another_kind_between_the_same_two_takes_the_place_of_the_first() -> None:
    before = linked(linked(three(), A, B), A, C)
    change = linking.link(before, A, B, CONTRADICTS, LATE)
    assert change is not None
    assert change.title == "Change link"
    links = before.apply(change).annotations[A].links
    assert links == (Link(SUPPORTS, C), Link(CONTRADICTS, B))


def test_the_same_claim_is_said_once_whichever_way_it_is_asked() -> None:
    after = linked(three(), A, B, SAME)
    assert linking.link(after, B, A, SAME, LATE) is None
    assert linking.link(after, B, A, SUPPORTS, LATE) is not None


def test_a_link_is_taken_away_by_itself() -> None:
    before = linked(linked(three(), A, B), A, C, CONTRADICTS)
    change = linking.unlink(before, A, Link(SUPPORTS, B), LATE)
    assert change is not None
    assert change.title == "Remove link"
    assert before.apply(change).annotations[A].links == (Link(CONTRADICTS, C),)
    assert linking.unlink(before, B, Link(SUPPORTS, A), LATE) is None


def test_deleting_a_passage_removes_the_links_at_it_and_undo_brings_them_back() -> None:
    before = linked(linked(linked(three(), A, B), A, C), C, B, CONTRADICTS)
    change = tagging.delete(before, [B])
    assert change is not None
    assert change.title == "Delete passage"
    after = before.apply(change)
    assert after.annotations[A].links == (Link(SUPPORTS, C),)
    assert after.annotations[C].links == ()
    assert after.apply(change.inverse()) == before


def test_deleting_both_ends_of_a_link_edits_neither_twice() -> None:
    before = linked(linked(three(), A, B), B, A)
    change = tagging.delete(before, [A, B])
    assert change is not None
    assert change.title == "Delete 2 passages"
    assert len(change.edits) == 2
    assert list(before.apply(change).annotations) == [C]


def test_removing_the_last_part_of_a_passage_removes_the_links_at_it_too() -> None:
    before = linked(three(), A, B)
    change = tagging.remove_span(before, B, HELD[1].spans[0], LATE)
    assert change is not None
    assert before.apply(change).annotations[A].links == ()


def test_a_link_to_a_passage_that_was_never_there_stays() -> None:
    lost = Link(SUPPORTS, AnnotationId("urn:x:gone"))
    before = three()
    held = replace(before.annotations[A], links=(lost,))
    before = replace(before, annotations={**before.annotations, A: held})
    change: Change | None = tagging.delete(before, [B])
    assert change is not None
    assert before.apply(change).annotations[A].links == (lost,)


STEP = st.tuples(st.sampled_from([A, B, C]), st.sampled_from([A, B, C]), st.sampled_from(LinkKind))


@given(st.lists(STEP, max_size=12))
def test_whatever_is_linked_no_passage_holds_itself_or_one_link_twice(
    steps: list[tuple[AnnotationId, AnnotationId, LinkKind]],
) -> None:
    now = three()
    for from_, to, kind in steps:
        change = linking.link(now, from_, to, kind, LATE)
        if change is not None:
            after = now.apply(change)
            assert after.apply(change.inverse()) == now
            now = after
    for held in now.annotations.values():
        ends = [link.to for link in held.links]
        assert held.id not in ends
        assert len(set(ends)) == len(ends)

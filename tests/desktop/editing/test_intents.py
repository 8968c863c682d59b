"""What an analyst does becomes a change that can be applied and taken back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import desktop.editing.describing as describing
import desktop.editing.sources as sources
import desktop.editing.tagging as tagging
from desktop.model.annotation import Annotation, Span, Speaker, SpeechKind
from desktop.model.change import Change, Person
from desktop.model.identity import AnnotationId, Instant, PersonId, SourceId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import (
    Block,
    BlockKind,
    Front,
    FrontMatter,
    Origin,
    Reader,
    Source,
)

TEXT = "12 March\nWe will not go back, she told reporters, until it is gone.\n\nThen she left."
EARLY, LATE = Instant("2026-11-22T09:00:00Z"), Instant("2026-11-22T10:00:00Z")
CLAIM, QUOTE = TagId("claim"), TagId("quote")
ME = PersonId("urn:uuid:1")
HERE = SourceId("urn:uuid:2")


def source(id_: SourceId = HERE) -> Source:
    return Source(
        id=id_,
        name="strike.txt",
        media_type="text/plain",
        front=Front(title="The strike"),
        origin=Origin("00" * 32, len(TEXT)),
        reader=Reader("text", "1"),
        text=TEXT,
        sha256="00" * 32,
        blocks=(Block(BlockKind.PARAGRAPH, 0, 67), Block(BlockKind.PARAGRAPH, 69, 83)),
    )


def applied(session: Session, change: Change | None) -> Session:
    assert change is not None
    return session.apply(change)


def fresh() -> Session:
    return applied(new_session("Port"), sources.add_source(new_session(), source()))


def tagged(session: Session, *spans: tuple[int, int], tag: TagId = QUOTE) -> Session:
    parts = [Span(start, end) for start, end in spans]
    return applied(session, tagging.tag(session, HERE, parts, tag, ME, EARLY))


def only(session: Session) -> Annotation:
    (held,) = session.annotations.values()
    return held


def test_tagging_makes_a_passage_of_the_trimmed_selection() -> None:
    session = fresh()
    change = tagging.tag(session, HERE, [Span(8, 30)], CLAIM, ME, EARLY)
    assert change is not None
    assert change.title == "Tag as claim"
    held = only(session.apply(change))
    assert TEXT[held.start : held.end] == "We will not go back"
    assert (held.tag, held.creator) == (CLAIM, ME)
    assert held.created == held.modified == EARLY
    assert held.id.startswith("urn:uuid:")


def test_a_selection_of_white_space_is_not_tagged() -> None:
    assert tagging.tag(fresh(), HERE, [Span(67, 69)], CLAIM, ME, EARLY) is None
    assert tagging.tag(fresh(), HERE, [], CLAIM, ME, EARLY) is None


def test_the_same_stretch_takes_the_same_tag_once_but_another_tag_too() -> None:
    session = tagged(fresh(), (9, 28))
    assert tagging.tag(session, HERE, [Span(9, 28)], QUOTE, ME, LATE) is None
    assert len(tagged(session, (9, 28), tag=CLAIM).annotations) == 2


def test_tagging_with_an_unknown_tag_or_article_raises() -> None:
    with pytest.raises(KeyError):
        tagging.tag(fresh(), HERE, [Span(9, 28)], TagId("rumour"), ME, EARLY)
    with pytest.raises(KeyError):
        tagging.tag(fresh(), SourceId("elsewhere"), [Span(9, 28)], CLAIM, ME, EARLY)


def test_retagging_touches_only_what_has_another_tag() -> None:
    session = tagged(tagged(fresh(), (9, 28)), (69, 83), tag=CLAIM)
    change = tagging.change_tag(session, list(session.annotations), CLAIM, LATE)
    assert change is not None
    assert change.title == "Change tag to claim"
    assert len(change.edits) == 1
    after = list(session.apply(change).annotations.values())
    assert [held.tag for held in after] == [CLAIM, CLAIM]
    assert [held.modified for held in after] == [LATE, EARLY]
    assert [held.created for held in after] == [EARLY, EARLY]


def test_the_same_tag_again_changes_nothing() -> None:
    session = tagged(fresh(), (9, 28))
    assert tagging.change_tag(session, [only(session).id], QUOTE, LATE) is None


def test_a_name_in_capitals_keeps_them_in_the_title() -> None:
    session = fresh()
    named = replace(session.codebook[0], id=TagId("x"), name="NATO")
    session = replace(session, codebook=(*session.codebook, named))
    change = tagging.tag(session, HERE, [Span(9, 28)], TagId("x"), ME, EARLY)
    assert change is not None
    assert change.title == "Tag as NATO"


def test_a_broken_quote_is_one_passage_with_two_parts() -> None:
    session = tagged(fresh(), (9, 28))
    id_ = only(session).id
    change = tagging.add_span(session, id_, [Span(49, 67)], LATE)
    session = applied(session, change)
    assert only(session).spans == (Span(9, 28), Span(50, 67))
    assert only(session).modified == LATE
    assert change is not None
    assert change.title == "Add a part"


def test_a_part_that_is_already_held_changes_nothing() -> None:
    session = tagged(fresh(), (9, 28))
    assert tagging.add_span(session, only(session).id, [Span(12, 20)], LATE) is None


def test_removing_a_part_leaves_the_other_and_removing_the_only_part_deletes() -> None:
    session = tagged(fresh(), (9, 28), (50, 67))
    id_ = only(session).id
    session = applied(session, tagging.remove_span(session, id_, Span(9, 28), LATE))
    assert only(session).spans == (Span(50, 67),)
    change = tagging.remove_span(session, id_, Span(50, 67), LATE)
    assert change is not None
    assert change.title == "Delete passage"
    assert session.apply(change).annotations == {}


def test_removing_a_part_it_does_not_have_changes_nothing() -> None:
    session = tagged(fresh(), (9, 28), (50, 67))
    assert tagging.remove_span(session, only(session).id, Span(1, 2), LATE) is None


def test_an_end_that_is_moved_over_the_next_part_joins_them() -> None:
    session = tagged(fresh(), (9, 28), (50, 67))
    id_ = only(session).id
    shorter = applied(session, tagging.resize(session, id_, Span(9, 28), 9, 25, LATE))
    assert only(shorter).spans == (Span(9, 25), Span(50, 67))
    longer = applied(session, tagging.resize(session, id_, Span(9, 28), 9, 55, LATE))
    assert only(longer).spans == (Span(9, 67),)
    assert tagging.resize(session, id_, Span(9, 28), 67, 69, LATE) is None
    with pytest.raises(KeyError):
        tagging.resize(session, id_, Span(1, 2), 1, 3, LATE)


def test_deleting_names_how_many() -> None:
    session = tagged(tagged(fresh(), (9, 28)), (69, 83))
    ids = list(session.annotations)
    change = tagging.delete(session, [*ids, ids[0]])
    assert change is not None
    assert change.title == "Delete 2 passages"
    assert session.apply(change).annotations == {}
    assert tagging.delete(session, []) is None


def test_a_note_is_set_once_and_removed_by_emptying_it() -> None:
    session = tagged(fresh(), (9, 28))
    id_ = only(session).id
    session = applied(session, describing.set_note(session, id_, " Check this. \n", LATE))
    assert (only(session).note, only(session).modified) == ("Check this.", LATE)
    assert describing.set_note(session, id_, "Check this.", EARLY) is None
    assert only(applied(session, describing.set_note(session, id_, " ", LATE))).note == ""


def test_a_speaker_without_a_word_is_no_speaker() -> None:
    session = tagged(fresh(), (9, 28))
    id_ = only(session).id
    assert describing.set_speaker(session, id_, Speaker(" "), LATE) is None
    neda = Speaker(" Neda Tarvell", "foreign minister", SpeechKind.DIRECT)
    session = applied(session, describing.set_speaker(session, id_, neda, LATE))
    assert only(session).speaker == replace(neda, name="Neda Tarvell")
    change = describing.set_speaker(session, id_, None, LATE)
    assert change is not None
    assert change.title == "Remove speaker"
    assert only(session.apply(change)).speaker is None


def test_labels_are_kept_in_order_each_once() -> None:
    session = tagged(fresh(), (9, 28))
    id_ = only(session).id
    change = describing.set_labels(session, id_, ["strike ", "port", "", "strike"], LATE)
    session = applied(session, change)
    assert only(session).labels == ("strike", "port")
    assert describing.set_labels(session, id_, ["strike", "port"], LATE) is None


def test_front_matter_set_apart_moves_no_passage() -> None:
    session = tagged(fresh(), (9, 28))
    found = FrontMatter(((0, 8),), Front(title="Other", published="2026-03-12"))
    after = applied(session, sources.set_apart(session, HERE, found))
    assert only(after) == only(session)
    article = after.sources[HERE]
    assert article.text == TEXT
    assert article.front == Front(title="The strike", published="2026-03-12")
    assert article.blocks[0] == Block(BlockKind.FRONT_MATTER, 0, 8)
    assert article.blocks[1].start == 9


def test_details_that_are_already_so_change_nothing() -> None:
    session = fresh()
    assert sources.edit_front(session, HERE, Front(title="The strike")) is None
    assert sources.rename(session, session.info.title) is None
    assert sources.add_source(session, source()) is None


def test_a_person_is_added_once_and_may_be_renamed() -> None:
    person = Person(ME, "Analyst One", "AO")
    session = applied(fresh(), sources.add_person(fresh(), person))
    assert sources.add_person(session, person) is None
    after = applied(session, sources.add_person(session, replace(person, name="Analyst Two")))
    assert [known.name for known in after.people] == ["Analyst Two"]


Intent = Callable[[Session, AnnotationId, Span], Change | None]
INTENTS: list[Intent] = [
    lambda session, _id, span: tagging.tag(session, HERE, [span], CLAIM, ME, LATE),
    lambda session, id_, _span: tagging.change_tag(session, [id_], CLAIM, LATE),
    lambda session, id_, span: tagging.add_span(session, id_, [span], LATE),
    lambda session, id_, _span: tagging.remove_span(
        session, id_, session.annotations[id_].spans[0], LATE
    ),
    lambda session, id_, span: tagging.resize(
        session, id_, session.annotations[id_].spans[0], span.start, span.end, LATE
    ),
    lambda session, _id, _span: tagging.delete(session, session.annotations),
    lambda session, id_, span: describing.set_note(session, id_, "x" * span.start, LATE),
    lambda session, id_, span: describing.set_speaker(
        session, id_, Speaker("", "", SpeechKind.DIRECT, mention=span), LATE
    ),
    lambda session, id_, span: describing.set_labels(session, id_, str(span.end), LATE),
    lambda session, _id, span: sources.set_apart(
        session, HERE, FrontMatter(((span.start, span.end),), Front(author="A"))
    ),
    lambda session, _id, span: sources.edit_front(session, HERE, Front(url=str(span))),
    lambda session, _id, span: sources.rename(session, str(span)),
    lambda session, _id, span: sources.add_person(session, Person(ME, str(span), "")),
    lambda session, _id, span: sources.add_source(session, source(SourceId(str(span)))),
]
PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))


@given(st.sampled_from(INTENTS), PLACES)
def test_an_edit_and_its_inverse_leave_the_session_as_it_was(
    intent: Intent, place: tuple[int, int]
) -> None:
    session = tagged(tagged(fresh(), (9, 28), (50, 67)), (69, 83), tag=CLAIM)
    id_ = next(iter(session.annotations))
    change = intent(session, id_, Span(*sorted(place)))
    if change is None:
        return
    after = session.apply(change)
    assert after != session
    assert after.apply(change.inverse()) == session


@given(st.lists(PLACES, min_size=1, max_size=5))
def test_spans_of_a_passage_are_sorted_and_apart_whatever_is_selected(
    places: list[tuple[int, int]],
) -> None:
    spans = [Span(*sorted(place)) for place in places]
    change = tagging.tag(fresh(), HERE, spans, CLAIM, ME, EARLY)
    if change is None:
        return
    held = only(fresh().apply(change))
    edges = [edge for span in held.spans for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    for span in held.spans:
        assert TEXT[span.start : span.end].strip() == TEXT[span.start : span.end]

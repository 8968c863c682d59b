"""A change happens whole or not at all, and can be taken back."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing.sources import add_source
from desktop.model import bounds
from desktop.model.annotation import Annotation, Span, Speaker
from desktop.model.change import Change, Edit, Person, Record, SessionInfo
from desktop.model.codebook import Tag, four_tags
from desktop.model.identity import AnnotationId, PersonId, SourceId, TagId
from desktop.model.session import ChangeConflict, Session, new_session
from desktop.model.source import Front, Source
from tests.desktop.store import examples
from tests.desktop.ui.articles import HARBOUR, passage, session, source

ARTICLE = source(*HARBOUR)
HELD = passage(ARTICLE, "crane operators")
SESSION = session(ARTICLE, passages=[HELD])
LENGTH = len(ARTICLE.text)


def change(*edits: Edit) -> Change:
    return Change("Something", edits)


def with_spans(*spans: tuple[int, int]) -> Annotation:
    return replace(HELD, spans=tuple(Span(*span) for span in spans))


def contents(held: Session) -> tuple[object, ...]:
    """Everything a session says; the order of its records is left out."""
    listed = ({person.id: person for person in held.people}, {tag.id: tag for tag in held.codebook})
    maps = (dict(held.sources), dict(held.annotations))
    return held.id, held.info, held.created, held.modified, *listed, *maps


def in_order(held: Session) -> tuple[object, ...]:
    """Everything a session says, in its order."""
    return *contents(held), held.people, held.codebook, [*held.sources], [*held.annotations]


# Any change at all


def _new(draw: st.DrawFn, held: Session) -> Record:
    number = draw(st.integers(100, 10_000))
    kinds = ["tag", "person", "source"]
    kinds += ["passage"] if held.sources and held.codebook else []
    kind = draw(st.sampled_from(kinds))
    if kind == "tag":
        return Tag(TagId(f"tag-{number}"), draw(examples.WORDS), "#112233", "", "")
    if kind == "person":
        return Person(PersonId(f"person-{number}"), draw(examples.WORDS), "")
    if kind == "source":
        return draw(examples.sources(number))
    article = draw(st.sampled_from([*held.sources.values()]))
    return draw(examples.annotations(number, article, [tag.id for tag in held.codebook], []))


def _records(held: Session) -> list[Record]:
    return [*held.people, *held.codebook, *held.sources.values(), *held.annotations.values()]


def _changed(draw: st.DrawFn, record: Record) -> Record:
    words = draw(examples.WORDS)
    if isinstance(record, Annotation):
        return replace(record, note=words)
    if isinstance(record, SessionInfo):
        return SessionInfo(words)
    return replace(record, name=words)


def _may_go(held: Session, record: Record) -> bool:
    used = {(one.source, one.tag) for one in held.annotations.values()}
    if isinstance(record, Source):
        return all(record.id != source for source, _tag in used)
    if isinstance(record, Tag):
        return all(record.id != tag for _source, tag in used)
    return True


@st.composite
def changes(draw: st.DrawFn, start: Session) -> Change:
    """A change of one to six edits, each of which fits what the ones before it have left."""
    edits: list[Edit] = []
    held = start
    for _count in range(draw(st.integers(1, 6))):
        record = draw(st.sampled_from([held.info, *_records(held)]))
        ways = ["change", "add"]
        ways += ["delete"] if record is not held.info and _may_go(held, record) else []
        way = draw(st.sampled_from(ways))
        if way == "add":
            edit = Edit(None, _new(draw, held))
        else:
            edit = Edit(record, None if way == "delete" else _changed(draw, record))
        try:
            held = held.apply(change(edit))
        except ChangeConflict:  # the number was taken
            assert way == "add"
            continue
        edits.append(edit)
    return change(*edits)


sessions_and_changes = examples.sessions().flatmap(
    lambda held: st.tuples(st.just(held), changes(held))
)


@given(sessions_and_changes)
def test_a_change_and_its_inverse_leave_the_session_as_it_was(
    given: tuple[Session, Change],
) -> None:
    held, step = given
    assert contents(held.apply(step).apply(step.inverse())) == contents(held)


@given(sessions_and_changes)
def test_a_change_that_was_taken_back_can_be_made_again(given: tuple[Session, Change]) -> None:
    held, step = given
    after = held.apply(step)
    assert contents(after.apply(step.inverse()).apply(step)) == contents(after)
    assert step.inverse().inverse() == step


@given(sessions_and_changes)
def test_a_change_is_as_good_as_its_edits_one_after_the_other(
    given: tuple[Session, Change],
) -> None:
    held, step = given
    result = held
    for edit in step.edits:
        result = result.apply(change(edit))
    assert in_order(held.apply(step)) == in_order(result)


@given(sessions_and_changes)
def test_applying_writes_nothing_into_the_session_it_starts_from(
    given: tuple[Session, Change],
) -> None:
    held, step = given
    before = in_order(held)
    held.apply(step)
    assert in_order(held) == before


@given(sessions_and_changes, st.integers(0, 6))
def test_one_edit_that_does_not_fit_refuses_them_all(
    given: tuple[Session, Change], place: int
) -> None:
    held, step = given
    before = in_order(held)
    misfit = Edit(Person(PersonId("nobody"), "Nobody", "N"), None)
    with pytest.raises(ChangeConflict):
        held.apply(change(*step.edits[:place], misfit, *step.edits[place:]))
    assert in_order(held) == before


# Conflicts

NOTED = replace(HELD, note="Who says so?")
PERSON = Person(PersonId("urn:uuid:1"), "Neda Tarvell", "NT")
CLAIM = four_tags()[0]
CONFLICTS = {
    "a passage that is there already": Edit(None, HELD),
    "a passage that has another note by now": Edit(NOTED, replace(NOTED, note="Nobody.")),
    "deleting a passage that has another note by now": Edit(NOTED, None),
    "deleting a passage that is gone": Edit(replace(HELD, id=AnnotationId("gone")), None),
    "one record in the place of another": Edit(HELD, replace(HELD, id=AnnotationId("other"))),
    "a record of one kind in the place of another": Edit(HELD, PERSON),
    "a title that is another by now": Edit(SessionInfo("Old"), SessionInfo("New")),
    "no title any more": Edit(SessionInfo(""), None),
    "a tag that is there already": Edit(None, replace(CLAIM, name="Statement")),
    "a person nobody knows": Edit(PERSON, replace(PERSON, name="N. Tarvell")),
    "an article that is there already": Edit(None, replace(ARTICLE, name="other.txt")),
    "nothing": Edit(None, None),
    "a passage of an article that is not there": Edit(
        HELD, replace(HELD, source=SourceId("elsewhere"))
    ),
    "a tag that is not in the codebook": Edit(HELD, replace(HELD, tag=TagId("rumour"))),
    "a passage of no span": Edit(HELD, with_spans()),
    "an empty span": Edit(HELD, with_spans((4, 4))),
    "a span that ends before it starts": Edit(HELD, with_spans((9, 4))),
    "a span that starts before the text": Edit(HELD, with_spans((-1, 4))),
    "a span that ends behind the text": Edit(HELD, with_spans((4, LENGTH + 1))),
    "a second span behind the text": Edit(HELD, with_spans((4, 9), (LENGTH, LENGTH + 3))),
    "spans that overlap": Edit(HELD, with_spans((4, 9), (8, 12))),
    "spans that touch": Edit(HELD, with_spans((4, 9), (9, 12))),
    "spans out of order": Edit(HELD, with_spans((8, 12), (4, 6))),
}


@pytest.mark.parametrize("edit", CONFLICTS.values(), ids=CONFLICTS.keys())
def test_what_does_not_fit_is_refused_and_changes_nothing(edit: Edit) -> None:
    before = in_order(SESSION)
    with pytest.raises(ChangeConflict):
        SESSION.apply(change(Edit(SessionInfo(""), SessionInfo("Halvec")), edit))
    assert in_order(SESSION) == before


def test_the_whole_text_can_be_one_passage() -> None:
    whole = with_spans((0, LENGTH))
    assert SESSION.apply(change(Edit(HELD, whole))).annotations == {HELD.id: whole}


def test_an_article_and_its_passage_can_come_with_one_change_in_this_order_only() -> None:
    empty = new_session()
    article, held = Edit(None, ARTICLE), Edit(None, HELD)
    assert contents(empty.apply(change(article, held)))[-1] == {HELD.id: HELD}
    with pytest.raises(ChangeConflict):
        empty.apply(change(held, article))


def test_a_new_tag_can_be_used_by_the_change_that_brings_it() -> None:
    rumour = Tag(TagId("rumour"), "Rumour", "#803080", "5", "")
    step = change(Edit(None, rumour), Edit(HELD, replace(HELD, tag=rumour.id)))
    after = SESSION.apply(step)
    assert after.tag(rumour.id) == rumour
    assert after.annotations[HELD.id].tag == "rumour"


# What is shared, and looked up


def _titles(held: Session) -> Change:
    return change(Edit(held.info, SessionInfo("Halvec")))


def _notes(held: Session) -> Change:
    return change(Edit(held.annotations[HELD.id], NOTED))


@pytest.mark.parametrize(("make", "shares"), [(_titles, True), (_notes, False)])
def test_a_change_copies_only_what_it_touches(
    make: Callable[[Session], Change], shares: bool
) -> None:
    after = SESSION.apply(make(SESSION))
    assert after.sources is SESSION.sources
    assert (after.annotations is SESSION.annotations) == shares


def test_a_changed_record_keeps_its_place() -> None:
    other = passage(ARTICLE, "pipeline", number=2)
    both = session(ARTICLE, passages=[HELD, other])
    assert [*both.apply(_notes(both)).annotations.values()] == [NOTED, other]


def test_the_passages_of_a_source_come_in_the_order_of_the_session() -> None:
    there = source("Elsewhere.", id_="urn:uuid:2")
    late, away = passage(ARTICLE, "harbour", number=2), passage(there, "Elsewhere", number=3)
    held = session(ARTICLE, there, passages=[HELD, away, late])
    assert [*held.of_source(ARTICLE.id)] == [HELD, late]
    assert [*held.of_source(there.id)] == [away]


def test_a_tag_that_is_not_in_the_codebook_is_a_key_error() -> None:
    assert SESSION.tag(TagId("claim")) == CLAIM
    with pytest.raises(KeyError):
        SESSION.tag(TagId("rumour"))


def test_no_change_makes_more_than_a_file_may_hold() -> None:
    tag = four_tags()[0]
    more = [replace(tag, id=TagId(f"t{at}")) for at in range(bounds.TAGS - 3)]
    full = SESSION.apply(change(*(Edit(None, one) for one in more[:-1])))
    assert len(full.codebook) == bounds.TAGS
    long = "l" * (bounds.LINE + 1)
    for edit in (
        Edit(None, more[-1]),
        Edit(HELD, replace(HELD, labels=tuple(f"l{at}" for at in range(bounds.LABELS + 1)))),
        Edit(HELD, replace(HELD, labels=(long,))),
        Edit(HELD, replace(HELD, speaker=Speaker("Ada", position=long))),
    ):
        with pytest.raises(ChangeConflict):
            full.apply(change(edit))


def test_what_a_file_gives_for_a_title_is_cut_to_what_a_line_holds() -> None:
    long = "t" * (bounds.LINE + 1)
    made = add_source(new_session(), replace(ARTICLE, name=long, front=Front(title=long)))
    assert made is not None
    (added,) = new_session().apply(made).sources.values()
    assert len(added.name) == len(added.front.title) == bounds.LINE
    assert added.front.title.endswith("t…")


def test_a_new_session_holds_the_four_tags_and_nothing_else() -> None:
    one, other = new_session("Halvec"), new_session("Halvec")
    assert one.id != other.id
    assert one.info.title == "Halvec"
    assert one.codebook == four_tags()
    assert not one.sources
    assert not one.annotations
    assert not one.people

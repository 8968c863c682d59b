"""Another session, or a copy, comes into the open one; nothing goes or moves unasked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing import describing, sources, tagging
from desktop.editing.merging import Side, records, sides_of
from desktop.editing.session_merge import (
    ArticleNumber,
    MergePlan,
    creators_of,
    merge_change,
    plan_merge,
)
from desktop.model.annotation import Annotation, Link, LinkKind, Span, words
from desktop.model.change import Change, Edit, Person
from desktop.model.codebook import Tag
from desktop.model.decision import Decision
from desktop.model.identity import (
    AnnotationId,
    DecisionId,
    Instant,
    PersonId,
    SessionId,
    SourceId,
    TagId,
)
from desktop.model.session import Session
from desktop.model.source import Front, Source
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from tests.desktop.ui.articles import HARBOUR, session, source

ONE = source(*HARBOUR, id_="one")
TWO = source("The second article of all.", name="two.txt", id_="two")
EARLY, LATER, LATEST = (Instant(f"2026-02-0{day}T08:00:00Z") for day in (1, 2, 3))


def passage(
    id_: str, start: int, of: Source = ONE, tag: str = "claim", note: str = "", by: str = ""
) -> Annotation:
    return Annotation(
        AnnotationId(id_),
        of.id,
        (Span(start, start + 4),),
        TagId(tag),
        note=note,
        created=EARLY,
        modified=EARLY,
        creator=PersonId(by),
    )


FIRST, SECOND, THIRD = (passage(id_, start) for id_, start in (("a", 0), ("b", 10), ("c", 20)))
BASE = replace(session(ONE, passages=(FIRST, SECOND, THIRD)), modified=EARLY)


def at(session: Session, moment: Instant) -> Session:
    return replace(session, modified=moment)


def noted(held: Session, id_: str, note: str, moment: Instant = LATER) -> Session:
    change = describing.set_note(held, AnnotationId(id_), note, moment)
    assert change is not None
    return at(held.apply(change), moment)


def having(held: Session, *passages: Annotation, moment: Instant = LATER) -> Session:
    new = tuple(Edit(held.annotations.get(one.id), one) for one in passages)
    return at(held.apply(Change("", new)), moment)


def without(held: Session, id_: str) -> Session:
    change = tagging.delete(held, [AnnotationId(id_)])
    assert change is not None
    return at(held.apply(change), LATER)


def with_article(held: Session, article: Source) -> Session:
    change = sources.add_source(held, article)
    assert change is not None
    return at(held.apply(change), LATER)


def another(held: Session) -> Session:
    return replace(held, id=SessionId("urn:uuid:another"))


def merge(plan: MergePlan, **chosen: Side) -> Session:
    sides = {("annotations", id_): side for id_, side in chosen.items()}
    change = merge_change(plan, sides)
    return plan.mine.apply(change) if change is not None else plan.mine


# With a common earlier state


def test_what_only_one_side_did_is_no_question_when_the_start_is_known() -> None:
    mine, theirs = noted(BASE, "a", "mine"), noted(BASE, "b", "theirs")
    plan = plan_merge(mine, theirs, [BASE])
    assert (plan.has_ancestor, plan.differences, len(plan.taken)) == (True, (), 1)
    after = merge(plan)
    assert (after.annotations[FIRST.id].note, after.annotations[SECOND.id].note) == (
        "mine",
        "theirs",
    )


def test_what_both_changed_is_a_difference_and_mine_until_somebody_says_so() -> None:
    mine, theirs = noted(BASE, "a", "mine"), noted(BASE, "a", "theirs", LATEST)
    plan = plan_merge(mine, theirs, [BASE])
    (difference,) = plan.differences
    assert sides_of(difference) == (Side.MINE, Side.THEIRS, Side.BOTH)
    assert merge(plan).annotations[FIRST.id].note == "mine"
    assert merge(plan, a=Side.THEIRS).annotations[FIRST.id].note == "theirs"
    assert merge(plan, a=Side.BOTH).annotations[FIRST.id].note == "mine\n\ntheirs"


def test_what_was_deleted_there_goes_only_when_it_is_chosen() -> None:
    plan = plan_merge(at(BASE, LATER), without(BASE, "a"), [BASE])
    (difference,) = plan.differences
    assert sides_of(difference) == (Side.MINE, Side.THEIRS)
    assert FIRST.id in merge(plan).annotations
    assert FIRST.id not in merge(plan, a=Side.THEIRS).annotations


def test_what_was_changed_here_and_deleted_there_is_a_question() -> None:
    plan = plan_merge(noted(BASE, "a", "mine"), without(BASE, "a"), [BASE])
    (difference,) = plan.differences
    assert difference.theirs is None
    assert merge(plan).annotations[FIRST.id].note == "mine"
    assert FIRST.id not in merge(plan, a=Side.THEIRS).annotations


def test_what_was_deleted_here_stays_deleted_where_the_start_is_known() -> None:
    mine, theirs = without(BASE, "a"), noted(BASE, "b", "theirs")
    assert FIRST.id not in merge(plan_merge(mine, theirs, [BASE])).annotations
    assert FIRST.id in merge(plan_merge(mine, theirs)).annotations


def test_a_state_from_after_the_parting_is_never_taken_for_the_start() -> None:
    """It would make what was added here look as if it had been deleted there."""
    mine = having(noted(BASE, "a", "mine"), passage("new", 30))
    theirs = noted(BASE, "b", "theirs", LATEST)
    plan = plan_merge(at(mine, LATEST), theirs, [mine])
    after = merge(plan)
    assert AnnotationId("new") in after.annotations
    added = replace(passage("late", 40), created=LATER, modified=LATER)
    mine_later = having(mine, added)
    everything = noted(BASE, "a", "theirs", LATEST)
    for id_ in "bc":
        everything = noted(everything, id_, "theirs", LATEST)
    plan = plan_merge(mine_later, everything, [mine_later])
    assert AnnotationId("late") not in {one.key[1] for one in plan.differences}
    assert AnnotationId("late") in merge(plan).annotations
    assert after.annotations[FIRST.id].note == "mine"
    stale = noted(BASE, "a", "older", EARLY)
    plan = plan_merge(at(mine, LATEST), stale, [mine])
    assert merge(plan).annotations[FIRST.id].note == "mine"


# Without one


def test_without_a_start_nothing_counts_as_deleted_and_what_differs_is_asked() -> None:
    mine = having(noted(BASE, "a", "mine"), passage("here", 30))
    theirs = having(noted(BASE, "a", "theirs"), passage("there", 40))
    plan = plan_merge(mine, theirs)
    assert [one.key[1] for one in plan.differences] == ["a"]
    assert [one.id for one in plan.added(Annotation)] == ["there"]
    assert set(merge(plan).annotations) == {"a", "b", "c", "here", "there"}


def test_a_copy_that_says_the_same_does_nothing() -> None:
    theirs = decode(encode(BASE)).session
    assert plan_merge(BASE, theirs).does_nothing
    assert merge_change(plan_merge(BASE, theirs), {}) is None


def test_the_same_words_tagged_by_both_are_one_passage_unless_both_are_wanted() -> None:
    mine = having(BASE, passage("here", 40, note="mine"))
    theirs = having(BASE, passage("there", 40, note="theirs"), passage("to", 50))
    linked = Link(LinkKind.SUPPORTS, AnnotationId("there"))
    theirs = having(theirs, replace(passage("to", 50), links=(linked,)))
    plan = plan_merge(mine, theirs)
    (difference,) = plan.differences
    assert difference.key == ("annotations", "here")
    after = merge(plan, here=Side.BOTH)
    assert after.annotations[AnnotationId("here")].note == "mine\n\ntheirs"
    assert after.annotations[AnnotationId("to")].links == (
        Link(LinkKind.SUPPORTS, AnnotationId("here")),
    )
    assert len(after.annotations) == 5


def test_both_states_of_a_passage_that_do_not_fit_into_one_stand_side_by_side() -> None:
    mine = having(BASE, replace(FIRST, tag=TagId("quote"), note="mine", modified=LATER))
    theirs = having(BASE, replace(FIRST, tag=TagId("opinion"), note="theirs", modified=LATER))
    after = merge(plan_merge(mine, theirs, [BASE]), a=Side.BOTH)
    told = {(str(one.tag), one.note) for one in after.annotations.values() if one.start == 0}
    assert told == {("quote", "mine"), ("opinion", "theirs")}
    assert len(after.annotations) == 4


# Articles and their numbers


def test_articles_are_the_same_by_their_text_and_their_numbers_are_told() -> None:
    theirs = another(
        session(
            replace(TWO, id=SourceId("x"), name="other name.txt"),
            replace(ONE, id=SourceId("y")),
            source("A third one.", id_="z"),
            passages=(replace(passage("there", 40), source=SourceId("y")),),
        )
    )
    mine = with_article(BASE, TWO)
    plan = plan_merge(mine, theirs)
    assert plan.is_other_session
    assert plan.numbers == (
        ArticleNumber(1, 2, TWO.title, False),
        ArticleNumber(2, 1, ONE.title, False),
        ArticleNumber(3, 3, "A third one.", True),
    )
    after = merge(plan)
    assert list(after.sources) == ["one", "two", "z"]
    assert after.annotations[AnnotationId("there")].source == "one"
    assert after.info == mine.info
    again = decode(encode(after)).session
    assert records(again) == records(after)


def test_an_article_that_has_another_text_there_comes_as_one_of_its_own() -> None:
    corrected = source(*HARBOUR[:-1], "In 1997 the ministry leased nothing.", id_="one")
    there = passage("a", 5, corrected, note="theirs")
    theirs = replace(BASE, sources={corrected.id: corrected}, annotations={there.id: there})
    for ancestors in ([], [BASE]):
        plan = plan_merge(BASE, at(theirs, LATER), ancestors)
        assert plan.numbers[0].other_text == 1
        assert plan.differences == ()
        after = merge(plan)
        assert list(after.annotations.values())[:3] == [FIRST, SECOND, THIRD]
        assert [one.text for one in after.sources.values()] == [ONE.text, corrected.text]
        (new,) = [one for one in after.annotations.values() if one.source != ONE.id]
        assert (new.spans, new.note) == (there.spans, "theirs")


@pytest.mark.parametrize(
    "article",
    [
        source(*HARBOUR[:-1], "Corrected.", name="again.txt", id_="y"),
        replace(source("All new.", id_="y"), front=Front(title=ONE.title.upper())),
        replace(source("All new.", id_="y"), front=Front(url="https://example.org/a")),
    ],
    ids=["most paragraphs", "title", "address"],
)
def test_a_corrected_article_of_another_session_is_told_beside_the_one_it_corrects(
    article: Source,
) -> None:
    mine = with_article(
        session(TWO), replace(ONE, front=replace(ONE.front, url="https://example.org/a"))
    )
    plan = plan_merge(mine, another(session(article)))
    assert plan.numbers == (ArticleNumber(1, 3, article.title, True, other_text=2),)
    assert list(merge(plan).sources) == ["two", "one", "y"]


def test_what_is_known_about_an_article_is_a_difference_and_where_it_came_from_is_not() -> None:
    theirs = another(
        session(replace(ONE, id=SourceId("y"), name="again.txt", front=Front(author="Ada")))
    )
    plan = plan_merge(BASE, theirs)
    (difference,) = plan.differences
    assert difference.key == ("sources", "one")
    assert sides_of(difference) == (Side.MINE, Side.THEIRS)
    change = merge_change(plan, {difference.key: Side.THEIRS})
    assert change is not None
    after = BASE.apply(change).sources[ONE.id]
    assert (after.front.author, after.name) == ("Ada", "again.txt")
    assert plan_merge(BASE, another(session(replace(ONE, name="again.txt")))).does_nothing


# Whatever else a session holds


def test_people_are_the_same_by_name_and_those_who_made_what_comes_are_named() -> None:
    ann, ada = Person(PersonId("p1"), "Ann Lee", "AL"), Person(PersonId("p3"), "Ada", "A")
    mine = replace(BASE, people=(ann,))
    theirs = replace(
        having(
            another(BASE),
            passage("x", 30, by="p2"),
            passage("y", 40, by="p2"),
            passage("z", 50, by="p3"),
        ),
        people=(replace(ann, id=PersonId("p2")), ada),
    )
    plan = plan_merge(mine, theirs)
    assert creators_of(plan) == ["Ann Lee", "Ada"]
    after = merge(plan)
    assert [one.id for one in after.people] == ["p1", "p3"]
    assert after.annotations[AnnotationId("x")].creator == "p1"


def test_a_tag_that_comes_takes_no_key_that_is_in_use() -> None:
    threat = Tag(TagId("threat"), "Threat", "#aa0000", "1", "")
    theirs = having(
        replace(another(BASE), codebook=(*BASE.codebook, threat)), passage("x", 30, tag="threat")
    )
    after = merge(plan_merge(BASE, theirs))
    assert after.tag(TagId("threat")).key == ""
    assert after.annotations[AnnotationId("x")].tag == "threat"


def test_rejected_suggestions_come_along_and_are_asked_about_never() -> None:
    rejected = Decision(DecisionId("d"), ONE.id, FIRST.spans, ("The ",), TagId("claim"))
    mine = BASE.apply(Change("", (Edit(None, rejected),)))
    theirs = BASE.apply(Change("", (Edit(None, replace(rejected, rule="other")),)))
    assert plan_merge(mine, theirs, [BASE]).does_nothing
    assert plan_merge(mine, at(BASE, LATER), [mine]).does_nothing
    assert merge(plan_merge(BASE, theirs)).decisions[DecisionId("d")].rule == "other"


def test_titles_of_copies_are_compared_and_those_of_other_sessions_are_not() -> None:
    named = sources.rename(BASE, "Mine")
    other = sources.rename(BASE, "Theirs")
    assert named is not None
    assert other is not None
    mine, theirs = BASE.apply(named), BASE.apply(other)
    assert [one.key for one in plan_merge(mine, theirs).differences] == [("info", "")]
    assert plan_merge(mine, another(theirs)).does_nothing


def test_what_only_another_program_knows_of_a_passage_comes_with_it() -> None:
    data = encode(having(another(BASE), passage("x", 30)))
    theirs = decode(data.replace(b'"id": "x"', b'"id": "x", "x:seen": [1, 2]')).session
    assert b'"x:seen": [1, 2]' in encode(merge(plan_merge(BASE, theirs)))


def test_what_only_another_program_knows_comes_along_under_a_new_id_too() -> None:
    corrected = source(*HARBOUR[:-1], "In 1997 the ministry leased nothing.", id_="one")
    there = passage("a", 5, corrected)
    theirs = replace(BASE, sources={corrected.id: corrected}, annotations={there.id: there})
    data = encode(at(theirs, LATER)).replace(b'"id": "a"', b'"id": "a", "x:seen": [1, 2]')
    data = data.replace(b'"id": "one"', b'"id": "one", "x:read": true', 1)
    after = merge(plan_merge(BASE, decode(data).session, [BASE]))
    written = encode(after)
    assert b'"x:seen": [1, 2]' in written
    assert b'"x:read": true' in written
    assert records(decode(written).session) == records(after)


# Whatever both did

STEPS: Any = st.lists(
    st.tuples(st.sampled_from(["note", "delete", "add", "tag"]), st.integers(0, 5)), max_size=5
)


def done(held: Session, steps: list[tuple[str, int]], who: str, month: int) -> Session:
    for number, (what, which) in enumerate(steps):
        ids = list(held.annotations)
        moment = Instant(f"2026-{month:02}-{number + 1:02}T08:00:00Z")
        if what == "add":
            new = passage(f"{who}{which}", 4 * which, note=who)
            held = held if new.id in ids else having(held, new, moment=moment)
        elif ids:
            one = held.annotations[ids[which % len(ids)]]
            if what == "delete":
                held = without(held, one.id)
            elif what == "tag":
                held = having(held, replace(one, tag=TagId("quote"), modified=moment))
            else:
                held = having(held, replace(one, note=f"{who} {which}", modified=moment))
    return at(held, Instant(f"2026-{month:02}-28T08:00:00Z"))


def marked(held: Session) -> list[tuple[str, str]]:
    return [
        (str(one.tag), words(held.sources[one.source].text, one.spans))
        for one in held.annotations.values()
    ]


@pytest.mark.parametrize("other", [True, False])
@given(before=STEPS, here=STEPS, there=STEPS, known=st.booleans())
def test_whatever_both_did_nothing_is_lost_unasked_and_all_can_be_taken_back(
    other: bool,
    before: list[tuple[str, int]],
    here: list[tuple[str, int]],
    there: list[tuple[str, int]],
    known: bool,
) -> None:
    start = done(BASE, before, "start", 3)
    mine, theirs = done(start, here, "mine", 4), done(start, there, "theirs", 5)
    theirs = another(theirs) if other else theirs
    plan = plan_merge(mine, theirs, [start, mine] if known else [])
    change = merge_change(plan, {})
    after = mine.apply(change) if change is not None else mine
    asked = {one.key[1] for one in plan.differences}
    for held in mine.annotations.values():
        kept = after.annotations[held.id]
        assert kept.spans == held.spans
        assert kept == held or kept == theirs.annotations[held.id]
        assert kept == held or held.id not in asked
        assert kept == held or held == start.annotations[held.id]
    if not known:
        assert set(marked(theirs)) <= {*marked(after), *marked(mine)} | {
            pair
            for pair, id_ in zip(marked(theirs), theirs.annotations, strict=True)
            if id_ in asked
        }
    if change is not None:
        back = after.apply(change.inverse())
        assert records(back) == records(mine)
    everything = merge_change(
        plan,
        {one.key: Side.BOTH for one in plan.differences if Side.BOTH in sides_of(one)},
    )
    if everything is not None:
        both = mine.apply(everything)
        gone_on = {key[1] for key, edit in plan.edits if edit.before is not None}
        stay = [one for one in mine.annotations.values() if one.id not in gone_on]
        assert {*marked(replace(mine, annotations={one.id: one for one in stay}))} <= {
            *marked(both)
        }
        decode(encode(both))

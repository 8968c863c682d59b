"""What two programs did to one session comes together, and a person decides where it cannot."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing import describing, sources, tagging
from desktop.editing.merging import Side, compare, difference, merged, records
from desktop.model.annotation import Annotation, Span
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Change, Edit
from desktop.model.decision import Decision
from desktop.model.identity import AnnotationId, DecisionId, Instant, PersonId, SourceId, TagId
from desktop.model.session import Session
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from tests.desktop.store.examples import FIRST, SECOND, changed, ferry_with, opened
from tests.desktop.ui.articles import source

BASE = opened()
FERRY = next(iter(BASE.sources))


def together(base: Session, mine: Session, theirs: Session, *taken: object) -> Session:
    """The merged session; fails where something is left to be decided but in ``taken``."""
    merge = compare(base, mine, theirs)
    keys = [one.key for one in merge.conflicts]
    change = merged(mine, theirs, merge, {key: Side.THEIRS for key in keys if key[1] in taken})
    return mine.apply(change) if change is not None else mine


def both(mine: Session, theirs: Session) -> Session:
    """The merged session in which both states of whatever differs are kept."""
    merge = compare(BASE, mine, theirs)
    change = merged(mine, theirs, merge, {one.key: Side.BOTH for one in merge.conflicts})
    assert change is not None
    after = mine.apply(change)
    assert records(after.apply(change.inverse())) == records(mine)
    return after


def noted(session: Session, id_: AnnotationId, note: str) -> Session:
    change = describing.set_note(session, id_, note, Instant("2026-02-01T08:00:00Z"))
    assert change is not None
    return session.apply(change)


def without(session: Session, id_: AnnotationId) -> Session:
    change = tagging.delete(session, [id_])
    assert change is not None
    return session.apply(change)


def with_passage(session: Session, id_: str, of: SourceId = FERRY) -> Session:
    held = Annotation(AnnotationId(id_), of, (Span(0, 3),), TagId("claim"))
    return session.apply(Change("", (Edit(None, held),)))


def test_changes_of_different_passages_combine() -> None:
    mine, theirs = noted(BASE, FIRST, "mine"), noted(BASE, SECOND, "theirs")
    assert compare(BASE, mine, theirs).conflicts == ()
    after = together(BASE, mine, theirs)
    assert after.annotations[FIRST].note == "mine"
    assert after.annotations[SECOND].note == "theirs"


def test_what_was_added_on_both_sides_is_all_there() -> None:
    after = together(BASE, with_passage(BASE, "a"), with_passage(BASE, "b"))
    assert set(after.annotations) == {*BASE.annotations, "a", "b"}


def test_a_passage_deleted_there_goes_and_one_deleted_here_does_not_come_back() -> None:
    after = together(BASE, without(BASE, FIRST), without(BASE, SECOND))
    assert not {FIRST, SECOND} & set(after.annotations)


def test_the_same_passage_changed_twice_is_asked_about() -> None:
    mine, theirs = noted(BASE, FIRST, "mine"), noted(BASE, FIRST, "theirs")
    (conflict,) = compare(BASE, mine, theirs).conflicts
    assert (conflict.key, conflict.mine, conflict.theirs) == (
        ("annotations", FIRST),
        mine.annotations[FIRST],
        theirs.annotations[FIRST],
    )
    assert together(BASE, mine, theirs).annotations[FIRST].note == "mine"
    assert together(BASE, mine, theirs, FIRST).annotations[FIRST].note == "theirs"


def test_both_notes_of_a_passage_are_kept_with_what_only_another_program_knows() -> None:
    mine = noted(BASE, FIRST, "mine")
    seen = ferry_with(f'"id": "{FIRST}"', f'"id": "{FIRST}", "x:seen": [1, 2]')
    theirs = noted(decode(seen).session, FIRST, "theirs")
    after = both(mine, theirs)
    assert after.annotations[FIRST].note == "mine\n\ntheirs"
    assert b'"x:seen": [1, 2]' in encode(after)
    assert len(after.annotations) == len(BASE.annotations)


def test_two_tags_of_a_passage_become_two_passages_with_all_their_members() -> None:
    seen = ferry_with(f'"id": "{FIRST}"', f'"id": "{FIRST}", "x:seen": [1, 2]')
    mine = changed(BASE, FIRST, spans=(Span(0, 3),))
    theirs = changed(decode(seen).session, FIRST, tag=TagId("quote"))
    after = both(mine, theirs)
    (new,) = after.annotations.keys() - BASE.annotations.keys()
    assert (after.annotations[FIRST].tag, after.annotations[new].tag) == ("claim", "quote")
    assert encode(after).count(b'"x:seen": [1, 2]') == 2
    assert records(decode(encode(after)).session) == records(after)


@pytest.mark.parametrize("here_deletes", [True, False])
def test_a_passage_changed_on_one_side_and_deleted_on_the_other_is_asked_about(
    here_deletes: bool,
) -> None:
    gone, kept = without(BASE, FIRST), noted(BASE, FIRST, "kept")
    mine, theirs = (gone, kept) if here_deletes else (kept, gone)
    (conflict,) = compare(BASE, mine, theirs).conflicts
    assert (conflict.mine is None) == here_deletes
    assert (FIRST in together(BASE, mine, theirs).annotations) != here_deletes
    assert (FIRST in together(BASE, mine, theirs, FIRST).annotations) == here_deletes


def test_the_same_done_on_both_sides_is_no_question() -> None:
    mine = noted(BASE, FIRST, "same")
    theirs = changed(mine, FIRST, modified=Instant("2026-03-01T08:00:00Z"))
    assert compare(BASE, mine, theirs).conflicts == ()
    assert together(BASE, mine, theirs).annotations[FIRST].note == "same"


def test_titles_people_tags_and_choices_are_merged_like_passages() -> None:
    renamed = sources.rename(BASE, "Mine")
    assert renamed is not None
    mine = BASE.apply(renamed)
    claim = BASE.codebook[0]
    theirs = BASE.apply(
        Change(
            "",
            (
                Edit(claim, replace(claim, name="Assertion")),
                Edit(BASE.briefing, BriefingChoice(title="For the board")),
            ),
        )
    )
    after = together(BASE, mine, theirs)
    assert (after.info.title, after.briefing.title) == ("Mine", "For the board")
    assert after.codebook[0].name == "Assertion"


def test_every_record_of_a_session_takes_part_whatever_its_kind() -> None:
    kept = {"id", "created", "modified", "extra"}
    held = BASE.annotations[FIRST]
    rejected = Decision(DecisionId("urn:uuid:no"), held.source, held.spans, ("a",), held.tag)
    everything = BASE.apply(Change("", (Edit(None, rejected),)))
    members = {member for member, _id in records(everything)}
    assert members == set(Session.__struct_fields__) - kept


def test_a_merge_is_one_step_that_can_be_taken_back() -> None:
    article = source("A new text of some length.", id_="urn:uuid:new")
    added = sources.add_source(BASE, article)
    assert added is not None
    theirs = with_passage(without(BASE.apply(added), SECOND), "there", article.id)
    mine = noted(BASE, FIRST, "mine")
    change = merged(mine, theirs, compare(BASE, mine, theirs), {})
    assert change is not None
    assert change.title == "Merge with the file"
    back = mine.apply(change).apply(change.inverse())
    assert records(back) == records(mine)


def without_sources(session: Session) -> Session:
    edits = [Edit(held, None) for held in session.annotations.values()]
    edits += [Edit(one, None) for one in session.sources.values()]
    return session.apply(Change("", tuple(edits)))


@pytest.mark.parametrize("here_deletes", [True, False])
def test_an_article_that_one_side_deleted_stays_where_the_other_tagged_in_it(
    here_deletes: bool,
) -> None:
    gone, tagged = without_sources(BASE), with_passage(BASE, "new")
    mine, theirs = (gone, tagged) if here_deletes else (tagged, gone)
    after = together(BASE, mine, theirs)
    assert FERRY in after.sources
    assert set(after.annotations) == {"new"}


@pytest.mark.parametrize(
    "mine", [lambda: BASE, lambda: noted(BASE, FIRST, "mine")], ids=["untouched", "changed"]
)
def test_members_that_only_another_program_knows_come_along(mine: Callable[[], Session]) -> None:
    theirs = decode(ferry_with(f'"id": "{FIRST}"', f'"id": "{FIRST}", "x:seen": [1, 2]')).session
    assert theirs.annotations == BASE.annotations
    after = together(BASE, mine(), theirs)
    assert b'"x:seen": [1, 2]' in encode(after)
    assert after.annotations[FIRST].note == mine().annotations[FIRST].note


def test_a_file_that_was_only_laid_out_anew_changes_nothing() -> None:
    import json

    theirs = decode(json.dumps(json.loads(encode(BASE)), indent=4).encode()).session
    merge = compare(BASE, noted(BASE, FIRST, "mine"), theirs)
    assert (merge.edits, merge.conflicts) == ((), ())


STEPS: Any = st.lists(
    st.tuples(st.sampled_from(["note", "delete", "add"]), st.integers(0, 3)), max_size=5
)


def done(session: Session, steps: list[tuple[str, int]], who: str) -> Session:
    for what, number in steps:
        ids = list(session.annotations)
        if what == "add":
            id_ = f"{who}{number}"
            session = session if id_ in ids else with_passage(session, id_)
        elif ids:
            id_ = ids[number % len(ids)]
            if what == "delete":
                session = without(session, id_)
            else:
                change = describing.set_note(session, id_, f"{who} {number}", Instant("2026"))
                session = session.apply(change) if change else session
    return session


@given(STEPS, STEPS)
def test_whatever_both_did_nothing_of_either_side_is_lost_unasked(
    here: list[tuple[str, int]], there: list[tuple[str, int]]
) -> None:
    mine, theirs = done(BASE, here, "mine"), done(BASE, there, "theirs")
    merge = compare(BASE, mine, theirs)
    asked = {one.key for one in merge.conflicts}
    change = merged(mine, theirs, merge, {})
    after = mine.apply(change) if change is not None else mine
    start, one, other, end = (records(each) for each in (BASE, mine, theirs, after))
    for key in {**start, **one, **other}:
        before, m, t, e = (each.get(key) for each in (start, one, other, end))
        if key in asked:
            assert e == m != t
        else:
            assert e == (m if m != before else t)
    assert records(theirs.apply(difference(theirs, after))) == end
    assert PersonId("") not in {key[1] for key in asked}

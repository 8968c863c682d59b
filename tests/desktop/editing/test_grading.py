"""Credibility, confidence and reliability: each by hand, each by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.editing import grading
from desktop.model.change import Change
from desktop.model.grades import Confidence, Credibility, Grade, Reliability
from desktop.model.identity import Instant, PersonId
from desktop.model.session import Session
from desktop.model.source import Front
from tests.desktop.ui.articles import HARBOUR, passage, session, source

ARTICLE = source(*HARBOUR)
WORDS = ("pilots", "quay", "line")
LATE = Instant("2026-11-22T10:00:00Z")
ME = PersonId("urn:x:me")


def three() -> Session:
    held = [passage(ARTICLE, word, number=n) for n, word in enumerate(WORDS, 1)]
    return session(ARTICLE, passages=held)


def applied(before: Session, change: Change | None) -> Session:
    assert change is not None
    return before.apply(change)


def test_many_passages_get_a_credibility_in_one_step() -> None:
    before = three()
    ids = list(before.annotations)
    change = grading.set_credibility(before, [*ids, ids[0]], Credibility.PROBABLY_TRUE, LATE)
    assert change is not None
    assert change.title == "Set credibility to 2"
    after = before.apply(change)
    assert [held.credibility for held in after.annotations.values()] == ["2", "2", "2"]
    assert {held.modified for held in after.annotations.values()} == {LATE}
    assert after.apply(change.inverse()) == before


def test_only_what_differs_is_touched_and_nothing_is_no_step() -> None:
    before = three()
    first, *_rest = before.annotations
    graded = applied(before, grading.set_credibility(before, [first], Credibility.DOUBTFUL, LATE))
    change = grading.set_credibility(graded, graded.annotations, Credibility.DOUBTFUL, LATE)
    assert change is not None
    assert len(change.edits) == 2
    assert grading.set_credibility(graded, [first], Credibility.DOUBTFUL, LATE) is None
    assert grading.set_credibility(graded, [], Credibility.DOUBTFUL, LATE) is None
    assert grading.set_confidence(graded, [first], Confidence.UNSET, LATE) is None


@pytest.mark.parametrize("confidence", [one for one in Confidence if one])
def test_a_confidence_names_itself_in_the_step_and_can_be_cleared(confidence: Confidence) -> None:
    before = three()
    change = grading.set_confidence(before, before.annotations, confidence, LATE)
    assert change is not None
    assert change.title == f"Set confidence to {confidence.value}"
    cleared = grading.set_confidence(
        before.apply(change), before.annotations, Confidence.UNSET, LATE
    )
    assert cleared is not None
    assert cleared.title == "Clear confidence"


@given(
    st.sampled_from(Credibility),
    st.sampled_from(Confidence),
    st.sampled_from(Reliability),
    st.permutations(["credibility", "confidence", "reliability"]),
)
def test_setting_one_axis_never_changes_another(
    credibility: Credibility, confidence: Confidence, reliability: Reliability, order: list[str]
) -> None:
    now = three()
    ids = list(now.annotations)
    steps = {
        "credibility": lambda s: grading.set_credibility(s, ids, credibility, LATE),
        "confidence": lambda s: grading.set_confidence(s, ids, confidence, LATE),
        "reliability": lambda s: grading.set_reliability(s, ARTICLE.id, reliability, ME, LATE),
    }

    def axes(of: Session) -> dict[str, object]:
        return {
            "credibility": [held.credibility for held in of.annotations.values()],
            "confidence": [held.confidence for held in of.annotations.values()],
            "reliability": of.sources[ARTICLE.id].grade.reliability,
        }

    for name in order:
        before, change = axes(now), steps[name](now)
        now = now if change is None else now.apply(change)
        after = axes(now)
        assert {key: after[key] for key in after if key != name} == {
            key: before[key] for key in before if key != name
        }
    assert axes(now)["reliability"] == reliability


def test_a_grade_says_by_whom_and_when_and_keeps_its_reason() -> None:
    before = three()
    graded = replace(ARTICLE, grade=Grade(Reliability.B, "known well", PersonId("x"), Instant("y")))
    before = replace(before, sources={ARTICLE.id: graded})
    change = grading.set_reliability(before, ARTICLE.id, Reliability.C, ME, LATE)
    assert change is not None
    assert change.title == "Set reliability to C"
    after = before.apply(change)
    assert after.sources[ARTICLE.id].grade == Grade(Reliability.C, "known well", ME, LATE)
    assert grading.set_reliability(after, ARTICLE.id, Reliability.C, PersonId("z"), LATE) is None


def test_a_cleared_grade_without_a_reason_leaves_nothing() -> None:
    before = three()
    before = applied(before, grading.set_reliability(before, ARTICLE.id, Reliability.C, ME, LATE))
    change = grading.set_reliability(before, ARTICLE.id, Reliability.UNSET, ME, LATE)
    assert change is not None
    assert change.title == "Clear reliability"
    assert before.apply(change).sources[ARTICLE.id].grade == Grade()


def test_details_and_grade_are_one_step() -> None:
    before = three()
    change = grading.edit_details(
        before, ARTICLE.id, Front(title="The quay"), Reliability.A, " seen ", ME, LATE
    )
    assert change is not None
    assert change.title == "Edit article details"
    assert len(change.edits) == 1
    after = before.apply(change).sources[ARTICLE.id]
    assert after.front.title == "The quay"
    assert after.grade == Grade(Reliability.A, "seen", ME, LATE)


def test_other_details_do_not_touch_who_graded() -> None:
    before = three()
    before = applied(before, grading.set_reliability(before, ARTICLE.id, Reliability.C, ME, LATE))
    change = grading.edit_details(
        before, ARTICLE.id, Front(title="New"), Reliability.C, "", PersonId("z"), Instant("later")
    )
    assert applied(before, change).sources[ARTICLE.id].grade == Grade(Reliability.C, "", ME, LATE)
    same = grading.edit_details(before, ARTICLE.id, Front(), Reliability.C, "", ME, LATE)
    assert same is None

"""Grades, confidence, links and where a passage came from, in the file and out of it."""

import difflib
import json
from typing import Any

import pytest
from msgspec.structs import replace

from desktop.model.annotation import Link, LinkKind, Span, Suggested
from desktop.model.grades import Confidence, Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, PersonId
from desktop.model.session import Session
from desktop.store.checking.strict import problems
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from tests.desktop.store.examples import FIRST, SECOND, THIRD, changed, ferry, ferry_with, opened

ASSESSED = {"type": "TextualBody", "purpose": "assessing", "value": "3", "format": "text/plain"}
GRADE = Grade(Reliability.C, "two sources", PersonId("urn:x:me"), Instant("2026-01-06T00:00:00Z"))


def bodies(session: Session, number: int) -> list[dict[str, Any]]:
    record = json.loads(encode(session))["annotations"][number]
    return [body for body in record["body"] if isinstance(body, dict)]


def with_grade(session: Session, grade: Grade) -> Session:
    sources = {id_: replace(one, grade=grade) for id_, one in session.sources.items()}
    return replace(session, sources=sources)


def lines(before: bytes, after: bytes) -> list[str]:
    """What a diff adds and takes away."""
    rows = difflib.unified_diff(before.decode().split("\n"), after.decode().split("\n"), n=0)
    return [row for row in list(rows)[2:] if not row.startswith("@@")]


def test_what_the_example_says_is_read() -> None:
    session = opened()
    first, third = session.annotations[FIRST], session.annotations[THIRD]
    assert first.credibility is Credibility.POSSIBLY_TRUE
    assert first.confidence is Confidence.UNSET
    assert first.suggested == Suggested("figure/1", 0.5, "", (Span(1, 2),))
    assert third.links == (Link(LinkKind.SUPPORTS, FIRST),)
    assert third.suggested is None
    (source,) = session.sources.values()
    assert source.grade == Grade(Reliability.B)


def test_each_is_written_as_a_body_of_its_own() -> None:
    after = changed(
        opened(),
        SECOND,
        credibility=Credibility.DOUBTFUL,
        confidence=Confidence.HIGH,
        links=(Link(LinkKind.SAME_CLAIM, FIRST),),
    )
    assert bodies(after, 1)[-3:] == [
        {**ASSESSED, "value": "4", "br:scheme": "admiralty-credibility"},
        {**ASSESSED, "value": "high", "br:scheme": "confidence"},
        {**ASSESSED, "purpose": "linking", "value": "same-claim", "br:annotation": FIRST},
    ]
    assert decode(encode(after)).session == after


@pytest.mark.parametrize(
    ("member", "value", "number", "rows"),
    [
        ("credibility", Credibility.CONFIRMED, FIRST, 2),
        ("credibility", Credibility.UNSET, FIRST, 1),
        ("confidence", Confidence.LOW, FIRST, 1),
        ("links", (), THIRD, 3),  # the comma behind the body before it goes as well
        ("links", (Link(LinkKind.CONTRADICTS, FIRST),), THIRD, 2),
        ("suggested", None, FIRST, 3),
    ],
)
def test_an_edited_member_changes_its_own_lines_only(
    member: str, value: object, number: AnnotationId, rows: int
) -> None:
    read = decode(encode(opened()))
    before = encode(read.session, read.cache)
    after = encode(changed(read.session, number, **{member: value}), read.cache)
    assert len(lines(before, after)) == rows


def test_a_grade_is_one_line_of_its_source() -> None:
    read = decode(encode(opened()))
    before = encode(read.session, read.cache)
    removed, added = lines(before, encode(with_grade(read.session, GRADE), read.cache))
    assert removed.strip("- ").startswith('"grade": {"scheme": "admiralty"')
    assert json.loads(added.strip("+ ,").removeprefix('"grade": ')) == {
        "at": GRADE.at,
        "by": GRADE.by,
        "rationale": "two sources",
        "reliability": "C",
        "scheme": "admiralty",
    }
    gone = lines(before, encode(with_grade(read.session, Grade()), read.cache))
    assert gone == [removed]


def test_a_session_without_any_of_them_gets_no_member_for_them() -> None:
    session = with_grade(opened(), Grade())
    for id_ in session.annotations:
        session = changed(
            session, id_, credibility=Credibility.UNSET, links=(), suggested=None, note="x"
        )
    written = encode(session)
    for name in (b"br:suggested", b"assessing", b'"grade"', b"admiralty"):
        assert name not in written
    assert b"linking" not in written


PROPOSED = '{"rule": "figure/1", "score": 0.5, "proposed": {"start": 1, "end": 2}}'
ODD = [
    ('"value": "3", "format"', '"value": "7", "format"'),
    ('"value": "3", "format"', '"value": "", "format"'),
    ('"admiralty-credibility"', '"of-the-house"'),
    ('"admiralty-credibility"', "5"),
    ('"admiralty-credibility"', '{"a": 1e999}'),
    ('"value": "supports"', '"value": "mentions"'),
    ('"br:annotation": "urn:uuid:a0', '"br:annotation": null, "x-a": "urn:uuid:a0'),
    (f'"br:suggested": {PROPOSED}', '"br:suggested": true'),
    ('"score": 0.5', '"score": "high"'),
    ('"rule": "figure/1", ', ""),
    ('"scheme": "admiralty", "reliability": "B"', '"scheme": "house", "reliability": 3'),
    ('"reliability": "B"', '"reliability": "G"'),
    ('"grade": {"scheme": "admiralty", "reliability": "B"}', '"grade": null'),
]


@pytest.mark.parametrize(("old", "new"), ODD)
def test_what_is_not_known_fails_nothing_and_stays_as_it_came(old: str, new: str) -> None:
    data = ferry_with(old, new)
    if "1e999" not in new:
        assert problems(data) == []
    read = decode(data)
    written = encode(read.session, read.cache)
    assert new.encode() in written
    session = read.session
    for id_ in session.annotations:
        session = changed(session, id_, note="Another.")
    sources = {
        id_: replace(one, front=replace(one.front, title="Another"))
        for id_, one in session.sources.items()
    }
    after = encode(replace(session, sources=sources), read.cache)
    if "1e999" not in new:
        assert new.encode() in after
    assert decode(after).session.annotations == session.annotations


def test_a_value_that_is_not_known_is_kept_beside_the_one_set() -> None:
    read = decode(ferry_with('"value": "3", "format"', '"value": "7", "format"'))
    after = changed(read.session, FIRST, credibility=Credibility.DOUBTFUL)
    found = [body["value"] for body in bodies(after, 0) if body["purpose"] == "assessing"]
    assert sorted(found) == ["4", "7"]
    assert decode(encode(after)).session.annotations[FIRST].credibility is Credibility.DOUBTFUL


def test_a_grade_of_another_scheme_gives_way_whole_to_one_that_is_set() -> None:
    read = decode(ferry_with('"scheme": "admiralty", "reliability": "B"', '"scheme": "x", "of": 1'))
    after = json.loads(encode(with_grade(read.session, GRADE)))
    assert set(after["sources"][0]["grade"]) == {"at", "by", "rationale", "reliability", "scheme"}


def test_what_a_suggestion_proposed_stays_when_its_decision_changes() -> None:
    accepted = Suggested("figure/1", 0.5, "accepted-edited")
    record = json.loads(encode(changed(opened(), FIRST, suggested=accepted)))["annotations"][0]
    assert record["br:suggested"] == {
        "rule": "figure/1",
        "score": 0.5,
        "proposed": {"start": 1, "end": 2},
        "decision": "accepted-edited",
    }


def test_the_first_of_several_counts_and_clearing_removes_all() -> None:
    content = json.loads(ferry())
    body = content["annotations"][0]["body"]
    body.append({**body[2], "value": "5", "x-second": 1})
    session = decode(json.dumps(content).encode()).session
    assert session.annotations[FIRST].credibility is Credibility.POSSIBLY_TRUE

    def values(after: Session) -> list[str]:
        return [one["value"] for one in bodies(after, 0) if one["purpose"] == "assessing"]

    assert values(changed(session, FIRST, credibility=Credibility.CONFIRMED)) == ["1", "5"]
    assert values(changed(session, FIRST, credibility=Credibility.UNSET)) == []

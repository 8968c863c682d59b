"""Rejected suggestions in the file and out of it."""

import json
from typing import Any

from msgspec.structs import replace

from desktop.model.annotation import Span, Suggested
from desktop.model.decision import Decision, SuggestionEngine
from desktop.model.identity import DecisionId, Instant, PersonId, TagId
from desktop.model.session import Session
from desktop.store.checking.strict import problems
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from tests.desktop.store.examples import FIRST, changed, ferry_with
from tests.desktop.store.examples import opened as example

OLD = (
    '{"id": "urn:uuid:a0000000-0000-4000-8000-000000000009", '
    '"decision": "rejected", "rule": "stat/1"}'
)
ENGINE = SuggestionEngine("brieflight-suggest", "1", "small 1.0")


def opened() -> Session:
    """The example, which holds nothing that was decided."""
    member = f' "decisions": [\n  {OLD}\n ],\n'
    return decode(ferry_with(member, "")).session


def rejected(session: Session, *spans: Span, number: int = 1) -> Decision:
    (source,) = session.sources.values()
    return Decision(
        DecisionId(f"urn:x:decision:{number}"),
        source.id,
        spans,
        tuple(source.text[span.start : span.end] for span in spans),
        TagId("context"),
        "stat/1",
        0.42,
        PersonId("urn:x:me"),
        Instant("2026-11-22T09:16:00Z"),
        ENGINE,
    )


def with_decisions(session: Session, *decisions: Decision) -> Session:
    return replace(session, decisions={one.id: one for one in decisions})


def written(session: Session) -> list[dict[str, Any]]:
    return json.loads(encode(session))["decisions"]


def test_they_are_read_as_they_were_written() -> None:
    session = opened()
    one = rejected(session, Span(0, 5))
    two = rejected(session, Span(0, 5), Span(8, 12), number=2)
    data = encode(with_decisions(session, one, two))
    assert list(decode(data).session.decisions.values()) == [one, two]
    assert problems(data) == []
    record = json.loads(data)["decisions"][0]
    assert record["decision"] == "rejected"
    assert record["proposed"]["selector"][0] == {
        "type": "TextPositionSelector",
        "start": 0,
        "end": 5,
    }
    assert record["proposed"]["selector"][1]["exact"] == one.words[0]
    assert record["engine"] == {"name": "brieflight-suggest", "version": "1", "model": "small 1.0"}


def test_a_file_without_decisions_gets_no_such_member() -> None:
    assert b'"decisions"' not in encode(opened())


def test_a_file_of_decisions_is_not_written_otherwise_when_nothing_was_decided() -> None:
    session = opened()
    data = encode(with_decisions(session, rejected(session, Span(0, 5))))
    assert encode(decode(data).session) == data


def test_an_entry_of_another_form_stands_as_it_came() -> None:
    assert not example().decisions
    one = rejected(example(), Span(0, 5))
    assert written(with_decisions(example(), one))[0] == json.loads(OLD)


def test_what_is_not_known_stays_as_it_came() -> None:
    session = opened()
    one = rejected(session, Span(0, 5))
    content = json.loads(encode(with_decisions(session, one)))
    content["decisions"][0]["x-why"] = {"deep": [1]}
    later = {"id": "urn:x:later", "decision": "postponed", "until": 7}
    content["decisions"] += [later, 12]
    read = decode(json.dumps(content).encode()).session
    assert list(read.decisions.values()) == [one]
    more = rejected(read, Span(8, 12), number=2)
    records = written(with_decisions(read, one, more))
    assert [records[0]["x-why"], *records[1:3]] == [{"deep": [1]}, later, 12]
    assert records[3]["id"] == more.id
    assert written(with_decisions(read, more))[:2] == [later, 12]


def test_a_member_of_another_form_is_no_error() -> None:
    for odd in ({}, 3, None, "x", [[]], [{"id": 1}]):
        content = {**json.loads(encode(opened())), "decisions": odd}
        data = json.dumps(content).encode()
        session = decode(data).session
        assert not session.decisions
        assert json.loads(encode(session))["decisions"] == odd


def test_spans_that_are_no_passage_are_passed_over() -> None:
    session = opened()
    good = rejected(session, Span(0, 5))
    content = json.loads(encode(with_decisions(session, good)))
    for start, end in ((5, 5), (-3, 5), (9, 2)):
        content["decisions"][0]["proposed"]["selector"][0] |= {"start": start, "end": end}
        assert not decode(json.dumps(content).encode()).session.decisions


def test_what_was_proposed_stands_with_an_accepted_passage() -> None:
    for spans, tag in (
        ((Span(0, 5),), "claim"),
        ((Span(0, 5), Span(7, 9)), "quote"),
    ):
        said = Suggested("said", 0.9, "accepted", spans, TagId(tag))
        data = encode(changed(opened(), FIRST, suggested=said))
        assert decode(data).session.annotations[FIRST].suggested == said
        assert problems(data) == []


def test_a_proposal_keeps_its_unknown_members() -> None:
    content = json.loads(encode(opened()))
    first = content["annotations"][0]
    first["br:suggested"] = {
        "rule": "a",
        "score": 0.5,
        "decision": "accepted",
        "proposed": {"start": 0, "end": 5, "x-tree": "np"},
    }
    session = decode(json.dumps(content).encode()).session
    said = session.annotations[FIRST].suggested
    assert said == Suggested("a", 0.5, "accepted", (Span(0, 5),))
    assert said is not None
    after = changed(session, FIRST, suggested=replace(said, decision="accepted-edited"))
    record = json.loads(encode(after))["annotations"][0]["br:suggested"]
    assert record["proposed"] == {"x-tree": "np", "start": 0, "end": 5}
    assert record["decision"] == "accepted-edited"

"""Records laid over what the file said about them before."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.annotation import Span, Speaker
from desktop.model.identity import AnnotationId, Instant, TagId
from desktop.model.session import Session
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.codec.wire import NAMESPACE
from tests.desktop.store.codec.comparing import lines_changed
from tests.desktop.store.examples import (
    FIRST,
    SECOND,
    THIRD,
    changed,
    ferry,
    ferry_with,
    opened,
)


def test_bodies_of_other_purposes_keep_their_places() -> None:
    after = changed(opened(), FIRST, labels=(), note="New.", tag=TagId("quote"))
    record = json.loads(encode(after))["annotations"][0]
    assert [b if isinstance(b, str) else b["purpose"] for b in record["body"]] == [
        "classifying",
        "commenting",
        "assessing",
        "https://example.invalid/picture.png",
    ]


def test_a_moved_passage_gets_new_selectors_and_one_that_stays_keeps_its_own() -> None:
    held = opened().annotations[SECOND]
    after = changed(opened(), SECOND, spans=(held.spans[0], Span(27, 35)))
    after = changed(after, SECOND, spans=(Span(27, 35), held.spans[0]))
    first, second = json.loads(encode(after))["annotations"][1]["target"]
    assert first["selector"][1] == {
        "type": "TextQuoteSelector",
        "exact": "The line",
        "prefix": "🌊 The ferry will not sail\n\n",
        "suffix": " cancelled 14 crossings. “We can",
    }
    assert "x-target" not in first
    assert second["x-target"] == 1


def test_several_notes_are_read_as_one_and_stay_apart_until_it_is_edited() -> None:
    session = opened()
    assert session.annotations[SECOND].note == "Ask her again.\n\nI did."

    def notes(after: Session) -> list[str]:
        bodies = json.loads(encode(after))["annotations"][1]["body"]
        return [body["value"] for body in bodies if body["purpose"] == "commenting"]

    assert notes(changed(session, SECOND, tag=TagId("claim"))) == ["Ask her again.", "I did."]
    assert notes(changed(session, SECOND, note="Done.")) == ["Done."]
    assert notes(changed(session, SECOND, note="")) == []


def _noted(*notes: tuple[str, str]) -> Session:
    """The example; its second passage has these notes, each with its author."""
    content = json.loads(ferry())
    body = content["annotations"][1]["body"]
    body[:] = [one for one in body if one["purpose"] != "commenting"]
    body += [
        {"type": "TextualBody", "purpose": "commenting", "value": words, "creator": author}
        for words, author in notes
    ]
    return decode(json.dumps(content).encode()).session


def _notes_of(session: Session) -> list[tuple[str, str | None]]:
    bodies = json.loads(encode(session))["annotations"][1]["body"]
    notes = [body for body in bodies if body["purpose"] == "commenting"]
    return [(body["value"], body.get("creator")) for body in notes]


@pytest.mark.parametrize(
    ("edited", "written"),
    [
        ("One.\n\nTwo, and more.\n\nThree.", [("One.", "a"), ("Two, and more.\n\nThree.", "b")]),
        ("One!\n\nTwo.\n\nThree.", [("One!", "a"), ("Two.\n\nThree.", "b")]),
        ("One!\n\nTwo!\n\nThree!", [("One!", "a"), ("Two!\n\nThree!", "b")]),
        ("Two.\n\nThree.", [("Two.\n\nThree.", "b")]),
        ("One.", [("One.", "a")]),
        ("One.\n\nTwo.\n\nX\n\nThree.", [("One.", "a"), ("Two.\n\nX\n\nThree.", "b")]),
        (
            "One.\n\nX\n\nTwo.\n\nThree.",
            [("One.", "a"), ("X", None), ("Two.\n\nThree.", "b")],
        ),
        (
            "One.\n\nTwo.\n\nThree.\n\nFour.",
            [("One.", "a"), ("Two.\n\nThree.", "b"), ("Four.", None)],
        ),
        ("One.\n\n\n\nTwo.\n\nThree.", None),
    ],
)
def test_each_of_several_notes_keeps_its_author_when_they_are_edited_as_one(
    edited: str, written: list[tuple[str, str | None]] | None
) -> None:
    session = _noted(("One.", "a"), ("Two.\n\nThree.", "b"))
    after = changed(session, SECOND, note=edited)
    if written is not None:
        assert _notes_of(after) == written
    assert decode(encode(after)).session == after


@given(st.lists(st.text("ab\n", max_size=8), max_size=4), st.text("ab\n", max_size=12))
def test_any_edit_of_any_notes_comes_back(notes: list[str], edited: str) -> None:
    after = changed(_noted(*((words, "a") for words in notes)), SECOND, note=edited)
    assert decode(encode(after)).session == after


def test_targets_that_overlap_or_touch_stay_apart_and_in_their_order() -> None:
    content = json.loads(ferry())
    record = content["annotations"][1]
    first, second = record["target"]
    text = content["sources"][0]["text"]["value"]

    def target(start: int, end: int, name: str) -> dict[str, object]:
        quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
        place = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"source": first["source"], "selector": [place, quote], "x-name": name}

    own = [second, target(70, 90, "b"), target(60, 75, "a"), target(60, 75, "again")]
    record["target"] = own
    session = decode(json.dumps(content).encode()).session

    def targets(after: Session) -> list[object]:
        return json.loads(encode(after))["annotations"][1]["target"]

    held = session.annotations[SECOND]
    assert held.spans == (Span(60, 90), Span(124, 138))
    assert targets(changed(session, SECOND, tag=TagId("claim"))) == own
    moved = targets(changed(session, SECOND, spans=(Span(60, 90), Span(120, 138))))
    assert moved[:3] == own[1:]
    assert len(moved) == 4


def test_what_says_nothing_to_us_is_left_as_it_stands() -> None:
    content = json.loads(ferry())
    body = content["annotations"][0]["body"]
    own = [{"purpose": purpose, "x": purpose} for purpose in ("tagging", "commenting")]
    own.append({"purpose": "describing", "br:role": "speaker", "x": "nobody"})
    body += own
    session = decode(json.dumps(content).encode()).session
    held = session.annotations[FIRST]
    assert (held.labels, held.note, held.speaker) == (("counts",), "", None)
    after = changed(session, FIRST, labels=("new",), note="N", speaker=Speaker("S"))
    written = json.loads(encode(after))["annotations"][0]["body"]
    assert [one for one in written if isinstance(one, dict) and "x" in one] == own


def test_numbers_keep_their_digits_beside_a_change() -> None:
    numbers = ("1.10", "1E5", "-0", "12345678901234567890123", "0.10e-3", "7")
    members = ", ".join(f'"x-{number}": {number}' for number in numbers)
    data = ferry_with('"x-label": 1', members).replace(b'"score": 0.5', b'"score": 0.50')
    for change in ({"tag": TagId("quote")}, {"labels": ("counts", "new")}):
        written = encode(changed(decode(data).session, FIRST, **change)).decode()
        assert members in written
        assert '"score": 0.50' in written


def test_a_quote_selector_of_another_program_stays_while_the_text_does() -> None:
    content = json.loads(ferry())
    target = content["annotations"][0]["target"]
    own = {"type": "TextQuoteSelector", "exact": "14 crossings", "prefix": "cancelled "}
    target["selector"][2] = own
    session = decode(json.dumps(content).encode()).session

    def quote(after: Session) -> object:
        return json.loads(encode(after))["annotations"][0]["target"]["selector"][2]

    assert quote(changed(session, FIRST, tag=TagId("quote"))) == own
    [source] = session.sources.values()
    text = source.text.replace("cancelled 14", "has ended 14")
    other = replace(session, sources={source.id: replace(source, text=text)})
    assert quote(changed(other, FIRST, tag=TagId("quote"))) != own


def test_the_first_of_several_speakers_counts_and_the_others_are_kept() -> None:
    content = json.loads(ferry())
    body = content["annotations"][1]["body"]
    body.append({**body[1], "value": "The line", "br:mention": None})
    session = decode(json.dumps(content).encode()).session
    speaker = session.annotations[SECOND].speaker
    assert speaker is not None
    assert speaker.name == "Lena Ortiz"

    def names(after: Session) -> list[str]:
        bodies = json.loads(encode(after))["annotations"][1]["body"]
        return [body["value"] for body in bodies if body["purpose"] == "describing"]

    renamed = changed(session, SECOND, speaker=replace(speaker, name="L. Ortiz", mention=None))
    assert names(renamed) == ["L. Ortiz", "The line"]
    assert decode(encode(renamed)).session == renamed
    assert names(changed(session, SECOND, speaker=None)) == []


def test_retagging_one_passage_changes_three_lines() -> None:
    read = decode(encode(opened()))
    before = encode(read.session, read.cache)
    later = Instant("2026-02-02T02:02:02Z")
    after = replace(
        changed(read.session, FIRST, tag=TagId("quote"), modified=later), modified=later
    )
    new = lines_changed(before, encode(after, read.cache))
    assert len(new) == 3
    assert new[0] == new[1] == f'"modified": "{later}",'
    assert '"value": "quote"' in new[2]


def test_a_new_record_has_the_members_of_a_web_annotation_in_a_fixed_order() -> None:
    session = opened()
    held = replace(session.annotations[FIRST], id=AnnotationId("urn:x:new"), labels=("counts",))
    after = replace(session, annotations={**session.annotations, held.id: held})
    record = json.loads(encode(after))["annotations"][3]
    assert list(record.items()) == [
        ("@context", ["http://www.w3.org/ns/anno.jsonld", {"br": NAMESPACE}]),
        ("id", "urn:x:new"),
        ("type", "Annotation"),
        ("motivation", "classifying"),
        (
            "creator",
            {"id": session.people[0].id, "type": "Person", "name": "Reader One"},
        ),
        ("created", "2026-01-05T08:00:00Z"),
        ("modified", "2026-01-05T08:01:00Z"),
        (
            "body",
            [
                {
                    "type": "TextualBody",
                    "purpose": purpose,
                    "value": value,
                    "format": "text/plain",
                }
                for purpose, value in (("classifying", "claim"), ("tagging", "counts"))
            ]
            + [
                {
                    "type": "TextualBody",
                    "purpose": "assessing",
                    "value": "3",
                    "format": "text/plain",
                    "br:scheme": "admiralty-credibility",
                }
            ],
        ),
        (
            "target",
            {
                "type": "SpecificResource",
                "source": held.source,
                "selector": [
                    {"type": "TextPositionSelector", "start": 46, "end": 58},
                    {
                        "type": "TextQuoteSelector",
                        "exact": "14 crossings",
                        "prefix": "ll not sail\n\nThe line cancelled ",
                        "suffix": ". “We cannot promise Friday,” sa",
                    },
                ],
            },
        ),
        (
            "br:suggested",
            {
                "rule": "figure/1",
                "score": 0.5,
                "decision": "",
                "proposed": {"start": 1, "end": 2},
            },
        ),
    ]


def test_what_cannot_be_read_a_second_time_does_not_keep_a_session_from_being_saved() -> None:
    data = ferry_with('"br:suggested": {', '"br:suggested": {"odd": 1e999, ')
    read = decode(data.replace(b'"x-generator": 1', b'"x-generator": 1e999'))
    after = changed(read.session, FIRST, tag=TagId("quote"))
    assert decode(encode(after, read.cache)).session == after


def test_half_a_surrogate_pair_does_not_keep_a_session_from_being_saved() -> None:
    after = changed(opened(), THIRD, note="a\ud800b")
    assert decode(encode(after)).session.annotations[THIRD].note == "a\ufffdb"


def test_the_hash_written_is_that_of_the_text_written() -> None:
    session = opened()
    [source] = session.sources.values()
    article = replace(source, text=source.text.replace("pier", "p\ud800er"))
    [read] = decode(encode(replace(session, sources={source.id: article}))).session.sources.values()
    assert read.text == source.text.replace("pier", "p\ufffder")

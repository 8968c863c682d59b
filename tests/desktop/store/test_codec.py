"""A session and its bytes."""

import difflib
import gc
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from desktop.model.annotation import Link, LinkKind, Span, Speaker, SpeechKind
from desktop.model.change import SessionInfo
from desktop.model.grades import Credibility
from desktop.model.identity import AnnotationId, Instant, TagId
from desktop.model.session import Session, new_session
from desktop.store.codec import ReadOnly, decode, encode
from desktop.store.errors import BadSession, Reason
from desktop.store.upgrades import Json
from desktop.store.wire import NAMESPACE
from tests.desktop.store.examples import (
    FIRST,
    SECOND,
    THIRD,
    changed,
    ferry,
    ferry_with,
    opened,
    sessions,
)


def own_names(value: Any) -> Iterator[str]:
    """The members, anywhere in a file, that this version of the program does not know."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key.startswith("x-") or key in ("br:suggested", "br:scheme", "styleClass", "grade"):
                yield f"{key}={json.dumps(member)}"
            yield from own_names(member)
    elif isinstance(value, list):
        for entry in value:
            yield from own_names(entry)


def lines_changed(before: bytes, after: bytes) -> list[str]:
    """The new form of each line that a diff shows as changed; fails when a line comes or goes."""
    diff = list(difflib.unified_diff(before.decode().split("\n"), after.decode().split("\n"), n=0))
    new = [line[1:].strip() for line in diff[2:] if line.startswith("+")]
    assert len(new) == len([line for line in diff[2:] if line.startswith("-")])
    return new


@given(sessions())
def test_a_session_comes_back_as_it_was(session: Session) -> None:
    assert decode(encode(session)).session == session


@given(sessions())
def test_writing_what_was_read_gives_the_same_bytes(session: Session) -> None:
    data = encode(session)
    read = decode(data)
    assert encode(read.session, read.cache) == data
    assert encode(read.session) == data  # also when every record is written anew


@given(sessions(), sessions())
def test_records_laid_over_others_still_come_back_as_they_were(one: Session, two: Session) -> None:
    read = decode(encode(one)).session
    old = list(read.annotations.values())
    new = {
        id_: replace(held, id=id_, extra=old[i].extra if i < len(old) else held.extra)
        for i, (id_, held) in enumerate(two.annotations.items())
    }
    session = replace(two, annotations=new, extra=read.extra)
    assert decode(encode(session)).session == session


def test_the_example_is_kept_byte_for_byte() -> None:
    read = decode(ferry())
    ours = encode(read.session, read.cache)  # the generator's version is that of this program
    assert lines_changed(ferry(), ours) in ([], [line for line in [_generator(ours)] if line])
    again = decode(ours)
    assert encode(again.session, again.cache) == ours == encode(again.session)


def _generator(data: bytes) -> str:
    return next(line.strip() for line in data.decode().split("\n") if '"generator"' in line)


def test_another_programs_layout_and_order_lose_nothing() -> None:
    content = json.loads(ferry())
    foreign = json.dumps(dict(reversed(content.items())), indent=4).encode()
    for session, cache in ((decode(foreign).session, decode(foreign).cache), (opened(), None)):
        for written in (encode(session, cache), encode(session)):
            kept = json.loads(written)
            assert {**kept, "generator": None} == {**content, "generator": None}


CHANGES: dict[str, Callable[[Session], Session]] = {
    "tag": lambda s: changed(s, FIRST, tag=TagId("quote")),
    "new label": lambda s: changed(s, FIRST, labels=("new", "counts")),
    "note": lambda s: changed(s, THIRD, note="Look again."),
    "speaker": lambda s: changed(
        s, SECOND, speaker=Speaker("L. Ortiz", kind=SpeechKind.MIXED, mention=Span(93, 103))
    ),
    "credibility": lambda s: changed(s, FIRST, credibility=Credibility.PROBABLY_TRUE),
    "link": lambda s: changed(s, FIRST, links=(Link(LinkKind.SAME_CLAIM, SECOND),)),
    "linked note": lambda s: changed(s, THIRD, note="Why?"),
    "grade": lambda s: replace(
        s,
        sources={
            id_: replace(source, front=replace(source.front, title="Ferry"))
            for id_, source in s.sources.items()
        },
    ),
    "times": lambda s: changed(s, THIRD, modified=Instant("2027-01-01T00:00:00Z")),
    "title": lambda s: replace(s, info=SessionInfo("Another")),
    "person": lambda s: replace(s, people=(replace(s.people[0], name="R. One"),)),
    "codebook": lambda s: replace(s, codebook=(replace(s.codebook[0], key="9"), s.codebook[1])),
    "source": lambda s: replace(
        s,
        sources={
            id_: replace(source, front=replace(source.front, author="A. Writer"))
            for id_, source in s.sources.items()
        },
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_unknown_members_survive_a_change_beside_them(
    change: Callable[[Session], Session],
) -> None:
    read = decode(ferry())
    after = change(read.session)
    written = encode(after, read.cache)
    assert sorted(own_names(json.loads(written))) == sorted(own_names(json.loads(ferry())))
    assert decode(written).session == after != read.session


def test_what_the_program_knows_nothing_of_comes_back_at_every_level() -> None:
    names = {name.split("=")[0] for name in own_names(json.loads(encode(opened())))}
    levels = "generator person tag front origin reader text block creator body label selector"
    levels += " speaker mention second target unknown"
    assert {f"x-{level}" for level in levels.split()} <= names


def test_a_file_with_windows_line_ends_is_saved_with_plain_ones() -> None:
    windows = ferry().replace(b"\n", b"\r\n")
    windows = windows.replace(b'{"kept": "as', b'{\r\n"kept":\r\n"as')
    read = decode(windows)
    assert b"\r" not in encode(read.session, read.cache)
    assert read.session == opened()


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


def test_a_file_is_utf8_with_a_line_end_at_its_end_and_hidden_characters_written_out() -> None:
    session = replace(new_session(), info=SessionInfo("a\u202eb\u200bc\u2028d\x7f 👩‍🚀 שלום"))
    data = encode(session)
    assert '"title": "a\\u202eb\\u200bc\\u2028d\\u007f 👩\\u200d🚀 שלום"'.encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert decode(data).session.info == session.info


def test_what_cannot_be_read_a_second_time_does_not_keep_a_session_from_being_saved() -> None:
    data = ferry_with('"br:suggested": {', '"br:suggested": {"odd": 1e999, ')
    read = decode(data.replace(b'"x-generator": 1', b'"x-generator": 1e999'))
    after = changed(read.session, FIRST, tag=TagId("quote"))
    assert decode(encode(after, read.cache)).session == after


def test_a_session_of_many_passages_comes_back_as_it_was() -> None:
    session = opened()
    held = session.annotations[FIRST]
    ids = [AnnotationId(f"urn:x:{number}") for number in range(1000)]
    many = replace(session, annotations={id_: replace(held, id=id_) for id_ in ids})
    read = decode(encode(many))
    assert read.session == many
    assert encode(read.session, read.cache) == encode(many)


def test_half_a_surrogate_pair_does_not_keep_a_session_from_being_saved() -> None:
    after = changed(opened(), THIRD, note="a\ud800b")
    assert decode(encode(after)).session.annotations[THIRD].note == "a\ufffdb"


def test_the_hash_written_is_that_of_the_text_written() -> None:
    session = opened()
    [source] = session.sources.values()
    article = replace(source, text=source.text.replace("pier", "p\ud800er"))
    [read] = decode(encode(replace(session, sources={source.id: article}))).session.sources.values()
    assert read.text == source.text.replace("pier", "p\ufffder")


def test_a_person_renamed_is_renamed_in_records_that_are_not_written_anew() -> None:
    read = decode(ferry())
    encode(read.session, read.cache)
    person = replace(read.session.people[0], name="R. One")
    written = encode(replace(read.session, people=(person,)), read.cache)
    names = {record["creator"]["name"] for record in json.loads(written)["annotations"]}
    assert names == {"R. One"}


def test_a_changed_text_changes_the_words_quoted_around_a_passage() -> None:
    read = decode(ferry())
    encode(read.session, read.cache)
    [source] = read.session.sources.values()
    text = source.text.replace("cancelled", "called of")
    after = replace(read.session, sources={source.id: replace(source, text=text)})
    [_position, _css, quote] = json.loads(encode(after, read.cache))["annotations"][0]["target"][
        "selector"
    ]
    assert quote["prefix"] == "ll not sail\n\nThe line called of "


def test_a_removed_passage_is_gone_and_an_undone_removal_brings_it_back_whole() -> None:
    read = decode(ferry())
    before = encode(read.session, read.cache)
    rest = {id_: held for id_, held in read.session.annotations.items() if id_ != FIRST}
    without = encode(replace(read.session, annotations=rest), read.cache)
    assert FIRST.encode() not in without.split(b'"annotations"')[1].split(b'"linking"')[0]
    assert encode(read.session, read.cache) == before


def test_each_of_many_saves_writes_what_a_first_one_would() -> None:
    read = decode(ferry())
    held = read.session.annotations
    new = replace(held[FIRST], id=AnnotationId("urn:x:new"), note="new")
    retagged = replace(held[SECOND], tag=TagId("opinion"))
    without = {id_: one for id_, one in held.items() if id_ != FIRST}
    for annotations in (
        held,
        {**held, new.id: new},
        {**held, SECOND: retagged, new.id: new},
        {**without, new.id: new},
        {new.id: new, **held},
        {},
        held,
    ):
        after = replace(read.session, annotations=annotations)
        assert encode(after, read.cache) == encode(after, decode(ferry()).cache)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert decode(b"\xef\xbb\xbf" + ferry()).session == opened()


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("data", [ferry(), b"{"])
def test_garbage_collection_is_as_it_was_afterwards(on: bool, data: bytes) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        try:
            decode(data)
        except BadSession:
            pass
        assert gc.isenabled() == on
    finally:
        (gc.enable if before else gc.disable)()


def test_a_newer_file_that_may_be_changed_stays_one() -> None:
    read = decode(ferry_with('"formatVersion": 1', '"formatVersion": 7'))
    assert read.read_only is None
    assert b'"formatVersion": 7,\n "minReader": 1,' in encode(read.session, read.cache)


def test_a_newer_file_that_must_not_be_changed_opens_read_only() -> None:
    read = decode(ferry_with('"minReader": 1', '"minReader": 2'))
    assert read.read_only is ReadOnly.NEWER
    assert read.session == opened()


def test_a_newer_file_that_cannot_be_understood_is_said_to_be_newer() -> None:
    data = ferry_with('"minReader": 1', '"minReader": 2').replace(b'"sources"', b'"articles"')
    with pytest.raises(BadSession) as caught:
        decode(data)
    assert caught.value.reason is Reason.NEWER


def test_an_older_file_is_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def from_minus_one(content: Json) -> Json:
        return {("title" if key == "heading" else key): v for key, v in content.items()}

    def from_zero(content: Json) -> Json:
        return {**content, "minReader": 1}

    old = ferry_with('"formatVersion": 1', '"formatVersion": -1')
    old = old.replace(b'"minReader": 1,', b"").replace(
        b'"title": "The ferry",', b'"heading": "The ferry",'
    )
    with pytest.raises(BadSession) as caught:
        decode(old)
    assert caught.value.path == "formatVersion"
    monkeypatch.setattr("desktop.store.upgrades.STEPS", {-1: from_minus_one, 0: from_zero})
    read = decode(old)
    assert read.session == opened()
    plain = encode(read.session, read.cache)
    assert b'\n "formatVersion": 1,\n' in plain
    assert b'\n   "type": "Annotation",\n' in plain
    assert sorted(own_names(json.loads(encode(read.session, read.cache)))) == sorted(
        own_names(json.loads(ferry()))
    )

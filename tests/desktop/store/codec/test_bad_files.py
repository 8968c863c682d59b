"""Bytes that are no session: refused with the place, whatever they are."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.model import bounds
from desktop.store.checking.strict import problems
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.errors import BadSession, Reason
from tests.desktop.store.examples import FIRST, SECOND, ferry, ferry_with, opened

AT, QUOTED = "annotations[0].target.selector[0]", "annotations[1]"
DEEP = "[" * 9999 + "]" * 9999

WHOLE: list[tuple[bytes, Reason, str]] = [
    (b"", Reason.EMPTY, ""),
    (b" \n", Reason.EMPTY, ""),
    (b'{"format": "brieflight-session",\n "id": nope}', Reason.NOT_JSON, "line 2, column 12"),
    (b'{"format": "brieflight-session",\n "id": "', Reason.CUT_OFF, "line 2, column 9"),
    (ferry() + b"{}", Reason.NOT_JSON, "line 134, column 2"),
    (b'{\n"\xc3\xa9": "\xff\xfe"}', Reason.NOT_UTF8, "line 2, column 7"),
    (ferry().decode().encode("utf-16"), Reason.NOT_UTF8, "line 1, column 1"),
    (b"[1, 2]", Reason.NOT_A_SESSION, ""),
    (b'"brieflight-session"', Reason.NOT_A_SESSION, ""),
    (b'{"format": "other", "formatVersion": 1}', Reason.NOT_A_SESSION, "format"),
    (ferry_with("brieflight-session", "other"), Reason.NOT_A_SESSION, "format"),
    (b"[" * 100_000, Reason.NOT_A_SESSION, ""),
    (ferry_with('"x-unknown"', f'"y": {DEEP}, "x-unknown"'), Reason.TOO_DEEP, ""),
]

MEMBERS: list[tuple[str, str, Reason, str]] = [
    ('"minReader": 1,', "", Reason.MISSING, "minReader"),
    ('"title": "The ferry",', "", Reason.MISSING, "title"),
    ('"end": 58', '"end": "58"', Reason.WRONG_TYPE, f"{AT}.end"),
    ('"end": 58', '"end": 177', Reason.SPAN_OUTSIDE, f"{AT}.end"),
    ('"end": 58', '"end": 46', Reason.SPAN_OUTSIDE, f"{AT}.end"),
    ('"start": 46', '"start": -1', Reason.SPAN_OUTSIDE, f"{AT}.start"),
    (
        '"start": 124',
        '"start": 176',
        Reason.SPAN_OUTSIDE,
        f"{QUOTED}.target[1].selector[0].start",
    ),
    (
        '"start": 93',
        '"start": 999',
        Reason.SPAN_OUTSIDE,
        f"{QUOTED}.body[1].br:mention.selector[0].start",
    ),
    ('"end": 25, "level"', '"end": 28, "level"', Reason.SPAN_OUTSIDE, "sources[0].blocks[1].start"),
    ('"end": 175}', '"end": 177}', Reason.SPAN_OUTSIDE, "sources[0].blocks[2].end"),
    ("not sail\\n", "not go\\n", Reason.TEXT_MISMATCH, "sources[0].text.length"),
    ("not sail\\n", "now sail\\n", Reason.TEXT_MISMATCH, "sources[0].text.sha256"),
    ('"codepoint"', '"utf-16"', Reason.WRONG_VALUE, "sources[0].text.unit"),
    ('"heading"', '"headline"', Reason.WRONG_VALUE, "sources[0].blocks[0].kind"),
    ('"br:kind": "direct"', '"br:kind": "sung"', Reason.WRONG_VALUE, f"{QUOTED}.body[1].br:kind"),
    ("#155E9B", "blue", Reason.WRONG_VALUE, "codebook[0].color"),
    ('"id": "quote"', '"id": "claim"', Reason.DUPLICATE_ID, "codebook[1].id"),
    (f'"id": "{SECOND}"', f'"id": "{FIRST}"', Reason.DUPLICATE_ID, f"{QUOTED}.id"),
    ('"value": "claim"', '"value": "clam"', Reason.UNKNOWN_TAG, "annotations[0].body[0].value"),
    ('"purpose": "classifying"', '"purpose": "other"', Reason.MISSING, "annotations[0].body"),
    (
        '"source": "urn:uuid:5a',
        '"source": "urn:uuid:5b',
        Reason.UNKNOWN_SOURCE,
        "annotations[0].target.source",
    ),
    (
        '"type": "TextPositionSelector", "start": 93',
        '"type": "Other", "start": 93',
        Reason.MISSING,
        f"{QUOTED}.body[1].br:mention.selector",
    ),
    ('"formatVersion": 1', '"formatVersion": 0', Reason.WRONG_VALUE, "formatVersion"),
]


@pytest.mark.parametrize(("data", "reason", "path"), WHOLE)
def test_what_is_no_session_is_refused_with_a_reason(
    data: bytes, reason: Reason, path: str
) -> None:
    with pytest.raises(BadSession) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.path) == (reason, path)
    assert caught.value.detail


@pytest.mark.parametrize(("old", "new", "reason", "path"), MEMBERS)
def test_a_member_that_is_wrong_is_refused_by_its_path(
    old: str, new: str, reason: Reason, path: str
) -> None:
    with pytest.raises(BadSession) as caught:
        decode(ferry_with(old, new))
    assert (caught.value.reason, caught.value.path) == (reason, path)
    assert caught.value.detail


def test_a_passage_over_two_sources_is_refused() -> None:
    content = json.loads(ferry())
    content["sources"].append({**content["sources"][0], "id": "urn:x:other"})
    content["annotations"][1]["target"][1]["source"] = "urn:x:other"
    with pytest.raises(BadSession) as caught:
        decode(json.dumps(content).encode())
    assert caught.value.path == "annotations[1].target[1].source"


def test_a_speaker_named_in_another_source_is_refused() -> None:
    content = json.loads(ferry())
    content["sources"].append({**content["sources"][0], "id": "urn:x:other"})
    content["annotations"][1]["body"][1]["br:mention"]["source"] = "urn:x:other"
    with pytest.raises(BadSession) as caught:
        decode(json.dumps(content).encode())
    assert caught.value.path == "annotations[1].body[1].br:mention.source"


def test_a_passage_without_a_target_is_refused() -> None:
    content = json.loads(ferry())
    content["annotations"][1]["target"] = []
    with pytest.raises(BadSession) as caught:
        decode(json.dumps(content).encode())
    assert caught.value.path == "annotations[1].target"


@given(st.integers(0, len(ferry()) - 1))
def test_a_file_cut_off_anywhere_is_refused_or_loses_nothing(place: int) -> None:
    torn = (Reason.EMPTY, Reason.CUT_OFF, Reason.NOT_JSON, Reason.NOT_UTF8)
    try:
        whole = decode(ferry()[:place]).session == opened()
    except BadSession as error:
        whole = error.reason in torn
    assert whole


@given(st.integers(0, len(ferry()) - 1), st.integers(0, 255))
@example(ferry().index(b"start") + 8, ord("1"))
def test_a_changed_byte_is_refused_or_leaves_the_text_alone(place: int, byte: int) -> None:
    data = bytearray(ferry())
    data[place] = byte
    try:
        read = decode(bytes(data))
    except BadSession:
        return
    texts = [source.text for source in read.session.sources.values()]
    assert texts == [source.text for source in opened().sources.values()]
    assert decode(encode(read.session)).session == read.session


_KEYS = [*json.loads(ferry()), "selector", "value"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(_KEYS), inner),
)


@given(st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_refused_without_another_exception(data: bytes) -> None:
    with pytest.raises(BadSession):
        decode(data)


@given(st.data())
def test_any_value_in_any_place_is_refused_or_leaves_the_text_alone(data: st.DataObject) -> None:
    content = json.loads(ferry())
    place = content
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(_JSON)
    try:
        read = decode(json.dumps(content).encode())
    except BadSession:
        return
    assert decode(encode(read.session, read.cache)).session == read.session
    assert decode(encode(read.session)).session == read.session


def more_than(number: int, length: int) -> list[tuple[Any, str]]:
    """The ferry with too much of something, and where."""
    found: list[tuple[Any, str]] = []

    def changed(path: str) -> Any:
        content = json.loads(ferry())
        found.append((content, path))
        return content

    long = "n" * length
    tag = {"id": "", "name": "One more", "color": "#155E9B"}
    codebook = changed(f"codebook[{bounds.TAGS}]")["codebook"]
    codebook += [{**tag, "id": f"t{at}"} for at in range(number + bounds.TAGS - len(codebook))]
    changed("codebook[1].name")["codebook"][1]["name"] = long
    changed("title")["title"] = long
    changed("people[0].name")["people"][0]["name"] = long
    changed("sources[0].name")["sources"][0]["name"] = long
    changed("sources[0].front.title")["sources"][0]["front"]["title"] = long
    label = {"type": "TextualBody", "purpose": "tagging", "value": long}
    bodies = changed("annotations[1].body[1].value")["annotations"][1]["body"]
    bodies.insert(1, label)
    bodies = changed("annotations[1].body[1].br:position")["annotations"][1]["body"]
    bodies[1]["br:position"] = long
    bodies = changed(f"annotations[0].body[{1 + bounds.LABELS}]")["annotations"][0]["body"]
    del bodies[1:]
    bodies += [{**label, "value": f"l{at}"} for at in range(number + bounds.LABELS)]
    passage = changed(f"annotations[1].target[{bounds.PARTS}]")["annotations"][1]
    passage["target"] = passage["target"][:1] * (number + bounds.PARTS)
    return found


@pytest.mark.parametrize(
    ("content", "path"), more_than(1, bounds.LINE + 1), ids=lambda one: str(one)[:40]
)
def test_more_than_a_session_can_hold_is_refused_by_its_place(content: Any, path: str) -> None:
    data = json.dumps(content).encode()
    with pytest.raises(BadSession) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.path) == (Reason.TOO_MUCH, path)
    named = [one.path for one in problems(data)]
    assert len(named) == 1
    assert path.startswith(named[0]), "a list that is too long is named as a whole"


@pytest.mark.parametrize(
    ("content", "path"), more_than(0, bounds.LINE), ids=lambda one: str(one)[:40]
)
def test_as_much_as_a_session_can_hold_is_opened(content: Any, path: str) -> None:
    decode(json.dumps(content).encode())

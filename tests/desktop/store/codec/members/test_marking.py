"""The protective marking of a session, in its file."""

import json

import pytest
from msgspec.structs import replace

from desktop.model.change import MARKING_AT_MOST
from desktop.model.session import new_session
from desktop.store.checking import strict
from desktop.store.codec import decoding, encoding
from desktop.store.errors import BadSession
from resources.files import SCHEMA
from tests.desktop.store.examples import ferry


def with_member(member: str) -> bytes:
    """A session file with this member ``marking``, none where it is empty."""
    data = encoding.encode(new_session("Port"))
    if not member:
        return data
    return data.removesuffix(b"\n}\n") + f',\n "marking": {member}\n}}\n'.encode()


def marked(data: bytes, marking: str) -> bytes:
    session = decoding.decode(data).session
    return encoding.encode(replace(session, info=replace(session.info, marking=marking)))


def marking_of(data: bytes) -> str:
    return decoding.decode(data).session.info.marking


@pytest.mark.parametrize("marking", ["TLP:AMBER+STRICT", "מוגבל", '<b>"&\u202e', "A" * 100])
def test_it_is_read_as_it_was_written_and_the_file_is_sound(marking: str) -> None:
    data = marked(with_member(""), marking)
    assert marking_of(data) == marking
    assert strict.problems(data) == []


def test_a_session_without_one_has_no_such_member_and_one_taken_off_is_gone() -> None:
    data = with_member("")
    assert b'"marking"' not in data
    assert marked(marked(data, "SECRET"), "") == data


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ('{"scheme": "TLP-2.0", "level": "AMBER+STRICT", "caveat": ""}', "TLP:AMBER+STRICT"),
        ('{"scheme": "TLP-2.0", "level": "TLP:RED"}', "TLP:RED"),
        ('{"scheme": "UK", "level": "SECRET", "caveat": "REL EU"}', "SECRET REL EU"),
        ('{"text": "SECRET", "rank": 3}', "SECRET"),
        ("null", ""),
        ('""', ""),
        ("{}", ""),
    ],
)
def test_other_forms_are_understood_and_left_as_they_are(member: str, shown: str) -> None:
    data = with_member(member)
    assert marking_of(data) == shown
    assert strict.problems(data) == []
    assert encoding.encode(decoding.decode(data).session) == data
    again = marked(data, "SECRET//NOFORN")
    assert marking_of(again) == "SECRET//NOFORN"
    if shown:
        assert marking_of(marked(data, "")) == ""


def test_the_marking_of_the_example_is_that_of_its_scheme() -> None:
    assert marking_of(ferry()) == "TLP:AMBER"


@pytest.mark.parametrize("member", ["7", "true", '["SECRET"]', json.dumps("A" * 101)])
def test_what_is_no_marking_is_refused_with_its_place(member: str) -> None:
    data = with_member(member)
    with pytest.raises(BadSession) as refused:
        decoding.decode(data)
    assert refused.value.path == "marking"
    assert [problem.path for problem in strict.problems(data)] == ["marking"]


def test_the_schema_has_the_same_bound() -> None:
    described = json.loads(SCHEMA.read_bytes())["properties"]["marking"]
    assert described["maxLength"] == MARKING_AT_MOST

"""A session as bytes, and back."""

import json

from hypothesis import given
from msgspec.structs import replace

from desktop.model.change import SessionInfo
from desktop.model.identity import AnnotationId, TagId
from desktop.model.session import Session, new_session
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from tests.desktop.store.codec.comparing import lines_changed
from tests.desktop.store.examples import (
    FIRST,
    SECOND,
    changed,
    ferry,
    opened,
    sessions,
)


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


def test_a_session_of_many_passages_comes_back_as_it_was() -> None:
    session = opened()
    held = session.annotations[FIRST]
    ids = [AnnotationId(f"urn:x:{number}") for number in range(1000)]
    many = replace(session, annotations={id_: replace(held, id=id_) for id_ in ids})
    read = decode(encode(many))
    assert read.session == many
    assert encode(read.session, read.cache) == encode(many)


def test_a_file_with_windows_line_ends_keeps_them() -> None:
    windows = ferry().replace(b"\n", b"\r\n")
    read = decode(windows)
    assert read.session == opened()
    assert encode(read.session, read.cache) == windows
    retagged = encode(changed(read.session, FIRST, tag=TagId("quote")), read.cache)
    assert len(lines_changed(windows, retagged)) <= 2  # the tag, and the program's version
    assert retagged.count(b"\n") == retagged.count(b"\r\n") == windows.count(b"\n")


def test_line_ends_of_several_kinds_stay_where_nothing_changed() -> None:
    mixed = ferry().replace(b'"x-label": 1', b'"x-label":\r\n1')
    read = decode(mixed)
    assert encode(read.session, read.cache) == mixed
    other = encode(changed(read.session, SECOND, tag=TagId("claim")), read.cache)
    assert b'"x-label":\r\n1' in other


def test_a_session_as_it_was_opened_is_written_byte_for_byte_however_it_was_laid_out() -> None:
    for data in (json.dumps(json.loads(ferry())).encode(), b"\n" + ferry().replace(b'",', b'" ,')):
        read = decode(data)
        assert encode(read.session, read.cache) == data


def test_a_file_is_utf8_with_a_line_end_at_its_end_and_hidden_characters_written_out() -> None:
    session = replace(new_session(), info=SessionInfo("a\u202eb\u200bc\u2028d\x7f 👩‍🚀 שלום"))
    data = encode(session)
    assert '"title": "a\\u202eb\\u200bc\\u2028d\\u007f 👩\\u200d🚀 שלום"'.encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data
    assert decode(data).session.info == session.info

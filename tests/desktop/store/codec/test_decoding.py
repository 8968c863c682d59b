"""The bytes of a session file, whoever wrote them, as a session."""

import gc
import json

import pytest

from desktop.store.codec.decoding import ReadOnly, decode
from desktop.store.codec.encoding import encode
from desktop.store.errors import BadSession, Reason
from tests.desktop.store.examples import (
    ferry,
    ferry_with,
    opened,
)


def test_another_programs_layout_and_order_lose_nothing() -> None:
    content = json.loads(ferry())
    foreign = json.dumps(dict(reversed(content.items())), indent=4).encode()
    for session, cache in ((decode(foreign).session, decode(foreign).cache), (opened(), None)):
        for written in (encode(session, cache), encode(session)):
            kept = json.loads(written)
            assert {**kept, "generator": None} == {**content, "generator": None}


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

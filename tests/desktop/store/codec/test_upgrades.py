"""Older forms of the file: each has its fixture, and the file before an upgrade is kept."""

import json
from pathlib import Path

import pytest

from desktop.store.codec import wire
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.codec.upgrades import STEPS, Json
from desktop.store.errors import BadSession
from desktop.store.files import backups
from desktop.store.files.sessions import open_session, replace_session
from tests.desktop.store.codec.comparing import own_names
from tests.desktop.store.examples import (
    ferry,
    ferry_with,
    opened,
)

DATA = Path(__file__).parents[1] / "data"


def fixtures() -> list[int]:
    return sorted(int(path.name.split("-")[1].split(".")[0]) for path in DATA.glob("version-*"))


def test_every_older_version_has_a_step_and_a_fixture() -> None:
    assert sorted(STEPS) == fixtures()
    assert all(number < wire.FORMAT_VERSION for number in STEPS)
    for number in fixtures():
        read = decode((DATA / f"version-{number}.brief.json").read_bytes())
        assert read.upgraded_from == number
        assert decode(encode(read.session)).session == read.session


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a version that this program would upgrade."""

    def from_zero(content: Json) -> Json:
        return {("title" if key == "heading" else key): value for key, value in content.items()}

    monkeypatch.setattr("desktop.store.codec.upgrades.STEPS", {0: from_zero})
    path = tmp_path / "a.brief.json"
    data = ferry_with('"formatVersion": 1', '"formatVersion": 0')
    path.write_bytes(data.replace(b'"title": "The ferry",', b'"heading": "The ferry",', 1))
    return path


def test_the_file_before_an_upgrade_is_kept_under_a_name_that_says_so(old: Path) -> None:
    before = old.read_bytes()
    found = open_session(old)
    assert found.session == opened()
    assert old.read_bytes() == before, "opening upgrades nothing on disk"
    last = found.known
    for _time in range(backups.KEPT + 2):
        last = replace_session(old, found.session, last, found.cache)
    (kept,) = [one for one in backups.all_of(old) if "version-0" in one.name]
    assert kept.read_bytes() == before
    assert b'"formatVersion": 1' in old.read_bytes()
    assert decode(old.read_bytes()).upgraded_from is None


def test_an_upgraded_file_with_a_byte_order_mark_is_told_apart(old: Path) -> None:
    assert decode(b"\xef\xbb\xbf" + old.read_bytes()).upgraded_from == 0


def test_a_version_without_a_step_is_refused() -> None:
    with pytest.raises(BadSession):
        decode(ferry_with('"formatVersion": 1', '"formatVersion": 0'))


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
    monkeypatch.setattr("desktop.store.codec.upgrades.STEPS", {-1: from_minus_one, 0: from_zero})
    read = decode(old)
    assert read.session == opened()
    plain = encode(read.session, read.cache)
    assert b'\n "formatVersion": 1,\n' in plain
    assert b'\n   "type": "Annotation",\n' in plain
    assert sorted(own_names(json.loads(encode(read.session, read.cache)))) == sorted(
        own_names(json.loads(ferry()))
    )

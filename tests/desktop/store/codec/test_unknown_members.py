"""What another program wrote into a session is there after every save, wherever it stands."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.annotation import Annotation, Link, LinkKind, Span, Speaker, SpeechKind
from desktop.model.grades import Confidence, Credibility
from desktop.model.identity import Instant, TagId
from desktop.model.session import Session
from desktop.store.checking.strict import problems
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.files.sessions import open_session, replace_session
from tests.desktop.store.codec.comparing import own_names
from tests.desktop.store.examples import (
    FIRST,
    SECOND,
    THIRD,
    changed,
    ferry,
    opened,
)

DATA = Path(__file__).parents[1] / "data"
Place = tuple[str | int, ...]
NEW = "x-somebody-elses"


def objects(value: Any, place: Place = ()) -> Iterator[Place]:
    """Where in a JSON value an object stands."""
    if isinstance(value, dict):
        yield place
        for key, member in value.items():
            yield from objects(member, (*place, key))
    elif isinstance(value, list):
        for at, entry in enumerate(value):
            yield from objects(entry, (*place, at))


def at(value: Any, place: Place) -> Any:
    """What stands at a place."""
    for step in place:
        value = value[step]
    return value


PLACES = list(objects(json.loads(ferry())))
VALUES: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def with_member(place: Place, value: object) -> bytes:
    content = json.loads(ferry())
    at(content, place)[NEW] = value
    return json.dumps(content).encode()


@given(st.sampled_from(PLACES), VALUES)
def test_a_member_at_any_place_comes_back_unchanged(place: Place, value: object) -> None:
    value = json.loads(json.dumps(value).encode("utf-8", "replace"))
    read = decode(with_member(place, value))
    untouched = json.loads(encode(read.session, read.cache))
    assert at(untouched, place)[NEW] == value
    # Every record is written anew, with other words in it.
    session = read.session
    for id_ in session.annotations:
        session = changed(session, id_, tag=TagId("quote"))
    assert at(json.loads(encode(session)), place)[NEW] == value


def test_all_of_them_are_there_after_several_saves_of_one_session(tmp_path: Path) -> None:
    content = json.loads(ferry())
    for place in PLACES:
        at(content, place)[NEW] = list(place)
    path = tmp_path / "a.brief.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    found = open_session(path)
    session, last = found.session, found.known
    for number in range(3):
        for held in session.annotations.values():
            assert isinstance(held, Annotation)
            session = changed(session, held.id, labels=("counts", str(number)))
        last = replace_session(path, session, last, found.cache)
    written = json.loads(path.read_bytes())
    for place in PLACES:
        if "body" not in place or place[-1] == "body":
            assert at(written, place)[NEW] == list(place)
    assert path.read_bytes().count(NEW.encode()) == len(PLACES)


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
    "title": lambda s: replace(s, info=replace(s.info, title="Another")),
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


def _mutated(draw: st.DrawFn, content: Any) -> None:
    """Take away, repeat, exchange or add something small somewhere below the session's lists."""
    places = [place for place in objects(content) if place and place[0] in LISTS]
    for _turn in range(draw(st.integers(1, 4))):
        place = draw(st.sampled_from(places))
        try:
            members = at(content, place)
            kind = draw(st.sampled_from(["without", "empty", "twice", "last first", "new"]))
            key = draw(st.sampled_from(sorted(members))) if members else NEW
            listed = [one for one in members.values() if isinstance(one, list) and one]
            if kind == "without":
                members.pop(key, None)
            elif kind == "empty" and isinstance(members.get(key), str):
                members[key] = ""
            elif kind == "new":
                members[NEW] = draw(VALUES)
            elif listed:
                one = draw(st.sampled_from(listed))
                one.append(json.loads(json.dumps(one[-1]))) if kind == "twice" else one.reverse()
        except (KeyError, IndexError, TypeError):  # another turn took the place away
            continue


@st.composite
def sound_files(draw: st.DrawFn) -> bytes:
    """A session file unlike those the program writes, in which ``check`` finds nothing."""
    content = json.loads(ferry())
    _mutated(draw, content)
    data = json.dumps(content).encode("utf-8", "replace")
    assume(not problems(data))
    return data


LISTS = ("annotations", "people", "codebook", "sources")
EDITS: dict[str, dict[str, object]] = {
    "tag": {"tag": TagId("opinion")},
    "confidence": {"confidence": Confidence.LOW},
    "links": {"links": (Link(LinkKind.CONTRADICTS, SECOND),)},
}


@given(sound_files(), st.sampled_from(sorted(EDITS)))
def test_an_edit_leaves_all_else_as_it_was_in_any_file_that_check_calls_sound(
    data: bytes, edit: str
) -> None:
    def without_edited(written: bytes) -> Any:
        content = json.loads(written)
        for record in content["annotations"]:
            record["body"] = [body for body in record["body"] if not edited(body)]
        return content["annotations"], content["people"], content["codebook"], content["sources"]

    def edited(body: Any) -> bool:
        purposes = {"tag": "classifying", "confidence": "assessing", "links": "linking"}
        return isinstance(body, dict) and body.get("purpose") == purposes[edit]

    read = decode(data)
    opinion = replace(read.session.codebook[0], id=TagId("opinion"))
    session = replace(read.session, codebook=(*read.session.codebook, opinion))
    for id_ in session.annotations:
        session = changed(session, id_, **EDITS[edit])
    kept, people, tags, articles = without_edited(encode(session, read.cache))
    was, people_before, tags_before, articles_before = without_edited(data)
    assert kept == was
    assert (people, tags[:-1], articles) == (people_before, tags_before, articles_before)


@pytest.mark.parametrize(
    "name", ["own-targets-overlap", "two-notes-two-authors", "tagging-without-value"]
)
def test_a_retagged_passage_keeps_all_that_another_program_wrote_beside_it(name: str) -> None:
    data = (DATA / f"{name}.brief.json").read_bytes()
    read = decode(data)
    session = read.session
    for id_ in session.annotations:
        session = changed(session, id_, tag=TagId("quote"))
    written = json.loads(encode(session, read.cache))["annotations"]
    for record, was in zip(written, json.loads(data)["annotations"], strict=True):
        assert record["target"] == was["target"]
        assert record["body"][1:] == was["body"][1:]

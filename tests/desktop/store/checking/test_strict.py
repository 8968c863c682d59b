"""What the fast decoder does not see."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.session import Session
from desktop.store.checking.strict import MANY, problems
from desktop.store.codec.decoding import decode
from desktop.store.codec.encoding import encode
from desktop.store.errors import BadSession, Reason
from tests.desktop.store.examples import FIRST, SECOND, ferry, ferry_with, sessions

SELECTOR = "annotations[0].target.selector"


def places(data: bytes, schema: bool = True) -> list[tuple[Reason, str]]:
    found = problems(data, schema)
    assert all(problem.sentence for problem in found)
    return [(problem.reason, problem.path) for problem in found]


def test_a_sound_file_has_no_problems() -> None:
    assert problems(ferry()) == []


@given(sessions())
def test_what_the_program_writes_has_no_problems(session: Session) -> None:
    assert problems(encode(session)) == []


UNSEEN: list[tuple[str, str, Reason, str]] = [
    ('"x-text"', '"length": 176, "x-text"', Reason.DUPLICATE_KEY, "sources[0].text.length"),
    ('"kept": "as it', '"a": 1, "a": 2, "b": "', Reason.DUPLICATE_KEY, "x-unknown.a"),
    ('"x-text": 1.5', '"x-text": 1e999', Reason.NOT_A_NUMBER, "sources[0].text.x-text"),
    (
        '"x-text": 1.5',
        f'"x-text": [0, {"9" * 5000}]',
        Reason.NOT_A_NUMBER,
        "sources[0].text.x-text[1]",
    ),
    (
        '"x-unknown"',
        '"y": {"z": [1, "[\\"", ' + "[" * 62 + "]" * 62 + ']}, "x-unknown"',
        Reason.TOO_DEEP,
        "y.z[2]" + "[0]" * 61,
    ),
    ('"exact": "14 cros', '"exact": "15 cros', Reason.TEXT_MISMATCH, f"{SELECTOR}[2].exact"),
    (
        '"exact": "Lena Ortiz"',
        '"exact": "Lena Ortez"',
        Reason.TEXT_MISMATCH,
        "annotations[1].body[1].br:mention.selector[1].exact",
    ),
    (
        '"exact": "“or Saturday.”"',
        '"exact": ""',
        Reason.TEXT_MISMATCH,
        "annotations[1].target[1].selector[1].exact",
    ),
]


@pytest.mark.parametrize("schema", [True, False])
@pytest.mark.parametrize(("old", "new", "reason", "path"), UNSEEN)
def test_what_decoding_passes_over_is_found_at_its_place(
    old: str, new: str, reason: Reason, path: str, schema: bool
) -> None:
    decode(ferry_with(old, new))
    assert places(ferry_with(old, new), schema) == [(reason, path)]


def test_nesting_of_64_is_allowed() -> None:
    fine = '"y": ' + "[" * 63 + "]" * 63 + ', "x-unknown"'
    assert problems(ferry_with('"x-unknown"', fine)) == []


DESCRIBED: list[tuple[str, str, str]] = [
    ('"type": "Annotation"', '"type": "Note"', "annotations[0].type"),
    ('"type": "TextQuoteSelector", "exact": "14', '"type": "Q", "exact": "14', SELECTOR),
    ('"http://www.w3.org/ns/anno.jsonld"', '"anno"', "annotations[0].@context"),
    ('"br:position": "who', '"br:position": 1, "y": "who', "annotations[1].body[1].br:position"),
    ('"initials": "RO"', '"initials": 1', "people[0].initials"),
    ('"byteLength": 200', '"byteLength": -200', "sources[0].origin.byteLength"),
    ('"minReader": 1,', "", ""),
]


@pytest.mark.parametrize(("old", "new", "path"), DESCRIBED)
def test_what_differs_from_the_schema_is_found_at_its_place(old: str, new: str, path: str) -> None:
    assert places(ferry_with(old, new)) == [(Reason.WRONG_TYPE, path)]


def test_the_same_misfit_is_reported_for_every_record_that_has_it() -> None:
    data = ferry().replace(b'"type": "Annotation"', b'"type": "Note"')
    assert [path for _reason, path in places(data)] == [f"annotations[{i}].type" for i in range(3)]


def test_a_record_like_another_is_looked_at_for_its_fixed_words() -> None:
    content = json.loads(ferry())
    content["annotations"].append({**content["annotations"][0], "id": "urn:x", "type": "Note"})
    assert places(json.dumps(content).encode()) == [(Reason.WRONG_TYPE, "annotations[3].type")]


def test_every_annotation_that_does_not_fit_is_reported() -> None:
    data = ferry_with('"value": "claim"', '"value": "clam"').decode()
    data = data.replace(f'"id": "{SECOND}"', f'"id": "{FIRST}"').replace('"end": 155', '"end": 999')
    assert places(data.encode()) == [
        (Reason.UNKNOWN_TAG, "annotations[0].body[0].value"),
        (Reason.DUPLICATE_ID, "annotations[1].id"),
        (Reason.SPAN_OUTSIDE, "annotations[2].target.selector[0].end"),
        (Reason.TEXT_MISMATCH, "annotations[2].target.selector[1].exact"),
    ]


def test_a_source_that_does_not_fit_is_reported() -> None:
    data = ferry_with("not sail\\n", "now sail\\n")
    assert places(data) == [(Reason.TEXT_MISMATCH, "sources[0].text.sha256")]


def test_what_was_found_before_something_fatal_is_reported_with_it() -> None:
    data = ferry_with("not sail\\n", "now sail\\n").replace(b'"x-text"', b'"length": 176, "x-text"')
    assert places(data) == [
        (Reason.DUPLICATE_KEY, "sources[0].text.length"),
        (Reason.TEXT_MISMATCH, "sources[0].text.sha256"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (ferry()[:-2], Reason.CUT_OFF),
        (b"{]", Reason.NOT_JSON),
        (b"{}", Reason.NOT_A_SESSION),
        (b'"\xff"', Reason.NOT_UTF8),
        (ferry_with('"id": ', '"id": NaN, "id": '), Reason.NOT_JSON),
    ],
)
def test_what_cannot_be_read_is_reported_alone(data: bytes, reason: Reason) -> None:
    assert [found for found, _path in places(data)] == [reason]


def test_json_that_breaks_behind_a_misfit_is_reported_as_broken() -> None:
    data = ferry_with('"title": "The ferry"', '"title": 1')[:-3] + b"!}"
    assert [reason for reason, _path in places(data)] == [Reason.NOT_JSON]


def test_not_more_than_many_are_listed() -> None:
    content = json.loads(ferry())
    content["people"] = [{} for _ in range(MANY * 2)]
    assert len(problems(json.dumps(content).encode())) == MANY


@given(st.integers(0, len(ferry()) - 1), st.integers(0, 255))
def test_what_decoding_refuses_is_a_problem_too(place: int, byte: int) -> None:
    data = bytearray(ferry())
    data[place] = byte
    try:
        decode(bytes(data))
    except BadSession:
        assert problems(bytes(data))
        assert problems(bytes(data), schema=False)
    else:
        problems(bytes(data))  # raises nothing


def test_a_member_among_many_that_stands_twice_is_found_in_no_time() -> None:
    """Were each compared with each, this would take a quarter of an hour."""
    many = ", ".join(f'"k{number}": 1' for number in range(200_000))
    data = ferry_with('"x-generator": 1', f'"x-generator": 1, {many}, "k7": 2')
    assert [one.path for one in problems(data, schema=False)] == ["generator.k7"]

"""The JSON Schema says what the code does."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from desktop.model.annotation import SpeechKind
from desktop.model.session import Session
from desktop.model.source import BlockKind
from desktop.store.checking.schema import misfits
from desktop.store.codec.encoding import encode
from desktop.store.codec.parsing import parse
from desktop.store.codec.wire import (
    SCHEMA_NAME,
    Annotation,
    Body,
    File,
    Front,
    Person,
    Selector,
    Source,
    Tag,
    Target,
)
from desktop.store.errors import BadSession
from resources.files import SCHEMA
from tests.desktop.store.examples import ferry, sessions

DESCRIPTION: dict[str, Any] = json.loads(SCHEMA.read_bytes())
VALIDATOR = Draft202012Validator(DESCRIPTION)


def test_it_is_a_schema_and_named_in_the_file() -> None:
    Draft202012Validator.check_schema(DESCRIPTION)
    assert json.loads(ferry())["$schema"] == SCHEMA.name == SCHEMA_NAME


@given(sessions())
def test_it_describes_what_the_program_writes(session: Session) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(encode(session)))) == []


def test_it_allows_the_unknown_members_of_the_example() -> None:
    assert list(VALIDATOR.iter_errors(json.loads(ferry()))) == []


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("", File),
        ("source", Source),
        ("front", Front),
        ("person", Person),
        ("tag", Tag),
        ("annotation", Annotation),
        ("body", Body),
        ("target", Target),
        ("selector", Selector),
    ],
)
def test_it_lists_every_member_the_code_reads_and_requires(
    name: str, shape: type[msgspec.Struct]
) -> None:
    described = DESCRIPTION["$defs"][name] if name else DESCRIPTION
    read = msgspec.structs.fields(shape)
    assert {field.encode_name for field in read} <= set(described["properties"])
    assert {field.encode_name for field in read if field.required} <= set(
        described.get("required", [])
    )


def test_it_lists_the_kinds_of_blocks_and_of_speech() -> None:
    kinds = DESCRIPTION["$defs"]["block"]["properties"]["kind"]["enum"]
    assert kinds == [kind.value for kind in BlockKind]
    speech = DESCRIPTION["$defs"]["body"]["properties"]["br:kind"]["enum"]
    assert speech == [kind.value for kind in SpeechKind]


def test_rules_for_annotations_look_at_nothing_but_types_and_fixed_words() -> None:
    """Else two annotations of one form could differ in whether they fit."""

    def rules(schema: object) -> set[str]:
        if isinstance(schema, dict):
            inner = [rules(rule) for key, rule in schema.items() if key not in ("enum", "const")]
            names = set(schema) if "properties" not in schema else set(schema) - {"properties"}
            return names.union(*inner)
        return set().union(*map(rules, schema)) if isinstance(schema, list) else set()

    parts = {name: DESCRIPTION["$defs"][name] for name in ("annotation", "body", "target")}
    parts |= {name: DESCRIPTION["$defs"][name] for name in ("selector", "position", "quote")}
    assert not rules(list(parts.values())) & {"pattern", "minimum", "maximum", "minLength"}


_VALUES = st.sampled_from([None, True, 0, -1, 1.5, "", "claim", [], [None], {}, {"id": 1}])


@given(st.data())
def test_what_it_allows_the_code_reads_whatever_stands_where(data: st.DataObject) -> None:
    content = json.loads(ferry())
    place = content
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    if data.draw(st.booleans()):
        del place[key]
    else:
        place[key] = data.draw(_VALUES)
    described = next(VALIDATOR.iter_errors(content), None) is None
    assert described == (not list(misfits(content)))
    if not described:
        return
    try:
        parse(json.dumps(content).encode())
    except BadSession as error:
        pytest.fail(f"the schema allows what the code refuses: {error}")

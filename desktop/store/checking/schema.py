"""A file's content against ``session-1.schema.json``."""

import json
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any, cast

from desktop.i18n import _
from desktop.store.checking.places import path_of
from desktop.store.codec.records import Json
from desktop.store.errors import BadSession, Reason
from resources.files import SCHEMA

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError


def misfits(content: Json) -> Iterator[BadSession]:
    """Where the content differs from what the schema describes.

    The library takes 0.7 ms for an annotation, so it sees one of each form: two that differ only in
    numbers and in words no rule looks at fit, or misfit, in the same places.
    """
    schema = cast("Json", json.loads(SCHEMA.read_bytes()))
    annotations = content.get("annotations")
    if not isinstance(annotations, list):
        yield from (_misfit(*error) for error in _errors(_validator(schema), content))
        return
    head = {**content, "annotations": []}
    yield from (_misfit(*error) for error in _errors(_validator(schema), head))
    validator = _validator({"$ref": "#/$defs/annotation", "$defs": schema["$defs"]})
    words = frozenset(_words(schema))
    seen: dict[Hashable, list[tuple[list[str | int], str]]] = {}
    for i, record in enumerate(cast("list[object]", annotations)):
        form = _form(record, words)
        if form not in seen:
            seen[form] = list(_errors(validator, record))
        for steps, detail in seen[form]:
            yield _misfit(["annotations", i, *steps], detail)


def _validator(schema: Json) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator  # heavy, and no window needs it

    return Draft202012Validator(schema)


def _words(schema: object) -> Iterator[str]:
    """All strings that a rule of the schema compares with."""
    if isinstance(schema, dict):
        for key, rule in cast("Json", schema).items():
            if key == "const" and isinstance(rule, str):
                yield rule
            elif key == "enum" and isinstance(rule, list):
                yield from (word for word in cast("list[object]", rule) if isinstance(word, str))
            else:
                yield from _words(rule)
    elif isinstance(schema, list):
        for rule in cast("list[object]", schema):
            yield from _words(rule)


def _form(value: object, words: frozenset[str]) -> Hashable:
    """A value without what the rules for annotations do not look at."""
    if isinstance(value, str):
        return value if value in words else str
    if isinstance(value, dict):
        return tuple([(key, _form(member, words)) for key, member in cast("Json", value).items()])
    if isinstance(value, list):
        return (list, *[_form(entry, words) for entry in cast("list[object]", value)])
    if isinstance(value, float):
        return (float, value.is_integer())
    return type(value)


def _errors(
    validator: "Draft202012Validator", value: object
) -> Iterator[tuple[list[str | int], str]]:
    for error in validator.iter_errors(cast("Any", value)):
        yield list(error.absolute_path), _sentence(error)


def _misfit(steps: list[str | int], detail: str) -> BadSession:
    return BadSession(Reason.WRONG_TYPE, path_of(steps), detail)


def _sentence(error: "ValidationError") -> str:
    """What a rule asks for. The library's own messages print the whole value."""
    asked = error.validator_value
    match error.validator:
        case "type":
            kinds = [asked] if isinstance(asked, str) else cast("list[str]", asked)
            return _("this is to be of the type {kinds}").format(kinds=" / ".join(kinds))
        case "required":
            there = cast("Json", error.instance)
            missing = [key for key in cast("list[str]", asked) if key not in there]
            return _("these members are missing: {names}").format(names=", ".join(missing))
        case "const":
            return _("this is to be {value}").format(value=json.dumps(asked))
        case "enum":
            values = ", ".join(json.dumps(value) for value in cast("list[object]", asked))
            return _("this is to be one of {values}").format(values=values)
        case "contains":
            title = cast("Json", asked).get("title", "")
            return _("the list lacks an entry: {title}").format(title=title)
        case "pattern":
            return _("this does not have the form {pattern}").format(pattern=asked)
        case "minimum":
            return _("this is less than {least}").format(least=asked)
        case "maxItems":
            detail = _("there are more than {most} entries, the most there can be")
            return detail.format(most=f"{asked:,}")
        case "maxLength":
            detail = _("this has more than {most} characters, the most there can be")
            return detail.format(most=f"{asked:,}")
        case "minItems":
            return _("the list is empty")
        case rule:
            return _("this does not keep the rule {rule} of the format").format(rule=rule)

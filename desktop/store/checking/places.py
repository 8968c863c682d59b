"""JSON read once more for what msgspec passes over: duplicate keys, non-numbers, deep nesting."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import cast

import msgspec

from desktop.i18n import _
from desktop.store.codec.parsing import broken
from desktop.store.codec.records import Json
from desktop.store.errors import BadSession, Reason

DEEPEST = 64
"""Lists and objects that may stand one inside the other."""

_TOKEN = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"|[\[\]{},:]')


def check_depth(data: bytes) -> None:
    """Raise ``BadSession`` at the first place nested over ``DEEPEST``; ``NOT_JSON`` where the bytes
    are not JSON behind a member of the wrong type.

    msgspec lays JSON out faster than anything in Python counts brackets, and no string holds a
    line end: one indented that far is nested that deep.
    """
    try:
        near = b"\n" + b" " * DEEPEST in msgspec.json.format(data, indent=1)
    except RecursionError:
        near = True
    except msgspec.DecodeError as error:
        raise broken(data, str(error)) from None
    path = _too_deep(data) if near else None
    if path is not None:
        detail = _("lists or objects are nested more than {limit} deep").format(limit=DEEPEST)
        raise BadSession(Reason.TOO_DEEP, path, detail)


def _too_deep(data: bytes) -> str | None:
    """The path of the first list or object that stands in ``DEEPEST`` others."""
    steps: list[str | int] = []
    last = ""
    for token in _TOKEN.finditer(data):
        sign = token[0]
        if sign in b"[{":
            if len(steps) >= DEEPEST:
                return path_of(steps)
            steps.append(0 if sign == b"[" else "")
        elif sign in b"]}":
            steps.pop()
        elif sign == b"," and steps and isinstance(steps[-1], int):
            steps[-1] += 1
        elif sign == b":":
            steps[-1] = last
        elif sign[:1] == b'"':
            last = token[1].decode("utf-8", "replace")
    return None


def path_of(steps: list[str | int]) -> str:
    """``["body", 0, "value"]`` as ``body[0].value``."""
    named = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return "".join(named).removeprefix(".")


class _Twice(dict[str, object]):
    """An object in which keys stand more than once."""

    keys_again: tuple[str, ...] = ()


def read_whole(data: bytes) -> tuple[object, list[BadSession]]:
    """The content as plain objects, and its duplicate keys and numbers that are none.

    The bytes must be JSON, UTF-8 and not too deep.
    """
    odd = False

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal odd
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        odd = True
        times = Counter(key for key, _value in pairs)
        twice = _Twice(made)
        twice.keys_again = tuple(key for key in made if times[key] > 1)
        return twice

    def number(digits: str) -> float:
        nonlocal odd
        value = float(digits)
        odd = odd or not math.isfinite(value)
        return value

    def whole(digits: str) -> float:
        return int(digits) if len(digits) < 400 else number(digits)  # Python refuses 4,301 digits

    content = cast(
        "object",
        json.loads(data.decode(), object_pairs_hook=members, parse_float=number, parse_int=whole),
    )
    return content, list(_oddities(content, [])) if odd else []


def _oddities(value: object, steps: list[str | int]) -> Iterator[BadSession]:
    if isinstance(value, _Twice):
        for key in value.keys_again:
            detail = _("the member stands here more than once")
            yield BadSession(Reason.DUPLICATE_KEY, path_of([*steps, key]), detail)
    if isinstance(value, dict):
        for key, member in cast("Json", value).items():
            yield from _oddities(member, [*steps, key])
    elif isinstance(value, list):
        for i, entry in enumerate(cast("list[object]", value)):
            yield from _oddities(entry, [*steps, i])
    elif isinstance(value, float) and not math.isfinite(value):
        detail = _("the number is larger than a number can be")
        yield BadSession(Reason.NOT_A_NUMBER, path_of(steps), detail)

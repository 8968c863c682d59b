"""Files compared as a person would: by the lines of a diff, by the members that are not ours."""

import difflib
import json
from collections.abc import Iterator
from typing import Any


def own_names(value: Any) -> Iterator[str]:
    """The members, anywhere in a file, that this version of the program does not know."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key.startswith("x-") or key in ("br:suggested", "br:scheme", "styleClass", "grade"):
                yield f"{key}={json.dumps(member)}"
            yield from own_names(member)
    elif isinstance(value, list):
        for entry in value:
            yield from own_names(entry)


def lines_changed(before: bytes, after: bytes) -> list[str]:
    """The new form of each line that a diff shows as changed; fails when a line comes or goes."""
    diff = list(difflib.unified_diff(before.decode().split("\n"), after.decode().split("\n"), n=0))
    new = [line[1:].strip() for line in diff[2:] if line.startswith("+")]
    assert len(new) == len([line for line in diff[2:] if line.startswith("-")])
    return new

"""Annotated articles as JSON lines, with the words of every quote as a set of places."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LEADING = frozenset({"that", "if", "whether"})

Words = frozenset[int]
"""Where words start, in code points; punctuation and marks do not count."""


class Told(Struct, frozen=True):
    """One quote of the data, or one found: its parts, who says it, and how sure that is."""

    spans: tuple[tuple[int, int], ...]
    kind: str
    speaker: tuple[int, int] | None
    cue: tuple[int, int] | None
    score: float = 1.0


class Annotated(Struct, frozen=True):
    """One article of the data with its quotes."""

    id: str
    text: str
    quotes: tuple[Told, ...]


def annotated(path: Path) -> Iterator[Annotated]:
    """The articles of one file, in its order."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Annotated(row["id"], row["text"], tuple(map(_told, row["quotes"])))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> Words:
    """The words of a passage; a leading "that" is none of them."""
    found = [match for low, high in spans for match in _WORD.finditer(text, low, high)]
    if len(found) > 1 and found[0][0].lower() in _LEADING:
        del found[0]
    return frozenset(match.start() for match in found)


def likeness(one: Words, other: Words) -> float:
    """Intersection over union."""
    shared = len(one & other)
    return shared / len(one | other) if shared else 0.0


def _told(row: dict[str, Any]) -> Told:
    def pair(value: list[int] | None) -> tuple[int, int] | None:
        return (value[0], value[1]) if value else None

    spans = row.get("spans") or [[row["start"], row["end"]]]
    kind, speaker, cue = row["kind"], row["speaker"], row["cue"]
    return Told(tuple((a, b) for a, b in spans), kind, pair(speaker), pair(cue))

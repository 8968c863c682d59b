"""Articles whose sentences are labelled, as JSON lines."""

import json
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Label(Struct, frozen=True):
    """A sentence of the data. ``is_speech``: its words are somebody else's."""

    start: int
    end: int
    tag: str
    is_speech: bool


class Labelled(Struct, frozen=True):
    """One article of the data."""

    id: str
    text: str
    sentences: tuple[Label, ...]


def labelled(path: Path) -> Iterator[Labelled]:
    """The articles of one file, in its order."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found = (
                Label(one["start"], one["end"], one["tag"], bool(one.get("speech")))
                for one in row["sentences"]
            )
            yield Labelled(row["id"], row["text"], tuple(found))

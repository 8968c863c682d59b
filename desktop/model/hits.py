"""What a search has found in one text."""

from typing import NamedTuple


class Hits(NamedTuple):
    """Where the hits start and end, code points of the text; in order and without overlap."""

    starts: list[int]
    ends: list[int]


NO_HITS = Hits([], [])

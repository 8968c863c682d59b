"""No last word alone on a line: how far the right edge of a paragraph has to move in.

Word has no setting for it. Lines are broken here as Word breaks them, in the bundled face; where
the last would be a single word, a right indent makes the one before it give up another. Not one
character of the text changes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from exporters.word.package.faces import SANS, SANS_STRONG, SERIF, SERIF_STRONG, shaped_widths
from exporters.word.package.paragraphs import Style
from exporters.word.xml import needs_own_runs, twips

_DASHES = "-–—"
_PART = re.compile("[^–—-]*[–—-]+|[^–—-]+")
"""A line may break after a dash."""
_MOST = 0.25
"""The edge moves in by no more than this share of the measure."""
_TRIES = 6
_SAFE = 0.1
"""Em by which a word has to miss its line, for programs differ a little."""
_FACES = {
    ("serif", False): SERIF,
    ("serif", True): SERIF_STRONG,
    ("sans", False): SANS,
    ("sans", True): SANS_STRONG,
}


class Extra(NamedTuple):
    """Something printed with the character at ``offset`` that is not in the text, in points."""

    offset: int
    width: float


def right_indent(text: str, of: Style, measure: float, extras: Iterable[Extra] = ()) -> str:
    """The ``w:ind`` of a paragraph that needs one, else nothing.

    ``measure`` is the width of the page's text in points; ``extras`` are in any order.
    """
    face = _FACES.get((of.face, of.bold))
    room = (measure - of.left) / of.size
    # a line of fewer letters than that is never full
    if face is None or len(text) < room or "\n" in text or needs_own_runs(text):
        return ""
    added = [(one.offset, one.width / of.size) for one in extras]
    moved = _Lines(text, face, added).moved(room)
    return f'<w:ind w:right="{twips(moved * of.size)}"/>' if moved else ""


class _Lines:
    """A text as what may stand on lines; all widths are em."""

    def __init__(self, text: str, face: str, extras: Sequence[tuple[int, float]]) -> None:
        tokens, self._glued, dashes = _tokens(text)
        known = shaped_widths(face)
        space = self._space = known[" "]
        widths = list(map(space.__add__, map(known.__getitem__, tokens)))
        for at in self._glued:
            widths[at] -= space
        for offset, width in extras:
            widths[text.count(" ", 0, offset) + bisect_right(dashes, offset)] += width
        self._begin = list(accumulate(widths, initial=0.0))

    def moved(self, room: float) -> float:
        """How far the edge moves in from ``room``; 0 where nothing is alone or can be done."""
        starts = self._broken(room)
        lines = len(starts)
        narrow = room
        for _ in range(_TRIES):
            if not self._ends_alone(starts):
                return room - narrow
            narrow = self._begin[starts[-1]] - self._begin[starts[-2]] - self._space - _SAFE
            if narrow < room * (1 - _MOST):
                return 0.0
            starts = self._broken(narrow)
            if len(starts) > lines:
                return 0.0
        return 0.0

    def _broken(self, room: float) -> Sequence[int]:
        """The first token of each line; a word wider than the room has a line to itself."""
        begin = self._begin
        # the space at the end of a line hangs over it
        room += self._space
        starts = [0]
        while True:
            here = starts[-1]
            at = max(bisect_right(begin, begin[here] + room, here) - 1, here + 1)
            if at >= len(begin) - 1:
                return starts
            starts.append(at)

    def _ends_alone(self, starts: Sequence[int]) -> bool:
        """Whether the last of several lines has no space in it."""
        rest = range(starts[-1], len(self._begin) - 2)
        return len(starts) > 1 and all(at in self._glued for at in rest)


def _tokens(text: str) -> tuple[list[str], set[int], list[int]]:
    """What stands between two places where a line may break.

    Also which of them no space follows, and at which offsets the text may break after a dash.
    """
    words = text.split(" ")
    glued: set[int] = set()
    offsets: list[int] = []
    if not any(dash in text for dash in _DASHES):
        return words, glued, offsets
    tokens: list[str] = []
    at = 0
    for word in words:
        *parts, last = _PART.findall(word) or [word]
        for part in parts:
            glued.add(len(tokens))
            tokens.append(part)
            at += len(part)
            offsets.append(at)
        tokens.append(last)
        at += len(last) + 1
    return tokens, glued, offsets

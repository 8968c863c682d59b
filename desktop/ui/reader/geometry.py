"""Where the pieces of a passage lie on the laid-out lines of a block, in whole pixels.

All rectangles are relative to the top left of the block's own layout. ``cursorToX`` gives the two
ends of a stretch, which is the stretch itself only in left-to-right lines; elsewhere the glyph runs
tell which words it covers.
"""

import re
from typing import NamedTuple

from PySide6.QtGui import QTextLayout, QTextLine

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff]")
_BIDI_WIDE = re.compile("[\U00010800-\U00010fff\U0001e800-\U0001efff]")


class Stretch(NamedTuple):
    """One run of a passage on one line: pixels from ``left`` to ``right``, on a ``baseline``."""

    left: int
    right: int
    baseline: int
    first: bool
    """The passage starts with this stretch."""
    last: bool
    """The passage ends with this stretch."""


def has_right_to_left(text: str) -> bool:
    """Whether a line of this text may run right to left anywhere."""
    if text.isascii():
        return False
    return bool(_RIGHT_TO_LEFT.search(text) or _BIDI_WIDE.search(text))


def stretches(
    layout: QTextLayout, pieces: tuple[tuple[int, int], ...], mixed: bool
) -> list[Stretch]:
    """The stretches that cover ``pieces`` (UTF-16 units of the block), from top to bottom."""
    result: list[Stretch] = []
    for first, last in pieces:
        index = layout.lineForTextPosition(first).lineNumber()
        while 0 <= index < layout.lineCount():
            line = layout.lineAt(index)
            start = line.textStart()
            if start >= last:
                break
            begin, end = max(first, start), min(last, start + line.textLength())
            if begin < end:
                baseline = round(line.y() + line.ascent())
                for left, right in _edges(line, begin, end, mixed):
                    result.append(
                        Stretch(
                            round(left) - 1, round(right) + 1, baseline, begin == first, end == last
                        )
                    )
            index += 1
    return result


def _edges(line: QTextLine, begin: int, end: int, mixed: bool) -> list[tuple[float, float]]:
    if not mixed:
        left = _x(line, begin)
        full = end == line.textStart() + line.textLength()
        # The blank a line breaks at hangs over its end and is not painted.
        right = line.x() + line.naturalTextWidth() if full else _x(line, end)
        return [(left, max(left, right))]
    boxes = sorted(
        (box.left(), box.right())
        for box in (run.boundingRect() for run in line.glyphRuns(begin, end - begin))
        if box.width() > 0
    )
    merged: list[tuple[float, float]] = []
    for left, right in boxes:
        if merged and left <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _x(line: QTextLine, unit: int) -> float:
    found: object = line.cursorToX(unit)
    # PySide gives the position it settled on as well.
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]

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


class End(NamedTuple):
    """Where a passage begins or ends: ``x`` of a stem two pixels wide, and its ``baseline``."""

    x: int
    baseline: int


def end_of(layout: QTextLayout, unit: int, opens: bool, mixed: bool) -> End | None:
    """The edge of the character a passage begins with at ``unit``, or ends with before it.

    It is the edge that is met first or last in reading: the right one of a letter that runs right
    to left. None where nothing is laid out.
    """
    character = unit if opens else layout.previousCursorPosition(unit)
    line = layout.lineForTextPosition(character)
    if not line.isValid():
        return None
    baseline = round(line.y() + line.ascent())
    if mixed:
        # Where the direction changes, cursorToX gives an edge of the other run.
        length = layout.nextCursorPosition(character) - character
        for run in line.glyphRuns(character, length):
            box = run.boundingRect()
            if box.width() > 0:
                x = box.right() if run.isRightToLeft() is opens else box.left()
                return End(round(x) - 1, baseline)
    edge = QTextLine.Edge.Leading if opens else QTextLine.Edge.Trailing
    return End(round(_x(line, character, edge)) - 1, baseline)


def line_at(layout: QTextLayout, y: float) -> QTextLine:
    """The line at a height of the layout, the first or last one above or below all."""
    low, high = 0, layout.lineCount() - 1
    while low < high:
        middle = (low + high + 1) // 2
        if layout.lineAt(middle).y() <= y:
            low = middle
        else:
            high = middle - 1
    return layout.lineAt(low)


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


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    found: object = line.cursorToX(unit, edge)
    # PySide gives the position it settled on as well.
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]

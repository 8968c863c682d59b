"""Where the pieces of a passage lie on the laid-out lines of a block, in whole pixels.

All rectangles are relative to the top left of the block's own layout. ``cursorToX`` gives the two
ends of a stretch, which is the stretch itself only in left-to-right lines; elsewhere the glyph runs
tell which words it covers.
"""

import re
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextLayout, QTextLine

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff]")
_BIDI_WIDE = re.compile("[\U00010800-\U00010fff\U0001e800-\U0001efff]")


_ABOVE = 1.25
"""How far what is painted reaches above a baseline, in heights of a capital: over any accent."""
_BELOW = 0.29
"""How far it reaches below, to where the first bar begins."""


class Reach(NamedTuple):
    """How far what is painted with words in one type reaches from their baseline, in pixels.

    A line may also have letters of another face, with longer tails: it has more below it then, as
    long as it keeps clear of the next one.
    """

    above: int
    below: int
    descent: float
    """Of the type, without letters of another face."""
    leading: int
    """From one baseline to the next; 0 where nothing is known of that."""

    def below_line(self, line: QTextLine) -> int:
        """How far it reaches below the baseline of a line."""
        most = self.leading - self.above - 2 if self.leading else self.below
        more = max(0, round(line.descent() - self.descent))
        return max(self.below, min(self.below + more, most))


def reach_in(font: QFont, leading: int = 0) -> Reach:
    """The reach of words in this type, whose lines have this leading in pixels."""
    metrics = QFontMetricsF(font)
    capital = metrics.capHeight()
    return Reach(round(_ABOVE * capital), round(_BELOW * capital), metrics.descent(), leading)


def reach_of(block: QTextBlock) -> Reach:
    """The reach of the words of a block, all of which have one type."""
    words = block.begin().fragment()  # pyright: ignore[reportAttributeAccessIssue]
    font = words.charFormat().font() if words.isValid() else block.charFormat().font()
    return reach_in(font, round(block.blockFormat().lineHeight()))


class Stretch(NamedTuple):
    """One run of a passage on one line: pixels from ``left`` to ``right``, on a ``baseline``."""

    left: int
    right: int
    baseline: int
    above: int
    """How far its ground reaches above the baseline."""
    below: int
    """How far it reaches below, to where the first bar begins."""
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
    layout: QTextLayout, pieces: tuple[tuple[int, int], ...], mixed: bool, reach: Reach
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
                baseline, below = round(line.y() + line.ascent()), reach.below_line(line)
                for left, right in _edges(line, begin, end, mixed):
                    result.append(
                        Stretch(
                            round(left) - 1,
                            round(right) + 1,
                            baseline,
                            reach.above,
                            below,
                            begin == first,
                            end == last,
                        )
                    )
            index += 1
    return result


class End(NamedTuple):
    """Where a passage begins or ends: ``x`` of a stem two pixels wide, and its ``baseline``."""

    x: int
    baseline: int
    above: int
    below: int


def end_of(layout: QTextLayout, unit: int, opens: bool, mixed: bool, reach: Reach) -> End | None:
    """The edge of the character a passage begins with at ``unit``, or ends with before it.

    It is the edge that is met first or last in reading: the right one of a letter that runs right
    to left. None where nothing is laid out.
    """
    character = unit if opens else layout.previousCursorPosition(unit)
    line = layout.lineForTextPosition(character)
    if not line.isValid():
        return None
    baseline, below = round(line.y() + line.ascent()), reach.below_line(line)
    if mixed:
        # Where the direction changes, cursorToX gives an edge of the other run.
        length = layout.nextCursorPosition(character) - character
        for run in line.glyphRuns(character, length):
            box = run.boundingRect()
            if box.width() > 0:
                x = box.right() if run.isRightToLeft() is opens else box.left()
                return End(round(x) - 1, baseline, reach.above, below)
    edge = QTextLine.Edge.Leading if opens else QTextLine.Edge.Trailing
    return End(round(_x(line, character, edge)) - 1, baseline, reach.above, below)


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

"""How large what stands beside the text is: numbers, tracks and notes grow with the text.

Sizes are pixels, drawn for notes of 12 px beside an article at 100 %.
"""

from functools import cache

LEFT = 64
LEFT_NARROW = 44
_NOTE_TEXT = 72
_NOTE_WIDTH = 118
_NOTE_WIDEST = 260
_STEP = 8
"""Notes grow in steps, so that dragging the edge of a window does not break them for each pixel."""
RIGHT = _NOTE_TEXT + _NOTE_WIDTH + 4
RIGHT_NARROW = 72
_TYPE = 12
_SHARE = 9
"""Beside a narrow column the marks take at most one part in so many of the width."""


class Margin:
    """The sizes at one size of type; distances across are from the right edge of the text."""

    def __init__(self, type_size: int, wider: int = 0) -> None:
        """``type_size``: of the words of a note, in pixels; 12 at 100 %.

        ``wider``: pixels that the words may take up beyond what they need at least.
        """
        self.type = type_size
        scale = self.scale = type_size / _TYPE
        self.line = round(16 * scale)
        """From one line of a note to the next."""
        self.between = round(8 * scale)
        """Between two notes."""
        self.number_gap = round(24 * scale)
        """From a paragraph's number to its text."""
        self.left = round(LEFT * scale)
        self.right = round(RIGHT * scale)
        self.right_narrow = round(RIGHT_NARROW * scale)
        """The room for tracks and the marks of notes, without their words."""
        self.tracks = round(18 * scale)
        """To the first track."""
        self.track_pitch = round(7 * scale)
        self.tracked = round(40 * scale)
        """To where no track reaches any more."""
        self.beside = self.tracks - 2
        """To where nothing of the text is painted any more, such as a long stroke."""
        self.mark = round(50 * scale)
        self.notes = self.mark - round(4 * scale)
        """To the notes proper, with room for the smooth edge of a mark."""
        self.mark_size = round(14 * scale)
        self.mark_place = round(16 * scale)
        """The side of the square that a mark takes up."""
        self.words = round(_NOTE_TEXT * scale)
        """To the words of a note."""
        self.width = round(_NOTE_WIDTH * scale) + wider
        """Of the words."""
        self.field_width = round(260 * scale)
        """Of the field a note is written in, where there is room for it."""
        self.end = round(400 * scale)
        """To where no note reaches any more."""

    def px(self, size: float) -> int:
        """A smaller size of the drawing at this scale, in whole pixels."""
        return round(size * self.scale)


@cache
def _margin(type_size: int, wider: int = 0) -> Margin:
    return Margin(type_size, wider)


def margin_for(zoom: float, room: float, measure: float) -> tuple[Margin, bool]:
    """The margin of a text of this zoom, and whether it is too narrow for the words of notes.

    ``room`` is the width for text and margins together, ``measure`` that of the text, both in
    pixels. The margin is as large as the text where it fits beside the text, and never smaller
    than at 100 %: its type would be too small to read. The left margin gives way before the words
    of notes do. What is left at the right of a text in the middle goes to the words of notes.
    """
    spare = room - measure
    narrow = spare < LEFT_NARROW + RIGHT
    most = room / (_SHARE * RIGHT_NARROW) if narrow else spare / (LEFT + RIGHT)
    # Whole pixels of type, and a hair for what division leaves of 21 / 12.
    margin = _margin(int(_TYPE * max(1.0, min(zoom, most)) + 1e-6))
    if narrow:
        return margin, True
    beside = (spare - margin.left - margin.right) / 2
    widest = round((_NOTE_WIDEST - _NOTE_WIDTH) * margin.scale)
    wider = widest if beside >= widest else max(0, int(beside) // _STEP * _STEP)
    return _margin(margin.type, wider), False

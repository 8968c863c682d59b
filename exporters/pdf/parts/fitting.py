"""One line that has only so much room."""

from unicodedata import combining

from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style

_ELLIPSIS = "…"
_ANY = 1e6


def fitted(
    text: str, style: Style, room: float, setter: Typesetter, rtl: bool = False
) -> Line | None:
    """``text`` on one line of at most ``room`` points (0: any), cut short with an ellipsis.

    Nothing for a text that shows nothing, or when not even the ellipsis has room.
    """
    line = _single(text, style, setter, rtl)
    if line is None or not room or line.width <= room:
        return line
    ellipsis = _single(_ELLIPSIS, style, setter, rtl)
    left = room - (ellipsis.width if ellipsis else 0.0)
    if left < 0:
        return None
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(line, middle) <= left:
            low = middle
        else:
            high = middle - 1
    while low and low < len(text) and combining(text[low]):
        low -= 1
    return _single(text[:low].rstrip() + _ELLIPSIS, style, setter, rtl)


def short_label(text: str, style: Style, room: float, setter: Typesetter) -> Line:
    """A reference, of which no two are the same, on one line of at most ``room`` points."""
    line = setter.label(text, style)
    if line.width <= room:
        return line
    return fitted(text, style, room, setter) or setter.label(_ELLIPSIS, style)


def _single(text: str, style: Style, setter: Typesetter, rtl: bool) -> Line | None:
    lines = setter.lines(text, style, _ANY, rtl)
    return lines[0] if lines else None


def _width(line: Line, length: int) -> float:
    return sum(right - left for left, right in line.ranges(line.start, length))

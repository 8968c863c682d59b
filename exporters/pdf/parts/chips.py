"""Chips: a letter or a reference with all the signs of its tag."""

from exporters.briefing import Tag
from exporters.pdf.objects.structure import Element
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.lines import Line

CHIP_PAD = 3.0  # on either side of the words


def chip(
    sheet: Sheet,
    line: Line,
    tag: Tag,
    sides: tuple[float, float],
    base: float,
    element: Element | None,
) -> None:
    """Draws ``line`` in the middle between ``sides``, on the tint of ``tag``, its bar below."""
    left, right = sides
    sheet.tint(tag.tint, left, base - 2, right, base + 7.6)
    sheet.bar(tag, left, right, base - 2.6)
    x = (left + right - line.width) / 2 - line.left
    sheet.text(line.show(x, base), line.style.colour, element)

"""Rows: what a page is stacked from. Styles and the geometry of the page live here too.

Lengths are points; a row is given the y of its top when it is painted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from exporters.pdf.objects.structure import Element
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.fonts import (
    PLAIN,
    PLAIN_STRONG,
    READING,
    READING_ITALIC,
    READING_STRONG,
)
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.words import Style
from resources.palette import LIGHT

LEFT = 82.0
MEASURE = 440.0
TOP = 60.0
BOTTOM = 68.0
MARGIN_LEFT = 18.0  # printers reach no further
MARGIN_RIGHT = LEFT - 11  # references in the margin end here

TITLE = Style(READING_STRONG, 26, 31, LIGHT.ink)
COVER_LINE = Style(PLAIN, 9, 14, LIGHT.ink2)
FACT = Style(PLAIN, 9, 14, LIGHT.ink)
HEADING_1 = Style(PLAIN_STRONG, 16, 20, LIGHT.ink)
HEADING_2 = Style(PLAIN_STRONG, 12, 16, LIGHT.ink)
BODY = Style(READING, 10.5, 15, LIGHT.ink)
LEAD = Style(READING, 12.5, 18, LIGHT.ink)
EMPTY = Style(READING_ITALIC, 10.5, 15, LIGHT.ink2)
META = Style(PLAIN, 8.5, 12, LIGHT.ink2)
NOTE = Style(PLAIN, 9, 13, LIGHT.ink)
NAME = Style(PLAIN_STRONG, 9, 13, LIGHT.ink)
TABLE = Style(PLAIN, 9, 12, LIGHT.ink)
TABLE_NUMBER = Style(PLAIN, 9, 12, LIGHT.ink, tabular=True)
TABLE_HEAD = Style(PLAIN_STRONG, 8.5, 11, LIGHT.ink2)
FOOTER = Style(PLAIN, 8.5, 11, LIGHT.ink2)
REFERENCE = Style(PLAIN, 7.5, 9, LIGHT.ink2, tabular=True)
CHIP = Style(PLAIN_STRONG, 7.5, 9, LIGHT.ink, tabular=True)
SUBHEAD = Style(READING_STRONG, 12.5, 18, LIGHT.ink)
FRONT = Style(PLAIN, 8.5, 13, LIGHT.ink2)
CODE = Style(PLAIN, 8.5, 13, LIGHT.ink)
_RTL_LEADING = 1.25  # Arabic script and pointed Hebrew reach higher and lower


Painter = Callable[[Sheet, float], None]


def of_direction(style: Style, rtl: bool) -> Style:
    """``style`` with the leading that right-to-left scripts need."""
    return replace(style, leading=round(style.leading * _RTL_LEADING)) if rtl else style


def baseline(style: Style, top: float) -> float:
    """Where the letters stand in a row of ``style``."""
    return top - style.leading / 2 - 0.34 * style.size


@dataclass(slots=True)
class Row:
    """A stretch of the page that is never cut.

    ``before`` is space above it, dropped at the top of a page. ``hold`` keeps it on the page of the
    next row. ``head`` is repeated above it when it comes first on a page. ``outline`` is a bookmark
    (title, level from 0).
    """

    height: float
    before: float = 0.0
    hold: bool = False
    new_page: bool = False
    anchors: tuple[str, ...] = ()
    outline: tuple[str, int] | None = None
    head: "Row | None" = None

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the row; this one is only space."""


@dataclass(slots=True)
class TextRow(Row):
    """A line of one style, its left at ``x``; ``link`` makes the words of it a link."""

    line: Line = field(kw_only=True)
    x: float = LEFT
    element: Element | None = None
    link: str = ""
    also: tuple[Painter, ...] = ()
    """Draw what belongs to the row beside its words, given its top."""

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the words, and makes them a link if they are one."""
        for paint in self.also:
            paint(sheet, top)
        line, style = self.line, self.line.style
        base = baseline(style, top)
        sheet.text(line.show(self.x, base), style.colour, self.element)
        if self.link:
            left = self.x + line.left
            box = (left, top - style.leading, left + line.width, top)
            sheet.link(self.link, self.element, box)


@dataclass(slots=True)
class RuleRow(Row):
    """A horizontal rule over the measure, at the top of the row."""

    colour: str = LIGHT.line
    thickness: float = 0.5

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the rule."""
        sheet.rule(self.colour, LEFT, LEFT + MEASURE, top - self.thickness / 2, self.thickness)


def text_rows(
    lines: Sequence[Line], element: Element, x: float = LEFT, link: str = ""
) -> list[TextRow]:
    """One row for each line, no single line left behind or ahead of a page break."""
    rows = [
        TextRow(line.style.leading, line=line, x=x, element=element, link=link) for line in lines
    ]
    keep_ends(rows)
    return rows


def keep_ends(rows: Sequence[Row]) -> None:
    """Keeps the first two and the last two rows of a paragraph together."""
    if len(rows) > 1:
        rows[0].hold = rows[-2].hold = True


def keep_together(rows: Sequence[Row]) -> None:
    """Keeps all of ``rows`` on one page, if a page can hold them."""
    for row in rows[:-1]:
        row.hold = True

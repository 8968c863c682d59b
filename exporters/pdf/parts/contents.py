"""The table of contents: titles that lead to their sections, with the numbers of their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exporters.pdf.objects.structure import Element
from exporters.pdf.rows import LEFT, MEASURE, Row, baseline
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.fonts import PLAIN, PLAIN_STRONG
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from resources.palette import LIGHT

_FIRST = Style(PLAIN_STRONG, 9.5, 15, LIGHT.ink, tabular=True)
_SECOND = Style(PLAIN, 9.5, 15, LIGHT.ink, tabular=True)
_INDENT = 16.0
_NUMBER_ROOM = 34.0
_BEFORE_FIRST = 5.0
_LEADER_GAP = 5.0
_DOT_STEP = 4.0  # dots of all leaders stand under each other


class Heading(NamedTuple):
    """A section as the contents name it; ``place`` is its key among the page numbers.

    ``rtl`` is the direction of its title, ``language`` is empty if that of the document.
    """

    title: str
    level: int
    place: str
    rtl: bool
    language: str = ""


@dataclass(slots=True)
class EntryRow(Row):
    """A line of an entry; the last one has a leader and, by then known, the page number."""

    line: Line = field(kw_only=True)
    heading: Heading = field(kw_only=True)
    link: Element = field(kw_only=True)
    setter: Typesetter = field(kw_only=True)
    pages: Mapping[str, int] = field(kw_only=True)
    mirrored: bool = field(kw_only=True)
    last: bool = True

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the title, the leader and the number; all of the line leads to the section."""
        line, indent = self.line, _indent(self.heading)
        base = baseline(line.style, top)
        left = LEFT + (MEASURE - indent - line.width if self.mirrored else indent)
        sheet.text(line.show(left - line.left, base), line.style.colour, self.link)
        if self.last:
            number = self.setter.line(str(self.pages[self.heading.place]), line.style)
            at = LEFT if self.mirrored else LEFT + MEASURE - number.width
            free = (at + number.width, left) if self.mirrored else (left + line.width, at)
            _leader(sheet, free[0] + _LEADER_GAP, free[1] - _LEADER_GAP, base)
            sheet.text(number.show(at, base), line.style.colour, self.link)
        sheet.link(self.heading.place, self.link, (LEFT, base - 4, LEFT + MEASURE, base + 10))


def contents_rows(
    headings: Sequence[Heading],
    pages: Mapping[str, int],
    setter: Typesetter,
    root: Element,
    mirrored: bool = False,
) -> list[Row]:
    """The rows of the contents; ``pages`` need to be known only when they are painted.

    ``mirrored`` contents begin at the right and have their numbers at the left.
    """
    if not headings:
        return []
    whole = root.add("TOC")
    inner: Element | None = None
    rows: list[Row] = []
    last_level = 0
    for heading in headings:
        if heading.level == 1:
            inner = None
            parent = whole
        else:
            inner = parent = inner or whole.add("TOC")
        link = (
            parent.add("TOCI", language=heading.language)
            .add("Reference")
            .add("Link", heading.title)
        )
        own = _entry(heading, pages, setter, link, mirrored)
        if own and heading.level == 1 and rows:
            own[0].before = _BEFORE_FIRST
        elif own and rows and last_level == 1:
            rows[-1].hold = True
        last_level = heading.level
        rows += own
    return rows


def _entry(
    heading: Heading, pages: Mapping[str, int], setter: Typesetter, link: Element, mirrored: bool
) -> list[EntryRow]:
    style = _FIRST if heading.level == 1 else _SECOND
    measure = MEASURE - _indent(heading) - _NUMBER_ROOM
    rows = [
        EntryRow(
            style.leading,
            line=line,
            heading=heading,
            link=link,
            setter=setter,
            pages=pages,
            mirrored=mirrored,
            hold=True,
            last=False,
        )
        for line in setter.lines(heading.title, style, measure, heading.rtl)
    ]
    if rows:
        rows[-1].last = True
        rows[-1].hold = False
    return rows


def _indent(heading: Heading) -> float:
    return 0.0 if heading.level == 1 else _INDENT


def _leader(sheet: Sheet, left: float, right: float, base: float) -> None:
    """Dots on a grid of the page; drawn, so that nobody has to listen to them."""
    x = LEFT + _DOT_STEP * -(-(left - LEFT) // _DOT_STEP)
    while x <= right:
        sheet.tint(LIGHT.ink3, x, base, x + 0.7, base + 0.7)
        x += _DOT_STEP

"""Running text in which stretches are links or stand out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from exporters.briefing import Inline
from exporters.pdf.objects.structure import Element
from exporters.pdf.rows import LEFT, Painter, Row, baseline, keep_ends
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.fonts import PLAIN, PLAIN_STRONG, READING_STRONG
from exporters.pdf.typesetting.lines import MixedLine, Piece
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from resources.palette import LIGHT

_UNDERLINE = 1.6  # below the baseline
_TITLE = 80  # characters of a stretch that name it as a link


@dataclass(slots=True)
class RichText:
    """A text, the element it belongs to, and its stretches (sorted, disjoint, inside the text).

    A link's element is made where the link is first painted, so that it stands among the words.
    """

    text: str
    owner: Element
    inlines: Sequence[Inline]
    link: str = ""
    """Where the whole text leads; its inlines are then no links."""
    _links: dict[int, Element] = field(default_factory=dict[int, Element])

    def paint(self, sheet: Sheet, line: MixedLine, x: float, base: float) -> None:
        """Draws a line of the text, its measure at ``x``: words, links, and rules under these."""
        left = x + line.left
        groups: list[tuple[int, float, int, tuple[Piece, ...]]] = []
        for at, found in groupby(line.pieces, key=lambda piece: self._stretch(piece.start)):
            pieces = tuple(found)
            groups.append((min(piece.start for piece in pieces), left, at, pieces))
            left += sum(piece.word.width for piece in pieces)
        for _, left, at, pieces in sorted(groups):
            self._paint(sheet, line._replace(pieces=pieces, left=0.0), left, base, at)

    def _paint(self, sheet: Sheet, part: MixedLine, x: float, base: float, at: int) -> None:
        style = part.pieces[0].words.style
        target = self.inlines[at].link if at >= 0 else ""
        element = self._link(at) if sheet.leads(target) else self.owner
        sheet.text(part.show(x, base), style.colour, element)
        target = target or self.link
        if sheet.leads(target):
            right = x + sum(piece.word.width for piece in part.pieces)
            sheet.link(target, element, (x, base - 0.25 * style.size, right, base + style.size))
            sheet.rule(LIGHT.ink3, x, right, base - _UNDERLINE, 0.4)

    def _stretch(self, offset: int) -> int:
        """Which inline the character at ``offset`` is in, -1 for none."""
        at = bisect_right(self.inlines, offset, key=attrgetter("start")) - 1
        return at if at >= 0 and offset < self.inlines[at].end else -1

    def _link(self, at: int) -> Element:
        known = self._links.get(at)
        if known is None:
            one = self.inlines[at]
            title = self.text[one.start : one.end][:_TITLE]
            known = self._links[at] = self.owner.add("Link", title)
        return known


@dataclass(slots=True)
class RichRow(Row):
    """A line of a rich text, its measure at ``x``."""

    line: MixedLine = field(kw_only=True)
    rich: RichText = field(kw_only=True)
    x: float = LEFT
    also: tuple[Painter, ...] = ()

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the words and what belongs to the row beside them."""
        for paint in self.also:
            paint(sheet, top)
        self.rich.paint(sheet, self.line, self.x, baseline(self.line.style, top))


def inside(text: str, inlines: Sequence[Inline], links: bool = True) -> list[Inline]:
    """The stretches of ``inlines`` that lie in ``text``, without overlaps; links if wanted."""
    found: list[Inline] = []
    after = 0
    for one in sorted(inlines, key=lambda one: one.start):
        start, end = max(one.start, after), min(one.end, len(text))
        link = one.link if links else ""
        if start < end and (link or one.strong):
            found.append(Inline(start, end, link, one.strong))
            after = end
    return found


def rich_lines(
    rich: RichText,
    style: Style,
    measure: float,
    setter: Typesetter,
    rtl: bool = False,
    strong: Style | None = None,
) -> list[MixedLine]:
    """The lines of a rich text in ``style``, what stands out in ``strong`` or its semibold."""
    strong = strong or strong_of(style)
    stretches = [(one.start, one.end, strong if one.strong else style) for one in rich.inlines]
    return setter.styled(rich.text, stretches, style, measure, rtl)


def rich_rows(lines: Sequence[MixedLine], rich: RichText, x: float = LEFT) -> list[RichRow]:
    """One row for each line, no single line left behind or ahead of a page break."""
    rows = [RichRow(line.style.leading, line=line, rich=rich, x=x) for line in lines]
    keep_ends(rows)
    return rows


def strong_of(style: Style) -> Style:
    """The same size and colour in the semibold of its family."""
    chain = PLAIN_STRONG if style.chain in (PLAIN, PLAIN_STRONG) else READING_STRONG
    return replace(style, chain=chain)

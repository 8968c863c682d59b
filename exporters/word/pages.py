"""On which page each section is likely to begin: lines are counted, not set.

Word works page numbers out by itself whenever it sets the document anew. Until then the contents
show these, which are right as long as the text is set in the bundled faces, give or take a page in
a hundred.
"""

from collections.abc import Sequence
from math import ceil

from exporters.briefing import (
    Article,
    Briefing,
    Cell,
    Contents,
    Cover,
    Figure,
    Group,
    Legend,
    Note,
    Paragraph,
    Part,
    PassageItem,
    PassageList,
    Section,
    Table,
)
from exporters.word.article import block_style
from exporters.word.package.faces import SERIF, width
from exporters.word.package.paragraphs import Style
from exporters.word.package.styles import style
from exporters.word.package.template import Page
from exporters.word.parts.figures import scaled
from exporters.word.parts.prose import PARAGRAPH_STYLES
from exporters.word.xml import is_wide

_EM = {"serif": 0.495, "sans": 0.53, "mono": 0.6, "": 0.5}
"""The average letter, spaces among them, by kind of face."""
_SAMPLE = 4000
"""How much of an article is measured to learn its average letter."""
_LOST = 0.04
"""What a ragged right edge leaves empty of a line, on average."""
_REFERENCE = 2.4
"""What the raised reference after a passage takes, in letters of the text."""
_CELL_PADDING = 6.0
_GAP = 10.0
_FEWEST_LINES = 2


def first_pages(briefing: Briefing, page: Page) -> list[int]:
    """The page of each section's heading, from 1, in the order of the sections."""
    counting = _Counting(briefing, page)
    counting.cover(briefing.cover)
    return [counting.section(section) for section in briefing.sections]


def line_count(text: str, of: Style, room: float, em: float = 0.0) -> int:
    """How many lines ``text`` takes in a column ``room`` points wide, about; at least one.

    ``em`` is the width of its average letter where that is known.
    """
    letters = len(text) if em else len(text) * (2 if is_wide(text) else 1)
    across = letters * (em or _EM[of.face]) * of.size / (room * (1 - _LOST))
    return max(ceil(across), 1) + text.count("\n")


def row_height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row of cells in points, about, in columns of ``widths`` points."""
    set_in = style("TableText")
    return _CELL_PADDING + set_in.leading * max(
        (line_count(cell.text, set_in, w) for cell, w in zip(row, widths, strict=False)), default=1
    )


class _Counting:
    """A pen that goes down the pages without writing."""

    def __init__(self, briefing: Briefing, page: Page) -> None:
        self._width = page.text_width
        self._room = page.text_height
        self._briefing = briefing
        self._y = 0.0
        self._page = 1

    def cover(self, cover: Cover) -> None:
        self._text("Title", cover.title)
        for line in cover.lines:
            self._text("Subtitle", line)
        for fact in cover.facts:
            self._text("CoverFact", fact.text)
        self._y += 24

    def section(self, section: Section) -> int:
        """Goes over a section and gives the page of its heading."""
        set_in = style("Heading1" if section.level <= 1 else "Heading2")
        if section.new_page and self._y:
            self._turn()
        if not section.title:
            set_in = style("TableGap")
        lines = line_count(section.title, set_in, self._width)
        self._block(set_in.before + set_in.after + lines * set_in.leading, follows=30)
        begins = self._page
        for part in section.parts:
            self._part(part)
        return begins

    def _part(self, part: Part) -> None:
        match part:
            case Paragraph():
                self._text(PARAGRAPH_STYLES[part.role], part.text)
            case Note():
                self._text("Note", part.text)
            case PassageList():
                for item in part.items:
                    self._passage(item)
            case Table():
                self._table(part)
            case Figure():
                self._block(part.height * scaled(part, self._width, self._room) + 34)
            case Legend():
                self._block(18.0 * len(part.tags) + _GAP)
            case Contents():
                listed = [one for one in self._briefing.sections if one.level <= part.depth]
                self._flow(len(listed), 15.5, 0, 0)
            case Article():
                self._article(part)

    def _passage(self, item: PassageItem) -> None:
        self._text("Passage", f"{item.text}  {item.place}")
        detail = " · ".join(text for text in (item.speaker, *item.labels) if text)
        for name, text in (("PassageDetail", detail), ("PassageNote", item.note)):
            if text:
                self._text(name, text)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._text("Caption", table.caption)
        whole = sum(max(column.share, 0) for column in table.columns) or 1.0
        widths = [max(column.share, 0) / whole * self._width - 8 for column in table.columns]
        head = row_height([Cell(one.title) for one in table.columns], widths)
        self._block(head, follows=20)
        for row in table.rows:
            height = 23.0 if isinstance(row, Group) else row_height(row, widths)
            if self._block(height):
                self._y += head
        self._y += _GAP

    def _article(self, article: Article) -> None:
        sample = article.text[:_SAMPLE]
        em = width(sample, SERIF) / max(len(sample), 1)
        # references are spread over the text evenly
        em *= 1 + _REFERENCE * len(article.marks) / max(len(article.text), 1)
        for block in article.blocks:
            set_in = style(block_style(block))
            words = article.text[block.start : block.end]
            lines = line_count(words, set_in, self._width - set_in.left, em)
            self._flow(lines, set_in.leading, set_in.before, set_in.after)

    def _text(self, name: str, text: str) -> None:
        set_in = style(name)
        lines = line_count(text, set_in, self._width - set_in.left)
        self._flow(lines, set_in.leading, set_in.before, set_in.after)

    def _flow(self, lines: int, leading: float, before: float, after: float) -> None:
        """Lines that may run over pages, at least two of them on each."""
        self._y += before
        while True:
            fit = int((self._room - self._y + 0.5) / leading)
            if lines <= fit:
                break
            if fit >= _FEWEST_LINES and lines > _FEWEST_LINES:
                lines -= min(fit, lines - _FEWEST_LINES)
            self._turn()
        self._y += lines * leading + after

    def _block(self, height: float, follows: float = 0) -> bool:
        """Something in one piece, with ``follows`` points of the next kept to it.

        Whether it began a page.
        """
        turned = self._y > 0 and self._y + height + follows > self._room
        if turned:
            self._turn()
        while height > self._room:
            height -= self._room
            self._turn()
        self._y += height
        return turned

    def _turn(self) -> None:
        self._page += 1
        self._y = 0.0

"""Tables: horizontal rules only, a head that is repeated, rows that may run over a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from exporters.briefing import Cell, Column, Group, Inline, Table, Tag
from exporters.pdf.objects.structure import COLUMN_HEAD, Element
from exporters.pdf.parts.chips import CHIP_PAD, chip
from exporters.pdf.parts.inlines import RichText, inside, rich_lines
from exporters.pdf.rows import (
    CHIP,
    LEFT,
    MEASURE,
    NAME,
    TABLE,
    TABLE_HEAD,
    TABLE_NUMBER,
    Row,
    baseline,
    keep_ends,
    keep_together,
    text_rows,
)
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.lines import Line, MixedLine
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from exporters.shown import joined
from resources.palette import LIGHT

_GAP = 12.0
_PAD = 4.0
_LONG = 12  # lines: a longer row may be cut by a page break
_TALLEST_HEAD = 240.0  # a taller one is printed once, and may be cut
_BEFORE_GROUP = 6.0
_CHIP = replace(CHIP, leading=TABLE.leading)
_GROUP = replace(NAME, leading=TABLE.leading)
_DETAIL = replace(TABLE, colour=LIGHT.ink2)
_GROUP_HEAD = b"/A<</O/Table/Scope/Column/ColSpan %d>>"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a cell, its x, its link and what it is part of; one of ``rich`` or ``tag`` more."""

    line: Line
    x: float
    link: str
    element: Element
    rich: RichText | None = None
    tag: Tag | None = None

    def paint(self, sheet: Sheet, top: float, repeated: bool) -> None:
        """Draws the line; ``repeated`` it is no part of the text."""
        line, style = self.line, self.line.style
        base = baseline(style, top)
        if self.rich is not None and isinstance(line, MixedLine):
            self.rich.paint(sheet, line, self.x, base)
            return
        left = self.x + line.left
        right = left + line.width
        if self.tag is not None:
            left, right = left - CHIP_PAD, right + CHIP_PAD
            chip(sheet, line, self.tag, (left, right), base, self.element)
        else:
            sheet.text(line.show(self.x, base), style.colour, None if repeated else self.element)
        if self.link:
            sheet.link(self.link, self.element, (left, base - 3, right, base + style.size))
            if self.tag is None and sheet.leads(self.link):
                sheet.rule(LIGHT.ink3, left, right, base - 1.6, 0.4)


@dataclass(slots=True)
class CellsRow(Row):
    """One line of all cells of a table row; painted ``repeated``, it is no part of the text."""

    places: tuple[Place, ...] = field(kw_only=True)
    repeated: bool = False
    pad: float = 0.0
    rule: str = ""
    rule_width: float = 0.4

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the words of each cell and, under the last line, the rule."""
        for place in self.places:
            place.paint(sheet, top - self.pad, self.repeated)
        if self.rule:
            low = top - self.height
            sheet.rule(self.rule, LEFT, LEFT + MEASURE, low, self.rule_width)


def table_rows(
    table: Table, setter: Typesetter, element: Element, tags: Mapping[str, Tag]
) -> list[Row]:
    """The rows of a table: caption, head, then each row line by line.

    Raises ``ValueError`` for a row that has not as many cells as there are columns and
    ``KeyError`` for a tag that is not among ``tags``.
    """
    rtl = table.direction == "rtl"
    rows: list[Row] = []
    if table.caption:
        lines = setter.lines(table.caption, NAME, MEASURE, rtl)
        rows.extend(text_rows(lines, element.add("Caption").add("P")))
        if rows:
            rows[0].before = 10.0
            keep_together(rows)
            rows[-1].hold = True
    body = _Body(table, setter, tags, _columns(table.columns, rtl))
    titles = body.head(element.add("TR"))
    head: HeadRow | None = None
    if sum(row.height for row in titles) <= _TALLEST_HEAD:
        head = HeadRow(sum(row.height for row in titles), hold=True, rows=tuple(titles))
    begin = [*titles] if head is None else [head]
    begin[0].before = 4.0
    rows += begin
    for row in table.rows:
        own = element.add("TR")
        rows.extend(
            body.group(row, head, own) if isinstance(row, Group) else body.row(row, head, own)
        )
    rows[0].anchors = (*((table.anchor,) if table.anchor else ()), *rows[0].anchors)
    rows.append(Row(8.0))
    return rows


def _columns(columns: Sequence[Column], rtl: bool) -> list[tuple[float, float]]:
    """(x, width) of each column; right to left the first stands at the right."""
    whole = sum(column.share for column in columns) or 1.0
    boxes: list[tuple[float, float]] = []
    x = LEFT
    for column in columns:
        width = (MEASURE + _GAP) * column.share / whole
        box = max(width - _GAP, 12.0)
        boxes.append((2 * LEFT + MEASURE - x - box if rtl else x, box))
        x += width
    return boxes


@dataclass(slots=True)
class HeadRow(Row):
    """The head of a table: all its lines at once, as often as the table begins a page."""

    rows: tuple[CellsRow, ...] = ()

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the lines; from the second time on they are no part of the text."""
        for row in self.rows:
            row.paint(sheet, top)
            row.repeated = True
            top -= row.height


@dataclass(frozen=True, slots=True)
class _Body:
    """Makes the rows of one table; ``boxes`` are (x, width) of its columns."""

    table: Table
    setter: Typesetter
    tags: Mapping[str, Tag]
    boxes: Sequence[tuple[float, float]]

    def head(self, element: Element) -> list[CellsRow]:
        """The row of titles, line by line."""
        stacks: list[list[Place]] = []
        for column, box in zip(self.table.columns, self.boxes, strict=True):
            part = element.add("TH", attributes=COLUMN_HEAD)
            cell = Cell(column.title, direction=self.table.direction)
            stacks.append(self._plain(cell, column.numeric, box, TABLE_HEAD, part))
        return _lines(stacks, TABLE_HEAD)

    def row(self, cells: Sequence[Cell], head: Row | None, element: Element) -> list[CellsRow]:
        """The lines of one row; a short one stays on one page."""
        stacks: list[list[Place]] = []
        for cell, column, box in zip(cells, self.table.columns, self.boxes, strict=True):
            part = element.add("TD", language=cell.language)
            stacks.append(self._cell(cell, column.numeric, box, part))
        rows = _lines(stacks, TABLE)
        for row in rows:
            row.head = head
        if len(rows) <= _LONG:
            keep_together(rows)
        else:
            keep_ends(rows)
        rows[0].anchors = tuple(cell.anchor for cell in cells if cell.anchor)
        return rows

    def group(self, group: Group, head: Row | None, element: Element) -> list[CellsRow]:
        """A row that names those under it; it is kept with the first of them."""
        part = element.add("TH", attributes=_GROUP_HEAD % len(self.table.columns))
        rtl = group.direction == "rtl"
        text = joined(" ", (group.text, group.detail))
        named = [Inline(0, len(group.text), strong=True)] if group.text else []
        rich = RichText(text, part, named)
        lines = rich_lines(rich, _DETAIL, MEASURE, self.setter, rtl, strong=_GROUP)
        rows = _lines([[Place(line, LEFT, "", part, rich) for line in lines]], TABLE)
        for row in rows:
            row.head = head
            row.hold = True
        rows[0].before = _BEFORE_GROUP
        return rows

    def _cell(
        self, cell: Cell, numeric: bool, box: tuple[float, float], part: Element
    ) -> list[Place]:
        style = TABLE_NUMBER if numeric else TABLE
        if cell.tag and (places := self._chip(cell, box, part)):
            return places
        if cell.link:
            return self._plain(cell, numeric, box, style, part.add("Link", cell.text))
        inlines = inside(cell.text, cell.inlines)
        if not inlines:
            return self._plain(cell, numeric, box, style, part)
        rich = RichText(cell.text, part, inlines)
        rtl = cell.direction == "rtl"
        lines = rich_lines(rich, style, box[1], self.setter, rtl)
        return [
            Place(line, _start(line, box, numeric and not rtl), "", part, rich) for line in lines
        ]

    def _chip(self, cell: Cell, box: tuple[float, float], part: Element) -> list[Place]:
        """The text as a chip; nothing when it does not fit in one line."""
        rtl = cell.direction == "rtl"
        x, width = box
        tag = self.tags[cell.tag]
        room = width - 2 * CHIP_PAD
        if cell.text.isascii():  # a reference, of which no two are the same
            line = self.setter.label(cell.text, _CHIP)
            lines = [line] if line.width <= room else []
        else:
            lines = self.setter.lines(cell.text, _CHIP, room, rtl)
        if len(lines) != 1:
            return []
        if cell.link:
            part = part.add("Link", cell.text)
        left = x + CHIP_PAD
        if self.table.direction == "rtl" and not rtl:
            left = x + width - CHIP_PAD - lines[0].width
        return [Place(lines[0], left, cell.link, part, tag=tag)]

    def _plain(
        self, cell: Cell, numeric: bool, box: tuple[float, float], style: Style, part: Element
    ) -> list[Place]:
        rtl = cell.direction == "rtl"
        lines = self.setter.lines(cell.text, style, box[1], rtl)
        mirrored = self.table.direction == "rtl" and len(lines) == 1
        to_right = not rtl and (numeric or mirrored)
        return [Place(line, _start(line, box, to_right), cell.link, part) for line in lines]


def _start(line: Line, box: tuple[float, float], to_right: bool) -> float:
    x, width = box
    return x + width - line.width if to_right else x


def _lines(stacks: Sequence[Sequence[Place]], style: Style) -> list[CellsRow]:
    count = max((len(stack) for stack in stacks), default=0) or 1
    rows = [
        CellsRow(style.leading, places=tuple(stack[at] for stack in stacks if at < len(stack)))
        for at in range(count)
    ]
    rows[0].pad = _PAD
    rows[0].height += _PAD
    rows[-1].height += _PAD
    rows[-1].rule = LIGHT.ink if style is TABLE_HEAD else LIGHT.line
    rows[-1].rule_width = 0.7 if style is TABLE_HEAD else 0.5
    return rows

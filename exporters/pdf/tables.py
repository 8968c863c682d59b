"""Tables: horizontal rules only, a head that is repeated, rows that may run over a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from exporters.briefing import Cell, Column, Table
from exporters.pdf.lines import Line
from exporters.pdf.rows import (
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
from exporters.pdf.structure import COLUMN_HEAD, Element
from exporters.pdf.text import Typesetter
from exporters.pdf.words import Style
from resources.palette import LIGHT

_GAP = 12.0
_PAD = 4.0
_LONG = 12  # lines: a longer row may be cut by a page break


Place = tuple[Line, float, str, Element]
"""A line of a cell, its x, its link and what it is part of."""


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
        for line, x, link, element in self.places:
            style = line.style
            base = baseline(style, top - self.pad)
            sheet.text(line.show(x, base), style.colour, None if self.repeated else element)
            if link:
                left = x + line.left
                right = left + line.width
                sheet.link(link, element, (left, base - 3, right, base + style.size))
                sheet.rule(LIGHT.ink3, left, right, base - 1.6, 0.4)
        if self.rule:
            low = top - self.height
            sheet.rule(self.rule, LEFT, LEFT + MEASURE, low, self.rule_width)


def table_rows(table: Table, setter: Typesetter, element: Element) -> list[Row]:
    """The rows of a table: caption, head, then each row line by line."""
    rows: list[Row] = []
    if table.caption:
        lines = setter.lines(table.caption, NAME, MEASURE)
        rows.extend(text_rows(lines, element.add("Caption").add("P")))
        if rows:
            rows[0].before = 10.0
            keep_together(rows)
            rows[-1].hold = True
    boxes = _columns(table.columns)
    head = _head(table.columns, boxes, setter, element.add("TR"))
    rows.append(head)
    for cells in table.rows:
        rows.extend(_body(cells, table.columns, boxes, head, setter, element.add("TR")))
    rows.append(Row(8.0))
    return rows


def _columns(columns: Sequence[Column]) -> list[tuple[float, float]]:
    """(x, width) of each column."""
    whole = sum(column.share for column in columns) or 1.0
    boxes: list[tuple[float, float]] = []
    x = LEFT
    for column in columns:
        width = (MEASURE + _GAP) * column.share / whole
        boxes.append((x, max(width - _GAP, 12.0)))
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


def _head(
    columns: Sequence[Column],
    boxes: Sequence[tuple[float, float]],
    setter: Typesetter,
    element: Element,
) -> HeadRow:
    stacks = [
        _stack(
            Cell(column.title),
            column,
            box,
            TABLE_HEAD,
            setter,
            element.add("TH", attributes=COLUMN_HEAD),
        )
        for column, box in zip(columns, boxes, strict=True)
    ]
    rows = _lines(stacks, TABLE_HEAD)
    return HeadRow(sum(row.height for row in rows), before=4.0, hold=True, rows=tuple(rows))


def _body(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    boxes: Sequence[tuple[float, float]],
    head: Row,
    setter: Typesetter,
    element: Element,
) -> list[CellsRow]:
    stacks: list[list[Place]] = []
    for cell, column, box in zip(cells, columns, boxes, strict=True):
        style = TABLE_NUMBER if column.numeric else TABLE
        part = element.add("TD")
        if cell.link:
            part = part.add("Link", cell.text)
        stacks.append(_stack(cell, column, box, style, setter, part))
    rows = _lines(stacks, TABLE)
    for row in rows:
        row.head = head
    if len(rows) <= _LONG:
        keep_together(rows)
    else:
        keep_ends(rows)
    return rows


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


def _stack(
    cell: Cell,
    column: Column,
    box: tuple[float, float],
    style: Style,
    setter: Typesetter,
    element: Element,
) -> list[Place]:
    x, width = box
    rtl = cell.direction == "rtl"
    lines = setter.lines(cell.text, style, width, rtl)
    if column.numeric and not rtl:
        return [(line, x + width - line.width, cell.link, element) for line in lines]
    return [(line, x, cell.link, element) for line in lines]

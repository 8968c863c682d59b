"""Tables of a Word document as strings: evidence tables and the legend."""

from collections.abc import Sequence
from typing import NamedTuple

from exporters.briefing import Cell, Column, Direction, Group, Legend, Table
from exporters.links import row_of
from exporters.text import xml_escape
from exporters.word.links import Places
from exporters.word.pages import row_height
from exporters.word.tags import TagStyles
from exporters.word.xml import paragraph, run, runs, twips

_LEGEND_LETTER = 22.0
_LEGEND_NAME = 104.0
_COLUMN_GAP = 8.0
_HUGE = 0.4
"""A row higher than this share of a page may break, or it would leave a hole before it."""
_WHOLE = "<w:cantSplit/>"
_FLUSH = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'
"""The last column ends where the rules end."""
_EVEN_MARGINS = (
    '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)
"""For tables from right to left: programs differ in whether they swap the margins of a cell."""


class _Setting(NamedTuple):
    """What all cells of a table share: column widths in points, and how its words run."""

    columns: Sequence[Column]
    widths: Sequence[float]
    order: Direction
    direction: Direction
    language: str


class TableWriter:
    """Turns tables into markup. ``width`` is the measure in points; tables fill it.

    ``height`` is that of a page's text, in points.
    """

    def __init__(self, tags: TagStyles, places: Places, width: float, height: float) -> None:
        self._tags = tags
        self._places = places
        self._width = width
        self._height = height

    def table(self, table: Table, direction: Direction, language: str) -> str:
        """A table under its caption, with a header row that repeats on every page.

        ``direction`` and ``language`` are those of its caption and head.
        """
        start, end = self._places.bookmark(table.anchor)
        place = start + end
        caption = ""
        if table.caption:
            words = runs(table.caption, "", direction, language)
            caption = paragraph("Caption", start + words + end, direction)
            place = ""
        if not table.columns:
            return caption
        widths = _column_widths(table.columns, self._width)
        setting = _Setting(table.columns, widths, table.direction, direction, language)
        head = self._head(setting, place)
        rows = "".join(
            self._group(row, setting) if isinstance(row, Group) else self._row(row, setting)
            for row in table.rows
        )
        opening = _table("BriefingTable", table.caption, setting.widths, table.direction, head=True)
        # two tables without a paragraph between them would become one
        return f"{caption}{opening}{head}{rows}</w:tbl>{paragraph('TableGap', '')}"

    def legend(self, legend: Legend, title: str, direction: Direction, language: str) -> str:
        """The tags, each printed exactly as its passages are, with letter and description."""
        if not legend.tags:
            return ""
        widths = [_LEGEND_LETTER, _LEGEND_NAME, self._width - _LEGEND_LETTER - _LEGEND_NAME]
        rows = "".join(
            _row(
                [
                    paragraph("TableText", words, direction)
                    for words in (
                        run(tag.letter, self._tags.reference(tag.id)),
                        runs(tag.name, self._tags.style(tag.id), direction),
                        runs(tag.description, "", direction, language),
                    )
                ],
                widths,
                _WHOLE,
                direction,
            )
            for tag in legend.tags
        )
        opening = _table("LegendTable", title, widths, direction, head=False)
        return f"{opening}{rows}</w:tbl>{paragraph('TableGap', '')}"

    def _head(self, setting: _Setting, place: str) -> str:
        """The header row; ``place`` is a bookmark to set at its beginning."""
        cells = [
            paragraph(
                "TableNumberHead" if column.numeric else "TableHead",
                ("" if index else place)
                + runs(column.title, "", setting.direction, setting.language),
                setting.direction,
            )
            for index, column in enumerate(setting.columns)
        ]
        return _row(cells, setting.widths, f"{_WHOLE}<w:tblHeader/>", setting.order)

    def _group(self, group: Group, setting: _Setting) -> str:
        detail = run("  ") + runs(group.detail, "Place", group.direction) if group.detail else ""
        words = runs(group.text, "Strong", group.direction) + detail
        inside = paragraph("TableGroup", words, group.direction)
        whole = sum(map(twips, setting.widths))
        flush = _FLUSH if setting.order == "ltr" else ""
        return (
            f'<w:tr><w:trPr>{_WHOLE}</w:trPr><w:tc><w:tcPr><w:tcW w:w="{whole}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(setting.widths)}"/>{flush}</w:tcPr>{inside}</w:tc></w:tr>'
        )

    def _row(self, row: Sequence[Cell], setting: _Setting) -> str:
        cells = row_of(row, len(setting.columns))
        rooms = [width - _COLUMN_GAP for width in setting.widths]
        height = row_height(cells, rooms)
        whole = _WHOLE if height < _HUGE * self._height else ""
        inside = [
            self._cell(cell, column, setting)
            for cell, column in zip(cells, setting.columns, strict=True)
        ]
        return _row(inside, setting.widths, whole, setting.order)

    def _cell(self, cell: Cell, column: Column, setting: _Setting) -> str:
        # figures stand under their header, whatever the direction of a cell
        way = setting.direction if column.numeric else cell.direction
        language = cell.language or setting.language
        start, end = self._places.bookmark(cell.anchor)
        if cell.tag:
            words = self._places.link(cell.link, runs(cell.text, self._tags.chip(cell.tag), way))
        else:
            words = self._places.words(cell.text, way, language, cell.inlines, cell.link)
        style = "TableNumber" if column.numeric else "TableText"
        return paragraph(style, f"{start}{words}{end}", way)


def _column_widths(columns: Sequence[Column], width: float) -> list[float]:
    whole = sum(max(column.share, 0.0) for column in columns) or 1.0
    return [max(column.share, 0.0) / whole * width for column in columns]


def _table(
    style: str, caption: str, widths: Sequence[float], direction: Direction, *, head: bool
) -> str:
    bidi = "<w:bidiVisual/>" if direction == "rtl" else ""
    margins = _EVEN_MARGINS if direction == "rtl" else ""
    named = f'<w:tblCaption w:val="{xml_escape(caption)}"/>' if caption else ""
    look = "0020" if head else "0000"
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{bidi}'
        f'<w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{margins}<w:tblLook w:val="{look}" w:firstRow="{int(head)}" w:lastRow="0" '
        f'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(
    cells: Sequence[str], widths: Sequence[float], properties: str, direction: Direction
) -> str:
    flush = len(widths) - 1 if direction == "ltr" else -1
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>'
        f"{_FLUSH if i == flush else ''}</w:tcPr>{cell}</w:tc>"
        for i, (width, cell) in enumerate(zip(widths, cells, strict=True))
    )
    row_properties = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{row_properties}{inside}</w:tr>"

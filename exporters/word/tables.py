"""Tables of a Word document as strings: evidence tables and the legend."""

from collections.abc import Iterable, Sequence

from exporters.briefing import Cell, Column, Direction, Legend, Table
from exporters.text import xml_escape
from exporters.word.links import Places
from exporters.word.tags import TagStyles
from exporters.word.xml import paragraph, run, runs, twips

_LEGEND_LETTER = 22.0
_LEGEND_NAME = 104.0
_FLUSH = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'
"""The last column ends where the rules end."""
_EVEN_MARGINS = (
    '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)
"""For tables from right to left: programs differ in whether they swap the margins of a cell."""


class TableWriter:
    """Turns tables into markup. ``width`` is the measure in points; tables fill it."""

    def __init__(self, tags: TagStyles, places: Places, width: float) -> None:
        self._tags = tags
        self._places = places
        self._width = width

    def table(self, table: Table, direction: Direction, language: str) -> str:
        """A table under its caption, with a header row that repeats on every page."""
        widths = self._column_widths(table.columns)
        caption = ""
        if table.caption:
            words = runs(table.caption, direction=direction, language=language)
            caption = paragraph("Caption", words, direction)
        head = _row(
            (
                paragraph(
                    "TableNumberHead" if column.numeric else "TableHead",
                    runs(column.title, direction=direction, language=language),
                    direction,
                )
                for column in table.columns
            ),
            widths,
            "<w:cantSplit/><w:tblHeader/>",
            direction,
        )
        rows = "".join(
            _row(
                self._cells(table.columns, row, direction, language),
                widths,
                "<w:cantSplit/>",
                direction,
            )
            for row in table.rows
        )
        start = _table("BriefingTable", table.caption, widths, direction, header=True)
        # two tables without a paragraph between them would become one
        return f"{caption}{start}{head}{rows}</w:tbl>{paragraph('TableGap', '')}"

    def legend(self, legend: Legend, title: str, direction: Direction, language: str) -> str:
        """The tags, each printed exactly as its passages are, with letter and description."""
        if not legend.tags:
            return ""
        widths = _in_twips(
            [_LEGEND_LETTER, _LEGEND_NAME, self._width - _LEGEND_LETTER - _LEGEND_NAME]
        )
        rows = "".join(
            _row(
                (
                    paragraph(
                        "TableText", run(tag.letter, self._tags.reference(tag.id)), direction
                    ),
                    paragraph(
                        "TableText", runs(tag.name, self._tags.style(tag.id), direction), direction
                    ),
                    paragraph(
                        "TableText",
                        runs(tag.description, direction=direction, language=language),
                        direction,
                    ),
                ),
                widths,
                "<w:cantSplit/>",
                direction,
            )
            for tag in legend.tags
        )
        start = _table("LegendTable", title, widths, direction, header=False)
        return f"{start}{rows}</w:tbl>{paragraph('TableGap', '')}"

    def _cells(
        self, columns: Sequence[Column], row: Sequence[Cell], direction: Direction, language: str
    ) -> Iterable[str]:
        for index, column in enumerate(columns):
            cell = row[index] if index < len(row) else Cell("")
            leads = bool(cell.text) and self._places.leads(cell.link)
            # figures stand under their header, whatever the direction of a cell
            way = direction if column.numeric else cell.direction
            words = runs(cell.text, "Hyperlink" if leads else "", way, language)
            yield paragraph(
                "TableNumber" if column.numeric else "TableText",
                self._places.link(cell.link, words) if leads else words,
                way,
            )

    def _column_widths(self, columns: Sequence[Column]) -> list[int]:
        whole = sum(max(column.share, 0.0) for column in columns) or 1.0
        return _in_twips([max(column.share, 0.0) / whole * self._width for column in columns])


def _in_twips(widths: Sequence[float]) -> list[int]:
    return [twips(width) for width in widths]


def _table(
    style: str, caption: str, widths: Sequence[int], direction: Direction, *, header: bool
) -> str:
    bidi = "<w:bidiVisual/>" if direction == "rtl" else ""
    margins = _EVEN_MARGINS if direction == "rtl" else ""
    named = f'<w:tblCaption w:val="{xml_escape(caption)}"/>' if caption else ""
    look = "0020" if header else "0000"
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{bidi}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{margins}'
        f'<w:tblLook w:val="{look}" w:firstRow="{int(header)}" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(cells: Iterable[str], widths: Sequence[int], properties: str, direction: Direction) -> str:
    flush = len(widths) - 1 if direction == "ltr" else -1
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_FLUSH if i == flush else ""}</w:tcPr>'
        f"{cell}</w:tc>"
        for i, (width, cell) in enumerate(zip(widths, cells, strict=True))
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"

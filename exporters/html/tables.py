"""Tables of a page: evidence tables and the legend."""

from collections.abc import Iterator, Sequence

from exporters.briefing import Cell, Column, Direction, Group, Legend, Table
from exporters.html.inlines import inline
from exporters.html.markup import attributes, element, escape, isolated
from exporters.html.places import Places
from exporters.html.tags import Signs
from exporters.links import row_of


class TableWriter:
    """Turns tables into markup."""

    def __init__(self, signs: Signs, places: Places) -> None:
        self._signs = signs
        self._places = places

    def table(self, table: Table) -> Iterator[str]:
        """A table row by row, in a box that scrolls sideways where the window is narrow."""
        name = self._places.place(table.anchor)
        if table.caption:
            caption_id = self._places.new("caption")
            caption = f'<caption id="{caption_id}"{attributes()}>{escape(table.caption)}</caption>'
            box = f' role="region" aria-labelledby="{caption_id}" tabindex="0"'
        else:
            caption = box = ""
        yield f'<div class="wide"{box}>\n<table{attributes(table.direction, "", name)}>\n{caption}'
        yield f"{_columns(table.columns)}<thead>{self._head(table.columns)}</thead>\n<tbody>\n"
        for index, row in enumerate(table.rows):
            if isinstance(row, Group):
                yield "</tbody>\n<tbody>\n" if index else ""
                yield _group(row, len(table.columns))
            else:
                yield self._row(row_of(row, len(table.columns)), table)
        yield "</tbody>\n</table>\n</div>\n"

    def legend(self, legend: Legend, title: str, direction: Direction) -> str:
        """The tags, each as its passages look, with its letter and what it means."""
        rows = "".join(
            f"<tr><td{attributes()}><span{self._signs.chip(tag.id)}>{escape(tag.letter)}</span></td>"
            f'<th scope="row"><mark class="{self._signs.of(tag.id)} from to"><bdi>'
            f"{escape(tag.name)}</bdi></mark></th><td{attributes()}>{escape(tag.description)}</td>"
            "</tr>\n"
            for tag in legend.tags
        )
        caption = element("caption", escape(title), ' class="unseen"')
        about = f' class="legend"{attributes(direction)}'
        return f"<table{about}>{caption}<tbody>\n{rows}</tbody></table>\n" if rows else ""

    def _head(self, columns: Sequence[Column]) -> str:
        cells = "".join(
            f'<th scope="col"{_numeric(column)}>{isolated(column.title)}</th>' for column in columns
        )
        return f"<tr>{cells}</tr>"

    def _row(self, cells: Sequence[Cell], table: Table) -> str:
        pairs = zip(cells, table.columns, strict=True)
        inside = "".join(self._cell(cell, column, table.direction) for cell, column in pairs)
        return f"<tr>{inside}</tr>\n"

    def _cell(self, cell: Cell, column: Column, way: Direction) -> str:
        """Figures and chips stand under their header, whatever the direction of the cell."""
        name = self._places.place(cell.anchor)
        direction = way if column.numeric or cell.tag else cell.direction
        about = _numeric(column) + attributes(direction, cell.language, name)
        if not cell.tag:
            words = inline(self._places, cell.text, cell.inlines, cell.link)
            return f"<td{about}>{words}</td>"
        chip = self._signs.chip(cell.tag)
        if self._places.href(cell.link):
            words = self._places.link(cell.link, escape(cell.text), chip)
        else:
            words = element("span", inline(self._places, cell.text, cell.inlines), chip)
        return f"<td{about}>{words}</td>"


def _columns(columns: Sequence[Column]) -> str:
    whole = sum(max(column.share, 0.0) for column in columns)
    if not whole:
        return ""
    widths = (max(column.share, 0.0) / whole * 100 for column in columns)
    cols = "".join(f'<col style="width:{width:.2f}%">' for width in widths)
    return f"<colgroup>{cols}</colgroup>\n"


def _group(group: Group, columns: int) -> str:
    detail = f" <span>{isolated(group.detail)}</span>" if group.detail else ""
    return (
        f'<tr class="group"><th scope="rowgroup" colspan="{max(columns, 1)}"'
        f"{attributes(group.direction)}>{escape(group.text)}{detail}</th></tr>\n"
    )


def _numeric(column: Column) -> str:
    return ' class="figures"' if column.numeric else ""

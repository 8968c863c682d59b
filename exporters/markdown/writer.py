"""The Markdown writer: CommonMark with the tables and footnotes of GitHub's dialect.

It holds no HTML, so any program may render it, and it reads well as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from exporters.briefing import (
    Article,
    Briefing,
    Cell,
    Column,
    Contents,
    Cover,
    Fact,
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
    Tag,
)
from exporters.headings import Ranks
from exporters.links import row_of
from exporters.markdown.article import ArticleWriter
from exporters.markdown.inlines import inline
from exporters.markdown.places import Places
from exporters.markdown.text import block, field, heading, indented, item, line, strong


def write(briefing: Briefing, progress: Callable[[float], None]) -> bytes:
    """The briefing as the bytes of a Markdown file in UTF-8; the same briefing, the same bytes.

    ``progress`` is called after each section with 0.0 to 1.0.
    """
    progress(0.0)
    body = _Body(briefing)
    pieces = [body.opening()]
    for done, section in enumerate(briefing.sections, 1):
        pieces.extend(body.section(section))
        progress(done / (len(briefing.sections) + 1))
    pieces.append(body.closing())
    written = "".join(pieces).strip("\n") + "\n"
    progress(1.0)
    return written.encode()


class _Body:
    """One file in the making. Pieces end with the blank line that separates blocks."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._places = Places(briefing)
        self._ranks = Ranks()
        self._articles = ArticleWriter(self._places, self._ranks)

    def opening(self) -> str:
        """What stands over everything: the marking, the running line, the title block."""
        briefing = self._briefing
        marking = strong(line(field(briefing.marking)))
        return _blocks(marking, block(field(briefing.header)), self._cover(briefing.cover))

    def closing(self) -> str:
        """What stands under everything."""
        marking = strong(line(field(self._briefing.marking)))
        return _blocks(block(field(self._briefing.footer)), marking)

    def section(self, section: Section) -> Iterator[str]:
        """A heading and its parts."""
        rank = self._ranks.section(section.level)
        if section.title.strip():
            yield _blocks(f"{'#' * rank} {heading(field(section.title))}")
        for part in section.parts:
            yield from self._part(part, section)

    def _cover(self, cover: Cover) -> str:
        title = f"# {heading(field(cover.title))}" if cover.title.strip() else ""
        lines = block("\n".join(field(text) for text in cover.lines))
        return _blocks(title, lines, "\n".join(map(self._fact, cover.facts))).rstrip("\n")

    def _fact(self, fact: Fact) -> str:
        name = strong(line(f"{field(fact.name)}:"))
        return item(f"{name} {block(inline(self._places, fact.text, fact.inlines))}")

    def _part(self, part: Part, section: Section) -> Iterator[str]:
        match part:
            case Paragraph():
                yield _blocks(block(inline(self._places, part.text, part.inlines, part.link)))
            case Note():
                words = block(inline(self._places, part.text, part.inlines))
                yield _blocks(f"{strong(line(field(part.label)))} {words}".strip())
            case PassageList():
                yield from map(self._passage, part.items)
            case Table():
                yield self._table(part)
            case Figure():
                caption = strong(line(field(part.caption)))
                yield _blocks(caption, block(field(part.alt)))
            case Legend():
                yield _blocks("\n".join(map(_entry, part.tags)))
            case Contents():
                yield self._contents(part, section)
            case Article():
                yield from self._articles.blocks(part)

    def _passage(self, listed: PassageItem) -> str:
        """Reference, words and place; under them who said it, its labels and the note."""
        reference = self._places.link(listed.link, strong(line(field(listed.reference))))
        place = f" *{line(field(listed.place.strip()))}*" if listed.place.strip() else ""
        words = f"{reference} {block(field(listed.text))}{place}"
        detail = " · ".join(field(text) for text in (listed.speaker, *listed.labels) if text)
        said = f"\\\n{block(detail)}" if detail else ""
        note = f"\n\n{indented(block(field(listed.note)), '> ')}" if listed.note.strip() else ""
        return _blocks(item(words + said + note))

    def _table(self, table: Table) -> str:
        """A table under its caption; a group is a row that fills its first cell only."""
        if not table.columns:
            return _blocks(strong(line(field(table.caption))))
        titles = _row(line(field(column.title)) for column in table.columns)
        rules = _row("---:" if column.numeric else "---" for column in table.columns)
        rows = [self._row(row, table.columns) for row in table.rows]
        return _blocks(strong(line(field(table.caption))), "\n".join((titles, rules, *rows)))

    def _row(self, row: tuple[Cell, ...] | Group, columns: Sequence[Column]) -> str:
        if isinstance(row, Group):
            first = f"{strong(line(field(row.text)))} {line(field(row.detail))}".strip()
            return _row((first, *("" for _ in columns[1:])))
        return _row(map(self._cell, row_of(row, len(columns))))

    def _cell(self, cell: Cell) -> str:
        if cell.tag:
            return self._places.link(cell.link, strong(line(field(cell.text))))
        return line(inline(self._places, cell.text, cell.inlines, cell.link))

    def _contents(self, contents: Contents, own: Section) -> str:
        entries: list[str] = []
        for section in self._briefing.sections:
            if section is own or not section.title.strip() or section.level > contents.depth:
                continue
            words = self._places.link(section.anchor, heading(field(section.title)))
            inside = section.level > 1 and bool(entries)
            entries.append(("  " if inside else "") + item(words))
        return _blocks("\n".join(entries))


def _entry(tag: Tag) -> str:
    named = f"{strong(line(field(tag.letter)))} {line(field(tag.name))}"
    return item(f"{named}: {block(field(tag.description))}" if tag.description else named)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _blocks(*blocks: str) -> str:
    """Blocks with a blank line after each; empty ones are left out."""
    return "".join(f"{one}\n\n" for one in blocks if one)

"""The briefing as rows, from the cover to the last annex."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from exporters.briefing import (
    Article,
    Briefing,
    Contents,
    Figure,
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
from exporters.pdf.article import ArticleFrame, article_rows
from exporters.pdf.objects.structure import Element
from exporters.pdf.parts.chips import CHIP_PAD, chip
from exporters.pdf.parts.contents import Heading, contents_rows
from exporters.pdf.parts.cover import cover_rows
from exporters.pdf.parts.figures import figure_rows
from exporters.pdf.parts.fitting import short_label
from exporters.pdf.parts.inlines import RichRow, RichText, inside, rich_lines, rich_rows
from exporters.pdf.parts.notes import note_rows
from exporters.pdf.parts.tables import table_rows
from exporters.pdf.rows import (
    BODY,
    CHIP,
    EMPTY,
    HEADING_1,
    HEADING_2,
    LEAD,
    LEFT,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MEASURE,
    META,
    NAME,
    NOTE,
    Painter,
    Row,
    TextRow,
    baseline,
    keep_together,
    of_direction,
    text_rows,
)
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from exporters.shown import joined

_ROLES = {"body": BODY, "lead": LEAD, "meta": META, "empty": EMPTY}
_SHORT_ITEM = 9  # rows: a passage with its notes up to this long is not cut by a page break
_LEGEND_INDENT = 34.0
_LEGEND_SIGN = 22.0
_AFTER_LEGEND = 12.0
_UNDER_HEADING = 10.0  # before a heading that stands right under another
_LINK_TITLE = 80  # characters of a paragraph that name it as a link


def story(
    briefing: Briefing,
    setter: Typesetter,
    root: Element,
    pages: Mapping[str, int],
    done: Callable[[float], None],
) -> list[Row]:
    """Every row of the document in order, its structure under ``root``.

    ``pages`` gives the number of the page of an anchor; it is asked when rows are painted. ``done``
    is told 0 to 1 after each section.
    """
    teller = _Teller(briefing, setter, root, pages)
    rows = cover_rows(briefing.cover, setter, root)
    for count, section in enumerate(briefing.sections, 1):
        rows.extend(teller.section(count, section))
        done(count / len(briefing.sections))
    return rows


def headings(rows: Iterable[Row]) -> Iterator[tuple[Row, str, int]]:
    """The rows that have a bookmark, with its title and a level that never skips one."""
    deepest = -1
    for row in rows:
        if row.outline is not None:
            title, level = row.outline
            deepest = min(level, deepest + 1)
            yield row, title, deepest


class _Teller:
    """Makes the rows of each part, and the element each belongs to."""

    def __init__(
        self, briefing: Briefing, setter: Typesetter, root: Element, pages: Mapping[str, int]
    ) -> None:
        self._briefing = briefing
        self._tags = {tag.id: tag for tag in briefing.tags}
        self._setter = setter
        self._root = root
        self._pages = pages
        self._level = 0
        self._notes = 0
        self._section = Section("", 1, "", ())
        self._after_heading = False

    def section(self, number: int, section: Section) -> list[Row]:
        """The heading of section ``number`` and its parts."""
        self._section = section
        style, before, after = (HEADING_1, 24, 6) if section.level == 1 else (HEADING_2, 18, 4)
        rtl = section.direction == "rtl"
        lines = self._setter.lines(section.title, style, MEASURE, rtl)
        rows: list[Row] = []
        if lines:
            self._level = min(section.level, self._level + 1)  # no level is skipped
            heading = self._root.add(f"H{self._level}", language=self._other(section.language))
            rows += text_rows(lines, heading)
            keep_together(rows)
            rows[-1].hold = True
            rows[-1].height += after
            rows[0].outline = (section.title, section.level - 1)
        else:
            rows.append(Row(0.0, hold=True))
        rows[0].before = _UNDER_HEADING if self._after_heading else before
        self._after_heading = bool(lines) and not section.parts
        rows[0].new_page = section.new_page
        rows[0].anchors = tuple(filter(None, (section.anchor, _place(number))))
        for part in section.parts:
            if isinstance(part, Note):
                _keep_with_next(rows)
            rows.extend(self._part(part))
        return rows

    def _part(self, part: Part) -> list[Row]:
        setter, root = self._setter, self._root
        match part:
            case Paragraph():
                return self._paragraph(part)
            case Note():
                self._notes += 1
                element = root.add("Note", language=self._other(part.language))
                element.ident = f"note {self._notes}"
                return note_rows(part, setter, element)
            case PassageList():
                entries = root.add("L")
                return [row for item in part.items for row in self._passage(item, entries)]
            case Table():
                return table_rows(part, setter, root.add("Table"), self._tags)
            case Figure():
                return figure_rows(part, setter, root)
            case Legend():
                return self._legend(part)
            case Contents():
                mirrored = self._section.direction == "rtl"
                listed = self._headings(part.depth)
                return contents_rows(listed, self._pages, setter, root, mirrored)
            case Article():
                language = self._briefing.language
                frame = ArticleFrame(self._tags, setter, root, self._level + 1, language)
                return article_rows(part, frame)

    def _headings(self, depth: int) -> list[Heading]:
        """What the contents in the section being told list: all others that have a title."""
        return [
            Heading(
                one.title,
                one.level,
                _place(number),
                one.direction == "rtl",
                self._other(one.language),
            )
            for number, one in enumerate(self._briefing.sections, 1)
            if one is not self._section and one.level <= depth and one.title.strip()
        ]

    def _paragraph(self, part: Paragraph) -> list[Row]:
        rtl = part.direction == "rtl"
        style = of_direction(_ROLES[part.role], rtl)
        element = self._root.add("P", language=self._other(part.language))
        if part.link:
            element = element.add("Link", part.text[:_LINK_TITLE])
        inlines = inside(part.text, part.inlines, links=not part.link)
        rows: Sequence[TextRow | RichRow]
        if inlines or part.link:
            rich = RichText(part.text, element, inlines, part.link)
            rows = rich_rows(rich_lines(rich, style, MEASURE, self._setter, rtl), rich)
        else:
            lines = self._setter.lines(part.text, style, MEASURE, rtl)
            rows = text_rows(lines, element)
        if rows:
            rows[0].before = 4.0
            rows[-1].height += 4.0
        return [*rows]

    def _passage(self, item: PassageItem, entries: Element) -> list[Row]:
        """The words, under them where they stand and who said them, then the analyst's note."""
        setter, rtl = self._setter, item.direction == "rtl"
        body = entries.add("LI").add("LBody")
        element = body.add("P", language=self._other(item.language))
        if item.link:
            element = element.add("Link", item.reference)
        style = of_direction(BODY, rtl)
        words = text_rows(
            setter.lines(item.text or "…", style, MEASURE, rtl), element, link=item.link
        )
        told = joined(" · ", (item.place, item.speaker, *item.labels))
        meta = text_rows(setter.lines(told, META, MEASURE), element, link=item.link)
        note = [
            row
            for line in item.note.splitlines()
            if line.strip()
            for row in text_rows(setter.lines(line, NOTE, MEASURE), body.add("P"))
        ]
        rows = [*words, *meta, *note]
        if not rows:
            return []
        if meta and words:
            words[-1].hold = True
            words[-1].height += 1.5
        if note:
            rows[len(rows) - len(note) - 1].hold = True
            note[0].before = 2.0
        if len(rows) <= _SHORT_ITEM:
            keep_together(rows)
        first = rows[0]
        first.before = 11.0
        first.anchors = (item.anchor,) if item.anchor else ()
        label = short_label(item.reference, CHIP, MARGIN_RIGHT - MARGIN_LEFT - 2 * CHIP_PAD, setter)
        place = (first.line.style, first.element, first.link)
        first.also = (_chip_in_margin(label, self._tags[item.tag], *place),)
        return [*rows]

    def _legend(self, part: Legend) -> list[Row]:
        entries = self._root.add("L")
        rows: list[Row] = []
        for tag in part.tags:
            rows += self._legend_entry(tag, entries.add("LI"))
        rows.append(Row(_AFTER_LEGEND))
        return rows

    def _legend_entry(self, tag: Tag, entry: Element) -> list[Row]:
        sign, body = entry.add("Lbl"), entry.add("LBody")
        setter, width = self._setter, MEASURE - _LEGEND_INDENT
        x = LEFT + _LEGEND_INDENT
        rows = [
            *text_rows(setter.lines(tag.name, NAME, width), body.add("P"), x),
            *text_rows(setter.lines(tag.description, META, width), body.add("P"), x),
        ]
        if not rows:
            return []
        keep_together(rows)
        rows[0].before = 7.0
        letter = short_label(tag.letter, CHIP, _LEGEND_SIGN - 2, setter)
        style = rows[0].line.style

        def paint(sheet: Sheet, top: float) -> None:
            base = baseline(style, top)
            chip(sheet, letter, tag, (LEFT + 1, LEFT + 1 + _LEGEND_SIGN), base, sign)

        rows[0].also = (paint,)
        return [*rows]

    def _other(self, language: str) -> str:
        """``language`` if it is not that of the document."""
        return "" if language == self._briefing.language else language


def _keep_with_next(rows: Sequence[Row]) -> None:
    """Keeps the last row that shows something, and the space after it, with what comes next."""
    for row in reversed(rows):
        row.hold = True
        if type(row) is not Row:
            break


def _place(number: int) -> str:
    """What the contents call section ``number``; no anchor begins like this."""
    return f"\0{number}"


def _chip_in_margin(
    line: Line, tag: Tag, style: Style, element: Element | None, link: str
) -> Painter:
    def paint(sheet: Sheet, top: float) -> None:
        base = baseline(style, top)
        left = MARGIN_RIGHT - line.width - 2 * CHIP_PAD
        chip(sheet, line, tag, (left, MARGIN_RIGHT), base, element)
        sheet.link(link, element, (left, base - 5, MARGIN_RIGHT, base + 8))

    return paint

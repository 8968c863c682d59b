"""Which characters of a briefing none of the bundled faces has, so that nobody is surprised."""

from collections.abc import Iterator

from exporters.briefing import (
    Article,
    Briefing,
    Contents,
    Figure,
    Group,
    Label,
    Legend,
    Note,
    Paragraph,
    Part,
    PassageItem,
    PassageList,
    Table,
)
from exporters.shown import shown_text


def unprintable(briefing: Briefing) -> tuple[str, ...]:
    """The characters that a PDF shows as a hollow box, each once, in the order they appear."""
    words: dict[str, None] = {}
    for text in _texts(briefing):
        if not text.isascii():
            words |= dict.fromkeys(shown_text(text).split())
    rare = [word for word in words if not word.isascii()]
    if not rare:
        return ()
    from exporters.pdf import fonts  # loads HarfBuzz and the faces

    return tuple(dict.fromkeys(char for word in rare for char in fonts.unprintable(word)))


def _texts(briefing: Briefing) -> Iterator[str]:
    """Everything that is printed on a page, in the order of the document."""
    yield from (briefing.marking, briefing.header)
    yield briefing.cover.title
    yield from briefing.cover.lines
    for fact in briefing.cover.facts:
        yield from (fact.name, fact.text)
    for section in briefing.sections:
        yield section.title
        for part in section.parts:
            yield from _of_part(part)
    yield briefing.footer
    yield briefing.wording.page


def _of_part(part: Part) -> Iterator[str]:
    match part:
        case Paragraph() | Article():
            yield part.text
        case Note():
            yield from (part.label, part.text)
        case PassageList():
            for item in part.items:
                yield from _of_passage(item)
        case Table():
            yield from _of_table(part)
        case Figure():
            yield part.caption
            yield from (shape.text for shape in part.shapes if isinstance(shape, Label))
        case Legend():
            for tag in part.tags:
                yield from (tag.letter, tag.name, tag.description)
        case Contents():
            pass


def _of_passage(item: PassageItem) -> Iterator[str]:
    yield from (item.reference, item.text, item.place, item.speaker, *item.labels, item.note)


def _of_table(table: Table) -> Iterator[str]:
    yield table.caption
    yield from (column.title for column in table.columns)
    for row in table.rows:
        if isinstance(row, Group):
            yield from (row.text, row.detail)
        else:
            yield from (cell.text for cell in row)

"""Every text of a briefing that is printed: which characters the embedded faces need."""

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
    PassageList,
    Table,
)


def texts(briefing: Briefing) -> Iterator[str]:
    """The texts in any order; the same one may come more than once."""
    yield from (briefing.header, briefing.footer, briefing.marking, briefing.cover.title)
    yield from (briefing.wording.page, briefing.wording.figure)
    yield from briefing.cover.lines
    for fact in briefing.cover.facts:
        yield from (fact.name, fact.text)
    for section in briefing.sections:
        yield section.title
        for part in section.parts:
            yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    match part:
        case Paragraph():
            yield part.text
        case Note():
            yield from (part.label, part.text)
        case PassageList():
            for item in part.items:
                yield from (item.reference, item.text, item.place, item.speaker, item.note)
                yield from item.labels
        case Table():
            yield from _table_texts(part)
        case Figure():
            yield part.caption
            yield from (shape.text for shape in part.shapes if isinstance(shape, Label))
        case Legend():
            for tag in part.tags:
                yield from (tag.letter, tag.name, tag.description)
        case Contents():
            pass
        case Article():
            yield part.text
            for mark in part.marks:
                yield mark.reference
                yield from mark.comment.paragraphs


def _table_texts(table: Table) -> Iterator[str]:
    yield table.caption
    yield from (column.title for column in table.columns)
    for row in table.rows:
        if isinstance(row, Group):
            yield from (row.text, row.detail)
        else:
            yield from (cell.text for cell in row)

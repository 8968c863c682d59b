"""The texts of a briefing one by one, for whoever has to know which characters are in it."""

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


def printed(briefing: Briefing) -> Iterator[str]:
    """Everything that stands on a page, in the order of the document."""
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


def noted(briefing: Briefing) -> Iterator[str]:
    """What stands at the passages of the articles: their references and comments."""
    for section in briefing.sections:
        for part in section.parts:
            if isinstance(part, Article):
                for mark in part.marks:
                    yield mark.reference
                    yield from mark.comment.paragraphs


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

"""Where links may lead: to places of the briefing and to the web, nowhere else."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

from exporters.briefing import (
    Article,
    Briefing,
    Cell,
    Figure,
    Group,
    Inline,
    Note,
    Part,
    PassageList,
    Table,
)
from exporters.text import xml_safe

_WEB = re.compile("https?://", re.IGNORECASE)
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def web_address(target: str) -> str:
    """``target`` as an ``http`` or ``https`` URI, or empty if it is anything else.

    What may not stand in a URI is percent-encoded (RFC 3986), so nothing is left to escape but
    ``&`` and ``'``.
    """
    try:
        named = _WEB.match(target) is not None and bool(urlsplit(target).netloc)
    except ValueError:
        named = False
    return quote(xml_safe(target.strip()), safe=_KEPT) if named else ""


def anchors(briefing: Briefing) -> Iterator[str]:
    """Every anchor of the briefing in reading order; a name may come twice or be empty."""
    for section in briefing.sections:
        yield section.anchor
        for part in section.parts:
            yield from anchors_of(part)


def anchors_of(part: Part) -> Iterator[str]:
    """The anchors of one part. Marks of an article without any blocks have no place."""
    match part:
        case PassageList():
            yield from (item.anchor for item in part.items)
        case Table():
            yield part.anchor
            for row in part.rows:
                if not isinstance(row, Group):
                    yield from (cell.anchor for cell in row[: len(part.columns)])
        case Note() | Figure():
            yield part.anchor
        case Article() if part.blocks:
            yield from (mark.anchor for mark in part.marks)
        case _:
            return


def stretches(text: str, inlines: Sequence[Inline]) -> Iterator[tuple[str, Inline | None]]:
    """``text`` cut at its inlines, each piece with the one that covers it.

    Those that reach out of the text are cut, those that begin inside an earlier one left out.
    """
    at = 0
    for inline in inlines:
        start, end = max(inline.start, 0), min(inline.end, len(text))
        if start < at or start >= end:
            continue
        if at < start:
            yield text[at:start], None
        yield text[start:end], inline
        at = end
    if at < len(text):
        yield text[at:], None


def row_of(cells: Sequence[Cell], columns: int) -> list[Cell]:
    """The cells of a row, as many as there are columns."""
    return [*cells[:columns], *(Cell("") for _ in range(columns - len(cells)))]

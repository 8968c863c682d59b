"""Front matter printed in a text: a date, a byline, header lines, a title.

Nothing here is certain, and a false find is worse than a miss: what is found is offered to the
analyst. Only the first few blocks and the last one are looked at.
"""

import re
from collections.abc import Sequence

from desktop.importers.bylines import end_byline, top_byline
from desktop.importers.date_lines import dated_prefix
from desktop.importers.layout import lines
from desktop.model.dates import iso_date
from desktop.model.source import Block, BlockKind, Front, FrontMatter

FIELDS = {
    "title": "title",
    "headline": "title",
    "author": "author",
    "authors": "author",
    "by": "author",
    "byline": "author",
    "source": "outlet",
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "newspaper": "outlet",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
}
"""What the keys of header lines mean, as fields of ``Front``."""

_TOP_BLOCKS = 6
_HEADER = re.compile(r"(?P<key>[A-Za-z]{2,12})[ \t]*:[ \t]+(?P<value>\S.*)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_LONGEST_VALUE = {"title": 200, "author": 100, "outlet": 60}


def recognise(text: str, blocks: Sequence[Block]) -> FrontMatter | None:
    """What of the text is front matter, or None. Ranges are code points, sorted, and disjoint.

    A heading at the top is offered as the title and keeps its place: it has no range. Where top and
    bottom both tell something, the top is believed.
    """
    found = _Found()
    read = _read_top(text, blocks, found)
    if len(blocks) - read > 1:
        _read_end(text, blocks[-1], found)
    if not found.fields:
        return None
    return FrontMatter(tuple(sorted(found.ranges)), Front(**found.fields))


def is_front_matter(line: str) -> bool:
    """Whether a line at the top of a text is front matter, so neither a title nor a sentence."""
    dated = dated_prefix(line, 0, len(line))
    return _whole_line(line) is not None or dated is not None


def field_value(field: str, value: str) -> str:
    """``value`` as ``Front`` holds it in ``field``, or empty if it is not of that kind."""
    match field:
        case "published":
            return iso_date(value)
        case "language":
            return value if _LANGUAGE.fullmatch(value) else ""
        case "url":
            return value if _ADDRESS.fullmatch(value) else ""
        case _:
            return value if len(value) <= _LONGEST_VALUE[field] else ""


class _Found:
    """What was found so far; the first word on a field is kept."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.ranges: list[tuple[int, int]] = []

    def add(self, fields: dict[str, str], start: int, end: int) -> None:
        self.ranges.append((start, end))
        self.learn(fields)

    def learn(self, fields: dict[str, str]) -> None:
        for name, value in fields.items():
            if value:
                self.fields.setdefault(name, value)


def _read_top(text: str, blocks: Sequence[Block], found: _Found) -> int:
    """Read the top into ``found``; the number of blocks that come before the article proper."""
    for read, block in enumerate(blocks[:_TOP_BLOCKS]):
        match block.kind:
            case BlockKind.HEADING:
                if "title" in found.fields:
                    return read
                found.learn({"title": " ".join(text[block.start : block.end].split())})
            case BlockKind.FRONT_MATTER:
                pass
            case BlockKind.PARAGRAPH:
                if not _read_block(text, block, found):
                    return read
            case _:
                return read
    return min(len(blocks), _TOP_BLOCKS)


def _read_block(text: str, block: Block, found: _Found) -> bool:
    """Read the front matter that a block begins with; whether that is all of it."""
    for start, end in lines(text, block.start, block.end):
        fields = _whole_line(text[start:end])
        if fields is not None:
            found.add(fields, start, end)
            continue
        dated = dated_prefix(text, start, end)
        if dated is None:
            return False
        found.add({"published": dated.iso}, start, dated.end)
        if dated.end < end:
            return False
    return True


def _read_end(text: str, block: Block, found: _Found) -> None:
    if block.kind is not BlockKind.PARAGRAPH:
        return
    byline = end_byline(text[block.start : block.end])
    if byline and byline.author and "author" not in found.fields:
        found.add(byline._asdict(), block.start, block.end)


def _whole_line(line: str) -> dict[str, str] | None:
    """The fields of a line that is a header or a byline and nothing else; None if it is not."""
    header = _HEADER.fullmatch(line)
    if header:
        field = FIELDS.get(header["key"].lower())
        value = field_value(field, header["value"].strip()) if field else ""
        if field and value:
            return {field: value}
    byline = top_byline(line)
    return byline._asdict() if byline else None

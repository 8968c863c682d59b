"""A source: one article, whole, with its blocks, what is known about it and where it came from."""

import re
from bisect import bisect_right
from enum import StrEnum
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.grades import NO_GRADE, Grade
from desktop.model.identity import SourceId
from desktop.printable_line import printable_line


class BlockKind(StrEnum):
    """What a stretch of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CODE = "code"
    FRONT_MATTER = "front-matter"


NUMBERED = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CODE}
)


class Block(Struct, frozen=True, gc=False):
    """A code-point range of the text, half open. Blocks are sorted, not empty, never overlap.

    What lies between two blocks is white space or a marker such as ``# ``; it belongs to the text
    but is not shown. ``level`` is 1 to 6 for headings, the depth from 1 for list items, else 0.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


class Front(Struct, frozen=True):
    """What is known about an article. Dates are ISO 8601 (``2020-01-14``), language is BCP 47."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    published: str = ""
    retrieved: str = ""
    url: str = ""
    language: str = ""


class Origin(Struct, frozen=True):
    """The bytes the article was read from: SHA-256 in hexadecimal and their number."""

    sha256: str
    byte_length: int


class Reader(Struct, frozen=True):
    """Which reader made the source, and in which version of it."""

    name: str
    version: str


class Source(Struct, frozen=True):
    """One article. ``name`` is a file name or an address, never a path.

    ``text`` is whole: a byte order mark is stripped and CRLF made LF when it is read, nothing else,
    and no offset into it ever changes. ``sha256`` is that of the text in UTF-8.
    """

    id: SourceId
    name: str
    media_type: str
    front: Front
    origin: Origin
    reader: Reader
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    grade: Grade = NO_GRADE
    extra: Extra = NO_EXTRA

    @property
    def title(self) -> str:
        """What it is called everywhere: the title somebody gave it, or else ``usual_title``."""
        return self.front.title or self.usual_title

    @property
    def usual_title(self) -> str:
        """What it is called as long as nobody has given it a title."""
        return title_from_text(self.text, self.blocks, self.name)


_HEADING_AMONG = 10
"""Blocks from the top of a text among which a heading is that of the whole."""
_WORDS_AT_MOST, _HEADING_AT_MOST = 60, 120
"""Characters of a title that is taken from the words, or from the heading, of a text."""
_ENDING = re.compile(r"\.[A-Za-z]{1,8}$")


def title_from_text(text: str, blocks: tuple[Block, ...], name: str) -> str:
    """What an article without a title is called: by its first heading, or else its first words.

    One line without controls. The file's name, which is no title, is what remains for a text
    without words; it loses its ending. The blocks may lie outside the text.
    """
    return _first_words(text, blocks) or _ENDING.sub("", name) or name


def _first_words(text: str, blocks: tuple[Block, ...]) -> str:
    body = (block for block in blocks if block.kind is not BlockKind.FRONT_MATTER)
    top = list(islice(body, _HEADING_AMONG))
    headings = (block for block in top if block.kind is BlockKind.HEADING)
    found = (
        *(_beginning(text, block, _HEADING_AT_MOST) for block in headings),
        *(_beginning(text, block, _WORDS_AT_MOST) for block in top),
    )
    return next((words for words in found if words), "")


def _beginning(text: str, block: Block, longest: int) -> str:
    """The words a block begins with, on one line, cut between two of them where they are many."""
    words = text[block.start : min(block.end, block.start + 4 * longest)]
    line = " ".join(printable_line(words).split())
    if len(line) <= longest:
        return line
    cut = line[: longest + 1].rpartition(" ")[0] or line[:longest]
    return f"{cut.rstrip(' .,;:–—-')} …"


class FrontMatter(Struct, frozen=True):
    """Front matter found in a text, to be confirmed by the analyst.

    ``ranges`` are the code-point ranges it takes up (a date at the start, a byline at the end);
    ``front`` holds the fields read from them, empty where nothing was found.
    """

    ranges: tuple[tuple[int, int], ...]
    front: Front


def paragraph_at(blocks: tuple[Block, ...], offset: int) -> int:
    """The number of the paragraph that holds a code point; 0 in headings and front matter."""
    at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    if at < 0 or blocks[at].kind not in NUMBERED:
        return 0
    return sum(block.kind in NUMBERED for block in blocks[: at + 1])


def paragraph_numbers(blocks: tuple[Block, ...]) -> list[int]:
    """The number a reader sees beside each block, from 1; 0 for headings and front matter."""
    numbers: list[int] = []
    count = 0
    for block in blocks:
        if block.kind in NUMBERED:
            count += 1
            numbers.append(count)
        else:
            numbers.append(0)
    return numbers


def place_names(blocks: tuple[Block, ...]) -> list[str]:
    """Where a reader finds each block, in words: "¶9", "headline", "above ¶4", "front matter".

    A heading before the first paragraph is the headline; any other is named by what it stands over.
    """
    names: list[str] = []
    numbers = paragraph_numbers(blocks)
    last, above = max(numbers, default=0), 0
    for block, number in zip(blocks, numbers, strict=True):
        if number:
            above = number
            names.append(f"¶{number}")
        elif block.kind is BlockKind.FRONT_MATTER:
            names.append(_("front matter"))
        elif not above:
            names.append(_("headline"))
        elif above < last:
            names.append(_("above {paragraph}").format(paragraph=f"¶{above + 1}"))
        else:
            names.append(_("below {paragraph}").format(paragraph=f"¶{above}"))
    return names


def place_at(blocks: tuple[Block, ...], offset: int) -> str:
    """Where a code point is found, in the words of ``place_names``; empty before all blocks."""
    at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
    return place_names(blocks)[at] if at >= 0 else ""


def with_front_matter(source: Source, found: FrontMatter) -> Source:
    """The same source with ``found`` set apart: its ranges become front-matter blocks.

    A block that a range cuts keeps the rest, without the white space at the cut. Empty fields of
    the source are filled from ``found``; fields that hold something are kept.
    """
    blocks = list(source.blocks)
    for start, end in found.ranges:
        blocks = [piece for block in blocks for piece in _cut(source.text, block, start, end)]
        blocks.append(Block(BlockKind.FRONT_MATTER, start, end))
    blocks.sort(key=lambda block: block.start)
    front = Front(
        **{
            name: getattr(source.front, name) or getattr(found.front, name)
            for name in Front.__struct_fields__
        }
    )
    return replace(source, blocks=tuple(blocks), front=front)


def _cut(text: str, block: Block, start: int, end: int) -> list[Block]:
    """What is left of a block when (start, end) is taken out of it."""
    if block.end <= start or end <= block.start:
        return [block]
    left = _trimmed(text, block.start, min(start, block.end))
    right = _trimmed(text, max(end, block.start), block.end)
    return [replace(block, start=a, end=b) for a, b in (left, right) if a < b]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


Direction = Literal["ltr", "rtl"]

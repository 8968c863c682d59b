"""The stretches of an article that are read one by one: its paragraphs, long ones in pieces."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from desktop.model.source import Block, BlockKind

LONGEST = 4_000
"""Code points of a piece, about; a parse costs memory by the length of what is parsed at once."""
_GAP = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?…:\"”’»―)\]])[^\S\n]*\n\s*")
"""A blank line, or the end of a line that ends a sentence: there nothing was wrapped."""
_STOP = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*\s+")
_BLANKS = (*range(0x09, 0x0E), 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x3000)
_SAME_WIDTH = dict.fromkeys(_BLANKS, " ")
_SURROGATE = re.compile("[\ud800-\udfff]")
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})


class Paragraph(Struct, frozen=True, gc=False):
    """A stretch to be read. ``words`` has the length of ``text[start:end]``, blanks evened out.

    ``number`` counts the paragraphs of the article from 0, headings and pieces of a long paragraph
    included. ``is_heading`` and ``is_block_quotation`` say what it is; ``continues`` is true for a
    further piece of a long paragraph.
    """

    words: str
    start: int
    number: int
    is_heading: bool = False
    is_block_quotation: bool = False
    continues: bool = False


def paragraphs(text: str, blocks: Sequence[Block] = ()) -> Iterator[Paragraph]:
    """The paragraphs of an article, in order; what is set apart as front matter or code is not.

    Without ``blocks`` blank lines part them. Linear in the length of the text.
    """
    number = 0
    for start, end, kind in _stretches(text, blocks):
        continues = False
        for first, last in _pieces(text, start, end):
            yield Paragraph(
                plain(text[first:last]),
                first,
                number,
                kind is BlockKind.HEADING,
                kind is BlockKind.QUOTATION,
                continues,
            )
            number, continues = number + 1, True


def plain(words: str) -> str:
    """The same number of code points: every blank as a space, no lone surrogates."""
    return _SURROGATE.sub("\ufffd", words.translate(_SAME_WIDTH))


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, BlockKind]]:
    if blocks:
        for block in blocks:
            if block.kind in _READ or block.kind is BlockKind.HEADING:
                yield block.start, block.end, block.kind
        return
    start = 0
    for gap in _GAP.finditer(text):
        if start < gap.start():
            yield start, gap.start(), BlockKind.PARAGRAPH
        start = gap.end()
    if start < len(text):
        yield start, len(text), BlockKind.PARAGRAPH


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of at most ``LONGEST``, cut behind a sentence or else at a blank, without blanks."""
    while end - start > LONGEST:
        cut = start + LONGEST
        stops = [stop.end() for stop in _STOP.finditer(text, start + LONGEST // 2, cut)]
        if stops:
            cut = stops[-1]
        else:
            blank = text.rfind(" ", start + 1, cut)
            cut = blank + 1 if blank > start else cut
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end

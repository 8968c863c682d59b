"""Whole words as steps for the ends of a passage.

A step is a word, a row of punctuation, or one ideograph. Nothing starts with the punctuation that
closes what stands before it, nor ends with what opens the next word; a comma is no step. What lies
between the blocks of a source is not shown and never stepped on. All offsets are code points of the
source's text.
"""

import re
from bisect import bisect_right
from itertools import islice
from unicodedata import category

from desktop.editing.selection import COMMAS
from desktop.editing.sentences import sentence_at, sentences
from desktop.model.source import Block, BlockKind, Source

_APART = (
    r"\s!-/:-@\[-^`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u055d"
    r"\u0589\u058a\u05be\u05c0\u05c3\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u200b\u2010-\u203e"
    r"\u2041-\u2064\u3000-\u3003\u3008-\u3020\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_IDEOGRAPHS = (
    r"\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"[^{_APART}{_IDEOGRAPHS}]"
_STEP = (
    rf"(?P<word>{_LETTER}+(?:(?:['’.·:]|(?<=\d),(?=\d)){_LETTER}+)*)|(?P<sign>[{_IDEOGRAPHS}])"
    rf"|(?:(?![{_IDEOGRAPHS}])(?!{_LETTER})[^\s{COMMAS}])+"
)
"""Compiled at its first use, and then kept by ``re``: that takes a fortieth of a start."""
_LONGEST = 400
"""Code points looked at on either side; a longer word than that is taken in pieces."""


_JOINTS = "/&@+"
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer: a row of their letters is a phrase."""


def end_after(source: Source, offset: int) -> int:
    """Where the next step ends behind ``offset``; the offset itself behind the last one."""
    found = _next(source, offset, 1)
    return offset if found is None else found


def end_before(source: Source, offset: int) -> int:
    """Where the step before ends, going back from ``offset``; the offset itself before all."""
    found = _last(source, offset, 1)
    return offset if found is None else found


def start_after(source: Source, offset: int) -> int:
    """Where the next step begins behind ``offset``."""
    found = _next(source, offset, 0)
    return offset if found is None else found


def start_before(source: Source, offset: int) -> int:
    """Where the step before ``offset`` begins."""
    found = _last(source, offset, 0)
    return offset if found is None else found


def nearest_end(source: Source, offset: int) -> int:
    """The end of a step that lies nearest to ``offset``; the offset itself in an empty source."""
    return _nearest(source, offset, 1)


def nearest_start(source: Source, offset: int) -> int:
    """The start of a step that lies nearest to ``offset``."""
    return _nearest(source, offset, 0)


def widened(source: Source, start: int, end: int) -> tuple[int, int]:
    """The next larger stretch around a selection or a caret: word, then sentence, then paragraph.

    One that covers several sentences or paragraphs grows to their outer edges; where it is as large
    as that already, it stays.
    """
    if not source.blocks:
        return start, end
    first = source.blocks[_index(source, start)]
    last = source.blocks[_index(source, max(start, end - 1))]
    if first is last:
        word = word_at(source, start)
        if word[0] <= start and end <= word[1] and (start, end) != word and word[0] < word[1]:
            return word
    a, b = sentence_in(source, first, start), sentence_in(source, last, max(start, end - 1))
    sentence = (min(start, a[0]), max(end, b[1]))
    if sentence != (start, end):
        return sentence
    return min(start, first.start), max(end, last.end)


def word_at(source: Source, offset: int) -> tuple[int, int]:
    """The word that holds or ends at an offset, empty where there is none."""
    if not source.blocks:
        return offset, offset
    block = source.blocks[_index(source, offset)]
    found = offset, offset
    for match in _matches(source.text, block, offset):
        if match.start() <= offset <= match.end() and (match["word"] or match["sign"]):
            found = match.span()
            if offset < match.end():
                break
    return found


def edges(source: Source, offset: int) -> tuple[int, int]:
    """The ends of the word an offset lies inside of, or the offset twice.

    It lies inside of none at the edge of one, between symbols such as emoji, and in scripts that
    put no space between words.
    """
    text, (start, end) = source.text, word_at(source, offset)
    if not start < offset < end or _UNSPACED.search(text, start, end):
        return offset, offset
    if any(category(beside).startswith("S") for beside in text[offset - 1 : offset + 1]):
        return offset, offset
    return start, end


def sentence_in(source: Source, block: Block, offset: int) -> tuple[int, int]:
    """The sentence of a block around an offset."""
    start, end = sentence_at(shown_words(source.text, block), offset - block.start)
    return block.start + start, block.start + end


def sentences_in(source: Source, block: Block) -> list[tuple[int, int]]:
    """The sentences of a block, first to last."""
    found = sentences(shown_words(source.text, block))
    return [(block.start + start, block.start + end) for start, end in found]


def block_at(source: Source, offset: int) -> Block:
    """The block that holds an offset, or the last one before it; raises ``IndexError`` for none."""
    return source.blocks[_index(source, offset)]


_WRAPPED_AT = 45
"""Lines longer than this (code points) inside a paragraph were wrapped by a program, not a poet."""


def is_wrapped(words: str, kind: BlockKind) -> bool:
    """Whether the line breaks in the words of a block stand for blanks."""
    if "\n" not in words or kind is BlockKind.CODE:
        return False
    return all(len(line) > _WRAPPED_AT for line in words.split("\n")[:-1])


def shown_words(text: str, block: Block) -> str:
    """The text of a block with the line breaks that a reader sees, each character in its place."""
    words = text[block.start : block.end]
    return words if is_wrapped(words, block.kind) else words.replace("\n", "\u2028")


def _next(source: Source, offset: int, side: int) -> int | None:
    """The first start (0) or end (1) of a step behind ``offset``."""
    for block in islice(source.blocks, _index(source, offset), None):
        for match in _matches(source.text, block, max(offset, block.start)):
            edge = match.end() if side else match.start()
            if edge > offset and _is_edge(source.text, block, match, side):
                return edge
    return None


def _last(source: Source, offset: int, side: int) -> int | None:
    """The last start (0) or end (1) of a step before ``offset``."""
    if not source.blocks:
        return None
    for number in range(_index(source, offset), -1, -1):
        block = source.blocks[number]
        for match in reversed(_matches(source.text, block, min(offset, block.end))):
            edge = match.end() if side else match.start()
            if edge < offset and _is_edge(source.text, block, match, side):
                return edge
    return None


def _is_edge(text: str, block: Block, match: re.Match[str], side: int) -> bool:
    """Whether a passage may start (0) or end (1) with this step.

    Blanks tell on which side punctuation belongs; where there are none, its Unicode category does.
    """
    if match["word"] or match["sign"]:
        return True
    start, end = match.span()
    opens = start == block.start or text[start - 1].isspace()
    closes = end == block.end or text[end].isspace()
    if not opens and not closes:
        opens, closes = text[start - 1] in COMMAS, text[end] in COMMAS
    if opens or closes:
        return closes if side else opens
    if category(text[start]) in ("Pd", "Pc") or text[start:end] in _JOINTS:
        return False
    return (category(text[end - 1]) in ("Ps", "Pi")) is not bool(side)


def _nearest(source: Source, offset: int, side: int) -> int:
    before, after = _last(source, offset + 1, side), _next(source, offset, side)
    if before is None:
        return offset if after is None else after
    return before if after is None or offset - before <= after - offset else after


def _index(source: Source, offset: int) -> int:
    return max(0, bisect_right(source.blocks, offset, key=lambda block: block.start) - 1)


def _matches(text: str, block: Block, around: int) -> list[re.Match[str]]:
    low, high = max(block.start, around - _LONGEST), min(block.end, around + _LONGEST)
    # Begin and end with a whole word, where there is one.
    while low > block.start and low < around and not text[low - 1].isspace():
        low += 1
    while high < block.end and high > around and not text[high].isspace():
        high -= 1
    if high <= around < block.end:
        high = min(block.end, around + _LONGEST)
    if low >= around > block.start:
        low = max(block.start, around - _LONGEST)
    return list(re.compile(_STEP).finditer(text, low, high))

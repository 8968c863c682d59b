"""The quotation around a place in an article, with all its parts.

Marks of any language are paired, and the outermost pair around the place counts. A quotation goes
on behind words that break it (“We will,” she said, “go on”) and, where a paragraph ends before it
is closed, in the next one that opens with a mark. Two that stand side by side with nothing but a
blank between them are two turns of talk. Offsets are code points.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from desktop.editing.attribution import names_saying
from desktop.editing.selection import COMMAS, trim
from desktop.editing.sentences import sentences
from desktop.editing.words import shown_words
from desktop.model.annotation import Span
from desktop.model.source import Block, Source
from desktop.suggest.marks import quotations

LONGEST_BREAK = 200
"""Code points of words that may break a quotation."""
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "〝": "〞〟"}
"""Marks that open by their shape, each with those that close it."""
_SHAPED = "[“”„«»「」『』〝〞〟]"
_BEFORE_OPENING = "([{–—-/„“«»「『"
_DEEPEST = 4
"""Pairs within pairs that are looked at to find what a mark closes."""
_DASHES = "-–—―"
_GOING_ON = (*COMMAS, *_DASHES, *"?!…？！")
"""With these before its closing mark a quotation is not at its end."""


class _Piece(NamedTuple):
    """One stretch in marks within a block, marks included, in code points of the source."""

    start: int
    end: int
    inner_end: int
    is_closed: bool


def quotation_at(source: Source, offset: int) -> tuple[Span, ...]:
    """The parts of the quotation that a place lies in, with their marks; none where there is none.

    A place is inside from before the opening mark to before the closing one.
    """
    number = max(0, bisect_left(source.blocks, offset + 1, key=lambda block: block.start) - 1)
    pieces = _pieces(source, number)
    at = next((n for n, one in enumerate(pieces) if one.start <= offset < one.end), -1)
    if at < 0:
        return ()
    first = last = at
    while first and _is_broken(source.text, pieces[first - 1], pieces[first]):
        first -= 1
    while last + 1 < len(pieces) and _is_broken(source.text, pieces[last], pieces[last + 1]):
        last += 1
    parts = pieces[first : last + 1]
    if first == 0:
        parts = [*_paragraphs_before(source, number, parts[0]), *parts]
    if last + 1 == len(pieces):
        parts = [*parts, *_paragraphs_behind(source, number, parts[-1])]
    if not parts[-1].is_closed and len(parts) == 1:
        return ()  # a mark that stands alone, or a typing error
    ends = (trim(source.text, one.start, one.end) for one in parts)
    return tuple(Span(start, end) for start, end in ends if start < end)


def _pieces(source: Source, number: int) -> list[_Piece]:
    """What stands in marks in a block, the outermost pairs, in order."""
    if number >= len(source.blocks):
        return []
    block = source.blocks[number]
    words, base = shown_words(source.text, block), block.start
    found = [_Piece(base + start, base + end, base + end - 1, True) for start, end in _pairs(words)]
    found += [
        _Piece(base + one.start, base + one.end, base + one.inner_end, one.is_closed)
        for one in quotations(words)
    ]
    return _outermost([one for one in found if one.is_closed], found)


def _outermost(closed: list[_Piece], every: list[_Piece]) -> list[_Piece]:
    """Pieces that do not overlap: the longest of those that are closed, and what lies between."""
    kept: list[_Piece] = []
    for one in sorted(closed, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    between: list[_Piece] = []
    for one in every:
        at = bisect_left(kept, one)
        is_apart = (not at or kept[at - 1].end <= one.start) and (
            at == len(kept) or one.end <= kept[at].start
        )
        if not one.is_closed and is_apart:
            between.append(one)
    return sorted((*kept, *between))


def _pairs(words: str) -> list[tuple[int, int]]:
    """The outermost pairs of marks that open and close by their shape, from mark to mark."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in re.finditer(_SHAPED, words):
        sign, at = match[0], match.start()
        before, after = words[at - 1 : at] or " ", words[at + 1 : at + 2] or " "
        opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
        closing = len(waiting)
        for near in range(1, min(_DEEPEST, len(waiting)) + 1):
            if sign in _CLOSERS[waiting[-near][0]]:
                closing -= near
                break
        if closing < len(waiting) and not (opens and sign in "“«»"):
            start = waiting[closing][1]
            del waiting[closing:]
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at + 1))
        elif sign in _CLOSERS and (opens or sign not in "»"):
            waiting.append((sign, at))
    return found


def _is_broken(text: str, before: _Piece, after: _Piece) -> bool:
    """Whether two pieces are one quotation that a few words break, such as "she said"."""
    words = text[before.end : after.start].strip()
    if not before.is_closed or len(words) > LONGEST_BREAK:
        return False
    if not words.strip(f"{COMMAS}{_DASHES} ") or len(sentences(words + " x")) > 1:
        return False
    if words[-1] not in (*COMMAS, *_DASHES, ":"):
        return False
    goes_on = text[before.start : before.inner_end].rstrip().endswith(_GOING_ON)
    return goes_on or (words[0] in _DASHES and words[-1] in _DASHES) or names_saying(words)


def _paragraphs_before(source: Source, number: int, first: _Piece) -> list[_Piece]:
    """The pieces of earlier paragraphs, left open there, that ``first`` goes on with."""
    found: list[_Piece] = []
    while number and _begins(source, source.blocks[number], first):
        number -= 1
        pieces = _pieces(source, number)
        if not pieces or not _is_left_open(source, source.blocks[number], pieces[-1]):
            break
        first = pieces[-1]
        found.insert(0, first)
    return found


def _paragraphs_behind(source: Source, number: int, last: _Piece) -> list[_Piece]:
    """The pieces of later paragraphs that go on with ``last``, where it is left open."""
    found: list[_Piece] = []
    while _is_left_open(source, source.blocks[number], last) and number + 1 < len(source.blocks):
        number += 1
        pieces = _pieces(source, number)
        if not pieces or not _begins(source, source.blocks[number], pieces[0]):
            break
        last = pieces[0]
        found.append(last)
    return found


def _begins(source: Source, block: Block, piece: _Piece) -> bool:
    """Whether a block begins with a piece."""
    return not source.text[block.start : piece.start].strip()


def _is_left_open(source: Source, block: Block, piece: _Piece) -> bool:
    """Whether a block ends before a piece is closed."""
    return not piece.is_closed and not source.text[piece.end : block.end].strip()

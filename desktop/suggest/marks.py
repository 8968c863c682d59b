"""Quotations by their marks: where words in quotation marks begin and end in a paragraph.

The direction of a mark is taken from what stands around it before its shape is asked, so that
straight marks, marks typed the wrong way round and marks of other languages are read alike. The
time taken is linear in the number of marks.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_DOUBLE = '"“”„‟«»〝〞＂「」『』'
_SINGLE = "'‘’‚‛‹›"
_OPENING = frozenset("“„‟«〝‘‚‛‹「『")
_CLOSING = frozenset("”»〞’›」』")
_MARK = re.compile(rf"''|``|[{_DOUBLE}{_SINGLE}]")
_BEFORE_OPENING = frozenset("([{<–—-/:;,…=*“‘„«\"'")
_AFTER_CLOSING = frozenset(")]}>–—-/:;,.…!?*”’»\"'")
_ELIDED = re.compile(
    r"(?:tis|twas|em|til|till|cause|bout|n|round|neath|sup|ello|ere|\d0s|\d\d)\b", re.IGNORECASE
)


class Quotation(NamedTuple):
    """Words in marks. ``start`` and ``end`` (code points) take in the marks that are there.

    ``inner_start`` and ``inner_end`` are the words without them. ``is_closed`` is false where the
    paragraph ends before the quotation does.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_single: bool = False
    is_closed: bool = True


class _Mark(NamedTuple):
    start: int
    end: int
    is_single: bool
    may_open: bool
    may_close: bool
    opens_by_shape: bool
    closes_by_shape: bool
    is_possessive: bool


def quotations(words: str) -> list[Quotation]:
    """The outermost quotations of a paragraph, in order; they do not overlap.

    Marks inside a quotation belong to it. A double mark that nothing closes runs to the end of the
    paragraph, for it may go on in the next one; another quotation that opens ends it before.
    """
    found: list[Quotation] = []
    opened: _Mark | None = None
    marks = list(_marks(words))
    for at, mark in enumerate(marks):
        if opened is None:
            if mark.may_open and not (mark.is_single and mark.closes_by_shape):
                opened = mark
        elif mark.is_single != opened.is_single:
            if opened.is_single and mark.may_open:  # the single one was an apostrophe
                opened = mark
        elif mark.may_close and not (mark.may_open and mark.opens_by_shape):
            if mark.is_possessive and at + 1 < len(marks) and _only_closes(marks[at + 1]):
                continue
            found.append(_closed(opened, mark))
            opened = None
        elif mark.may_open:
            if not opened.is_single and _stands_alone(words, opened, mark):
                found.append(_unclosed(words, opened, mark.start))
            opened = mark
    if opened is not None and not opened.is_single:
        found.append(_unclosed(words, opened, len(words)))
    return [one for one in found if one.inner_start < one.inner_end]


def _marks(words: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(words):
        start, end = match.span()
        sign = match[0]
        is_single = len(sign) == 1 and sign in _SINGLE
        before = words[start - 1] if start else " "
        after = words[end] if end < len(words) else " "
        if is_single and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        opens, closes = sign in _OPENING or sign == "``", sign in _CLOSING
        if before.isspace() and after.isspace():  # French spacing, or typed by mistake
            may_open, may_close = not closes, True
            opens = opens and sign == "«"
        elif sign in "「『」』":
            may_open, may_close = opens, closes
        elif closes and not after.isalnum():
            may_open, may_close = False, True
        else:
            may_open = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
            may_close = not before.isspace() and not after.isalnum()
        if is_single and may_open and _ELIDED.match(words, end):
            continue
        possessive = (
            is_single and before in "sS" and after.isspace() and words[end + 1 : end + 2].islower()
        )
        yield _Mark(start, end, is_single, may_open, may_close, opens, closes, possessive)


def _only_closes(mark: _Mark) -> bool:
    return mark.is_single and mark.may_close and not mark.may_open


def _stands_alone(words: str, opened: _Mark, mark: _Mark) -> bool:
    """Whether a quotation that the next one interrupts is a sentence or more by itself."""
    return words[opened.end : mark.start].rstrip().endswith((".", "?", "!", ",", ":"))


def _closed(opened: _Mark, mark: _Mark) -> Quotation:
    return Quotation(opened.start, mark.end, opened.end, mark.start, opened.is_single)


def _unclosed(words: str, opened: _Mark, end: int) -> Quotation:
    while end > opened.end and words[end - 1].isspace():
        end -= 1
    return Quotation(opened.start, end, opened.end, end, is_closed=False)

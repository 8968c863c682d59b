"""What a rehearsal marks in an article it has never seen. No Qt.

It chooses by form alone, to exercise the program: the tags it gives are no judgement of the text.
"""

import re
from itertools import cycle, pairwise
from typing import NamedTuple

from desktop.model.annotation import Span
from desktop.model.source import BlockKind, Source

_QUOTED = re.compile('[“"«„][^“”"«»„]{8,400}[”"»“]')
_SENTENCE = re.compile(r"\S.*?(?:[.!?…。؟]+[”’\"»)]*(?=\s|$)|$)", re.DOTALL)
_WORD = re.compile(r"\w+")
WANTED = 14
TAGS = ("claim", "opinion", "context")


class Mark(NamedTuple):
    """A passage to make: its spans in the order they are selected, and its tag."""

    spans: tuple[Span, ...]
    tag: str


class Plan(NamedTuple):
    """``marks`` in the order they are made; ``noted`` is the index of the one that gets a note."""

    marks: list[Mark]
    noted: int


def plan_for(source: Source) -> Plan:
    """As many passages of all four tags as the text allows, two of them overlapping.

    One has two spans, wherever the text has two words. A text without a word gives no marks.
    """
    blocks = [block for block in source.blocks if block.kind is not BlockKind.FRONT_MATTER]
    ranges = [(block.start, block.end) for block in blocks]
    quotes = [_found(_QUOTED, source.text, start, end) for start, end in ranges]
    sentences = [
        span
        for start, end in ranges
        for span in _found(_SENTENCE, source.text, start, end)
        if _WORD.search(source.text, span.start, span.end)
    ]
    words = [span for start, end in ranges for span in _found(_WORD, source.text, start, end)]
    if not words:
        return Plan([], 0)
    broken = _broken_quote(quotes, sentences, words)
    marks = [Mark(broken, "quote")] if broken else []
    taken = set(broken)
    marks += _single(quotes, sentences, words, taken)
    marks.append(_overlap(sentences, words))
    return Plan(list(dict.fromkeys(marks)), 0)


def _single(
    quotes: list[list[Span]], sentences: list[Span], words: list[Span], taken: set[Span]
) -> list[Mark]:
    """Quotes as quotes, other sentences in turn, and words where sentences run out."""
    marks = [Mark((span,), "quote") for group in quotes for span in group if span not in taken][:4]
    marks = marks or [Mark((span,), "quote") for span in words[-1:]]
    taken.update(span for mark in marks for span in mark.spans)
    free = [s for s in sentences if not any(s.start < t.end and t.start < s.end for t in taken)]
    step = max(1, len(free) // (WANTED - len(marks)))
    tags = cycle(TAGS)
    marks += [Mark((span,), next(tags)) for span in free[::step][: WANTED - len(marks)]]
    if len(marks) < WANTED:
        marks += [Mark((span,), next(tags)) for span in words[: WANTED - len(marks)]]
    missing = [tag for tag in TAGS if all(mark.tag != tag for mark in marks)]
    return marks + [Mark((words[0],), tag) for tag in missing]


def _broken_quote(
    quotes: list[list[Span]], sentences: list[Span], words: list[Span]
) -> tuple[Span, ...]:
    for group in quotes:
        for one, other in pairwise(group):
            if one.end < other.start:  # two that touch would become one span
                return one, other
    for pieces in (sentences, words):
        if len(pieces) > 2:
            return pieces[0], pieces[2]
    return (words[0], words[1]) if len(words) > 1 else ()


def _overlap(sentences: list[Span], words: list[Span]) -> Mark:
    """A passage that starts inside one sentence; over the same word where there is only one."""
    for sentence in sentences:
        inside = [span for span in words if sentence.start <= span.start < sentence.end]
        if len(inside) > 3:
            return Mark((Span(inside[1].start, inside[-2].end),), "context")
    return Mark((words[0],), "opinion")


def _found(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text, start, end) if match.group()]

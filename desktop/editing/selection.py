"""Where a selection really ends: no blank or comma around it, and no character cut in two."""

import unicodedata
from collections.abc import Iterable

from desktop.model.annotation import Annotation, Span, joined

_ZWJ = "\u200d"
_EXTENDERS = {_ZWJ, "\u200c", "\uff9e", "\uff9f"}

COMMAS = ",\u060c\u07f8\u1363\u1802\u1808\u2e41\u3001\ufe10\ufe11\ufe50\ufe51\uff0c\uff64"
"""The commas of all scripts."""


def is_stray(character: str) -> bool:
    """Whether no passage begins or ends with a character: white space, or a comma."""
    return character.isspace() or character in COMMAS


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of the selection ``text[start:end]``, given in either order, as a passage has them.

    White space and commas at both ends are left out. An end that would fall inside a character as a
    reader sees it (a letter with its combining marks, an emoji sequence, a flag, a Hangul syllable)
    moves outwards to its edge. That is the extended grapheme cluster of UAX #29 in a short form:
    symbols joined by ZWJ are taken for emoji, prepended marks (GB9b) are not looked for, and CR LF
    cannot be cut because it is white space. An empty result has two equal ends.
    """
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    while start < end and is_stray(text[start]):
        start += 1
    while end > start and is_stray(text[end - 1]):
        end -= 1
    return outwards(text, start, end) if start < end else (start, end)


def outwards(text: str, start: int, end: int) -> tuple[int, int]:
    """Both ends moved outwards to the edges of the characters a reader sees, as ``trim`` says."""
    while start > 0 and _joins(text, start):
        start -= 1
    while end < len(text) and _joins(text, end):
        end += 1
    return start, end


def trimmed(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """``spans`` with their ends trimmed, sorted and joined; those without a word are gone."""
    ends = (trim(text, span.start, span.end) for span in spans)
    return joined(tuple(Span(start, end) for start, end in ends if start < end))


def united(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """``spans`` sorted and joined, also over the blank between two that follow each other.

    White space that ends a paragraph (a blank line) keeps them apart.
    """
    result: list[Span] = []
    for span in joined(spans):
        gap = text[result[-1].end : span.start] if result else ""
        if gap.isspace() and gap.count("\n") < 2:
            result[-1] = Span(result[-1].start, span.end)
        else:
            result.append(span)
    return tuple(result)


def _joins(text: str, offset: int) -> bool:
    """Whether the characters before and after ``offset`` are one for a reader."""
    before, after = text[offset - 1], text[offset]
    if unicodedata.category(before) == "Cc":
        return False
    return (
        extends(after)
        or (before == _ZWJ and _is_symbol(after) and _emoji_before(text, offset - 1))
        or (_is_regional(after) and _regionals_before(text, offset) % 2 == 1)
        or _is_hangul_pair(before, after)
    )


def is_joiner(character: str) -> bool:
    """Whether a character can be one with those beside it for a reader."""
    return extends(character) or _is_regional(character) or _hangul(character) in ("L", "V", "T")


def extends(character: str) -> bool:
    """GB9 and GB9a: combining marks, variation selectors, joiners, skin tones, tag characters."""
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in _EXTENDERS
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_symbol(character: str) -> bool:
    return (
        unicodedata.category(character) in ("So", "Sm") or "\U0001f000" <= character <= "\U0001faff"
    )


def _emoji_before(text: str, offset: int) -> bool:
    """GB11: whether a symbol and what extends it stand before ``offset``, the place of a ZWJ."""
    offset -= 1
    while offset > 0 and extends(text[offset]) and text[offset] != _ZWJ:
        offset -= 1
    return offset >= 0 and _is_symbol(text[offset])


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _regionals_before(text: str, offset: int) -> int:
    """GB12: flags are pairs, counted from where the row of regional indicators begins."""
    count = 0
    while offset > count and _is_regional(text[offset - 1 - count]):
        count += 1
    return count


def _is_hangul_pair(before: str, after: str) -> bool:
    """GB6 to GB8: conjoining jamo build one syllable."""
    first, second = _hangul(before), _hangul(after)
    return second in {"L": ("L", "V", "S"), "V": ("V", "T"), "S": ("V", "T"), "T": ("T",)}.get(
        first, ()
    )


def _hangul(character: str) -> str:
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c":
        return "L"
    if "\u1160" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6":
        return "V"
    if "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb":
        return "T"
    return "S" if "\uac00" <= character <= "\ud7a3" else ""


def covering(passages: Iterable[Annotation], spans: tuple[Span, ...]) -> Annotation | None:
    """The shortest passage that holds all of a selection; none where nothing is selected."""

    def holds(held: Annotation) -> bool:
        return all(
            any(part.start <= span.start and span.end <= part.end for part in held.spans)
            for span in spans
        )

    around = [held for held in passages if holds(held)] if spans else []
    return min(
        around, key=lambda held: sum(part.end - part.start for part in held.spans), default=None
    )

"""What the readers share: lines of a text, and ranges without the white space around them.

Lines end at LF, CR (with or without its LF), NEL and U+2029. Vertical tab, form feed and U+2028
are white space inside a line: they break what is printed, not a paragraph.
"""

import re
from collections.abc import Iterator

from desktop.model.source import Block, FrontMatter

Parsed = tuple[tuple[Block, ...], FrontMatter | None]
"""What a reader makes of a text: its blocks, and front matter to be confirmed."""

_REST_OF_LINE = re.compile(r"\S[^\n\r\x85\u2029]*")
_LINE_END = re.compile(r"\r\n|[\n\r\x85]")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty at ``end`` if there is nothing else."""
    inside = text[start:end]
    first = end - len(inside.lstrip())
    return first, max(first, start + len(inside.rstrip()))


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines in a range that hold more than white space, each as a trimmed range."""
    for match in _REST_OF_LINE.finditer(text, start, end):
        yield match.start(), match.start() + len(match.group().rstrip())


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a blank line, or U+2029, lies in the white space between two lines."""
    gap = text[start:end]
    return "\u2029" in gap or len(_LINE_END.findall(gap)) > 1


def ends_a_sentence(line: str) -> bool:
    """Whether a line ends in a mark that closes a sentence, also before a quotation mark."""
    return line.rstrip(" \t*_\"'”’“»›)]】」』").endswith(tuple(".!?…:;,。！？؟۔"))

"""The reader of plain text: paragraphs, and a title where the first line is plainly one."""

from msgspec.structs import replace

from desktop.importers.front_matter import is_front_matter, recognise
from desktop.importers.layout import Parsed, ends_a_sentence, is_parted, lines
from desktop.model.source import Block, BlockKind

_NARROWEST_WRAP = 40
_WIDEST_WRAP = 100
_LONGEST_TITLE = 100

_Line = tuple[int, int]


def parse(text: str) -> Parsed:
    """The blocks of a plain text and the front matter in it. Offsets are code points.

    All that is not white space lies in a block. Blank lines part paragraphs. Between them, lines
    are taken together when they look wrapped at a margin; else each is a paragraph.
    """
    found = _with_title(text, _paragraphs(text))
    return found, recognise(text, found)


def _paragraphs(text: str) -> list[Block]:
    runs = _runs(text)
    return [
        Block(BlockKind.PARAGRAPH, start, end)
        for run in runs
        for start, end in (
            [(run[0][0], run[-1][1])] if _is_wrapped(text, run, alone=len(runs) == 1) else run
        )
    ]


def _runs(text: str) -> list[list[_Line]]:
    """The lines of the text, gathered where no blank line parts them."""
    runs: list[list[_Line]] = []
    last = 0
    for line in lines(text, 0, len(text)):
        if not runs or is_parted(text, last, line[0]):
            runs.append([])
        runs[-1].append(line)
        last = line[1]
    return runs


def _is_wrapped(text: str, run: list[_Line], *, alone: bool) -> bool:
    """Whether the lines of a run are one paragraph, broken at a margin.

    A text without blank lines is one run (``alone``): its lines may well be its paragraphs, so they
    are only joined when most of them are long and yet end within a sentence.
    """
    if any(end - start > _WIDEST_WRAP for start, end in run):
        return len(run) == 1
    if not alone:
        return True
    within = sum(
        end - start >= _NARROWEST_WRAP and not ends_a_sentence(text[start:end])
        for start, end in run[:-1]
    )
    return 2 * within > len(run)


def _with_title(text: str, found: list[Block]) -> tuple[Block, ...]:
    """The blocks, the first made a heading if it is a title and the text it heads follows."""
    if len(found) > 1:
        first, second = found[0], found[1]
        line = text[first.start : first.end]
        if (
            is_parted(text, first.end, second.start)
            and _may_be_title(line)
            and any(block.end - block.start > len(line) for block in found[1:])
        ):
            found = [replace(first, kind=BlockKind.HEADING, level=1), *found[1:]]
    return tuple(found)


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE
        and not any(a in "\n\r\x85" for a in line)
        and any(a.isalpha() for a in line)
        and not ends_a_sentence(line)
        and not is_front_matter(line)
    )

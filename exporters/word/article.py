"""An article in the annex: its blocks as paragraphs, its marks as comments over tinted words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from exporters.briefing import Article, ArticleBlock, BlockKind, Mark
from exporters.segments import Segment, flatten_blocks, lane_order
from exporters.word.comments import Comments
from exporters.word.links import Places
from exporters.word.package.faces import width
from exporters.word.package.paragraphs import MARGIN, MARGIN_GAP
from exporters.word.package.styles import style
from exporters.word.runts import Extra, right_indent
from exporters.word.tags import RAISED_SIZE, TagStyles
from exporters.word.xml import TAB, paragraph, run, runs

_STYLES = {
    BlockKind.PARAGRAPH: "ArticleText",
    BlockKind.HEADING: "ArticleHeading",
    BlockKind.LIST_ITEM: "ArticleListItem",
    BlockKind.QUOTATION: "ArticleQuotation",
    BlockKind.CODE: "ArticleCode",
    BlockKind.FRONT_MATTER: "ArticleFrontMatter",
}
_NARROW_SPACE = "\u202f"
_MORE = " …"


class _Edge(IntEnum):
    """What happens at an offset, in this order: a passage ends before the next one begins.

    A passage without printed words (over a marker only) begins and ends at one place.
    """

    END = 0
    START = 1
    END_OF_NOTHING = 2


class _Event(NamedTuple):
    offset: int
    edge: _Edge
    lane: int
    mark: int


class ArticleWriter:
    """Turns articles into paragraphs; comments and places collect what the document needs."""

    def __init__(self, tags: TagStyles, places: Places, comments: Comments, measure: float) -> None:
        self._tags = tags
        self._places = places
        self._comments = comments
        self._measure = measure
        self._open: dict[int, tuple[int, str]] = {}
        self._overlapping: set[int] = set()

    def paragraphs(self, article: Article) -> Iterator[str]:
        """The markup of each block in turn, in time linear in the size of the article."""
        events = _events(article)
        segments = flatten_blocks(article.blocks, article.marks)
        self._overlapping = {
            mark for block in segments for one in block if len(one.marks) > 1 for mark in one.marks
        }
        for index, block in enumerate(article.blocks):
            happening = events[index]
            words = self._words(article, block, segments[index], happening)
            started = [e.mark for e in happening if e.edge is _Edge.START]
            margin = self._margin(block, [article.marks[i] for i in started])
            indent = self._indent(article, block, happening)
            yield paragraph(block_style(block), margin + words, block.direction, after=indent)

    def _indent(self, article: Article, block: ArticleBlock, events: Sequence[_Event]) -> str:
        """What keeps the last word of a block from standing alone, references counted in."""
        raised = ((event, self._raised_text(event, article.marks[event.mark])) for event in events)
        extras = [
            Extra(event.offset - block.start - (event.edge is _Edge.END), width(text) * RAISED_SIZE)
            for event, text in raised
            if text
        ]
        words = article.text[block.start : block.end]
        return right_indent(words, style(block_style(block)), self._measure, extras)

    def _words(
        self,
        article: Article,
        block: ArticleBlock,
        segments: Sequence[Segment],
        events: Sequence[_Event],
    ) -> str:
        """The words of a block with everything that begins and ends in it, in place."""
        pieces: list[str] = []
        at = 0
        for segment in segments:
            while at < len(events) and events[at].offset <= segment.start:
                pieces.append(self._event(events[at], article.marks))
                at += 1
            name = self._tags.overlap(article.marks[i].tag for i in segment.marks)
            text = article.text[segment.start : segment.end]
            pieces.append(runs(text, name, block.direction, block.language))
        pieces.extend(self._event(event, article.marks) for event in events[at:])
        return "".join(pieces)

    def _event(self, event: _Event, marks: Sequence[Mark]) -> str:
        mark = marks[event.mark]
        raised = self._raised(mark, self._raised_text(event, mark))
        if event.edge is _Edge.START:
            number = self._comments.add(mark.comment)
            start, end = self._places.bookmark(mark.anchor)
            self._open[event.mark] = number, end
            return f'{raised}<w:commentRangeStart w:id="{number}"/>{start}'
        number, bookmark_end = self._open.pop(event.mark)
        return (
            f'{bookmark_end}<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr>'
            f'<w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/>'
            f"</w:r>{raised}"
        )

    def _raised_text(self, event: _Event, mark: Mark) -> str:
        """What is printed of a passage's reference where it begins or ends.

        It stands after the last word; of passages that overlap also before the first, and in
        brackets, so that it can be told in grey print which one begins and ends where. A no-break
        space keeps it on the line of the word and apart from it in copied text.
        """
        overlaps = event.mark in self._overlapping
        if event.edge is _Edge.START:
            return f"[{mark.reference}{_NARROW_SPACE}" if overlaps else ""
        return f"{_NARROW_SPACE}{mark.reference}{']' if overlaps else ''}"

    def _raised(self, mark: Mark, text: str) -> str:
        """A reference in the text, small and raised like a note number, as a link."""
        if not text:
            return ""
        return self._places.link(mark.link, run(text, self._tags.raised(mark.tag)))

    def _margin(self, block: ArticleBlock, started: Sequence[Mark]) -> str:
        """What stands beside a paragraph: its number, and the passages that begin in it."""
        number = str(block.number) if block.number else ""
        shown, between = _fitting([mark.reference for mark in started], number)
        references = run(between, "ParagraphNumber").join(
            self._places.link(
                started[i].link, run(started[i].reference, self._tags.reference(started[i].tag))
            )
            for i in shown
        )
        if len(shown) == 1 < len(started):
            references += run(_MORE, "ParagraphNumber")
        gap = run("   ", "ParagraphNumber") if references and number else ""
        bullet = run("•") + TAB if block.kind is BlockKind.LIST_ITEM else ""
        return TAB + references + gap + run(number, "ParagraphNumber") + TAB + bullet


def _fitting(references: Sequence[str], number: str) -> tuple[list[int], str]:
    """Which references fit into the margin beside the number, and what stands between them.

    All of them if they fit, or the first and the last as a range, or the first alone.
    """
    last = len(references) - 1
    everything = (list(range(len(references))), "  ")
    for shown, between in (everything, ([0, last], " – ")):
        if _width([references[i] for i in shown], between, number) <= MARGIN - MARGIN_GAP:
            return shown, between
    return [0], ""


def _width(references: Sequence[str], between: str, number: str) -> float:
    """Points, generously: Inter at 7.5 points, where a semi-bold digit takes 5 and a space 2.2."""
    signs = sum(map(len, references)) + len(number)
    return signs * 5 + (len(references) - 1) * len(between) * 2.5 + 7


def block_style(block: ArticleBlock) -> str:
    """The id of the paragraph style of a block."""
    if block.kind is BlockKind.HEADING and block.level > 2:
        return "ArticleSubheading"
    return _STYLES[block.kind]


def _events(article: Article) -> dict[int, list[_Event]]:
    """Where each mark begins and ends, by the index of the block, in the order of the text.

    An edge between two blocks moves to the next printed text inside the passage; a passage without
    any printed text goes to the end of the block before it.
    """
    by_block: dict[int, list[_Event]] = defaultdict(list)
    blocks = article.blocks
    if not blocks:
        return by_block
    lanes = lane_order(article.marks)
    starts = [block.start for block in blocks]
    ends = [block.end for block in blocks]
    for lane, index in enumerate(lanes):
        low, high = article.marks[index].spans[0][0], article.marks[index].spans[-1][1]
        first = min(bisect_right(ends, low), len(blocks) - 1)
        last = max(bisect_left(starts, high) - 1, 0)
        begin, end = max(low, starts[first]), min(high, ends[last])
        if (last, end) <= (first, begin):
            by_block[last].append(_Event(end, _Edge.START, lane, index))
            by_block[last].append(_Event(end, _Edge.END_OF_NOTHING, lane, index))
            continue
        by_block[first].append(_Event(begin, _Edge.START, lane, index))
        by_block[last].append(_Event(end, _Edge.END, lane, index))
    for events in by_block.values():
        events.sort()
    return by_block

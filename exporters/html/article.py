"""Annotated articles on a page: the words, their passages, and the notes beside them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from exporters.briefing import Article, ArticleBlock, BlockKind, Comment, Mark
from exporters.extents import Extents, Place, extents
from exporters.headings import Ranks
from exporters.html.markup import attributes, element, escape, isolated
from exporters.html.places import Places
from exporters.html.tags import Signs
from exporters.segments import Segment, flatten_blocks

_DAY = len("2026-11-22")
_DEEPEST = 12
"""Marks inside each other; browsers flatten what is some hundred deep, and nobody can see it."""


class ArticleWriter:
    """Turns articles into markup.

    Each block is a row: its number, its words and the notes on the passages that begin in it. A
    passage leads to its note, the note to the entry of the passage in a list, and that to the
    passage.
    """

    def __init__(self, signs: Signs, places: Places, ranks: Ranks) -> None:
        self._signs = signs
        self._places = places
        self._ranks = ranks

    def markup(self, article: Article) -> Iterator[str]:
        """The markup block by block, in time linear in the size of the article."""
        self._ranks.article()
        sheet = _Sheet(article, self._signs, self._places)
        in_list = False
        yield '<div class="article">\n'
        for index, block in enumerate(article.blocks):
            item = block.kind is BlockKind.LIST_ITEM
            if item is not in_list:
                yield '<ul class="items">\n' if item else "</ul>\n"
                in_list = item
            row = self._number(block) + self._words(block, sheet.words(index)) + sheet.notes(index)
            yield element("li" if item else "div", row, ' class="row"') + "\n"
        yield "</ul>\n</div>\n" if in_list else "</div>\n"

    def _number(self, block: ArticleBlock) -> str:
        return element("span", str(block.number or ""), ' class="number"')

    def _words(self, block: ArticleBlock, words: str) -> str:
        about = attributes(block.direction, block.language)
        match block.kind:
            case BlockKind.HEADING:
                return element(f"h{self._ranks.inside(block.level or 1)}", words, about)
            case BlockKind.QUOTATION:
                return f"<blockquote{about}><p>{words}</p></blockquote>"
            case BlockKind.CODE:
                return f"<pre{about}>{words}</pre>"
            case BlockKind.FRONT_MATTER:
                return f'<p class="front"{about}>{words}</p>'
            case _:
                return f"<p{about}>{words}</p>"


class _Sheet:
    """One article cut into segments, with an id for the note on each passage."""

    def __init__(self, article: Article, signs: Signs, places: Places) -> None:
        self._article = article
        self._signs = signs
        self._places = places
        self._segments = flatten_blocks(article.blocks, article.marks)
        self._extents = extents(article, self._segments)
        self._ids = [places.new(f"note-{mark.reference}") for mark in article.marks]
        self._ending = _ending(self._extents)
        self._beginning = _beginning(self._extents)

    def words(self, block: int) -> str:
        """The words of a block with marks over them and the reference after each passage."""
        pieces: list[str] = []
        for index, segment in enumerate(self._segments[block]):
            place = Place(block, index)
            text = escape(self._article.text[segment.start : segment.end])
            pieces.append(self._marked(text, segment, place))
            pieces.extend(map(self._raised, self._ending.get(place, ())))
        unprinted = self._extents.unprinted.get(block, ())
        return "".join(pieces) + "".join(map(self._raised, unprinted))

    def notes(self, block: int) -> str:
        """The notes on the passages that begin in a block."""
        begun = (*self._beginning.get(block, ()), *self._extents.unprinted.get(block, ()))
        return element("ul", "".join(map(self._note, begun)), ' class="notes"')

    def _marked(self, text: str, segment: Segment, place: Place) -> str:
        """The text inside one element per passage over it, the lowest lane outermost."""
        for index in reversed(segment.marks[:_DEEPEST]):
            mark = self._article.marks[index]
            first = self._extents.first[index] == place
            last = self._extents.last[index] == place
            edges = f"{' from' if first else ''}{' to' if last else ''}"
            name = self._places.place(mark.anchor) if first else ""
            about = f' id="{name}"' if name else ""
            text = f'<mark class="{self._signs.of(mark.tag)}{edges}"{about}>{text}</mark>'
        return text

    def _raised(self, index: int) -> str:
        """The reference after the last word of a passage; selecting text leaves it out."""
        mark = self._article.marks[index]
        name = self._places.place(mark.anchor)  # of a passage that is not drawn
        about = f' id="{name}"' if name else ""
        link = f'<a href="#{self._ids[index]}">{escape(mark.reference)}</a>'
        return f"<sup{about}>{link}</sup>"

    def _note(self, index: int) -> str:
        mark = self._article.marks[index]
        back = mark.link if self._places.href(mark.link) else mark.anchor
        chip = self._places.link(back, escape(mark.reference), self._signs.chip(mark.tag))
        first, *others = _paragraphs(mark, chip)
        paragraphs = (first + _signature(mark.comment), *others)
        inside = "".join(f'<p dir="auto">{words}</p>' for words in paragraphs)
        return f'<li id="{self._ids[index]}">{inside}</li>'


def _paragraphs(mark: Mark, chip: str) -> Iterator[str]:
    """The paragraphs of a comment; its reference is a chip, set before it where it is not there."""
    opening, *others = mark.comment.paragraphs or ("",)
    if mark.reference in opening.split():
        before, _, after = opening.partition(mark.reference)
        yield f"{escape(before)}{chip}{escape(after)}"
    else:
        yield f"{chip} {escape(opening)}" if opening else chip
    yield from map(escape, others)


def _signature(comment: Comment) -> str:
    """Who commented and when; a date alone says nothing to a reader."""
    if not comment.author:
        return ""
    day = comment.date[:_DAY]
    when = f' · <time datetime="{escape(day)}">{escape(day)}</time>' if day else ""
    return f' <span class="by">· {isolated(comment.author)}{when}</span>'


def _ending(found: Extents) -> dict[Place, list[int]]:
    ending: dict[Place, list[int]] = defaultdict(list)
    for mark, place in found.last.items():
        ending[place].append(mark)
    return ending


def _beginning(found: Extents) -> dict[int, Sequence[int]]:
    beginning: dict[int, list[int]] = defaultdict(list)
    for mark, place in found.first.items():
        beginning[place.block].append(mark)
    return dict(beginning)

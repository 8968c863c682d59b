"""Annotated articles in Markdown: brackets around each passage, footnotes for the notes.

A passage reads "[**C1** its words][^C1]". Brackets inside each other close in turn; where a passage
ends before another that began in it, its reference stands at its end too. A passage of several
parts, or over several paragraphs, has brackets around each and its footnote after the last.
"""

from collections.abc import Iterator, Sequence

from exporters.briefing import Article, ArticleBlock, BlockKind, Mark
from exporters.extents import Place, extents
from exporters.headings import Ranks
from exporters.markdown.places import Places, label_of
from exporters.markdown.text import block, escape, fenced, field, heading, indented, item, strong
from exporters.segments import flatten_blocks

_DAY = len("2026-11-22")


class ArticleWriter:
    """Turns articles into blocks of Markdown; labels of footnotes are unique over all of them."""

    def __init__(self, places: Places, ranks: Ranks) -> None:
        self._places = places
        self._ranks = ranks
        self._labels: set[str] = set()
        self._noted = 0

    def blocks(self, article: Article) -> Iterator[str]:
        """The blocks one by one, each with the blank line it needs after it, then the notes."""
        self._ranks.article()
        sheet = _Sheet(article, [self._label(mark) for mark in article.marks])
        last = len(article.blocks) - 1
        for index, one in enumerate(article.blocks):
            words = self._block(article, one, sheet, index)
            tight = one.kind is BlockKind.LIST_ITEM and index < last
            listed = tight and article.blocks[index + 1].kind is BlockKind.LIST_ITEM
            yield words + ("\n" if listed else "\n\n")
        if article.blocks:
            for mark, label in zip(article.marks, sheet.labels, strict=True):
                yield self._note(mark, label)

    def _label(self, mark: Mark) -> str:
        self._noted += 1
        label = label_of(mark.reference, self._noted)
        if label.lower() in self._labels:
            label = f"n{self._noted}"
        self._labels.add(label.lower())
        return label

    def _block(self, article: Article, one: ArticleBlock, sheet: "_Sheet", index: int) -> str:
        number = f"¶{one.number}" if one.number else ""
        if one.kind is BlockKind.CODE and not sheet.has_marks(index):
            code = fenced(article.text[one.start : one.end])
            return f"{number}\n\n{code}" if number else code
        words = sheet.words(index)
        if one.kind is BlockKind.HEADING:
            rank = self._ranks.inside(one.level or 1)
            return f"{'#' * rank} {heading(words)}"
        words = block(f"{number} {words}" if number else words)
        match one.kind:
            case BlockKind.LIST_ITEM:
                return item(words)
            case BlockKind.QUOTATION:
                return indented(words, "> ")
            case _:
                return words

    def _note(self, mark: Mark, label: str) -> str:
        """A footnote: the comment, its reference leading to the list the passage stands in."""
        opening, *others = mark.comment.paragraphs or ("",)
        reference = field(mark.reference)
        if mark.reference in opening.split():
            first = self._places.link(mark.link, field(opening))
        else:
            linked = self._places.link(mark.link, strong(reference))
            first = f"{linked} {field(opening)}" if opening else linked
        signed = [mark.comment.author] if mark.comment.author else []
        signed += [mark.comment.date[:_DAY]] if signed and mark.comment.date else []
        paragraphs = [first, *map(field, others), " · ".join(map(field, signed))]
        finished = "\n\n".join(block(words) for words in paragraphs if words.strip())
        return f"[^{label}]: " + indented(finished, "    ")[4:] + "\n\n"


class _Sheet:
    """One article cut into segments, and the labels of its footnotes."""

    def __init__(self, article: Article, labels: Sequence[str]) -> None:
        self._article = article
        self._segments = flatten_blocks(article.blocks, article.marks)
        self._extents = extents(article, self._segments)
        self.labels = labels

    def has_marks(self, block_: int) -> bool:
        """Whether anything has to be said inside a block."""
        unprinted = self._extents.unprinted.get(block_)
        return bool(unprinted) or any(segment.marks for segment in self._segments[block_])

    def words(self, block_: int) -> str:
        """The words of a block with brackets, to be finished."""
        segments = self._segments[block_]
        pieces: list[str] = []
        within: list[int] = []
        for index, segment in enumerate(segments):
            before = segments[index - 1].marks if index else ()
            after = segments[index + 1].marks if index + 1 < len(segments) else ()
            begun = [mark for mark in segment.marks if mark not in before]
            pieces.extend(map(self._opening, begun))
            within += begun
            text = escape(self._article.text[segment.start : segment.end])
            follows = pieces and pieces[-1].endswith("]")
            # what follows a bracket must not make a link of it
            pieces.append(f"\\{text}" if follows and text[:1] in ("(", ":") else text)
            ending = [mark for mark in segment.marks if mark not in after]
            for mark in reversed(ending):
                last = self._extents.last[mark] == Place(block_, index)
                pieces.append(self._closing(mark, named=within[-1] != mark, last=last))
                within.remove(mark)
        unprinted = self._extents.unprinted.get(block_, ())
        pieces.extend(
            f" {self._opening(mark).rstrip()}][^{self.labels[mark]}]" for mark in unprinted
        )
        return "".join(pieces)

    def _opening(self, mark: int) -> str:
        return f"[{strong(field(self._article.marks[mark].reference))} "

    def _closing(self, mark: int, *, named: bool, last: bool) -> str:
        """The bracket at the end of a part, with the note after the last."""
        reference = f" {strong(field(self._article.marks[mark].reference))}" if named else ""
        return f"{reference}]" + (f"[^{self.labels[mark]}]" if last else "")

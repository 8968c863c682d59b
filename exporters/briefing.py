"""The briefing as every writer receives it: final words, final colours, no session behind it.

A reader of this file alone sees everything a writer can be asked for. All values are frozen. Text
is plain text: writers escape it where they write markup. Offsets are code points into the ``text``
of the ``Article`` they belong to. Colours are ``#RRGGBB``, for paper.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Pattern = Literal["solid", "double", "zigzag", "dots"]
Direction = Literal["ltr", "rtl"]
PageSize = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class Tag:
    """One entry of the legend: what a tag is called and the signs it is printed with.

    ``letter`` stands before a passage's number in margins and lists ("C12"), so the tag can be
    told in grey print; letters are unique within a briefing.
    """

    id: str
    name: str
    description: str
    tint: str
    bar: str
    pattern: Pattern
    letter: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader sees in the margin: a Word comment, or the popup of a PDF highlight.

    ``date`` is an ISO 8601 instant in UTC ("2026-11-22T09:00:00Z") or empty. ``author`` and
    ``initials`` are empty unless the analyst has set them.
    """

    author: str
    initials: str
    date: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One passage over the text of an article.

    ``spans`` are sorted, non-empty, disjoint (start, end) pairs. ``reference`` ("C12") is what
    margin and lists print; it is unique within the briefing. ``anchor`` names this place for
    links, ``link`` names the place it refers to (empty: none).
    """

    reference: str
    tag: str
    spans: tuple[tuple[int, int], ...]
    comment: Comment
    anchor: str
    link: str = ""


class BlockKind(StrEnum):
    """What a stretch of an article is; front matter is set apart."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTATION = "quotation"
    CODE = "code"
    FRONT_MATTER = "front-matter"


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A block of an article: a code-point range of its text, in order, never overlapping.

    ``number`` is the paragraph number the reader of the window sees (0: not numbered). The text
    between two blocks is white space or a marker ("# ") and is not printed. ``level`` is 1 to 6
    for headings.
    """

    kind: BlockKind
    start: int
    end: int
    number: int = 0
    level: int = 0
    direction: Direction = "ltr"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A source in full, with its marks over it (the annex)."""

    text: str
    blocks: tuple[ArticleBlock, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of the text it belongs to, in code points, that is a link or stands out.

    ``link`` names a place of the briefing or an ``http(s)`` address. Stretches are sorted and
    disjoint; a writer ignores what lies outside the text.
    """

    start: int
    end: int
    link: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``role`` chooses the style; ``link`` makes the whole paragraph a link."""

    text: str
    role: Literal["body", "lead", "meta", "empty"] = "body"
    direction: Direction = "ltr"
    language: str = ""
    link: str = ""
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small type under what it explains, such as the key to a table's grades.

    ``anchor`` names it for links; ``label`` ("1", "*") is printed raised before it.
    """

    text: str
    label: str = ""
    anchor: str = ""
    direction: Direction = "ltr"
    language: str = ""
    inlines: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageItem:
    """One passage in a list: its words, where they stand, who said them, the analyst's note.

    ``text`` holds the words of all spans, joined by " […] ". ``place`` is printed after the words
    ("S1 ¶3"). ``anchor`` names this entry, ``link`` the mark in the annex.
    """

    reference: str
    tag: str
    text: str
    place: str
    speaker: str
    labels: tuple[str, ...]
    note: str
    anchor: str
    link: str
    direction: Direction = "ltr"
    language: str = ""


@dataclass(frozen=True, slots=True)
class PassageList:
    """Passages under one heading, in the order of the text."""

    items: tuple[PassageItem, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. ``link`` makes the whole cell a link, ``inlines`` parts of it.

    ``tag`` prints the text as a chip with the signs of that tag, as references are; ``anchor``
    names the cell for links.
    """

    text: str
    link: str = ""
    direction: Direction = "ltr"
    inlines: tuple[Inline, ...] = ()
    tag: str = ""
    anchor: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is the width in parts of the whole; ``numeric`` asks for tabular figures."""

    title: str
    share: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row over the full width that names the rows under it; it stays with the next row."""

    text: str
    detail: str = ""
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row, repeated on every page it runs over.

    Each row has as many cells as there are columns. ``direction`` is the order of the columns.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...] | Group, ...]
    anchor: str = ""
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs mean: the tags of the briefing, in codebook order."""

    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle of a figure, in points; (``x``, ``y``) is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line of a figure, in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text in a figure, in the sans of tables; (``x``, ``y``) is on its baseline.

    ``size`` is in points. ``x`` is the left end, the middle or the right end, as ``align`` says.
    A label wider than ``room`` points (0: no limit) is cut short with an ellipsis.
    """

    x: float
    y: float
    text: str
    size: float = 8.5
    colour: str = "#16191D"
    align: Literal["left", "middle", "right"] = "left"
    room: float = 0.0
    strong: bool = False
    direction: Direction = "ltr"


Shape = Box | Stroke | Label


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of vectors, ``width`` by ``height`` points, y downwards from its upper left.

    Shapes are painted in their order and lie inside. A writer that has less room scales the whole.
    ``alt`` says in words what it shows, for those who do not see it.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str
    caption: str = ""
    anchor: str = ""
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of all other sections down to ``depth``, as links with their page numbers."""

    depth: Literal[1, 2] = 2


Part = Paragraph | Note | PassageList | Table | Figure | Legend | Contents | Article


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 1 or 2) and what stands under it; ``new_page`` starts one before it."""

    title: str
    level: int
    anchor: str
    parts: tuple[Part, ...]
    new_page: bool = False
    language: str = ""
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the title block: what it is ("Reference") and what it says ("MR/2026/118").

    ``inlines`` are stretches of ``text``, such as the numbers of sources that lead to them.
    """

    name: str
    text: str
    inlines: tuple[Inline, ...] = ()
    direction: Direction = "ltr"


@dataclass(frozen=True, slots=True)
class Cover:
    """The title block: the title, one line per entry of ``lines`` in secondary ink, then facts."""

    title: str
    lines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The few words a writer adds by itself, already in the language of the briefing.

    ``page`` is a format with ``{page}`` and ``{pages}``, such as "{page} / {pages}". ``figure`` is
    one with ``{number}``, printed before the caption of a figure (empty: figures bear no number).
    """

    page: str = "{page} / {pages}"
    contents: str = "Contents"
    highlight: str = "Highlight"
    skip: str = "Skip to the text"
    figure: str = "Figure {number}"


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything a writer needs. ``author`` is empty unless set; ``language`` is BCP 47.

    ``date`` is the ISO 8601 instant in UTC that goes into the document's properties, taken from
    the session, never from the clock, so the same session gives the same bytes. ``header`` and
    ``footer`` are small lines on every page; ``marking`` (a protective marking, "TLP:AMBER") is
    printed as it is in 12 pt over and under every page, the first too.
    """

    cover: Cover
    sections: tuple[Section, ...]
    tags: tuple[Tag, ...]
    language: str
    date: str
    author: str = ""
    subject: str = ""
    header: str = ""
    footer: str = ""
    marking: str = ""
    page_size: PageSize = "A4"
    wording: Wording = field(default_factory=Wording)

    def tag(self, tag_id: str) -> Tag:
        """The legend entry of a tag id; raises ``KeyError`` for one that is not in the briefing."""
        for entry in self.tags:
            if entry.id == tag_id:
                return entry
        raise KeyError(tag_id)

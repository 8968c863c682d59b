"""The Word writer: a briefing becomes a ``.docx`` with real styles, comments, links and tables.

All parts are written as strings into a package of python-docx's parts (``package``): its calls per
paragraph and comment, and a tree of the whole body, are too slow for a book.
"""

from collections.abc import Callable, Iterator

from exporters.briefing import (
    Article,
    Briefing,
    Contents,
    Figure,
    Legend,
    Note,
    Paragraph,
    Part,
    PassageList,
    Section,
    Table,
)
from exporters.links import anchors_of
from exporters.texts import noted, printed
from exporters.word.article import ArticleWriter
from exporters.word.comments import Comments
from exporters.word.links import Places
from exporters.word.package.archive import HEADER, OFFICE
from exporters.word.package.embedding import embed
from exporters.word.package.styles import styles_part
from exporters.word.package.template import DOCUMENT, PAGES, WML, Page, add, archive
from exporters.word.pages import first_pages
from exporters.word.parts.contents import contents, heading_anchor
from exporters.word.parts.figures import FigureWriter
from exporters.word.parts.frame import add_frame, section_properties
from exporters.word.parts.prose import Prose
from exporters.word.parts.tables import TableWriter
from exporters.word.tags import TagStyles
from exporters.word.xml import DRAWING_NAMESPACES, NAMESPACES

_BODY_DONE = 0.7
"""The share of the time that the body takes; the rest is packing."""
_STEP = 0.01
"""Progress is told no more often than this."""


def write(briefing: Briefing, progress: Callable[[float], None]) -> bytes:
    """The briefing as the bytes of a ``.docx`` file; the same briefing gives the same bytes.

    ``progress`` is called between parts with 0.0 to 1.0. Raises ``KeyError`` for a passage whose
    tag is not among the tags of the briefing.
    """
    progress(0.0)
    page = PAGES[briefing.page_size]
    body = _Body(briefing, page)
    made = archive(briefing)
    made.add(DOCUMENT, _document(body, progress), f"{WML}.document.main+xml")
    add(made, "styles", styles_part(body.tags.markup(), briefing.language, page.text_width))
    add_frame(made, briefing, page)
    body.comments.add_parts(made)
    for address, number in body.places.addresses.items():
        made.relate(DOCUMENT, number, f"{OFFICE}/hyperlink", address, external=True)
    embed(made, (*printed(briefing), *noted(briefing), briefing.wording.figure))
    progress(0.8)
    finished = made.packed()
    progress(1.0)
    return finished


class _Body:
    """The body of one document in the making, and what it asks of the other parts."""

    def __init__(self, briefing: Briefing, page: Page) -> None:
        self._briefing = briefing
        self._page = page
        self.tags = TagStyles(briefing.tags)
        self.places = Places(_anchors(briefing))
        self.comments = Comments()
        width, height = page.text_width, page.text_height
        self._prose = Prose(self.tags, self.places, briefing.language, width)
        self._articles = ArticleWriter(self.tags, self.places, self.comments, width)
        self._tables = TableWriter(self.tags, self.places, width, height)
        self._figures = FigureWriter(self.places, width, height, briefing.wording.figure)

    def pieces(self) -> Iterator[str]:
        """The markup in reading order: cover, headings, parts; long parts entry by entry."""
        yield from self._prose.cover(self._briefing.cover)
        for index, section in enumerate(self._briefing.sections):
            yield self._prose.heading(section, heading_anchor(section, index))
            for part in section.parts:
                yield from self._part(part, section)
        yield section_properties(self._briefing, self._page)

    def expected(self) -> int:
        """How many pieces there will be, about."""
        parts = [part for section in self._briefing.sections for part in section.parts]
        return sum(_entries(part) for part in parts) + len(self._briefing.sections) + 2

    def _part(self, part: Part, section: Section) -> Iterator[str]:
        match part:
            case Paragraph():
                yield self._prose.paragraph(part)
            case Note():
                yield self._prose.note(part)
            case PassageList():
                yield from (self._prose.passage(item) for item in part.items)
            case Table():
                yield self._tables.table(part, section.direction, section.language)
            case Figure():
                yield self._figures.figure(part)
            case Legend():
                yield self._tables.legend(part, section.title, section.direction, section.language)
            case Contents():
                yield self._contents(part)
            case Article():
                yield from self._articles.paragraphs(part)

    def _contents(self, part: Contents) -> str:
        pages = first_pages(self._briefing, self._page)
        return contents(part, self._briefing.sections, pages, self.places)


def _entries(part: Part) -> int:
    match part:
        case PassageList():
            return len(part.items)
        case Article():
            return len(part.blocks)
        case _:
            return 1


def _document(body: _Body, progress: Callable[[float], None]) -> bytes:
    """The main part, encoded piece by piece: one character beyond U+FFFF costs a whole book 4x."""
    pieces = [f"{HEADER}<w:document {NAMESPACES} {DRAWING_NAMESPACES}><w:body>".encode()]
    total = body.expected()
    told = 0.0
    for done, piece in enumerate(body.pieces(), 1):
        pieces.append(piece.encode())
        share = min(done / total, 1.0) * _BODY_DONE
        if share - told >= _STEP:
            told = share
            progress(share)
    pieces.append(b"</w:body></w:document>")
    return b"".join(pieces)


def _anchors(briefing: Briefing) -> Iterator[str]:
    for index, section in enumerate(briefing.sections):
        yield heading_anchor(section, index)
        for part in section.parts:
            yield from anchors_of(part)

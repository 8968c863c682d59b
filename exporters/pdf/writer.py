"""The briefing as a PDF: laid out first, so that links and page numbers are known, then drawn."""

import gc
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager

from exporters.briefing import Briefing
from exporters.pdf.annotations import Annotations
from exporters.pdf.objects.embedding import embed
from exporters.pdf.objects.file import PdfFile
from exporters.pdf.objects.structure import Element, Structure
from exporters.pdf.parts.fitting import short_label
from exporters.pdf.parts.running import RunningLines
from exporters.pdf.rows import BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, REFERENCE, TOP, Row
from exporters.pdf.sheet import Sheet, zigzag, zigzag_name
from exporters.pdf.story import headings, story
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter

Page = list[tuple[Row, float]]
"""Rows and the y of the top of each."""

_LAID_OUT = 0.4  # of the progress
_DRAWN = 0.9


@contextmanager
def _no_collection() -> Generator[None]:
    """Cyclic garbage collection is off: what is made here is kept to the end, and each pass would
    walk all the rows, words and elements there are so far."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_no_collection()
def write(briefing: Briefing, progress: Callable[[float], None]) -> bytes:
    """The PDF of ``briefing``; ``progress`` is told 0 to 1. Same briefing, same bytes.

    PDF 1.7 that keeps to PDF/UA-1 and PDF/A-3a: tagged, all fonts embedded, nothing that runs. One
    /Highlight for each mark and page. Characters that no face has (``exporters.missing``) are
    shown as a hollow box. Raises ``KeyError`` for a tag that is not in the briefing and
    ``ValueError`` for a table row that has not as many cells as columns.
    """
    progress(0.0)
    setter = Typesetter()
    file = PdfFile(briefing)
    root = Element("Document")
    numbers: dict[str, int] = {}
    rows = story(briefing, setter, root, numbers, lambda done: progress(done * _LAID_OUT))
    pages = paginate(rows, file.height)
    structure = Structure(root, len(pages))
    places = _places(pages)
    numbers.update((anchor, page + 1) for anchor, (page, _) in places.items())
    annotations = Annotations(briefing, file, places, structure)
    running = RunningLines(briefing, len(pages), (file.width, file.height), setter)
    _outline(pages, file)
    del rows

    def label(text: str) -> Line:
        return short_label(text, REFERENCE, MARGIN_RIGHT - MARGIN_LEFT, setter)

    for number, page in enumerate(pages):
        sheet = Sheet(number, file.height, places)
        for row, top in page:
            row.paint(sheet, top)
        running.paint(sheet)
        sheet.place_notes(MARGIN_RIGHT, BOTTOM - 14, label)
        for turns in sorted(sheet.turns):
            file.add_form(zigzag_name(turns), *zigzag(turns))
        file.add_page(number, sheet.content(), annotations.of_page(sheet))
        structure.add_page(number, sheet.parents)
        page.clear()
        progress(_LAID_OUT + (_DRAWN - _LAID_OUT) * (number + 1) / len(pages))
    structure.write(file)
    embed(setter.faces, file)
    done = file.finish()
    progress(1.0)
    return done


def paginate(rows: Sequence[Row], height: float) -> list[Page]:
    """The rows stacked on pages of ``height``; there is always one page.

    Rows that hold each other stay together unless they are taller than a page.
    """
    pages: list[Page] = [[]]
    y = height - TOP
    for group in _groups(rows):
        needed = sum(row.height + row.before for row in group) - group[0].before
        before = group[0].before if pages[-1] else 0.0
        if pages[-1] and (group[0].new_page or y - before - needed < BOTTOM):
            pages.append([])
            y = height - TOP
        for row in group:
            before = row.before if pages[-1] else 0.0
            if pages[-1] and y - before - row.height < BOTTOM:
                pages.append([])
                y, before = height - TOP, 0.0
            if not pages[-1] and row.head is not None:
                pages[-1].append((row.head, y))
                y -= row.head.height
            y -= before
            pages[-1].append((row, y))
            y -= row.height
    return pages


def _groups(rows: Sequence[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if not row.hold:
            yield group
            group = []
    if group:
        yield group


def _places(pages: Sequence[Page]) -> dict[str, tuple[int, float]]:
    return {
        anchor: (number, top + 8)
        for number, page in enumerate(pages)
        for row, top in page
        for anchor in row.anchors
    }


def _outline(pages: Sequence[Page], file: PdfFile) -> None:
    where = {id(row): (number, top) for number, page in enumerate(pages) for row, top in page}
    for row, title, level in headings(row for page in pages for row, _ in page):
        number, top = where[id(row)]
        file.add_outline(title, level, number, top + 12)

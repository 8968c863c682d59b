"""A PDF as its reader would meet it: opened, asked for what it says, and looked at."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from exporters.briefing import Briefing
from exporters.pdf.writer import write

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def written(briefing: Briefing) -> bytes:
    return write(briefing, lambda done: None)


@contextmanager
def opened(data: bytes) -> Generator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not pdf.check_pdf_syntax()
        yield pdf


def annotations(pdf: pikepdf.Pdf, kind: str) -> list[tuple[int, Any]]:
    """The annotations of a kind ("/Link"), each with its page from 0."""
    return [
        (number, one)
        for number, page in enumerate(pdf.pages)
        for one in page.get("/Annots", [])
        if one.Subtype == kind
    ]


def highlights(pdf: pikepdf.Pdf) -> list[tuple[int, Any]]:
    return annotations(pdf, "/Highlight")


def links(data: bytes) -> list[tuple[str, int | str]]:
    """What each link is called, and the page from 0 or the address it leads to."""
    with opened(data) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        return [
            (
                str(one.Contents),
                numbers[one.Dest[0].objgen] if "/Dest" in one else str(one.A.URI),
            )
            for _, one in annotations(pdf, "/Link")
        ]


def quads(annotation: Any) -> list[Box]:
    """The box of each line."""
    values = [float(value) for value in annotation.QuadPoints]
    corners = [values[at : at + 8] for at in range(0, len(values), 8)]
    return [(one[0], one[5], one[2], one[1]) for one in corners]


def under(data: bytes, page: int, box: Box) -> str:
    """The words in a box of a page."""
    left, bottom, right, top = box
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    return text.get_text_bounded(left + 0.4, bottom, right - 0.4, top)


def page_texts(data: bytes) -> list[str]:
    """The words of each page, all white space one space."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    return [re.sub(r"\s+", " ", page) for page in pages]


def read_text(data: bytes) -> str:
    """The words of the document, all white space one space."""
    return re.sub(r"\s+", " ", " ".join(page_texts(data)))


def squeezed(text: str) -> str:
    """``text`` without white space."""
    return re.sub(r"\s+", "", text)


def below(element: Any) -> Iterator[Any]:
    """An element of the structure and all that is in it, in order."""
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from below(kid)


def roles(pdf: pikepdf.Pdf) -> list[str]:
    """The roles of all elements, in the order they are heard."""
    return [str(one.S)[1:] for one in below(pdf.Root.StructTreeRoot.K)]


def of_role(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    """All elements of a role."""
    return [one for one in below(pdf.Root.StructTreeRoot.K) if f"/{role}" == one.S]


def heard(pdf: pikepdf.Pdf, data: bytes, element: Any) -> str:
    """The words of an element, found by its marked content; artifacts are not among them."""
    wanted: set[tuple[int, int]] = set()
    numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
    for one in below(element):
        for kid in one.get("/K", []):
            if isinstance(kid, int):
                wanted.add((numbers[one.Pg.objgen], kid))
            elif "/MCID" in kid:
                wanted.add((numbers[kid.Pg.objgen], int(kid.MCID)))
    words: list[str] = []
    for at, page in enumerate(pypdfium2.PdfDocument(data)):
        words += [thing.extract() for thing in text_objects(page) if (at, _mark(thing)) in wanted]
    return re.sub(r"\s+", " ", "".join(words)).strip()


def text_objects(page: Any) -> list[Any]:
    """What a page shows in one go, in the order of painting."""
    text = page.get_textpage()
    return list(page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=text))


def _mark(thing: Any) -> int:
    return pypdfium2.raw.FPDFPageObj_GetMarkedContentID(thing.raw)

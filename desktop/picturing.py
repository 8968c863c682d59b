"""Pages of a PDF as pictures. For documents this program made itself, in the worker."""

from collections.abc import Iterable

import pypdfium2 as pdfium

from desktop.protocol import Picture, Previewed

_CHANNELS = 3
"""Bytes of a pixel: blue, green, red."""


def previewed(data: bytes, pages: Iterable[int], width: int) -> tuple[Previewed, bytes]:
    """The document itself with pictures of some of its pages."""
    reply, pictures = pictured(data, pages, width)
    whole = Previewed(len(data) + len(pictures), len(data), reply.shapes, reply.pictures)
    return whole, data + pictures


def pictured(data: bytes, pages: Iterable[int], width: int) -> tuple[Previewed, bytes]:
    """Pictures of some pages, counted from 0, ``width`` pixels wide.

    One the document does not have is passed over.
    """
    document = pdfium.PdfDocument(data)
    try:
        count = len(document)
        shapes = tuple(document.get_page_size(page) for page in range(count))
        made = [_picture(document, page, width) for page in pages if 0 <= page < count]
    finally:
        document.close()
    pixels = b"".join(rows for _picture, rows in made)
    return Previewed(len(pixels), 0, shapes, tuple(picture for picture, _rows in made)), pixels


def _picture(document: pdfium.PdfDocument, number: int, width: int) -> tuple[Picture, bytes]:
    page = document[number]
    bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=False)
    try:
        rows = bytes(bitmap.buffer)
        if bitmap.n_channels != _CHANNELS:
            raise ValueError(f"{bitmap.n_channels} channels")
        return Picture(number, bitmap.width, bitmap.height, bitmap.stride), rows
    finally:
        bitmap.close()
        page.close()

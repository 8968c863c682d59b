"""Right-to-left words as they stand on a line."""

from typing import Any

import pypdfium2

from exporters.briefing import (
    Paragraph,
)
from exporters.pdf.typesetting.fonts import READING, Faces
from tests.exporters import briefings
from tests.exporters.pdf.reader import (
    read_text,
    squeezed,
    written,
)
from tests.exporters.pdf.samples import of_parts


def test_right_to_left_words_stand_in_their_order() -> None:
    data = written(of_parts(Paragraph(briefings.HEBREW, direction="rtl", language="he")))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert briefings.HEBREW in page.get_text_range()
    lefts = [word_left(page, word) for word in briefings.HEBREW.split()[:5]]
    assert lefts == sorted(lefts, reverse=True)


def test_arabic_letters_join() -> None:
    text = briefings.ARABIC
    data = written(of_parts(Paragraph(text, direction="rtl", language="ar")))
    assert squeezed(text) in squeezed(read_text(data))
    apart = sum(widths_apart(text))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    boxes = [page.get_charbox(at) for at in range(page.count_chars()) if is_arabic(page, at)]
    assert boxes
    assert max(box[2] for box in boxes) - min(box[0] for box in boxes) < apart


def word_left(page: Any, word: str) -> float:
    at, count = page.search(word).get_next()
    return min(page.get_charbox(place)[0] for place in range(at, at + count))


def is_arabic(page: Any, at: int) -> bool:
    return "\u0600" <= page.get_text_range(at, 1) <= "\u06ff"


def widths_apart(text: str) -> list[float]:
    """The widths of letters set one by one, as they would stand if they did not join."""
    faces = Faces()
    return [
        sum(run.width() for run in faces.shape(char, READING, rtl=True)) * 10.5 for char in text
    ]

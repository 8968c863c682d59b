"""Header, footer and marking of every page."""

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from exporters.briefing import Briefing, PageSize, Paragraph, Wording
from exporters.pdf.objects.file import PAGE_SIZES
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import heard, opened, page_texts, text_objects, written


def several_pages(**more: Any) -> Briefing:
    briefing = samples.of_parts(Paragraph("word " * 2500))
    return replace(
        briefing, header=samples.HEADER, footer=samples.FOOTER, marking=samples.MARKING, **more
    )


def places(page: Any, words: str) -> list[tuple[float, float, float, float]]:
    """Where ``words`` stand on a page: left, bottom, right, top, each time."""
    text = page.get_textpage()
    search = text.search(words)
    found: list[tuple[float, float, float, float]] = []
    while place := search.get_next():
        boxes = [text.get_charbox(place[0] + at) for at in range(place[1])]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_marking_stands_over_and_under_every_page_in_twelve_points(size: PageSize) -> None:
    width, height = PAGE_SIZES[size]
    document = pypdfium2.PdfDocument(written(several_pages(page_size=size)))
    assert len(document) > 2
    for page in document:
        upper, lower = sorted(places(page, samples.MARKING), key=lambda box: -box[1])
        for left, _, right, _ in (upper, lower):
            assert abs((left + right) / 2 - width / 2) < 1
        assert upper[3] < height - 18
        assert lower[1] > 18
        body = places(page, "word")
        assert all(lower[3] < bottom and top < upper[1] for _, bottom, _, top in body)
        sizes = [
            thing.get_font_size()
            for thing in text_objects(page)
            if thing.extract() == samples.MARKING
        ]
        assert sizes == [12.0, 12.0]


def test_every_page_has_header_footer_and_its_number() -> None:
    pages = page_texts(written(several_pages(wording=Wording("Page {page} of {pages}"))))
    for number, page in enumerate(pages, 1):
        assert samples.HEADER in page
        assert samples.FOOTER in page
        assert f"Page {number} of {len(pages)}" in page


def test_running_lines_are_never_heard() -> None:
    data = written(several_pages())
    with opened(data) as pdf:
        said = heard(pdf, data, pdf.Root.StructTreeRoot.K)
    assert said.count("word") == 2500
    for words in (samples.MARKING, samples.HEADER, samples.FOOTER):
        assert words not in said


def test_a_long_header_is_cut_short_and_a_long_marking_is_not() -> None:
    long = "LEVEL/" * 40
    data = written(replace(several_pages(), header="header " * 40, marking=long))
    assert page_texts(data)[0].count(long) == 2
    assert page_texts(data)[0].count("header") < 40
    page = pypdfium2.PdfDocument(data)[0]
    assert all(left >= 17.9 and right <= 595.3 - 17.9 for left, _, right, _ in places(page, long))


def test_braces_in_the_wording_are_printed() -> None:
    data = written(several_pages(wording=Wording("{0} %s {page}/{pages} {{x}}")))
    count = len(page_texts(data))
    assert f"{{0}} %s 1/{count} {{{{x}}}}" in page_texts(data)[0]

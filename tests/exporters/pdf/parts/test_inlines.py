"""Links and strong words inside running text."""

from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from exporters.briefing import Inline, Paragraph
from tests.exporters import briefings
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import (
    annotations,
    below,
    heard,
    links,
    of_role,
    opened,
    quads,
    read_text,
    text_objects,
    under,
    written,
)

TEXT = "See the claims, or the register of the port, before anything is decided."


def linked(*inlines: Inline, text: str = TEXT, **more: str) -> bytes:
    paragraph = replace(Paragraph(text, inlines=inlines), **more)
    return written(samples.of_parts(paragraph, samples.claims()))


def test_a_link_lies_over_its_words_and_nothing_else() -> None:
    data = linked(
        samples.inline(TEXT, "the claims", "claims-table"),
        samples.inline(TEXT, "register of the port", "https://example.org/r"),
    )
    with opened(data) as pdf:
        found = {
            str(one.Contents): [under(data, page, box) for box in quads(one)]
            for page, one in annotations(pdf, "/Link")
        }
    assert found["the claims"] == ["the claims"]
    assert found["register of the port"] == ["register of the port"]
    assert ("register of the port", "https://example.org/r") in links(data)


def test_a_link_that_is_broken_over_lines_is_one_link_with_two_boxes() -> None:
    text = "word " * 15 + "a link of some length here " + "word " * 20
    data = linked(samples.inline(text, "a link of some length here", "claims-table"), text=text)
    with opened(data) as pdf:
        (one,) = [a for _, a in annotations(pdf, "/Link") if str(a.Contents).startswith("a link")]
        boxes = quads(one)
    assert len(boxes) == 2
    assert " ".join(under(data, 0, box).strip() for box in boxes) == "a link of some length here"


def test_text_with_links_is_heard_in_its_order() -> None:
    data = linked(
        samples.inline(TEXT, "the claims", "claims-table"),
        samples.inline(TEXT, "port", strong=True),
    )
    with opened(data) as pdf:
        paragraph = of_role(pdf, "P")[0]
        assert [str(one.S) for one in below(paragraph)] == ["/P", "/Link"]
        kinds = [isinstance(kid, pikepdf.Dictionary) and "/S" in kid for kid in paragraph.K]
        assert kinds == [False, True, False]  # words, the link, words
        assert heard(pdf, data, paragraph) == TEXT


def test_strong_words_are_set_in_the_semibold() -> None:
    page = pypdfium2.PdfDocument(linked(samples.inline(TEXT, "register", strong=True)))[0]
    fonts = {
        thing.extract().strip(): thing.get_font().get_base_name() for thing in text_objects(page)
    }
    assert fonts["register"].endswith("Literata-SemiBold")
    assert fonts["See the claims, or the"].endswith("Literata-Regular")


def test_text_with_stretches_stands_as_it_would_without() -> None:
    plain = pypdfium2.PdfDocument(linked())[0].get_textpage()
    data = linked(samples.inline(TEXT, "the claims", "claims-table"))
    marked = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert plain.get_text_range() == marked.get_text_range()
    last = plain.get_text_range().index("decided")
    assert plain.get_charbox(last) == pytest.approx(marked.get_charbox(last), abs=0.5)


def test_a_link_in_text_from_the_right_lies_over_its_words() -> None:
    text = briefings.HEBREW
    data = linked(samples.inline(text, "הרציף יישאר", "claims-table"), text=text, direction="rtl")
    with opened(data) as pdf:
        (one,) = [a for _, a in annotations(pdf, "/Link") if str(a.Contents) == "הרציף יישאר"]
        (box,) = quads(one)
    assert under(data, 0, box).strip() == "הרציף יישאר"
    assert text in read_text(data)


@pytest.mark.parametrize(
    "inlines",
    [
        (Inline(-5, 3, "claims-table"), Inline(60, 9999, strong=True)),
        (Inline(10, 4, "claims-table"), Inline(500, 900, "claims-table")),
        (Inline(4, 14, "claims-table"), Inline(8, 30, "claims-table"), Inline(4, 14, strong=True)),
    ],
)
def test_stretches_outside_the_text_or_over_each_other_lose_no_word(
    inlines: tuple[Inline, ...],
) -> None:
    assert TEXT in read_text(linked(*inlines))


def test_a_stretch_that_leads_nowhere_is_plain_text() -> None:
    data = linked(samples.inline(TEXT, "the claims", "nowhere"))
    with opened(data) as pdf:
        assert [str(one.S) for one in below(of_role(pdf, "P")[0])] == ["/P"]


def test_a_paragraph_that_is_a_link_has_no_links_inside() -> None:
    data = linked(samples.inline(TEXT, "port", "annex-1"), link="claims-table")
    with opened(data) as pdf:
        assert [str(one.S) for one in below(of_role(pdf, "P")[0])] == ["/P", "/Link"]
        assert str(annotations(pdf, "/Link")[0][1].Contents) == TEXT


def test_text_from_the_right_is_heard_from_its_beginning() -> None:
    text = briefings.HEBREW
    data = linked(samples.inline(text, "הרציף יישאר", "claims-table"), text=text, direction="rtl")
    with opened(data) as pdf:
        begins, link, ends = of_role(pdf, "P")[0].K
    (number,) = link.K[:1]
    page = pypdfium2.PdfDocument(data)[0]
    lefts = {
        pypdfium2.raw.FPDFPageObj_GetMarkedContentID(one.raw): one.get_bounds()[0]
        for one in text_objects(page)
    }
    assert lefts[int(begins)] > lefts[int(number)] > lefts[int(ends)]

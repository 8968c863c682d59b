"""Figures in the Word file: real shapes in their places, and words for those who see none."""

from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from exporters.briefing import Box, Briefing, Cover, Figure, Label, Section, Stroke, Wording
from exporters.render import RenderError, render
from exporters.word.package.template import PAGES
from tests.exporters import parts
from tests.exporters.word.reader import all_text, bookmarks, opened

_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_POINT = 12700


def _document(*figures: Figure, **wording: str) -> Any:
    section = Section("S", 1, "s", figures)
    return opened(Briefing(Cover("t"), (section,), (), "en", "", wording=Wording(**wording)))


def _figure(*shapes: Box | Stroke | Label, **fields: Any) -> Figure:
    return replace(Figure(200, 100, shapes, "What it shows."), **fields)


def _shapes(document: Any) -> list[Any]:
    return list(document.element.body.iter(f"{_WPS}wsp"))


def _area(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, width and height in points."""
    place, size = shape.find(f".//{_A}off"), shape.find(f".//{_A}ext")
    numbers = (place.get("x"), place.get("y"), size.get("cx"), size.get("cy"))
    left, top, width, height = (round(int(number) / _POINT, 2) for number in numbers)
    return left, top, width, height


def test_a_figure_stands_in_the_line_and_says_what_it_shows():
    document = _document(_figure(Box(0, 0, 10, 10, "#155E9B")))
    (inline,) = document.element.body.iter(f"{_WP}inline")
    assert inline.find(f"{_WP}docPr").get("descr") == "What it shows."
    extent = inline.find(f"{_WP}extent")
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (200 * _POINT, 100 * _POINT)


def test_programs_that_know_no_shapes_print_what_the_figure_shows():
    document = _document(_figure())
    (fallback,) = [
        e for e in document.element.body.iter() if etree.QName(e).localname == "Fallback"
    ]
    assert "".join(fallback.itertext()) == "What it shows."


def test_a_box_is_a_filled_shape_without_outline_in_its_place():
    (box,) = _shapes(_document(_figure(Box(10, 20.5, 30, 4, "#1F9470"))))
    assert _area(box) == (10, 20.5, 30, 4)
    assert box.find(f"{_WPS}spPr/{_A}solidFill/{_A}srgbClr").get("val") == "1F9470"
    assert box.find(f".//{_A}ln/{_A}noFill") is not None


@pytest.mark.parametrize(
    ("ends", "area", "rising"),
    [
        ((10, 20, 110, 20), (10, 20, 100, 0), False),
        ((10, 20, 110, 50), (10, 20, 100, 30), False),
        ((10, 50, 110, 20), (10, 20, 100, 30), True),
        ((110, 50, 10, 20), (10, 20, 100, 30), False),
    ],
)
def test_a_stroke_is_a_line_between_its_ends(
    ends: tuple[float, float, float, float], area: tuple[float, ...], rising: bool
):
    (line,) = _shapes(_document(_figure(Stroke(*ends, "#545A62", 0.75))))
    assert _area(line) == area
    assert (line.find(f".//{_A}xfrm").get("flipV") == "1") == rising
    assert line.find(f".//{_A}ln").get("w") == str(round(0.75 * _POINT))


@pytest.mark.parametrize(
    ("align", "edge", "justified"),
    [("left", 0.0, "left"), ("middle", 0.5, "center"), ("right", 1.0, "right")],
)
def test_a_label_stands_with_its_left_end_middle_or_right_end_where_it_is_meant(
    align: Any, edge: float, justified: str
):
    (label,) = _shapes(_document(_figure(Label(100, 50, "Claims", 10, align=align))))
    left, top, width, height = _area(label)
    assert left + width * edge == pytest.approx(100, abs=0.02)
    # the baseline is 0.97 em under the top of a line of Inter
    assert top == pytest.approx(50 - 9.69, abs=0.02)
    assert height == pytest.approx(12.1, abs=0.02)
    assert all_text(label) == "Claims"
    assert label.find(f".//{qn('w:jc')}").get(qn("w:val")) == justified


def test_a_label_keeps_its_size_colour_and_weight():
    (label,) = _shapes(_document(_figure(Label(0, 9, "Claims", 7.5, "#AC5014", strong=True))))
    properties = label.find(f".//{qn('w:rPr')}")
    assert properties.find(qn("w:sz")).get(qn("w:val")) == "15"
    assert properties.find(qn("w:color")).get(qn("w:val")) == "AC5014"
    assert properties.find(qn("w:b")) is not None


def test_a_label_from_right_to_left_says_so_and_is_still_where_it_is_meant():
    drawn = Label(200, 20, "טענה", align="right", direction="rtl")
    (label,) = _shapes(_document(_figure(drawn)))
    left, _, width, _ = _area(label)
    assert left + width == pytest.approx(200, abs=0.02)
    assert label.find(f".//{qn('w:bidi')}") is not None
    # in such a paragraph Word takes "left" for where lines begin
    assert label.find(f".//{qn('w:jc')}").get(qn("w:val")) == "left"


def test_a_label_wider_than_its_room_is_cut_short():
    labels = (Label(0, 9, "Neda Tarvell, foreign minister", room=60), Label(0, 9, "Neda", room=60))
    long, short = _shapes(_document(_figure(*labels)))
    assert all_text(short) == "Neda"
    assert all_text(long).endswith("…")
    assert "Neda Tarvell, foreign minister".startswith(all_text(long)[:-1])


def test_a_figure_with_too_little_room_is_made_smaller_as_a_whole():
    shapes = (Box(0, 0, 880, 10, "#155E9B"), Label(0, 50, "Claims", 10))
    box, label = _shapes(_document(Figure(880, 100, shapes, "")))
    scale = PAGES["A4"].text_width / 880
    assert _area(box)[2] == pytest.approx(880 * scale, abs=0.02)
    assert label.find(f".//{qn('w:sz')}").get(qn("w:val")) == str(round(20 * scale))


def test_a_figure_higher_than_a_page_fits_on_one_with_its_caption():
    document = opened(parts.crowded(300))
    (extent,) = document.element.body.iter(f"{_WP}extent")
    assert int(extent.get("cy")) / _POINT < PAGES["A4"].text_height * 0.85


def test_captions_are_numbered_by_word_in_the_words_of_the_briefing():
    figures = (_figure(caption="First"), _figure(), _figure(caption="Third"))
    captions = [
        p
        for p in _document(*figures, figure="Abb. {number}:").paragraphs
        if p.style.name == "Figure Caption"
    ]
    assert [all_text(p._p) for p in captions] == ["Abb. 1: \u00a0First", "Abb. 2: \u00a0Third"]
    fields = [f.get(qn("w:instr")).split() for p in captions for f in p._p.iter(qn("w:fldSimple"))]
    assert fields == [["SEQ", "Figure", "\\*", "ARABIC"]] * 2


def test_without_a_wording_captions_bear_no_number():
    document = _document(_figure(caption="Tags"), figure="")
    assert document.paragraphs[-2].text == "Tags", "over the figure"
    assert not list(document.element.body.iter(qn("w:fldSimple")))


def test_a_figure_can_be_linked_to():
    body = opened(parts.everything()).element.body
    (place,) = [b for b in bookmarks(body) if b.get(qn("w:name")) == "tags_figure"]
    assert list(place.getparent().iter(f"{_WP}inline"))


def test_every_shape_of_a_document_has_an_id_of_its_own():
    figure = parts.figure()
    document = _document(figure, replace(figure, anchor=""))
    named = [
        e for e in document.element.body.iter() if etree.QName(e).localname in ("docPr", "cNvPr")
    ]
    ids = [element.get("id") for element in named]
    assert len(set(ids)) == len(ids) == 2 * (len(figure.shapes) + 1)


def test_a_colour_that_is_none_is_refused_by_name():
    section = Section("S", 1, "s", (_figure(Box(0, 0, 1, 1, "blue")),))
    with pytest.raises(RenderError, match="shape of a figure: 'blue'"):
        render(Briefing(Cover("t"), (section,), (), "en", ""), "docx")

"""What the margin of a page holds, and how bars are drawn."""

import re
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2

from exporters.briefing import (
    Section,
)
from tests.exporters import briefings
from tests.exporters.pdf.reader import (
    annotations,
    opened,
    written,
)
from tests.exporters.pdf.samples import marked, of_parts


def test_zigzags_of_one_length_are_one_form_that_is_there() -> None:
    text = "A few words that are an opinion. " * 400
    marks = tuple(
        replace(marked(text, at, at * 33, at * 33 + 31), tag=briefings.OPINION.id)
        for at in range(400)
    )
    with opened(written(of_parts(briefings.plain(text, *marks)))) as pdf:
        drawn = [name for page in pdf.pages for name in forms_drawn(page)]
        held = {name for page in pdf.pages for name in page.Resources.XObject}
        operators = [page.Contents.read_bytes() for page in pdf.pages]
    assert len(drawn) >= 400
    assert len(set(drawn)) < 120
    assert set(drawn) == held
    assert not any(content.count(b" l ") > 100 for content in operators)


def test_references_in_the_margin_do_not_lie_over_each_other() -> None:
    boxes, _ = margin_of_many(30)
    assert len(boxes) == 30
    for at, one in enumerate(boxes):
        assert one[0] >= 18
        for other in boxes[:at]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            middles = abs((one[1] + one[3]) - (other[1] + other[3])) / 2
            assert apart or middles >= 7.4


def test_references_the_margin_has_no_room_for_are_counted() -> None:
    boxes, text = margin_of_many(300)
    (more,) = re.findall(r"\+(\d+)", text)
    assert len(boxes) + int(more) == 300
    assert min(box[1] for box in boxes) > 45


def forms_drawn(page: Any) -> list[str]:
    return [
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "Do"
    ]


def margin_of_many(count: int) -> tuple[list[tuple[float, ...]], str]:
    """The boxes of the references beside one paragraph, and the text of its page."""
    text = "word " * 100
    marks = tuple(marked(text, number, 0, 4 + number) for number in range(1, count + 1))
    listed = Section("List", 1, "list", (briefings.passages(marks, text),))
    annex = Section("Annex", 1, "annex", (briefings.plain(text, *marks),), new_page=True)
    data = written(replace(of_parts(), sections=(listed, annex)))
    with opened(data) as pdf:
        last = len(pdf.pages) - 1
        boxes = [
            tuple(float(value) for value in one.Rect)
            for page, one in annotations(pdf, "/Link")
            if page == last
        ]
    return boxes, pypdfium2.PdfDocument(data)[last].get_textpage().get_text_range()

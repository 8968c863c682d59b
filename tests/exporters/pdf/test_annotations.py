"""What can be clicked in the PDF: highlights with their comments, and links."""

from collections import Counter

import pypdfium2
import pytest

from exporters.briefing import (
    Mark,
    Paragraph,
)
from tests.exporters import briefings
from tests.exporters.pdf.reader import (
    annotations,
    highlights,
    opened,
    quads,
    squeezed,
    under,
    written,
)
from tests.exporters.pdf.samples import marked, of_parts


def test_each_mark_is_one_highlight_with_its_comment() -> None:
    with opened(written(briefings.full())) as pdf:
        found = {str(one.NM): one for _, one in highlights(pdf)}
    assert sorted(found) == sorted(mark.reference for mark in briefings.marks())
    for mark in briefings.marks():
        one = found[mark.reference]
        assert str(one.Contents) == "\n".join(mark.comment.paragraphs)
        assert str(one.M) == "D:20261122090000Z"
        assert int(one.F) == 4


def test_the_author_of_a_comment_is_given_only_when_set() -> None:
    with opened(written(briefings.full())) as pdf:
        authors = {str(one.NM): str(one.get("/T", "")) for _, one in highlights(pdf)}
    assert authors.pop("C1") == "A Reader"
    assert set(authors.values()) == {""}


@pytest.mark.parametrize("mark", briefings.marks(), ids=lambda mark: mark.reference)
def test_a_highlight_lies_over_the_words_of_its_mark(mark: Mark) -> None:
    wanted = " ".join(briefings.ARTICLE_TEXT[low:high] for low, high in mark.spans)
    data = written(briefings.of_article(briefings.article()))
    with opened(data) as pdf:
        ((page, one),) = [(n, a) for n, a in highlights(pdf) if str(a.NM) == mark.reference]
        found = " ".join(under(data, page, quad) for quad in quads(one))
    assert squeezed(found) == squeezed(wanted)


def test_a_highlight_ends_inside_a_word_and_inside_a_ligature() -> None:
    text = "The office finally settled the matter."
    marks = tuple(
        marked(text, number, start, start + len(words))
        for number, (start, words) in enumerate(((4, "of"), (11, "final"), (22, "led the")))
    )
    with opened(written(briefings.of_article(briefings.plain(text, *marks)))) as pdf:
        edges = [quads(one)[0] for _, one in highlights(pdf)]
    (_, _, first_right, _), (second_left, _, _, _), _ = edges
    assert first_right < second_left
    widths = [right - left for left, _, right, _ in edges]
    assert widths == sorted(widths)
    assert all(width > 5 for width in widths)


def test_a_mark_over_three_pages_has_a_highlight_on_each_and_says_they_belong_together() -> None:
    words = " ".join(f"word{number}" for number in range(2500))
    mark = marked(words, 1, 0, len(words))
    with opened(written(briefings.of_article(briefings.plain(words, mark)))) as pdf:
        found = highlights(pdf)
        assert [page for page, _ in found] == list(range(len(pdf.pages)))
        assert len(found) >= 3
        first, *later = [one for _, one in found]
        assert "/IRT" not in first
        assert all(one.IRT.objgen == first.objgen and one.RT == "/Group" for one in later)
        names = [str(one.NM) for _, one in found]
        assert len(set(names)) == len(names)


def test_a_quad_is_given_for_each_line() -> None:
    words = "word " * 60
    mark = marked(words, 1, 5, 200)
    with opened(written(briefings.of_article(briefings.plain(words, mark)))) as pdf:
        ((_, one),) = highlights(pdf)
        lines = quads(one)
    assert len(lines) == 3
    bottoms = [bottom for _, bottom, _, _ in lines]
    assert bottoms == sorted(bottoms, reverse=True)


def test_highlights_do_not_paint_over_what_the_page_has_painted() -> None:
    data = written(briefings.of_article(briefings.article()))
    document = pypdfium2.PdfDocument(data)
    with_annotations = document[0].render(scale=1, may_draw_forms=True).to_numpy()
    without = document[0].render(scale=1, draw_annots=False).to_numpy()
    assert (with_annotations == without).all()


def test_passages_lead_to_the_annex_and_marks_lead_back() -> None:
    briefing = briefings.full()
    with opened(written(briefing)) as pdf:
        numbers = {page.objgen: at for at, page in enumerate(pdf.pages)}
        ways = Counter(
            (page, numbers[one.Dest[0].objgen])
            for page, one in annotations(pdf, "/Link")
            if "/Dest" in one
        )
    marks = len(briefings.marks())
    annex = max(page for page, _ in ways)
    there = sum(count for (start, end), count in ways.items() if end == annex and start < annex)
    back = sum(count for (start, end), count in ways.items() if start == annex and end < annex)
    table_cells = 14  # one in each row of both tables
    assert there == marks + table_cells
    assert back == marks


def test_a_link_to_a_place_that_is_not_there_is_left_out() -> None:
    part = Paragraph("See nothing.", link="nowhere")
    assert link_targets(written(of_parts(part))) == []


def test_only_web_addresses_become_web_links() -> None:
    parts = [Paragraph("x", link=link) for link in ("https://example.org/a(b)", "file:///etc/x")]
    assert link_targets(written(of_parts(*parts))) == ["https://example.org/a(b)"]


def link_targets(data: bytes) -> list[str]:
    with opened(data) as pdf:
        return [str(one.A.URI) for _, one in annotations(pdf, "/Link")]

"""Where passages that overlap begin and end can be told without colour."""

from dataclasses import replace

import numpy as np
import pypdfium2
import pytest

from exporters.briefing import Mark
from exporters.pdf.sheet import fill_colour
from resources.palette import LIGHT
from tests.exporters import briefings
from tests.exporters.pdf.reader import highlights, opened, quads, written

TEXT = "one two three four five six seven eight nine ten " * 6


def marked(number: int, start: int, end: int, text: str = TEXT) -> Mark:
    tag = briefings.TAGS[number % 4]
    assert end <= len(text)
    return Mark(str(number), tag.id, ((start, end),), briefings.comment("x"), f"a{number}", "")


def caps(*marks: Mark, text: str = TEXT, rtl: bool = False) -> list[float]:
    """The middle of each cap of the first page, as painted."""
    article = briefings.plain(text, *marks)
    if rtl:
        article = replace(article, blocks=(replace(article.blocks[0], direction="rtl"),))
    with opened(written(briefings.of_article(article))) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    lines = content.split("\n")
    at = lines.index(fill_colour(LIGHT.ink))
    found: list[float] = []
    for line in lines[at + 1 : lines.index("f", at)]:
        x, _, width, _, _ = line.split()
        found.append(float(x) + float(width) / 2)
    return found


def test_a_passage_has_a_cap_where_it_begins_and_one_where_it_ends() -> None:
    mark = marked(0, 4, 13)
    with opened(written(briefings.of_article(briefings.plain(TEXT, mark)))) as pdf:
        ((_, one),) = highlights(pdf)
        ((left, _, right, _),) = quads(one)
    assert caps(mark) == pytest.approx([left, right], abs=0.5)


def test_a_passage_of_many_lines_has_no_cap_in_between() -> None:
    assert len(caps(marked(0, 4, len(TEXT) - 10))) == 2


def test_each_of_two_that_overlap_has_its_own() -> None:
    first, second = marked(0, 4, 23), marked(1, 14, 32)
    assert len(caps(first, second)) == 4
    assert sorted(caps(first, second)) == sorted(caps(first) + caps(second))


def test_a_passage_that_is_named_in_the_margin_only_has_none() -> None:
    assert len(caps(*(marked(at, at * 4, 40) for at in range(4)))) == 6


def test_a_passage_from_the_right_begins_at_the_right() -> None:
    text = briefings.HEBREW
    start, end = briefings.span(text, "הרציף יישאר")
    begins, ends = caps(marked(0, start, end, text), text=text, rtl=True)
    assert begins - ends > 30


def test_the_end_of_the_upper_of_two_bars_can_be_seen_in_grey() -> None:
    def grey(*marks: Mark) -> np.ndarray:
        data = written(briefings.of_article(briefings.plain(TEXT, *marks)))
        return pypdfium2.PdfDocument(data)[0].render(scale=2, grayscale=True).to_numpy()

    longer = grey(marked(0, 0, 40), marked(1, 4, 36))
    shorter = grey(marked(0, 0, 40), marked(1, 4, 23))
    differs = np.abs(longer.astype(int) - shorter.astype(int)) > 60
    assert differs.sum() > 10

"""What is painted for a passage covers its words on the screen, whichever way they run."""

from itertools import combinations
from typing import cast

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout, QTextLine, QTextOption

from desktop.ui.look.theme import Theme
from desktop.ui.reader.painting.geometry import (
    Stretch,
    has_right_to_left,
    reach_in,
    stretches,
)

pytestmark = pytest.mark.usefixtures("application")

ENGLISH = "The first ferry in nine days left Halvec at 07:40 on Monday with 312 passengers."
HEBREW = "המעבורת הראשונה זה תשעה ימים יצאה מהנמל ביום שני בשעה 07:40. על סיפונה היו 312 נוסעים"
ARABIC = "عادت أول عبارة إلى الميناء مساء وقال القبطان كانت الرحلة هادئة"
MIXED = "The notice on the pier, “הקו חוזר לפעול ב־14 בנובמבר 2026”, was printed in 3 languages."
TEXTS = [ENGLISH, HEBREW, ARABIC, MIXED, f"{HEBREW} Halvec Port Authority {ARABIC} 12 marks"]
NAMES = ["english", "hebrew", "arabic", "mixed", "both"]
Place = tuple[int, int]
SLACK = 2.5
"""Pixels: a stretch is one wider at each side and lies on whole ones."""


def laid_out(text: str, width: float = 300) -> QTextLayout:
    layout = QTextLayout(text, Theme("light").reading_font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += 28
    layout.endLayout()
    return layout


def word_starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, letter in enumerate(text) if letter == " ")]


def box_of(line: QTextLine, unit: int) -> tuple[float, float]:
    """Where one character lies, by its own two edges."""
    leading, trailing = QTextLine.Edge.Leading, QTextLine.Edge.Trailing
    edges = [cast("tuple[float, int]", line.cursorToX(unit, one))[0] for one in (leading, trailing)]
    return min(edges), max(edges)


def covers(found: list[Stretch], baseline: int, x: float) -> bool:
    return any(one.baseline == baseline and one.left <= x <= one.right for one in found)


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_stretches_cover_the_words_meant_and_no_others(text: str) -> None:
    layout = laid_out(text)
    assert layout.lineCount() > 1
    for first, last in combinations(word_starts(text), 2):
        end = last - 1
        found = stretches(layout, ((first, end),), has_right_to_left(text), reach_in(layout.font()))
        for unit, letter in enumerate(text):
            line = layout.lineForTextPosition(unit)
            left, right = box_of(line, unit)
            if letter.isspace() or right - left < SLACK:
                continue
            middle, baseline = (left + right) / 2, round(line.y() + line.ascent())
            assert covers(found, baseline, middle) == (first <= unit < end), text[first:end]


def ink(layout: QTextLayout, first: int, end: int) -> tuple[set[Place], set[Place]]:
    """Where Qt draws these units, and where all others."""
    image = QImage(340, 28 * layout.lineCount(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    chosen = QTextLayout.FormatRange()
    chosen.start, chosen.length = first, end - first
    chosen.format.setForeground(QColor("red"))
    painter = QPainter(image)
    layout.draw(painter, QPointF(2, 0), [chosen])
    painter.end()
    data, step = bytes(image.constBits()), image.bytesPerLine()
    meant: set[Place] = set()
    others: set[Place] = set()
    for at in range(0, len(data), 4):
        blue, red = data[at], data[at + 2]
        place = at % step // 4 - 2, at // step
        if red - blue > 120:
            meant.add(place)
        elif red < 120:
            others.add(place)
    return meant, others


@pytest.mark.parametrize("text", TEXTS, ids=NAMES)
def test_the_ink_of_a_word_lies_in_its_stretches_and_that_of_others_does_not(text: str) -> None:
    layout = laid_out(text)
    starts = word_starts(text)
    for first, after in zip(starts, [*starts[1:], len(text) + 1], strict=True):
        mixed, reach = has_right_to_left(text), reach_in(layout.font())
        found = stretches(layout, ((first, after - 1),), mixed, reach)
        meant, others = ink(layout, first, after - 1)

        def inside(place: Place, reach: int, where: list[Stretch] = found) -> bool:
            x, y = place
            return any(
                one.left - reach <= x < one.right + reach and -18 < y - one.baseline < 9
                for one in where
            )

        assert len(meant) > 5
        assert all(inside(place, 1) for place in meant), text[first:after]
        assert not any(inside(place, -2) for place in others), text[first:after]


def test_a_passage_over_two_lines_has_a_stretch_on_each_and_knows_its_ends() -> None:
    layout = laid_out(ENGLISH)
    found = stretches(layout, ((4, len(ENGLISH)),), False, reach_in(layout.font()))
    assert len(found) == layout.lineCount()
    assert [one.first for one in found] == [True] + [False] * (len(found) - 1)
    assert [one.last for one in found] == [False] * (len(found) - 1) + [True]


def test_the_blank_a_line_breaks_at_is_not_painted() -> None:
    layout = laid_out(ENGLISH)
    line = layout.lineAt(0)
    found = stretches(layout, ((0, len(ENGLISH)),), False, reach_in(layout.font()))
    assert found[0].right <= line.naturalTextWidth() + SLACK


@pytest.mark.parametrize(("text", "expected"), [(ENGLISH, False), (MIXED, True), (ARABIC, True)])
def test_right_to_left_writing_is_noticed(text: str, expected: bool) -> None:
    assert has_right_to_left(text) is expected

"""Lanes, bars and tints of an annotated article."""

from exporters.briefing import Article, Mark
from exporters.pdf.article import ArticleFrame, MarkedRow, article_rows
from exporters.pdf.objects.structure import Element
from exporters.pdf.rows import BODY, MEASURE, text_rows
from exporters.pdf.sheet import Sheet, fill_colour, pattern_bar
from exporters.pdf.typesetting.text import Typesetter
from resources.palette import PATTERNS
from tests.exporters import briefings

TEXT = "one two three four five six seven eight nine ten"


def marked(number: int, start: int, end: int) -> Mark:
    tag = briefings.TAGS[number % 4]
    return Mark(str(number), tag.id, ((start, end),), briefings.comment(), f"a{number}", "")


def rows_of(article: Article) -> list[MarkedRow]:
    tags = {tag.id: tag for tag in briefings.TAGS}
    frame = ArticleFrame(tags, Typesetter(), Element("Document"), 2, "en")
    return [row for row in article_rows(article, frame) if isinstance(row, MarkedRow)]


def lanes(*marks: Mark) -> list[int]:
    (row,) = rows_of(briefings.plain(TEXT, *marks))
    return [row.block.lanes[at] for at in range(len(marks))]


def test_passages_that_overlap_hang_in_lanes_by_their_start() -> None:
    assert lanes(marked(0, 0, 20), marked(1, 4, 30), marked(2, 8, 13)) == [0, 1, 2]


def test_of_two_that_start_together_the_longer_comes_first() -> None:
    assert lanes(marked(0, 0, 7), marked(1, 0, 20)) == [1, 0]


def test_a_lane_is_used_again_where_it_is_free() -> None:
    assert lanes(marked(0, 0, 7), marked(1, 4, 30), marked(2, 8, 13)) == [0, 1, 0]
    assert lanes(marked(0, 0, 7), marked(1, 7, 13)) == [0, 0]


def test_three_lanes_are_drawn_and_the_fourth_is_named_only() -> None:
    marks = [marked(number, number * 4, 40) for number in range(4)]
    (row,) = rows_of(briefings.plain(TEXT, *marks))
    sheet = Sheet(0, 800)
    row.paint(sheet, 700)
    content = sheet.content()
    strokes = [fill_colour(tag.bar).upper() for tag in briefings.TAGS]
    assert [stroke in content for stroke in strokes] == [True, True, True, False]
    assert [note.mark.reference for note in sheet.notes] == ["0", "1", "2", "3"]
    assert sorted(sheet.highlights) == ["0", "1", "2", "3"]


def test_a_mark_is_named_once_where_it_is_first_seen() -> None:
    text = "word " * 60
    rows = rows_of(briefings.plain(text, marked(0, 7, 290), marked(1, 150, 160)))
    named = [[mark.reference for mark in row.begins] for row in rows]
    assert named[0] == ["0"]
    assert [mark for row in named for mark in row] == ["0", "1"]
    assert [anchor for row in rows for anchor in row.anchors] == ["a0", "a1"]


def test_a_bar_looks_unlike_any_other_in_grey() -> None:
    drawn = {pattern_bar(pattern, "#808080", 0, 50, 0) for pattern in PATTERNS}
    assert len(drawn) == len(PATTERNS)


def test_no_single_line_is_left_behind_or_ahead() -> None:
    setter = Typesetter()
    rows = text_rows(setter.lines("word " * 90, BODY, MEASURE), Element("P"))
    assert len(rows) > 3
    assert [row.hold for row in rows] == [True, *[False] * (len(rows) - 3), True, False]

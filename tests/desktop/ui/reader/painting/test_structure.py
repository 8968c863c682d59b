"""Lists, quotations and code are shown for what they are."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontDatabase, QFontInfo

from desktop.model.source import Block, BlockKind, Source
from desktop.ui.reader.painting.structure import marker_of
from resources.palette import roles
from tests.desktop.ui.articles import laid_out, session
from tests.desktop.ui.hands import Hands

PARTS = (
    ("# ", "Terms", BlockKind.HEADING, 1),
    ("> ", "No lease binds without a vote.", BlockKind.QUOTATION, 0),
    ("> ", "So it was resolved.", BlockKind.QUOTATION, 0),
    ("- ", "the quay", BlockKind.LIST_ITEM, 1),
    ("  * ", "the crane", BlockKind.LIST_ITEM, 2),
    ("12) ", "the channel", BlockKind.LIST_ITEM, 1),
    ("1. ", "הרציף", BlockKind.LIST_ITEM, 1),
    ("```\n", "x = 1", BlockKind.CODE, 0),
    ("\n", "It ends.", BlockKind.PARAGRAPH, 0),
)


def article() -> Source:
    text, blocks = "", list[Block]()
    for marker, words, kind, level in PARTS:
        text += marker
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words + "\n\n"
    return laid_out(text.rstrip(), tuple(blocks))


def test_markers_come_from_what_stands_before_the_words() -> None:
    source = article()
    markers = [marker_of(source, index) for index in range(len(source.blocks))]
    assert markers == ["", "", "", "•", "◦", "12)", "1.", "", ""]


def test_a_list_item_without_a_marker_has_none() -> None:
    text = "One. 1, two"
    source = laid_out(text, (Block(BlockKind.LIST_ITEM, 8, 11, 1),))
    assert marker_of(source, 0) == ""


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """An article with every kind of block is open."""
    hands.open(session(article()), tmp_path)
    return hands


def colours_beside(hands: Hands, words: str, first: int, last: int) -> set[str]:
    """The colours between two distances from where words begin, on their line."""
    place = hands.place_of(hands.source.text.index(words))
    image = hands.reader.viewport().grab().toImage()
    return {
        image.pixelColor(place + QPoint(dx, dy)).name().upper()
        for dx in range(first, last)
        for dy in range(-8, 9)
    }


def test_a_quotation_has_a_rule_at_its_left_without_a_gap(reading: Hands) -> None:
    line = roles("light").line.upper()
    assert line in colours_beside(reading, "No lease", -20, -8)
    assert line in colours_beside(reading, "So it was", -20, -8)
    first = reading.place_of(reading.source.text.index("No lease"))
    second = reading.place_of(reading.source.text.index("So it was"))
    image = reading.reader.viewport().grab().toImage()
    rule = next(
        dx
        for dx in range(-20, -4)
        if image.pixelColor(first + QPoint(dx, 0)).name().upper() == line
    )
    column = {image.pixelColor(first.x() + rule, y).name() for y in range(first.y(), second.y())}
    assert column == {line.lower()}


@pytest.mark.parametrize("words", ["the quay", "the crane", "the channel"])
def test_a_marker_is_painted_before_its_item(reading: Hands, words: str) -> None:
    assert len(colours_beside(reading, words, -22, -6)) > 1


def test_a_marker_stands_at_the_right_of_right_to_left_words(reading: Hands) -> None:
    assert len(colours_beside(reading, "הרציף", 6, 24)) > 1


def test_plain_paragraphs_have_nothing_before_them(reading: Hands) -> None:
    assert len(colours_beside(reading, "It ends", -22, -6)) == 1


def test_a_marker_can_be_neither_selected_nor_tagged(reading: Hands) -> None:
    reading.reader.selectAll()
    assert "12)" not in reading.reader.textCursor().selectedText()


def test_code_has_letters_of_one_width_where_the_system_has_such_a_face(reading: Hands) -> None:
    block = reading.reader.document().findBlockByNumber(7)
    font = block.begin().fragment().charFormat().font()
    fixed = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).fixedPitch()
    assert QFontInfo(font).fixedPitch() is fixed
    assert font.pixelSize() == 14

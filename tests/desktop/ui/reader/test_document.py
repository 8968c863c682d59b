"""What is shown has the length of what is meant."""

from pathlib import Path

import pytest
from hypothesis import given
from PySide6.QtGui import QTextDocument, QTextOption

from desktop.model.source import Block, BlockKind, Source
from desktop.ui.look.theme import Theme
from desktop.ui.reader.document import (
    LONGEST_WORD,
    build_document,
    display_text,
    is_hardly_breakable,
)
from desktop.ui.reader.offsets import Offsets
from tests.desktop.ui.articles import AWKWARD, HARBOUR, any_sources, laid_out, session, source
from tests.desktop.ui.hands import Hands

pytestmark = pytest.mark.usefixtures("application")
STAND_INS = dict.fromkeys("\n\r\x0b\x0c\u2029", "\u2028 ") | dict.fromkeys(
    "\ufdd0\ufdd1\x00\ufffc", "\ufffd"
)
"""What is shown instead of a character that a Qt document cannot hold."""


def shown(article: Source) -> QTextDocument:
    return build_document(article, Theme("light"))


@given(any_sources())
def test_the_document_is_as_long_as_the_offsets_say(article: Source) -> None:
    document = shown(article)
    offsets = Offsets(article.text, article.blocks)
    text = document.toPlainText()
    assert len(text.encode("utf-16-le")) // 2 == offsets.length
    assert document.blockCount() == max(1, len(article.blocks))


@given(any_sources())
def test_every_character_is_shown_where_the_offsets_say_or_else_its_stand_in(
    article: Source,
) -> None:
    document = shown(article)
    offsets = Offsets(article.text, article.blocks)
    for index, block in enumerate(article.blocks):
        held = document.findBlockByNumber(index).text()
        for place in range(block.start, block.end):
            meant = article.text[place]
            at = offsets.to_document(place)
            unit = meant.encode("utf-16-le")[:2].decode("utf-16-le", "surrogatepass")
            assert document.characterAt(at) in STAND_INS.get(meant, unit)
        assert held == display_text(article.text, block)


@pytest.mark.parametrize("odd", AWKWARD, ids=lambda odd: f"U+{ord(odd):04X}")
def test_an_odd_character_neither_ends_a_block_nor_moves_what_follows(odd: str) -> None:
    document = shown(source(f"one{odd}two", "three"))
    assert document.blockCount() == 2
    assert document.characterAt(4) == "t"
    assert document.characterAt(8) == "t"
    assert document.characterAt(3) in STAND_INS.get(odd, odd)


def block_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, 0, len(text))


def test_lines_that_a_program_wrapped_run_on() -> None:
    text = f"{'a' * 60}\n{'b' * 60}\nend"
    assert display_text(text, block_of(text)) == f"{'a' * 60} {'b' * 60} end"


def test_the_short_lines_of_a_poem_stay() -> None:
    text = "Roses are red\nViolets are blue"
    assert display_text(text, block_of(text)) == "Roses are red\u2028Violets are blue"


def test_long_lines_of_code_stay() -> None:
    text = f"{'a' * 60}\nend"
    assert display_text(text, block_of(text, BlockKind.CODE)) == f"{'a' * 60}\u2028end"


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_paragraphs_are_set_in_the_reading_face_at_17_pixels_times_zoom(zoom: float) -> None:
    font = build_document(source("words"), Theme("light", zoom)).defaultFont()
    assert (font.family(), font.pixelSize()) == ("Literata", round(17 * zoom))


def test_headings_are_larger_and_bolder_than_paragraphs() -> None:
    text = "Heading\n\nwords"
    blocks = (Block(BlockKind.HEADING, 0, 7, 1), Block(BlockKind.PARAGRAPH, 9, 14))
    document = shown(laid_out(text, blocks))
    fonts = [document.findBlockByNumber(at).begin().fragment().charFormat().font() for at in (0, 1)]
    assert fonts[0].pixelSize() > 17
    assert fonts[0].weight() == 600
    assert fonts[1].weight() == 400


@pytest.mark.parametrize(
    ("text", "hardly"),
    [
        ("x" * LONGEST_WORD, True),
        ("words " + "x" * LONGEST_WORD, True),
        ("a\u00a0" * LONGEST_WORD, True),
        ("words and words " * LONGEST_WORD, False),
        ("漢字" * LONGEST_WORD, False),
        ("x" * (LONGEST_WORD - 1), False),
    ],
)
def test_a_run_in_which_no_line_can_end_is_broken_anywhere(text: str, hardly: bool) -> None:
    assert is_hardly_breakable(text) is hardly


def test_a_paragraph_without_a_space_is_laid_out_in_one_pass(hands: Hands, tmp_path: Path) -> None:
    usual = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    hands.open(session(source("A title", "pilots " + "x" * 200_000)), tmp_path, "long.brief.json")
    assert hands.reader.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    assert hands.reader.document().defaultTextOption().wrapMode() == hands.reader.wordWrapMode()
    lines = hands.reader.document().lastBlock().layout().lineCount()
    assert lines > 1_000
    hands.open(session(source(*HARBOUR)), tmp_path, "short.brief.json")
    assert hands.reader.wordWrapMode() == usual
    assert hands.reader.document().defaultTextOption().wrapMode() == usual

"""Which blocks lie between two heights, wherever the search begins."""

import pytest
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.ui.reader.painting.visible import blocks_between, line_near


@pytest.fixture
def document(application: QApplication) -> QTextDocument:
    made = QTextDocument()
    made.setPlainText("\n".join(f"Paragraph {number}" for number in range(40)))
    made.documentLayout().documentSize()
    return made


@pytest.mark.parametrize("near", [0, 1, 7, 8, 20, 38, 39, 1000])
def test_the_blocks_are_the_same_wherever_the_search_begins(
    document: QTextDocument, near: int
) -> None:
    height = document.documentLayout().documentSize().height()
    for top in range(-20, round(height) + 20, 9):
        found = blocks_between(document, top, top + 60, near)
        plain = blocks_between(document, top, top + 60)
        assert [one.blockNumber() for one in found] == [one.blockNumber() for one in plain]


def test_a_height_has_its_line_however_far_the_text_is_laid_out(application: QApplication) -> None:
    """Qt's own answer between two paragraphs is the end of the document here."""
    text = "\n".join(f"Paragraph {number}" for number in range(2_000))
    whole, bit_by_bit = QTextDocument(), QTextDocument()
    for one in (whole, bit_by_bit):
        one.setPlainText(text)
        cursor = QTextCursor(one)
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setBottomMargin(30)
        cursor.setBlockFormat(spaced)
    layout = whole.documentLayout()
    layout.blockBoundingRect(whole.lastBlock())
    for y in range(0, 20_000, 3):
        found, right = line_near(bit_by_bit, y), line_near(whole, y)
        assert found is not None
        assert right is not None
        assert found[0].blockNumber() == right[0].blockNumber()
        assert found[1].textStart() == right[1].textStart()
    assert bit_by_bit.lastBlock().layout().lineCount() == 0

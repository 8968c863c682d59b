"""Which blocks lie between two heights, wherever the search begins."""

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from desktop.ui.reader.painting.visible import blocks_between


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

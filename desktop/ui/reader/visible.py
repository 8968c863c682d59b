"""Which blocks of a document lie between two heights, without asking Qt to look through them all.

Qt lays a long text out bit by bit, from its start, and its own hit test takes time in proportion to
the text. Blocks that are laid out have lines, and lie one below the other.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument


def blocks_between(document: QTextDocument, top: float, bottom: float) -> list[QTextBlock]:
    """The blocks that reach into (top, bottom), in pixels of the document, from the first one on.

    Lays the text out down to ``bottom`` where that has not happened yet.
    """
    found = _walk(document, top, bottom)
    if found is None:
        layout = document.documentLayout()
        layout.hitTest(QPointF(1, bottom), Qt.HitTestAccuracy.FuzzyHit)
        found = _walk(document, top, bottom)
    return found if found is not None else []


def _walk(document: QTextDocument, top: float, bottom: float) -> list[QTextBlock] | None:
    """The blocks, or None where they are not laid out so far."""
    low, high = 0, document.blockCount() - 1
    while low < high:  # the last laid-out block that starts at or above the top
        middle = (low + high + 1) // 2
        layout = document.findBlockByNumber(middle).layout()
        if layout.lineCount() and layout.position().y() <= top:
            low = middle
        else:
            high = middle - 1
    block = document.findBlockByNumber(low)
    found: list[QTextBlock] = []
    while block.isValid():
        layout = block.layout()
        if not layout.lineCount():
            return None
        if layout.position().y() > bottom:
            break
        found.append(block)
        block = block.next()
    return found

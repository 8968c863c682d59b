"""Which blocks of a document lie between two heights, without asking Qt to look through them all.

Qt lays a long text out bit by bit, from its start, and its own hit test takes time in proportion to
the text. Blocks that are laid out have lines, and lie one below the other.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument


def blocks_between(
    document: QTextDocument, top: float, bottom: float, near: int = 0
) -> list[QTextBlock]:
    """The blocks that reach into (top, bottom), in pixels of the document, from the first one on.

    ``near`` is the number of a block that may be close to the first; the closer, the faster. Lays
    the text out down to ``bottom`` where that has not happened yet.
    """
    found = _walk(document, top, bottom, near)
    if found is None:
        layout = document.documentLayout()
        layout.hitTest(QPointF(1, bottom), Qt.HitTestAccuracy.FuzzyHit)
        found = _walk(document, top, bottom, near)
    return found if found is not None else []


def _walk(document: QTextDocument, top: float, bottom: float, near: int) -> list[QTextBlock] | None:
    """The blocks, or None where they are not laid out so far."""
    block = document.findBlockByNumber(_first(document, top, near))
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


def _first(document: QTextDocument, top: float, near: int) -> int:
    """The last laid-out block that starts at or above ``top``, or the first block of all."""

    def above(number: int) -> bool:
        layout = document.findBlockByNumber(number).layout()
        return layout.lineCount() > 0 and layout.position().y() <= top

    low, high, step = 0, document.blockCount() - 1, 1
    if 0 < near <= high and above(near):
        low = near
        while low + step <= high and above(low + step):
            low, step = low + step, step * 2
        high = min(high, low + step - 1)
    elif 0 < near <= high:
        high = near - 1
        while high - step > 0 and not above(high - step):
            high, step = high - step, step * 2
            high -= 1
        low = max(0, high - step)
    while low < high:
        middle = (low + high + 1) // 2
        if above(middle):
            low = middle
        else:
            high = middle - 1
    return low

"""What of a document lies at a height, without asking Qt to look through all of it.

Qt lays a long text out bit by bit, from its start, and its own hit test takes time in proportion to
the text. Blocks that are laid out have lines, and lie one below the other.

``cursorForPosition`` is not to be used before all is laid out: a place that lies in no block, such
as between two paragraphs, belongs for Qt to the last block that starts above it, and blocks that
are not laid out yet lie at the height 0 (``QTextDocumentLayoutPrivate::hitTest``). The answer is
the end of the document then.
"""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from desktop.ui.reader.painting.geometry import line_at


def blocks_between(
    document: QTextDocument, top: float, bottom: float, near: int = 0
) -> list[QTextBlock]:
    """The blocks that reach into (top, bottom), in pixels of the document, from the first one on.

    ``near`` is the number of a block that may be close to the first; the closer, the faster. Lays
    the text out down to ``bottom`` where that has not happened yet.
    """
    layout = document.documentLayout()
    block = document.findBlockByNumber(_first(document, top, near))
    found: list[QTextBlock] = []
    asked = False
    while block.isValid():
        if not block.layout().lineCount():
            if not asked:  # in one go, which may end a block too early
                asked = True
                layout.hitTest(QPointF(1, bottom), Qt.HitTestAccuracy.FuzzyHit)
                found.clear()
                block = document.findBlockByNumber(_first(document, top, near))
                continue
            layout.blockBoundingRect(block)
        if block.layout().position().y() > bottom:
            break
        found.append(block)
        block = block.next()
    return found


def line_near(document: QTextDocument, y: float) -> tuple[QTextBlock, QTextLine] | None:
    """The line of text nearest to a height, in pixels of the document, with its block.

    Lays the text out as far as there. None where the block has no lines.
    """
    blocks = blocks_between(document, y, y)
    block = blocks[0] if blocks else document.firstBlock()
    layout = block.layout()
    within = y - layout.position().y()
    following = block.next()
    if within > layout.boundingRect().height() and following.isValid():
        document.documentLayout().blockBoundingRect(following)
        gap = following.layout().position().y() - layout.position().y()
        if within > (gap + layout.boundingRect().height()) / 2:
            block, layout, within = following, following.layout(), within - gap
    return (block, line_at(layout, within)) if layout.lineCount() else None


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

"""What an article's blocks are, shown beside their text: bullets, numbers, a rule for quotations.

The markers themselves lie between the blocks: they belong to the text but not to what is marked.
"""

import re

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock

from desktop.model.source import Block, BlockKind, Source
from desktop.ui.look.theme import Theme

_MARKER = re.compile(r"(?:(?P<bullet>[-*+•‣◦–])|(?P<number>\d{1,9}[.)]))[ \t]*\Z")
_LONGEST = 40
BULLETS = "•◦▪"
"""By depth, from the outermost."""


def marker_of(source: Source, index: int) -> str:
    """What stands before a list item: a bullet of its depth, or its number as the author wrote it.

    Empty for everything else.
    """
    block = source.blocks[index]
    if block.kind is not BlockKind.LIST_ITEM:
        return ""
    before = source.blocks[index - 1].end if index else 0
    match = _MARKER.search(source.text[max(before, block.start - _LONGEST) : block.start])
    if match is None or match["bullet"]:
        return BULLETS[min(max(block.level, 1), len(BULLETS)) - 1] if match else ""
    return match["number"]


def paint_structure(
    painter: QPainter, block: QTextBlock, origin: QPoint, source: Source, theme: Theme
) -> None:
    """Paint what stands beside one block, whose layout lies at ``origin``."""
    index = block.blockNumber()
    kind = source.blocks[index].kind
    if kind is BlockKind.LIST_ITEM:
        _marker(painter, block, origin, marker_of(source, index), theme)
    elif kind is BlockKind.QUOTATION:
        _rule(painter, block, origin, source.blocks, theme)


def _marker(
    painter: QPainter, block: QTextBlock, origin: QPoint, marker: str, theme: Theme
) -> None:
    layout = block.layout()
    if not marker or not layout.lineCount():
        return
    zoom, line = theme.zoom, layout.lineAt(0)
    baseline = origin.y() + round(line.y() + line.ascent())
    painter.setFont(theme.reading_font(17 * zoom))
    painter.setPen(theme.color(theme.roles.ink2))
    wide, gap = 60 * zoom, 8 * zoom
    top = baseline - 28 * zoom
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        right = line.x() + line.width()
        place = QRectF(origin.x() + right + gap, top, wide, 56 * zoom)
        side = Qt.AlignmentFlag.AlignLeft
    else:
        place = QRectF(origin.x() + line.x() - gap - wide, top, wide, 56 * zoom)
        side = Qt.AlignmentFlag.AlignRight
    metrics = painter.fontMetrics()
    place.moveTop(baseline - metrics.ascent())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignTop, marker)


def _rule(
    painter: QPainter,
    block: QTextBlock,
    origin: QPoint,
    blocks: tuple[Block, ...],
    theme: Theme,
) -> None:
    """A rule at the side where the quotation begins, without a gap between its paragraphs."""
    layout, zoom = block.layout(), theme.zoom
    tall = round(layout.boundingRect().height())
    following = block.next()
    if following.isValid() and blocks[following.blockNumber()].kind is BlockKind.QUOTATION:
        tall = round(following.layout().position().y() - layout.position().y())
    if not layout.lineCount():
        return
    line = layout.lineAt(0)
    x = origin.x() + round(line.x() - 14 * zoom)
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        x = origin.x() + round(line.x() + line.width() + 11 * zoom)
    painter.fillRect(x, origin.y() + round(4 * zoom), 3, tall, theme.color(theme.roles.line))

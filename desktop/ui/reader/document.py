"""A source as a Qt document: one text block for each block, at the measure of the page."""

import re

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QFontDatabase,
    QFontInfo,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from desktop.editing.words import is_wrapped
from desktop.model.source import Block, BlockKind, Source
from desktop.ui.look.theme import Theme

MEASURE = 576
"""Width of the column in pixels at 17 px type: 69 characters on average."""
LEADING = 28
LONGEST_WORD = 10_000
"""UTF-16 units; no word is as long, but what was pasted from a program may be."""
GAP = 16
"""Between two paragraphs."""

# QTextDocument starts a new block at U+2029, CR, U+FDD0 and U+FDD1, and NUL ends the text for
# some platforms; each is shown by a character of the same length instead.
_DISPLAY = {
    0x0A: "\u2028",
    0x0D: "\u2028",
    0x2029: "\u2028",
    0x0B: "\u2028",
    0x0C: "\u2028",
    0xFDD0: "\ufffd",
    0xFDD1: "\ufffd",
    0x00: "\ufffd",
    0xFFFC: "\ufffd",
}
_SPECIAL = re.compile("[\n\r\u2029\x0b\x0c\ufdd0\ufdd1\x00\ufffc]")


def display_text(text: str, block: Block) -> str:
    """What the reader shows for a block: as many UTF-16 units as the block's own text."""
    shown = text[block.start : block.end]
    if _SPECIAL.search(shown) is None:
        return shown
    if is_wrapped(shown, block.kind):
        shown = shown.replace("\n", " ")
    return shown.translate(_DISPLAY)


def is_hardly_breakable(text: str) -> bool:
    """Whether ``LONGEST_WORD`` characters follow each other at none of which a line may end.

    Where Qt looks for the ends of words it goes through such a run once for every line of it, so
    that its layout takes time with the square of its length; breaking anywhere takes one pass.
    """
    if len(text) < LONGEST_WORD:
        return False
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    before = 0
    while (place := finder.toNextBoundary()) >= 0:
        if place - before >= LONGEST_WORD:
            return True
        before = place
    return False


def build_document(source: Source, theme: Theme) -> QTextDocument:
    """The document of a source, formatted for the theme and zoom of this moment.

    It is filled before anything lays it out: ten times faster than formatting it in a widget.
    """
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    shown = [display_text(source.text, block) for block in source.blocks]
    option = QTextOption()
    option.setWrapMode(
        QTextOption.WrapMode.WrapAnywhere
        if any(map(is_hardly_breakable, shown))
        else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    )
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    document.setDefaultTextOption(option)
    document.setDefaultFont(theme.reading_font(17 * theme.zoom))
    document.setPlainText("\n".join(shown))
    format_document(document, source, theme)
    return document


def format_document(document: QTextDocument, source: Source, theme: Theme) -> None:
    """Give a document's blocks their measures, and headings and front matter their type."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(theme, BlockKind.PARAGRAPH, 0))
    for index, block in enumerate(source.blocks):
        if block.kind is BlockKind.PARAGRAPH:
            continue
        text_block = document.findBlockByNumber(index)
        cursor.setPosition(text_block.position())
        cursor.setBlockFormat(_block_format(theme, block.kind, block.level))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_char_format(theme, block))
    cursor.endEditBlock()


def _block_format(theme: Theme, kind: BlockKind, level: int) -> QTextBlockFormat:
    zoom = theme.zoom
    leading = LEADING
    indent = round(20 * min(zoom, 1.5))  # of large type, or little would fit beside it
    if kind is BlockKind.HEADING:
        leading = 32 if level <= 1 else LEADING
    elif kind in (BlockKind.FRONT_MATTER, BlockKind.CODE):
        leading = 20
    result = QTextBlockFormat()
    result.setLineHeight(round(leading * zoom), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    result.setBottomMargin(round(GAP * zoom))
    if kind is BlockKind.HEADING:
        result.setTopMargin(round(8 * zoom))
    elif kind is BlockKind.LIST_ITEM:
        result.setLeftMargin(indent * max(1, level))
        result.setBottomMargin(round(8 * zoom))
    elif kind is BlockKind.QUOTATION:
        result.setLeftMargin(indent)
        result.setRightMargin(indent)
    return result


def _char_format(theme: Theme, block: Block) -> QTextCharFormat:
    zoom = theme.zoom
    result = QTextCharFormat()
    if block.kind is BlockKind.HEADING:
        pixels = 26 if block.level <= 1 else 20
        result.setFont(theme.reading_font(pixels * zoom, 600))
    elif block.kind is BlockKind.FRONT_MATTER:
        result.setFont(theme.ui_font(13 * zoom))
        result.setForeground(theme.color(theme.roles.ink2))
    elif block.kind is BlockKind.CODE:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if not QFontInfo(font).fixedPitch():
            font = theme.ui_font(14 * zoom)
        font.setPixelSize(max(1, round(14 * zoom)))
        result.setFont(font)
    else:
        result.setFont(theme.reading_font(17 * zoom))
    return result

"""Suggestions over the article: dashed boxes, the current one in front, the rest dimmed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QTextBlock

from desktop.model.suggestion import Suggestion
from desktop.ui.look.icons import paint_mark
from desktop.ui.look.theme import Theme
from desktop.ui.reader.offsets import Offsets
from desktop.ui.reader.painting.geometry import (
    Stretch,
    has_right_to_left,
    reach_of,
    stretches,
)
from desktop.ui.reader.painting.lanes import Piece
from desktop.ui.reader.painting.page import Page
from resources.palette import TagSigns

_DIM = 0.35
_TINT = 0.6


class Outlines:
    """The suggestions of one source by block. Only blocks that are painted cost anything."""

    def __init__(
        self,
        theme: Theme,
        offsets: Offsets,
        suggestions: Sequence[Suggestion],
        signs_of: Callable[[Suggestion], TagSigns],
    ) -> None:
        self._theme, self._signs_of, self._words = theme, signs_of, ("", "")
        self.current: Suggestion | None = None
        """The suggestion in front."""
        self._blocks: dict[int, list[tuple[Suggestion, tuple[Piece, ...]]]] = {}
        for one in suggestions:
            found: dict[int, list[Piece]] = {}
            for span in one.spans:
                for index, first, last in offsets.pieces(span):
                    found.setdefault(index, []).append((first, last))
            for index, pieces in found.items():
                self._blocks.setdefault(index, []).append((one, tuple(pieces)))

    def point_at(self, current: Suggestion | None, words: tuple[str, str]) -> None:
        """Bring one to the front; ``words`` stand beside it: what it would be, and why."""
        self.current, self._words = current, words

    def under(self, painter: QPainter, block: QTextBlock, origin: QPoint) -> None:
        """The boxes of a block, under its words."""
        here = self._blocks.get(block.blockNumber())
        if here is None:
            return
        mixed, reach = has_right_to_left(block.text()), reach_of(block)
        for one, pieces in sorted(here, key=lambda entry: entry[0] is self.current):
            signs, now = self._signs_of(one), one is self.current
            for run in stretches(block.layout(), pieces, mixed, reach):
                rect = self._box(run, origin)
                if now:
                    tint = self._theme.blend(signs.tint, self._theme.roles.page, _TINT)
                    painter.fillRect(rect, tint)
                self._frame(painter, rect, run, signs, now)

    def place(
        self, shown: Sequence[tuple[QTextBlock, QPoint]], right: int, page: Page, width: int
    ) -> QRect:
        """Where it is said beside the current suggestion what it is; empty where that is not seen.

        ``right`` is where the text ends and ``width`` that of the viewport, both in pixels.
        """
        for block, origin in shown:
            here = self._blocks.get(block.blockNumber(), ())
            pieces = next((found for one, found in here if one is self.current), ())
            mixed, reach = has_right_to_left(block.text()), reach_of(block)
            runs = stretches(block.layout(), pieces, mixed, reach)
            if runs:
                line = page.margin.line
                middle = origin.y() + runs[0].baseline - runs[0].above * 2 // 5  # of small letters
                tall = line * (len(self._reasons(right, page, width)) + 1) + 6
                return QRect(right + page.margin.notes, middle - line // 2 - 2, width, tall)
        return QRect()

    def over(
        self,
        painter: QPainter,
        shown: Sequence[tuple[QTextBlock, QPoint]],
        place: QRect,
        right: int,
        page: Page,
        width: int,
    ) -> None:
        """Dim the paragraphs the current suggestion is not in, and say at ``place`` what it is."""
        veil = QColor(self._theme.color(self._theme.roles.page))
        veil.setAlphaF(_DIM)
        for block, origin in shown:
            here = self._blocks.get(block.blockNumber(), ())
            if not any(one is self.current for one, _pieces in here):
                height = round(block.layout().boundingRect().height())
                painter.fillRect(page.row_rect(origin.y(), height, width), veil)
        if not place.isEmpty():
            self._beside(painter, place, right, page, width)

    def _beside(self, painter: QPainter, place: QRect, right: int, page: Page, width: int) -> None:
        if self.current is None:
            return
        theme, margin, chosen = self._theme, page.margin, self._theme.roles
        bar = theme.color(self._signs_of(self.current).bar)
        top = place.top() + 2
        middle = top + margin.line // 2
        painter.fillRect(place, theme.color(chosen.page))
        painter.setPen(QPen(bar, 1.5 * margin.scale))
        painter.drawLine(right + margin.px(4), middle, right + margin.mark - margin.px(6), middle)
        size = margin.mark_size
        mark = QRectF(right + margin.mark, top + margin.px(1), size, size)
        suggested_mark(
            painter, self.current.tag, self.current.tag, mark, self._signs_of(self.current), theme
        )
        if page.compact:
            return
        strong, plain = theme.ui_font(margin.type, 600), theme.ui_font(margin.type)
        painter.setPen(theme.color(chosen.ink))
        for number, line in enumerate([self._words[0], *self._reasons(right, page, width)]):
            painter.setFont(plain if number else strong)
            baseline = top + margin.type + margin.line * number
            painter.drawText(right + margin.words, baseline, line)

    def _reasons(self, right: int, page: Page, width: int) -> list[str]:
        """Why it is suggested, in the lines that it takes beside the text."""
        if page.compact:
            return []
        margin = page.margin
        room = max(40, min(margin.width, width - right - margin.words - 4))
        return _wrapped(self._words[1], QFontMetrics(self._theme.ui_font(margin.type)), room)

    def _box(self, run: Stretch, origin: QPoint) -> QRect:
        top = origin.y() + run.baseline - run.above
        return QRect(origin.x() + run.left, top, run.right - run.left, run.above + run.below)

    def _frame(
        self, painter: QPainter, rect: QRect, run: Stretch, signs: TagSigns, now: bool
    ) -> None:
        """A dashed frame, open where the passage goes on in another line."""
        wide = 2 if now else 1
        pen = QPen(self._theme.color(signs.bar), wide)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([5 / wide, 3 / wide] if now else [2, 2])  # in widths of the pen
        painter.setPen(pen)
        half = wide / 2
        box = QRectF(rect).adjusted(half, half, -half, -half)
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if run.first:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        if run.last:
            painter.drawLine(box.topRight(), box.bottomRight())


def suggested_mark(
    painter: QPainter, tag: str, name: str, rect: QRectF, signs: TagSigns, theme: Theme
) -> None:
    """The mark of a tag at 60 % in a dashed frame: nobody has decided yet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = theme.color(signs.bar)
    pen = QPen(bar, 1)
    pen.setDashPattern([2, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
    gap = rect.width() * 0.2
    paint_mark(painter, tag, name, rect.adjusted(gap, gap, -gap, -gap), bar, theme)
    painter.restore()


def _wrapped(words: str, metrics: QFontMetrics, room: int, most: int = 4) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] = metrics.elidedText(longer + "…", Qt.TextElideMode.ElideRight, room)
            break
        else:
            lines.append(metrics.elidedText(word, Qt.TextElideMode.ElideRight, room))
    return lines

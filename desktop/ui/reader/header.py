"""The title above an article: painted over the page's top margin, never part of the text."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.model.days import day_in_words
from desktop.model.source import BlockKind, Front, Source
from desktop.ui.look.theme import Theme

TOP = 36
BELOW = 36


def front_line(front: Front) -> str:
    """Author, outlet and date in one line."""
    published = day_in_words(front.published)
    return " · ".join(part for part in (front.author, front.outlet, published) if part)


class Header:
    """Measures and paints the title block."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._title = ""
        self._line = ""

    def show(self, source: Source) -> None:
        """What to paint from now on; no title where the text starts with that very heading."""
        self._title, self._line = " ".join(source.title.split()), front_line(source.front)
        first = source.blocks[0] if source.blocks else None
        if first is not None and first.kind is BlockKind.HEADING:
            heading = " ".join(source.text[first.start : first.end].split())
            if heading == self._title:
                self._title = ""

    def height(self, width: int) -> int:
        """Pixels from the top of the page to the first line of the text."""
        zoom = self._theme.zoom
        below = round((20 + 8) * min(zoom, 1.5)) if self._line else 0
        return round(TOP + self._title_height(width) + below + BELOW * min(zoom, 1.5) - 8)

    def paint(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Paint at (left, top) of the viewport."""
        if top + self.height(width) < 0:
            return
        theme, zoom = self._theme, self._theme.zoom
        tall = self._title_height(width)
        painter.setFont(theme.reading_font(26 * zoom, 600))
        painter.setPen(theme.color(theme.roles.ink))
        wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(QRectF(left, top + TOP, width, tall + 8), wrap, self._title)
        if self._line:
            painter.setFont(theme.ui_font(13 * min(zoom, 1.5)))
            painter.setPen(theme.color(theme.roles.ink2))
            metrics = QFontMetricsF(painter.font())
            line = metrics.elidedText(self._line, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, top + TOP + tall + 6, width, 24 * zoom), 0, line)

    def _title_height(self, width: int) -> float:
        if not self._title:
            return 0
        metrics = QFontMetricsF(self._theme.reading_font(26 * self._theme.zoom, 600))
        wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        return metrics.boundingRect(QRectF(0, 0, width, 4000), wrap, self._title).height()

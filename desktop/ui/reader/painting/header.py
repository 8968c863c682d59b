"""The title above an article: painted over the page's top margin, never part of the text."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from desktop.model.days import day_in_words
from desktop.model.source import BlockKind, Front, Source
from desktop.printable_line import printable_line
from desktop.ui.look.theme import Theme

TOP = 36
BELOW = 36
TITLE = 32
"""Leading of the title, in pixels at 100 %."""
_LONGEST = 1_000
"""Code points of a title, and of the line below it, that are shown."""
LINE = 20
"""Leading of the line below it."""


def front_line(front: Front) -> str:
    """Author, outlet and date in one line."""
    published = day_in_words(front.published)
    return " · ".join(part for part in (front.author, front.outlet, published) if part)


class Header:
    """Measures and paints the title block, on as many lines as it takes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._title = ""
        self._line = ""
        self._broken: tuple[float, int, QTextLayout, QTextLayout] | None = None
        """Title and line as they are at a zoom and a width."""

    def show(self, source: Source) -> None:
        """What to paint from now on; no title that the text has itself at its start.

        That is one equal to the heading the text starts with, and one taken from the text because
        nobody has given the article another.
        """
        self._title = printable_line(" ".join(source.front.title.split()), _LONGEST)
        self._line = printable_line(front_line(source.front), _LONGEST)
        self._broken = None
        first = source.blocks[0] if source.blocks else None
        if first is not None and first.kind is BlockKind.HEADING:
            heading = " ".join(source.text[first.start : first.end].split())
            if printable_line(heading, _LONGEST) == self._title:
                self._title = ""

    def height(self, width: int) -> int:
        """Pixels from the top of the page to the first line of the text."""
        title, line = self._layouts(width)
        below = line.lineCount() * self._leading() + round(BELOW * min(self._theme.zoom, 1.5))
        return TOP + title.lineCount() * self._title_leading() + below

    def paint(self, painter: QPainter, left: int, top: int, width: int) -> None:
        """Paint at (left, top) of the viewport."""
        if top + self.height(width) < 0:
            return
        chosen, color = self._theme.roles, self._theme.color
        title, line = self._layouts(width)
        pitch, small = self._title_leading(), self._leading()
        at = QPointF(left, top + TOP + round(27 / TITLE * pitch))
        _paint(painter, title, at, pitch, color(chosen.ink))
        below = top + TOP + title.lineCount() * pitch + small
        _paint(painter, line, QPointF(left, below), small, color(chosen.ink2))

    def _layouts(self, width: int) -> tuple[QTextLayout, QTextLayout]:
        """The title and the line below it, broken into lines."""
        theme, zoom = self._theme, self._theme.zoom
        if self._broken is None or self._broken[:2] != (zoom, width):
            title = _broken(self._title, theme.reading_font(26 * zoom, 600), width)
            line = _broken(self._line, theme.ui_font(13 * min(zoom, 1.5)), width)
            self._broken = (zoom, width, title, line)
        return self._broken[2:]

    def _title_leading(self) -> int:
        return round(TITLE * self._theme.zoom)

    def _leading(self) -> int:
        return round(LINE * min(self._theme.zoom, 1.5))


def _broken(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while text and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _paint(
    painter: QPainter, layout: QTextLayout, first: QPointF, pitch: int, color: QColor
) -> None:
    """Paint the lines, the first on the baseline ``first``."""
    painter.setPen(color)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        line.draw(painter, first + QPointF(0, number * pitch - line.ascent() - line.y()))

"""What stands on every page: header, footer with the page number, and the marking."""

from dataclasses import replace

from exporters.briefing import Briefing
from exporters.pdf.parts.fitting import fitted
from exporters.pdf.rows import FOOTER, LEFT, MARGIN_LEFT, MEASURE
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.fonts import PLAIN_STRONG
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from resources.palette import LIGHT

_MARKING = Style(PLAIN_STRONG, 12, 16, LIGHT.ink)
_HEADER_FROM_TOP = 44.0
_MARKING_FROM_TOP = 29.0  # baseline
_FOOTER_BASELINE = 40.0
_MARKING_BASELINE = 21.0
_GAP = 20.0


class RunningLines:
    """The lines of all ``pages`` pages, each ``size`` (width, height) points."""

    def __init__(
        self, briefing: Briefing, pages: int, size: tuple[float, float], setter: Typesetter
    ) -> None:
        self._setter = setter
        self._numbers = briefing.wording.page.replace("{pages}", str(pages))
        widest = self._number(pages)
        room = MEASURE - (widest.width + _GAP if widest else 0.0)
        width, height = size
        self._fixed: list[tuple[str, str]] = []
        self._add(fitted(briefing.footer, FOOTER, room, setter), LEFT, _FOOTER_BASELINE)
        self._add(fitted(briefing.header, FOOTER, MEASURE, setter), LEFT, height - _HEADER_FROM_TOP)
        marking = _marking(briefing.marking, width - 2 * MARGIN_LEFT, setter)
        if marking is not None:
            x = (width - marking.width) / 2
            self._add(marking, x, height - _MARKING_FROM_TOP)
            self._add(marking, x, _MARKING_BASELINE)

    def paint(self, sheet: Sheet) -> None:
        """Draws the lines of one page; they are no part of the text."""
        number = self._number(sheet.number + 1)
        if number is not None:
            x = LEFT + MEASURE - number.width - number.left
            sheet.text(number.show(x, _FOOTER_BASELINE), FOOTER.colour, None)
        for operators, colour in self._fixed:
            sheet.text(operators, colour, None)

    def _number(self, number: int) -> Line | None:
        text = self._numbers.replace("{page}", str(number))
        return fitted(text, FOOTER, MEASURE / 2, self._setter)

    def _add(self, line: Line | None, x: float, base: float) -> None:
        if line is not None:
            self._fixed.append((line.show(x - line.left, base), line.style.colour))


def _marking(text: str, room: float, setter: Typesetter) -> Line | None:
    """A marking is never cut short: one that is too wide is set smaller."""
    line = fitted(text, _MARKING, 0.0, setter)
    if line is None or line.width <= room:
        return line
    size = int(_MARKING.size * room / line.width * 100) / 100
    return fitted(text, replace(_MARKING, size=size), 0.0, setter)

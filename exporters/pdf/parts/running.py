"""What stands on every page: header, footer with the page number, and the marking."""

from dataclasses import replace

from exporters.briefing import Briefing
from exporters.pdf.fonts import PLAIN_STRONG
from exporters.pdf.parts.fitting import fitted
from exporters.pdf.rows import FOOTER, LEFT, MEASURE
from exporters.pdf.sheet import Sheet
from exporters.pdf.text import Typesetter
from exporters.pdf.words import Style
from resources.palette import LIGHT

_MARKING = Style(PLAIN_STRONG, 12, 16, LIGHT.ink)
_HEADER_FROM_TOP = 44.0
_MARKING_FROM_TOP = 29.0  # baseline
_FOOTER_BASELINE = 40.0
_MARKING_BASELINE = 21.0
_GAP = 20.0
_PRINTABLE = 36.0  # less than the page: a marking may be this wide, no printer cuts it


def running_lines(
    sheet: Sheet, briefing: Briefing, pages: int, size: tuple[float, float], setter: Typesetter
) -> None:
    """Draws the lines of one of ``pages`` pages; they are no part of the text."""
    numbers = briefing.wording.page.replace("{pages}", str(pages))
    right = setter.line(numbers.replace("{page}", str(sheet.number + 1)), FOOTER)
    sheet.text(right.show(LEFT + MEASURE - right.width, _FOOTER_BASELINE), FOOTER.colour, None)
    _line(sheet, briefing.footer, MEASURE - right.width - _GAP, _FOOTER_BASELINE, setter)
    _line(sheet, briefing.header, MEASURE, size[1] - _HEADER_FROM_TOP, setter)
    for base in (size[1] - _MARKING_FROM_TOP, _MARKING_BASELINE):
        _marking(sheet, briefing.marking, size[0], base, setter)


def _line(sheet: Sheet, text: str, room: float, base: float, setter: Typesetter) -> None:
    line = fitted(text, FOOTER, room, setter)
    if line is not None:
        sheet.text(line.show(LEFT, base), FOOTER.colour, None)


def _marking(sheet: Sheet, text: str, width: float, base: float, setter: Typesetter) -> None:
    """A marking is never cut short: one that is too wide is set smaller."""
    line = fitted(text, _MARKING, 0.0, setter)
    if line is None:
        return
    if line.width > width - _PRINTABLE:
        size = round(_MARKING.size * (width - _PRINTABLE) / line.width - 0.005, 2)
        line = fitted(text, replace(_MARKING, size=size), 0.0, setter) or line
    sheet.text(line.show((width - line.width) / 2, base), _MARKING.colour, None)

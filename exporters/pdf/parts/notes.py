"""Notes: small type under what it explains."""

from exporters.briefing import Note
from exporters.pdf.objects.structure import Element
from exporters.pdf.parts.fitting import fitted
from exporters.pdf.parts.inlines import RichText, inside, rich_lines, rich_rows
from exporters.pdf.rows import LEFT, MEASURE, Painter, Row, baseline, of_direction, text_rows
from exporters.pdf.sheet import Sheet
from exporters.pdf.typesetting.fonts import PLAIN
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from resources.palette import LIGHT

_TEXT = Style(PLAIN, 8, 11.5, LIGHT.ink2)
_LABEL = Style(PLAIN, 6, 8, LIGHT.ink2)
_LABEL_ROOM = 60.0
_RAISED = 2.8
_LABEL_GAP = 2.5
_BEFORE, _AFTER = 3.0, 2.0


def note_rows(note: Note, setter: Typesetter, element: Element) -> list[Row]:
    """The rows of a note, its label raised before it; ``element`` is that of the note."""
    rtl = note.direction == "rtl"
    style = of_direction(_TEXT, rtl)
    label = fitted(note.label, _LABEL, _LABEL_ROOM, setter)
    sign = element.add("Lbl")
    indent = label.width + _LABEL_GAP if label else 0.0
    x, measure = LEFT + (0.0 if rtl else indent), MEASURE - indent
    inlines = inside(note.text, note.inlines)
    if inlines:
        rich = RichText(note.text, element, inlines)
        rows = rich_rows(rich_lines(rich, style, measure, setter, rtl), rich, x)
    else:
        rows = text_rows(setter.lines(note.text, style, measure, rtl), element, x)
    if not rows:
        return []
    if label is not None:
        at = LEFT + MEASURE - label.width if rtl else LEFT
        rows[0].also = (_raised(label, at, style, sign),)
    rows[0].before = _BEFORE
    rows[-1].height += _AFTER
    rows[0].anchors = (note.anchor,) if note.anchor else ()
    return [*rows]


def _raised(label: Line, x: float, style: Style, sign: Element) -> Painter:
    def paint(sheet: Sheet, top: float) -> None:
        base = baseline(style, top) + _RAISED
        sheet.text(label.show(x, base), label.style.colour, sign)

    return paint

"""Figures: drawings of vectors, described in words for those who do not see them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from exporters.briefing import Box, Figure, Label, Stroke
from exporters.pdf.objects.file import text_string
from exporters.pdf.objects.structure import Element
from exporters.pdf.parts.fitting import fitted
from exporters.pdf.rows import LEFT, MEASURE, NAME, Row, keep_together, text_rows
from exporters.pdf.sheet import Sheet, fill_colour, stroke_colour
from exporters.pdf.typesetting.fonts import PLAIN, PLAIN_STRONG
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style
from resources.palette import LIGHT

_TALLEST = 600.0  # a page of either size holds it with caption and heading
_BEFORE, _AFTER = 8.0, 10.0
_UNDER_CAPTION = 6.0
_OVERHANG = 40.0  # into the margin, before a label is cut short
_ANY = 1e6


@dataclass(slots=True)
class FigureRow(Row):
    """A whole figure; without an element it is only decoration."""

    figure: Figure = field(kw_only=True)
    scale: float = field(kw_only=True)
    setter: Typesetter = field(kw_only=True)
    element: Element | None = field(kw_only=True)

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws the shapes in their order and says where on the page the figure stands."""
        figure, scale = self.figure, self.scale
        width, height = figure.width * scale, figure.height * scale
        x = LEFT + (MEASURE - width if figure.direction == "rtl" else 0.0)
        bottom = top - height
        if self.element is not None:
            self.element.attributes = (
                b"/Alt%s/A<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>"
                % (text_string(figure.alt or figure.caption), x, bottom, x + width, top)
            )
        moved = f"q {scale:.5g} 0 0 {scale:.5g} {x:.2f} {bottom:.2f} cm"
        sheet.text("\n".join([moved, *self._shapes(), "Q"]), LIGHT.ink, self.element)

    def _shapes(self) -> Iterator[str]:
        top = self.figure.height
        for shape in self.figure.shapes:
            if isinstance(shape, Box):
                place = f"{shape.x:.2f} {top - shape.y - shape.height:.2f}"
                size = f"{shape.width:.2f} {shape.height:.2f}"
                yield f"{fill_colour(shape.fill)} {place} {size} re f"
            elif isinstance(shape, Stroke):
                ends = (
                    f"{shape.x1:.2f} {top - shape.y1:.2f} m {shape.x2:.2f} {top - shape.y2:.2f} l"
                )
                yield f"{stroke_colour(shape.colour)} {shape.width:.2f} w {ends} S"
            else:
                yield self._label(shape)

    def _label(self, label: Label) -> str:
        figure = self.figure
        chain = PLAIN_STRONG if label.strong else PLAIN
        style = Style(chain, label.size, label.size * 1.3, label.colour)
        room = min(label.room or _ANY, _room(label, figure.width) + _OVERHANG)
        line = fitted(label.text, style, room, self.setter, label.direction == "rtl")
        if line is None:
            return ""
        share = {"left": 0.0, "middle": 0.5, "right": 1.0}[label.align]
        x = label.x - line.width * share - line.left
        return f"{fill_colour(label.colour)} {line.show(x, figure.height - label.y)}"


def figure_rows(figure: Figure, setter: Typesetter, root: Element) -> list[Row]:
    """The caption and under it the drawing, on one page."""
    caption = text_rows(setter.lines(figure.caption, NAME, MEASURE, _rtl(figure)), root.add("P"))
    keep_together(caption)
    if caption:
        caption[-1].hold = True
        caption[-1].height += _UNDER_CAPTION
    rows: list[Row] = [*caption]
    if figure.shapes:
        fits = (MEASURE / max(figure.width, 1.0), _TALLEST / max(figure.height, 1.0))
        scale = min(1.0, *fits)
        told = figure.alt.strip() or figure.caption.strip()
        rows.append(
            FigureRow(
                figure.height * scale + _AFTER,
                figure=figure,
                scale=scale,
                setter=setter,
                element=root.add("Figure") if told else None,
            )
        )
    if rows:
        rows[0].before = _BEFORE
        rows[0].anchors = (figure.anchor,) if figure.anchor else ()
    return rows


def _room(label: Label, width: float) -> float:
    """How wide a label can be and still lie inside a figure of ``width``."""
    left, right = max(label.x, 1.0), max(width - label.x, 1.0)
    return {"left": right, "middle": 2 * min(left, right), "right": left}[label.align]


def _rtl(figure: Figure) -> bool:
    return figure.direction == "rtl"

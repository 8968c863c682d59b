"""Figures of a Word document: a group of real shapes in the line, with text in them and alt text.

Lengths of a figure are points, those of DrawingML are EMU.
"""

from exporters.briefing import Box, Figure, Label, Shape, Stroke
from exporters.text import xml_escape
from exporters.word.links import Places
from exporters.word.package.faces import SANS, SANS_STRONG, fitting, width
from exporters.word.xml import hex_colour, paragraph, run, runs, simple_field, text_content

_EMU = 12700
_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_NUMBER = "{number}"
_SHARE = 0.8
"""How much of the height of a page a figure may take: its caption has to stand on the same one."""
_ASCENT = 0.96875
_LINE = 1.2103
"""Of Inter, in em: from the top of its line to the baseline, and to the bottom."""
_SLACK = 6.0
"""Points that a label has more room than it needs, should another face stand in."""
_JUSTIFIED = {"left": "left", "middle": "center", "right": "right"}
_TURNED = {"left": "right", "middle": "center", "right": "left"}
"""In a paragraph from right to left, Word takes "left" for where lines begin."""
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def scaled(figure: Figure, room: float, height: float) -> float:
    """By how much a figure is made smaller to fit into ``room`` and a page of ``height`` points."""
    return min(1.0, room / max(figure.width, 1.0), _SHARE * height / max(figure.height, 1.0))


class FigureWriter:
    """Turns figures into markup and counts them. ``width`` and ``height`` are those of a page."""

    def __init__(self, places: Places, width: float, height: float, wording: str) -> None:
        self._places = places
        self._width = width
        self._height = height
        self._wording = wording
        self._figures = 0
        self._shapes = 0
        self._captions = 0

    def figure(self, figure: Figure) -> str:
        """A figure in a line of its own, under its caption."""
        start, end = self._places.bookmark(figure.anchor)
        drawing = f"{start}<w:r>{self._drawing(figure)}</w:r>{end}"
        # LibreOffice turns labels, and labels only, round in a paragraph from right to left
        side = '<w:jc w:val="right"/>' if figure.direction == "rtl" else ""
        drawn = paragraph("Figure", drawing, after=side)
        if not figure.caption:
            return drawn
        return paragraph("FigureCaption", self._caption(figure), figure.direction) + drawn

    def _caption(self, figure: Figure) -> str:
        """The number as Word counts it, for lists of figures, and what the figure is called."""
        before, _, after = self._wording.partition(_NUMBER)
        number = ""
        self._captions += 1
        if _NUMBER in self._wording:
            field = simple_field("SEQ Figure \\* ARABIC", str(self._captions))
            number = run(before) + field + run(after)
        gap = run(" \u00a0") if number else ""
        return number + gap + runs(figure.caption, "", figure.direction)

    def _drawing(self, figure: Figure) -> str:
        self._figures += 1
        scale = scaled(figure, self._width, self._height)
        across, down = _emu(figure.width * scale), _emu(figure.height * scale)
        shapes = "".join(self._shape(shape, scale) for shape in figure.shapes)
        self._shapes += 1
        alt = xml_escape(figure.alt)
        size = f'<a:ext cx="{across}" cy="{down}"/>'
        child = f'<a:chOff x="0" y="0"/><a:chExt cx="{across}" cy="{down}"/>'
        group = (
            f"<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>"
            f'<a:off x="0" y="0"/>{size}{child}</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
        )
        inline = (
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{self._shapes}" name="Figure {self._figures}" descr="{alt}"/>'
            "<wp:cNvGraphicFramePr/><a:graphic>"
            f'<a:graphicData uri="{_GROUP}">{group}</a:graphicData></a:graphic></wp:inline>'
            "</w:drawing>"
        )
        # a program that knows no groups prints what the figure says
        return (
            f'<mc:AlternateContent><mc:Choice Requires="wpg">{inline}</mc:Choice>'
            f"<mc:Fallback>{text_content(figure.alt)}</mc:Fallback></mc:AlternateContent>"
        )

    def _shape(self, shape: Shape, scale: float) -> str:
        match shape:
            case Box():
                area = (shape.x, shape.y, shape.width, shape.height)
                return self._framed("<wps:cNvSpPr/>", area, scale, _fill(shape.fill) + _NO_LINE)
            case Stroke():
                return self._stroke(shape, scale)
            case Label():
                return self._label(shape, scale)

    def _stroke(self, stroke: Stroke, scale: float) -> str:
        left, right = sorted((stroke.x1, stroke.x2))
        top, bottom = sorted((stroke.y1, stroke.y2))
        rising = (stroke.x2 - stroke.x1) * (stroke.y2 - stroke.y1) < 0
        pen = f'<a:ln w="{_emu(stroke.width * scale)}">{_fill(stroke.colour)}</a:ln>'
        area = (left, top, right - left, bottom - top)
        return self._framed("<wps:cNvCnPr/>", area, scale, pen, form="line", rising=rising)

    def _label(self, label: Label, scale: float) -> str:
        face = SANS_STRONG if label.strong else SANS
        text = fitting(label.text, label.room / label.size, face) if label.room else label.text
        room = width(text, face) * label.size + _SLACK
        left = {"left": 0.0, "middle": room / 2, "right": room}[label.align]
        top = label.y - _ASCENT * label.size
        rtl = label.direction == "rtl"
        justified = (_TURNED if rtl else _JUSTIFIED)[label.align]
        size = round(label.size * scale * 2)
        weight = "<w:b/><w:bCs/>" if label.strong else ""
        colour = hex_colour(label.colour, "label of a figure")
        own = f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        words = runs(text, "", label.direction, own=own)
        line = paragraph("FigureLabel", words, label.direction, "", f'<w:jc w:val="{justified}"/>')
        inside = (
            f"<wps:txbx><w:txbxContent>{line}</w:txbxContent></wps:txbx>"
            '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
            "<a:noAutofit/></wps:bodyPr>"
        )
        area = (label.x - left, top, room, _LINE * label.size)
        kind = '<wps:cNvSpPr txBox="1"/>'
        return self._framed(kind, area, scale, f"<a:noFill/>{_NO_LINE}", inside)

    def _framed(
        self,
        kind: str,
        area: tuple[float, float, float, float],
        scale: float,
        look: str,
        inside: str = "<wps:bodyPr/>",
        *,
        form: str = "rect",
        rising: bool = False,
    ) -> str:
        """One shape; ``area`` is left, top, width and height in points of the figure."""
        self._shapes += 1
        x, y, across, down = (_emu(length * scale) for length in area)
        flipped = ' flipV="1"' if rising else ""
        return (
            f'<wps:wsp><wps:cNvPr id="{self._shapes}" name="Shape {self._shapes}"/>{kind}'
            f'<wps:spPr><a:xfrm{flipped}><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{max(across, 0)}" cy="{max(down, 0)}"/></a:xfrm>'
            f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{look}</wps:spPr>{inside}</wps:wsp>'
        )


def _emu(points: float) -> int:
    return round(points * _EMU)


def _fill(colour: str) -> str:
    return (
        f'<a:solidFill><a:srgbClr val="{hex_colour(colour, "shape of a figure")}"/></a:solidFill>'
    )

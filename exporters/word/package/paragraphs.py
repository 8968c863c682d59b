"""The paragraph styles of a briefing, by names that say what each is for. Lengths are points."""

from typing import NamedTuple

from exporters.word.package.looks import INK, INK2, LINE
from exporters.word.xml import twips

MARGIN = 66.0
"""How far paragraph numbers and references may reach into the margin; printers need the rest."""
MARGIN_GAP = 12.0
"""What stays free between them and the text."""

_KEEP = "<w:keepNext/><w:keepLines/>"


class Style(NamedTuple):
    """One paragraph style, lengths in points; a ``leading`` of 0 is that of the face.

    ``layout`` is ``w:pPr`` markup before the spacing, ``tail`` after the indent.
    """

    id: str
    name: str
    based: str
    face: str = ""
    size: float = 0
    leading: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: str = ""
    layout: str = ""
    left: float = 0
    hanging: float = 0
    tail: str = ""
    extra: str = ""
    following: str = ""


def _margin(left: float = 0) -> str:
    """Tabs and indent of a paragraph of an article: its first line begins in the margin.

    The number ends at the first tab, a gap before the text, wherever it begins.
    """
    tabs = f'<w:tab w:val="right" w:pos="{twips(-MARGIN_GAP)}"/>'
    if left:
        tabs += f'<w:tab w:val="left" w:pos="{twips(left - 14)}"/>'
    return f"<w:tabs>{tabs}</w:tabs>"


_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="10" w:color="{INK}"/></w:pBdr>'
_FACT_WIDTH = 104.0
_FACT = f'<w:tabs><w:tab w:val="left" w:pos="{twips(_FACT_WIDTH)}"/></w:tabs>'
STYLES = (
    Style("Title", "Title", "Normal", "serif", 26, 31, 0, 8, True, layout=_KEEP),
    Style("Subtitle", "Subtitle", "Normal", "sans", 8.5, 12, colour=INK2),
    Style(
        "CoverFact",
        "Cover Fact",
        "Normal",
        "sans",
        9,
        14,
        layout=_FACT,
        left=_FACT_WIDTH,
        hanging=_FACT_WIDTH,
    ),
    Style(
        "CoverFactRule",
        "Cover Last Fact",
        "CoverFact",
        "sans",
        9,
        14,
        0,
        14,
        layout=_RULE + _FACT,
        left=_FACT_WIDTH,
        hanging=_FACT_WIDTH,
    ),
    Style("CoverRule", "Cover Last Line", "Subtitle", "sans", 8.5, 12, 0, 14, layout=_RULE),
    Style(
        "Heading1",
        "heading 1",
        "Normal",
        "sans",
        16,
        20,
        22,
        6,
        True,
        layout=_KEEP,
        tail='<w:outlineLvl w:val="0"/>',
        following="BodyText",
    ),
    Style(
        "Heading2",
        "heading 2",
        "Normal",
        "sans",
        12,
        16,
        16,
        4,
        True,
        layout=_KEEP,
        tail='<w:outlineLvl w:val="1"/>',
        following="BodyText",
    ),
    Style(
        "TOCHeading",
        "TOC Heading",
        "Normal",
        "sans",
        16,
        20,
        22,
        6,
        True,
        layout=_KEEP,
        following="BodyText",
    ),
    Style("BodyText", "Body Text", "Normal", "serif", 10.5, 15, 0, 6),
    Style("Lead", "Bottom Line", "Normal", "serif", 12.5, 18, 0, 8),
    Style("Meta", "Meta", "Normal", "sans", 8.5, 12, 0, 4, colour=INK2),
    Style("Note", "Note", "Normal", "sans", 8.5, 12, 0, 3, colour=INK2, layout="<w:keepLines/>"),
    Style("EmptyNote", "Empty Note", "Normal", "sans", 9, 13, 0, 6, colour=INK2),
    Style(
        "Passage",
        "Passage",
        "Normal",
        "serif",
        10.5,
        15,
        6,
        1,
        layout="<w:keepLines/>",
        left=34,
        hanging=34,
    ),
    Style(
        "PassageDetail",
        "Passage Detail",
        "Normal",
        "sans",
        8.5,
        12,
        0,
        1,
        colour=INK2,
        layout="<w:keepLines/>",
        left=34,
    ),
    Style(
        "PassageNote",
        "Passage Note",
        "Normal",
        "sans",
        9,
        13,
        1,
        1,
        layout="<w:keepLines/><w:pBdr>"
        f'<w:left w:val="single" w:sz="6" w:space="6" w:color="{LINE}"/></w:pBdr>',
        left=42,
    ),
    Style("Caption", "caption", "Normal", "sans", 9, 12, 8, 4, True, layout=_KEEP),
    Style("TableText", "Table Text", "Normal", "sans", 9, 12),
    Style(
        "TableHead",
        "Table Head",
        "TableText",
        "sans",
        8.5,
        11,
        bold=True,
        colour=INK2,
        layout="<w:keepNext/>",
    ),
    Style(
        "TableNumber",
        "Table Number",
        "TableText",
        "sans",
        9,
        12,
        tail='<w:jc w:val="right"/>',
        extra='<w14:numSpacing w14:val="tabular"/>',
    ),
    Style(
        "TableNumberHead",
        "Table Number Head",
        "TableHead",
        "sans",
        8.5,
        11,
        bold=True,
        colour=INK2,
        layout="<w:keepNext/>",
        tail='<w:jc w:val="right"/>',
    ),
    Style(
        "TableGroup",
        "Table Group",
        "TableText",
        "sans",
        9,
        12,
        5,
        0,
        layout="<w:keepNext/>",
    ),
    Style("Figure", "Figure", "Normal", "sans", 9, 12, 4, 10),
    Style("FigureCaption", "Figure Caption", "Caption", "sans", 9, 12, 8, 0, True),
    Style("Marking", "Marking", "Normal", "sans", 12, 15, bold=True, tail='<w:jc w:val="center"/>'),
    Style("FigureLabel", "Figure Label", "Normal", "sans", 8.5),
    Style("TableGap", "Table Gap", "Normal", "sans", 2, 10),
    Style(
        "ArticleText",
        "Article Text",
        "Normal",
        "serif",
        10.5,
        15,
        0,
        7.5,
        layout=_margin(),
        hanging=MARGIN,
    ),
    Style(
        "ArticleHeading",
        "Article Heading",
        "ArticleText",
        "sans",
        11.5,
        15,
        9,
        4,
        True,
        layout=_KEEP + _margin(),
        hanging=MARGIN,
        following="ArticleText",
    ),
    Style(
        "ArticleSubheading",
        "Article Subheading",
        "ArticleHeading",
        "sans",
        9.5,
        13,
        7,
        3,
        True,
        layout=_KEEP + _margin(),
        hanging=MARGIN,
        following="ArticleText",
    ),
    Style(
        "ArticleListItem",
        "Article List Item",
        "ArticleText",
        "serif",
        10.5,
        15,
        0,
        4,
        layout=_margin(14),
        left=14,
        hanging=MARGIN + 14,
    ),
    Style(
        "ArticleQuotation",
        "Article Quotation",
        "ArticleText",
        "serif",
        10.5,
        15,
        0,
        7.5,
        layout=_margin(),
        left=18,
        hanging=MARGIN + 18,
    ),
    Style(
        "ArticleCode",
        "Article Code",
        "ArticleText",
        "mono",
        9,
        13,
        0,
        7.5,
        layout=_margin(),
        hanging=MARGIN,
    ),
    Style(
        "ArticleFrontMatter",
        "Article Front Matter",
        "ArticleText",
        "sans",
        8.5,
        12,
        0,
        3,
        colour=INK2,
        layout=_margin(),
        hanging=MARGIN,
    ),
    Style("CommentText", "annotation text", "Normal", "sans", 9, 12),
)


def measured(width: float) -> tuple[Style, ...]:
    """The styles whose tab stands at the end of the measure."""
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{twips(width)}"/></w:tabs>'
    dotted = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(width)}"/></w:tabs>'
    return (
        Style("Header", "header", "Normal", "sans", 8.5, 11, colour=INK2, layout=edge),
        Style("Footer", "footer", "Normal", "sans", 8.5, 11, colour=INK2, layout=edge),
        Style("TOC1", "toc 1", "Normal", "sans", 9.5, 15, 4, 0, layout=dotted),
        Style("TOC2", "toc 2", "Normal", "sans", 9.5, 14, layout=dotted, left=14),
    )

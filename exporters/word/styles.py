"""The styles part of a briefing: everything a house can restyle, by names that say what it is for.

Sizes are points; the faces are named and also taken from the theme, so changing either works.
"""

from typing import NamedTuple

from exporters.word.xml import HEADER, NAMESPACES, language_tag, twips
from resources.palette import LIGHT

MARGIN = 66.0
"""How far paragraph numbers and references may reach into the margin; printers need the rest."""
MARGIN_GAP = 12.0
"""What stays free between them and the text."""

_SERIF = 'w:ascii="Literata" w:hAnsi="Literata" w:cs="Noto Serif Hebrew"'
_SANS = 'w:ascii="Inter" w:hAnsi="Inter" w:cs="Noto Serif Hebrew"'
_FACES = {
    "serif": f'<w:rFonts {_SERIF} w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
    "sans": f'<w:rFonts {_SANS} w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>',
    "mono": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Noto Serif Hebrew"/>',
    "": "",
}
_INK2 = LIGHT.ink2.removeprefix("#")
_ACCENT = LIGHT.accent.removeprefix("#")
_LINE = LIGHT.line.removeprefix("#")
_INK = LIGHT.ink.removeprefix("#")
_KEEP = "<w:keepNext/><w:keepLines/>"


class _Style(NamedTuple):
    """One paragraph style. ``layout`` is ``w:pPr`` markup before, ``tail`` after the spacing."""

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
    tail: str = ""
    extra: str = ""
    following: str = ""


def _indent(left: float, hanging: float) -> str:
    return f'<w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/>'


def _margin(left: float = 0) -> str:
    """Tabs and indent of a paragraph of an article: its first line begins in the margin.

    The number ends at the first tab, a gap before the text, wherever it begins.
    """
    tabs = f'<w:tab w:val="right" w:pos="{twips(-MARGIN_GAP)}"/>'
    if left:
        tabs += f'<w:tab w:val="left" w:pos="{twips(left - 14)}"/>'
    return f"<w:tabs>{tabs}</w:tabs>"


_RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="10" w:color="{_INK}"/></w:pBdr>'
_ARTICLE = _indent(0, MARGIN)
_STYLES = (
    _Style("Title", "Title", "Normal", "serif", 26, 31, 0, 8, True, layout=_KEEP),
    _Style("Subtitle", "Subtitle", "Normal", "sans", 8.5, 12, colour=_INK2),
    _Style("CoverRule", "Cover Last Line", "Subtitle", "sans", 8.5, 12, 0, 14, layout=_RULE),
    _Style(
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
    _Style(
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
    _Style(
        "TOCHeading", "TOC Heading", "Normal", "sans", 8.5, 12, 0, 3, colour=_INK2, layout=_KEEP
    ),
    _Style("TOC1", "toc 1", "Normal", "sans", 9.5, 15),
    _Style("BodyText", "Body Text", "Normal", "serif", 10.5, 15, 0, 6),
    _Style("Lead", "Bottom Line", "Normal", "serif", 12.5, 18, 0, 8),
    _Style("Meta", "Meta", "Normal", "sans", 8.5, 12, 0, 4, colour=_INK2),
    _Style("EmptyNote", "Empty Note", "Normal", "sans", 9, 13, 0, 6, colour=_INK2),
    _Style(
        "Passage",
        "Passage",
        "Normal",
        "serif",
        10.5,
        15,
        6,
        1,
        layout="<w:keepLines/>",
        tail=_indent(34, 34),
    ),
    _Style(
        "PassageDetail",
        "Passage Detail",
        "Normal",
        "sans",
        8.5,
        12,
        0,
        1,
        colour=_INK2,
        layout="<w:keepLines/>",
        tail=_indent(34, 0),
    ),
    _Style(
        "PassageNote",
        "Passage Note",
        "Normal",
        "sans",
        9,
        13,
        1,
        1,
        layout="<w:keepLines/><w:pBdr>"
        f'<w:left w:val="single" w:sz="6" w:space="6" w:color="{_LINE}"/></w:pBdr>',
        tail=_indent(42, 0),
    ),
    _Style("Caption", "caption", "Normal", "sans", 9, 12, 8, 4, True, layout=_KEEP),
    _Style("TableText", "Table Text", "Normal", "sans", 9, 12),
    _Style(
        "TableHead",
        "Table Head",
        "TableText",
        "sans",
        8.5,
        11,
        bold=True,
        colour=_INK2,
        layout="<w:keepNext/>",
    ),
    _Style(
        "TableNumber",
        "Table Number",
        "TableText",
        "sans",
        9,
        12,
        tail='<w:jc w:val="right"/>',
        extra='<w14:numSpacing w14:val="tabular"/>',
    ),
    _Style(
        "TableNumberHead",
        "Table Number Head",
        "TableHead",
        "sans",
        8.5,
        11,
        bold=True,
        colour=_INK2,
        layout="<w:keepNext/>",
        tail='<w:jc w:val="right"/>',
    ),
    _Style("TableGap", "Table Gap", "Normal", "sans", 2, 10),
    _Style(
        "ArticleText",
        "Article Text",
        "Normal",
        "serif",
        10.5,
        15,
        0,
        7.5,
        layout=_margin(),
        tail=_ARTICLE,
    ),
    _Style(
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
        tail=_ARTICLE,
        following="ArticleText",
    ),
    _Style(
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
        tail=_ARTICLE,
        following="ArticleText",
    ),
    _Style(
        "ArticleListItem",
        "Article List Item",
        "ArticleText",
        "serif",
        10.5,
        15,
        0,
        4,
        layout=_margin(14),
        tail=_indent(14, MARGIN + 14),
    ),
    _Style(
        "ArticleQuotation",
        "Article Quotation",
        "ArticleText",
        "serif",
        10.5,
        15,
        0,
        7.5,
        layout=_margin(),
        tail=_indent(18, MARGIN + 18),
    ),
    _Style(
        "ArticleCode",
        "Article Code",
        "ArticleText",
        "mono",
        9,
        13,
        0,
        7.5,
        layout=_margin(),
        tail=_ARTICLE,
    ),
    _Style(
        "ArticleFrontMatter",
        "Article Front Matter",
        "ArticleText",
        "sans",
        8.5,
        12,
        0,
        3,
        colour=_INK2,
        layout=_margin(),
        tail=_ARTICLE,
    ),
    _Style("CommentText", "annotation text", "Normal", "sans", 9, 12),
)


def styles_part(tags: str, language: str, text_width: float) -> str:
    """The styles part. ``tags`` is the markup of the tag styles; ``text_width`` is in points."""
    footer = _Style(
        "Footer",
        "footer",
        "Normal",
        "sans",
        8.5,
        11,
        colour=_INK2,
        layout=f'<w:tabs><w:tab w:val="right" w:pos="{twips(text_width)}"/></w:tabs>',
    )
    listed = "".join(_paragraph_style(style) for style in (*_STYLES, footer))
    return (
        f"{HEADER}<w:styles {NAMESPACES}>{_defaults(language)}{_NORMAL}{listed}"
        f"{_CHARACTER_STYLES}{tags}{_TABLE_STYLES}</w:styles>"
    )


def _defaults(language: str) -> str:
    spoken = language_tag(language)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FACES['serif']}"
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="{spoken}" w:bidi="he"/>'
        '<w14:ligatures w14:val="standard"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraph_style(style: _Style) -> str:
    weight = "<w:b/><w:bCs/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    # Hebrew and Arabic letters look smaller than Latin ones of the same size
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2.25)}"/>'
    custom = "" if style.name[0].islower() or style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}<w:uiPriority w:val="10"/><w:qFormat/>'
        f"<w:pPr>{style.layout}{_spacing(style)}{style.tail}</w:pPr>"
        f"<w:rPr>{_FACES[style.face]}{weight}{colour}{size}{style.extra}</w:rPr></w:style>"
    )


def _spacing(style: _Style) -> str:
    # the title's face asks for more than a title of two lines wants; a gap is no line at all
    rule = "exact" if style.id in {"Title", "TableGap"} else "atLeast"
    return (
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}" '
        f'w:line="{twips(style.leading)}" w:lineRule="{rule}"/>'
    )


_BUILT_IN = {"Title", "Subtitle", "Body Text", "TOC Heading"}
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:qFormat/><w:pPr><w:spacing w:line="300" w:lineRule="atLeast"/></w:pPr>'
    # not among the defaults: LibreOffice would print them over character styles in tables
    f'<w:rPr><w:color w:val="{_INK}"/></w:rPr></w:style>'
)
_CHARACTER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{_ACCENT}"/>'
    '<w:u w:val="single" w:color="C9C5EE"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:uiPriority w:val="99"/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Reference">'
    f'<w:name w:val="Reference"/><w:qFormat/><w:rPr>{_FACES["sans"]}<w:b/><w:bCs/>'
    '<w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="ParagraphNumber">'
    f'<w:name w:val="Paragraph Number"/><w:qFormat/><w:rPr>{_FACES["sans"]}<w:b w:val="0"/>'
    f'<w:color w:val="{_INK2}"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Place">'
    f'<w:name w:val="Place"/><w:qFormat/><w:rPr>{_FACES["sans"]}<w:color w:val="{_INK2}"/>'
    '<w:sz w:val="17"/><w:szCs w:val="19"/></w:rPr></w:style>'
)
_CELLS = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
)
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" '
    'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="BriefingTable">'
    '<w:name w:val="Briefing Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_INK2}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/></w:tblBorders>'
    f'{_CELLS}</w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_INK2}"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="LegendTable">'
    '<w:name w:val="Legend Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr>{_CELLS}</w:tblPr></w:style>"
)

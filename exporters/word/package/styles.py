"""The styles part of a briefing: everything a house can restyle, by names that say what it is for.

Sizes are points; the faces are named and also taken from the theme, so changing either works.
"""

from exporters.word.package.archive import HEADER
from exporters.word.package.looks import CHARACTER_STYLES, FACES, INK, TABLE_STYLES
from exporters.word.package.paragraphs import STYLES, Style, measured
from exporters.word.xml import NAMESPACES, language_tag, twips

_BY_ID = {style.id: style for style in STYLES}


def style(id_: str) -> Style:
    """The paragraph style of an id, for those who count lines."""
    return _BY_ID[id_]


def styles_part(tags: str, language: str, text_width: float) -> str:
    """The styles part. ``tags`` is the markup of the tag styles; ``text_width`` is in points."""
    listed = "".join(_paragraph_style(style) for style in (*STYLES, *measured(text_width)))
    return (
        f"{HEADER}<w:styles {NAMESPACES}>{_defaults(language)}{_NORMAL}{listed}"
        f"{CHARACTER_STYLES}{tags}{TABLE_STYLES}</w:styles>"
    )


def _defaults(language: str) -> str:
    spoken = language_tag(language)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{FACES['serif']}"
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="{spoken}" w:bidi="he"/>'
        '<w14:ligatures w14:val="standard"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraph_style(style: Style) -> str:
    weight = "<w:b/><w:bCs/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    # Hebrew and Arabic letters look smaller than Latin ones of the same size
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2.25)}"/>'
    custom = "" if style.name[0].islower() or style.name in _BUILT_IN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}<w:uiPriority w:val="10"/><w:qFormat/>'
        f"<w:pPr>{style.layout}{_spacing(style)}{_indent(style)}{style.tail}</w:pPr>"
        f"<w:rPr>{FACES[style.face]}{weight}{colour}{size}{style.extra}</w:rPr></w:style>"
    )


def _indent(style: Style) -> str:
    if not style.left and not style.hanging:
        return ""
    return f'<w:ind w:left="{twips(style.left)}" w:hanging="{twips(style.hanging)}"/>'


def _spacing(style: Style) -> str:
    if not style.leading:
        return '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
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
    f'<w:rPr><w:color w:val="{INK}"/></w:rPr></w:style>'
)

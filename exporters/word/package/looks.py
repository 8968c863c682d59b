"""Character and table styles of a briefing, and the faces and inks that all its styles share."""

from resources.palette import LIGHT

_SERIF = 'w:ascii="Literata" w:hAnsi="Literata" w:cs="Noto Serif Hebrew"'
_SANS = 'w:ascii="Inter" w:hAnsi="Inter" w:cs="Noto Serif Hebrew"'
FACES = {
    "serif": f'<w:rFonts {_SERIF} w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
    "sans": f'<w:rFonts {_SANS} w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>',
    "mono": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Noto Serif Hebrew"/>',
    "": "",
}
INK2 = LIGHT.ink2.removeprefix("#")
ACCENT = LIGHT.accent.removeprefix("#")
LINE = LIGHT.line.removeprefix("#")
INK = LIGHT.ink.removeprefix("#")

CHARACTER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:uiPriority w:val="99"/><w:rPr><w:color w:val="{ACCENT}"/>'
    '<w:u w:val="single" w:color="C9C5EE"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    '<w:uiPriority w:val="22"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="StrongHyperlink">'
    '<w:name w:val="Strong Hyperlink"/><w:basedOn w:val="Hyperlink"/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    '<w:style w:type="character" w:customStyle="1" w:styleId="FactName">'
    f'<w:name w:val="Fact Name"/><w:qFormat/><w:rPr><w:color w:val="{INK2}"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="NoteLabel">'
    '<w:name w:val="Note Label"/><w:qFormat/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:uiPriority w:val="99"/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Reference">'
    f'<w:name w:val="Reference"/><w:qFormat/><w:rPr>{FACES["sans"]}<w:b/><w:bCs/>'
    '<w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="ParagraphNumber">'
    f'<w:name w:val="Paragraph Number"/><w:qFormat/><w:rPr>{FACES["sans"]}<w:b w:val="0"/>'
    f'<w:color w:val="{INK2}"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Place">'
    f'<w:name w:val="Place"/><w:qFormat/><w:rPr>{FACES["sans"]}<w:color w:val="{INK2}"/>'
    '<w:sz w:val="17"/><w:szCs w:val="19"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:customStyle="1" w:styleId="ContentsPage">'
    '<w:name w:val="Contents Page"/><w:qFormat/><w:rPr>'
    f'<w:color w:val="{INK2}"/></w:rPr></w:style>'
)
_CELLS = (
    '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
)
TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" '
    'w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="BriefingTable">'
    '<w:name w:val="Briefing Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    f'<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{INK2}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>'
    f'{_CELLS}</w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{INK2}"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="LegendTable">'
    '<w:name w:val="Legend Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr>{_CELLS}</w:tblPr></w:style>"
)

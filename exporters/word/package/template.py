"""The parts of a Word file that hold no text of the briefing: settings, theme, properties.

Nothing in them says who made the file, when or with what, beyond what the briefing says itself.
"""

from typing import NamedTuple

from exporters.briefing import Briefing, PageSize
from exporters.text import xml_escape
from exporters.word.package.archive import HEADER, OFFICE, PACKAGE, Archive
from exporters.word.xml import NAMESPACES, iso_instant, language_tag

WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = "word/document.xml"
"""The main part, which the others are tied to."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Page(NamedTuple):
    """A page in points. Text is set ragged right, so both margins differ little."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        """The measure."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """What is between header and footer."""
        return self.height - self.top - self.bottom


PAGES: dict[PageSize, Page] = {
    "A4": Page(595.3, 841.9, 82, 73.3, 71, 74),
    "Letter": Page(612, 792, 86, 86, 68, 70),
}


_OPEN_XML = "http://schemas.openxmlformats.org/officeDocument/2006"
_OWN_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that users name themselves ([MS-OSHARED] 2.3.3.2.3.1.9)."""
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"


def archive(briefing: Briefing) -> Archive:
    """A package with everything but the text, the styles and the fonts."""
    made = Archive({"odttf": f"{_OFFICE_TYPE}.obfuscatedFont"})
    made.relate("", "rId1", f"{OFFICE}/officeDocument", DOCUMENT)
    properties = f"{PACKAGE}/relationships/metadata/core-properties"
    made.relate("", "rId2", properties, "docProps/core.xml")
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    made.add("docProps/core.xml", _core_properties(briefing).encode(), kind)
    if briefing.marking:
        made.relate("", "rId3", f"{OFFICE}/custom-properties", "docProps/custom.xml")
        kind = f"{_OFFICE_TYPE}.custom-properties+xml"
        made.add("docProps/custom.xml", _custom_properties(briefing).encode(), kind)
    add(made, "settings", _settings(briefing.language))
    made.add("word/theme/theme1.xml", _THEME.encode(), f"{_OFFICE_TYPE}.theme+xml")
    made.relate(DOCUMENT, "rIdTheme", f"{OFFICE}/theme", "theme/theme1.xml")
    return made


def add(made: Archive, name: str, content: str, id_: str = "", kind: str = "") -> None:
    """Adds a part of WordprocessingML beside the document, which is tied to it.

    ``kind`` says what it is where its name does not ("header" for "header1").
    """
    kind = kind or name
    made.add(f"word/{name}.xml", content.encode(), f"{WML}.{kind}+xml")
    made.relate(DOCUMENT, id_ or f"rId{name.title()}", f"{OFFICE}/{kind}", f"{name}.xml")


def _core_properties(briefing: Briefing) -> str:
    stamp = iso_instant(briefing.date)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
    marking = xml_escape(briefing.marking)
    category = f"<cp:category>{marking}</cp:category>" if marking else ""
    texts = "".join(
        f"<{name}>{xml_escape(value)}</{name}>"
        for name, value in (
            ("dc:title", briefing.cover.title),
            ("dc:subject", briefing.subject),
            ("dc:creator", briefing.author),
            ("cp:lastModifiedBy", briefing.author),
            ("dc:language", language_tag(briefing.language)),
        )
    )
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{texts}{category}{dates}</cp:coreProperties>'
    )


def _custom_properties(briefing: Briefing) -> str:
    """The marking under a name of its own, where programs that guard documents look for one."""
    return (
        f'{HEADER}<Properties xmlns="{_OPEN_XML}/custom-properties" '
        f'xmlns:vt="{_OPEN_XML}/docPropsVTypes">'
        f'<property fmtid="{_OWN_PROPERTIES}" pid="2" name="Marking">'
        f"<vt:lpwstr>{xml_escape(briefing.marking)}</vt:lpwstr></property></Properties>"
    )


def _settings(language: str) -> str:
    spoken = language_tag(language)
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", "15"),
            ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"),
            ("doNotFlipMirrorIndents", "1"),
            ("differentiateMultirowTableHeaders", "1"),
        )
    )
    return (
        f'{HEADER}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>"
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatible}</w:compat>"
        f'<w:themeFontLang w:val="{spoken}" w:bidi="he"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


_COLOURS = {
    "dk2": "545A62",
    "lt2": "F4F5F6",
    "accent1": "4338B8",
    "accent2": "155E9B",
    "accent3": "1F9470",
    "accent4": "AC5014",
    "accent5": "3A3C3F",
    "accent6": "8A5A00",
    "hlink": "4338B8",
    "folHlink": "4338B8",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_THEME = (
    f'{HEADER}<a:theme xmlns:a="{_DRAWING}" name="Briefing"><a:themeElements>'
    '<a:clrScheme name="Briefing"><a:dk1><a:srgbClr val="16191D"/></a:dk1>'
    '<a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>'
    + "".join(f'<a:{key}><a:srgbClr val="{hue}"/></a:{key}>' for key, hue in _COLOURS.items())
    + '</a:clrScheme><a:fontScheme name="Briefing">'
    '<a:majorFont><a:latin typeface="Inter"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Literata"/><a:ea typeface=""/><a:cs typeface=""/>'
    '</a:minorFont></a:fontScheme><a:fmtScheme name="Briefing">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)

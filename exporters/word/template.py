"""The package a briefing is written into: a clean template made of strings, and its way to bytes.

Nothing in it says who made it, when or with what, beyond what the briefing says itself.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from exporters.briefing import Briefing, PageSize
from exporters.text import xml_escape
from exporters.word.xml import HEADER, NAMESPACES, language_tag

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The date of every entry of the zip: the earliest one, for the same briefing is the same bytes."""


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


PAGES: dict[PageSize, Page] = {
    "A4": Page(595.3, 841.9, 82, 73.3, 71, 74),
    "Letter": Page(612, 792, 86, 86, 68, 70),
}

_CONTENT_TYPES = (
    f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WML}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WML}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WML}.fontTable+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WML}.footer+xml"/>'
    '<Override PartName="/word/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_PACKAGE_RELS = (
    f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId4" Type="{_OFFICE}/theme" Target="theme/theme1.xml"/>'
    f'<Relationship Id="rId5" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
FOOTER_ID = "rId5"
"""The relationship of the footer, for the properties of the section."""


def template(briefing: Briefing, styles: str, footer: str, document: bytes) -> bytes:
    """The package as python-docx opens it: all parts but comments, stored without compression.

    ``document``, ``styles`` and ``footer`` are finished parts. The body stands in its place from
    the start: lxml takes minutes to move a tree of this size from one document to another.
    """
    return packed(
        {
            "[Content_Types].xml": _CONTENT_TYPES.encode(),
            "_rels/.rels": _PACKAGE_RELS.encode(),
            "docProps/core.xml": _core_properties(briefing).encode(),
            "word/_rels/document.xml.rels": _DOCUMENT_RELS.encode(),
            "word/document.xml": document,
            "word/fontTable.xml": _FONT_TABLE.encode(),
            "word/footer1.xml": footer.encode(),
            "word/settings.xml": _settings(briefing.language).encode(),
            "word/styles.xml": styles.encode(),
            "word/theme/theme1.xml": _THEME.encode(),
        },
        level=0,
    )


def packed(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """A zip of ``parts``, sorted by name, without dates: the same parts give the same bytes."""
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", method, compresslevel=level or None) as package:
        # readers look for the content types first; "[" sorts before all other names in use
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = method
            entry.create_system = 0
            package.writestr(entry, parts[name], method, level or None)
    return target.getvalue()


def _core_properties(briefing: Briefing) -> str:
    stamp = xml_escape(briefing.date)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
        for name in ("created", "modified")
        if stamp
    )
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
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{texts}{dates}</cp:coreProperties>'
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
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatible}</w:compat>"
        f'<w:themeFontLang w:val="{spoken}" w:bidi="he"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" '
        'w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" '
        'w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" '
        'w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def _font(name: str, instead: str, family: str) -> str:
    """A face with the ones to take where it is not installed, in order."""
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
    )


_FONT_TABLE = (
    f"{HEADER}<w:fonts {NAMESPACES}>"
    + _font("Literata", "Georgia", "roman")
    + _font("Inter", "Segoe UI", "swiss")
    + _font("Noto Serif Hebrew", "David", "roman")
    + _font("Vazirmatn", "Segoe UI", "swiss")
    + _font("Consolas", "Courier New", "modern")
    + "</w:fonts>"
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

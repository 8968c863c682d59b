"""WordprocessingML as strings: text, runs and paragraphs. All text of a document is escaped here.

Lengths in the functions are points; the markup counts in twentieths or halves of a point.
"""

import re

from exporters.briefing import Direction
from exporters.text import direction_in, xml_escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'mc:Ignorable="w14 w15"'
)
"""Goes into every root element, so that strings made here can stand in any part."""
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TAB = "<w:r><w:tab/></w:r>"

_ARABIC = "\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_RTL = "\u0590-\u05ff\ufb1d-\ufb4f\U00010800-\U00010fff\U0001e800-\U0001efff" + _ARABIC
_BREAKS = re.compile("(\r\n|[\n\r\u2028\u2029]|\t)")
_ANY_RTL = re.compile(f"[{_RTL}]")
_ANY_ARABIC = re.compile(f"[{_ARABIC}]")
_LETTER = re.compile(r"[^\W\d_]")
_RTL_STRETCH = re.compile(rf"([{_RTL}](?:[{_RTL}\W\d_]*[{_RTL}])?)")
_LTR_STRETCH = re.compile(rf"((?![{_RTL}])[^\W\d_](?:[^{_RTL}]*(?![{_RTL}])[^\W_])?)")
_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def text_content(text: str) -> str:
    """``text`` as the inside of a run: ``w:t`` elements, with line breaks and tabs between them."""
    if not _BREAKS.search(text):
        return _plain(text)
    return "".join(
        _plain(piece)
        if not _BREAKS.fullmatch(piece)
        else "<w:tab/>"
        if piece == "\t"
        else "<w:br/>"
        for piece in _BREAKS.split(text)
    )


def _plain(text: str) -> str:
    if not text:
        return ""
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<w:t{kept}>{xml_escape(text)}</w:t>"


def run(text: str, style: str = "") -> str:
    """One run, left to right, in a character style."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{properties}{text_content(text)}</w:r>" if text else ""


def runs(text: str, style: str = "", direction: Direction = "ltr", language: str = "") -> str:
    """``text`` as runs: words of a right-to-left script are marked as such, others are not.

    ``direction`` is that of the paragraph: neutral characters between two scripts go with it.
    ``language`` is the language of the text where it differs from the document's, or empty.
    """
    if direction == "ltr" and (text.isascii() or not _ANY_RTL.search(text)):
        return _run(text, style, rtl=False, language=language)
    if not _LETTER.search(text):
        # figures alone look the same both ways and keep their own face
        return _run(text, style, rtl=False, language=language)
    stretch = _RTL_STRETCH if direction == "ltr" else _LTR_STRETCH
    pieces = stretch.split(text)
    odd_is_rtl = direction == "ltr"
    return "".join(
        _run(piece, style, rtl=(i % 2 == 1) == odd_is_rtl, language=language)
        for i, piece in enumerate(pieces)
        if piece
    )


def paragraph(
    style: str, content: str, direction: Direction = "ltr", before: str = "", after: str = ""
) -> str:
    """A paragraph of a style.

    ``before`` and ``after`` are more ``w:pPr`` markup, on either side of ``w:bidi`` in the schema.
    """
    bidi = "<w:bidi/>" if direction == "rtl" else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{before}{bidi}{after}</w:pPr>'
    return f"<w:p>{properties}{content}</w:p>"


def direction_of(text: str) -> Direction:
    """The direction of the first letter, for text that comes without one (UAX #9, rule P2)."""
    first = _LETTER.search(text)
    return "rtl" if first is not None and _ANY_RTL.match(first.group()) else "ltr"


def language_tag(language: str) -> str:
    """``language`` if it has the form of a tag of BCP 47, or "en": Word refuses other files."""
    return language if _LANGUAGE.fullmatch(language) else "en"


def bidi_language(text: str, language: str) -> str:
    """The language of right-to-left words: the given one if it is written so, or by their script"""
    if direction_in(language) == "rtl":
        return language
    return "ar" if _ANY_ARABIC.search(text) else "he"


def _run(text: str, style: str, *, rtl: bool, language: str) -> str:
    if not text:
        return ""
    name = f'<w:rStyle w:val="{style}"/>' if style else ""
    if rtl:
        # the styles name the Hebrew face for complex scripts; Arabic needs its own
        font = '<w:rFonts w:cs="Vazirmatn"/>' if _ANY_ARABIC.search(text) else ""
        spoken = language_tag(bidi_language(text, language))
        inside = f'{name}{font}<w:rtl/><w:lang w:bidi="{spoken}"/>'
    elif language and direction_in(language) == "ltr":
        inside = f'{name}<w:lang w:val="{language_tag(language)}"/>'
    else:
        inside = name
    properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return f"<w:r>{properties}{text_content(text)}</w:r>"

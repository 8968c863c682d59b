"""WordprocessingML as strings: text, runs and paragraphs. All text of a document is escaped here.

Lengths in the functions are points; the markup counts in twentieths or halves of a point.
"""

import re
from functools import lru_cache

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
DRAWING_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
"""For the part that holds figures."""
TAB = "<w:r><w:tab/></w:r>"

_ARABIC = "\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_RTL = "\u0590-\u05ff\ufb1d-\ufb4f\U00010800-\U00010fff\U0001e800-\U0001efff" + _ARABIC
_BREAKS = re.compile("(\r\n|[\n\r\u2028\u2029]|\t)")
_UNUSUAL = re.compile('[\x00-\x1f&<>"\u2028\u2029\ud800-\udfff\ufffe\uffff]')
"""What cannot stand in ``w:t`` as it is."""
_ANY_RTL = re.compile(f"[{_RTL}]")
_ANY_ARABIC = re.compile(f"[{_ARABIC}]")
_LETTER = re.compile(r"[^\W\d_]")
_RTL_STRETCH = re.compile(rf"([{_RTL}](?:[{_RTL}\W\d_]*[{_RTL}])?)")
_LTR_STRETCH = re.compile(rf"((?![{_RTL}])[^\W\d_](?:[^{_RTL}]*(?![{_RTL}])[^\W_])?)")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LANGUAGES = 64
"""A document has few; what is known of each is kept."""
_LOOKS = 256
"""So many looks of plain runs are kept."""
_CJK = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_EMOJI = "\u231a\u231b\u23e9-\u23fa\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff"
_ANY_SPECIAL = re.compile(f"[{_RTL}{_CJK}{_EMOJI}]")
_ANY_CJK = re.compile(f"[{_CJK}]")
_ANY_EMOJI = re.compile(f"[{_EMOJI}]")
_ANY_FAR = re.compile(f"[{_CJK}{_EMOJI}]")
_FAR_STRETCH = re.compile(
    rf"([{_CJK}](?:[{_CJK}\W\d]*[{_CJK}])?|[{_EMOJI}][{_EMOJI}\ufe0e\ufe0f\u200d\U000e0000-\U000e007f]*)"
)
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_FAR_FACES = {"ja": "Yu Mincho", "ko": "Batang", "zh": "SimSun"}
EMOJI_FACE = "Noto Emoji"
_EMOJI_FONTS = " ".join(f'w:{kind}="{EMOJI_FACE}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))


def twips(points: float) -> int:
    """Points as twentieths of a point."""
    return round(points * 20)


def text_content(text: str) -> str:
    """``text`` as the inside of a run: ``w:t`` elements, with line breaks and tabs between them."""
    if not _UNUSUAL.search(text):
        return _element(text)
    return "".join(
        _element(xml_escape(piece))
        if not _BREAKS.fullmatch(piece)
        else "<w:tab/>"
        if piece == "\t"
        else "<w:br/>"
        for piece in _BREAKS.split(text)
    )


def _element(content: str) -> str:
    if not content:
        return ""
    kept = ' xml:space="preserve"' if content[0].isspace() or content[-1].isspace() else ""
    return f"<w:t{kept}>{content}</w:t>"


def run(text: str, style: str = "") -> str:
    """One run, left to right, in a character style."""
    return f"<w:r>{_properties(style, '', '')}{text_content(text)}</w:r>" if text else ""


def runs(
    text: str,
    style: str = "",
    direction: Direction = "ltr",
    language: str = "",
    own: str = "",
) -> str:
    """``text`` as runs: each script gets what Word needs to set it, other words get nothing.

    ``direction`` is that of the paragraph: neutral characters between two scripts go with it.
    ``language`` is the language of the text where it differs from the document's, or empty.
    ``own`` is ``w:rPr`` markup from ``w:b`` to ``w:szCs`` for all of them.
    """
    if direction == "ltr" and (text.isascii() or not _ANY_SPECIAL.search(text)):
        return _run(text, style, rtl=False, language=language, own=own)
    one_way = direction == "ltr" and not _ANY_RTL.search(text)
    # figures alone look the same both ways and keep their own face
    if one_way or not _LETTER.search(text):
        return _far_runs(text, style, rtl=False, language=language, own=own)
    stretch = _RTL_STRETCH if direction == "ltr" else _LTR_STRETCH
    odd_is_rtl = direction == "ltr"
    return "".join(
        _far_runs(piece, style, rtl=(i % 2 == 1) == odd_is_rtl, language=language, own=own)
        for i, piece in enumerate(stretch.split(text))
    )


def simple_field(instruction: str, shown: str, style: str = "") -> str:
    """A field that Word works out, such as PAGE; ``shown`` is what stands there until it does."""
    return f'<w:fldSimple w:instr=" {instruction} ">{run(shown, style)}</w:fldSimple>'


def paragraph(
    style: str, content: str, direction: Direction = "ltr", before: str = "", after: str = ""
) -> str:
    """A paragraph of a style.

    ``before`` and ``after`` are more ``w:pPr`` markup, on either side of ``w:bidi`` in the schema.
    """
    bidi = "<w:bidi/>" if direction == "rtl" else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{before}{bidi}{after}</w:pPr>'
    return f"<w:p>{properties}{content}</w:p>"


def hex_colour(colour: str, of: str) -> str:
    """``#RRGGBB`` as Word writes it; ``of`` says whose colour it is, for the ``ValueError``."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{of}: {colour!r} is no colour like #155E9B")
    return colour[1:].upper()


def iso_instant(date: str) -> str:
    """``date`` if it is an ISO 8601 instant; empty for anything else, which Word would not open."""
    return date if _INSTANT.fullmatch(date) else ""


def needs_own_runs(text: str) -> bool:
    """Whether there are letters or signs in it that are set in a face of their own."""
    return not text.isascii() and _ANY_SPECIAL.search(text) is not None


def is_wide(text: str) -> bool:
    """Whether there are letters in it that are as wide as they are high."""
    return not text.isascii() and _ANY_CJK.search(text) is not None


def direction_of(text: str) -> Direction:
    """The direction of the first letter, for text that comes without one (UAX #9, rule P2)."""
    if text.isascii():
        return "ltr"
    first = _LETTER.search(text)
    return "rtl" if first is not None and _ANY_RTL.match(first.group()) else "ltr"


@lru_cache(_LANGUAGES)
def language_tag(language: str) -> str:
    """``language`` if it has the form of a tag of BCP 47, or "en": Word refuses other files."""
    return language if _LANGUAGE.fullmatch(language) else "en"


def bidi_language(text: str, language: str) -> str:
    """The language of right-to-left words: the given one if it is written so, or by their script"""
    if direction_in(language) == "rtl":
        return language
    return "ar" if _ANY_ARABIC.search(text) else "he"


def _far_runs(text: str, style: str, *, rtl: bool, language: str, own: str) -> str:
    """Runs of one direction, with ideographs and emoji in runs of their own."""
    if not _ANY_FAR.search(text):
        return _run(text, style, rtl=rtl, language=language, own=own)
    return "".join(
        _run(piece, style, rtl=rtl, language=language, own=own, far=i % 2 == 1)
        for i, piece in enumerate(_FAR_STRETCH.split(text))
    )


def _run(text: str, style: str, *, rtl: bool, language: str, own: str, far: bool = False) -> str:
    if not text:
        return ""
    if not rtl and not far:
        return f"<w:r>{_properties(style, language, own)}{text_content(text)}</w:r>"
    name = f'<w:rStyle w:val="{style}"/>' if style else ""
    if far:
        inside = name + _far_properties(text, own, rtl=rtl, language=language)
    else:
        # the styles name the Hebrew face for complex scripts; Arabic needs its own
        font = '<w:rFonts w:cs="Vazirmatn"/>' if _ANY_ARABIC.search(text) else ""
        spoken = language_tag(bidi_language(text, language))
        inside = f'{name}{font}{own}<w:rtl/><w:lang w:bidi="{spoken}"/>'
    return f"<w:r><w:rPr>{inside}</w:rPr>{text_content(text)}</w:r>"


@lru_cache(_LOOKS)
def _properties(style: str, language: str, own: str) -> str:
    """What a run of European letters needs, which is often nothing."""
    name = f'<w:rStyle w:val="{style}"/>' if style else ""
    spoken = ""
    if language and direction_in(language) == "ltr":
        spoken = f'<w:lang w:val="{language_tag(language)}"/>'
    inside = name + own + spoken
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _far_properties(text: str, own: str, *, rtl: bool, language: str) -> str:
    """The face of emoji, or face and language of ideographs and what is set like them."""
    if _ANY_EMOJI.match(text):
        turned = "<w:rtl/>" if rtl else ""
        return f"<w:rFonts {_EMOJI_FONTS}/>{own}{turned}"
    given = language.partition("-")[0].lower()
    script = "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"
    spoken = language_tag(language) if given in _FAR_FACES else script
    face = _FAR_FACES[given if given in _FAR_FACES else script]
    return f'<w:rFonts w:eastAsia="{face}" w:hint="eastAsia"/>{own}<w:lang w:eastAsia="{spoken}"/>'

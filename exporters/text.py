"""Text on its way into markup: what XML cannot carry is replaced, at the same length."""

import re

from exporters.briefing import Direction

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_HTML = re.compile(
    "[\x7f-\x9f\ufdd0-\ufdef"
    + "".join(chr((plane << 16) + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "syr", "ug", "ur"}
RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks whose letters run right to left, as the inside of a set of a regular expression."""
_UNUSUAL = re.compile('[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
"""What ``xml_escape`` has to do something about; most texts have nothing of it."""


def xml_safe(text: str) -> str:
    """``text`` with U+FFFD for every code point outside Char of XML 1.0 (production [2]).

    The length in code points does not change, so offsets stay valid.
    """
    return _NOT_XML.sub("\ufffd", text)


def xml_escape(text: str) -> str:
    """``text`` as the content of an element or of a quoted attribute, safe and escaped."""
    return _escaped(xml_safe(text)) if _UNUSUAL.search(text) else text


def html_safe(text: str) -> str:
    """``xml_safe`` text without what HTML forbids beyond that: controls and noncharacters.

    (HTML Standard, 13.1.4.) The length in code points does not change.
    """
    if text.isascii() and "\x7f" not in text:
        return xml_safe(text)
    return _NOT_HTML.sub("\ufffd", xml_safe(text))


def direction_in(language: str) -> Direction:
    """The direction of a document in a language, for what has no letters to tell."""
    return "rtl" if language.partition("-")[0].lower() in _RTL_LANGUAGES else "ltr"


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )

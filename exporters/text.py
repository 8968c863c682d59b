"""Text on its way into markup: what XML cannot carry is replaced, at the same length."""

import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )

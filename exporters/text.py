"""Text on its way into markup: what XML cannot carry is replaced, at the same length."""

import re
from collections.abc import Iterable

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_CHARACTER = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_MARKUP = re.compile('[&<>"]')


def xml_safe(text: str) -> str:
    """``text`` with U+FFFD for every code point outside Char of XML 1.0 (production [2]).

    The length in code points does not change, so offsets stay valid.
    """
    return _NOT_XML.sub("\ufffd", text)


def shown_text(text: str) -> str:
    """``text`` as a page shows it: ``xml_safe``, and U+FFFD for what else is no character.

    The length in code points does not change.
    """
    return _NO_CHARACTER.sub("\ufffd", xml_safe(text))


def joined(separator: str, parts: Iterable[str]) -> str:
    """The non-empty ``parts`` in one line; none turns the direction of those after it.

    Embeddings, overrides and isolates that a part leaves open are closed at its end (UAX 9, X9).
    """
    return separator.join(_closed(part) for part in parts if part)


def xml_escape(text: str) -> str:
    """``text`` as the content of an element or of a quoted attribute, safe and escaped."""
    return xml_safe(text) if not _MARKUP.search(text) else _escaped(xml_safe(text))


def _closed(text: str) -> str:
    if not _TURNS.search(text):
        return text
    open_: list[str] = []
    for char in _TURNS.findall(text):
        if char in _CLOSING.values():
            if char in open_:
                del open_[len(open_) - 1 - open_[::-1].index(char) :]
        else:
            open_.append(_CLOSING[char])
    return text + "".join(reversed(open_))


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )

"""Text as a page shows it: what is no character is replaced, what turns direction is closed."""

import re
from collections.abc import Iterable

from exporters.text import xml_safe

_NO_CHARACTER = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


def shown_text(text: str) -> str:
    """``xml_safe`` text, with U+FFFD for what else is no character.

    The length in code points does not change.
    """
    return _NO_CHARACTER.sub("\ufffd", xml_safe(text))


def joined(separator: str, parts: Iterable[str]) -> str:
    """The non-empty ``parts`` in one line; none turns the direction of those after it.

    Embeddings, overrides and isolates that a part leaves open are closed at its end (UAX 9, X9).
    """
    return separator.join(_closed(part) for part in parts if part)


def _closed(text: str) -> str:
    open_: list[str] = []
    for char in _TURNS.findall(text):
        if char in _CLOSING:
            open_.append(_CLOSING[char])
        elif char in open_:
            del open_[len(open_) - 1 - open_[::-1].index(char) :]
    return text + "".join(reversed(open_))

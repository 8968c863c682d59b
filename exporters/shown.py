"""Text as a page shows it: what is no character is replaced, what turns direction is closed."""

import re
from collections.abc import Iterable

from exporters.text import xml_safe

_NO_CHARACTER = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


def shown_text(text: str) -> str:
    """``xml_safe`` text, with U+FFFD for what else is no character.

    The length in code points does not change.
    """
    return _NO_CHARACTER.sub("\ufffd", xml_safe(text))


def joined(separator: str, parts: Iterable[str]) -> str:
    """The non-empty ``parts`` in one line; none turns the direction of those after it."""
    return separator.join(part + unclosed(part) for part in parts if part)


def unclosed(text: str) -> str:
    """The controls that end the embeddings, overrides and isolates ``text`` leaves open.

    (UAX 9, X6a and X7: what ends an embedding does not reach out of an isolate.)
    """
    waiting: list[str] = []
    for control in _TURNS.findall(text) if not text.isascii() else ():
        closing = _CLOSED_BY.get(control)
        if closing:
            waiting.append(closing)
        elif waiting and control == waiting[-1]:
            waiting.pop()
        elif control == "\u2069" and control in waiting:
            while waiting.pop() != control:
                pass
    return "".join(reversed(waiting))

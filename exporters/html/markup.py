"""HTML as strings. All text of a page is escaped here."""

import re

from exporters.briefing import Direction
from exporters.text import html_safe, xml_escape

_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def escape(text: str) -> str:
    """``text`` for the inside of an element or of a quoted attribute.

    What HTML may not hold becomes U+FFFD, so the length in code points does not change.
    """
    return xml_escape(html_safe(text))


def attributes(direction: Direction | None = None, language: str = "", anchor: str = "") -> str:
    """``id``, ``lang`` and ``dir`` with a space before each; ``dir`` is "auto" for no direction."""
    name = f' id="{anchor}"' if anchor else ""
    spoken = f' lang="{language}"' if language_tag(language) else ""
    return f'{name}{spoken} dir="{direction or "auto"}"'


def language_tag(language: str) -> str:
    """``language`` if it has the form of a tag of BCP 47, or empty."""
    return language if _LANGUAGE.fullmatch(language) else ""


def isolated(text: str) -> str:
    """``text`` among others on a line, whatever its direction and whatever controls are in it."""
    plain = text.isascii() and not _BIDI.search(text)
    return escape(text) if plain else f"<bdi>{escape(text)}</bdi>"


def element(name: str, content: str, attributes_: str = "") -> str:
    """An element with content; nothing at all without."""
    return f"<{name}{attributes_}>{content}</{name}>" if content else ""


def css_string(text: str) -> str:
    """``text`` as a string of CSS, every character that is not plain written by its number."""
    return (
        '"' + "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):06x}" for c in text) + '"'
    )

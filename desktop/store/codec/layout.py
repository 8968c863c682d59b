"""How JSON is laid out in a session file, so that a diff shows one change as one line.

A value stands on one line unless its shape says that its members have a line each. Characters that
a reader cannot see, but that hide or reorder what is seen, are written as ``\\uXXXX``.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

import msgspec
from msgspec import Raw, Struct

# Unicode 16, Default_Ignorable_Code_Point without the variation selectors that emoji need; the
# bidirectional controls (UAX #9); line ends that only some programs take for such; C1 controls.
_HIDDEN = (
    "[\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_PIECE = 1024
"""Entries: the system takes few large pieces faster than many small ones."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class Lines(Struct, frozen=True):
    """A line for each member of an object or entry of a list.

    ``members`` and ``entries`` say which of them are spread over lines in turn.
    """

    members: dict[str, "Lines"] = {}
    entries: "Lines | None" = None


_TARGET = Lines({"selector": Lines()})
ANNOTATION = Lines(
    {"body": Lines(), "target": Lines({"selector": Lines()}, entries=_TARGET)},
)
BRIEFING = Lines({"leftOut": Lines()})
SOURCE = Lines({"text": Lines(), "blocks": Lines()})


def laid_out(value: object, shape: Lines | None, indent: int) -> bytes:
    """A value as it stands in the file; ``indent`` is the column its first line starts at."""
    if shape is None or not value or not isinstance(value, dict | list):
        return one_line(value)
    inner: list[bytes]
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        inner = [
            _name(key) + laid_out(member, shape.members.get(key), indent + 1)
            for key, member in members.items()
        ]
        return _group(b"{", inner, b"}", indent)
    entries = cast("list[object]", value)
    inner = [laid_out(entry, shape.entries, indent + 1) for entry in entries]
    return _group(b"[", inner, b"]", indent)


@lru_cache(256)
def _name(key: str) -> bytes:
    """A member's name with its colon; the same few stand in every record."""
    return one_line(key) + b": "


def _group(opening: bytes, inner: list[bytes], closing: bytes, indent: int) -> bytes:
    """Brackets around parts that have a line each, one column further in."""
    pad = b"\n" + b" " * indent
    return b"".join((opening, pad, b" ", (b"," + pad + b" ").join(inner), pad, closing))


def grouped(entries: Sequence[bytes | Raw], indent: int) -> Iterator[bytes]:
    """A list of entries that are laid out already, in pieces of about a megabyte."""
    if not entries:
        yield b"[]"
        return
    pad = b"\n" + b" " * indent
    between = b"," + pad + b" "
    for first in range(0, len(entries), _PIECE):
        yield between if first else b"[" + pad + b" "
        yield between.join(entries[first : first + _PIECE])
    yield pad + b"]"


def one_line(value: object) -> bytes:
    """JSON with a space after commas and colons, hidden characters escaped.

    JSON text has no lone surrogates (RFC 8259, 8.2); those of a value become U+FFFD.
    """
    try:
        encoded = msgspec.json.encode(value)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(no_surrogates(value))
    if isinstance(value, dict | list | tuple):
        encoded = msgspec.json.format(encoded, indent=0)
    if encoded.isascii() and b"\x7f" not in encoded:
        return encoded
    return re.sub(_HIDDEN, _escaped, encoded.decode()).encode()


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate, which UTF-8 cannot hold, made U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def no_surrogates(value: object) -> object:
    """The same for all strings of a value that JSON can hold."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        return {without_surrogates(key): no_surrogates(member) for key, member in members.items()}
    if isinstance(value, list | tuple):
        return [no_surrogates(entry) for entry in cast("list[object]", value)]
    return value

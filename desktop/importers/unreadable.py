"""The one error of this room: a file or a text that no reader can make an article of."""

from enum import StrEnum


class Reason(StrEnum):
    """Why there is no article; ``desktop.messages`` words it for people."""

    MISSING = "missing"
    """There is no file at this path."""
    EMPTY = "empty"
    """It holds nothing, or white space only."""
    BINARY = "binary"
    """It is not text. ``detail`` names the kind of file where its first bytes tell, else empty."""
    UNREADABLE = "unreadable"
    """The system does not let it be read, or it is no file. ``detail`` is what the system says."""
    ENCODING = "encoding"
    """It is text, but how its characters are written cannot be told with certainty.

    ``detail`` is the encoding that its byte order mark promises, or that nearly all of it keeps,
    and that its bytes break; else empty.
    """
    TOO_LARGE = "too_large"
    """It is larger than ``desktop.importers.read.MAX_BYTES``. ``detail`` is the limit in bytes."""
    UNKNOWN_FORMAT = "unknown_format"
    """No reader is made for this kind of file. ``detail`` is its extension, with the dot."""


class UnreadableArticle(Exception):
    """Nothing was imported. ``name`` is a file name, never a path."""

    def __init__(self, reason: Reason, name: str, detail: str = "") -> None:
        super().__init__(reason, name, detail)
        self.reason = reason
        self.name = name
        self.detail = detail

    def __str__(self) -> str:
        return ": ".join(part for part in (self.name, self.reason.value, self.detail) if part)

"""What this room raises: typed exceptions, worded for people by ``desktop.messages``."""

from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """Why bytes are not a session this program can hold."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf-8"
    CUT_OFF = "cut-off"
    NOT_JSON = "not-json"
    NOT_A_SESSION = "not-a-session"
    NEWER = "newer"
    TOO_DEEP = "too-deep"
    TOO_MUCH = "too-much"
    """Readable, but more than the format allows where what is shown grows with it."""
    MISSING = "missing"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    NOT_A_NUMBER = "not-a-number"
    DUPLICATE_KEY = "duplicate-key"
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_TAG = "unknown-tag"
    SPAN_OUTSIDE = "span-outside"
    TEXT_MISMATCH = "text-mismatch"


class StoreError(Exception):
    """Anything that goes wrong between a session and its file."""


class BadSession(StoreError):
    """The bytes are no session that can be held whole; nothing of them was kept.

    ``path`` names the place: ``annotations[12].target.selector[0].end`` for a member,
    ``line 3, column 17`` where the JSON itself is broken, empty for the file as a whole.
    ``detail`` is plain English for the log and for ``brieflight check``. ``article`` is the name of
    the article whose text is not the one that was saved.
    """

    def __init__(self, reason: Reason, path: str = "", detail: str = "", article: str = "") -> None:
        super().__init__(reason, path, detail)
        self.article = article
        self.reason = reason
        self.path = path
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.path or 'the file'}: {self.detail or self.reason}"


class FileError(StoreError):
    """The system refused; ``error`` is what it raised, with its ``errno``."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.path = path
        self.error = error

    @property
    def errno(self) -> int | None:
        """The system's number of the error, as in the ``errno`` module."""
        return self.error.errno

    def __str__(self) -> str:
        return f"{self.path}: {self.error.strerror or self.error}"


class ReadFailed(FileError):
    """The file is missing, or cannot be read."""


class ChangedOutside(StoreError):
    """Another program has changed the file since it was read; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: changed by another program"


class WriteFailed(FileError):
    """The file could not be written; what stood there before is untouched."""

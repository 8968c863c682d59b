"""What the window and the process for suggestions say to each other.

Requests are JSON lines on its standard input, a ``Read`` followed by ``payload`` bytes of text
(UTF-8, lone surrogates as they are). Replies are JSON lines on its standard output: one ``Loaded``,
and for every ``Read`` any number of ``Some`` and then one ``Done``. ``Stop`` ends the reading of
one article, not the process; that ends with its standard input.
"""

from enum import StrEnum

import msgspec
from msgspec import Struct

from desktop.model.source import Block
from desktop.model.suggestion import Suggestion

ARGUMENTS = ("-m", "desktop.suggester")


class Missing(StrEnum):
    """Why an article could be read for its quotation marks only."""

    NOTHING = ""
    MODEL = "no-model"
    LANGUAGE = "other-language"


class Ending(StrEnum):
    """How the reading of an article ended."""

    WHOLE = "whole"
    STOPPED = "stopped"
    FAILED = "failed"


class Read(Struct, frozen=True, tag="read"):
    """Read an article; ``run`` is a number that the replies to it carry."""

    run: int
    payload: int
    blocks: tuple[Block, ...] = ()
    language: str = ""


class Stop(Struct, frozen=True, tag="stop"):
    """Read no further in the article of this number; one that is done already is done."""

    run: int


class Loaded(Struct, frozen=True, tag="loaded"):
    """The language model is in memory, or it is not installed."""

    missing: Missing


class Some(Struct, frozen=True, tag="some"):
    """Further suggestions, in order of the text, and how far the article is read (0.0 to 1.0)."""

    run: int
    suggestions: tuple[Suggestion, ...]
    done: float


class Done(Struct, frozen=True, tag="done"):
    """Nothing more comes for this article. ``detail`` is for the log, without words of it."""

    run: int
    ending: Ending
    missing: Missing = Missing.NOTHING
    detail: str = ""


Request = Read | Stop
Reply = Loaded | Some | Done

encode = msgspec.json.encode
decode_request = msgspec.json.Decoder[Request](Request).decode
decode_reply = msgspec.json.Decoder[Reply](Reply).decode


def text_bytes(text: str) -> bytes:
    """The payload of an article's text."""
    return text.encode("utf-8", "surrogatepass")


def text_of(payload: bytes) -> str:
    """The text of a payload; what is not UTF-8 in it becomes U+FFFD."""
    try:
        return payload.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return payload.decode("utf-8", "replace")

"""An imported article on its way from the worker to the window, as one JSON array."""

from typing import Any

import msgspec

from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.source import FrontMatter, Source

Imported = tuple[Source, FrontMatter | None, tuple[str, ...]]
"""The source, what looks like its front matter, and sentences about what was replaced."""


def encode_imported(source: Source, found: FrontMatter | None, notes: tuple[str, ...]) -> bytes:
    """The bytes of an import; the source must be new, for its ``extra`` is left out."""
    return _encoder.encode((source, found, notes))


def decode_imported(data: bytes) -> Imported:
    """What ``encode_imported`` was given; raises ``msgspec.DecodeError`` for anything else."""
    return _decoder.decode(data)


def _leave_out(value: object) -> None:
    if not isinstance(value, Extra):
        raise NotImplementedError(type(value).__name__)


def _without(kind: type, value: Any) -> Extra:  # msgspec types what it hands over as Any
    if kind is not Extra or value is not None:
        raise ValueError(kind.__name__)  # which msgspec makes a DecodeError
    return NO_EXTRA


_encoder = msgspec.json.Encoder(enc_hook=_leave_out)
_decoder = msgspec.json.Decoder[Imported](Imported, dec_hook=_without)

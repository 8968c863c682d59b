"""The bytes of a session file -> a session, whatever version of the format they have.

The form is described by ``resources/schema/session-1.schema.json``: one UTF-8 JSON file whose
``annotations`` are each a valid Web Annotation (W3C Recommendation, 2017). Made to be fast;
``strict.problems`` sees what is passed over here.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from typing import cast

import msgspec
from msgspec import Struct

from desktop.i18n import _
from desktop.model.session import Session
from desktop.store.codec import upgrades, wire
from desktop.store.codec.parsing import parse, session_of
from desktop.store.codec.records import FileExtra, Json, RecordBytes
from desktop.store.errors import BadSession, Reason

BOM = b"\xef\xbb\xbf"


class ReadOnly(StrEnum):
    """Why a session that can be shown must not be saved."""

    NEWER = "newer"
    """Only a newer version of the program may change the file."""


class Decoded(Struct, frozen=True):
    """A session as it came from its bytes.

    ``read_only`` says why the session is shown but must not be saved, if so. ``cache`` belongs to
    the session and is handed to each ``encode``. ``upgraded_from`` is the version the bytes had, if
    it was an older one.
    """

    session: Session
    cache: RecordBytes
    read_only: ReadOnly | None = None
    upgraded_from: int | None = None


def decode(data: bytes, checked_later: bool = False) -> Decoded:
    """The session in the bytes of a file; raises ``BadSession`` and nothing else.

    ``checked_later`` says that ``strict.problems`` is going to look at the same bytes before any
    are written again, so what it would find in members that are not known is left to it.
    """
    with no_collection():
        return _decoded(data, checked_later)


@contextmanager
def no_collection() -> Generator[None]:
    """Cyclic garbage collection is off: nothing here makes cycles, and each of its passes would
    walk all the records there are so far."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _decoded(data: bytes, checked_later: bool) -> Decoded:
    today, file = current(data, utf8=not checked_later)
    session = session_of(file, FileExtra(today))
    read_only = ReadOnly.NEWER if file.min_reader > wire.FORMAT_VERSION else None
    as_read = today is data or data.endswith(
        today
    )  # else it was upgraded, and has no layout to be kept
    older = None if as_read else _decode_head(data.removeprefix(BOM)).format_version
    return Decoded(
        session,
        RecordBytes(session if as_read else None),
        read_only,
        older if isinstance(older, int) else None,
    )


def current(data: bytes, utf8: bool = True) -> tuple[bytes, wire.File]:
    """A file's bytes, those of an older version upgraded, and their typed form.

    Raises ``BadSession`` as ``decode`` does.
    """
    data = data.removeprefix(BOM)
    try:
        file = parse(data, utf8)
    except BadSession as error:
        number = _older(data, error)
    else:
        if file.format != wire.FORMAT:
            raise _other(file.format)
        number = file.format_version
        if number >= wire.FORMAT_VERSION:
            return data, file
    data = _upgraded(data, number)
    return data, parse(data)


class _Head(Struct, rename="camel"):
    """What tells a session from other JSON, and whether this program can read it."""

    format: object = None
    format_version: object = None
    min_reader: object = None


_decode_head = msgspec.json.Decoder(_Head).decode


def _older(data: bytes, error: BadSession) -> int:
    """The version of a file that is not of today's form, when it is an older one.

    Otherwise raises ``error``, or what is behind it: no session at all, or a newer program's.
    """
    if error.reason not in (Reason.MISSING, Reason.WRONG_TYPE, Reason.WRONG_VALUE):
        raise error
    try:
        head = _decode_head(data)
    except msgspec.ValidationError:
        raise _other(None) from None
    except (msgspec.DecodeError, RecursionError):
        raise error from None  # it is broken as JSON, too, behind the place that `error` names
    if head.format != wire.FORMAT:
        raise _other(head.format)
    reader, number = head.min_reader, head.format_version
    if isinstance(reader, int) and reader > wire.FORMAT_VERSION:
        detail = _("the file asks for version {asked} of the format, this program knows {known}")
        detail = detail.format(asked=reader, known=wire.FORMAT_VERSION)
        raise BadSession(Reason.NEWER, "minReader", detail) from None
    if isinstance(number, int) and number < wire.FORMAT_VERSION:
        return number
    raise error


def _other(given: object) -> BadSession:
    if isinstance(given, str):
        detail = _("the format is {given}, not a session").format(given=repr(given[:80]))
        return BadSession(Reason.NOT_A_SESSION, "format", detail)
    return BadSession(Reason.NOT_A_SESSION, "", _("this JSON is no session"))


def _upgraded(data: bytes, number: int) -> bytes:
    if number not in upgrades.STEPS:
        detail = _("there is no version {number} of the format").format(number=number)
        raise BadSession(Reason.WRONG_VALUE, "formatVersion", detail)
    try:
        content = cast("Json", msgspec.json.decode(data))
        return msgspec.json.encode(upgrades.upgraded(content, number, wire.FORMAT_VERSION))
    except (
        *(msgspec.MsgspecError, UnicodeDecodeError, RecursionError),
        *(LookupError, TypeError, AttributeError, ValueError),  # a step met another form
    ) as error:
        detail = _("it cannot be upgraded from version {number}").format(number=number)
        raise BadSession(Reason.WRONG_VALUE, "", detail) from error

"""A file, or a text from the clipboard, made a source: the formats, the limits, the errors."""

import re
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from desktop.i18n import _, ngettext
from desktop.importers import markdown, text
from desktop.importers.decode import Decoded, decode, with_line_feeds
from desktop.importers.layout import Parsed
from desktop.importers.unreadable import Reason, UnreadableArticle
from desktop.model.identity import SourceId, new_urn
from desktop.model.source import Front, FrontMatter, Origin, Reader, Source

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Format",
    "ImportResult",
    "Reason",
    "UnreadableArticle",
    "read_file",
    "read_text",
]

MAX_BYTES = 64 * 1024 * 1024


class Format(Struct, frozen=True):
    """A kind of file: how it is told, and what reads it. Extensions are lower case, with a dot."""

    media_type: str
    extensions: tuple[str, ...]
    reader: Reader
    parse: Callable[[str], Parsed]


PLAIN = Format("text/plain", (".txt", ".text", ""), Reader("text", "1"), text.parse)
FORMATS = (
    PLAIN,
    Format(
        "text/markdown",
        (".md", ".markdown", ".mdown", ".mkd"),
        Reader("markdown", "1"),
        markdown.parse,
    ),
)
_BY_EXTENSION = {extension: form for form in FORMATS for extension in form.extensions}
_BY_MEDIA_TYPE = {form.media_type: form for form in FORMATS}

_SURROGATE = re.compile(r"[\ud800-\udfff]")

_ENCODING_NAMES = {
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "tis_620": "TIS-620",
    "iso2022_jp": "ISO-2022-JP",
    "mac_roman": "Mac Roman",
}


class ImportResult(Struct, frozen=True):
    """An article just read. ``source.front`` is empty: what was found waits in ``front_matter``.

    ``notes`` are sentences for the analyst about what had to be guessed or replaced.
    """

    source: Source
    front_matter: FrontMatter | None
    notes: tuple[str, ...] = ()


def read_file(path: Path) -> ImportResult:
    """Read the article in a file, as its extension says; one without an extension is plain text.

    The file is opened for reading only. Raises ``UnreadableArticle``, for any reason there is.
    """
    name = _scalar(path.name)[0]
    _check(path, name)
    form = _BY_EXTENSION.get(_extension(name))
    if form is None:
        raise UnreadableArticle(Reason.UNKNOWN_FORMAT, name, _extension(name))
    data = _bytes(path, name)
    decoded = decode(data, name)
    origin = Origin(sha256(data).hexdigest(), len(data))
    notes = (_encoding_note(decoded),) if decoded.guessed else ()
    return _result(decoded.text, name, form, origin, notes)


def read_text(value: str, name: str, media_type: str = "") -> ImportResult:
    """Read an article that is a text already, such as one pasted or a newer text of a source.

    The format is that of ``media_type``, else that of the extension of ``name``, else plain text.
    The bytes of its origin are the UTF-8 of what was given. Lone surrogates, which UTF-8 cannot
    carry, become U+FFFD one for one. Raises ``UnreadableArticle`` (empty, too_large).
    """
    name = _scalar(name)[0]
    form = _BY_MEDIA_TYPE.get(media_type) or _BY_EXTENSION.get(_extension(name), PLAIN)
    value, replaced = _scalar(value)
    data = value.encode()
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(Reason.TOO_LARGE, name, str(MAX_BYTES))
    origin = Origin(sha256(data).hexdigest(), len(data))
    notes = (_surrogate_note(replaced),) if replaced else ()
    return _result(with_line_feeds(value.removeprefix("\ufeff")), name, form, origin, notes)


def _result(
    whole: str, name: str, form: Format, origin: Origin, notes: tuple[str, ...]
) -> ImportResult:
    if not whole.strip():
        raise UnreadableArticle(Reason.EMPTY, name)
    blocks, found = form.parse(whole)
    source = Source(
        id=SourceId(new_urn()),
        name=name,
        media_type=form.media_type,
        front=Front(),
        origin=origin,
        reader=form.reader,
        text=whole,
        sha256=sha256(whole.encode()).hexdigest(),
        blocks=blocks,
    )
    return ImportResult(source, found, notes)


def _bytes(path: Path, name: str) -> bytes:
    """All of a file that ``_check`` let pass; it may have changed since, so the limit holds."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableArticle(Reason.UNREADABLE, name, error.strerror or "") from error
    if len(data) > MAX_BYTES:
        raise UnreadableArticle(Reason.TOO_LARGE, name, str(MAX_BYTES))
    return data


def _check(path: Path, name: str) -> None:
    """Refuse what is no regular file: a pipe or a device is never opened, it might not end."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UnreadableArticle(Reason.MISSING, name) from error
    except OSError as error:
        raise UnreadableArticle(Reason.UNREADABLE, name, error.strerror or "") from error
    if stat.S_ISDIR(mode):
        raise UnreadableArticle(Reason.UNREADABLE, name, _("It is a folder."))
    if not stat.S_ISREG(mode):
        raise UnreadableArticle(Reason.UNREADABLE, name, _("It is not a file."))


def _extension(name: str) -> str:
    """The extension in lower case, or empty; “Report v1.2” and “Mr. Smith” have none."""
    suffix = Path(name).suffix.lower()
    return suffix if suffix[1:].isalnum() and not suffix[1:].isdecimal() else ""


def _scalar(value: str) -> tuple[str, int]:
    """The text with U+FFFD for each lone surrogate, and their number.

    Names of files hold them too, for bytes that are no UTF-8 (PEP 383).
    """
    return _SURROGATE.subn("\ufffd", value)


def _encoding_note(decoded: Decoded) -> str:
    name = _ENCODING_NAMES.get(decoded.encoding) or decoded.encoding.upper().replace("_", "-")
    if name.startswith("CP"):
        name = name.replace("CP", "Windows-" if name.startswith("CP125") else "Code page ")
    return _("Read as {encoding}: the file does not say how its characters are written.").format(
        encoding=name
    )


def _surrogate_note(count: int) -> str:
    return ngettext(
        "{count} half of a character was replaced by �.",
        "{count} halves of characters were replaced by �.",
        count,
    ).format(count=count)

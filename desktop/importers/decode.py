"""Bytes to text: by byte order mark, as UTF-8, or by a guess that has to be a good one."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop.importers.unreadable import Reason, UnreadableArticle

if TYPE_CHECKING:
    from charset_normalizer.models import CharsetMatch

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "OLE"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
)

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f")
_WORST_CONTROLS = 0.02
"""Share of control characters beyond which bytes are no text."""

_ASCII_LETTERS = bytes(code for code in range(128) if chr(code).isalpha())
_ASCII = bytes(range(128))
_HIGH = bytes(range(128, 256))

_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")

# What articles are in fact found in. Left to itself charset-normalizer also offers the likes of
# mac_latin2 and cp775, which fit English text with two accents just as well.
_USUAL = (
    *("cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp866", "cp1253", "cp1254", "cp1255"),
    *("cp1256", "cp1257", "cp1258", "tis_620", "mac_roman", "cp437", "cp850"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
_SECOND = ("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15")
_EAST_ASIAN = frozenset({"cp932", "euc_jp", "gb18030", "big5", "cp949"})
_SAME = 0.01
"""Scores of charset-normalizer closer than this say nothing about which encoding it is."""
_CLEAN = 0.05
_MARGIN = 0.1
_SAMPLE = 20_000
_SIGN_AT_LETTER = re.compile("[^\\W\\d_][¹²³¯¼½¾¶±¬¦¸¨¤×÷]|[¹³¯¼½¾¶¬¦¸¨¤][^\\W\\d_]")


class Decoded(Struct, frozen=True):
    """``text`` without byte order mark, CRLF made LF. ``guessed``: the bytes do not say it."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, name: str) -> Decoded:
    """The text that ``data`` holds; ``encoding`` is Python's name of how it was written.

    Raises ``UnreadableArticle`` (binary, encoding) about ``name``. Time is linear in the length.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, name)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableArticle(Reason.BINARY, name, kind)
    if b"\x00" in data:
        return _wide(data, name)
    if _share_of_controls(data) > _WORST_CONTROLS:
        return _east_asian_wide(data, name)
    if _ISO_2022_JP.search(data):  # all ASCII bytes, so it would pass for UTF-8
        text = _attempt(data, "iso2022_jp")
        if text is not None:
            return Decoded(with_line_feeds(text), "iso2022_jp", guessed=True)
    text = _attempt(data, "utf-8")
    if text is not None:
        return Decoded(with_line_feeds(text), "utf-8", guessed=False)
    if _is_damaged_utf_8(data):
        raise UnreadableArticle(Reason.ENCODING, name, "utf-8")
    return _guessed(data, name)


def with_line_feeds(text: str) -> str:
    """The text with CRLF made LF. A lone CR stays."""
    return text.replace("\r\n", "\n")


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _marked(data: bytes, encoding: str, name: str) -> Decoded:
    text = _attempt(data, encoding)
    if text is None:
        raise UnreadableArticle(Reason.ENCODING, name, encoding)
    if not _is_clean(text):
        raise UnreadableArticle(Reason.BINARY, name)
    return Decoded(with_line_feeds(text), encoding, guessed=False)


def _share_of_controls(data: bytes) -> float:
    return (len(data) - len(data.translate(None, _CONTROLS))) / max(1, len(data))


def _is_clean(text: str) -> bool:
    """Whether characters, once decoded, are a text: no NUL, hardly a control character."""
    return "\x00" not in text and _share_of_controls(text.encode("utf-8")) <= _WORST_CONTROLS


def _wide(data: bytes, name: str) -> Decoded:
    """UTF-16 or UTF-32 without a mark: their NULs all fall on the high bytes of characters."""
    total = data.count(0)
    candidates: list[str] = []
    if total * 2 >= len(data):
        candidates += ["utf-32-le", "utf-32-be"]
    if data[1::2].count(0) == total:
        candidates.append("utf-16-le")
    elif data[0::2].count(0) == total:
        candidates.append("utf-16-be")
    for encoding in candidates:
        text = _attempt(data, encoding)
        if text is not None and _is_clean(text) and _is_mostly_written(text):
            return Decoded(with_line_feeds(text), encoding, guessed=True)
    return _east_asian_wide(data, name)


def _east_asian_wide(data: bytes, name: str) -> Decoded:
    """UTF-16 without a mark whose characters are East Asian: NULs on either side, or none at all.

    In the wrong byte order such a text scatters over all blocks of Unicode. Only for bytes that are
    binary otherwise: Shift JIS read as UTF-16 is all Chinese characters too.
    """
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:4000].decode(encoding, "replace")
        if sum(map(_is_east_asian, sample)) >= 0.97 * len(sample):
            text = _attempt(data, encoding)
            if text is not None and _is_clean(text):
                return Decoded(with_line_feeds(text), encoding, guessed=True)
    raise UnreadableArticle(Reason.BINARY, name)


def _is_east_asian(char: str) -> bool:
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\u3000" <= char <= "\u30ff"
        or "\uff00" <= char <= "\uffef"
        or " " <= char <= "~"
        or char in "\n\r\t“”‘’—–…·"
    )


def _is_mostly_written(text: str) -> bool:
    """Whether the characters are assigned ones, not what chance bytes would give."""
    sample = text[:_SAMPLE]
    known = sum(char.isprintable() or char.isspace() for char in sample)
    return known >= 0.95 * len(sample)


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether nearly all is UTF-8, as in a file cut off within a character.

    As Windows-1252 every quotation mark in it would come out as three wrong characters.
    """
    whole = data.decode("utf-8", "ignore").encode().translate(None, _ASCII)
    return len(whole) > 0.8 * len(data.translate(None, _ASCII))


def _guessed(data: bytes, name: str) -> Decoded:
    for encodings in (_USUAL, _SECOND):
        for encoding in _ranked(data, encodings):
            text = _attempt(data, encoding)
            if text is not None:
                return Decoded(with_line_feeds(text), encoding, guessed=True)
    raise UnreadableArticle(Reason.ENCODING, name)


def _ranked(data: bytes, encodings: tuple[str, ...]) -> list[str]:
    """Those of ``encodings`` that fit with certainty, best first.

    charset-normalizer scores *chaos* (0 is none) and *coherence* (letters as frequent as in a
    language it knows, 0 to 1; always low for East Asian texts, whose bytes are strict instead).
    """
    from charset_normalizer import from_bytes

    found = list(from_bytes(data, cp_isolation=list(encodings)))
    found.sort(key=lambda match: _has_signs_for_letters(data, match.encoding))
    if not found or not _is_plain(data, found[0], found[1:]):
        return []
    best = found[0]
    for match in found:
        is_as_good = (
            match.chaos <= best.chaos + _SAME
            and match.coherence >= best.coherence - _SAME
            and not _has_signs_for_letters(data, match.encoding)
        )
        if is_as_good and "cp1252" in match.could_be_from_charset:
            if best.coherence > 0 or _is_mostly_latin(data):
                return ["cp1252"]
            break
    return [
        match.encoding
        for match in found
        if match.coherence > 0 or (match.encoding in _EAST_ASIAN and match.chaos < _CLEAN)
    ][:3]


def _is_plain(data: bytes, best: "CharsetMatch", others: "Sequence[CharsetMatch]") -> bool:
    """Whether no other reading is about as good: a little Hebrew is odd Russian just as well.

    Latin encodings may well be: they differ in a few accents, and the analyst is told of the guess.
    """
    rivals = [other for other in others if other.chaos <= best.chaos + _CLEAN]
    return _is_mostly_latin(data) or all(
        not other.coherence or best.coherence >= other.coherence + _MARGIN for other in rivals
    )


def _has_signs_for_letters(data: bytes, encoding: str) -> bool:
    """Whether signs stand at letters as in “zwi¹zku”, Polish read as Windows-1252."""
    text = data[:_SAMPLE].decode(encoding, "replace")
    high = sum(char > "\x7f" for char in text)
    return len(_SIGN_AT_LETTER.findall(text)) > 0.03 * high


def _is_mostly_latin(data: bytes) -> bool:
    """Whether the text is written in ASCII letters but for an accent or a quotation mark."""
    letters = len(data) - len(data.translate(None, _ASCII_LETTERS))
    return letters >= 4 * (len(data) - len(data.translate(None, _HIGH)))

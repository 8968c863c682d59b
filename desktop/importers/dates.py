"""Dates as articles print them, in English or in figures."""

import re
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|[A-Z]{2,3}T))?)?"

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{2})(?P=mark)(?P<day>\d{2})"
    r"(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w)" + _CLOCK
)
_IN_WORDS = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}(?!\w){_CLOCK}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\w){_CLOCK}", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\w){_CLOCK}"),
)
_LEAD = re.compile(
    r"(?:date|dated|published|posted|updated|first published)(?:\s+on)?\s*:?\s+", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:[—–|·•:]|-+(?=\s))\s*")
_SEPARATORS = " \t\n\r—–|·•:-"
_SPACE = re.compile(r"\s+")
_OPENING = "“\"‘'«„([—–¿¡"


class Dated(NamedTuple):
    """A date in a text: the code point it ends before, and the day in ISO 8601."""

    end: int
    iso: str


def date_at(text: str, start: int, end: int) -> Dated | None:
    """The date that begins exactly at ``start``, with a time of day if one follows.

    12/01/2020 is none: it is another day on the other side of the Atlantic.
    """
    for pattern in (_ISO, *_IN_WORDS):
        match = pattern.match(text, start, end)
        if match:
            iso = _iso(match["year"], match["month"], match["day"])
            return Dated(match.end(), iso) if iso else None
    return None


def iso_date(value: str) -> str:
    """``value`` in ISO 8601, if all of it is a date; else empty."""
    value = value.strip()
    found = date_at(value, 0, len(value))
    return found.iso if found and found.end == len(value) else ""


def dated_prefix(text: str, start: int, end: int) -> Dated | None:
    """A date printed before the first sentence, with its lead (“Published on”) and separator.

    ``end`` of the answer lies before any white space. A sentence may well begin with a date, so one
    in words counts only with a lead, a separator, or nothing after it, and never before a comma
    or a small letter.
    """
    lead = _LEAD.match(text, start, end)
    first = lead.end() if lead else start
    found = date_at(text, first, end)
    if found is None:
        return None
    if not text[found.end : end].strip(_SEPARATORS):
        return Dated(start + len(text[start:end].rstrip()), found.iso)
    separator = _SEPARATOR.match(text, found.end, end)
    gap = separator or _SPACE.match(text, found.end, end)
    if gap is None or not (lead or separator or _ISO.match(text, first, end)):
        return None
    if not _may_open(text[gap.end() : gap.end() + 1]):
        return None
    return Dated(found.end + len(gap.group().rstrip()), found.iso)


def _may_open(char: str) -> bool:
    """Whether a sentence may begin with it."""
    return char in _OPENING or (char.isalnum() and not char.islower())


def _iso(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""

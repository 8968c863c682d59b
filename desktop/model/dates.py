"""Dates as articles print them and people write them, in English or in figures."""

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

ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{2})(?P=mark)(?P<day>\d{2})"
    r"(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\w)" + _CLOCK
)
_IN_WORDS = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}(?!\w){_CLOCK}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\w){_CLOCK}", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}(?!\w){_CLOCK}"),
)
LEAD = re.compile(
    r"(?:date|dated|published|posted|updated|first published)(?:\s+on)?\s*:?\s+", re.IGNORECASE
)
_MONTH_ALONE = (
    re.compile(rf"{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{2})"),
)
_YEAR_ALONE = re.compile(r"[1-9]\d{3}")
_IN_SLASHES = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")


class Dated(NamedTuple):
    """A date in a text: the code point it ends before, and the day in ISO 8601."""

    end: int
    iso: str


def date_at(text: str, start: int, end: int) -> Dated | None:
    """The date that begins exactly at ``start``, with a time of day if one follows.

    12/01/2020 is none: it is another day on the other side of the Atlantic.
    """
    for pattern in (ISO, *_IN_WORDS):
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


def written_date(value: str) -> str:
    """A date that a person wrote into a field, in ISO 8601; empty where it is none.

    Every form that is read in articles, also with what stands before it there ("Published on"); a
    month ("November 2026") or a year alone.
    """
    value = value.strip()
    lead = LEAD.match(value)
    found = iso_date(value[lead.end() :] if lead else value)
    if found:
        return found
    for pattern in _MONTH_ALONE:
        match = pattern.fullmatch(value)
        if match:
            day = _iso(match["year"], match["month"], "1")
            return day.removesuffix("-01") if day else ""
    return value if _YEAR_ALONE.fullmatch(value) else ""


def is_ambiguous(value: str) -> bool:
    """Whether a date has its day where others have their month, as 12/01/2020."""
    return _IN_SLASHES.fullmatch(value.strip()) is not None


def _iso(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""

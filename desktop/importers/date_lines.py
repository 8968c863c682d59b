"""Dates that stand before the first sentence of an article."""

import re

from desktop.model.dates import ISO, LEAD, Dated, date_at

_SEPARATOR = re.compile(r"\s*(?:[—–|·•:]|-+(?=\s))\s*")
_SEPARATORS = " \t\n\r—–|·•:-"
_SPACE = re.compile(r"\s+")
_OPENING = "“\"‘'«„([—–¿¡"


def dated_prefix(text: str, start: int, end: int) -> Dated | None:
    """A date printed before the first sentence, with its lead (“Published on”) and separator.

    ``end`` of the answer lies before any white space. A sentence may well begin with a date, so one
    in words counts only with a lead, a separator, or nothing after it, and never before a comma
    or a small letter.
    """
    lead = LEAD.match(text, start, end)
    first = lead.end() if lead else start
    found = date_at(text, first, end)
    if found is None:
        return None
    if not text[found.end : end].strip(_SEPARATORS):
        return Dated(start + len(text[start:end].rstrip()), found.iso)
    separator = _SEPARATOR.match(text, found.end, end)
    gap = separator or _SPACE.match(text, found.end, end)
    if gap is None or not (lead or separator or ISO.match(text, first, end)):
        return None
    if not _may_open(text[gap.end() : gap.end() + 1]):
        return None
    return Dated(found.end + len(gap.group().rstrip()), found.iso)


def _may_open(char: str) -> bool:
    """Whether a sentence may begin with it."""
    return char in _OPENING or (char.isalnum() and not char.islower())

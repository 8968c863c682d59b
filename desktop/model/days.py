"""Dates as a person writes them."""

from desktop.i18n import _


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def _short_months() -> tuple[str, ...]:
    return (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )


def day_in_words(day: str) -> str:
    """``2026-11-12`` as "12 November 2026"; anything else as it is."""
    return _in_words(day, _months())


def day_in_short(day: str) -> str:
    """``2026-11-12`` as "12 Nov 2026"; anything else as it is."""
    return _in_words(day, _short_months())


def _in_words(day: str, months: tuple[str, ...]) -> str:
    parts = day.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    return day

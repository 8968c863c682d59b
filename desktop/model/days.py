"""Dates as a person writes them."""

from datetime import datetime

from desktop.i18n import _
from desktop.model.identity import Instant


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


def moment_in_short(moment: Instant) -> str:
    """An instant on the user's own clock: "today at 14:03", "on 24 Nov 2026 at 14:03"."""
    try:
        local = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return _("at an unknown time")
    time = local.strftime("%H:%M")
    if local.date() == datetime.now().astimezone().date():
        return _("today at {time}").format(time=time)
    day = day_in_short(local.date().isoformat())
    return _("on {day} at {time}").format(day=day, time=time)


def _in_words(day: str, months: tuple[str, ...]) -> str:
    parts = day.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    return day

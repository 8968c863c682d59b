"""Dates as a person writes them."""

from datetime import UTC, datetime

from desktop.i18n import _, ngettext
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


def age_in_words(moment: Instant) -> str:
    """How long ago an instant was, in the largest unit that fits: "5 minutes", "12 days".

    An instant in the future, by the clock of another machine, was less than a minute ago; one that
    cannot be read was an unknown time ago.
    """
    minutes = _minutes_since(moment)
    if minutes is None:
        return _("an unknown time")
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 48:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return ngettext("{count} day", "{count} days", hours // 24).format(count=hours // 24)


def is_old(moment: Instant, hours: int) -> bool:
    """Whether an instant was this many hours ago or more; also one that cannot be read."""
    minutes = _minutes_since(moment)
    return minutes is None or minutes >= hours * 60


def _minutes_since(moment: Instant) -> int | None:
    try:
        since = datetime.now(UTC) - datetime.fromisoformat(moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return int(since.total_seconds() // 60)


def _in_words(day: str, months: tuple[str, ...]) -> str:
    parts = day.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    return day

"""Where a passage came from, in sentences: by hand or suggested, by whom and when."""

from datetime import datetime

from PySide6.QtCore import QLocale, QTime

from desktop.i18n import _
from desktop.model.annotation import Annotation
from desktop.model.days import day_in_words
from desktop.model.identity import Instant


def origin_sentence(held: Annotation) -> str:
    """By hand, or by which rule of the program it was proposed and what was decided."""
    suggested = held.suggested
    if suggested is None:
        return _("Tagged by hand.")
    words = {
        "accepted": _("Suggested by the rule {rule} at {score}, and accepted."),
        "accepted-edited": _("Suggested by the rule {rule} at {score}, accepted and edited."),
    }.get(suggested.decision, _("Suggested by the rule {rule} at {score}."))
    return words.format(rule=suggested.rule, score=f"{suggested.score:.2f}")


def history_sentence(held: Annotation, creator: str) -> str:
    """Who made it and when, and when it was last changed; empty where nothing is known."""
    created, modified = moment_in_words(held.created), moment_in_words(held.modified)
    if created and creator:
        first = _("Created by {name}, {moment}.").format(name=creator, moment=created)
    elif created:
        first = _("Created {moment}.").format(moment=created)
    else:
        first = _("Created by {name}.").format(name=creator) if creator else ""
    changed = modified and held.modified != held.created
    last = _("Changed {moment}.").format(moment=modified) if changed else ""
    return " ".join(part for part in (first, last) if part)


def moment_in_words(moment: Instant) -> str:
    """ "22 November 2026, 10:11" in the time of this place; as it is where it is no instant."""
    if not moment:
        return ""
    try:
        local = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError):
        return moment
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    day = day_in_words(local.date().isoformat())
    return _("{day}, {time}").format(day=day, time=time)

"""Intents about what an analyst says of a passage: its note, its speaker, its labels.

Every function returns the change to apply, or None where nothing would change. An unknown id raises
``KeyError``.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation, Speaker
from desktop.model.change import Change, Edit
from desktop.model.identity import AnnotationId, Instant
from desktop.model.session import Session


def set_note(session: Session, id_: AnnotationId, note: str, moment: Instant) -> Change | None:
    """The note of a passage, without white space at its ends; empty removes it."""
    held = session.annotations[id_]
    note = note.strip()
    if held.note:
        done = _("Changed the note") if note else _("Removed the note")
    else:
        done = _("Wrote a note")
    return _edited((_("Edit note"), done), held, replace(held, note=note), moment)


def set_speaker(
    session: Session, id_: AnnotationId, speaker: Speaker | None, moment: Instant
) -> Change | None:
    """Who says the words of a passage; None, or a speaker who says nothing, removes it."""
    held = session.annotations[id_]
    if speaker is not None:
        speaker = replace(
            speaker,
            name=speaker.name.strip(),
            position=speaker.position.strip(),
            cue=speaker.cue.strip(),
        )
        if speaker == Speaker(""):
            speaker = None
    if speaker is None:
        words = _("Remove speaker"), _("Removed the speaker")
    else:
        words = _("Set speaker"), _("Set the speaker")
    return _edited(words, held, replace(held, speaker=speaker), moment)


def set_labels(
    session: Session, id_: AnnotationId, labels: Iterable[str], moment: Instant
) -> Change | None:
    """The free labels of a passage, in the order given, each once, none empty."""
    held = session.annotations[id_]
    kept = tuple(dict.fromkeys(label.strip() for label in labels if label.strip()))
    words = _("Set labels"), _("Set the labels")
    return _edited(words, held, replace(held, labels=kept), moment)


def _edited(
    words: tuple[str, str], before: Annotation, after: Annotation, moment: Instant
) -> Change | None:
    if before == after:
        return None
    title, done = words
    return Change(title, (Edit(before, replace(after, modified=moment)),), done)

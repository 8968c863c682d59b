"""Intents about words that many passages share, speakers and labels, and which are in use.

Every intent returns the change to apply, or None where nothing would change. An unknown id raises
``KeyError``.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation
from desktop.model.change import Change, Edit
from desktop.model.identity import AnnotationId, Instant
from desktop.model.session import Session


class Vocabulary(Struct, frozen=True):
    """The words in use in a session, most used first, then as they came.

    ``position_of`` has the position that is given most often with a name.
    """

    names: tuple[str, ...]
    positions: tuple[str, ...]
    labels: tuple[str, ...]
    position_of: dict[str, str]


def vocabulary(session: Session) -> Vocabulary:
    """What passages call their speakers, their positions and themselves; looks at all of them."""
    names: Counter[str] = Counter()
    positions: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    together: dict[str, Counter[str]] = {}
    for held in session.annotations.values():
        labels.update(held.labels)
        speaker = held.speaker
        if speaker is None:
            continue
        if speaker.name:
            names[speaker.name] += 1
        if speaker.position:
            positions[speaker.position] += 1
            if speaker.name:
                together.setdefault(speaker.name, Counter())[speaker.position] += 1
    return Vocabulary(
        _by_use(names),
        _by_use(positions),
        _by_use(labels),
        {name: _by_use(found)[0] for name, found in together.items()},
    )


def spoken_by(session: Session, name: str) -> list[Annotation]:
    """The passages whose speaker is called so, letter by letter."""
    return [
        held
        for held in session.annotations.values()
        if held.speaker is not None and held.speaker.name == name
    ]


def rename_speaker(
    session: Session, old: str, name: str, position: str | None, moment: Instant
) -> Change | None:
    """Another name for a speaker in every passage; a position too, unless that is None.

    None for a name of blanks: to take speakers away is not to rename them.
    """
    name = name.strip()
    if not old or not name:
        return None
    edits: list[Edit] = []
    for held in spoken_by(session, old):
        if held.speaker is None:
            continue
        given = held.speaker.position if position is None else position.strip()
        speaker = replace(held.speaker, name=name, position=given)
        if speaker != held.speaker:
            edits.append(Edit(held, replace(held, speaker=speaker, modified=moment)))
    done = _("Renamed the speaker")
    return Change(_("Rename speaker"), tuple(edits), done) if edits else None


def change_labels(
    session: Session,
    ids: Iterable[AnnotationId],
    added: Iterable[str],
    removed: Iterable[str],
    moment: Instant,
) -> Change | None:
    """More labels for passages, behind those they keep; others taken away. All are one step."""
    more, gone = _clean(added), _clean(removed)
    held = [session.annotations[id_] for id_ in dict.fromkeys(ids)]
    edits: list[Edit] = []
    for one in held:
        kept = [label for label in one.labels if label not in gone]
        labels = (*kept, *(label for label in more if label not in kept))
        if labels != one.labels:
            edits.append(Edit(one, replace(one, labels=labels, modified=moment)))
    if more and not gone:
        title = ngettext("Add label", "Add labels", len(more))
        done = ngettext("Added the label", "Added the labels", len(more))
    elif gone and not more:
        title = ngettext("Remove label", "Remove labels", len(gone))
        done = ngettext("Removed the label", "Removed the labels", len(gone))
    else:
        title, done = _("Change labels"), _("Changed the labels")
    return Change(title, tuple(edits), done) if edits else None


def _clean(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label.strip() for label in labels if label.strip()))


def _by_use(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(word for word, _count in counted.most_common())

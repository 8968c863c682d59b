"""Intents that make several passages of one, or one of several.

Every function returns the change to apply, or None where nothing would change. Unknown ids raise
``KeyError``.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from desktop.editing.selection import trim, united
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation, Link, Span
from desktop.model.change import Change, Edit
from desktop.model.extra import NO_EXTRA
from desktop.model.grades import Confidence, Credibility
from desktop.model.identity import AnnotationId, Instant, new_urn
from desktop.model.session import Session


def split(session: Session, id_: AnnotationId, offset: int, moment: Instant) -> Change | None:
    """A passage of several parts becomes one passage for each; one of a single part is cut in two.

    The cut is at ``offset`` (code points of the source) and changes nothing at the ends. The first
    passage stays the one it is and keeps note, links and what suggested it. The others share its
    tag, labels, speaker and judgements.
    """
    held = session.annotations[id_]
    spans = held.spans
    if len(spans) == 1:
        text = session.sources[held.source].text
        left, right = trim(text, held.start, offset), trim(text, offset, held.end)
        if not held.start < offset < held.end or left[0] == left[1] or right[0] == right[1]:
            return None
        if left[1] > right[0]:  # a character that must not be cut
            right = trim(text, left[1], held.end)
            if right[0] == right[1]:
                return None
        spans = Span(*left), Span(*right)
    first = replace(held, spans=spans[:1], modified=moment)
    rest = (
        replace(
            held,
            id=AnnotationId(new_urn()),
            spans=(span,),
            note="",
            links=(),
            suggested=None,
            created=moment,
            modified=moment,
            extra=NO_EXTRA,
        )
        for span in spans[1:]
    )
    edits = (Edit(held, first), *(Edit(None, one) for one in rest))
    return Change(_("Split passage"), edits, _("Split the passage"))


def merge(
    session: Session, ids: Iterable[AnnotationId], keep: AnnotationId, moment: Instant
) -> Change | None:
    """Passages of one source become one, which goes on as ``keep`` and keeps its tag.

    Parts, labels and links are united; notes follow each other after a blank line; speaker and
    judgements are those of ``keep`` or else of the first that has any. Links from elsewhere to the
    merged passages lead to the one that stays. Passages of another source change nothing at all.
    """
    survivor = session.annotations[keep]
    others = [session.annotations[id_] for id_ in dict.fromkeys(ids) if id_ != keep]
    if not others or any(one.source != survivor.source for one in others):
        return None
    gone = {one.id for one in others}
    whole = [survivor, *others]
    text = session.sources[survivor.source].text
    after = replace(
        survivor,
        spans=united(text, tuple(span for one in whole for span in one.spans)),
        labels=tuple(dict.fromkeys(label for one in whole for label in one.labels)),
        note="\n\n".join(dict.fromkeys(one.note for one in whole if one.note)),
        speaker=next((one.speaker for one in whole if one.speaker is not None), None),
        credibility=next((one.credibility for one in whole if one.credibility), Credibility.UNSET),
        confidence=next((one.confidence for one in whole if one.confidence), Confidence.UNSET),
        links=_led(tuple(link for one in whole for link in one.links), gone, keep, keep),
        modified=moment,
    )
    linking = [
        Edit(one, replace(one, links=_led(one.links, gone, keep, one.id), modified=moment))
        for one in session.annotations.values()
        if one.links and one.id != keep and one.id not in gone and _names(one, gone)
    ]
    title = ngettext("Merge passage", "Merge {count} passages", len(whole))
    edits = (*(Edit(one, None) for one in others), Edit(survivor, after), *linking)
    done = ngettext("Merged {count} passage", "Merged {count} passages", len(whole))
    return Change(title.format(count=len(whole)), edits, done.format(count=len(whole)))


def _names(held: Annotation, ids: set[AnnotationId]) -> bool:
    return any(link.to in ids for link in held.links)


def _led(
    links: tuple[Link, ...], gone: set[AnnotationId], to: AnnotationId, own: AnnotationId
) -> tuple[Link, ...]:
    """Links with those to passages that have gone led to ``to``; each once, none to itself."""
    led = (replace(link, to=to) if link.to in gone else link for link in links)
    return tuple(dict.fromkeys(link for link in led if link.to != own))

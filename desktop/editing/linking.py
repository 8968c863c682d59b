"""Intents about links: what a passage says about another one, of any article.

Every function returns the change to apply, or None where nothing would change. An unknown id raises
``KeyError``.
"""

from collections.abc import Collection

from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation, Link, LinkKind
from desktop.model.change import Change, Edit
from desktop.model.identity import AnnotationId, Instant
from desktop.model.session import Session


def link(
    session: Session, from_: AnnotationId, to: AnnotationId, kind: LinkKind, moment: Instant
) -> Change | None:
    """Link a passage to another one; a link of another kind between the two gives way.

    None for a passage and itself, for a link that is there, and for *same claim* where the other
    passage says so already: it holds both ways.
    """
    held, other = session.annotations[from_], session.annotations[to]
    wanted = Link(kind, to)
    if from_ == to or wanted in held.links:
        return None
    if kind is LinkKind.SAME_CLAIM and Link(kind, from_) in other.links:
        return None
    kept = tuple(one for one in held.links if one.to != to)
    if kept == held.links:
        title, done = _("Link passages"), _("Linked the passages")
    else:
        title, done = _("Change link"), _("Changed the link")
    after = replace(held, links=(*kept, wanted), modified=moment)
    return Change(title, (Edit(held, after),), done)


def unlink(session: Session, from_: AnnotationId, gone: Link, moment: Instant) -> Change | None:
    """Take a link away from the passage that holds it."""
    held = session.annotations[from_]
    kept = tuple(one for one in held.links if one != gone)
    if kept == held.links:
        return None
    after = replace(held, links=kept, modified=moment)
    return Change(_("Remove link"), (Edit(held, after),), _("Removed the link"))


def without_links_to(session: Session, gone: Collection[AnnotationId]) -> tuple[Edit, ...]:
    """The edits that take away every link to passages that are about to go, from those that stay.

    When a passage was edited last is left as it is: nobody has looked at it.
    """
    return tuple(
        Edit(held, replace(held, links=tuple(one for one in held.links if one.to not in gone)))
        for held in session.annotations.values()
        if held.links and held.id not in gone and _points_at(held, gone)
    )


def _points_at(held: Annotation, ids: Collection[AnnotationId]) -> bool:
    return any(one.to in ids for one in held.links)

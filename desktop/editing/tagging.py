"""Intents about passages as such: tag, retag, add a part, move an end, delete.

Every function returns the change to apply, or None where nothing would change. Spans are trimmed as
``selection.trim`` says before they are used. Unknown ids raise ``KeyError``.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from desktop.editing.linking import without_links_to
from desktop.editing.selection import trim, trimmed, united
from desktop.i18n import _, ngettext
from desktop.model.annotation import Annotation, Span, joined
from desktop.model.change import Change, Edit
from desktop.model.identity import AnnotationId, Instant, PersonId, SourceId, TagId, new_urn
from desktop.model.session import Session


def tag(
    session: Session,
    source: SourceId,
    spans: Iterable[Span],
    tag_id: TagId,
    creator: PersonId,
    moment: Instant,
    near: Iterable[Annotation] | None = None,
) -> Change | None:
    """A new passage, unless the very same stretch already carries the tag.

    ``near`` holds the passages that may be that one, where the caller has an index of them; without
    it every passage of the source is looked at.
    """
    wanted = trimmed(session.sources[source].text, tuple(spans))
    title = _("Tag as {tag}").format(tag=in_sentence(session.tag(tag_id).name))
    if not wanted or any(
        held.tag == tag_id and held.spans == wanted
        for held in (session.of_source(source) if near is None else near)
    ):
        return None
    held = new_passage(source, wanted, tag_id, creator, moment)
    done = _("Tagged as {tag}").format(tag=in_sentence(session.tag(tag_id).name))
    return Change(title, (Edit(None, held),), done)


def new_passage(
    source: SourceId, spans: tuple[Span, ...], tag_id: TagId, creator: PersonId, moment: Instant
) -> Annotation:
    """A passage of which nothing is known but its tag."""
    return Annotation(
        id=AnnotationId(new_urn()),
        source=source,
        spans=spans,
        tag=tag_id,
        created=moment,
        modified=moment,
        creator=creator,
    )


def change_tag(
    session: Session, ids: Iterable[AnnotationId], tag_id: TagId, moment: Instant
) -> Change | None:
    """Another tag for the passages that do not have it yet."""
    title = _("Change tag to {tag}").format(tag=in_sentence(session.tag(tag_id).name))
    held = [session.annotations[id_] for id_ in dict.fromkeys(ids)]
    edits = tuple(
        Edit(one, replace(one, tag=tag_id, modified=moment)) for one in held if one.tag != tag_id
    )
    done = _("Changed the tag to {tag}").format(tag=in_sentence(session.tag(tag_id).name))
    return Change(title, edits, done) if edits else None


def add_span(
    session: Session, id_: AnnotationId, spans: Iterable[Span], moment: Instant
) -> Change | None:
    """More stretches of the same source for a passage; a mere blank between two joins them."""
    held = session.annotations[id_]
    text = session.sources[held.source].text
    added = trimmed(text, tuple(spans))
    words = _("Add a part"), _("Added a part")
    return _with_spans(words, held, united(text, (*held.spans, *added)), moment)


def remove_span(session: Session, id_: AnnotationId, span: Span, moment: Instant) -> Change | None:
    """Take one part out of a passage; with its only part the passage goes."""
    held = session.annotations[id_]
    if held.spans == (span,):
        return delete(session, [id_])
    left = tuple(one for one in held.spans if one != span)
    return _with_spans((_("Remove a part"), _("Removed a part")), held, left, moment)


def resize(
    session: Session, id_: AnnotationId, span: Span, start: int, end: int, moment: Instant
) -> Change | None:
    """New ends for one part of a passage; parts that then touch become one.

    Ends with nothing but white space between them change nothing. Raises ``KeyError`` for a span
    the passage does not have.
    """
    held = session.annotations[id_]
    if span not in held.spans:
        raise KeyError(span)
    start, end = trim(session.sources[held.source].text, start, end)
    if start == end:
        return None
    others = (one for one in held.spans if one != span)
    words = _("Move an end"), _("Moved an end")
    return _with_spans(words, held, joined((*others, Span(start, end))), moment)


def delete(session: Session, ids: Iterable[AnnotationId]) -> Change | None:
    """Delete passages, and the links that point at them; the text they lie on stays."""
    gone = dict.fromkeys(ids)
    edits = tuple(Edit(session.annotations[id_], None) for id_ in gone)
    if not edits:
        return None
    title = ngettext("Delete passage", "Delete {count} passages", len(edits))
    if len(edits) == 1:
        name = session.tag(session.annotations[next(iter(gone))].tag).name
        done = _("Deleted the {tag}").format(tag=in_sentence(name))
    else:
        done = _("Deleted {count} passages").format(count=len(edits))
    whole = (*edits, *without_links_to(session, gone))
    return Change(title.format(count=len(edits)), whole, done)


def _with_spans(
    words: tuple[str, str], held: Annotation, spans: tuple[Span, ...], moment: Instant
) -> Change | None:
    if spans == held.spans:
        return None
    title, done = words
    return Change(title, (Edit(held, replace(held, spans=spans, modified=moment)),), done)


def in_sentence(name: str) -> str:
    """A tag's name inside a sentence: "claim", but "NATO" and "Von der Leyen" stay."""
    return name[:1].lower() + name[1:] if name[1:].islower() and name.isalpha() else name

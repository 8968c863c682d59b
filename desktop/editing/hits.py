"""The intent about what a search has found: a passage for every hit."""

from collections.abc import Iterable

from desktop.editing.selection import trimmed
from desktop.editing.tagging import new_passage
from desktop.i18n import ngettext
from desktop.model.annotation import Span
from desktop.model.change import Change, Edit
from desktop.model.identity import Instant, PersonId, SourceId, TagId
from desktop.model.session import Session


def tag_hits(
    session: Session,
    source: SourceId,
    hits: Iterable[Span],
    tag_id: TagId,
    creator: PersonId,
    moment: Instant,
) -> Change | None:
    """A new passage on each hit, all in one change; None where every hit carries the tag.

    A hit on the very stretch of a passage that has the tag is left out, and so is one of white
    space alone. Unknown ids raise ``KeyError``.
    """
    text, name = session.sources[source].text, session.tag(tag_id).name
    taken = {held.spans for held in session.of_source(source) if held.tag == tag_id}
    edits: list[Edit] = []
    for hit in hits:
        wanted = trimmed(text, (hit,))
        if not wanted or wanted in taken:
            continue
        taken.add(wanted)
        edits.append(Edit(None, new_passage(source, wanted, tag_id, creator, moment)))
    title = ngettext("Tag {count} hit: {tag}", "Tag {count} hits: {tag}", len(edits))
    return Change(title.format(count=len(edits), tag=name), tuple(edits)) if edits else None

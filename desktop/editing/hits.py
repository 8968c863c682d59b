"""The intents about what a search has found: a passage for every hit, or for its sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from desktop.editing.selection import trimmed
from desktop.editing.tagging import in_sentence, new_passage
from desktop.editing.words import block_at, sentences_in
from desktop.i18n import ngettext
from desktop.model.annotation import Span
from desktop.model.change import Change, Edit
from desktop.model.identity import Instant, PersonId, SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, Source


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
    edits = _new_passages(session, source, hits, tag_id, creator, moment)
    title = ngettext("Tag {count} hit as {tag}", "Tag {count} hits as {tag}", len(edits))
    done = ngettext("Tagged {count} hit as {tag}", "Tagged {count} hits as {tag}", len(edits))
    return _titled(session, (title, done), edits, tag_id)


def tag_sentences(
    session: Session,
    source: SourceId,
    hits: Iterable[Span],
    tag_id: TagId,
    creator: PersonId,
    moment: Instant,
) -> Change | None:
    """A new passage on each sentence that hits lie in, all in one change; else as ``tag_hits``."""
    wanted = sentences_with(session.sources[source], hits)
    edits = _new_passages(session, source, wanted, tag_id, creator, moment)
    count = len(edits)
    title = ngettext("Tag {count} sentence as {tag}", "Tag {count} sentences as {tag}", count)
    done = ngettext("Tagged {count} sentence as {tag}", "Tagged {count} sentences as {tag}", count)
    return _titled(session, (title, done), edits, tag_id)


def sentences_with(source: Source, hits: Iterable[Span]) -> list[Span]:
    """The sentences that hold a part of a hit, each once, in the order of the text."""
    found: dict[Span, None] = {}
    block: Block | None = None
    sentences: list[Span] = []
    for hit in sorted(hits):
        if block is None or not block.start <= hit.start < block.end:
            block = block_at(source, hit.start)
            sentences = [Span(start, end) for start, end in sentences_in(source, block)]
        first = bisect_right(sentences, hit.start, key=attrgetter("end"))
        last = bisect_left(sentences, hit.end, key=attrgetter("start"))
        found |= dict.fromkeys(sentences[first:last])
    return list(found)


def _new_passages(
    session: Session,
    source: SourceId,
    spans: Iterable[Span],
    tag_id: TagId,
    creator: PersonId,
    moment: Instant,
) -> tuple[Edit, ...]:
    text = session.sources[source].text
    taken = {held.spans for held in session.of_source(source) if held.tag == tag_id}
    edits: list[Edit] = []
    for span in spans:
        wanted = trimmed(text, (span,))
        if not wanted or wanted in taken:
            continue
        taken.add(wanted)
        edits.append(Edit(None, new_passage(source, wanted, tag_id, creator, moment)))
    return tuple(edits)


def _titled(
    session: Session, words: tuple[str, str], edits: tuple[Edit, ...], tag_id: TagId
) -> Change | None:
    name = in_sentence(session.tag(tag_id).name)
    title, done = (one.format(count=len(edits), tag=name) for one in words)
    return Change(title, edits, done) if edits else None

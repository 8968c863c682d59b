"""What a step did and where, in words and as a place to go to."""

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from desktop.i18n import _
from desktop.model.annotation import Annotation, Span
from desktop.model.change import Change
from desktop.model.decision import Decision
from desktop.model.identity import AnnotationId, Instant, SourceId
from desktop.model.session import Session
from desktop.model.source import Source, place_names

_NAMED = 3
"""Paragraphs that are named one by one; of more only the first and the last."""
_MANY = 50
"""Passages of which only the first and the last are looked up."""
_TITLE = 40
"""Code points of a title that name an article in a sentence."""


class Place(Struct, frozen=True):
    """Where a change is to be seen once it is applied.

    ``passages`` are those it made or changed, in the order of the text. ``gone`` are the parts of
    each that it took away, or of a suggestion that was decided; empty where there are passages.
    Everything lies in ``source``; ``details`` says that it is the article itself, above its text.
    """

    source: SourceId | None = None
    passages: tuple[AnnotationId, ...] = ()
    gone: tuple[tuple[Span, ...], ...] = ()
    details: bool = False


def place(change: Change, after: Session) -> Place:
    """Where to look for what ``change`` did, once it has made ``after``.

    Passages that are there count before those that have gone, and these before others that merely
    lost a link with them; articles that came or went before all passages.
    """
    articles = _articles(change)
    for before, now in articles:
        if before is None or now is None:
            there = now is not None and now.id in after.sources
            return Place(now.id if now is not None and there else None, details=there)
    passages = _passages(change)
    if passages:
        left = [one for one in passages if one.id in after.annotations]
        first = min(left or passages, key=lambda one: _order(one, after))
        here = (one for one in left or passages if one.source == first.source)
        same = sorted(here, key=_in_text)
        if left:
            return Place(first.source, tuple(one.id for one in same))
        return Place(first.source, gone=tuple(one.spans for one in same))
    for edit in change.edits:
        decision = edit.after if edit.after is not None else edit.before
        if isinstance(decision, Decision):
            return Place(decision.source, gone=(decision.spans,))
    for _before, now in articles:
        if now is not None:
            return Place(now.id, details=True)
    return Place()


def where(change: Change, before: Session, after: Session, shown: SourceId | None) -> str:
    """The place of a change in words: "¶9", "headline", "S2 ¶4", "¶3 to ¶18".

    An article's title for the article itself; empty where there is no place. ``shown`` is the
    article that needs no name.
    """
    for old, new in _articles(change):
        article = new if new is not None else old
        if article is not None:
            if old is not None and new is not None and article.id == shown:
                return ""
            title = " ".join(article.title.split())
            cut = title if len(title) <= _TITLE else title[:_TITLE].rstrip() + "…"
            return _("“{title}”").format(title=cut)
    spots: list[tuple[SourceId, Span]] = [(one.source, one.spans[0]) for one in _passages(change)]
    for edit in change.edits:
        decision = edit.after if edit.after is not None else edit.before
        if isinstance(decision, Decision) and decision.spans and not spots:
            spots.append((decision.source, decision.spans[0]))
    names: dict[SourceId, list[str]] = {}
    order = {id_: number for number, id_ in enumerate({**before.sources, **after.sources})}
    spots.sort(key=lambda spot: (order.get(spot[0], 0), spot[1].start))
    if len(spots) > _MANY:
        ends = [_named(spot, before, after, order, shown, names) for spot in (spots[0], spots[-1])]
        return _("{first} to {last}").format(first=ends[0], last=ends[1]) if all(ends) else ""
    named = [_named(spot, before, after, order, shown, names) for spot in spots]
    named = list(dict.fromkeys(one for one in named if one))
    if len(named) > _NAMED:
        return _("{first} to {last}").format(first=named[0], last=named[-1])
    return ", ".join(named)


def did(change: Change, at: str) -> str:
    """A sentence for a step that was made: "Tagged as claim, ¶9"."""
    return _with_place(change.done or change.title, at)


def undid(change: Change, at: str) -> str:
    """A sentence for a step that was taken back: "Undone: tag as claim, ¶9"."""
    return _with_place(_("Undone: {step}").format(step=_in_sentence(change.title)), at)


def redid(change: Change, at: str) -> str:
    """A sentence for a step that was made again."""
    return _with_place(_("Redone: {step}").format(step=_in_sentence(change.title)), at)


def _with_place(words: str, at: str) -> str:
    return _("{done}, {place}").format(done=words, place=at) if at else words


def _in_sentence(title: str) -> str:
    return title[:1].lower() + title[1:]


def _articles(change: Change) -> list[tuple[Source | None, Source | None]]:
    """The articles of a change, before and after."""
    found: list[tuple[Source | None, Source | None]] = []
    for edit in change.edits:
        if isinstance(edit.before, Source) or isinstance(edit.after, Source):
            before = edit.before if isinstance(edit.before, Source) else None
            after = edit.after if isinstance(edit.after, Source) else None
            found.append((before, after))
    return found


def _passages(change: Change) -> list[Annotation]:
    """The passages a change is about: all but those that merely lose or gain a link with them."""
    told: list[Annotation] = []
    linked: list[Annotation] = []
    for edit in change.edits:
        before, after = edit.before, edit.after
        if isinstance(after, Annotation):
            by_the_way = isinstance(before, Annotation) and _but_links(before) == _but_links(after)
            (linked if by_the_way else told).append(after)
        elif isinstance(before, Annotation):
            told.append(before)
    return told or linked


def _but_links(one: Annotation) -> Annotation:
    return replace(one, links=(), modified=Instant(""))


def _order(one: Annotation, session: Session) -> tuple[int, int, int]:
    ids = list(session.sources)
    return (ids.index(one.source) if one.source in session.sources else len(ids), *_in_text(one))


def _in_text(one: Annotation) -> tuple[int, int]:
    return one.start, -one.end


def _named(
    spot: tuple[SourceId, Span],
    before: Session,
    after: Session,
    order: dict[SourceId, int],
    shown: SourceId | None,
    names: dict[SourceId, list[str]],
) -> str:
    """A place in words; ``names`` holds those of the blocks of each article asked for so far."""
    id_, span = spot
    source = after.sources.get(id_) or before.sources.get(id_)
    if source is None:
        return ""
    if id_ not in names:
        names[id_] = place_names(source.blocks)
    at = bisect_right(source.blocks, span.start, key=lambda block: block.start) - 1
    parts: Iterable[str] = (
        "" if id_ == shown or len(order) < 2 else f"S{order[id_] + 1}",
        names[id_][at] if at >= 0 else "",
    )
    return " ".join(part for part in parts if part)

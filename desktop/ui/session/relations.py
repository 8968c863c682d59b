"""Which passages point at which, and what an inspector shows around a passage. No Qt."""

from bisect import bisect_right

from msgspec import Struct

from desktop.model.annotation import Annotation, Link
from desktop.model.change import Change
from desktop.model.grades import Reliability
from desktop.model.identity import AnnotationId, SourceId
from desktop.model.session import Session
from desktop.model.source import Source, place_names

_SHOWN = 160
"""Code points of a passage that can matter to one line."""


class Relations:
    """Passages by what their links point at, made when first asked for.

    It follows the changes of the session, so that showing a passage looks at no other one.
    """

    def __init__(self) -> None:
        self._holders: dict[AnnotationId, dict[AnnotationId, None]] | None = None

    def inbound(self, session: Session, id_: AnnotationId) -> list[Annotation]:
        """The passages that hold a link to this one."""
        if self._holders is None:
            self._holders = {}
            for held in session.annotations.values():
                for link in held.links:
                    self._holders.setdefault(link.to, {})[held.id] = None
        held = session.annotations
        return [held[other] for other in self._holders.get(id_, ()) if other in held]

    def learn(self, change: Change) -> None:
        """Take up the links that a change has added or removed."""
        if self._holders is None:
            return
        for edit in change.edits:
            before, after = edit.before, edit.after
            old = before.links if isinstance(before, Annotation) else ()
            new = after.links if isinstance(after, Annotation) else ()
            if old is new or old == new:
                continue
            for link in old:
                if isinstance(before, Annotation):
                    self._holders.get(link.to, {}).pop(before.id, None)
            for link in new:
                if isinstance(after, Annotation):
                    self._holders.setdefault(link.to, {})[after.id] = None


class LinkRow(Struct, frozen=True):
    """A link as seen from the passage shown: ``other`` is at its far end.

    ``holder`` has the link; it is the passage shown where ``outgoing`` is true.
    """

    holder: AnnotationId
    link: Link
    other: AnnotationId
    outgoing: bool
    words: str
    place: str


class Background(Struct, frozen=True):
    """What stands around a passage: its source's reliability, its links, who made it."""

    reliability: Reliability = Reliability.UNSET
    links: tuple[LinkRow, ...] = ()
    creator: str = ""


def background(session: Session, held: Annotation, inbound: list[Annotation]) -> Background:
    """What an inspector shows of others. Links to passages that are not there are left out."""
    pairs = [(held, link, link.to, True) for link in held.links]
    pairs += [
        (other, link, other.id, False)
        for other in inbound
        for link in other.links
        if link.to == held.id
    ]
    names: dict[SourceId, list[str]] = {}
    rows = tuple(
        LinkRow(
            holder.id,
            link,
            id_,
            outgoing,
            first_words(session, session.annotations[id_]),
            _place(session, session.annotations[id_], held.source, names),
        )
        for holder, link, id_, outgoing in pairs
        if id_ in session.annotations and id_ != held.id
    )
    creator = next((one.name for one in session.people if one.id == held.creator), "")
    return Background(session.sources[held.source].grade.reliability, rows, creator)


def first_words(session: Session, held: Annotation) -> str:
    """The words a passage starts with, in one line."""
    text, span = session.sources[held.source].text, held.spans[0]
    return " ".join(text[span.start : min(span.end, span.start + _SHOWN)].split())


def _place(
    session: Session, other: Annotation, here: SourceId, names: dict[SourceId, list[str]]
) -> str:
    """ "¶4", with the badge of the article where it is another one: "S2 ¶4"."""
    source = session.sources[other.source]
    if source.id not in names:
        names[source.id] = place_names(source.blocks)
    place = _place_of(source, other.start, names[source.id])
    badge = "" if source.id == here else f"S{list(session.sources).index(source.id) + 1}"
    return " ".join(part for part in (badge, place) if part)


def _place_of(source: Source, start: int, names: list[str]) -> str:
    at = bisect_right(source.blocks, start, key=lambda block: block.start) - 1
    return names[at] if at >= 0 else ""

"""Which passages support, contradict and repeat each other, seen from either end."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desktop.briefing.plan import Passage, Plan
from desktop.briefing.words import Line
from desktop.i18n import _, ngettext
from desktop.model.annotation import LinkKind
from desktop.model.identity import AnnotationId


class Way(NamedTuple):
    """A kind of link as seen from one of its ends."""

    kind: LinkKind
    outgoing: bool


SUPPORTED, CONTRADICTED = Way(LinkKind.SUPPORTS, False), Way(LinkKind.CONTRADICTS, False)
_WAYS = (
    Way(LinkKind.SUPPORTS, True),
    SUPPORTED,
    Way(LinkKind.CONTRADICTS, True),
    CONTRADICTED,
    Way(LinkKind.SAME_CLAIM, True),
)


_NAMED_AT_MOST = 20
_NOTHING: dict[Way, dict[AnnotationId, None]] = {}


class Relations:
    """The links of the session, by the passage they are told at.

    A passage that is left out is as good as not there: the place of one would tell what somebody
    decided to keep to themselves.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._ends: dict[AnnotationId, dict[Way, dict[AnnotationId, None]]] = {}
        for one in plan.passages:
            here = one.held.id
            for link in one.held.links:
                if link.to in plan.passage_of and link.to != here:
                    same = link.kind is LinkKind.SAME_CLAIM  # holds both ways
                    self._note(here, Way(link.kind, True), link.to)
                    self._note(link.to, Way(link.kind, same), here)

    def _note(self, at: AnnotationId, way: Way, other: AnnotationId) -> None:
        self._ends.setdefault(at, {}).setdefault(way, {})[other] = None

    def passages(self, one: Passage, way: Way) -> Line:
        """The passages at the far end: "C3, C7", each a link to where it is told.

        Where they are very many, the last are only counted.
        """
        line = Line()
        others = self._ends.get(one.held.id, _NOTHING).get(way)
        if not others:
            return line
        named = self._named(others)
        for text, link in named[:_NAMED_AT_MOST]:
            line.add(", " if line.text else "").add(text, link)
        more = len(named) - _NAMED_AT_MOST
        if more > 0:
            line.add(ngettext(" and {count} more", " and {count} more", more).format(count=more))
        return line

    def sentences(self, one: Passage, without: tuple[Way, ...] = ()) -> Iterator[Line]:
        """ "Supports C3", "Contradicted by C7, C9": one line for each way there is."""
        if one.held.id not in self._ends:
            return
        for way in _WAYS:
            others = self.passages(one, way) if way not in without else Line()
            if others.text:
                before, after = _sentence(way).split("{passages}")
                yield Line(before).join(others, "").add(after)

    def _named(self, others: Iterable[AnnotationId]) -> list[tuple[str, str]]:
        """What the passages are called and where that leads, in the order of the briefing."""
        plan = self._plan
        shown = sorted((plan.passage_of[id_] for id_ in others), key=lambda one: one.number)
        return [(one.reference, plan.leads_to(one.held.id)) for one in shown]


def _sentence(way: Way) -> str:
    if way.kind is LinkKind.SAME_CLAIM:
        return _("Same claim as {passages}")
    if way.kind is LinkKind.SUPPORTS:
        return _("Supports {passages}") if way.outgoing else _("Supported by {passages}")
    return _("Contradicts {passages}") if way.outgoing else _("Contradicted by {passages}")

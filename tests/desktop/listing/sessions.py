"""Passages of every kind, and any of them."""

from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.listing.facets import Ground
from desktop.model.annotation import Annotation, Link, LinkKind, Speaker, Suggested
from desktop.model.codebook import four_tags
from desktop.model.grades import Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId
from desktop.model.source import Front, Source
from tests.desktop.ui.articles import HARBOUR, any_passages, passage, source

LEASE = replace(
    source(*HARBOUR, front=Front(title="A harbour is not a country")),
    grade=Grade(Reliability.C),
)
STRIKE = replace(
    source("“A fair price,” said Chen Wu. The cranes stood idle.", id_="urn:uuid:2"),
    front=Front(title="Halvec pilots end strike"),
    grade=Grade(Reliability.A),
)
GROUND = Ground({LEASE.id: LEASE, STRIKE.id: STRIKE}, four_tags())
PILOTS = passage(LEASE, "harbour pilots", number=1)
QUAY = replace(
    passage(LEASE, "leased a quay", "leased nothing else", tag="quote", number=2),
    speaker=Speaker("Neda  Tarvell", "foreign minister"),
    note="Check the annexes",
)
LINE = replace(passage(LEASE, "neat line", tag="opinion", number=3), labels=("Ports", "style"))
PRICE = replace(
    passage(STRIKE, "A fair price", tag="quote", number=4),
    speaker=Speaker("Chen Wu"),
    credibility=Credibility.PROBABLY_TRUE,
    links=(Link(LinkKind.SUPPORTS, QUAY.id),),
)
CRANES = replace(
    passage(STRIKE, "The cranes stood idle", number=5), suggested=Suggested("idle", 0.9, "accepted")
)
EVERY = (PILOTS, QUAY, LINE, PRICE, CRANES)

_speakers = st.none() | st.sampled_from(("Chen Wu", "Neda Tarvell", " ")).map(Speaker)


@st.composite
def any_listed(draw: st.DrawFn, most: int = 12) -> list[Annotation]:
    """Passages of both articles with any tag, speaker, note and labels."""
    found: list[Annotation] = []
    for article in (LEASE, STRIKE):
        found += (draw(any_other(one)) for one in draw(any_passages(article, most // 2)))
    return [
        replace(one, id=AnnotationId(f"urn:uuid:{number:04}")) for number, one in enumerate(found)
    ]


@st.composite
def any_other(draw: st.DrawFn, held: Annotation) -> Annotation:
    """The same passage, with whatever else may be known of it."""
    return replace(
        held,
        tag=draw(st.sampled_from([tag.id for tag in four_tags()])),
        speaker=draw(_speakers),
        note=draw(st.sampled_from(("", "harbour", "fair"))),
        labels=draw(st.sampled_from(((), ("port",), ("port", "fair")))),
        credibility=draw(st.sampled_from(list(Credibility))),
    )


def article_of(held: Annotation) -> Source:
    """The article a passage belongs to."""
    return GROUND.sources[held.source]

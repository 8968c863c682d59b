"""The sample article with the passages an analyst might hold after an hour with it."""

from typing import NamedTuple

from msgspec.structs import replace

from desktop.importers.read import read_file
from desktop.model.annotation import Annotation, Link, LinkKind, Span, Speaker, SpeechKind
from desktop.model.change import Person, SessionInfo
from desktop.model.grades import Confidence, Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, PersonId, SessionId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import Front, Source, with_front_matter
from resources.files import SAMPLE_ARTICLE

MOMENT = Instant("2026-11-15T09:30:00Z")
ANALYST = Person(PersonId("urn:uuid:20000000-0000-4000-8000-000000000001"), "A. Analyst", "AA")


class _Held(NamedTuple):
    tag: str
    words: str
    """Its parts, as they stand in the article, with a bar between two."""
    speaker: Speaker | None = None
    note: str = ""
    credibility: Credibility = Credibility.UNSET
    labels: tuple[str, ...] = ()


_TARVELL = Speaker("Neda Tarvell", "foreign minister", SpeechKind.DIRECT, "told")
_OPPOSITION = Speaker("The opposition", "", SpeechKind.INDIRECT, "says")
_VESK = Speaker("Ilmar Vesk", "former harbour master", SpeechKind.DIRECT, "said")
_HELD = (
    _Held("claim", "the container cranes stood idle for another nine hours"),
    _Held(
        "claim",
        "The agreement signed on Tuesday gives Sorrland Maritime a 35-year lease on the two "
        "deep-water berths at Halvec, the only ones in Kestria that can take a ship drawing "
        "more than fourteen metres.",
        note="Check against the annexes: “two berths” or “the outer mole”?",
        credibility=Credibility.PROBABLY_TRUE,
    ),
    _Held(
        "context",
        "the only ones in Kestria that can take a ship drawing more than fourteen metres",
    ),
    _Held(
        "quote",
        "“We have leased a quay,”|“and we have leased nothing else.”",
        _TARVELL,
        credibility=Credibility.PROBABLY_TRUE,
    ),
    _Held("opinion", "It is a neat line, and it is beside the point."),
    _Held(
        "context",
        "In 1997 a government short of hard currency leased the Ostrel pipeline for twenty "
        "years; when the term ended, the operator simply stopped answering letters.",
        note="Same ministry, other party in office",
    ),
    _Held(
        "claim",
        "The opposition says the lease was never put to the harbour commission, as the Ports "
        "Act of 2011 requires.",
        _OPPOSITION,
    ),
    _Held(
        "quote",
        "the lease was never put to the harbour commission, as the Ports Act of 2011 requires",
        _OPPOSITION,
        note="Ask the clerk for the minutes of 3 November",
    ),
    _Held("context", "as the Ports Act of 2011 requires", note="Section 14, amended 2016"),
    _Held("claim", "no vote was held", credibility=Credibility.CONFIRMED, labels=("procedure",)),
    _Held(
        "opinion",
        "Small states with deep water have always rented it out, and a poor bargain is not "
        "the same thing as a surrender.",
    ),
    _Held(
        "opinion",
        "a government that cannot explain a contract in parliament should not sign it on the quay",
    ),
    _Held(
        "claim",
        "The lease puts the rent at 18 million marks a year, which is less than the port "
        "spent on tugs.",
        labels=("rent",),
        credibility=Credibility.POSSIBLY_TRUE,
    ),
    _Held(
        "quote",
        "“A rent is not a price, it is a promise to come back and talk,”|“Read the annexes.”",
        _VESK,
    ),
    _Held("claim", "Annex C lets the tenant close the northern channel", labels=("annex C",)),
    _Held(
        "quote",
        "“We bring in the ships, and then we read in the paper who owns the water,”",
        Speaker("Senior harbour pilots", "", SpeechKind.DIRECT, "said"),
    ),
    _Held("context", "Halvec was a fishing town until 1931"),
    _Held("opinion", "Sorrland is no villain in this."),
    _Held("claim", "The coalition holds 52 of 101 seats", credibility=Credibility.CONFIRMED),
    _Held("context", "It signed a lease of its own in 2019, for half the term and twice the rent"),
)
_LINKS = ((9, LinkKind.SUPPORTS, 6), (1, LinkKind.SAME_CLAIM, 14))
"""From, what, to: places in ``_HELD``."""


def marked_session() -> Session:
    """The session, the same on every run."""
    read = read_file(SAMPLE_ARTICLE)
    source = read.source
    if read.front_matter is not None:
        source = with_front_matter(source, read.front_matter)
    front = replace(source.front, title="A harbour is not a country", outlet="The Meridian Review")
    source = replace(
        source,
        id="urn:uuid:00000000-0000-4000-8000-000000000001",
        front=front,
        grade=Grade(Reliability.B, "A national weekly; a signed column", ANALYST.id, MOMENT),
    )
    held = [_annotation(source, number, one) for number, one in enumerate(_HELD)]
    for start, kind, end in _LINKS:
        links = (*held[start].links, Link(kind, held[end].id))
        held[start] = replace(held[start], links=links)
    return replace(
        new_session(),
        id=SessionId("urn:uuid:30000000-0000-4000-8000-000000000001"),
        info=SessionInfo("Halvec lease"),
        created=MOMENT,
        modified=MOMENT,
        people=(ANALYST,),
        sources={one.id: one for one in (source, *_others(source))},
        annotations={one.id: one for one in held},
    )


def _annotation(source: Source, number: int, one: _Held) -> Annotation:
    parts = one.words.split("|")
    starts = [source.text.index(part) for part in parts]
    return Annotation(
        id=AnnotationId(f"urn:uuid:10000000-0000-4000-8000-{number:012d}"),
        source=source.id,
        spans=tuple(
            Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True)
        ),
        tag=TagId(one.tag),
        labels=one.labels,
        note=one.note,
        speaker=one.speaker,
        created=MOMENT,
        modified=MOMENT,
        creator=ANALYST.id,
        credibility=one.credibility,
        confidence=Confidence.HIGH
        if one.credibility == Credibility.CONFIRMED
        else Confidence.UNSET,
    )


def _others(source: Source) -> list[Source]:
    """Further articles of the session, as the list at the left shows them."""
    known = (
        ("Halvec pilots end strike", "Kestrian Wire", "2026-11-10", Reliability.B),
        ("Text of the lease, part I", "Ports ministry", "2026-11-09", Reliability.A),
        ("Who owns Sorrland Maritime", "Ledger & Co.", "2026-11-02", Reliability.F),
    )
    return [
        replace(
            source,
            id=f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
            front=Front(title=title, outlet=outlet, published=day),
            grade=Grade(reliability),
        )
        for number, (title, outlet, day, reliability) in enumerate(known, 2)
    ]

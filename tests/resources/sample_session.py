"""What *Sample article* opens, made of our own column; ``make sample`` writes it anew.

Its passages are examples of the codebook; what waits is what the engine finds in the article.
"""

from typing import NamedTuple

from msgspec.structs import replace

from desktop.importers.read import read_file, read_text
from desktop.model.annotation import Annotation, Span, Speaker, SpeechKind
from desktop.model.change import SessionInfo
from desktop.model.grades import Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, SessionId, SourceId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import Front, FrontMatter, Source, with_front_matter
from desktop.model.suggestion import Suggestion
from desktop.model.thresholds import USUAL, sure_enough
from desktop.store.codec.encoding import encode
from desktop.store.codec.proposed import with_suggestions
from desktop.suggest.engine import Engine
from resources.files import SAMPLE_ARTICLE, SAMPLE_SESSION

TITLE = "A harbour is not a country"
OUTLET = "The Meridian Review"
MOMENT = Instant("2026-11-15T09:30:00Z")
_HEAD = f"{TITLE}\n\nBy Maren Oldacre\n\n12 November 2026"
_LEFT_OUT = (
    *("Halvec was a fishing town", "Sorrland is no villain", "The question is what Kestria"),
    *("Across the strait", "Tarvell’s officials answer", "Maren Oldacre is a"),
)
"""How the paragraphs begin that the short column does without."""


class _Passage(NamedTuple):
    tag: str
    words: str
    """Its parts, as they stand in the article, with a bar between two."""
    speaker: Speaker | None = None
    note: str = ""
    credibility: Credibility = Credibility.UNSET


_DIRECT = SpeechKind.DIRECT
_PASSAGES = (
    _Passage(
        "claim",
        "The agreement signed on Tuesday gives Sorrland Maritime a 35-year lease on the two "
        "deep-water berths at Halvec, the only ones in Kestria that can take a ship drawing "
        "more than fourteen metres.",
        note="Check against the annexes: do both berths belong to the lease?",
        credibility=Credibility.PROBABLY_TRUE,
    ),
    _Passage(
        "quote",
        "“We have leased a quay,”|“and we have leased nothing else.”",
        Speaker("Neda Tarvell", "foreign minister", _DIRECT, "told"),
    ),
    _Passage("opinion", "It is a neat line, and it is beside the point."),
    _Passage(
        "context",
        "In 1997 a government short of hard currency leased the Ostrel pipeline for twenty "
        "years; when the term ended, the operator simply stopped answering letters.",
    ),
    _Passage(
        "claim",
        "The opposition says the lease was never put to the harbour commission, as the Ports "
        "Act of 2011 requires.",
        Speaker("The opposition", "", SpeechKind.INDIRECT, "says"),
    ),
    _Passage("context", "as the Ports Act of 2011 requires"),
    _Passage(
        "opinion",
        "Small states with deep water have always rented it out, and a poor bargain is not "
        "the same thing as a surrender.",
    ),
    _Passage(
        "quote",
        "“A rent is not a price, it is a promise to come back and talk,”|“Read the annexes.”",
        Speaker("Ilmar Vesk", "former head of the harbour", _DIRECT, "said"),
    ),
    _Passage(
        "claim",
        "Annex C lets the tenant close the northern channel “for operational reasons” on six "
        "hours’ notice, and leaves the reasons to the tenant.",
    ),
    _Passage(
        "quote",
        "“We bring in the ships, and then we read in the paper who owns the water,”",
        Speaker("Senior harbour pilots", "", _DIRECT, "said"),
    ),
    _Passage(
        "claim",
        "The pilots walked out on 2 November after 43 of them received notices in an envelope "
        "that bore the tenant’s letterhead, nine days before there was a tenant.",
    ),
    _Passage(
        "opinion",
        "But a country that has only one learns soon enough how much of itself passes through "
        "the gate, and who is holding the key.",
    ),
)


def column() -> Source:
    """The article: a heading, a byline and a date set apart, and a shorter form of our column."""
    whole = read_file(SAMPLE_ARTICLE).source.text.strip().removeprefix("date 2026-11-12 ")
    whole = whole.replace("interference. “", "interference.”")  # a slip for the readers of text
    kept = [part for part in whole.split("\n\n") if not part.startswith(_LEFT_OUT)]
    read = read_text("\n\n".join((_HEAD, *kept)) + "\n", "sample-column.txt")
    apart = read.front_matter or FrontMatter((), Front())
    source = with_front_matter(read.source, apart)
    return replace(
        source,
        id=SourceId("urn:uuid:00000000-0000-4000-8000-00000000c01d"),
        front=replace(source.front, title=TITLE, outlet=OUTLET, language="en"),
        grade=Grade(Reliability.B, "A signed column in a national weekly"),
    )


def proposed(source: Source) -> list[Suggestion]:
    """What ``brieflight suggest`` proposes for an article."""
    batches = Engine().found(source.text, source.blocks, source.front.language)
    found = [one for batch in batches for one in sure_enough(batch.suggestions, USUAL)]
    return sorted(found, key=lambda one: (one.start, one.end))


def sample_session() -> Session:
    """The session, the same on every run."""
    source = column()
    held = [_annotation(source, number, one) for number, one in enumerate(_PASSAGES)]
    session = replace(
        new_session(),
        id=SessionId("urn:uuid:30000000-0000-4000-8000-00000000c01d"),
        info=SessionInfo("The Halvec lease (sample)"),
        created=MOMENT,
        modified=MOMENT,
        sources={source.id: source},
        annotations={one.id: one for one in held},
    )
    return with_suggestions(session, source.id, proposed(source))


def _annotation(source: Source, number: int, one: _Passage) -> Annotation:
    parts = one.words.split("|")
    starts = [source.text.index(part) for part in parts]
    return Annotation(
        id=AnnotationId(f"urn:uuid:10000000-0000-4000-8000-00000000c0{number:02x}"),
        source=source.id,
        spans=tuple(
            Span(start, start + len(part)) for start, part in zip(starts, parts, strict=True)
        ),
        tag=TagId(one.tag),
        note=one.note,
        speaker=one.speaker,
        created=MOMENT,
        modified=MOMENT,
        credibility=one.credibility,
    )


if __name__ == "__main__":
    SAMPLE_SESSION.write_bytes(encode(sample_session()))

"""Sessions to test with: a small file with unknown members everywhere, and any session at all."""

import hashlib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.annotation import (
    Annotation,
    Link,
    LinkKind,
    Span,
    Speaker,
    SpeechKind,
    Suggested,
)
from desktop.model.change import Person, SessionInfo
from desktop.model.codebook import Tag
from desktop.model.grades import NO_GRADE, Confidence, Credibility, Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, PersonId, SessionId, SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source
from desktop.store.codec.decoding import decode

FERRY = Path(__file__).with_name("data") / "ferry.brief.json"
"""As the program lays it out, with unknown members at every level."""

FIRST, SECOND, THIRD = (
    AnnotationId(f"urn:uuid:a0000000-0000-4000-8000-00000000000{n}") for n in (1, 2, 3)
)


def ferry() -> bytes:
    return FERRY.read_bytes()


def ferry_with(old: str, new: str) -> bytes:
    """The example with one thing in it changed; fails when it is not there."""
    text = FERRY.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


def opened() -> Session:
    return decode(ferry()).session


def changed(session: Session, id_: AnnotationId, **members: Any) -> Session:
    """The session with one passage changed."""
    held = replace(session.annotations[id_], **members)
    return replace(session, annotations={**session.annotations, id_: held})


_ODD = (
    '\u200e\u202e\u2066\u200b\u200d\ufeff\u2028\U000e0041\x00\x07\x1f\x7f\x85\\"/\r\n\t'
    "😀👩\u200d🚀אשרשלוםée\u0301"
)
WORDS = st.text(st.one_of(st.sampled_from(_ODD), st.characters(exclude_categories=["Cs"])))
INSTANTS = st.sampled_from([Instant(""), Instant("2026-01-05T08:00:00Z")])
GRADES = st.builds(Grade, st.sampled_from(Reliability), WORDS, WORDS.map(PersonId), INSTANTS)
LINKS = st.builds(Link, st.sampled_from(LinkKind), WORDS.map(AnnotationId))
SUGGESTED = st.builds(Suggested, WORDS, st.floats(0, 1), WORDS)
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def _cuts(draw: st.DrawFn, length: int, most: int) -> list[int]:
    """An even number of different places in a text, sorted."""
    places = draw(st.lists(st.integers(0, length), unique=True, max_size=most).map(sorted))
    return places[: len(places) // 2 * 2]


@st.composite
def sources(draw: st.DrawFn, number: int) -> Source:
    text = draw(WORDS.filter(lambda words: len(words) > 1))
    cuts = _cuts(draw, len(text), 6)
    blocks = tuple(
        Block(draw(st.sampled_from(BlockKind)), start, end, draw(st.integers(0, 6)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
    )
    return Source(
        id=SourceId(f"urn:x:source:{number}"),
        name=draw(WORDS),
        media_type="text/plain",
        front=draw(st.builds(Front, *[WORDS] * 7)),
        origin=Origin("0" * 64, draw(st.integers(0, 2**40))),
        reader=Reader("text", "1"),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=blocks,
        grade=draw(st.one_of(st.just(NO_GRADE), GRADES)),
    )


def spans(draw: st.DrawFn, text: str, most: int) -> tuple[Span, ...]:
    """One span or several of a text, sorted, with something between each two of them."""
    cuts = _cuts(draw, len(text), most) or [0, len(text)]
    return tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True))


@st.composite
def annotations(
    draw: st.DrawFn, number: int, source: Source, tags: list[TagId], people: list[PersonId]
) -> Annotation:
    speaker = None
    if draw(st.booleans()):
        mention = spans(draw, source.text, 2)[0] if draw(st.booleans()) else None
        kind = draw(st.sampled_from(SpeechKind))
        speaker = Speaker(draw(WORDS), draw(WORDS), kind, draw(WORDS), mention)
    return Annotation(
        id=AnnotationId(f"urn:x:annotation:{number}"),
        source=source.id,
        spans=spans(draw, source.text, 6),
        tag=draw(st.sampled_from(tags)),
        labels=tuple(draw(st.lists(WORDS, max_size=3))),
        note=draw(WORDS),
        speaker=speaker,
        created=draw(INSTANTS),
        modified=draw(INSTANTS),
        creator=draw(st.sampled_from([*people, PersonId(""), PersonId("urn:x:nobody")])),
        credibility=draw(st.sampled_from(Credibility)),
        confidence=draw(st.sampled_from(Confidence)),
        links=tuple(draw(st.lists(LINKS, max_size=3))),
        suggested=draw(st.one_of(st.none(), SUGGESTED)),
    )


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session the program could hold."""
    tags = [
        Tag(TagId(id_), draw(WORDS), draw(COLORS), draw(WORDS), draw(WORDS))
        for id_ in draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    ]
    people = [
        Person(PersonId(f"urn:x:person:{n}"), draw(WORDS), draw(WORDS))
        for n in range(draw(st.integers(0, 2)))
    ]
    articles = [draw(sources(n)) for n in range(draw(st.integers(0, 2)))]
    held: list[Annotation] = []
    for article in articles:
        for _ in range(draw(st.integers(0, 3))):
            ids = [tag.id for tag in tags], [person.id for person in people]
            held.append(draw(annotations(len(held), article, *ids)))
    return Session(
        id=SessionId(draw(WORDS)),
        info=SessionInfo(draw(WORDS)),
        created=draw(INSTANTS),
        modified=draw(INSTANTS),
        people=tuple(people),
        codebook=tuple(tags),
        sources={article.id: article for article in articles},
        annotations={passage.id: passage for passage in held},
    )

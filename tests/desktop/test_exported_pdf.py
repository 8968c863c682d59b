"""A session becomes a PDF, and a reader of the PDF finds its passages: words and what was said."""

import re
from pathlib import Path

from desktop import protocol
from desktop.editing.sources import add_source
from desktop.model.annotation import Annotation, Span, Speaker, SpeechKind
from desktop.model.codebook import four_tags
from desktop.model.identity import AnnotationId, Instant, SourceId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source
from desktop.worker import write_briefing
from tests.exporters.pdf.reader import highlights, opened, quads, under

TEXT = (
    "The port is closed, the minister told reporters on Tuesday, and nobody doubted it.\n\n"
    "“We will not go back,” she said, “until the roster is withdrawn.”\n\n"
    "הרציף יישאר פתוח עד סוף השנה."
)
HELD = (
    ("claim", ("The port is closed",), "Seen from the road: <b>no ships</b>."),
    ("context", ("closed, the minister told",), "Overlaps the claim."),
    ("quote", ("“We will not go back,”", "“until the roster is withdrawn.”"), "Two parts."),
    ("opinion", ("הרציף יישאר",), "In Hebrew."),
)
NAMES = {str(tag.id): tag.name for tag in four_tags()}


def session() -> Session:
    parts = TEXT.split("\n\n")
    starts = [TEXT.index(part) for part in parts]
    source = Source(
        id=SourceId("source"),
        name="port.txt",
        media_type="text/plain",
        front=Front(title="Port strike"),
        origin=Origin("0" * 64, 10),
        reader=Reader("text", "1"),
        text=TEXT,
        sha256="",
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, start, start + len(part))
            for start, part in zip(starts, parts, strict=True)
        ),
    )
    start = new_session("Port")
    change = add_source(start, source)
    assert change is not None
    held = start.apply(change)
    return Session(
        id=held.id,
        info=held.info,
        created=held.created,
        modified=held.modified,
        people=held.people,
        codebook=held.codebook,
        sources=held.sources,
        annotations={AnnotationId(f"p{at}"): passage(at) for at in range(len(HELD))},
    )


def passage(at: int) -> Annotation:
    tag, words, note = HELD[at]
    return Annotation(
        id=AnnotationId(f"p{at}"),
        source=SourceId("source"),
        spans=tuple(Span(TEXT.index(one), TEXT.index(one) + len(one)) for one in words),
        tag=TagId(tag),
        note=note,
        speaker=Speaker("Neda Tarvell", "minister", SpeechKind.DIRECT) if tag == "quote" else None,
        modified=Instant("2026-11-22T09:00:00Z"),
    )


def test_each_passage_is_found_in_its_annotation_and_under_it(tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    request = protocol.ExportSession(str(target), "pdf", 0)
    assert write_briefing(session(), request, lambda done: None).unprintable == ()
    data = target.read_bytes()
    with opened(data) as pdf:
        by_tag = {str(one.Subj): (page, one) for page, one in highlights(pdf)}
        assert set(by_tag) == {NAMES[tag] for tag, _, _ in HELD}
        for tag, words, note in HELD:
            page, one = by_tag[NAMES[tag]]
            covered = "".join(under(data, page, box) for box in quads(one))
            assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", "".join(words))
            said = str(one.Contents)
            assert NAMES[tag] in said
            assert note in said
            assert ("Neda Tarvell" in said) == (tag == "quote")

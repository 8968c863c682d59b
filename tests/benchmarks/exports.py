"""Inside a process of its own: exports of a generated session beside their floors, in turn.

``python -m tests.benchmarks.exports WORK SESSION ROUNDS`` prints the samples as JSON, in CPU
seconds. ``SESSION`` is a session file. The work is what the export of that session takes in the
worker once the session is there: composing the briefing, and writing it.
"""

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZipFile

from lxml import etree

from desktop.briefing import compose
from desktop.model.session import Session
from desktop.store.codec.decoding import decode
from exporters.briefing import (
    Article,
    Briefing,
    Contents,
    Figure,
    Group,
    Label,
    Legend,
    Note,
    Paragraph,
    Part,
    PassageList,
    Table,
)
from exporters.render import render
from tests.benchmarks import floors, peers
from tests.benchmarks.table import Samples


def main(work: str, path: Path, rounds: int) -> Samples:
    """The samples of ``word``, ``pdf`` or ``pdf-platypus``, where the floor is that peer.

    One round before them is thrown away.
    """
    session = decode(path.read_bytes()).session
    with tempfile.TemporaryDirectory() as folder:
        floor = {"word": _word_floor, "pdf": _pdf_floor, "pdf-platypus": _platypus}[work]
        format_ = "docx" if work == "word" else "pdf"
        document = render(compose(session), format_).data
        ready = floor(session, document, Path(folder) / "floor")
        next(ready)
        cpu: list[float] = []
        least: list[float] = []
        for _ in range(rounds):
            began = process_time()
            render(compose(session), format_)
            cpu.append(process_time() - began)
            least.append(next(ready))
    return Samples(cpu, least)


def _word_floor(session: Session, document: bytes, target: Path) -> Iterator[float]:
    """Times of the floor for the parts of ``document``, without end."""
    parts: list[tuple[str, floors.Part]] = []
    with ZipFile(BytesIO(document)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            is_xml = name.endswith((".xml", ".rels"))
            parts.append((name, etree.fromstring(data, _HUGE) if is_xml else data))
    while True:
        yield floors.word(parts, target)


def _pdf_floor(session: Session, document: bytes, target: Path) -> Iterator[float]:
    """Times of the floor for the words of the briefing of ``session``, without end."""
    lines = floors.lines_of("\n".join(printed(compose(session))))
    while True:
        yield floors.pdf(lines, target)


def _platypus(session: Session, document: bytes, target: Path) -> Iterator[float]:
    """Times of Platypus for the texts of the briefing of ``session``, without end."""
    texts = list(printed(compose(session)))
    while True:
        yield peers.platypus(texts, target)


def printed(briefing: Briefing) -> Iterator[str]:
    """Every text of a briefing that stands on a page once; the comments of passages do not."""
    yield briefing.cover.title
    yield from briefing.cover.lines
    for fact in briefing.cover.facts:
        yield from (fact.name, fact.text)
    for section in briefing.sections:
        yield section.title
        for part in section.parts:
            yield from _printed_part(part)


def _printed_part(part: Part) -> Iterator[str]:
    match part:
        case Paragraph():
            yield part.text
        case Note():
            yield from (part.label, part.text)
        case PassageList():
            for item in part.items:
                yield from (item.reference, item.text, item.place, item.speaker, item.note)
                yield from item.labels
        case Table():
            yield part.caption
            yield from (column.title for column in part.columns)
            for row in part.rows:
                cells = (row.text, row.detail) if isinstance(row, Group) else row
                yield from (cell if isinstance(cell, str) else cell.text for cell in cells)
        case Figure():
            yield part.caption
            yield from (shape.text for shape in part.shapes if isinstance(shape, Label))
        case Legend():
            yield from (f"{tag.name} {tag.description}" for tag in part.tags)
        case Contents():
            pass
        case Article():
            yield from (part.text[block.start : block.end] for block in part.blocks)


_HUGE = etree.XMLParser(huge_tree=True)

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])).hand_over()

"""Small sessions of two articles, and what to look for in the briefing of one."""

from collections.abc import Iterator

from msgspec.structs import replace

from desktop.model.annotation import Annotation, Link, LinkKind, Span, Speaker, SpeechKind
from desktop.model.change import SessionInfo
from desktop.model.codebook import Tag, four_tags
from desktop.model.grades import Grade, Reliability
from desktop.model.identity import AnnotationId, Instant, SessionId, SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source
from exporters.briefing import (
    Article,
    Briefing,
    Cell,
    Figure,
    Group,
    Mark,
    Paragraph,
    PassageItem,
    PassageList,
    Section,
    Table,
)

ARTICLE = "12 March\n\nThe strike\n\nWe go, she told us, alone.\n\nThey stay."
PERSIAN = "اعتصاب ادامه دارد\n\nQuay 4 is empty."
WHEN = Instant("2026-11-22T09:30:00Z")


def block(text: str, words: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> Block:
    start = text.index(words)
    return Block(kind, start, start + len(words), level)


def article(number: int, text: str, blocks: tuple[Block, ...], front: Front) -> Source:
    return Source(
        id=SourceId(f"source {number}"),
        name=f"file-{number}.txt",
        media_type="text/plain",
        front=front,
        origin=Origin(f"{number}" * 64, len(text)),
        reader=Reader("text", "1"),
        text=text,
        sha256="f" * 64,
        blocks=blocks,
    )


def first() -> Source:
    blocks = (
        block(ARTICLE, "12 March", BlockKind.FRONT_MATTER),
        block(ARTICLE, "The strike", BlockKind.HEADING, 1),
        block(ARTICLE, "We go, she told us, alone."),
        block(ARTICLE, "They stay."),
    )
    front = Front("The strike", "Ada Quill", "Harbour Gazette", "2026-03-12", "2026-03-14")
    return article(1, ARTICLE, blocks, replace(front, url="https://example.invalid/strike"))


def second() -> Source:
    blocks = (block(PERSIAN, "اعتصاب ادامه دارد"), block(PERSIAN, "Quay 4 is empty."))
    return article(2, PERSIAN, blocks, Front(language="fa", url="file:///etc/passwd"))


def judged(source: Source, reliability: Reliability, rationale: str = "") -> Source:
    return replace(source, grade=Grade(reliability, rationale))


def passage(number: int, source: Source, tag: str, *spans: tuple[int, int]) -> Annotation:
    return Annotation(
        id=AnnotationId(f"passage {number}"),
        source=source.id,
        spans=tuple(Span(start, end) for start, end in spans),
        tag=TagId(tag),
        modified=WHEN,
    )


def on(source: Source, number: int, tag: str, *parts: str) -> Annotation:
    spans = ((source.text.index(part), source.text.index(part) + len(part)) for part in parts)
    return passage(number, source, tag, *spans)


def said_by(
    held: Annotation, name: str, position: str = "", kind: SpeechKind = SpeechKind.UNSET
) -> Annotation:
    return replace(held, speaker=Speaker(name, position, kind))


def linked(held: Annotation, kind: LinkKind, *to: Annotation | str) -> Annotation:
    ends = (one if isinstance(one, str) else one.id for one in to)
    return replace(held, links=tuple(Link(kind, AnnotationId(end)) for end in ends))


def own_tag(id_: str, name: str) -> Tag:
    return Tag(TagId(id_), name, "#7A1FA2", "5", f"What the house calls {name}.")


def session(*held: Annotation, sources: tuple[Source, ...] = (), title: str = "") -> Session:
    return Session(
        id=SessionId("session"),
        info=SessionInfo(title),
        created=WHEN,
        modified=WHEN,
        people=(),
        codebook=four_tags(),
        sources={source.id: source for source in sources or (first(), second())},
        annotations={one.id: one for one in held},
    )


def articles(briefing: Briefing) -> list[Article]:
    return [part for part in _parts(briefing) if isinstance(part, Article)]


def items(briefing: Briefing) -> list[PassageItem]:
    lists = [part for part in _parts(briefing) if isinstance(part, PassageList)]
    return [item for part in lists for item in part.items]


def marks(briefing: Briefing) -> list[Mark]:
    return [mark for part in articles(briefing) for mark in part.marks]


def figures(briefing: Briefing) -> list[Figure]:
    return [part for part in _parts(briefing) if isinstance(part, Figure)]


def titled(briefing: Briefing, title: str) -> Section:
    (section,) = [one for one in briefing.sections if one.title == title]
    return section


def table(briefing: Briefing, title: str) -> Table:
    """The first table of a section."""
    return next(part for part in titled(briefing, title).parts if isinstance(part, Table))


def rows(of: Table) -> list[tuple[Cell, ...]]:
    return [row for row in of.rows if not isinstance(row, Group)]


def groups(of: Table) -> list[Group]:
    return [row for row in of.rows if isinstance(row, Group)]


def column(of: Table, title: str) -> list[Cell]:
    at = [one.title for one in of.columns].index(title)
    return [row[at] for row in rows(of)]


def texts(of: Table, title: str) -> list[str]:
    return [cell.text for cell in column(of, title)]


def listed(briefing: Briefing) -> list[tuple[str, str]]:
    """Reference and words of every passage in a list or in a table of evidence, as they come."""
    found: list[tuple[str, str]] = []
    for part in _parts(briefing):
        if isinstance(part, PassageList):
            found += [(item.reference, item.text) for item in part.items]
        elif isinstance(part, Table):
            found += [(row[0].text, row[1].text) for row in rows(part) if row[0].tag]
    return found


def anchors(briefing: Briefing) -> list[str]:
    """The name of every place that can be linked to."""
    found = [section.anchor for section in briefing.sections]
    for part in _parts(briefing):
        if isinstance(part, PassageList):
            found += [item.anchor for item in part.items]
        elif isinstance(part, Article):
            found += [mark.anchor for mark in part.marks]
        elif isinstance(part, Table):
            found += [part.anchor, *(cell.anchor for row in rows(part) for cell in row)]
        elif isinstance(part, Figure):
            found.append(part.anchor)
    return [name for name in found if name]


def links(briefing: Briefing) -> list[str]:
    """Where every link leads."""
    found = [one.link for fact in briefing.cover.facts for one in fact.inlines]
    for part in _parts(briefing):
        if isinstance(part, PassageList):
            found += [item.link for item in part.items]
        elif isinstance(part, Article):
            found += [mark.link for mark in part.marks]
        elif isinstance(part, Paragraph):
            found += [part.link, *(one.link for one in part.inlines)]
        elif isinstance(part, Table):
            cells = [cell for row in rows(part) for cell in row]
            found += [cell.link for cell in cells]
            found += [one.link for cell in cells for one in cell.inlines]
    return [link for link in found if link]


def _parts(briefing: Briefing) -> Iterator[object]:
    return (part for section in briefing.sections for part in section.parts)

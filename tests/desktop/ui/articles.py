"""Articles and sessions to be read in tests, made without a worker."""

from collections.abc import Sequence
from hashlib import sha256

from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.model.annotation import Annotation, Span
from desktop.model.identity import AnnotationId, SourceId, TagId
from desktop.model.session import Session, new_session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source

HARBOUR = tuple(
    """\
The harbour pilots of Halvec went back to work on Monday. Nobody had told the crane \
operators that the strike was over.
“We have leased a quay,” Neda Tarvell told reporters, “and we have leased nothing else.” \
It is a neat line.
Small states with deep water have always rented it out. A poor bargain is not a surrender.
In 1997 the ministry leased a pipeline for twenty years.""".splitlines()
)


def source(
    *paragraphs: str, name: str = "harbour.txt", front: Front | None = None, id_: str = ""
) -> Source:
    """An article of these paragraphs, an empty line between two."""
    text = "\n\n".join(paragraphs)
    blocks: list[Block] = []
    start = 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(paragraph)))
        start += len(paragraph) + 2
    return laid_out(text, tuple(blocks), name=name, front=front, id_=id_)


def laid_out(
    text: str,
    blocks: tuple[Block, ...],
    *,
    name: str = "harbour.txt",
    front: Front | None = None,
    id_: str = "",
) -> Source:
    """An article with blocks of its own choosing."""
    data = text.encode()
    return Source(
        id=SourceId(id_ or "urn:uuid:00000000-0000-4000-8000-000000000001"),
        name=name,
        media_type="text/plain",
        front=front or Front(),
        origin=Origin(sha256(data).hexdigest(), len(data)),
        reader=Reader("text", "1"),
        text=text,
        sha256=sha256(data).hexdigest(),
        blocks=blocks,
    )


def session(*articles: Source, passages: Sequence[Annotation] = ()) -> Session:
    """A session of these articles and passages."""
    return replace(
        new_session(),
        sources={one.id: one for one in articles},
        annotations={one.id: one for one in passages},
    )


def passage(article: Source, *parts: str | Span, tag: str = "claim", number: int = 1) -> Annotation:
    """A passage over the first occurrence of these words."""
    return Annotation(
        id=AnnotationId(f"urn:uuid:10000000-0000-4000-8000-{number:012d}"),
        source=article.id,
        spans=tuple(part if isinstance(part, Span) else span(article, part) for part in parts),
        tag=TagId(tag),
    )


def span(article: Source, words: str) -> Span:
    """Where words first stand in an article."""
    start = article.text.index(words)
    return Span(start, start + len(words))


AWKWARD = "\r\x00\x0b\x0c\x85\u2028\u2029\ufdd0\ufdd1\ufffc\u00a0\u200b\u200f\u202e\u0301"
"""Characters that a text view treats in a way of its own."""

characters = st.one_of(
    st.sampled_from(AWKWARD),
    st.sampled_from("\n aé😀👩🏽\u200dשלוםعر"),
    st.characters(exclude_categories=("Cs",)),
)


def texts(at_least: int = 0, at_most: int = 20) -> st.SearchStrategy[str]:
    """Texts with many odd characters; ``st.text`` would take their alphabets for one."""
    return st.lists(characters, min_size=at_least, max_size=at_most).map("".join)


@st.composite
def any_sources(draw: st.DrawFn) -> Source:
    """Any text with any blocks a source may have: sorted, not empty, not overlapping."""
    kinds = st.sampled_from(tuple(BlockKind))
    between = texts(0, 3)
    parts = draw(st.lists(st.tuples(between, texts(1, 12), kinds), max_size=4))
    text = ""
    blocks: list[Block] = []
    for gap, words, kind in parts:
        text += gap
        blocks.append(Block(kind, len(text), len(text) + len(words), draw(st.integers(1, 6))))
        text += words
    return laid_out(text + draw(between) or " ", tuple(blocks))


@st.composite
def any_passages(draw: st.DrawFn, article: Source, most: int = 8) -> list[Annotation]:
    """Passages of an article, of one to three spans each."""
    found: list[Annotation] = []
    for number in range(draw(st.integers(0, most))):
        size = draw(st.sampled_from((2, 2, 4, 6)))
        size = min(size, len(article.text) + 1)
        offsets = st.integers(0, len(article.text))
        edges = sorted(draw(st.lists(offsets, unique=True, min_size=2, max_size=size)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        spans = [Span(start, end) for start, end in pairs]
        tag = draw(st.sampled_from(("claim", "quote", "opinion", "context")))
        found.append(passage(article, *spans, tag=tag, number=number + 1))
    return found

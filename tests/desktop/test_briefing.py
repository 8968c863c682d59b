"""What a session becomes on paper, before any writer has seen it."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.briefing import Options, compose, direction, letters
from desktop.model.annotation import Annotation, Span, Speaker, SpeechKind
from desktop.model.change import Person, SessionInfo
from desktop.model.codebook import Tag, four_tags
from desktop.model.identity import AnnotationId, Instant, PersonId, SessionId, SourceId, TagId
from desktop.model.session import Session
from desktop.model.source import Block, BlockKind, Front, Origin, Reader, Source
from exporters.briefing import (
    Article,
    Briefing,
    Legend,
    Mark,
    PassageItem,
    PassageList,
    Section,
    Table,
)
from exporters.briefing import BlockKind as Printed

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


def items(briefing: Briefing) -> list[PassageItem]:
    parts = (part for section in briefing.sections for part in section.parts)
    return [item for part in parts if isinstance(part, PassageList) for item in part.items]


def marks(briefing: Briefing) -> list[Mark]:
    parts = (part for section in briefing.sections for part in section.parts)
    return [mark for part in parts if isinstance(part, Article) for mark in part.marks]


def titled(briefing: Briefing, title: str) -> Section:
    (section,) = [one for one in briefing.sections if one.title == title]
    return section


def test_sections_stand_in_the_order_of_a_briefing() -> None:
    held = (on(first(), 1, "quote", "We go"), on(second(), 2, "claim", "Quay 4 is empty."))
    briefing = compose(session(*held))
    assert [(section.level, section.title) for section in briefing.sections] == [
        (1, "Legend"),
        (1, "Passages by tag"),
        (2, "Claim"),
        (2, "Quote"),
        (1, "S1 · The strike"),
        (1, "S2 · file-2"),
        (1, "Sources"),
    ]
    assert [section.new_page for section in briefing.sections][4:6] == [True, True]
    anchors = [section.anchor for section in briefing.sections]
    assert len(set(anchors)) == len(anchors)


def test_sections_without_a_passage_disappear() -> None:
    briefing = compose(session())
    titles = [section.title for section in briefing.sections]
    assert titles == ["S1 · The strike", "S2 · file-2", "Sources"]
    assert briefing.tags == ()
    nothing = replace(session(), sources={})
    assert compose(nothing).sections == ()


def test_the_title_block_says_what_is_inside() -> None:
    briefing = compose(session(on(first(), 1, "quote", "We go"), title="Port"), Options(author="B"))
    assert briefing.cover.title == briefing.footer == "Port"
    assert briefing.cover.lines == (
        "B",
        "Harbour Gazette · 2026-03-12",
        "2 sources · 1 passage",
    )
    assert compose(session(sources=(first(),))).cover.title == "The strike"
    assert compose(session(title="Port"), Options(title="Own")).cover.title == "Own"


def test_passages_are_numbered_by_article_then_place_longest_first() -> None:
    briefing = compose(
        session(
            on(second(), 1, "claim", "Quay 4"),
            on(first(), 2, "context", "They stay."),
            on(first(), 3, "claim", "We"),
            on(first(), 4, "quote", "We go", "alone"),
        )
    )
    assert [mark.reference for mark in marks(briefing)] == ["Q1", "C2", "N3", "C4"]
    assert [item.reference for item in items(briefing)] == ["C2", "C4", "Q1", "N3"]


def test_a_passage_in_a_list_says_where_it_stands() -> None:
    held = (
        on(first(), 1, "claim", "go, she told us, alone.\n\nThey"),
        on(first(), 2, "claim", "They stay."),
        on(first(), 3, "claim", "The strike"),
        on(first(), 4, "claim", "strike\n\nWe"),
    )
    places = {item.text: item.place for item in items(compose(session(*held)))}
    assert places == {
        "go, she told us, alone.\n\nThey": "S1 ¶1–2",
        "They stay.": "S1 ¶2",
        "The strike": "S1",
        "strike\n\nWe": "S1 ¶1",
    }
    alone = compose(session(*held, sources=(first(),)))
    assert {item.place for item in items(alone)} == {"¶1–2", "¶2", "", "¶1"}


def test_a_passage_that_starts_where_a_paragraph_ends_is_not_in_it() -> None:
    blocks = (Block(BlockKind.PARAGRAPH, 0, 5), Block(BlockKind.PARAGRAPH, 5, 10))
    source = article(1, "one. two. ", blocks, Front())
    briefing = compose(session(passage(1, source, "claim", (5, 9)), sources=(source,)))
    assert [item.place for item in items(briefing)] == ["¶2"]


def test_the_order_in_the_file_does_not_matter_even_for_passages_alike() -> None:
    one = replace(on(first(), 1, "claim", "They stay."), note="one")
    two = replace(on(first(), 2, "claim", "They stay."), note="two")
    assert compose(session(one, two)) == compose(session(two, one))


def test_a_broken_quote_keeps_its_parts_and_its_speaker() -> None:
    held = replace(
        on(first(), 1, "quote", "We go", "alone."),
        speaker=Speaker("Neda Tarvell", "foreign minister", SpeechKind.DIRECT),
        labels=("strike", "port"),
        note="Ask her.\n\nTwice.",
    )
    briefing = compose(session(held))
    (item,) = items(briefing)
    assert item.text == "We go […] alone."
    assert item.speaker == "Neda Tarvell, foreign minister (direct)"
    (mark,) = marks(briefing)
    assert [ARTICLE[start:end] for start, end in mark.spans] == ["We go", "alone."]
    assert mark.comment.paragraphs == (
        "Quote Q1",
        "“We go […] alone.”",
        "Speaker: Neda Tarvell, foreign minister (direct)",
        "Labels: strike, port",
        "Ask her.",
        "Twice.",
    )
    assert mark.comment.date == WHEN


def test_a_comment_of_one_part_does_not_repeat_it() -> None:
    (mark,) = marks(compose(session(on(first(), 1, "claim", "They stay."))))
    assert mark.comment.paragraphs == ("Claim C1",)


def test_comments_are_signed_by_the_options_or_the_person_or_nobody() -> None:
    person = Person(PersonId("me"), "Ada Person", "AP")
    held = replace(on(first(), 1, "claim", "They stay."), creator=person.id)
    signed = replace(session(held), people=(person,))

    def signature(of: Session, options: Options) -> tuple[str, str]:
        (mark,) = marks(compose(of, options))
        return mark.comment.author, mark.comment.initials

    assert signature(signed, Options()) == ("Ada Person", "AP")
    assert signature(signed, Options(author="Bo Chief", initials="X")) == ("Bo Chief", "X")
    assert signature(signed, Options(author="Bo Chief")) == ("Bo Chief", "BC")
    assert signature(session(held), Options()) == ("", "")


def test_list_and_annex_lead_to_each_other() -> None:
    held = (on(first(), 1, "quote", "We go"), on(second(), 2, "claim", "Quay 4"))
    briefing = compose(session(*held))
    by_anchor = {mark.anchor: mark for mark in marks(briefing)}
    for item in items(briefing):
        assert by_anchor[item.link].link == item.anchor
        assert by_anchor[item.link].reference == item.reference


def test_blocks_keep_kind_number_direction_and_language() -> None:
    briefing = compose(session())
    (one, two) = [
        part for section in briefing.sections for part in section.parts if isinstance(part, Article)
    ]
    assert [(b.kind, b.number, b.level) for b in one.blocks] == [
        (Printed.FRONT_MATTER, 0, 0),
        (Printed.HEADING, 0, 1),
        (Printed.PARAGRAPH, 1, 0),
        (Printed.PARAGRAPH, 2, 0),
    ]
    assert [b.direction for b in two.blocks] == ["rtl", "ltr"]
    assert {b.language for b in two.blocks} == {"fa"}
    assert two.text == PERSIAN


def test_the_list_of_sources_links_to_the_web_only() -> None:
    (table,) = titled(compose(session()), "Sources").parts
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == ["S1", "S2"]
    assert table.rows[0][4].link == "https://example.invalid/strike"
    assert table.rows[1][4].text == "file:///etc/passwd"
    assert table.rows[1][4].link == ""
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_letters_are_the_first_that_is_free() -> None:
    assert list(letters(four_tags()).values()) == ["C", "Q", "O", "N"]

    def names(*given: str) -> list[str]:
        model = four_tags()[0]
        tags: list[Tag] = [replace(model, id=TagId(str(n)), name=x) for n, x in enumerate(given)]
        return list(letters(tags).values())

    assert names("A", "A", "42", "نقل") == ["A", "B", "C", "ن"]
    many = names(*["A"] * 40)
    assert len(set(many)) == 40
    assert many[26] == "AA"


def test_the_legend_shows_the_tags_that_are_used() -> None:
    briefing = compose(session(on(first(), 1, "opinion", "They stay.")))
    (legend,) = titled(briefing, "Legend").parts
    assert isinstance(legend, Legend)
    assert [(tag.id, tag.letter, tag.pattern) for tag in legend.tags] == [
        ("opinion", "O", "zigzag")
    ]
    assert legend.tags == briefing.tags


def test_direction_is_that_of_the_first_strong_character() -> None:
    assert direction("… 12 “שלום” and") == "rtl"
    assert direction("… 12 “a” שלום") == "ltr"
    assert direction("… 12 !") == "ltr"


SPANS = st.lists(st.integers(0, len(ARTICLE)), min_size=2, max_size=6, unique=True).map(
    lambda edges: [tuple(sorted(edges)[n : n + 2]) for n in range(0, len(edges) // 2 * 2, 2)]
)
TAGS = st.sampled_from([tag.id for tag in four_tags()])


@given(st.lists(st.tuples(TAGS, SPANS), max_size=12))
def test_every_passage_is_printed_once_in_list_and_annex_in_its_own_words(
    drawn: list[tuple[str, list[tuple[int, int]]]],
) -> None:
    held = [passage(n, first(), tag, *spans) for n, (tag, spans) in enumerate(drawn)]
    briefing = compose(session(*held))
    assert briefing == compose(session(*reversed(held)))
    printed = marks(briefing)
    numbers = [int(mark.reference.lstrip("CQON")) for mark in printed]
    assert numbers == list(range(1, len(held) + 1))
    spans = sorted((mark.tag, mark.spans) for mark in printed)
    assert spans == sorted((one.tag, tuple((s.start, s.end) for s in one.spans)) for one in held)
    by_reference = {mark.reference: mark for mark in printed}
    assert len(items(briefing)) == len(held)
    for item in items(briefing):
        parts = [ARTICLE[start:end] for start, end in by_reference[item.reference].spans]
        assert item.text == " […] ".join(parts)
        assert item.tag == by_reference[item.reference].tag

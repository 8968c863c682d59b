"""Briefings for the writers of text formats: every kind of part, and hostile text in every field.

Beside ``briefings``, whose samples hold what all writers print alike.
"""

from dataclasses import replace

from exporters.briefing import (
    Article,
    ArticleBlock,
    BlockKind,
    Box,
    Briefing,
    Cell,
    Column,
    Comment,
    Contents,
    Cover,
    Fact,
    Figure,
    Group,
    Inline,
    Label,
    Legend,
    Mark,
    Note,
    Paragraph,
    PassageItem,
    PassageList,
    Section,
    Stroke,
    Table,
    Tag,
)
from tests.exporters import briefings
from tests.exporters.briefings import CLAIM, HEBREW, OPINION, QUOTE, TAGS

INK = "#16191D"
GREY = "#545A62"
LINE = "#DDE0E3"
OVERRIDE = "\u202egnp.exe"
"""A name that turns the rest of its line round unless it is kept apart."""
NASTY = (
    '<script>alert(1)</script> <img src=x onerror="x()"> ]]> &amp; &lt {{ 7*7 }} %s | a*b* _c_ `d` '
    f"[x](javascript:x) <b> $x$ ~~y~~ # + - 1. http://example.org \\ {OVERRIDE}"
)


def timeline() -> Figure:
    """Where the tags lie along one article."""
    lanes = [(tag, 18.0 + i * 16) for i, tag in enumerate(TAGS)]
    boxes = [
        Box(96 + 37.5 * (i + 1) * (lane + 1) % 320, y, 24, 8, tag.bar)
        for lane, (tag, y) in enumerate(lanes)
        for i in range(3)
    ]
    names = [Label(0, y + 8, tag.name, room=88) for tag, y in lanes]
    ends = [
        Label(96, 92, "¶1", 7.5, GREY),
        Label(
            270, 92, "a label that has far too little room for all its words", 7.5, GREY, room=60
        ),
        Label(430, 92, "¶10", 7.5, GREY, "right", strong=True),
    ]
    return Figure(
        430,
        100,
        (Stroke(96, 80, 430, 80, LINE), *boxes, *names, *ends),
        "Claims lie in paragraphs 1 to 4, quotes in 2 and 6, opinions in 1 and 7, context in 1.",
        "Where the tags lie in S1",
        "figure-1",
    )


def claims() -> Table:
    """A table of groups, chips, grades with a key, links in cells and figures."""
    link = "https://example.org/lease?a=1&b='2'"
    return Table(
        "Claims, and what speaks for and against them",
        (Column("No.", 1), Column("Claim", 5), Column("Against", 2), Column("Ships", 1, True)),
        (
            Group("S1 · Meridian Review", "12 November 2026"),
            (
                Cell("C1", "annex-1", tag="claim", anchor="row-1"),
                Cell("Both berths go to one company *", inlines=(Inline(30, 31, "key", True),)),
                Cell("O2, O9", inlines=(Inline(0, 2, "annex-2"), Inline(4, 6, "annex-9"))),
                Cell("37"),
            ),
            Group("S2 · Harbour wire"),
            (Cell("C5", "annex-5", tag="claim"), Cell("Nobody asked"), Cell("", ""), Cell("1")),
            (Cell("C8", "annex-8", tag="claim"), Cell(HEBREW, direction="rtl"), Cell("x", link)),
        ),
        anchor="table-1",
    )


def complete() -> Briefing:
    """A briefing with every kind of part and every line there is."""
    full = briefings.full()
    scope = "Who will control the berths, and by when: see S1 and the table of claims."
    return replace(
        full,
        cover=Cover(
            full.cover.title,
            ("Assessment for the Ministry of Ports",),
            (
                Fact("Reference", "MR/2026/118"),
                Fact("Cut-off", "14 November 2026, 18:00"),
                Fact("Sources", "S1 S2", (Inline(0, 2, "annex"), Inline(3, 5, "nowhere"))),
            ),
        ),
        sections=(
            Section("Contents", 1, "contents", (Contents(2),)),
            *full.sections[:1],
            Section(
                "Scope",
                1,
                "scope",
                (
                    Paragraph(
                        scope,
                        inlines=(
                            Inline(0, 3, strong=True),
                            Inline(46, 48, "annex"),
                            Inline(57, 72, "https://example.org/claims", True),
                            Inline(70, 400, "annex"),
                        ),
                    ),
                    *full.sections[1].parts[1:],
                    Note("Grades are those of the Admiralty scale.", "*", "key"),
                ),
            ),
            *full.sections[2:4],
            Section("Claims", 1, "claims", (claims(), timeline())),
            *full.sections[5:],
        ),
        author="Ada Lorne",
        subject="Who controls the berths of Halvec",
        header="Meridian Review · Research desk",
        footer="MR/2026/118",
        marking="TLP:AMBER+STRICT",
    )


def hostile(text: str) -> Briefing:
    """A briefing whose every field of words is ``text``."""
    tags = (
        Tag("claim", text, text, CLAIM.tint, CLAIM.bar, "solid", text),
        Tag(text, text, text, QUOTE.tint, QUOTE.bar, "double", "Q"),
    )
    comment = Comment(text, text, "2026-11-22T09:00:00Z", (text, text))
    middle = len(text) // 2
    marks = (
        Mark(text, "claim", ((0, len(text)),), comment, text, f"list {text}"),
        Mark("C2", text, ((1, middle), (middle + 1, middle + 3)), comment, "m2", text),
    )
    item = PassageItem(
        text, "claim", text, text, text, (text, text), text, f"list {text}", text, language=text
    )
    blocks = [
        ArticleBlock(kind, i * (len(text) + 2), i * (len(text) + 2) + len(text), i, 2)
        for i, kind in enumerate(BlockKind)
    ]
    whole = "\n\n".join([text] * len(blocks))
    label = Label(0, 20, text, room=50)
    parts = (
        Paragraph(text, link=text, inlines=(Inline(0, 4, text, True),)),
        Note(text, text, f"note {text}"),
        PassageList((item,)),
        Table(
            text,
            (Column(text, 1), Column(text, 0, True)),
            (Group(text, text), (Cell(text, text), Cell(text, tag="claim", language=text))),
            f"table {text}",
        ),
        Figure(100, 50, (label,), text, text, f"figure {text}"),
        Legend(tags),
        Article(whole, tuple(blocks), marks),
    )
    sections = (
        Section(text, 1, "first", (Contents(2),)),
        Section(text, 2, f"section {text}", parts, language=text),
    )
    return Briefing(
        Cover(text, (text, text), (Fact(text, text, (Inline(2, 4, text),)),)),
        sections,
        tags,
        text,
        text,
        text,
        text,
        text,
        text,
        text,
    )


def crossing() -> tuple[str, tuple[Mark, ...]]:
    """Three passages of which each begins in the one before and ends after it."""
    text = "One two three four five six seven."
    return text, (
        briefings.mark(text, 1, CLAIM, "One two three four"),
        briefings.mark(text, 2, OPINION, "two three four five"),
        briefings.mark(text, 3, QUOTE, "three four five six"),
    )

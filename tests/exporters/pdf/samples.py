"""Briefings with the parts that ``tests.exporters.briefings`` does not have, in invented words."""

from dataclasses import replace

from exporters.briefing import (
    Article,
    Box,
    Briefing,
    Cell,
    Column,
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
    Part,
    Section,
    Shape,
    Stroke,
    Table,
    Tag,
)
from tests.exporters import briefings
from tests.exporters.briefings import ARABIC, HEBREW, TAGS

MARKING = "TLP:AMBER+STRICT"
HEADER = "Halvec berths · BR-2026-118"
FOOTER = "Meridian desk · 22 November 2026"
PERSIAN = "سخنگوی بندر گفت که ۳۵ کشتی منتظر ورود هستند."


def inline(text: str, words: str, link: str = "", strong: bool = False) -> Inline:
    """The stretch of ``text`` that ``words`` are; they stand there once."""
    return Inline(*briefings.span(text, words), link, strong)


def cover() -> Cover:
    """A title block with facts, one of them with links to the sources."""
    sources = "S1 Meridian Review, S2 Port Gazette"
    return Cover(
        "Sorrland is likely to control both Halvec berths by 2028",
        ("Prepared for the weekly meeting on ports and straits",),
        (
            Fact("Reference", "BR-2026-118"),
            Fact("Date", "22 November 2026"),
            Fact("Information cut-off", "14 November 2026, 18:00 UTC"),
            Fact(
                "Sources",
                sources,
                (inline(sources, "S1", "source-1"), inline(sources, "S2", "source-2")),
            ),
        ),
    )


def judged() -> Paragraph:
    """A paragraph with a likelihood that stands out, links inside and one to the web."""
    text = (
        "It is likely that the company controls both berths by 2028 (C1, O2); the ministry's own "
        "register says the same, see example.org/register. We judge this with moderate confidence."
    )
    return Paragraph(
        text,
        inlines=(
            inline(text, "likely", strong=True),
            inline(text, "C1", "annex-1"),
            inline(text, "O2", "annex-2", strong=True),
            inline(text, "example.org/register", "https://example.org/register"),
            inline(text, "moderate confidence", strong=True),
        ),
    )


def figure(tags: tuple[Tag, ...] = TAGS, width: float = 440.0) -> Figure:
    """Bars of how often each tag was used, with names and counts."""
    shapes: list[Shape] = []
    for at, tag in enumerate(tags):
        y = 8.0 + 22 * at
        shapes += [
            Label(84, y + 9, tag.name, align="right", strong=True, room=80),
            Box(92, y, 60.0 + 47 * at, 12, tag.tint),
            Stroke(92, y + 13, 152.0 + 47 * at, y + 13, tag.bar, 1.2),
            Label(158.0 + 47 * at, y + 9, str(7 + 11 * at), colour="#545A62"),
        ]
    shapes.append(Stroke(92, 2, 92, 22.0 * len(tags) + 6, "#868C94"))
    return Figure(
        width,
        22.0 * len(tags) + 10,
        tuple(shapes),
        "Bars: Claim 7, Quote 18, Opinion 29, Context 40 passages.",
        "How often each tag was used",
        "figure-tags",
    )


def claims() -> Table:
    """A table with groups of rows, chips, anchors and links inside cells."""
    first, second = "C6, C5", "O2 and the pilots"
    return Table(
        "Claims, by who makes them",
        (
            Column("No.", 1.2),
            Column("Claim", 6),
            Column("Supported by", 2.4),
            Column("Grade", 1),
            Column("Ships", 1, numeric=True),
        ),
        (
            Group("Ports ministry", "official register, two statements"),
            (
                Cell("C1", "annex-1", tag="claim", anchor="claim-1"),
                Cell("Both berths go to one company."),
                Cell(first, inlines=(inline(first, "C6", "annex-6"), inline(first, "C5"))),
                Cell("B2"),
                Cell("1,204"),
            ),
            (
                Cell("O2", "annex-2", tag="opinion", anchor="claim-2"),
                Cell("The ministry calls the lease routine; nobody else does."),
                Cell(second, inlines=(inline(second, "O2", "annex-2"),)),
                Cell("C3"),
                Cell("37"),
            ),
            Group("Minister of ports"),
            (
                Cell("Q4", "annex-4", tag="quote", anchor="claim-4"),
                Cell(HEBREW, direction="rtl", language="he"),
                Cell(""),
                Cell("A1"),
                Cell("8"),
            ),
        ),
        anchor="claims-table",
    )


def mirrored() -> Table:
    """A table whose columns run from the right."""
    return Table(
        "الادعاءات",
        (Column("رقم", 1), Column("النص", 6), Column("السفن", 2, numeric=True)),
        (
            Group("ميناء", "مصدران", "rtl"),
            (
                Cell("C8", "annex-8", tag="claim"),
                Cell(ARABIC, direction="rtl", language="ar"),
                Cell("35"),
            ),
            (Cell("Q7", tag="quote"), Cell(PERSIAN, direction="rtl", language="fa"), Cell("1,204")),
        ),
        direction="rtl",
    )


def notes() -> tuple[Note, ...]:
    """Notes with a number, with a link, and from the right."""
    text = "Grades: source A to F, information 1 to 6; see the claims."
    return (
        Note(text, "1", "note-1", inlines=(inline(text, "the claims", "claims-table"),)),
        Note(
            "Counts are of ships that were reported waiting outside the bar on the day of the "
            "statement; where two papers differ, the lower count is given and the other one is "
            "named in the note of the passage.",
            "*",
        ),
        Note(HEBREW, "2", direction="rtl", language="he"),
    )


def of_parts(*parts: Part, title: str = "Findings") -> Briefing:
    """A briefing with one section that holds ``parts``."""
    section = Section(title, 1, "findings", parts)
    return replace(briefings.empty(), sections=(section,), tags=TAGS, language="en")


def everything() -> Briefing:
    """A briefing in which every kind of part stands, and every line of every page."""
    text = briefings.ARTICLE_TEXT
    return replace(
        briefings.full(),
        cover=cover(),
        sections=(
            Section("Bottom line", 1, "bottom", (judged(),)),
            Section("Contents", 1, "contents", (Contents(),)),
            Section("Passages", 1, "passages", ()),
            Section("All passages", 2, "all", (briefings.passages(briefings.marks(), text),)),
            Section("Claims", 1, "claims", (claims(), *notes(), mirrored())),
            Section("Pictures", 1, "pictures", (figure(),)),
            Section(
                "מקורות",
                2,
                "hebrew",
                (Paragraph(HEBREW, direction="rtl", language="he"),),
                language="he",
                direction="rtl",
            ),
            Section(
                "Sources",
                1,
                "sources",
                (
                    Table(
                        "",
                        (Column("No.", 1), Column("Source", 6)),
                        (
                            (Cell("S1", anchor="source-1"), Cell("Meridian Review")),
                            (Cell("S2", anchor="source-2"), Cell("Port Gazette")),
                        ),
                    ),
                ),
            ),
            Section(
                "The article in full",
                1,
                "annex",
                (Legend(TAGS), briefings.article()),
                new_page=True,
            ),
        ),
        header=HEADER,
        footer=FOOTER,
        marking=MARKING,
    )


def annex(one: Article) -> Briefing:
    """A briefing that holds one article under its legend."""
    return of_parts(Legend(TAGS), one, title="Annex")


def marked(text: str, number: int, start: int, end: int) -> Mark:
    """A claim over a stretch of ``text``, with a comment and a link to a list."""
    assert end <= len(text)
    comment = briefings.comment("Claim")
    return Mark(
        f"C{number}", "claim", ((start, end),), comment, f"annex-{number}", f"list-{number}"
    )

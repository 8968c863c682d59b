"""More briefings to export in tests: one with every part there is, and ones that ask too much."""

from dataclasses import replace

from exporters.briefing import (
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
    Note,
    Paragraph,
    Section,
    Stroke,
    Table,
    Wording,
)
from tests.exporters import briefings
from tests.exporters.briefings import ARABIC, CLAIM, HEBREW, QUOTE, TAGS

LEAD = (
    "The lease signed on 10 November gives one company the only deep-water berths. Parliament can "
    "still amend it; we judge that it will not."
)
SCRIPTS = "The port 哈尔维克港 (ハルベク港, 할베크) is open 🚢🚢, said שלום and سلام."


def inline(text: str, words: str, link: str = "", *, strong: bool = False) -> Inline:
    """The stretch of ``words`` in ``text``; they stand there at least once."""
    start = text.index(words)
    return Inline(start, start + len(words), link, strong)


def figure(**fields: object) -> Figure:
    """Where each tag stands along the article: a row of bars for each, under a scale."""
    shapes: list[Box | Stroke | Label] = []
    for row, tag in enumerate(TAGS):
        y = 14.0 + row * 20
        shapes.append(Label(0, y + 9, tag.name))
        shapes.append(Stroke(80, y + 12, 400, y + 12, "#DDE0E3"))
        shapes += [
            Box(80 + at * 24.5 + row * 7, y, 4 + at % 3 * 5, 10, tag.bar) for at in range(12)
        ]
        shapes.append(Label(430, y + 9, str(12 - row), align="right"))
    shapes.append(Stroke(80, 10, 80, 94, "#545A62"))
    shapes.append(Label(80, 106, "¶1", 7.5, "#545A62"))
    shapes.append(Label(240, 106, "¶5", 7.5, "#545A62", "middle"))
    shapes.append(Label(400, 106, "¶9", 7.5, "#545A62", "right"))
    shapes.append(Label(430, 8, "Passages", 7.5, "#545A62", "right", strong=True))
    made = Figure(
        430,
        110,
        tuple(shapes),
        "Claims stand in the first half, opinions towards the end.",
        "Tags along the article",
        "tags-figure",
    )
    return replace(made, **fields)  # pyright: ignore[reportArgumentType] - fields of a figure


def claims() -> Table:
    """Claims under the people who make them, with chips, links in cells, and places to link to."""
    both = "Supported by Q4 and C5"
    return Table(
        "Claims and who makes them",
        (
            Column("No.", 1),
            Column("Claim", 6),
            Column("Grade", 1.2),
            Column("Evidence", 4),
            Column("Ships", 1, True),
        ),
        (
            Group("Ports ministry", "2 claims, graded by the desk"),
            (
                Cell("C1", "annex-1", tag="claim", anchor="claim-1"),
                Cell("One company gets both deep-water berths at Halvec."),
                Cell("B2", "grades", inlines=()),
                Cell(
                    both,
                    inlines=(inline(both, "Q4", "annex-4"), inline(both, "C5", "annex-5")),
                ),
                Cell("1,204"),
            ),
            (
                Cell("C6", "annex-6", tag="claim"),
                Cell("The lessee schedules all movements in the outer basin."),
                Cell("C3"),
                Cell("Contradicted by O9", inlines=(Inline(16, 18, "annex-9", strong=True),)),
                Cell("37"),
            ),
            Group(ARABIC, direction="rtl"),
            (
                Cell("C8", "annex-8", tag="claim"),
                Cell(ARABIC, direction="rtl", language="ar"),
                Cell("F6"),
                Cell(HEBREW, direction="rtl", language="he"),
                Cell("35"),
            ),
        ),
        anchor="claims-table",
    )


def everything() -> Briefing:
    """A briefing with every kind of part, in the order an analyst's would have them."""
    sources = "S1, S2 and S3"
    note = "Grades follow the Admiralty code: source from A to F, then information from 1 to 6."
    scope = "Who will control the two berths, and by when. Figure and table say how we know."
    sample = briefings.full()
    annex, passages = sample.sections[-1], sample.sections[3]
    return Briefing(
        cover=Cover(
            "Sorrland is likely to control both Halvec berths by 2028",
            ("15 November 2026", "Information cut-off 14 November 2026, 18:00"),
            (
                Fact("Reference", "MR/2026/118"),
                Fact("Author", "Ada Lorne, Desk for ports and straits"),
                Fact(
                    "Sources",
                    sources,
                    (inline(sources, "S1", "annex"), inline(sources, "S3", "annex")),
                ),
                Fact("Place", HEBREW, direction="rtl"),
            ),
        ),
        sections=(
            Section("Bottom line", 1, "bottom", (Paragraph(LEAD, "lead"),)),
            Section("What is in here", 1, "contents", (Contents(2),)),
            Section(
                "Scope",
                1,
                "scope",
                (
                    Paragraph(
                        scope,
                        inlines=(
                            inline(scope, "by when", strong=True),
                            inline(scope, "Figure", "tags-figure"),
                            inline(scope, "table", "claims-table", strong=True),
                        ),
                    ),
                    Paragraph(SCRIPTS),
                    figure(),
                    Paragraph("Nothing was left out.", "empty"),
                ),
            ),
            Section("Claims", 1, "claims", ()),
            Section(
                "By claimant",
                2,
                "by-claimant",
                (
                    claims(),
                    Note(note, "1", "grades", inlines=(inline(note, "Admiralty code", "scope"),)),
                    Note("Ships are those counted by the harbour office.", "*"),
                    Note(HEBREW, direction="rtl", language="he"),
                ),
            ),
            Section("Every passage", 2, "all", passages.parts),
            annex,
        ),
        tags=TAGS,
        language="en-GB",
        date="2026-11-22T09:00:00Z",
        author="Ada Lorne",
        header="Halvec berths · MR/2026/118",
        footer="Meridian Research",
        marking="TLP:AMBER",
        wording=Wording(page="Page {page} of {pages}"),
    )


def hebrew() -> Briefing:
    """A briefing in Hebrew, with tables and figures that run from the right."""
    table = Table(
        "טענות ומי טוען אותן",
        (Column("מס׳", 1), Column("הטענה", 6), Column("אוניות", 1, True)),
        (
            Group("משרד הנמלים", "שתי טענות", "rtl"),
            (
                Cell("C1", "annex-1", tag="claim"),
                Cell(HEBREW, direction="rtl"),
                Cell("35"),
            ),
            (Cell("Q7", "annex-7", tag="quote"), Cell(ARABIC, direction="rtl"), Cell("1,204")),
        ),
        direction="rtl",
    )
    drawn = (
        Label(430, 10, "ציטוט", align="right", direction="rtl"),
        Box(100, 2, 260, 10, QUOTE.bar),
        Label(0, 10, "12"),
        Label(430, 30, "טענה", align="right", strong=True, direction="rtl"),
        Box(200, 22, 160, 10, CLAIM.bar),
        Label(215, 52, "באמצע", 7.5, align="middle", direction="rtl"),
    )
    shown = Figure(430, 60, drawn, "ציטוטים לפני טענות", "התגיות לאורך הכתבה", "", "rtl")
    annex = briefings.full().sections[-1]
    return Briefing(
        Cover("שליטה ברציפים של הלבק", ("15 בנובמבר 2026",), (Fact("מספר", "MR/2026/118"),)),
        (
            Section("תוכן", 1, "toc", (Contents(2),), direction="rtl"),
            Section(
                "היקף",
                1,
                "scope",
                (
                    Paragraph(HEBREW + " " + HEBREW, direction="rtl"),
                    shown,
                    table,
                    Note(HEBREW, "1", direction="rtl"),
                ),
                direction="rtl",
            ),
            Section("הכתבה", 1, "annex", annex.parts, new_page=True, direction="rtl"),
        ),
        TAGS,
        "he",
        "2026-11-22T09:00:00Z",
        header="הלבק",
        footer="מחקר מרידיאן",
        marking="מוגבל",
        wording=Wording("עמוד {page} מתוך {pages}", figure="איור {number}"),
    )


def crowded(people: int) -> Briefing:
    """A table and a figure of very many speakers, the figure higher than a page."""
    names = [f"Speaker {number}, of the harbour office" for number in range(1, people + 1)]
    table = Table(
        "Who speaks",
        (Column("Who", 3), Column("Passages", 1, True)),
        tuple((Cell(name), Cell(str(number))) for number, name in enumerate(names)),
    )
    shapes = [
        shape
        for number, name in enumerate(names)
        for shape in (
            Label(0, 10 + number * 14, name, room=120),
            Box(130, 3 + number * 14, 2 + number % 90 * 3, 8, CLAIM.bar),
        )
    ]
    drawn = Figure(430, people * 14.0, tuple(shapes), "Everybody speaks about as often.")
    section = Section("Speakers", 1, "speakers", (drawn, table, Legend(TAGS)))
    return Briefing(Cover("Many"), (section,), TAGS, "en", "2026-11-22T09:00:00Z")


def wide_word(letters: int) -> Briefing:
    """One word as long as a page everywhere a text can be."""
    word = "x" * letters
    article = briefings.plain(word, briefings.mark(word, 1, CLAIM, word))
    listed = briefings.passages(article.marks, word)
    table = Table(
        word,
        (Column(word, 1), Column("B", 1)),
        (Group(word, word), (Cell(word, tag="claim"), Cell("b"))),
    )
    drawn = Figure(100, 20, (Label(0, 12, word, room=90),), word, word)
    parts = (Paragraph(word), Note(word, word), table, drawn, listed, article, Contents())
    return Briefing(
        Cover(word, (word,), (Fact(word, word),)),
        (Section(word, 1, "s", parts), Section(word, 2, "t", ())),
        TAGS,
        "en",
        "2026-11-22T09:00:00Z",
        header=word,
        footer=word,
    )

"""Briefings to export in tests, with invented text: small ones by hand, long ones by repetition."""

import re
from collections.abc import Sequence

from exporters.briefing import (
    Article,
    ArticleBlock,
    BlockKind,
    Briefing,
    Cell,
    Column,
    Comment,
    Cover,
    Legend,
    Mark,
    Paragraph,
    PassageItem,
    PassageList,
    Section,
    Table,
    Tag,
    Wording,
)

CLAIM = Tag("claim", "Claim", "Something stated as fact.", "#BDD8F5", "#155E9B", "solid", "C")
QUOTE = Tag("quote", "Quote", "Someone's own words.", "#D0F9D6", "#1F9470", "double", "Q")
OPINION = Tag(
    "opinion", "Opinion", "A judgement or a forecast.", "#F7C6A2", "#AC5014", "zigzag", "O"
)
CONTEXT = Tag("context", "Context", "Background a reader needs.", "#E4DDD7", "#3A3C3F", "dots", "X")
TAGS = (CLAIM, QUOTE, OPINION, CONTEXT)

HEBREW = "ראש הנמל אמר כי הרציף יישאר פתוח עד סוף השנה, לדבריו."
ARABIC = "قال متحدث باسم الميناء إن 35 سفينة تنتظر الدخول."
ARTICLE_BLOCKS = (
    (BlockKind.FRONT_MATTER, "By Ada Lorne, for the Meridian Review"),
    (BlockKind.HEADING, "A harbour is not a quay"),
    (
        BlockKind.PARAGRAPH,
        (
            "The lease signed on Tuesday gives one company both deep-water berths at Halvec, and "
            "the ministry calls it routine. Pilots who work the channel say it is nothing of the "
            "kind."
        ),
    ),
    (
        BlockKind.PARAGRAPH,
        (
            "“We have leased a quay,” the minister said on Wednesday, “and nothing else.” A clerk "
            "had filed the text an hour earlier 🚢 and nobody asked for clause nine."
        ),
    ),
    (BlockKind.HEADING, "What the clause says"),
    (BlockKind.LIST_ITEM, "The lessee schedules all movements in the outer basin."),
    (BlockKind.LIST_ITEM, "Disputes go to a board of three, two of them named by the lessee."),
    (
        BlockKind.QUOTATION,
        "Nobody asked the pilots. They never do, until a ship is across the bar.",
    ),
    (BlockKind.PARAGRAPH, HEBREW),
    (BlockKind.PARAGRAPH, ARABIC),
    (BlockKind.CODE, "berth 4: 11.2 m\nberth 5: 13.8 m"),
)
ARTICLE_TEXT = "\n\n".join(
    ("# " if kind is BlockKind.HEADING else "- " if kind is BlockKind.LIST_ITEM else "") + text
    for kind, text in ARTICLE_BLOCKS
)
HOSTILE = "<script>&]]> \"x\" 'y' &amp; {page} %s <w:t> \x00\x0b\x1f\ufffe\ud800 end"
HOSTILE_AS_READ = "<script>&]]> \"x\" 'y' &amp; {page} %s <w:t> \ufffd\ufffd\ufffd\ufffd\ufffd end"


def comment(*paragraphs: str, author: str = "") -> Comment:
    """A comment of fixed date."""
    initials = "".join(word[0] for word in author.split())
    return Comment(author, initials, "2026-11-22T09:00:00Z", paragraphs)


def span(text: str, words: str) -> tuple[int, int]:
    """Where ``words`` stand in ``text``; they must stand there once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def mark(text: str, number: int, tag: Tag, *words: str, author: str = "") -> Mark:
    """A mark over the given words, with a comment that names tag and note."""
    return Mark(
        reference=f"{tag.letter}{number}",
        tag=tag.id,
        spans=tuple(sorted(span(text, part) for part in words)),
        comment=comment(f"{tag.letter}{number} · {tag.name}", f"Note on {number}.", author=author),
        anchor=f"annex-{number}",
        link=f"list-{number}",
    )


def blocks(kinds: Sequence[tuple[BlockKind, str]], text: str) -> tuple[ArticleBlock, ...]:
    """Where the given stretches stand in ``text``; paragraphs and what is like them get numbers."""
    found: list[ArticleBlock] = []
    number = at = 0
    for kind, words in kinds:
        start = text.index(words, at)
        at = start + len(words)
        numbered = kind not in {BlockKind.HEADING, BlockKind.FRONT_MATTER}
        number += numbered
        rtl = re.match("[\u0590-\u07ff]", words) is not None
        found.append(
            ArticleBlock(
                kind,
                start,
                at,
                number if numbered else 0,
                2 if kind is BlockKind.HEADING else 0,
                "rtl" if rtl else "ltr",
                "" if not rtl else "he" if words == HEBREW else "ar",
            )
        )
    return tuple(found)


def marks() -> tuple[Mark, ...]:
    """An overlap of two tags, one of three, a quote of two spans, and passages in other scripts."""
    text = ARTICLE_TEXT
    return (
        mark(
            text, 1, CLAIM, "gives one company both deep-water berths at Halvec", author="A Reader"
        ),
        mark(
            text, 2, OPINION, "both deep-water berths at Halvec, and the ministry calls it routine"
        ),
        mark(text, 3, CONTEXT, "at Halvec, and"),
        mark(text, 4, QUOTE, "“We have leased a quay,”", "“and nothing else.”"),
        mark(text, 5, CLAIM, "an hour earlier 🚢 and nobody"),
        mark(text, 6, CLAIM, "The lessee schedules all movements in the outer basin."),
        mark(text, 7, QUOTE, "הרציף יישאר פתוח"),
        mark(text, 8, CLAIM, "35 سفينة"),
        mark(text, 9, OPINION, "Nobody asked the pilots. They never do"),
    )


def article() -> Article:
    """The sample article with its marks."""
    return Article(ARTICLE_TEXT, blocks(ARTICLE_BLOCKS, ARTICLE_TEXT), marks())


def passages(of: Sequence[Mark], text: str) -> PassageList:
    """The list entries of marks, each linked with its place in the article."""
    return PassageList(
        tuple(
            PassageItem(
                reference=one.reference,
                tag=one.tag,
                text=" […] ".join(text[low:high] for low, high in one.spans),
                place=f"S1 ¶{i % 4 + 1}",
                speaker="Minister of ports" if one.tag == "quote" else "",
                labels=("reported", "B2") if one.tag == "quote" else (),
                note="The ministry's own text says otherwise." if i % 3 == 0 else "",
                anchor=one.link,
                link=one.anchor,
                direction="rtl" if one.reference in {"Q7", "C8"} else "ltr",
            )
            for i, one in enumerate(of)
        )
    )


def evidence(rows: int) -> Table:
    """A table of ``rows`` rows, its first column linked with passages."""
    return Table(
        "Claims and who makes them",
        (Column("No.", 1), Column("Claim", 6), Column("Claimant", 3), Column("Ships", 1, True)),
        tuple(
            (
                Cell(f"C{i}", "annex-1"),
                Cell("Both berths go to one company, with the right to schedule movements."),
                Cell("Ports ministry", "https://example.org/lease?a=1&b=2"),
                Cell(str(i * 37)),
            )
            for i in range(1, rows + 1)
        ),
    )


def full() -> Briefing:
    """A briefing with every kind of part."""
    text = ARTICLE_TEXT
    return Briefing(
        cover=Cover(
            "Sorrland is likely to control both Halvec berths by 2028",
            ("BR-2026-118", "15 November 2026 · information cut-off 14 November 2026, 18:00"),
        ),
        sections=(
            Section(
                "Bottom line",
                1,
                "bottom",
                (
                    Paragraph(
                        "The lease signed on 10 November gives one company the only deep-water "
                        "berths. Parliament can still amend it; we judge that it will not.",
                        "lead",
                    ),
                    Paragraph("Five sources, 2 to 14 November 2026.", "meta"),
                ),
            ),
            Section(
                "Scope",
                1,
                "scope",
                (
                    Paragraph(
                        "Who will control the two berths, and by when. Not covered: tariffs."
                    ),
                    Paragraph("See the claims.", link="claims"),
                    Paragraph(HEBREW, direction="rtl", language="he"),
                    Paragraph("Nothing was left out.", "empty"),
                ),
            ),
            Section("Passages", 1, "passages", ()),
            Section("All passages", 2, "all", (passages(marks(), text),)),
            Section("Claims", 1, "claims", (evidence(12), evidence(2))),
            Section(
                "The article in full",
                1,
                "annex",
                (
                    Legend(TAGS),
                    Paragraph("S1 · Meridian Review, 12 November 2026", "meta"),
                    article(),
                ),
                new_page=True,
            ),
        ),
        tags=TAGS,
        language="en-GB",
        date="2026-11-22T09:00:00Z",
        footer="BR-2026-118",
        wording=Wording(page="Page {page} of {pages}"),
    )


def of_article(one: Article, **fields: str) -> Briefing:
    """A briefing that holds one article and nothing else."""
    section = Section("Annex", 1, "annex", (one,))
    return Briefing(Cover("Annex"), (section,), TAGS, "en", "2026-11-22T09:00:00Z", **fields)  # pyright: ignore[reportArgumentType] - only text fields are given


def plain(text: str, *found: Mark, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    """An article of one numbered block over the whole of ``text``."""
    return Article(text, (ArticleBlock(kind, 0, len(text), 1),), found)


def empty() -> Briefing:
    """A briefing with nothing in it."""
    return Briefing(Cover(""), (), (), "", "")


def long(paragraphs: int, per_paragraph: int) -> Briefing:
    """An article of many paragraphs of 66 words, with overlapping marks in each."""
    words = " ".join(ARTICLE_BLOCKS[i][1] for i in (2, 3))
    text = "\n\n".join([words] * paragraphs)
    step = len(words) + 2
    size = len(words) // (per_paragraph + 1)
    found = [
        ArticleBlock(BlockKind.PARAGRAPH, i * step, i * step + len(words), i + 1)
        for i in range(paragraphs)
    ]
    many = [
        Mark(
            f"{TAGS[n % 4].letter}{n}",
            TAGS[n % 4].id,
            ((i * step + k * size, i * step + k * size + size + size // 2),),
            comment(f"{TAGS[n % 4].name}", "A note on this passage."),
            f"annex-{n}",
            f"list-{n}",
        )
        for n, (i, k) in enumerate((i, k) for i in range(paragraphs) for k in range(per_paragraph))
    ]
    listed = passages(many, text)
    return Briefing(
        Cover("A long one"),
        (
            Section("Passages", 1, "passages", (listed,)),
            Section("Annex", 1, "annex", (Article(text, tuple(found), tuple(many)),)),
        ),
        TAGS,
        "en",
        "2026-11-22T09:00:00Z",
    )

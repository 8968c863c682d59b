"""No silent box: what a document cannot show is told."""

from dataclasses import replace

import pytest

from exporters.briefing import (
    Briefing,
    Cell,
    Column,
    Cover,
    Fact,
    Figure,
    Group,
    Label,
    Note,
    Paragraph,
    Part,
    PassageItem,
    PassageList,
    Section,
    Table,
)
from exporters.missing import replaced, unprintable
from exporters.render import render
from tests.exporters import briefings
from tests.exporters.pdf import samples

GONE = "渡"


def test_what_our_fonts_have_is_no_trouble() -> None:
    assert unprintable(samples.everything()) == ()
    assert unprintable(briefings.full()) == ()


def test_characters_come_once_and_in_their_order() -> None:
    briefing = samples.of_parts(Paragraph("船 and 渡, then 船 again"), Paragraph("午 🚢 渡"))
    assert unprintable(briefing) == ("船", "渡", "午")


def cell(text: str) -> Table:
    return Table("", (Column("x", 1),), ((Cell(text),),))


@pytest.mark.parametrize(
    "part",
    [
        Paragraph(GONE),
        Note("", GONE),
        Note(GONE),
        PassageList((PassageItem("C1", "claim", "x", "", GONE, (), "", "a", ""),)),
        PassageList((PassageItem("C1", "claim", "x", "", "", ("a", GONE), "", "a", ""),)),
        cell(GONE),
        Table(GONE, (), ()),
        Table("", (Column(GONE, 1),), ()),
        Table("", (), (Group("", GONE),)),
        Figure(1, 1, (Label(0, 0, GONE),), ""),
        Figure(1, 1, (), "", GONE),
        briefings.plain(f"A {GONE}."),
    ],
)
def test_every_part_is_looked_through(part: Part) -> None:
    assert unprintable(samples.of_parts(part)) == (GONE,)


@pytest.mark.parametrize(
    "briefing",
    [
        replace(samples.of_parts(), marking=GONE),
        replace(samples.of_parts(), header=GONE),
        replace(samples.of_parts(), footer=GONE),
        replace(samples.of_parts(), cover=Cover(GONE)),
        replace(samples.of_parts(), cover=Cover("", (GONE,))),
        replace(samples.of_parts(), cover=Cover("", (), (Fact("x", GONE),))),
        replace(samples.of_parts(), sections=(Section(GONE, 1, "", ()),)),
    ],
)
def test_everything_around_the_parts_is_looked_at(briefing: Briefing) -> None:
    assert unprintable(briefing) == (GONE,)


def test_what_is_no_character_needs_no_glyph_and_is_told_apart() -> None:
    briefing = samples.of_parts(Paragraph("a \ud800 \x00 \ufffe \ufdd0 \x00 b\u202e\n\t\u2028"))
    assert unprintable(briefing) == ()
    assert replaced(briefing) == ("\ud800", "\x00", "\ufffe", "\ufdd0", "\u202e")


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "md"])
def test_every_format_tells_what_it_replaced(format_: str) -> None:
    done = render(samples.of_parts(Paragraph("a \u202eb\x07")), format_)
    assert done.unprintable == ("\u202e", "\x07")


def test_a_description_that_is_only_heard_needs_no_glyph() -> None:
    assert unprintable(samples.of_parts(Figure(1, 1, (), GONE))) == ()


@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_rendered_document_brings_its_characters_along(format_: str) -> None:
    done = render(briefings.of_article(briefings.plain(f"The {GONE} waits.")), format_)
    assert done.unprintable == (GONE,)
    assert done.data[:2] in (b"%P", b"PK")

"""Tables: groups, chips, links in cells, columns from the right."""

from dataclasses import replace

import pypdfium2

from exporters.briefing import Cell, Column, Group, Table
from tests.exporters import briefings
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import (
    heard,
    links,
    of_role,
    opened,
    page_texts,
    read_text,
    written,
)


def left_of(data: bytes, words: str, page: int = 0) -> float:
    text = pypdfium2.PdfDocument(data)[page].get_textpage()
    place = text.search(words).get_next()
    assert place is not None, words
    return min(text.get_charbox(place[0] + at)[0] for at in range(place[1]))


def grouped(rows: int) -> Table:
    body = [
        row
        for at in range(rows)
        for row in (Group(f"Speaker {at}", f"{at} quotes"), (Cell(f"Q{at}"), Cell("words " * 20)))
    ]
    return Table("", (Column("No.", 1), Column("Words", 6)), tuple(body))


def test_a_table_that_runs_on_repeats_its_head() -> None:
    data = written(samples.of_parts(briefings.evidence(60)))
    document = pypdfium2.PdfDocument(data)
    assert len(document) > 2
    for page in document:
        assert "Claimant" in page.get_textpage().get_text_range()


def test_a_table_row_taller_than_a_page_is_cut() -> None:
    table = briefings.evidence(1)
    (row,) = table.rows
    assert isinstance(row, tuple)
    cell = replace(row[1], text="word " * 4000)
    tall = replace(table, rows=((row[0], cell, *row[2:]),))
    data = written(samples.of_parts(tall))
    assert len(pypdfium2.PdfDocument(data)) > 2
    assert read_text(data).count("word") == 4000


def test_a_group_is_a_head_over_all_columns() -> None:
    data = written(samples.of_parts(samples.claims()))
    with opened(data) as pdf:
        heads = [one for one in of_role(pdf, "TH") if "/ColSpan" in one.A]
        assert [int(one.A.ColSpan) for one in heads] == [5, 5]
        assert {str(one.A.Scope) for one in of_role(pdf, "TH")} == {"/Column"}
        assert heard(pdf, data, heads[0]) == "Ports ministry official register, two statements"


def test_a_group_is_never_the_last_thing_on_a_page() -> None:
    for count in range(20, 26):
        pages = page_texts(written(samples.of_parts(grouped(count))))
        assert len(pages) > 1
        for page in pages[:-1]:
            body = page[: page.rindex("words") + 5]
            assert "Speaker" not in page[len(body) :]


def test_a_cell_with_a_tag_shows_its_tint_and_leads_to_the_annex() -> None:
    annex = briefings.article()
    data = written(samples.of_parts(samples.claims(), annex))
    assert ("C1", 0) in links(data)
    plain = replace(
        samples.claims(),
        rows=tuple(
            row if isinstance(row, Group) else tuple(replace(cell, tag="") for cell in row)
            for row in samples.claims().rows
        ),
    )
    with_chips, without = (
        pypdfium2.PdfDocument(written(samples.of_parts(table)))[0].render(scale=2).to_numpy()
        for table in (samples.claims(), plain)
    )
    tint = [int(briefings.CLAIM.tint[at : at + 2], 16) for at in (5, 3, 1)]
    painted = (with_chips[:, :, :3] == tint).all(axis=2).sum()
    assert painted > 300
    assert (without[:, :, :3] == tint).all(axis=2).sum() == 0


def test_a_chip_that_does_not_fit_is_set_as_text() -> None:
    text = "see also C1 and C2"
    columns = (Column("No.", 1), Column("Words", 9))
    table = Table("", columns, ((Cell(text, tag="claim"), Cell("x")),))
    words = read_text(written(samples.of_parts(table))).split()
    assert [word for word in words if word in text.split()] == text.split()


def test_links_in_cells_lead_on_and_anchors_of_cells_are_reached() -> None:
    sources = Table(
        "", (Column("No.", 1),), ((Cell("S1", anchor="source-1"),),), anchor="sources-table"
    )
    words = "C6, S1 and all of them"
    inlines = (
        samples.inline(words, "S1", "source-1"),
        samples.inline(words, "all of them", "sources-table"),
    )
    table = Table("", (Column("Seen in", 1),), ((Cell(words, inlines=inlines),),))
    data = written(samples.of_parts(table, sources))
    assert links(data) == [("S1", 0), ("all of them", 0)]
    assert words in read_text(data)


def test_columns_from_the_right_are_mirrored() -> None:
    data = written(samples.of_parts(samples.mirrored()))
    assert left_of(data, "رقم") > left_of(data, "35 سفينة") > left_of(data, "1,204")
    straight = written(samples.of_parts(replace(samples.mirrored(), direction="ltr")))
    assert left_of(straight, "رقم") < left_of(straight, "1,204")


def test_short_cells_of_a_table_from_the_right_begin_at_the_right() -> None:
    rows = ((Cell("B2"), Cell("שלום", direction="rtl")),)
    columns = (Column("ציון", 1), Column("טקסט", 3))
    data = written(samples.of_parts(Table("", columns, rows, direction="rtl")))
    assert left_of(data, "B2") > left_of(data, "ציון")


def test_the_words_of_all_cells_come_back() -> None:
    text = read_text(written(samples.of_parts(samples.claims(), samples.mirrored())))
    for words in ("Both berths go to one company.", "O2 and the pilots", "1,204", briefings.ARABIC):
        assert words in text


def test_languages_of_cells_are_named() -> None:
    with opened(written(samples.of_parts(samples.claims(), samples.mirrored()))) as pdf:
        languages = [str(one.Lang) for one in of_role(pdf, "TD") if "/Lang" in one]
    assert languages == ["he", "ar", "fa"]


def test_a_head_taller_than_a_page_is_printed_once() -> None:
    table = Table(
        "",
        (Column("x" * 3000, 1), Column("y", 9)),
        tuple((Cell("a"), Cell("b")) for _ in range(40)),
    )
    data = written(samples.of_parts(table))
    assert read_text(data).count("x") > 2900
    assert len(pypdfium2.PdfDocument(data)) < 12


def test_three_hundred_speakers_have_their_heads_on_every_page() -> None:
    pages = page_texts(written(samples.of_parts(grouped(300))))
    assert all("No. Words" in page for page in pages)
    whole = " ".join(pages)
    assert all(f"Speaker {at} {at} quotes" in whole for at in range(300))

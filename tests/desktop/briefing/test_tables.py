"""The evidence: claims with what they rest on, and quotes by who says them."""

import pypdfium2
from msgspec.structs import replace

from desktop.briefing import Options, compose
from desktop.model.annotation import Annotation, LinkKind, SpeechKind
from desktop.model.codebook import four_tags
from desktop.model.grades import Confidence, Credibility, Reliability
from desktop.options import DEFAULT_SECTIONS, SectionName
from exporters.briefing import Cell, Note, Paragraph, Table
from exporters.render import render
from tests.desktop.briefing.sessions import (
    column,
    first,
    groups,
    judged,
    linked,
    marks,
    on,
    rows,
    said_by,
    second,
    session,
    table,
    texts,
    titled,
)


def claims(*held: Annotation) -> Table:
    return table(compose(session(*held)), "Claims")


def quotes(*held: Annotation) -> Table:
    return table(compose(session(*held)), "Quotes by speaker")


def inlined(cell: Cell) -> list[tuple[str, str]]:
    return [(cell.text[one.start : one.end], one.link) for one in cell.inlines]


def test_a_claim_leads_to_the_passages_that_support_and_contradict_it() -> None:
    claim = on(first(), 1, "claim", "The strike")
    of = session(
        claim,
        linked(on(first(), 2, "quote", "We go"), LinkKind.SUPPORTS, claim),
        linked(on(first(), 3, "context", "alone"), LinkKind.SUPPORTS, claim),
        linked(on(first(), 4, "claim", "They stay."), LinkKind.CONTRADICTS, claim),
    )
    found = table(compose(of), "Claims")
    assert texts(found, "For") == ["Q2, N3", ""]
    assert texts(found, "Against") == ["C4", ""]
    (supported, _nothing) = column(found, "For")
    assert inlined(supported) == [("Q2", "p2"), ("N3", "p3")]
    assert texts(found, "Note") == ["", "Contradicts C1"]
    assert inlined(column(found, "Note")[1]) == [("C1", "p1")]


def test_the_claimant_is_the_speaker_or_else_the_author_of_the_article() -> None:
    held = (
        said_by(on(first(), 1, "claim", "We go"), "Neda Tarvell", "foreign minister"),
        on(first(), 2, "claim", "They stay."),
        on(second(), 3, "claim", "Quay 4"),
    )
    assert texts(claims(*held), "Claimant") == [
        "Neda Tarvell, foreign minister",
        "The author",
        "The author",
    ]


def test_a_grade_joins_source_and_information_and_f6_is_unsaid() -> None:
    source = judged(first(), Reliability.B)
    held = (
        replace(on(source, 1, "claim", "We go"), credibility=Credibility.PROBABLY_TRUE),
        on(source, 2, "claim", "They stay."),
        replace(on(second(), 3, "claim", "Quay"), credibility=Credibility.DOUBTFUL),
        on(second(), 4, "claim", "empty"),
    )
    graded = table(compose(session(*held, sources=(source, second()))), "Claims")
    assert texts(graded, "Grade") == ["B2", "B6", "F4", ""]


def test_the_only_source_is_graded_once_and_not_with_every_passage() -> None:
    source = judged(first(), Reliability.B)
    graded = replace(on(source, 1, "claim", "We go"), credibility=Credibility.PROBABLY_TRUE)
    plain = on(source, 2, "claim", "They stay.")
    found = table(compose(session(graded, plain, sources=(source,))), "Claims")
    assert texts(found, "Grade") == ["B2", ""]
    alone = table(compose(session(plain, sources=(source,))), "Claims")
    assert "Grade" not in [one.title for one in alone.columns]


def test_claims_stand_under_their_articles_where_there_are_several() -> None:
    held = (on(second(), 1, "claim", "Quay 4"), on(first(), 2, "claim", "We go"))
    found = claims(*held)
    assert [(group.text, group.detail) for group in groups(found)] == [
        ("S1", "The strike"),
        ("S2", "اعتصاب ادامه دارد"),
    ]
    alone = compose(session(held[1], sources=(first(),)))
    assert groups(table(alone, "Claims")) == []


def test_claims_say_where_they_stand_if_no_article_is_printed() -> None:
    without = tuple(name for name in DEFAULT_SECTIONS if name is not SectionName.ARTICLES)
    of = session(replace(on(first(), 1, "claim", "They stay."), labels=("strike",)))
    found = table(compose(of, Options(sections=without)), "Claims")
    assert texts(found, "Note") == ["Labels: strike · S1 ¶2"]
    assert texts(table(compose(of), "Claims"), "Note") == ["Labels: strike"]


def test_the_note_comes_first_and_then_what_has_no_column_of_its_own() -> None:
    other = on(second(), 2, "claim", "Quay 4")
    held = replace(
        linked(on(first(), 1, "claim", "They stay."), LinkKind.SAME_CLAIM, other),
        note="Ask her.\n\n  Twice. ",
        confidence=Confidence.LOW,
        labels=("strike", "port"),
    )
    cell = column(claims(held, other), "Note")[0]
    assert cell.text == (
        "Ask her. Twice. Confidence: low · Same claim as C2 · Labels: strike, port"
    )
    assert inlined(cell) == [("C2", "p2")]


def test_a_column_that_says_nothing_is_not_there() -> None:
    plain = claims(on(first(), 1, "claim", "They stay."))
    assert [one.title for one in plain.columns] == ["No.", "Claim", "Claimant"]
    assert {len(row) for row in rows(plain)} == {3}


def test_no_heading_of_the_fullest_table_of_claims_is_cut_inside_a_word() -> None:
    claim = replace(on(first(), 1, "claim", "The strike"), note="Look again.")
    of = session(
        replace(claim, credibility=Credibility.CONFIRMED),
        linked(on(first(), 2, "quote", "We go"), LinkKind.SUPPORTS, claim),
        linked(on(first(), 4, "claim", "They stay."), LinkKind.CONTRADICTS, claim),
    )
    briefing = compose(of, Options(sections=(SectionName.CLAIMS,)))
    titles = [one.title for one in table(briefing, "Claims").columns]
    assert len(titles) == 7
    page = pypdfium2.PdfDocument(render(briefing, "pdf").data)[0].get_textpage().get_text_range()
    words = page.split()
    assert [word for title in titles for word in title.split() if word not in words] == []


def test_a_longer_number_has_more_room_and_the_words_have_less() -> None:
    def shares(count: int) -> list[float]:
        found = quotes(*(on(first(), n, "quote", "We go") for n in range(count)))
        return [one.share for one in found.columns]

    (few, words, *rest), (many, fewer_words, *same) = shares(9), shares(1000)
    assert many - few == words - fewer_words > 0
    assert rest == same


def test_a_number_is_a_chip_that_leads_to_the_words_in_the_article() -> None:
    briefing = compose(session(on(first(), 1, "claim", "They stay.")))
    (cell,) = column(table(briefing, "Claims"), "No.")
    (mark,) = marks(briefing)
    assert (cell.text, cell.tag, cell.link, cell.anchor) == ("C1", "claim", mark.anchor, mark.link)


def test_quotes_stand_under_their_speakers_who_is_quoted_most_first() -> None:
    held = (
        said_by(on(first(), 1, "quote", "We go"), "Oda Brandt", "party leader"),
        said_by(on(first(), 2, "quote", "alone"), "Neda  Tarvell", "minister", SpeechKind.DIRECT),
        on(first(), 3, "quote", "They"),
        said_by(on(first(), 4, "quote", "stay."), "Neda Tarvell", "", SpeechKind.INDIRECT),
        said_by(on(second(), 5, "quote", "Quay 4"), "Neda Tarvell", "ex-minister"),
    )
    found = quotes(*held)
    assert [(group.text, group.detail) for group in groups(found)] == [
        ("Neda Tarvell", "minister; ex-minister · quoted 3 times"),
        ("Oda Brandt", "party leader · quoted once"),
        ("No speaker named", "quoted once"),
    ]
    assert texts(found, "No.") == ["Q2", "Q4", "Q5", "Q1", "Q3"]
    assert texts(found, "Words") == ["alone", "stay.", "Quay 4", "We go", "They"]
    assert texts(found, "Speech") == ["direct", "indirect", "", "", ""]
    assert texts(found, "Where") == ["S1 ¶1", "S1 ¶2", "S2 ¶2", "S1 ¶1", "S1 ¶2"]


def test_three_hundred_speakers_each_have_their_row() -> None:
    held = [said_by(on(first(), n, "quote", "We go"), f"Speaker {n}") for n in range(300)]
    found = quotes(*held)
    assert len(groups(found)) == len(rows(found)) == 300


def test_every_cell_runs_in_the_direction_of_its_words() -> None:
    held = said_by(on(second(), 1, "quote", "اعتصاب ادامه دارد"), "ندا طاهری", "minister")
    found = quotes(replace(held, note="Check."))
    (row,) = rows(found)
    assert [cell.direction for cell in row] == ["ltr", "rtl", "ltr", "ltr"]
    assert row[1].language == "fa"
    assert groups(found)[0].direction == "rtl"
    assert found.direction == "ltr"


def test_sections_say_what_they_hold_in_the_words_of_the_codebook_if_no_legend_does() -> None:
    held = (on(first(), 1, "claim", "They stay."), on(first(), 2, "quote", "We go"))
    alone = Options(sections=(SectionName.CLAIMS,))
    intro = titled(compose(session(*held), alone), "Claims").parts[0]
    assert intro == Paragraph(four_tags()[0].description, "meta")
    assert isinstance(titled(compose(session(*held)), "Claims").parts[0], Table)
    renamed = replace(four_tags()[0], name="Assertion")
    of = replace(session(*held), codebook=(renamed, *four_tags()[1:]))
    titles = [section.title for section in compose(of).sections]
    assert "Assertion" in titles
    assert "Claims" not in titles


def test_grades_are_explained_under_the_table_where_there_is_no_legend() -> None:
    held = replace(on(first(), 1, "claim", "We go"), credibility=Credibility.PROBABLY_TRUE)
    without = tuple(name for name in DEFAULT_SECTIONS if name is not SectionName.LEGEND)
    parts = titled(compose(session(held), Options(sections=without)), "Claims").parts
    notes = " ".join(part.text for part in parts if isinstance(part, Note))
    assert "A completely reliable" in notes
    assert "2 probably true" in notes
    assert not isinstance(titled(compose(session(held)), "Claims").parts[-1], Note)

"""A finished PDF, opened again: each passage's words, tag, speaker, grade and note are there."""

import re

import pytest

from exporters.briefing import Legend, Mark
from tests.exporters import briefings
from tests.exporters.briefings import ARTICLE_TEXT, comment
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import (
    below,
    heard,
    highlights,
    of_role,
    opened,
    quads,
    under,
    written,
)

TOLD = (
    ("C1", "claim", ("gives one company both deep-water berths at Halvec",)),
    ("O2", "opinion", ("berths at Halvec, and the ministry calls it routine",)),
    ("Q3", "quote", ("“We have leased a quay,”", "“and nothing else.”")),
    ("X4", "context", ("an hour earlier 🚢 and nobody",)),
    ("Q5", "quote", ("הרציף יישאר פתוח",)),
    ("C6", "claim", ("35 سفينة",)),
)


def marks() -> tuple[Mark, ...]:
    return tuple(
        Mark(
            reference,
            tag,
            tuple(briefings.span(ARTICLE_TEXT, part) for part in words),
            comment(
                f"{tag.title()} {reference}",
                f"Speaker: Minister {reference} (direct)",
                "Grade: B2",
                f"Note on {reference}: <b>50 %</b> & “more”.",
            ),
            f"annex-{reference}",
            f"list-{reference}",
        )
        for reference, tag, words in TOLD
    )


@pytest.fixture(scope="module")
def data() -> bytes:
    article = briefings.article()
    of_marks = type(article)(article.text, article.blocks, marks())
    listed = briefings.passages(marks(), ARTICLE_TEXT)
    return written(samples.of_parts(listed, Legend(briefings.TAGS), of_marks))


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told[0])
def test_a_passage_can_be_read_off_its_annotation(
    data: bytes, told: tuple[str, str, tuple[str, ...]]
) -> None:
    reference, tag, words = told
    with opened(data) as pdf:
        ((page, one),) = [(n, a) for n, a in highlights(pdf) if str(a.NM) == reference]
        covered = "".join(under(data, page, box) for box in quads(one))
        assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", "".join(words))
        assert str(one.Subj) == tag.title()
        first, speaker, grade, note = str(one.Contents).split("\n")
    assert first == f"{tag.title()} {reference}"
    assert speaker == f"Speaker: Minister {reference} (direct)"
    assert grade == "Grade: B2"
    assert note == f"Note on {reference}: <b>50 %</b> & “more”."


def test_each_annotation_is_heard_in_the_block_its_words_stand_in(data: bytes) -> None:
    with opened(data) as pdf:
        for reference, _, words in TOLD:
            blocks = [
                block
                for block in of_role(pdf, "P")
                for inner in below(block)
                if inner.S == "/Annot" and str(inner.K[0].Obj.NM) == reference
            ]
            assert len(blocks) == 1
            if reference not in ("Q5", "C6"):  # heard as glyphs stand, from the left
                assert words[0] in heard(pdf, data, blocks[0])


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert written(samples.everything()) == written(samples.everything())


def test_the_words_of_every_part_come_back_in_order(data: bytes) -> None:
    with opened(data) as pdf:
        said = heard(pdf, data, pdf.Root.StructTreeRoot.K)
    places = [said.index(words) for words in ("Minister of ports", "Context", "clause nine")]
    assert places == sorted(places)

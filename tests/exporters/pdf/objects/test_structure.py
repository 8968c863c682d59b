"""The structure of a PDF: what someone hears who does not see the page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf

from exporters.briefing import Briefing, Paragraph, Section
from exporters.pdf.writer import write
from tests.exporters import briefings


def test_the_document_says_that_it_is_tagged_and_keeps_to_pdf_ua() -> None:
    pdf = opened(briefings.full())
    assert bool(pdf.Root.MarkInfo.Marked)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == briefings.full().cover.title


def test_headings_lists_and_tables_follow_each_other_as_on_the_page() -> None:
    pdf = opened(briefings.full())
    top = pdf.Root.StructTreeRoot.K
    assert top.S == "/Document"
    roles = [str(kid.S)[1:] for kid in top.K]
    assert roles[:5] == ["Title", "P", "P", "H1", "P"]
    assert [role for role in roles if role.startswith("H")] == [
        "H1",
        "H1",
        "H1",
        "H2",
        "H1",
        "H1",
        "H2",
        "H2",
    ]
    assert roles.count("Table") == 2
    assert roles.count("L") == 3  # the passages, the legend, the list in the article


def test_no_level_of_heading_is_skipped() -> None:
    deep = Section("Deep", 2, "deep", (Paragraph("Text."),))
    pdf = opened(replace(briefings.empty(), sections=(deep,)))
    assert [str(kid.S) for kid in pdf.Root.StructTreeRoot.K.K] == ["/H1", "/P"]


def test_every_marked_content_of_a_page_finds_its_element() -> None:
    pdf = opened(briefings.long(20, 3))
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    ways = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        parents = ways[int(page.StructParents)]
        marked = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC"
        ]
        assert marked == list(range(len(parents)))
        for number, parent in enumerate(parents):
            own = [kid for kid in parent.K if is_content(kid, parent, page, number)]
            assert len(own) == 1


def test_all_words_are_inside_marked_content() -> None:
    for page in opened(briefings.full()).pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            assert depth in {0, 1}
            assert depth or name not in {"TJ", "f", "S"}
        assert depth == 0


def test_each_annotation_is_in_the_element_it_names() -> None:
    pdf = opened(briefings.full())
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    ways = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    roles: Counter[str] = Counter()
    for page in pdf.pages:
        for one in page.get("/Annots", []):
            parent = ways[int(one.StructParent)]
            kids = [kid for kid in parent.K if isinstance(kid, pikepdf.Dictionary)]
            assert one.objgen in [kid.Obj.objgen for kid in kids if "/Obj" in kid]
            assert str(one.Contents)
            roles[f"{one.Subtype} {parent.S}"] += 1
    assert set(roles) == {"/Highlight /Annot", "/Link /Link"}


def test_a_comment_is_heard_in_the_paragraph_of_its_passage() -> None:
    text = "A claim stands here."
    mark = briefings.mark(text, 1, briefings.CLAIM, "claim")
    pdf = opened(briefings.of_article(briefings.plain(text, mark)))
    paragraph = pdf.Root.StructTreeRoot.K.K[-1]
    assert roles_below(paragraph)[:2] == ["/P", "/Annot"]


def test_a_repeated_head_of_a_table_is_heard_once() -> None:
    section = Section("Claims", 1, "claims", (briefings.evidence(60),))
    pdf = opened(replace(briefings.empty(), sections=(section,)))
    table = pdf.Root.StructTreeRoot.K.K[-1]
    heads = [one for one in below(table) if one.S == "/TH"]
    assert len(pdf.pages) > 2
    assert len(heads) == 4
    assert all(len(one.K) == 1 for one in heads)


def test_other_languages_are_named_and_the_own_is_not() -> None:
    pdf = opened(briefings.full())
    languages = [str(one.Lang) for one in below(pdf.Root.StructTreeRoot.K) if "/Lang" in one]
    assert Counter(languages) == {"he": 2, "ar": 1}


def test_parts_in_which_nothing_stands_are_left_out() -> None:
    pdf = opened(briefings.empty())
    assert "/K" not in pdf.Root.StructTreeRoot


def opened(briefing: Briefing) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(write(briefing, lambda done: None)))


def below(element: Any) -> Iterator[Any]:
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from below(kid)


def roles_below(element: Any) -> list[str]:
    return [str(one.S) for one in below(element)]


def is_content(kid: Any, parent: Any, page: Any, number: int) -> bool:
    if isinstance(kid, int):
        return kid == number and parent.Pg.objgen == page.objgen
    return "/MCID" in kid and int(kid.MCID) == number and kid.Pg.objgen == page.objgen

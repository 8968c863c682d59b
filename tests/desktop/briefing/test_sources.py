"""The list of sources."""

from desktop.briefing import Options, compose
from desktop.model.grades import Reliability
from desktop.options import SectionName
from exporters.briefing import Cell
from tests.desktop.briefing.sessions import (
    first,
    groups,
    judged,
    rows,
    second,
    session,
    table,
    texts,
)


def entries(*sections: SectionName) -> list[tuple[Cell, ...]]:
    options = Options(sections=sections) if sections else Options()
    return rows(table(compose(session(), options), "Sources"))


def test_each_source_says_all_that_is_known_about_it() -> None:
    source = judged(first(), Reliability.B, "Right about the quay in 2025.")
    found = table(compose(session(sources=(source,))), "Sources")
    assert groups(found) == []
    assert dict(zip(texts(found, "Source"), texts(found, found.columns[1].title), strict=True)) == {
        "Title": "The strike",
        "Author": "Ada Quill",
        "Outlet": "Harbour Gazette",
        "Published": "12 March 2026",
        "Retrieved": "14 March 2026",
        "Address": "https://example.invalid/strike",
        "File": "file-1.txt",
        "SHA-256": "1" * 64,
        "Reliability": "B · usually reliable",
        "Why": "Right about the quay in 2025.",
    }


def test_sources_are_numbered_where_there_are_several() -> None:
    found = table(compose(session()), "Sources")
    assert [group.text for group in groups(found)] == ["S1", "S2"]


def test_what_is_not_known_has_no_row() -> None:
    found = table(compose(session(sources=(second(),))), "Sources")
    assert texts(found, "Source") == ["Title", "Address", "File", "SHA-256"]


def test_the_title_leads_to_the_article_where_that_is_printed() -> None:
    title = entries()[0][1]
    assert (title.text, title.link, title.anchor) == ("The strike", "source1", "listed1")
    alone = entries(SectionName.SOURCES)[0][1]
    assert (alone.text, alone.link, alone.anchor) == ("The strike", "", "listed1")


def test_an_address_leads_to_the_web_only() -> None:
    addresses = [row[1] for row in entries() if row[0].text == "Address"]
    assert [(cell.text, cell.link) for cell in addresses] == [
        ("https://example.invalid/strike", "https://example.invalid/strike"),
        ("file:///etc/passwd", ""),
    ]

"""Where links may lead, and how text is cut at them."""

import pytest

from exporters.briefing import Cell, Inline
from exporters.links import anchors, row_of, stretches, web_address
from tests.exporters import briefings, samples


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org/é ü", "HTTP://example.org/%C3%A9%20%C3%BC"),
        ('https://x.y/"><b>', "https://x.y/%22%3E%3Cb%3E"),
        ("https://x.y/\ud800\n", "https://x.y/%EF%BF%BD"),
        ("https://[x", ""),
        ("https://", ""),
        ("http:x", ""),
        ("ftp://x.y", ""),
        ("javascript://x.y/%0Aalert(1)", ""),
        ("", ""),
    ],
)
def test_only_the_web_has_addresses(target: str, address: str):
    assert web_address(target) == address


def test_text_is_cut_at_its_inlines():
    first, inside, late, outside = (
        Inline(0, 3), Inline(2, 4), Inline(5, 99), Inline(40, 50),
    )  # fmt: skip
    found = list(stretches("One two", (first, inside, late, outside)))
    assert found == [("One", first), (" t", None), ("wo", late)]
    assert list(stretches("", (first,))) == []


def test_every_anchor_of_a_briefing_is_found():
    found = set(anchors(samples.complete()))
    marks = {one.anchor for one in briefings.marks()} | {one.link for one in briefings.marks()}
    assert found - {""} == marks | {
        "contents", "bottom", "scope", "key", "passages", "all", "claims", "table-1", "row-1",
        "figure-1", "annex",
    }  # fmt: skip


def test_a_row_has_as_many_cells_as_there_are_columns():
    assert row_of([Cell("a")], 2) == [Cell("a"), Cell("")]
    assert row_of([Cell("a"), Cell("b")], 1) == [Cell("a")]

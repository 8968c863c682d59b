"""A date that a person writes is read in every form in which articles print it."""

import pytest

from desktop.model.dates import is_ambiguous, iso_date, written_date

DAY = "2026-11-12"


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-12",
        "2026/11/12",
        "2026-11-12T09:30:00Z",
        "12 November 2026",
        "12 Nov. 2026",
        "12th November, 2026",
        "Thursday, 12 November 2026",
        "Thu 12 Nov 2026, 10:35 GMT",
        "November 12, 2026",
        "Nov 12 2026 at 9:30 a.m.",
        "12.11.2026",
        "12. 11. 2026",
        "  12 november 2026 ",
    ],
)
def test_a_day_is_read_as_in_an_article(value: str) -> None:
    assert iso_date(value) == written_date(value) == DAY


@pytest.mark.parametrize(
    "value", ["Published on 12 November 2026", "Date: 2026-11-12", "Updated: Nov 12, 2026"]
)
def test_what_stands_before_a_date_in_an_article_may_be_pasted_too(value: str) -> None:
    assert written_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        ("2026/11", "2026-11"),
        ("November 2026", "2026-11"),
        ("Nov. 2026", "2026-11"),
        ("May 2026", "2026-05"),
    ],
)
def test_a_month_or_a_year_alone_is_a_date(value: str, date: str) -> None:
    assert written_date(value) == date


@pytest.mark.parametrize(
    "value",
    [
        *("", "yesterday", "12 November", "2026-13", "2026-02-30", "31 April 2026", "12/11/2026"),
        *("26", "0000", "2026-11-12 and more", "Maybe 2026"),
    ],
)
def test_anything_else_is_none(value: str) -> None:
    assert written_date(value) == ""


def test_a_date_in_slashes_is_read_in_two_ways() -> None:
    assert is_ambiguous("12/1/2026")
    assert not is_ambiguous("2026/1/12")
    assert not is_ambiguous("12.1.2026")

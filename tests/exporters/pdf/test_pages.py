"""Stacking rows on pages."""

from exporters.pdf.rows import BOTTOM, TOP, Row
from exporters.pdf.writer import paginate

HEIGHT = TOP + BOTTOM + 100


def heights(rows: list[Row]) -> list[list[float]]:
    return [[row.height for row, _ in page] for page in paginate(rows, HEIGHT)]


def test_rows_fill_a_page_and_go_on_on_the_next() -> None:
    assert heights([Row(40), Row(41), Row(42)]) == [[40, 41], [42]]


def test_a_row_that_holds_goes_with_the_next() -> None:
    assert heights([Row(40), Row(20, hold=True), Row(41)]) == [[40], [20, 41]]


def test_rows_that_hold_but_fill_more_than_a_page_are_cut_after_all() -> None:
    assert heights([Row(60, hold=True), Row(61, hold=True), Row(62)]) == [[60], [61], [62]]


def test_a_row_taller_than_a_page_stands_alone() -> None:
    assert heights([Row(10), Row(500), Row(11)]) == [[10], [500], [11]]


def test_space_before_a_row_is_dropped_at_the_top_of_a_page() -> None:
    rows = [Row(95, before=30), Row(99, before=30)]
    tops = [page[0][1] for page in paginate(rows, HEIGHT)]
    assert tops == [HEIGHT - TOP, HEIGHT - TOP]


def test_a_head_is_repeated_on_each_new_page() -> None:
    head = Row(10, hold=True)
    rows = [head, *(Row(30 + at, head=head) for at in range(5))]
    assert heights(rows) == [[10, 30, 31], [10, 32, 33], [10, 34]]


def test_a_new_page_can_be_asked_for() -> None:
    assert heights([Row(10), Row(11, new_page=True)]) == [[10], [11]]
    assert heights([Row(10, new_page=True)]) == [[10]]


def test_nothing_is_still_a_page() -> None:
    assert heights([]) == [[]]

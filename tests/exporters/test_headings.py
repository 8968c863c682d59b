"""Ranks of headings: none is skipped, and each stands under the one it belongs to."""

from exporters.headings import Ranks


def test_sections_stand_under_the_title_and_those_of_level_2_under_them():
    ranks = Ranks()
    assert [ranks.section(level) for level in (1, 2, 2, 1)] == [2, 3, 3, 2]


def test_a_section_of_level_2_that_comes_first_skips_nothing():
    ranks = Ranks()
    assert [ranks.section(level) for level in (2, 1, 2)] == [2, 2, 3]


def test_headings_of_an_article_go_by_which_stands_under_which():
    ranks = Ranks()
    ranks.section(1)
    assert [ranks.inside(level) for level in (2, 4, 4, 3, 1)] == [3, 4, 4, 4, 3]
    ranks.article()
    assert ranks.inside(5) == 3


def test_there_is_no_rank_beyond_the_sixth():
    ranks = Ranks()
    ranks.section(1)
    assert [ranks.inside(level) for level in range(1, 7)] == [3, 4, 5, 6, 6, 6]

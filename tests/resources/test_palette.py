"""Every pair of colours that meets on the screen can be read by everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.palette import (
    PATTERNS,
    TAGS,
    Theme,
    contrast,
    mix,
    roles,
    signs,
)

THEMES: tuple[Theme, ...] = ("light", "dark")
TEXT = 4.5
"""WCAG 2.2, 1.4.3: contrast of text."""
GRAPHICS = 3.0
"""WCAG 2.2, 1.4.11: contrast of what is no text but carries meaning."""

colours = st.integers(0, 0xFFFFFF).map(lambda code: f"#{code:06X}")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("plane", ["page", "chrome", "raised", "hover", "quiet", "current"])
@pytest.mark.parametrize("ink", ["ink", "ink2"])
def test_ink_can_be_read_on_every_plane(theme: Theme, plane: str, ink: str) -> None:
    chosen = roles(theme)
    assert contrast(getattr(chosen, ink), getattr(chosen, plane)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("plane", ["page", "chrome", "raised"])
def test_faint_words_can_be_read_and_told_from_ink(theme: Theme, plane: str) -> None:
    chosen = roles(theme)
    assert contrast(chosen.faint, getattr(chosen, plane)) >= TEXT
    assert contrast(chosen.faint, chosen.ink) >= 2.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tag", TAGS)
def test_ink_on_a_tint_has_a_contrast_well_above_aa(theme: Theme, tag: str) -> None:
    assert contrast(roles(theme).ink, TAGS[tag][theme].tint) >= 6.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("plane", ["page", "chrome"])
def test_bars_and_marks_can_be_told_from_what_is_behind_them(
    theme: Theme, tag: str, plane: str
) -> None:
    assert contrast(TAGS[tag][theme].bar, getattr(roles(theme), plane)) >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("select_text", "select"),
        ("button_text", "button"),
        ("ink", "hit"),
        ("hit_now_text", "hit_now"),
        ("warn", "page"),
        ("warn", "chrome"),
        ("danger", "page"),
        ("danger", "chrome"),
        ("ok", "page"),
        ("ok", "chrome"),
    ],
)
def test_text_of_every_state_can_be_read(theme: Theme, text: str, behind: str) -> None:
    chosen = roles(theme)
    assert contrast(getattr(chosen, text), getattr(chosen, behind)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("edge", "behind"),
    [
        ("ink3", "chrome"),
        ("ink3", "raised"),
        ("accent", "page"),
        ("accent", "chrome"),
        ("accent", "raised"),
        ("hit_line", "page"),
        ("hit_line", "hit"),
        ("ink", "page"),
        ("select", "page"),
    ],
)
def test_frames_and_the_focus_ring_can_be_seen(theme: Theme, edge: str, behind: str) -> None:
    chosen = roles(theme)
    assert contrast(getattr(chosen, edge), getattr(chosen, behind)) >= GRAPHICS


def test_the_four_tags_have_four_patterns() -> None:
    for theme in THEMES:
        assert sorted(found[theme].pattern for found in TAGS.values()) == sorted(PATTERNS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tag", TAGS)
def test_hits_can_be_told_from_tints_by_their_line(theme: Theme, tag: str) -> None:
    chosen, tint = roles(theme), TAGS[tag][theme].tint
    assert contrast(chosen.hit_line, tint) >= GRAPHICS
    assert contrast(chosen.ink, tint) >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES)
def test_the_current_hit_can_be_told_from_the_others(theme: Theme) -> None:
    chosen = roles(theme)
    inner = contrast(chosen.hit_now, chosen.hit)
    line = contrast(chosen.ink, chosen.hit_line)
    assert max(inner, line) >= GRAPHICS


@given(colours, st.integers(0, 40), st.sampled_from(THEMES))
def test_a_tag_of_any_colour_can_be_read_and_seen(color: str, position: int, theme: Theme) -> None:
    found = signs("own", color, position, theme)
    chosen = roles(theme)
    assert contrast(chosen.ink, found.tint) >= 7
    assert contrast(found.bar, chosen.page) >= GRAPHICS
    assert found.pattern == PATTERNS[position % 4]


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_contrast_agrees_with_the_examples_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(colours, colours)
def test_mixing_all_or_nothing_gives_one_of_the_two(one: str, other: str) -> None:
    assert mix(one, other, 1) == one
    assert mix(one, other, 0) == other


def test_a_built_in_tag_in_another_colour_is_like_any_other_tag() -> None:
    assert signs("claim", "#155e9b", 0, "dark") == TAGS["claim"]["dark"]
    assert signs("claim", "#AA0000", 2, "light").bar != TAGS["claim"]["light"].bar
    assert signs("claim", "#AA0000", 2, "light").pattern == "zigzag"

"""The four tags that every session starts with."""

from desktop.model.codebook import four_tags
from resources.palette import TAGS


def test_the_four_tags_have_the_digits_one_to_four() -> None:
    assert [(tag.key, tag.id) for tag in four_tags()] == [
        ("1", "claim"),
        ("2", "quote"),
        ("3", "opinion"),
        ("4", "context"),
    ]


def test_each_tag_has_its_colour_of_the_palette_and_says_what_it_is_for() -> None:
    for tag in four_tags():
        assert tag.color == TAGS[tag.id]["light"].bar
        assert tag.name
        assert tag.description.endswith(".")

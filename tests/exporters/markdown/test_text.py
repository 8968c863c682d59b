"""Plain text in Markdown: whatever it holds, it is shown as it was."""

import re

import pytest
from hypothesis import example, given, strategies

from exporters.markdown import text as markdown
from exporters.text import html_safe
from tests.exporters.markdown.reader import kinds, shown
from tests.exporters.samples import NASTY

_SIGNS = "\\`*_{}[]()<>#+-.!|~&:;=^$%@\"'/ \n\t\u00a0\u2003\u202e1aWwé“9"
TEXTS = strategies.text(alphabet=strategies.sampled_from(_SIGNS), max_size=30) | strategies.text(
    max_size=30
)
NAUGHTY = (
    "# no heading",
    "1. no list",
    "12) no list",
    "- no list\n- none",
    "+ none",
    "> no quotation",
    "no heading\n===",
    "no heading\n---",
    "---",
    "***",
    "~~~\nno code",
    "    no code",
    "\tno code",
    "| no | table |\n|---|---|",
    "a | b\n:- | :-",
    "a\n:-",
    "<b>no</b>",
    "<!-- no comment -->",
    "<https://example.org>",
    "https://example.org/a_b_c and www.example.org",
    "[no](javascript:alert(1))",
    "![no](x.png)",
    "[no]: x",
    "[^C1]: no note",
    "[^C1]",
    "&amp; &lt; &#35; &copy",
    "snake_case _no_ __no__ *no* **no**",
    "`no` ``no``",
    "ends in two spaces  \nand goes on",
    "ends in a backslash\\\nand goes on\\",
    "a\n\n\nb",
    "\n\nb\n\n",
    "$x$ ~y~ ^z^ ==m== {.class} {{ x }} :smile:",
    "a\\|b",
    "wow!",
    NASTY,
    "x" * 5000,
)


def same(words: str) -> str:
    """Words as they are compared: line breaks of one kind, and none around them."""
    return re.sub("\r\n?", "\n", html_safe(words)).strip("\n")


def in_paragraph(words: str) -> str:
    (block,) = shown(markdown.block(markdown.escape(words))) or [((), "")]
    return block[1]


@pytest.mark.parametrize("words", NAUGHTY)
def test_a_paragraph_shows_the_words_as_they_were(words: str) -> None:
    assert in_paragraph(words) == same(words)
    assert kinds(markdown.block(markdown.escape(words))) <= {"text", "hardbreak", "text_special"}


@given(TEXTS)
@example("a\n:-")
def test_any_paragraph_shows_the_words_as_they_were(words: str) -> None:
    assert in_paragraph(words) == same(words)


@given(TEXTS)
def test_any_heading_shows_the_words_as_they_were(words: str) -> None:
    content = markdown.heading(markdown.escape(words))
    (block,) = shown(f"## {content}\n")
    assert block.inside == ("h2",)
    assert block.text == same(words).replace("\n", " ").strip()


@given(TEXTS, TEXTS)
def test_any_cell_shows_the_words_as_they_were(one: str, two: str) -> None:
    cells = [markdown.line(markdown.field(words)) for words in (one, two)]
    found = shown(f"| a | b |\n| --- | --- |\n| {cells[0]} | {cells[1]} |\n")
    assert [block.inside[-1] for block in found] == ["th", "th", "td", "td"]
    wanted = [re.sub("\r\n?|\n", " ", html_safe(words)) for words in (one, two)]
    assert [_without_ends(block.text) for block in found[2:]] == [*map(_without_ends, wanted)]


@given(TEXTS)
def test_any_item_of_a_list_shows_the_words_as_they_were(words: str) -> None:
    (block,) = shown(markdown.item(markdown.block("¶1 " + markdown.escape(words))))
    assert block.inside == ("ul", "li", "p")
    assert block.text == "¶1 " + re.sub("\r\n?", "\n", html_safe(words)).rstrip("\n")


@given(strategies.text(alphabet=strategies.sampled_from("`~ \nab\\"), max_size=30))
def test_any_code_is_shown_as_it_was(words: str) -> None:
    (block,) = shown(markdown.fenced(words))
    assert block == (("fence",), words + "\n")


@pytest.mark.parametrize(
    ("name", "ended"),
    [
        ("\u202egpj", "\u202egpj\u202c"),
        ("\u2067\u202aab", "\u2067\u202aab\u202c\u2069"),
        ("\u2067\u202aab\u2069", "\u2067\u202aab\u2069"),
        ("\u202cab\u2069", "\u202cab\u2069"),
        ("שלום", "שלום"),
    ],
)
def test_a_name_that_turns_its_line_round_is_ended(name: str, ended: str) -> None:
    assert markdown.field(name) == ended


def _without_ends(words: str) -> str:
    """Without the controls that ``field`` adds."""
    return words.rstrip("\u202c\u2069")

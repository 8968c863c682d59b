"""What a Markdown file shows once it is rendered, by markdown-it-py."""

from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from exporters.briefing import Briefing
from exporters.render import render

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Shown(NamedTuple):
    """A block with words: the elements it stands in, outermost first, and its words."""

    inside: tuple[str, ...]
    text: str


def written(briefing: Briefing) -> str:
    """The file of a briefing."""
    return render(briefing, "md").data.decode()


def shown(markdown: str) -> list[Shown]:
    """The blocks of a file in order; a line break is a line break, a link its words."""
    found: list[Shown] = []
    inside: list[str] = []
    for token in _PARSER.parse(markdown):
        if token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline":
            found.append(Shown(tuple(inside), "".join(map(_words, token.children or ()))))
        else:
            found.append(Shown((*inside, token.type), token.content))
    return found


def links(markdown: str) -> list[tuple[str, str]]:
    """Where each link leads, and its words."""
    found: list[tuple[str, str]] = []
    for token in _PARSER.parse(markdown):
        words: str | None = None
        target = ""
        for child in token.children or ():
            if child.type == "link_open":
                words, target = "", str(child.attrs["href"])
            elif child.type == "link_close":
                found.append((target, words or ""))
                words = None
            elif words is not None:
                words += _words(child)
    return found


def kinds(markdown: str) -> set[str]:
    """The kinds of everything inside blocks: "text", "link_open" and so on."""
    return {child.type for token in _PARSER.parse(markdown) for child in token.children or ()}


def _words(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content

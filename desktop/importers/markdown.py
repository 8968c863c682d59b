"""The reader of Markdown (CommonMark): blocks by its rules, the text as it stands.

Markers (``#``, ``>``, ``-``, fences, underlines) lie between the blocks; emphasis and links stay in
them. In a quotation over several lines the markers of its inner lines stay, unless each line ends
a sentence: then each is a block. Tables and HTML are paragraphs, and so are link definitions:
nothing an author wrote is hidden.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desktop.importers.front_matter import FIELDS, field_value, recognise
from desktop.importers.layout import Parsed, ends_a_sentence, trimmed
from desktop.importers.text import parse as parse_plain
from desktop.model.source import Block, BlockKind, Front, FrontMatter

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"---[ \t]*\n(?P<lines>(?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_QUOTED = re.compile(r"(?:[ \t]*>)*[ \t]*")
_DEEPEST = 60
_CONTAINERS = {"blockquote_open", "list_item_open"}


def parse(text: str) -> Parsed:
    """The blocks of a Markdown text and the front matter in it. Offsets are code points."""
    header = _header(text)
    body = header.end() if header else 0
    try:
        blocks = list(_Body(text, body).blocks())
    except _TooDeep:
        return parse_plain(text)
    if header:
        start, end = trimmed(text, 0, body)
        blocks.insert(0, Block(BlockKind.FRONT_MATTER, start, end))
    elif not blocks:  # rules and empty headings only: shown as they stand
        return parse_plain(text)
    found = recognise(text, blocks)
    if header:
        found = _merged(blocks[0], _fields(header["lines"]), found)
    return tuple(blocks), found


def _header(text: str) -> re.Match[str] | None:
    """The front matter between two ``---`` at the very top, if its lines look like YAML's."""
    match = _FRONT.match(text)
    if match is None:
        return None
    rows = match["lines"].split("\n")
    in_shape = all(not row or row[0] in " \t#-" or _KEY.fullmatch(row) for row in rows)
    return match if in_shape and any(_KEY.fullmatch(row) for row in rows) else None


def _fields(rows: str) -> dict[str, str]:
    """The fields of ``Front`` among ``key: value`` lines; of a list, its items joined by commas."""
    values: dict[str, list[str]] = {}
    key = ""
    for row in rows.split("\n"):
        pair, item = _KEY.fullmatch(row), _ITEM.fullmatch(row)
        if pair:
            key = pair["key"].lower()
            values[key] = _items(pair["value"] or "")
        elif item and key:
            values[key] += _items(item["value"])
    fields: dict[str, str] = {}
    for key, items in values.items():
        field = FIELDS.get(key)
        if field:
            fields.setdefault(field, field_value(field, ", ".join(items)))
    return fields


def _items(value: str) -> list[str]:
    """The value, or the values of a list in brackets, without their quotation marks."""
    value = value.strip(" \t")
    is_list = value.startswith("[") and value.endswith("]")
    parts = value[1:-1].split(",") if is_list else [value]
    return [bare for part in parts if (bare := _unquoted(part.strip()))]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


def _merged(block: Block, fields: dict[str, str], printed: FrontMatter | None) -> FrontMatter:
    """What the header says, and what is printed in the text where the header is silent."""
    ranges = printed.ranges if printed else ()
    also = printed.front if printed else Front()
    front = Front(
        **{name: fields.get(name) or getattr(also, name) for name in Front.__struct_fields__}
    )
    return FrontMatter(((block.start, block.end), *ranges), front)


class _TooDeep(Exception):
    """Containers nest deeper than the parser follows; it would leave the innermost text out."""


class _Body:
    """The part of a text from a code point on, read by markdown-it-py."""

    def __init__(self, text: str, first: int) -> None:
        self.text = text
        # A lone CR ends a line too (CommonMark 2.1); one for one, so that offsets stay.
        self.source = text[first:].replace("\r", "\n")
        self.starts = [first]
        for line in self.source.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def blocks(self) -> Iterator[Block]:
        """The blocks in the order of the text, sorted and disjoint."""
        containers: list[tuple[str, bool]] = []
        tokens = _tokens(self.source)
        for index, token in enumerate(tokens):
            if token.type in _CONTAINERS:
                containers.append((token.type, True))
            elif token.type in {"blockquote_close", "list_item_close"}:
                containers.pop()
            elif token.map and token.type != "hr":
                made = list(self._of_token(tokens, index, containers))
                yield from made
                if made and containers:
                    containers[-1] = (containers[-1][0], False)

    def _of_token(
        self, tokens: "Sequence[Token]", index: int, containers: list[tuple[str, bool]]
    ) -> Iterator[Block]:
        token = tokens[index]
        first, last = token.map or (0, 0)
        match token.type:
            case "heading_open":
                found = self._heading(token, tokens[index + 1].content, first, last)
                yield from _made(BlockKind.HEADING, found, int(token.tag[1]))
            case "paragraph_open":
                found = self._lines(tokens[index + 1].content, first, last)
                yield from self._paragraph(found, containers)
            case "html_block":
                yield from self._paragraph(self._lines(token.content, first, last), containers)
            case "fence":
                is_closed = _closes(self._line(last - 1), token.markup) and last - first > 1
                yield from self._code(first + 1, last - is_closed)
            case "code_block":
                yield from self._code(first, last)
            case _:
                pass

    def _line(self, number: int) -> str:
        first = self.starts[0]
        return self.source[self.starts[number] - first : self.starts[number + 1] - 1 - first]

    def _heading(self, token: "Token", content: str, first: int, last: int) -> tuple[int, int]:
        if not token.markup.startswith("#"):  # the last line is the underline
            return self._lines(content, first, last - 1)
        line = self._line(first)
        start = line.find(content, line.find(token.markup) + len(token.markup))
        start += self.starts[first]
        return start, start + len(content)

    def _lines(self, content: str, first: int, last: int) -> tuple[int, int]:
        """The range of ``content``, which stands in these lines, from its first character on.

        Markers only ever stand before the content of a line, so it is found from the line's end.
        Lines of nothing but wide or no-break blanks before it are none of its content.
        """
        opening = content.lstrip().split("\n", 1)[0].rstrip()
        lines = (self._line(number).rstrip() for number in range(first, last))
        skipped, line = next(
            ((n, line) for n, line in enumerate(lines) if line.endswith(opening)), (0, opening)
        )
        start = self.starts[first + skipped] + len(line) - len(opening)
        return start, self.starts[last - 1] + len(self._line(last - 1).rstrip())

    def _paragraph(
        self, found: tuple[int, int], containers: list[tuple[str, bool]]
    ) -> Iterator[Block]:
        """A paragraph as its innermost container has it.

        The first of a list item is the item; more of them are paragraphs, as they have no marker.
        """
        container, is_first = containers[-1] if containers else ("", False)
        if container == "blockquote_open":
            for start, end in self._quoted(found):
                yield from _made(BlockKind.QUOTATION, (start, end))
        elif is_first:
            depth = sum(name == "list_item_open" for name, _ in containers)
            yield from _made(BlockKind.LIST_ITEM, found, depth)
        else:
            yield from _made(BlockKind.PARAGRAPH, found)

    def _quoted(self, found: tuple[int, int]) -> list[tuple[int, int]]:
        """A quoted paragraph, by lines if no sentence runs from one into the next."""
        start, end = found
        rows: list[tuple[int, int]] = []
        for row in self.text[start:end].replace("\r", "\n").split("\n"):
            marker = _QUOTED.match(row) if rows else None
            rows.append((start + (marker.end() if marker else 0), start + len(row)))
            start += len(row) + 1
        whole = all(ends_a_sentence(self.text[a:b]) for a, b in rows[:-1])
        return [trimmed(self.text, a, b) for a, b in rows] if whole else [found]

    def _code(self, first: int, last: int) -> Iterator[Block]:
        """Lines of code; the indentation of the first is kept, it is part of the code."""
        while first < last and not self._line(first).strip():
            first += 1
        if first < last:
            end = trimmed(self.text, self.starts[first], self.starts[last] - 1)[1]
            yield from _made(BlockKind.CODE, (self.starts[first], end))


def _tokens(source: str) -> "Sequence[Token]":
    """The block tokens; inline markup is left alone, as nothing here depends on it."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("reference")
    tokens: list[Token] = []
    parser.block.parse(source, parser, {}, tokens)
    if any(token.level + 1 >= _DEEPEST for token in tokens):
        raise _TooDeep
    return tokens


def _made(kind: BlockKind, found: tuple[int, int], level: int = 0) -> Iterator[Block]:
    if found[0] < found[1]:
        yield Block(kind, *found, level)


def _closes(line: str, fence: str) -> bool:
    """Whether a line closes a fence: as many of its marks, and nothing else."""
    marks = line.strip(" \t>")
    return len(marks) >= len(fence) and set(marks) == {fence[0]}

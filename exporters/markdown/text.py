"""Plain text as Markdown that renders to just that text (CommonMark 0.31, GFM 0.29).

Only what could be taken for markup is escaped, so the file stays readable as it is. ``escape``
does what can be done anywhere; ``block`` and ``line`` add what depends on where a line begins or
ends, once it is put together. Between the two a line break is a line break.
"""

import re

from exporters.shown import unclosed
from exporters.text import html_safe

_ALWAYS = re.compile(
    r"[\\`*\[\]<|~$^{]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is one
    r"|&(?=[#\w])"  # entities
    r"|!\Z"  # before a link it would make an image of it
    r"|:(?=//|[\w+-]+:)"  # addresses and names of emoji become links and pictures on GitHub
    r"|(?<=[wW]{3})\."  # so does this
    r"|=(?==)|%(?=%)"  # signs of highlights and comments in note-taking programs
)
_AT_START = re.compile(r"[#>+=-]|:(?=[ -])")
_ORDERED = re.compile(r"(\d{1,9})(?=[.)])")
_BREAK = re.compile("\r\n?|\n")
_EDGE = re.compile(r"^\s+|\s+$")


def escape(text: str) -> str:
    """``text`` with a backslash before every character that is markup wherever it stands."""
    return _ALWAYS.sub(_with_backslash, _broken(html_safe(text)))


def field(text: str) -> str:
    """``escape`` for text that shares its line with others: it cannot turn them round."""
    return escape(text + unclosed(text))


def block(content: str) -> str:
    """``content`` as the lines of a paragraph, with hard breaks between them."""
    lines = [_edged(_guarded(line)) for line in content.strip("\n").split("\n")]
    return "\\\n".join(lines)


def line(content: str) -> str:
    """``content`` on one line that something of Markdown's own begins, such as a cell."""
    return _edged(content.replace("\n", " "))


def heading(content: str) -> str:
    """``content`` as a heading's line, where closing number signs would vanish."""
    words = line(content.strip())
    return f"{words[:-1]}\\#" if words.endswith("#") else words


def fenced(text: str) -> str:
    """``text`` as a block of code, in a fence longer than any in it."""
    words = _broken(html_safe(text))
    longest = max(map(len, re.findall("`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{words}\n{fence}"


def strong(content: str) -> str:
    """Finished ``content`` in bold; it has to stand between spaces or ends of lines."""
    return f"**{content}**" if content else ""


def indented(content: str, prefix: str) -> str:
    """Every line of ``content`` after ``prefix``, and none with a space at its end."""
    return "\n".join(f"{prefix}{one}".rstrip(" ") for one in content.split("\n"))


def item(content: str) -> str:
    """``content`` as an item of a list."""
    return "- " + indented(content, "  ")[2:]


def _with_backslash(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


def _broken(text: str) -> str:
    """``text`` with one sign for every line break."""
    return _BREAK.sub("\n", text) if "\r" in text else text


def _guarded(line_: str) -> str:
    """A line that cannot begin a heading, a list, a quotation or underline the one before."""
    if _AT_START.match(line_):
        return f"\\{line_}"
    return _ORDERED.sub(r"\1\\", line_, count=1) if _ORDERED.match(line_) else line_


def _edged(line_: str) -> str:
    """White space at both ends by number, or it would be taken away."""
    if not (line_[:1].isspace() or line_[-1:].isspace()):
        return line_
    return _EDGE.sub(lambda found: "".join(f"&#{ord(c)};" for c in found.group()), line_)

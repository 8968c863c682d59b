"""The HTML writer: a briefing becomes one page that needs no script and nothing from elsewhere.

A content security policy inside the page forbids both, whatever may have got into the text.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from exporters.briefing import Article, Briefing, Part, PassageList, Table
from exporters.html.body import Body
from exporters.html.markup import css_string, element, escape, language_tag
from exporters.text import direction_in
from resources.palette import DARK, LIGHT, Roles

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_ROLES = ("page", "chrome", "ink", "ink2", "ink3", "line", "current", "accent")
_UNTITLED = "–"
"""A page has to have a title."""
_STEP = 0.01
"""Progress is told no more often than this."""
_BODY_DONE = 0.95


def write(briefing: Briefing, progress: Callable[[float], None]) -> bytes:
    """The briefing as the bytes of an HTML file in UTF-8; the same briefing gives the same bytes.

    ``progress`` is called between parts with 0.0 to 1.0. Raises ``KeyError`` for a passage whose
    tag is not among the tags of the briefing, ``ValueError`` for what is not a colour.
    """
    progress(0.0)
    body = Body(briefing)
    total = 1 + sum(_entries(part) for section in briefing.sections for part in section.parts)
    pieces: list[bytes] = []
    told = 0.0
    for done, piece in enumerate(body.pieces(), 1):
        pieces.append(piece.encode())
        share = min(done / total, 1.0) * _BODY_DONE
        if share - told >= _STEP:
            told = share
            progress(share)
    page = b"".join((_head(briefing, body).encode(), *pieces, b"</body>\n</html>\n"))
    progress(1.0)
    return page


def _entries(part: Part) -> int:
    match part:
        case PassageList():
            return len(part.items) + 2
        case Article():
            return len(part.blocks) + 2
        case Table():
            return len(part.rows) + 3
        case _:
            return 1


def _head(briefing: Briefing, body: Body) -> str:
    """Everything before the content of the body; to be asked for when that is made."""
    language = language_tag(briefing.language)
    spoken = f' lang="{language}"' if language else ""
    named = {
        "author": briefing.author,
        "description": briefing.subject,
        "dcterms.accessRights": briefing.marking,
        "dcterms.created": briefing.date,
    }
    about = "".join(
        f'<meta name="{name}" content="{escape(text)}">\n' for name, text in named.items() if text
    )
    title = briefing.cover.title.strip() or briefing.subject.strip() or _UNTITLED
    return (
        f'<!DOCTYPE html>\n<html{spoken} dir="{direction_in(briefing.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{about}{element('title', escape(title))}\n"
        f"<style>\n{_style(briefing, body)}</style>\n</head>\n<body>\n"
    )


def _style(briefing: Briefing, body: Body) -> str:
    light, dark = body.signs.rules()
    return (
        f":root{{{_variables(LIGHT)}}}\n{light}\n"
        "@media screen and (prefers-color-scheme:dark){\n"
        f":root{{{_variables(DARK)}}}\n{dark}\n}}\n"
        f"{_page_rule(briefing)}\n{_sheet()}"
    )


def _variables(roles: Roles) -> str:
    return "".join(f"--{name}:{getattr(roles, name)};" for name in _ROLES)


def _page_rule(briefing: Briefing) -> str:
    """Paper of the right size, with running lines and page numbers where a browser prints them."""
    lines = {
        "top-left": css_string(briefing.header),
        "bottom-left": css_string(briefing.footer),
        "bottom-right": _page_numbers(briefing.wording.page),
    }
    boxes = "".join(f"@{place}{{content:{text}}}" for place, text in lines.items())
    return f"@page{{size:{briefing.page_size};{boxes}}}"


def _page_numbers(format_: str) -> str:
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    pieces = re.split(r"(\{page\}|\{pages\})", format_)
    return " ".join(counters.get(piece) or css_string(piece) for piece in pieces)


@cache
def _sheet() -> str:
    return files("exporters.html").joinpath("page.css").read_text("utf-8")

"""No words in another order than they are written in: controls of direction, tamed.

A control that turns direction can show words of a stranger's text in an order nobody wrote (CVE-
2021-42574; Unicode Technical Report 36, 2.10.2). Text that runs one way has no use for one, and an
override, which reverses letters whatever they are, has none anywhere.
"""

import re
from dataclasses import fields, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from exporters.briefing import Article, Briefing
from exporters.shown import unclosed
from exporters.text import RTL_LETTERS
from exporters.texts import noted, printed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_CONTROL = re.compile("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = re.compile("[\u202d\u202e]")
_ANY_RTL = re.compile(f"(?!\u061c)[{RTL_LETTERS}]")
_NO_TURN = "\u200e"
_NAMES = frozenset({"anchor", "id", "language", "link", "tag"})
"""Fields that are never printed; a web address leads where it says."""


def in_order(briefing: Briefing) -> Briefing:
    """The same briefing, in which no text can put words in another order than it has them.

    An override becomes U+FFFD, so that it is seen; other controls become a left-to-right mark where
    no letter runs right to left, else they stay and are closed at the end of their field. Offsets
    stay valid.
    """
    texts = chain(printed(briefing), noted(briefing))
    if not any(_CONTROL.search(text) for text in texts if not text.isascii()):
        return briefing
    return cast("Briefing", _in_order(briefing))


def _in_order(value: Any) -> Any:
    if isinstance(value, str):
        return _tamed(value) + unclosed(_tamed(value)) if _CONTROL.search(value) else value
    if isinstance(value, tuple):
        return tuple(map(_in_order, cast("tuple[Any, ...]", value)))
    if not hasattr(value, "__dataclass_fields__"):
        return value
    record = cast("DataclassInstance", value)
    changed = {
        one.name: _in_order(getattr(record, one.name))
        for one in fields(record)
        if one.name not in _NAMES
    }
    if isinstance(record, Article):
        changed["text"] = _article_text(record)
    return replace(record, **changed)


def _article_text(article: Article) -> str:
    """The text block by block, each of which is a paragraph of its own, at the same length."""
    pieces: list[str] = []
    after = 0
    for block in article.blocks:
        pieces += article.text[after : block.start], _tamed(article.text[block.start : block.end])
        after = block.end
    return "".join(pieces) + article.text[after:]


def _tamed(text: str) -> str:
    shown = _OVERRIDE.sub("\ufffd", text)
    return shown if _ANY_RTL.search(text) else _CONTROL.sub(_NO_TURN, shown)

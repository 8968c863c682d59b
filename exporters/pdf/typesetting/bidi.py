"""The order of right-to-left text: embedding levels of a paragraph and the reordering of a line."""

import re
from collections import deque
from collections.abc import Sequence
from typing import Any
from unicodedata import bidirectional, category, mirrored

from bidi import algorithm
from bidi.mirror import MIRRORED

from exporters.text import RTL_LETTERS

_RIGHT_TO_LEFT = re.compile(f"[{RTL_LETTERS}\u200f\u202b\u202e\u2067]")
# python-bidi knows neither isolates nor noncharacters and asserts on them; an embedding is the
# nearest thing it knows.
_AS_EMBEDDING = {"\u2066": "LRE", "\u2067": "RLE", "\u2068": "LRE", "\u2069": "PDF"}
_KNOWN = frozenset("L R AL EN ES ET AN CS NSM BN B S WS ON LRE LRO RLE RLO PDF".split())


_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_DEEPEST_BRACKETS = 63


def needs_order(text: str, rtl: bool) -> bool:
    """Whether any of ``text`` runs against the simple order of a left-to-right paragraph."""
    return rtl or _RIGHT_TO_LEFT.search(text) is not None


def levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of each code point (UAX 9, rules X1 to I2); odd ones run right to left.

    ``rtl`` is the direction of the paragraph. Characters without a place of their own (controls of
    direction, zero-width ones) take the level of what stands before them.
    """
    base = 1 if rtl else 0
    chars: list[dict[str, Any]] = [_character(at, char, base) for at, char in enumerate(text)]
    storage: dict[str, Any] = {
        "base_level": base,
        "base_dir": "LR"[base],
        "chars": chars,
        "runs": deque[dict[str, Any]](),
    }
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    for run in storage["runs"]:
        start = run["start"]
        _pair_brackets(storage["chars"][start : start + run["length"]], run["sor"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found: dict[int, int] = {char["at"]: char["level"] for char in storage["chars"]}
    result: list[int] = []
    level = base
    for at in range(len(text)):
        level = found.get(at, level)
        result.append(level)
    return result


def visual_order(found: Sequence[int]) -> list[int]:
    """The order from left to right of the pieces of one line, given their levels (rule L2)."""
    order = list(range(len(found)))
    odd = [level for level in found if level % 2]
    if not odd:
        return order
    for level in range(max(found), min(odd) - 1, -1):
        at = 0
        while at < len(order):
            if found[order[at]] < level:
                at += 1
                continue
            end = at
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end
    return order


def _pair_brackets(run: Sequence[dict[str, Any]], before: str) -> None:
    """Rule N0, which python-bidi leaves out: both brackets of a pair go the same way.

    ``run`` are the characters of one level run after the weak types are resolved, ``before`` the
    direction that holds at its start.
    """
    embedding = "LR"[run[0]["level"] % 2]
    for opening, closing in _pairs(run):
        inside = {_STRONG.get(char["type"]) for char in run[opening + 1 : closing]} - {None}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            earlier = (_STRONG.get(run[at]["type"]) for at in range(opening - 1, -1, -1))
            direction = next((one for one in earlier if one), before)
            direction = embedding if direction == embedding else next(iter(inside))
        run[opening]["type"] = run[closing]["type"] = direction


def _pairs(run: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Where the bracket pairs of a run open and close, by where they open (definition BD16)."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(run):
        sign: str = char["ch"]
        if char["type"] != "ON" or not mirrored(sign):
            continue
        if category(sign) == "Ps" and sign in MIRRORED:
            if len(stack) == _DEEPEST_BRACKETS:
                break
            stack.append((MIRRORED[sign], at))
        elif category(sign) == "Pe":
            depth = next((d for d in reversed(range(len(stack))) if stack[d][0] == sign), -1)
            if depth >= 0:
                pairs.append((stack[depth][1], at))
                del stack[depth:]
    return sorted(pairs)


def _character(at: int, char: str, base: int) -> dict[str, Any]:
    kind = _AS_EMBEDDING.get(char) or bidirectional(char)
    if kind in ("B", "S"):
        kind = "WS"  # a line break inside a paragraph is a space here
    if kind not in _KNOWN:
        kind = "ON"
    return {"ch": char, "level": base, "type": kind, "orig": kind, "at": at}

"""What a candidate looks like from outside: its edges, marks, length and distance to the cue."""

from typing import TYPE_CHECKING

from desktop.suggest.quotes.cues import Cue
from desktop.suggest.quotes.tokens import (
    CLOSED,
    SUBJECTS,
    Marked,
    Range,
    bucket,
    own_range,
    sign_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


_BETWEEN = 8
_TELLING = frozenset({",", ":", "that", "—"})


def surroundings(doc: "Doc", cue: Cue) -> list[str]:
    """What stands beside the cue and what goes with it."""
    if cue.name == "colon":
        return []
    token = doc[cue.token]
    sentence = token.sent
    low, high = own_range(token, cue.last)
    before = doc[low - 1] if low > sentence.start else None
    behind = doc[high] if high < sentence.end else None
    left, right = low - sentence.start, max(0, sentence.end - 1 - high)
    return [
        f"prev:{sign_of(before)}",
        f"next:{sign_of(behind)}",
        f"prev-next:{sign_of(before)}|{sign_of(behind)}",
        f"left:{bucket(left)}",
        f"right:{bucket(right)}",
        f"final:{right <= 1}",
    ]


def shape(
    doc: "Doc", cue: Cue, ranges: tuple[Range, ...], marked: list[Marked], way: str
) -> list[str]:
    """The features of a candidate found by ``way``."""
    first, last = ranges[0][0], ranges[-1][1]
    sentence = doc[cue.token].sent
    inside = sum(max(0, min(one.end, b) - max(one.first, a)) for one in marked for a, b in ranges)
    length = sum(b - a for a, b in ranges)
    share = "none" if not inside else "all" if inside >= length - 1 else "part"
    gap = first - cue.last if first >= cue.last else cue.token - last
    opener = doc[first]
    named = opener.tag_ in CLOSED or opener.tag_ in ("DT", "PRP")
    root = doc[ranges[0][0] : ranges[0][1]].root
    has_subject = any(child.dep_ in SUBJECTS for child in root.children)
    found = [
        f"way:{way}",
        f"cue-name:{cue.name}",
        f"marks:{share}",
        f"length:{bucket(length)}",
        f"gap:{bucket(max(0, gap))}",
        f"first:{opener.lower_ if named else opener.pos_}",
        f"at-start:{first <= sentence.start + 1}",
        f"at-end:{last >= sentence.end - 1}",
        f"root:{root.pos_}:{root.dep_}",
        f"clause:{has_subject}",
    ]
    if first <= cue.token < last and len(ranges) == 1:
        found.append("holds-cue")
    if opener.text[:1].isupper() or opener.is_quote:
        found.append("capital")
    low, high = (cue.last, first) if first >= cue.last else (last, cue.token)
    if high - low < _BETWEEN:
        between = {doc[at].text for at in range(low, high)}
        found += [f"between:{sign}" for sign in sorted(between & _TELLING)]
    return found

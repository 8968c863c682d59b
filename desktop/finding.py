"""Words in an article, found as a person means them. No Qt.

Text and query are folded the same way: case, accents, typographic marks, ligatures and white space
make no difference, and characters that cannot be seen are not there. Which character becomes what
follows Unicode's compatibility decomposition (UAX #15) and full case folding (CaseFolding.txt).
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from desktop.editing.selection import extends, is_joiner, outwards
from desktop.model.hits import NO_HITS, Hits
from desktop.model.source import Block

_SINGLE = dict.fromkeys("‘’‚‛′‵ʹʻʼʽˊˋ´`‹›＇׳", "'")
_DOUBLE = dict.fromkeys("“”„‟«»″‶˝ˮ＂״〝〞〟", '"')
_OTHERS = {
    "⁄": "/",
    "−": "-",
    "⁃": "-",
    "\u0640": "",  # the Arabic stroke that only widens a word
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ħ": "h",
    "Ħ": "H",
    "ı": "i",
}
_KNOWN = {**_SINGLE, **_DOUBLE, **_OTHERS}
_SPELT_OUT = frozenset(one for one, into in _OTHERS.items() if len(into) > 1)
"""Letters that may be written as two: each of the two finds the letter ("s" in "ß")."""
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Default-ignorable characters that are not of category Cf."""
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd")
"""Of category Cf and drawn all the same."""
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that part no words by spaces, or join particles to them (Thai to Khmer, CJK)."""
_PARTS = (
    "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]"
    "|[\u3041-\u30ff][\u3099\u309a]"
)
"""Korean and Japanese written in parts that have a character of their own together."""
_COMPOSED = re.compile("[\u1100-\u1112\u11a8-\u11c2\u3099\u309a]")


class _Run(NamedTuple):
    """A stretch of folded text in which every character is one of the text, ``delta`` further."""

    start: int
    end: int
    delta: int


class FoldedText:
    """One text made ready for many searches: takes time in proportion to it once."""

    def __init__(self, text: str, blocks: tuple[Block, ...], match_case: bool = False) -> None:
        self._text = text
        self._match_case = match_case
        self._starts = [block.start for block in blocks]
        self._ends = [block.end for block in blocks]
        # Of each place where folding changes the length: where it is and how long, in both texts.
        self._at: list[int] = []
        self._sizes: list[int] = []
        self._origins: list[int] = []
        self._lengths: list[int] = []
        letters = "".join(set(text))
        self._marks = "".join(re.escape(one) for one in letters if extends(one))
        self._folded = self._fold(letters)
        self._runs = self._plain_runs(letters)

    @property
    def folded(self) -> str:
        """The text as it is searched."""
        return self._folded

    def find(self, query: str, whole_words: bool = False) -> Hits:
        """Every hit inside a block, each grown to the characters a reader sees.

        A query of nothing but white space or unseen characters has no hits. A part of what one
        character is folded to ("i" in the ligature "ﬁ") is no hit, except in a letter that people
        write as two: "s" finds "ß".
        """
        wanted = folded(query, self._match_case)
        if not wanted.strip():
            return NO_HITS
        if whole_words:
            wanted = wanted.strip()
        size, overlapping = len(wanted), _overlaps_itself(wanted)
        if whole_words:
            places = [found.start() for found in self._words(wanted).finditer(self._folded)]
        else:
            places = _all_places(self._folded, wanted, overlapping)
        starts: list[int] = []
        ends: list[int] = []
        if overlapping or len(self._runs) > len(places):
            self._resolve(places, size, starts, ends)
            return Hits(starts, ends)
        done = 0
        for first, last, delta in self._runs:
            begin = bisect_left(places, first, done)
            end = bisect_right(places, last - size, begin)
            self._resolve(places[done:begin], size, starts, ends)
            if begin < end:
                plain = places[begin:end]
                if ends:
                    plain = plain[bisect_left(plain, ends[-1] - delta) :]
                starts.extend([place + delta for place in plain])
                ends.extend([place + delta + size for place in plain])
            done = max(end, begin)
        self._resolve(places[done:], size, starts, ends)
        return Hits(starts, ends)

    def _words(self, wanted: str) -> re.Pattern[str]:
        words = f"[^\\W{_NO_SPACES}]"
        edge = f"(?:{words}|[{self._marks}])" if self._marks else words
        literal = re.escape(wanted)
        before = f"(?<!{edge}{literal})" if re.match(words, wanted[0]) else ""
        after = f"(?!{edge})" if re.match(edge, wanted[-1]) else ""
        # The literal first, so that the engine can leap to it.
        return re.compile(literal + before + after)

    def _resolve(self, places: list[int], size: int, starts: list[int], ends: list[int]) -> None:
        """Map places one by one, where characters change their number or belong together."""
        for place in places:
            start, end = self._first(place), self._last(place + size)
            if start is None or end is None or start >= end:
                continue
            index = bisect_right(self._starts, start) - 1
            if index < 0 or end > self._ends[index]:
                continue
            start, end = outwards(self._text, start, end)
            start, end = max(start, self._starts[index]), min(end, self._ends[index])
            if not ends or start >= ends[-1]:
                starts.append(start)
                ends.append(end)

    def _first(self, place: int) -> int | None:
        """The code point that a folded place begins with; None inside one."""
        index = bisect_right(self._at, place) - 1
        if index < 0:
            return place
        beyond = place - self._at[index] - self._sizes[index]
        if beyond >= 0:
            return self._origins[index] + self._lengths[index] + beyond
        whole = place == self._at[index] or self._spelt_out(index)
        return self._origins[index] if whole else None

    def _last(self, place: int) -> int | None:
        """The code point that a folded place ends before; None inside one."""
        index = bisect_left(self._at, place) - 1
        if index < 0:
            return place
        beyond = place - self._at[index] - self._sizes[index]
        if beyond < 0 and not self._spelt_out(index):
            return None
        return self._origins[index] + self._lengths[index] + max(0, beyond)

    def _spelt_out(self, index: int) -> bool:
        return self._text[self._origins[index]] in _SPELT_OUT

    # Made once

    def _fold(self, letters: str) -> str:
        table = {one: _folded_letter(one, self._match_case) for one in letters}
        text = self._text
        simple = text
        if text.isascii() and not self._match_case:
            simple = text.lower()  # ten times faster than by the table
            for one, into in table.items():
                if into != one.lower():
                    simple = simple.replace(one.lower(), into)
        elif any(one != other for one, other in table.items()):
            simple = text.translate({ord(a): b for a, b in table.items() if len(b) == 1 and a != b})
        pieces: list[str] = []
        place = done = 0
        edges = sorted({*self._starts, *self._ends})
        for found in _irregular(table, letters).finditer(text):
            start, end = found.span()
            pieces.append(simple[done:start])
            place += start - done
            done = end
            for first, last in _parted(start, end, edges):
                part = text[first:last]
                into = table[part] if len(part) == 1 else _folded_run(part, self._match_case)
                self._at.append(place)
                self._sizes.append(len(into))
                self._origins.append(first)
                self._lengths.append(last - first)
                pieces.append(into)
                place += len(into)
        pieces.append(simple[done:])
        return "".join(pieces)

    def _plain_runs(self, letters: str) -> list[_Run]:
        """The stretches of blocks in which hits need no second look."""
        joined = [one for one in letters if is_joiner(one)]
        special = re.compile(f"[{''.join(map(re.escape, joined))}]") if joined else None
        risks = [(at, at + size) for at, size in zip(self._at, self._sizes, strict=True)]
        if special is not None:
            risks.extend(found.span() for found in special.finditer(self._folded))
            risks.sort()
        runs: list[_Run] = []
        risk = 0
        for start, end in zip(self._starts, self._ends, strict=True):
            first, last = self._folded_place(start), self._folded_place(end)
            while risk < len(risks) and risks[risk][1] < first:
                risk += 1
            at = risk
            while at < len(risks) and risks[at][0] <= last:
                self._add_run(runs, first, risks[at][0] - 1)
                first = max(first, risks[at][1] + 1)
                at += 1
            risk = max(risk, at - 1)
            self._add_run(runs, first, last)
        return runs

    def _add_run(self, runs: list[_Run], first: int, last: int) -> None:
        origin = self._first(first)
        if first < last and origin is not None:
            runs.append(_Run(first, last, origin - first))

    def _folded_place(self, offset: int) -> int:
        """The folded place of a code point at which a block starts or ends."""
        index = bisect_right(self._origins, offset) - 1
        if index < 0:
            return offset
        beyond = offset - self._origins[index] - self._lengths[index]
        if offset == self._origins[index]:
            return self._at[index]
        return self._at[index] + self._sizes[index] + max(0, beyond)


def find(
    text: str,
    query: str,
    blocks: tuple[Block, ...],
    *,
    whole_words: bool = False,
    match_case: bool = False,
) -> Hits:
    """Every hit of one query; for several queries keep a ``FoldedText``."""
    return FoldedText(text, blocks, match_case).find(query, whole_words)


def folded(text: str, match_case: bool = False) -> str:
    """A short text as it is compared."""
    return FoldedText(text, (), match_case).folded


def _overlaps_itself(wanted: str) -> bool:
    """Whether two hits may overlap, as those of "ana" in "banana"."""
    return any(wanted.startswith(wanted[shift:]) for shift in range(1, len(wanted)))


def _all_places(text: str, wanted: str, overlapping: bool) -> list[int]:
    """Where ``wanted`` stands, also where such places overlap: not each has to be a hit."""
    if overlapping:
        places: list[int] = []
        place = text.find(wanted)
        while place >= 0:
            places.append(place)
            place = text.find(wanted, place + 1)
        return places
    # Many times faster than looking for one after the other.
    size = len(wanted)
    sums = accumulate(map(len, text.split(wanted)))
    places = list(map(add, sums, range(0, size * len(text) + 1, size)))
    places.pop()
    return places


def _irregular(table: dict[str, str], letters: str) -> re.Pattern[str]:
    """Finds whatever is not folded one to one."""
    unseen = "".join(re.escape(one) for one, into in table.items() if not into)
    others = "".join(re.escape(one) for one, into in table.items() if len(into) != 1)
    parts = [f"\\s[\\s{unseen}]+"]
    if _COMPOSED.search(letters):
        parts.append(_PARTS)
    if others:
        parts.append(f"[{others}]")
    return re.compile("|".join(parts))


def _parted(start: int, end: int, edges: list[int]) -> list[tuple[int, int]]:
    """A run, cut wherever a block starts or ends in it."""
    if end - start == 1:
        return [(start, end)]
    inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
    return list(pairwise((start, *inner, end)))


def _folded_run(run: str, match_case: bool) -> str:
    if any(one.isspace() for one in run):
        return " "
    whole = unicodedata.normalize("NFC", run)
    return "".join(_folded_letter(one, match_case) for one in whole)


@lru_cache(maxsize=4096)
def _folded_letter(letter: str, match_case: bool) -> str:
    """What one character is compared as: nothing, itself, or up to eighteen others."""
    if letter.isspace():
        return " "
    if letter in _KNOWN:
        return _KNOWN[letter] if match_case else _KNOWN[letter].casefold()
    if _is_unseen(letter):
        return ""
    if unicodedata.category(letter) == "Pd":
        return "-"
    found = letter if match_case else letter.casefold()
    parts = unicodedata.normalize("NFKD", found)
    if parts.startswith(" "):
        return letter  # a mark that stands alone
    if not match_case:
        parts = unicodedata.normalize("NFKD", parts.casefold())
    kept = "".join(_KNOWN.get(one, one) for one in parts if not _is_accent(one))
    return unicodedata.normalize("NFC", kept if match_case else kept.casefold())


def _is_unseen(letter: str) -> bool:
    return (
        letter in _UNSEEN
        or "\ufe00" <= letter <= "\ufe0f"
        or "\U000e0100" <= letter <= "\U000e01ef"
        or (unicodedata.category(letter) == "Cf" and letter not in _SEEN)
    )


def _is_accent(letter: str) -> bool:
    """Marks that words are often written without.

    By canonical combining class: accents above and below, the points of Hebrew, Arabic and Syriac.
    Not the vowels and viramas of Indic scripts, the voicing of kana, or the stroke that makes "="
    into "≠": without them it is another word.
    """
    place = unicodedata.combining(letter)
    return 10 <= place <= 36 or place >= 200

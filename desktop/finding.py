"""Words in an article, found as a person means them. No Qt.

Text and query are folded the same way: case, accents, typographic marks, ligatures and white space
make no difference, and characters that cannot be seen are not there. Which character becomes what
follows Unicode's compatibility decomposition (UAX #15) and full case folding (CaseFolding.txt).

A hyphen at a line's end can be read in several ways, and each of them finds it. "writ-/ing" (the
stroke is the end of the line) is "writing", "writ-ing" and "writ- ing", for nobody but a reader
knows whether the printer or the writer put the hyphen there: "well-/known" and "pre-/and post-war"
look the same. A soft hyphen there is also nothing at all. "2019-/20" and "Anglo-/Saxon" keep
theirs: where no letter follows, or a capital after a small one, no word was broken.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
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
_HYPHENS = "-\u2010\u00ad\u058a"
"""What stands at a line's end within a word, in Armenian too."""
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
# A hyphen at a line's end, with the line's end, is folded to one of these three. Nothing else is,
# and they themselves are folded to something else wherever they stand.
_KEPT_HYPHEN = "\u2011"
_PERHAPS_HYPHEN = "\u2010"
_SOFT_HYPHEN = "\u00ad"
_BROKEN = f"[{_KEPT_HYPHEN}{_PERHAPS_HYPHEN}{_SOFT_HYPHEN}]"
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
        self._broken: list[int] = []
        """Folded places of hyphens at lines' ends."""
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
        literal = re.escape(wanted)
        before, after = self._word_edges(wanted) if whole_words else ("", "")
        overlapping = _overlaps_itself(wanted)
        if whole_words:
            behind = f"(?<!{before}{literal})" if before else ""
            ahead = f"(?!{after})" if after else ""
            # The literal first, so that the engine can leap to it.
            pattern = re.compile(literal + behind + ahead)
            places = [found.start() for found in pattern.finditer(self._folded)]
        else:
            places = _all_places(self._folded, wanted, overlapping)
        broken = self._over_broken(wanted, before, after) if self._broken else []
        if overlapping and broken:
            every = sorted({*((place, place + len(wanted)) for place in places), *broken})
            return self._resolved(every)
        hits = self._hits(places, len(wanted), overlapping)
        return _merged(hits, self._resolved(broken)) if broken else hits

    def _hits(self, places: list[int], size: int, overlapping: bool) -> Hits:
        """The hits at folded places, all of one size."""
        starts: list[int] = []
        ends: list[int] = []
        if overlapping or len(self._runs) > len(places):
            self._resolve([(place, place + size) for place in places], starts, ends)
            return Hits(starts, ends)
        done = 0
        for first, last, delta in self._runs:
            begin = bisect_left(places, first, done)
            end = bisect_right(places, last - size, begin)
            self._resolve([(place, place + size) for place in places[done:begin]], starts, ends)
            if begin < end:
                plain = places[begin:end]
                if ends:
                    plain = plain[bisect_left(plain, ends[-1] - delta) :]
                starts.extend([place + delta for place in plain])
                ends.extend([place + delta + size for place in plain])
            done = max(end, begin)
        self._resolve([(place, place + size) for place in places[done:]], starts, ends)
        return Hits(starts, ends)

    def _over_broken(self, wanted: str, before: str, after: str) -> list[tuple[int, int]]:
        """Folded stretches that say ``wanted`` over a hyphen at a line's end, in order.

        ``before`` and ``after`` are patterns of what may not stand beside one, or empty.
        """
        pattern = re.compile(
            (f"(?<!{before})" if before else "")
            + _over_hyphens(wanted)
            + (f"(?!{after})" if after else "")
        )
        reach = 2 * len(wanted)  # a hyphen after every letter
        found: set[tuple[int, int]] = set()
        for place in self._broken:
            at, limit = max(0, place - reach), place + reach + 2  # one more than a hit can reach
            while (hit := pattern.search(self._folded, at, limit)) and hit.start() <= place:
                if hit.end() > place:
                    found.add(hit.span())
                at = hit.start() + 1
        return sorted(found)

    def _word_edges(self, wanted: str) -> tuple[str, str]:
        """Patterns of what, before and after ``wanted``, makes it part of a word; or empty."""
        words = f"[^\\W{_NO_SPACES}]"
        edge = f"(?:{words}|[{self._marks}])" if self._marks else words
        before = edge if re.match(words, wanted[0]) else ""
        return before, edge if re.match(edge, wanted[-1]) else ""

    def _resolved(self, stretches: list[tuple[int, int]]) -> Hits:
        starts: list[int] = []
        ends: list[int] = []
        self._resolve(stretches, starts, ends)
        return Hits(starts, ends)

    def _resolve(
        self, stretches: list[tuple[int, int]], starts: list[int], ends: list[int]
    ) -> None:
        """Map stretches one by one, where characters change their number or belong together."""
        for first, last in stretches:
            start, end = self._first(first), self._last(last)
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
        broken = self._broken_words(table, letters)
        for start, end in _irregular(text, table, letters, broken):
            pieces.append(simple[done:start])
            place += start - done
            done = end
            for first, last in _parted(start, end, edges):
                part = text[first:last]
                if start in broken:
                    into = broken[start][1]
                    self._broken.append(place)
                elif len(part) == 1:
                    into = table[part]
                else:
                    into = _folded_run(part, self._match_case)
                self._at.append(place)
                self._sizes.append(len(into))
                self._origins.append(first)
                self._lengths.append(last - first)
                pieces.append(into)
                place += len(into)
        pieces.append(simple[done:])
        return "".join(pieces)

    def _broken_words(self, table: dict[str, str], letters: str) -> dict[int, tuple[int, str]]:
        """For each hyphen at a line's end within a block: where the next line begins, and its sign.

        A line's end is whatever white space holds one. What stands around it is part of a word: a
        dash or a list's bullet is no hyphen.
        """
        text = self._text
        if not any(one in letters for one in _HYPHENS):
            return {}
        blank = "\\s" + "".join(re.escape(one) for one, into in table.items() if not into)
        pattern = re.compile(
            f"(?<=[\\w{self._marks}])[{_HYPHENS}][{blank}]*[{_LINE_ENDS}][{blank}]*(?=\\w)"
        )
        found: dict[int, tuple[int, str]] = {}
        for hit in pattern.finditer(text):
            start, end = hit.span()
            index = bisect_right(self._starts, start) - 1
            if index >= 0 and end < self._ends[index]:
                found[start] = end, _sign_of(text[start - 1], text[start], text[end])
        return found

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


def _irregular(
    text: str, table: dict[str, str], letters: str, broken: dict[int, tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    """The stretches that are not folded one to one, in order; the broken words among them."""
    unseen = "".join(re.escape(one) for one, into in table.items() if not into)
    others = "".join(re.escape(one) for one, into in table.items() if len(into) != 1)
    parts = [f"\\s[\\s{unseen}]+"]
    if _COMPOSED.search(letters):
        parts.append(_PARTS)
    if others:
        parts.append(f"[{others}]")
    pattern = re.compile("|".join(parts))
    done = 0
    for start, (end, _sign) in (*broken.items(), (len(text), (len(text), ""))):
        yield from (found.span() for found in pattern.finditer(text, done, start))
        if start < end:
            yield start, end
        done = end


def _sign_of(before: str, hyphen: str, after: str) -> str:
    """What a hyphen at a line's end is folded to, by the characters around it."""
    if hyphen == _SOFT_HYPHEN:
        return _SOFT_HYPHEN
    between_letters = after.isalpha() and not before.isnumeric() and before != "_"
    new_word = after.isupper() and not before.isupper()
    return _PERHAPS_HYPHEN if between_letters and not new_word else _KEPT_HYPHEN


def _over_hyphens(wanted: str) -> str:
    """A pattern of ``wanted`` in which hyphens at lines' ends may stand."""
    parts: list[str] = []
    last = ""
    for one in wanted:
        if one == "-":
            parts.append(f"(?:-|{_BROKEN})")
        elif one == " " and last == "-":
            parts[-1] = f"(?:- |{_BROKEN})"
        elif one == " ":
            # All that a query begins with may lie in the middle of what is folded to a sign.
            parts.append(f"(?: |{_SOFT_HYPHEN if parts else _BROKEN})")
        else:
            inside = last not in ("", "-", " ")
            broken = f"[{_PERHAPS_HYPHEN}{_SOFT_HYPHEN}]?" if inside else ""
            parts.append(broken + re.escape(one))
        last = one
    return "".join(parts)


def _merged(hits: Hits, others: Hits) -> Hits:
    """Both in order; of two that overlap the one that begins first."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted((*zip(*hits, strict=True), *zip(*others, strict=True))):
        if not ends or start >= ends[-1]:
            starts.append(start)
            ends.append(end)
    return Hits(starts, ends)


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

"""How well quotes are found: to the word, by and large, and with the right speaker.

An item is a part of a quote on one line, as a set of words (marks, punctuation and a leading "that"
do not count). A found item and one of the data match one to one where they share at least half of
their words (intersection over union), the likeliest pairs first.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from desktop.suggest.learning.articles import Annotated, Told, Words, likeness, words
from desktop.suggest.marks import quotations
from desktop.suggest.paragraphs import paragraphs
from desktop.suggest.quotes.lexicon import NOUNS, lexicon

LEAST_LIKENESS = 0.5
_NEARLY_ALL = 0.9
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_NO_NAME = frozenset("the a an mr mrs ms of".split())
_FURTHER_CUES = frozenset(
    "account ad address allude article attack attribution blast book brief broadcast bulletin "
    "caption cast cheer comments conversation cry date deem discussion essay headline "
    "interview invitation jab joke letter line mail mention news op-ed opinion post praise "
    "press quip quote rant rebuke refer refute remarks rumor rumour speech stump talk text "
    "transcript tweet".split()
)
"""Nouns, and verbs that only seldom have a clause of their own, that name an act of speech."""
_NO_SPEECH = frozenset(
    "charge compare decide decline determine encourage estimate find hold honor honour "
    "persuade press refuse rule show smile want".split()
)
"""Verbs of the lexicon that may be meant without a word being said."""


class Target(Enum):
    """What has to be found. What of the data is no target is neither missed nor wrong."""

    QUOTED = "quoted"
    """Words in marks, in whole or in part."""
    SPEECH = "speech"
    """Whatever is said, in marks or not; hopes, plans and knowledge are no target."""


class Item(NamedTuple):
    """A part of a quote on one line. ``speaker`` is a mention, in code points."""

    words: Words
    is_marked: bool
    is_speech: bool
    speaker: tuple[int, int] | None
    score: float


class Score(NamedTuple):
    """Shares from 0.0 to 1.0, NaN where there was nothing to count."""

    exact: float
    precision: float
    recall: float
    f1: float
    speaker: float


class Count:
    """Adds up article by article what scores ``least`` or more."""

    def __init__(self, target: Target, least: float) -> None:
        self.scored: list[tuple[float, bool]] = []
        """The score of each item found that is wanted or wrong, and whether it is right."""
        self._target = target
        self._least = least
        self._wanted = self._hits = self._exact = 0
        self._named = self._right = 0

    def add(self, article: Annotated, found: Sequence[Told]) -> None:
        """Compare what was found in an article with its data."""
        marked = _in_marks(article.text)
        gold = [*_items(article.text, article.quotes, marked)]
        told = [*_items(article.text, (one for one in found if one.score >= self._least), marked)]
        if self._target is Target.QUOTED:
            told = [one for one in told if one.is_marked]
        free = [one for one in gold if not self._wants(one)]
        self._wanted += len(gold) - len(free)
        pairs = _pairs(gold, told)
        for place, one in enumerate(told):
            at = pairs.get(place)
            if at is None and not _lies_in(one, free):
                self.scored.append((one.score, False))
            elif at is not None and self._wants(gold[at]):
                self.scored.append((one.score, True))
                self._add_hit(article.text, gold[at], one)

    def _wants(self, item: Item) -> bool:
        return item.is_marked if self._target is Target.QUOTED else item.is_speech

    def _add_hit(self, text: str, gold: Item, told: Item) -> None:
        self._hits += 1
        self._exact += gold.words == told.words
        if gold.speaker is not None:
            self._named += 1
            self._right += told.speaker is not None and same_speaker(
                text, gold.speaker, told.speaker
            )

    def score(self) -> Score:
        """The measures over all articles so far."""
        found = len(self.scored)
        return Score(
            _share(2 * self._exact, found + self._wanted),
            _share(self._hits, found),
            _share(self._hits, self._wanted),
            _share(2 * self._hits, found + self._wanted),
            _share(self._right, self._named),
        )


def same_speaker(text: str, gold: tuple[int, int], told: tuple[int, int]) -> bool:
    """Whether two mentions are one by and large, one holds the other, or they end in one name."""
    a, b = ([*_WORD.finditer(text, *one)] for one in (gold, told))
    here, there = ({one.start() for one in words_} for words_ in (a, b))
    shared = len(here & there)
    if shared and (shared == min(len(here), len(there)) or 2 * shared >= len(here | there)):
        return True
    names = [
        [one[0] for one in words_ if one[0][0].isupper() and one[0].lower() not in _NO_NAME]
        for words_ in (a, b)
    ]
    return bool(names[0] and names[1]) and names[0][-1] == names[1][-1]


def _items(text: str, quotes: Iterable[Told], marked: bytearray) -> Iterator[Item]:
    for one in quotes:
        for low, high in one.spans:
            for part in _lines(text, low, high):
                said = words(text, (part,))
                if not said:
                    continue
                letters = [at for at in range(*part) if text[at].isalnum()]
                share = sum(marked[at] for at in letters) / len(letters) if letters else 0.0
                speech = share >= _NEARLY_ALL or _is_cue_of_speech(text, one.cue)
                yield Item(said, share > 0, speech, one.speaker, one.score)


def _lines(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while (end := text.find("\n", low, high)) >= 0:
        yield low, end
        low = end + 1
    yield low, high


def _in_marks(text: str) -> bytearray:
    """1 for every code point that stands in quotation marks."""
    marked = bytearray(len(text))
    for paragraph in paragraphs(text):
        for one in quotations(paragraph.words):
            length = one.end - one.start
            at = paragraph.start + one.start
            marked[at : at + length] = b"\1" * length
    return marked


def _is_cue_of_speech(text: str, cue: tuple[int, int] | None) -> bool:
    if cue is None:
        return False
    found = [word.casefold() for word in _WORD.findall(text, *cue)]
    return not found or any(map(_names_speech, found))


def _names_speech(word: str) -> bool:
    verb = lexicon().get(word)
    if verb is not None:
        return verb not in _NO_SPEECH
    return word == "according" or any(
        form in NOUNS or form in _FURTHER_CUES for form in _stems(word)
    )


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending):
            yield word.removesuffix(ending)


def _pairs(gold: list[Item], told: list[Item]) -> dict[int, int]:
    """For each item found that matches, the place of its match, the likeliest pair first."""
    ranked: list[tuple[float, int, int]] = []
    for a, one in enumerate(gold):
        for b, other in enumerate(told):
            alike = likeness(one.words, other.words)
            if alike >= LEAST_LIKENESS:
                ranked.append((alike, a, b))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in sorted(ranked, reverse=True):
        if a not in taken and b not in pairs:
            pairs[b] = a
            taken.add(a)
    return pairs


def _lies_in(told: Item, free: list[Item]) -> bool:
    held = len(told.words & frozenset().union(*(one.words for one in free)))
    return 2 * held >= len(told.words)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")

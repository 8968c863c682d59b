"""How well opinion, claim and context are told apart, by sentences that have a label each.

A sentence gets the tag of the suggestion that covers most of it, and at least half; the surer one
of two that cover as much. A sentence without one counts as undecided.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from desktop.model.codebook import CLAIM, CONTEXT, OPINION
from desktop.model.suggestion import Suggestion

TAGS = (CLAIM, OPINION, CONTEXT)
_BINS = 10


class Sentence(Struct, frozen=True):
    """A sentence of the data, in code points; ``tag`` may be none of ours."""

    start: int
    end: int
    tag: str
    is_speech: bool


class Labelled(Struct, frozen=True):
    """An article with its sentences."""

    text: str
    sentences: tuple[Sentence, ...]


class Decided(NamedTuple):
    """A sentence's tag in the data, the tag that was found, empty for none, and its score."""

    gold: str
    found: str
    score: float


def labelled(path: Path) -> Iterator[Labelled]:
    """The articles of one file, in its order."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            sentences = (
                Sentence(one["start"], one["end"], one["tag"], bool(one.get("speech")))
                for one in row["sentences"]
            )
            yield Labelled(row["text"], tuple(sentences))


def decided(
    article: Labelled, found: Sequence[Suggestion], with_speech: bool = True
) -> Iterator[Decided]:
    """What became of each sentence; those of other people are left out where asked."""
    stances = sorted((one for one in found if one.tag in TAGS), key=lambda one: one.start)
    first = 0
    for one in article.sentences:
        while first < len(stances) and stances[first].end <= one.start:
            first += 1
        if one.is_speech and not with_speech:
            continue
        best = (0, 0.0, "")
        for other in stances[first:]:
            if other.start >= one.end:
                break
            covered = min(one.end, other.end) - max(one.start, other.start)
            if 2 * covered >= one.end - one.start:
                best = max(best, (covered, other.score, other.tag))
        yield Decided(one.tag, best[2], best[1])


def macro_f1(pairs: Sequence[tuple[str, str]], tags: Sequence[str]) -> float:
    """The mean F1 of those ``tags`` that the data have; a pair is (data, found)."""
    right = Counter(gold for gold, found in pairs if gold == found)
    wanted = Counter(gold for gold, _ in pairs)
    told = Counter(found for _, found in pairs)
    there = [tag for tag in tags if wanted[tag]]
    if not there:
        return float("nan")
    return sum(2 * right[tag] / (wanted[tag] + told[tag]) for tag in there) / len(there)


def one_or_other(rows: Sequence[Decided], tag: str) -> list[tuple[str, str]]:
    """Pairs in which every tag but one, and none, are the empty one."""
    return [(tag if row.gold == tag else "", tag if row.found == tag else "") for row in rows]


def precision_at(rows: Sequence[Decided], tag: str, share: float) -> tuple[float, float]:
    """Precision of ``tag`` where the surest ``share`` of the sentences is decided, and its score.

    NaN where fewer sentences are decided at all.
    """
    ranked = sorted((row.score for row in rows if row.found), reverse=True)
    needed = max(1, -int(-share * len(rows) // 1))
    if len(ranked) < needed:
        return float("nan"), float("nan")
    least = ranked[needed - 1]
    sure = [row for row in rows if row.found == tag and row.score >= least]
    right = sum(row.gold == tag for row in sure)
    return (right / len(sure) if sure else float("nan")), least


def coverage(rows: Sequence[Decided]) -> float:
    """The share of the sentences that got a tag."""
    return sum(bool(row.found) for row in rows) / len(rows) if rows else float("nan")


def calibration_error(scored: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over ten equal bins (Naeini et al. 2015): (score, was right)."""
    if not scored:
        return float("nan")
    gaps = [0.0] * _BINS
    for score, right in scored:
        gaps[min(int(score * _BINS), _BINS - 1)] += score - right
    return sum(map(abs, gaps)) / len(scored)

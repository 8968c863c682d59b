"""How sure a candidate is: a logistic regression over named features, kept as two weights each.

The first weight is for the stretch being right to the word, which picks one candidate for each cue;
the second is for it being the right words by and large, which is the probability that is shown.
"""

import json
from collections.abc import Iterable
from functools import cache
from math import exp
from typing import NamedTuple

from desktop.suggest.quotes.contents import Content
from desktop.suggest.quotes.cues import Cue
from resources import files

_CROSSED_WITH_WAY = frozenset(
    "class dep has tag subject subject-direct subject-inherited subject-is aux over prev next "
    "final left right prev-next cut then cue-name at-start at-end marks capital first gap between "
    "away holds-cue length child root clause".split()
)
_CROSSED_WITH_CUE = frozenset({"marks", "child", "first"})
_EDGES = frozenset({"at-start", "at-end", "marks", "capital"})
_AND = " & "


class _Crossing(NamedTuple):
    """With what a feature is crossed."""

    way: bool
    cue: bool
    edge: bool


@cache
def _crossing(name: str) -> _Crossing:
    kind = name.partition(":")[0]
    return _Crossing(kind in _CROSSED_WITH_WAY, kind in _CROSSED_WITH_CUE, kind in _EDGES)


def names(cue: Cue, content: Content) -> list[str]:
    """The features of a candidate, each once, with what they are crossed with in front."""
    both = (*cue.features, *content.features)
    return [
        *both,
        *(content.way + _AND + name for name in both if _crossing(name).way),
        *(cue.name + _AND + name for name in content.features if _crossing(name).cue),
        content.way + _AND + _edges(content),
    ]


def _edges(content: Content) -> str:
    return "|".join(name for name in content.features if _crossing(name).edge)


Weights = dict[str, tuple[float, float]]
_NONE: Weights = {}


class Scorer:
    """Weights by feature, those of crossed features by what they are crossed with."""

    def __init__(self, weights: Weights, base: tuple[float, float]) -> None:
        self._plain: Weights = {}
        self._crossed: dict[str, Weights] = {}
        self._base = base
        for name, pair in weights.items():
            outer, crossed, inner = name.partition(_AND)
            if crossed:
                self._crossed.setdefault(outer, {})[inner] = pair
            else:
                self._plain[name] = pair

    def score(self, features: Iterable[str]) -> tuple[float, float]:
        """Two probabilities of features without crosses: right to the word, by and large."""
        return self._probable((self._plain, features))

    def score_content(self, cue: Cue, content: Content) -> tuple[float, float]:
        """Two probabilities of a candidate: right to the word, right by and large."""
        of_way = self._crossed.get(content.way, _NONE)
        of_cue = self._crossed.get(cue.name, _NONE)
        return self._probable(
            (self._plain, cue.features),
            (self._plain, content.features),
            (of_way, cue.features),
            (of_way, content.features),
            (of_way, (_edges(content),)),
            (of_cue, content.features),
        )

    def _probable(self, *looked_up: tuple[Weights, Iterable[str]]) -> tuple[float, float]:
        exact, about = self._base
        for weights, features in looked_up:
            for name in features:
                found = weights.get(name)
                if found is not None:
                    exact += found[0]
                    about += found[1]
        return 1 / (1 + exp(-exact)), 1 / (1 + exp(-about))


@cache
def scorer(name: str) -> Scorer:
    """The scorer with the weights of ``resources/models/<name>.json``."""
    read = json.loads((files.MODELS / f"{name}.json").read_text(encoding="utf-8"))
    weights = {feature: (pair[0], pair[1]) for feature, pair in read["weights"].items()}
    return Scorer(weights, (read["base"][0], read["base"][1]))

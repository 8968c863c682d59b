"""How sure a candidate is: a logistic regression over named features, kept as two weights each.

The first weight is for the stretch being right to the word, which picks one candidate for each cue;
the second is for it being the right words by and large, which is the probability that is shown.
"""

import json
from functools import cache
from math import exp

from desktop.suggest.contents import Content
from desktop.suggest.cues import Cue
from resources import files

_CROSSED_WITH_WAY = frozenset(
    "class dep has tag subject aux head prev next final left right prev-next cut then at-start "
    "at-end marks capital first gap heads between away holds-cue length child".split()
)
_CROSSED_WITH_CUE = frozenset("marks child first".split())
_EDGES = frozenset("at-start at-end marks capital".split())


def names(cue: Cue, content: Content) -> list[str]:
    """The features of a candidate, each once; what is crossed stands with a bar between."""
    way = content.way
    found = [*cue.features, *content.features]
    edges: list[str] = []
    for name in (*cue.features, *content.features):
        kind = name.partition(":")[0]
        if kind in _CROSSED_WITH_WAY:
            found.append(f"{way}|{name}")
    for name in content.features:
        kind = name.partition(":")[0]
        if kind in _CROSSED_WITH_CUE:
            found.append(f"{cue.name}|{name}")
        if kind in _EDGES:
            edges.append(name)
    found.append("|".join((way, *sorted(edges))))
    return list(dict.fromkeys(found))


class Scorer:
    """Weights by feature."""

    def __init__(self, weights: dict[str, tuple[float, float]], base: tuple[float, float]) -> None:
        self._weights = weights
        self._base = base

    def score(self, features: list[str]) -> tuple[float, float]:
        """Two probabilities: right to the word, right by and large."""
        exact, about = self._base
        weights = self._weights
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

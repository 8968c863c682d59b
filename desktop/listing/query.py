"""What is typed into the filter, and what is chosen beside it.

Words are looked for in a passage, its note, its speaker and its labels; all of them have to be
there, ``"in quotes"`` in that order. ``speaker:chen`` asks one facet: ``tag``, ``speaker``,
``source``, ``label``, ``note``, ``grade`` (A to F), ``credibility`` (1 to 6), ``is`` and ``has``
(note, speaker, parts, linked, suggested). ``note:``, ``speaker:`` and ``label:`` without more ask
whether there is one.
"""

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from desktop.listing.facets import Facet, State
from desktop.listing.folding import fold

TOKEN = re.compile(r'(\w+):("[^"]*"?|\S*)|"([^"]*)"?|(\S+)')
"""One word of a filter: keyword and value, or words in quotes, or a word."""
KEYWORDS = {
    "tag": Facet.TAG,
    "speaker": Facet.SPEAKER,
    "source": Facet.SOURCE,
    "label": Facet.LABEL,
    "grade": Facet.RELIABILITY,
    "reliability": Facet.RELIABILITY,
    "credibility": Facet.CREDIBILITY,
    "is": Facet.STATE,
    "has": Facet.STATE,
}
ANY = ""
"""In a demand: whatever it is, but not nothing."""


class Query(Struct, frozen=True):
    """Typed words, folded: ``needles`` anywhere, ``demands`` of a facet, ``notes`` in the note."""

    needles: tuple[str, ...] = ()
    demands: tuple[tuple[Facet, str], ...] = ()
    notes: tuple[str, ...] = ()

    def narrows(self, before: "Query") -> bool:
        """Whether it can find nothing that ``before`` did not find."""
        return (
            self.demands == before.demands
            and self.notes == before.notes
            and all(any(old in new for new in self.needles) for old in before.needles)
        )


class Conditions(Struct, frozen=True):
    """A whole filter: text as typed, and chosen values. One of each facet's chosen has to fit."""

    text: str = ""
    chosen: frozenset[tuple[Facet, str]] = frozenset()

    @property
    def active(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.chosen) or parse(self.text) != Query()

    def toggled(self, facet: Facet, value: str) -> "Conditions":
        """The same with a value chosen, or no longer."""
        return replace(self, chosen=self.chosen ^ {(facet, value)})


@lru_cache(64)
def parse(text: str) -> Query:
    """What typed text asks for. A keyword that is not one is a word like any other."""
    needles: list[str] = []
    demands: list[tuple[Facet, str]] = []
    notes: list[str] = []
    for token in TOKEN.finditer(text):
        keyword, value, quoted, plain = token.groups()
        value = fold((value or "").strip('"'))
        name = (keyword or "").casefold()
        if name == "note":
            notes.append(value) if value else demands.append((Facet.STATE, State.NOTE))
        elif name in KEYWORDS:
            facet = KEYWORDS[name]
            if value or facet in (Facet.SPEAKER, Facet.LABEL):
                demands.append((facet, value or ANY))
        else:
            needles.append(fold(quoted or plain or token.group()))
    return Query(tuple(filter(None, needles)), tuple(demands), tuple(notes))

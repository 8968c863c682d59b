"""Two articles of our own, one of each genre, and how to read them."""

from functools import cache

from desktop.model.suggestion import Suggestion
from desktop.suggest.engine import Engine

COLUMN = """The council must not sell the library

A town that sells its library has forgotten what a town is for. It is a foolish and shameful plan, \
and we should say so.

I learnt to read there. The building opened in 1912 with a gift of 3,000 pounds.

Why should our children pay for the mistakes of the people who govern us? Nobody who cares about \
justice could call that fair. Surely we can do better than this.

"It is a terrible, cowardly decision," said Maria Lund, the mayor.

The council ought to think again. If it does not, people will never trust it."""

NEWS = """Council to vote on sale of library

The council of Westhaven will vote on Tuesday on the sale of the town library, officials said on \
Monday.

The building was sold to a developer for 2.4 million pounds, according to a document published on \
Monday.

The library was founded in 1912 and has been closed twice since 1990. In 2009 the town sold its \
swimming pool to the same company.

"It is a terrible, cowardly decision," said Maria Lund, the mayor.

Three other towns in the county closed their libraries last year. About 12,000 people live in \
Westhaven, which lies on the northern coast."""


@cache
def judged(text: str) -> tuple[Suggestion, ...]:
    """What the program suggests for an article, quotes left out."""
    found = (one for part in Engine().found(text) for one in part.suggestions)
    return tuple(one for one in found if one.tag != "quote")


def tag_of(text: str, words: str) -> str:
    """The tag of the sentence that holds some words, empty for none."""
    at = text.index(words)
    return next((one.tag for one in judged(text) if one.start <= at < one.end), "")

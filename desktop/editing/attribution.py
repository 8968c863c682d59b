"""Who is named beside a passage as the one that says it, and the words that say so.

Nobody is worked out here: a name has to stand beside a word of saying. "She said" names nobody.
Offsets are code points.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from desktop.editing.sentences import sentences
from desktop.editing.words import block_at, shown_words
from desktop.model.annotation import Span
from desktop.model.source import Source
from desktop.suggest.quotes.lexicon import SPEECH, lexicon

_LONGEST = 200
"""Code points that are looked at beside a passage."""
_ELSEWHERE = frozenset(
    "sagte sagt sagten erklärte erklärt betonte betont meinte fügte warnte fragte antwortete "
    "schrieb rief dit disait déclare déclaré déclara affirme affirmé affirma ajoute ajouté ajouta "
    "expliqué explique estime estimé répondu demandé dijo dice declaró afirmó añadió explicó "
    "aseguró respondió preguntó señaló disse detto dichiarato aggiunto afferma spiegato afirmou "
    "declarou acrescentou explicou zei zegt verklaarde voegde vroeg sade säger sa sier sagde "
    "siger sanoi powiedział powiedziała dodał dodała řekl řekla uvedl сказал сказала заявил "
    "заявила добавил добавила отметил отметила сказав заявив додав додала dedi söyledi".split()
)
"""Words of other languages than English that say that somebody says something."""
_ACCORDING = re.compile(r"\b(?:according to|laut|selon|d['’]après|según|secondo|segundo|volgens)\b")
_WORD = r"[^\W\d_](?:[\w'’-]*\w)?"
_MOST_LOOKED_AT = 200
"""Places of a last name in an article that are looked at for the whole name."""
_FARTHEST = 60
"""Code points between a name and the word of saying that may be its own."""
_PRONOUNS = frozenset("i we he she they it who er sie il elle ils él ella он она".split())
_LINKS = frozenset(
    "de del della der den di da dos du la le van von zu bin ibn bint al el ben ter ten y".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president vice prime foreign finance "
    "interior defence defense justice trade economy energy minister chancellor premier secretary "
    "general state senator governor mayor ambassador representative congressman congresswoman "
    "commissioner chief chair chairman chairwoman director deputy head spokesman spokeswoman "
    "spokesperson captain colonel major admiral judge king queen prince princess former acting "
    "frau herr herrn madame monsieur".split()
)
_NO_NAMES = frozenset(
    "a all an and as at after before both but by for from he her his i if in it its many most mr "
    "no not of on one or she so some that the then there they this to we what when where while "
    "who yes you our er sie der die das il elle le la les el ella according laut selon según "
    "secondo monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december".split()
)


def names_saying(words: str) -> bool:
    """Whether one of the words says that somebody says something."""
    return any(_is_saying(word) for word in re.findall(r"\w+", words))


def speaker_named(source: Source, spans: tuple[Span, ...]) -> str:
    """The name beside a word of saying that breaks, follows or precedes a passage; or nothing.

    Without titles; a last name is made whole where the article has the whole name.
    """
    if not source.blocks or not spans:
        return ""
    for start, end in _around(source, spans):
        name = _named(source.text[start:end])
        if name:
            return _in_full(source.text, name)
    return ""


def _is_saying(word: str) -> bool:
    low = word.lower()
    return low in _ELSEWHERE or lexicon().get(low) in SPEECH


def _around(source: Source, spans: tuple[Span, ...]) -> Iterator[tuple[int, int]]:
    """Where the speaker may be named, the likeliest place first."""
    for one, other in pairwise(spans):
        yield one.end, min(other.start, one.end + _LONGEST)
    first, last = spans[0], spans[-1]
    block = block_at(source, last.end - 1)
    for start, end in _sentences(source, last.end - 1):
        if end > last.end and start <= last.end + 1:
            # What follows is a sentence of its own behind “?”: it says who asked, up to a mark.
            rest = source.text[last.end : min(end, block.end, last.end + _LONGEST)]
            yield last.end, last.end + len(re.split('["“„«»「]', rest)[0])
    for start, end in _sentences(source, first.start):
        if start < first.start < end:
            yield max(start, first.start - _LONGEST), first.start
    yield first.start, min(first.end, first.start + _LONGEST)


def _sentences(source: Source, offset: int) -> list[tuple[int, int]]:
    """The sentences of the block around an offset."""
    block = block_at(source, offset)
    found = sentences(shown_words(source.text, block))
    return [(block.start + start, block.start + end) for start, end in found]


def _named(words: str) -> str:
    """The name nearest to a word of saying; nothing where there is none of either."""
    every = [(match.start(), match.end(), match[0].lower()) for match in re.finditer(r"\w+", words)]
    saying = [match.span() for match in _ACCORDING.finditer(words.lower())]
    for place, (start, end, word) in enumerate(every):
        if _is_saying(word):
            beside = [one[2] for one in every[max(0, place - 1) : place + 2]]
            if not _PRONOUNS.isdisjoint(beside):
                return ""  # "she told Reuters"
            saying.append((start, end))
    near = [
        (min(max(a - start - len(name), start - b, 0) for a, b in saying), start, name)
        for start, name in (_names(words) if saying else ())
    ]
    away, _start, name = min(near, default=(_FARTHEST, 0, ""))
    return name if away < _FARTHEST else ""


def _names(words: str) -> Iterator[tuple[int, str]]:
    """Rows of words with capitals, without titles before them, each with where it begins."""
    row: list[tuple[int, str]] = []
    for match in re.finditer(rf"{_WORD}|[^\w\s.]|\.(?!\s)", words):
        word = match[0]
        joins = bool(row) and _joins(row[-1][1], words[_end(row) : match.start()])
        if (word[:1].isupper() and (joins or not row)) or (joins and word.lower() in _LINKS):
            row.append((match.start(), word))
        else:
            yield from _name(words, row)
            row = [(match.start(), word)] if word[:1].isupper() else []
    yield from _name(words, row)


def _joins(word: str, gap: str) -> bool:
    """Whether what parts two words leaves them one name: a blank, or the full stop of "Mr."."""
    shortened = len(word) == 1 or word.lower() in _TITLES
    return gap.isspace() or (shortened and gap[:1] == "." and not gap[1:].strip())


def _end(row: list[tuple[int, str]]) -> int:
    return row[-1][0] + len(row[-1][1])


def _name(words: str, row: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The name in a row of words, if anything is left of it without titles."""
    while row and row[0][1].lower() in _TITLES | _NO_NAMES | _LINKS:
        row = row[1:]
    while row and row[-1][1].lower() in _LINKS:
        row = row[:-1]
    if row and not _is_saying(row[0][1]):
        name = " ".join(words[row[0][0] : _end(row)].split())
        yield row[0][0], name[:-2] if name.endswith(("’s", "'s")) else name


def _in_full(text: str, name: str) -> str:
    """The first longer name of the article that ends with this one, or the name itself."""
    if " " in name:
        return name
    for match in islice(re.finditer(rf"\b{re.escape(name)}\b", text), _MOST_LOOKED_AT):
        start = max(0, match.start() - 60)
        for at, longer in _names(text[start : match.end()]):
            if longer != name and longer.endswith(f" {name}") and start + at < match.start():
                return longer
    return name

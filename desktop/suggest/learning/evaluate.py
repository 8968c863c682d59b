"""``python -m desktop.suggest.learning.evaluate DATA``: measure the suggestions, print one table.

``DATA`` is the folder that holds ``quotes/`` and ``stance/`` (articles with annotations as JSON
lines, see ``articles.py`` and ``stance_measures.py``). What is measured is the engine of the
program as it ships; nothing is learnt. ``--part`` names another part than ``dev``.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from desktop.model.annotation import Span
from desktop.model.codebook import OPINION, QUOTE
from desktop.model.suggestion import Suggestion
from desktop.suggest.engine import Engine
from desktop.suggest.learning.articles import Annotated, Told, annotated
from desktop.suggest.learning.quote_measures import Count, Target
from desktop.suggest.learning.stance_measures import (
    TAGS,
    Decided,
    calibration_error,
    coverage,
    decided,
    labelled,
    macro_f1,
    one_or_other,
    precision_at,
)

_LEAST = (0.3, 0.4, 0.5, 0.6, 0.7)
"""Scores from which on a quote counts, each a line of the table."""
_ALL = 0.0
_DECIDED = 0.7
"""The share of the sentences of editorials at which the precision of opinion is told."""

_One = TypeVar("_One")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a file of the data is missing."""
    parser = argparse.ArgumentParser(prog="make evaluate")
    parser.add_argument("data", type=Path, help="the folder with quotes/ and stance/")
    parser.add_argument("--part", default="dev", help="which part of the data (default dev)")
    asked = parser.parse_args(arguments)
    quotes = asked.data / "quotes" / f"{asked.part}.jsonl"
    editorials = asked.data / "stance" / f"editorials_{asked.part}.jsonl"
    news = asked.data / "stance" / f"newsdiscourse_{asked.part}.jsonl"
    missing = [path for path in (quotes, editorials, news) if not path.is_file()]
    if missing:
        sys.stderr.write(f"No such file: {missing[0]}\n")
        return 1
    engine = Engine()
    tables = (
        quotes_table(annotated(quotes), lambda text: _suggestions(engine, text)),
        ("", STANCE_HEAD),
        (stance_line("editorials", _decided(engine, "editorials", editorials, True)),),
        (stance_line("news, speech left out", _decided(engine, "news", news, False)),),
    )
    for table in tables:
        for line in table:
            sys.stdout.write(line + "\n")
    return 0


def quotes_table(
    articles: Iterable[Annotated], suggest: Callable[[str], list[Suggestion]]
) -> Iterator[str]:
    """The lines about quotes, per target one for each score from which on a quote counts."""
    counts = {(target, least): Count(target, least) for target in Target for least in _LEAST}
    whole = {target: Count(target, _ALL) for target in Target}
    read = 0
    for article in _counted(articles, "quotes"):
        read += 1
        found = [told(one) for one in suggest(article.text) if one.tag == QUOTE]
        for count in (*counts.values(), *whole.values()):
            count.add(article, found)
    yield f"quotes, {read} articles"
    yield (
        f"{'target':<10}{'score':>6}{'exact F1':>10}{'IoU P':>8}{'R':>7}{'F1':>7}"
        f"{'speaker':>10}{'cal. error':>12}"
    )
    for (target, least), count in counts.items():
        exact, precision, recall, f1, speaker = (100 * share for share in count.score())
        error = calibration_error(whole[target].scored)
        yield (
            f"{target.value:<10}{least:>6.2f}{exact:>10.1f}{precision:>8.1f}{recall:>7.1f}{f1:>7.1f}"
            f"{speaker:>10.1f}" + (f"{error:>12.3f}" if least == _LEAST[0] else "")
        )


STANCE_HEAD = (
    f"{'stance':<24}{'sentences':>10}{'macro-F1':>10}{'opinion/rest':>14}"
    f"{'opinion P at 70 %':>19}{'score':>7}{'decided':>9}{'cal. error':>12}"
)


def stance_line(name: str, rows: Sequence[Decided]) -> str:
    """The measures of one corpus: macro-F1 of the tags it has, and of opinion against the rest."""
    precision, least = precision_at(rows, OPINION, _DECIDED)
    error = calibration_error([(one.score, one.found == one.gold) for one in rows if one.found])
    tags = macro_f1([(one.gold, one.found) for one in rows], TAGS)
    binary = macro_f1(one_or_other(rows, OPINION), (OPINION, ""))
    return (
        f"{name:<24}{len(rows):>10}{tags:>10.3f}{binary:>14.3f}{precision:>19.3f}{least:>7.2f}"
        f"{coverage(rows):>9.2f}{error:>12.3f}"
    )


def told(one: Suggestion) -> Told:
    """A suggestion in the form of the data."""

    def pair(span: Span | None) -> tuple[int, int] | None:
        return (span.start, span.end) if span is not None else None

    spans = tuple((span.start, span.end) for span in one.spans)
    speaker = pair(one.speaker.mention) if one.speaker is not None else None
    return Told(spans, one.kind.value, speaker, pair(one.cue), one.score)


def _decided(engine: Engine, name: str, path: Path, with_speech: bool) -> list[Decided]:
    return [
        row
        for one in _counted(labelled(path), name)
        for row in decided(one, _suggestions(engine, one.text), with_speech)
    ]


def _suggestions(engine: Engine, text: str) -> list[Suggestion]:
    return [one for found in engine.found(text) for one in found.suggestions]


def _counted(articles: Iterable[_One], name: str) -> Iterator[_One]:
    """The articles, with a line on a terminal that says how many are read."""
    shown = sys.stderr.isatty()
    for number, article in enumerate(articles, 1):
        if shown:
            sys.stderr.write(f"\r{name}: {number}")
            sys.stderr.flush()
        yield article
    if shown:
        sys.stderr.write("\n")


if __name__ == "__main__":
    sys.exit(main())

"""What counts as found: to the word, by and large, with the right speaker."""

import pytest

from desktop.suggest.learning.articles import Annotated, Told
from desktop.suggest.learning.quote_measures import Count, Score, Target, same_speaker

TEXT = "“We go home now,” Maria Chen said. Baker hoped that it would rain. Chen said it was over."


def place(piece: str) -> tuple[int, int]:
    start = TEXT.index(piece)
    return start, start + len(piece)


def told(piece: str, speaker: str, cue: str, score: float = 1.0) -> Told:
    return Told((place(piece),), "", place(speaker), place(cue), score)


QUOTED = told("“We go home now,”", "Maria Chen", "said")
HOPED = told("that it would rain", "Baker", "hoped")
SAID = told("it was over", "Chen", "said")
ARTICLE = Annotated("a", TEXT, (QUOTED, HOPED, SAID))


def score(target: Target, *found: Told, least: float = 0.0) -> Score:
    count = Count(target, least)
    count.add(ARTICLE, found)
    return count.score()


@pytest.mark.parametrize("target", Target)
def test_what_the_data_say_scores_in_full(target: Target) -> None:
    assert score(target, QUOTED, HOPED, SAID) == Score(1.0, 1.0, 1.0, 1.0, 1.0)


def test_what_is_no_target_is_neither_missed_nor_wrong() -> None:
    assert score(Target.QUOTED, QUOTED).f1 == 1.0
    assert score(Target.SPEECH, QUOTED, SAID).f1 == 1.0
    assert score(Target.SPEECH, QUOTED, SAID, HOPED).precision == 1.0


def test_marks_and_a_leading_that_are_no_words() -> None:
    bare = told("We go home now", "Chen", "said")
    assert score(Target.QUOTED, bare).exact == 1.0


def test_half_of_the_words_are_by_and_large_right_and_less_are_not() -> None:
    found = score(Target.QUOTED, told("We go", "Chen", "said"))
    assert (found.exact, found.f1) == (0.0, 1.0)
    assert score(Target.QUOTED, told("We", "Chen", "said")).f1 == 0.0


def test_what_scores_too_little_is_not_counted() -> None:
    unsure = told("it was over", "Chen", "said", 0.4)
    assert score(Target.SPEECH, QUOTED, unsure, least=0.5).recall == 0.5
    assert score(Target.SPEECH, QUOTED, unsure, least=0.4).recall == 1.0


def test_a_second_find_of_the_same_words_is_wrong() -> None:
    assert score(Target.QUOTED, QUOTED, told("We go home", "Chen", "said")).precision == 0.5


def test_a_speaker_is_the_same_by_place_or_by_last_name() -> None:
    whole, last = place("Maria Chen"), (TEXT.rindex("Chen"), TEXT.rindex("Chen") + 4)
    assert same_speaker(TEXT, whole, place("Chen"))
    assert same_speaker(TEXT, whole, last)
    assert not same_speaker(TEXT, whole, place("Baker"))
    wrong = told("“We go home now,”", "Baker", "said")
    assert score(Target.QUOTED, wrong).speaker == 0.0

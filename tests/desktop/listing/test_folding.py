"""Case, accents and white space make no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.listing.folding import fold, fold_all
from tests.desktop.ui.articles import texts


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("São  PAULO", "sao paulo"),
        ("STRASSE", "straße"),
        ("e\u0301lan", "ELAN"),
        ("a\u00a0b\nc", "a b c"),
        ("שָׁלוֹם", "שלום"),
        ("ﬁnal", "final"),
        ("  both ends  ", "both ends"),
    ],
)
def test_words_that_a_reader_takes_for_the_same_are_the_same(written: str, same: str) -> None:
    assert fold(written) == fold(same)


def test_other_words_stay_other_words() -> None:
    assert len({fold(one) for one in ("port", "part", "👍", "👎", "שלום", "عر")}) == 6


@given(st.lists(texts()))
def test_many_texts_fold_as_each_does_alone(many: list[str]) -> None:
    assert [one.strip() for one in fold_all(many)] == [fold(one) for one in many]

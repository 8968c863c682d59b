"""Words in marks are found, whichever marks they are and whichever way they point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.suggest.marks import quotations


def found(words: str) -> list[str]:
    return [words[one.start : one.end] for one in quotations(words)]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("“A fair price,” said Chen. “It is.”", ["“A fair price,”", "“It is.”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said, ''fine'' twice.", ["''fine''"]),
        ("He said ``fine'' once.", ["``fine''"]),
        ("«Bien», dit-il. „Gut“, sagte er.", ["«Bien»", "„Gut“"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("»Gut«, sagte er.", ["»Gut«"]),
        ("He said: “One “ and left.", ["“One “"]),
        ("”Hello” he said.", ["”Hello”"]),
        ("“Hello“ he said.", ["“Hello“"]),
        ("港で「開く」と言った。", ["「開く」"]),
    ],
)
def test_marks_of_every_kind_and_direction_are_read(words: str, quoted: list[str]) -> None:
    assert found(words) == quoted


def test_apostrophes_are_no_marks() -> None:
    assert found("the workers' rock 'n' roll of the '90s, isn't it") == []
    words = "'I don't know,' he said, 'it's the workers' fault.'"
    assert found(words) == ["'I don't know,'", "'it's the workers' fault.'"]


def test_marks_inside_a_quotation_belong_to_it() -> None:
    assert found("“A ‘nested’ one,” he said.") == ["“A ‘nested’ one,”"]
    assert found("“I said ‘no’ and ‘never’,” she said.") == ["“I said ‘no’ and ‘never’,”"]


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    (one,) = quotations("“We go on")
    assert not one.is_closed
    assert found("“We go on") == ["“We go on"]


def test_one_that_opens_ends_one_that_was_left_open() -> None:
    assert found("He said: “One. “Two.”") == ["“One.", "“Two.”"]


def test_a_lone_single_mark_opens_nothing() -> None:
    assert found("It was ‘ and 'twas so") == []


@given(st.text(alphabet="\"“”„«»‘’' ab,.s\n", max_size=60))
def test_quotations_are_in_order_and_hold_words(words: str) -> None:
    end = 0
    for one in quotations(words):
        assert end <= one.start <= one.inner_start < one.inner_end <= one.end <= len(words)
        end = one.end

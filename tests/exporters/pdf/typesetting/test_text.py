"""Lines: where they break, and where on them the words stand."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exporters.pdf.typesetting.fonts import PLAIN, READING, Faces
from exporters.pdf.typesetting.lines import Line
from exporters.pdf.typesetting.text import Typesetter
from exporters.pdf.typesetting.words import Style, Words

STYLE = Style(READING, 10.0, 15.0, "#000000")
HEBREW = "הוא אמר כי הספינה תגיע מחר"
SETTER = Typesetter()
ANY_TEXT = st.text(
    alphabet=st.sampled_from(
        "abc fi ﬁ-—/ \n\t\u00a0\u200b\u00adéאבג, سلام 12(3)😀中\u0301\u200f\u2067"
    ),
    max_size=60,
)


def lines(text: str, measure: float = 200.0, rtl: bool = False) -> list[Line]:
    return SETTER.lines(text, STYLE, measure, rtl)


def pieces(text: str, measure: float = 200.0) -> list[str]:
    return [text[line.start : line.end] for line in lines(text, measure)]


@given(ANY_TEXT, st.floats(30, 400), st.booleans())
def test_lines_share_out_the_text_and_stay_within_the_measure(
    text: str, measure: float, rtl: bool
) -> None:
    found = lines(text, measure, rtl)
    for line, after in pairwise(found):
        assert line.end == after.start
    for line in found:
        assert line.start < line.end
        assert line.width <= measure + 0.01
        assert line.left + line.width <= measure + 0.01
    if found:
        assert not text[: found[0].start].strip()
        assert found[-1].end == len(text)


@given(ANY_TEXT, st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_part_of_a_line_lies_on_the_line(text: str, start: int, end: int, rtl: bool) -> None:
    for line in lines(text, 120.0, rtl):
        last = line.left - 0.01
        for left, right in line.ranges(start, end):
            assert last <= left < right <= line.left + line.width + 0.01
            last = right


@pytest.mark.parametrize("text", ["one two three", HEBREW, f"He said {HEBREW} and left"])
def test_two_parts_of_a_line_meet_and_make_up_the_whole(text: str) -> None:
    (line,) = lines(text, 400.0)
    whole = sum(right - left for left, right in line.ranges(0, len(text)))
    for cut in range(len(text) + 1):
        parts = [*line.ranges(0, cut), *line.ranges(cut, len(text))]
        assert sum(right - left for left, right in parts) == pytest.approx(whole, abs=0.01)


def test_a_line_breaks_after_a_space_a_dash_and_a_hyphen_between_letters() -> None:
    assert pieces("harbour harbour", 45) == ["harbour ", "harbour"]
    assert pieces("harbour—harbour", 50) == ["harbour—", "harbour"]
    assert pieces("deepest-harbours", 50) == ["deepest-", "harbours"]


def test_a_line_does_not_break_at_a_no_break_space_or_after_one_letter() -> None:
    assert pieces("on page\u00a0seven", 60) == ["on ", "page\u00a0seven"]
    assert pieces("an e-mail", 36) == ["an ", "e-mail"]


def test_an_address_breaks_after_its_signs() -> None:
    found = pieces("https://example.org/one/two/three", 90)
    assert len(found) > 1
    assert all(part[-1] in "/." for part in found[:-1])


def test_a_word_wider_than_the_measure_is_cut_and_nothing_is_lost() -> None:
    found = pieces("x" * 100, 50)
    assert len(found) > 1
    assert "".join(found) == "x" * 100


def test_a_mark_is_not_cut_from_its_letter() -> None:
    for part in pieces("e\u0301" * 40, 33):
        assert part[0] == "e"


def test_a_short_last_word_is_not_left_alone() -> None:
    text = "one two three four five six seven eight it"
    measure = lines("one two three four five six seven eight", 400)[0].width + 1
    assert pieces(text, measure) == ["one two three four five six seven ", "eight it"]


def test_white_space_of_any_kind_is_one_space() -> None:
    assert lines("one  \n\t two")[0].width == pytest.approx(lines("one two")[0].width)


def test_verbatim_text_keeps_its_lines_and_spaces() -> None:
    found = SETTER.lines("a  b\nc", STYLE, 200, verbatim=True)
    assert [(line.start, line.end) for line in found] == [(0, 4), (5, 6)]
    assert found[0].width > lines("a b")[0].width


def test_right_to_left_lines_end_at_the_right() -> None:
    (line,) = lines(HEBREW, 300.0, rtl=True)
    assert line.left + line.width == pytest.approx(300)
    first, last = line.ranges(0, 3), line.ranges(len(HEBREW) - 3, len(HEBREW))
    assert first[0][0] > last[0][1]


def test_a_stretch_over_two_directions_is_two_places() -> None:
    text = f"He said {HEBREW[:7]} and left"
    (line,) = lines(text, 400.0)
    # From inside the Latin to inside the Hebrew: the Hebrew part lies at the right of its run.
    start, end = text.index("said"), text.index(HEBREW[:7]) + 3
    assert len(line.ranges(start, end)) == 2


def test_a_label_is_as_wide_as_its_signs() -> None:
    label = SETTER.label("C12", STYLE)
    assert label.width == pytest.approx(sum(SETTER.label(sign, STYLE).width for sign in "C12"))
    assert SETTER.label("", STYLE).width == 0
    assert SETTER.label("", STYLE).show(0, 0) == ""


@example("漢\u00ad ")
@given(st.text("abfiAVTo.,“”é\u0301\u00ad\u200bא漢 ", min_size=1, max_size=12))
def test_a_word_is_as_wide_as_its_glyphs_and_shows_each_of_them_once(text: str) -> None:
    for chain in (READING, PLAIN):
        words = Words(Faces(), Style(chain, 10.0, 15.0, "#000000"), rtl=False)
        word = words[text]
        runs = Faces().shape(text, chain)
        assert word.width == pytest.approx(sum(run.width() for run in runs) * 10)
        assert word.bare == pytest.approx(word.width - trailing_space(text, words))
        assert word.width == pytest.approx(words.edges(text)[-1])
        shown = [len(codes(inside)) for _, inside in word.runs]
        assert shown == [len(run.glyphs) for run in runs]


def trailing_space(text: str, words: Words) -> float:
    if not text.endswith(" ") or text == " ":
        return 0.0
    edges = words.edges(text)
    # What cannot be seen before a space may share its glyph.
    return edges[-1] - edges[len(text[:-1].rstrip("\u00ad\u200b"))]


def codes(inside: str) -> list[str]:
    """The two-byte codes in the strings of a TJ array."""
    strings = re.findall(r"\(((?:\\.|[^\\)])*)\)", inside, re.DOTALL)
    plain = "".join(re.sub(r"\\(.)", r"\1", one, flags=re.DOTALL) for one in strings)
    return [plain[at : at + 2] for at in range(0, len(plain), 2)]


def test_words_that_a_mark_holds_whole_are_measured_like_their_letters() -> None:
    (line,) = lines(HEBREW + " two words", 1e6)
    whole = line.ranges(line.start, line.end)
    by_letter = [line.ranges(at, at + 1) for at in range(line.start, line.end)]
    edges = [x for found in by_letter for stretch in found for x in stretch]
    assert whole[0][0] == pytest.approx(min(edges))
    assert whole[-1][1] == pytest.approx(max(edges))


def test_a_mark_that_ends_before_a_space_ends_with_the_letters() -> None:
    (line,) = lines("first second", 1e6)
    ((left, right),) = line.ranges(0, 5)
    ((_, after),) = line.ranges(0, 6)
    alone = lines("first", 1e6)[0].width
    assert left == 0.0
    assert right == pytest.approx(alone, abs=0.1)
    assert after > right + 1

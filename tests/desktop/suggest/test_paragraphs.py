"""An article is read in pieces whose places in the text are kept."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.source import Block, BlockKind
from desktop.suggest.paragraphs import LONGEST, paragraphs, plain


def words(text: str) -> list[str]:
    return [one.words for one in paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    assert words("One.\n\nTwo\nlines.\n \t\n\nThree.") == ["One.", "Two lines.", "Three."]


def test_the_end_of_a_line_that_ends_a_sentence_parts_them_too() -> None:
    assert words("“One.”\nTwo.\nThree") == ["“One.”", "Two.", "Three"]


def test_blocks_say_what_is_read() -> None:
    text = "Title\n\nBy X\n\nWords."
    blocks = (
        Block(BlockKind.HEADING, 0, 5, 1),
        Block(BlockKind.FRONT_MATTER, 7, 11),
        Block(BlockKind.PARAGRAPH, 13, 19),
    )
    title, body = paragraphs(text, blocks)
    assert (title.words, title.is_heading) == ("Title", True)
    assert (body.words, body.start, body.is_heading) == ("Words.", 13, False)


def test_a_long_paragraph_is_read_in_pieces_that_end_with_a_sentence() -> None:
    text = "This is a sentence. " * 10_000
    pieces = list(paragraphs(text))
    assert all(len(piece.words) <= LONGEST for piece in pieces)
    assert all(piece.words.endswith("sentence.") for piece in pieces)
    assert [piece.continues for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert sum(piece.words.count("sentence") for piece in pieces) == 10_000


def test_a_paragraph_without_a_blank_is_cut_all_the_same() -> None:
    assert sum(len(piece) for piece in words("x" * 200_000)) == 200_000


def test_blanks_and_lone_surrogates_are_evened_out_in_place() -> None:
    assert plain("a\u00a0b\ud800c\u2009d") == "a b\ufffdc d"


@given(st.text(alphabet="ab .\n\u00a0\ud800”", max_size=200))
def test_every_piece_says_where_it_stands(text: str) -> None:
    end = 0
    for number, one in enumerate(paragraphs(text)):
        assert one.number == number
        assert one.start >= end
        end = one.start + len(one.words)
        assert plain(text[one.start : end]) == one.words
    rest = "".join(one.words for one in paragraphs(text))
    assert sum(map(str.isalpha, rest)) == sum(map(str.isalpha, plain(text)))

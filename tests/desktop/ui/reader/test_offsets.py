"""Places in the text and places in the shown document are one to one."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.annotation import Span
from desktop.model.source import Source
from desktop.ui.reader.offsets import Offsets, utf16_slice
from tests.desktop.ui.articles import any_sources, laid_out, source, texts


def offsets_of(article: Source) -> Offsets:
    return Offsets(article.text, article.blocks)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(any_sources())
def test_every_place_within_a_block_comes_back_from_the_document(article: Source) -> None:
    offsets = offsets_of(article)
    for block in article.blocks:
        for place in range(block.start, block.end + 1):
            assert offsets.to_text(offsets.to_document(place)) == place


@given(any_sources())
def test_places_in_the_document_are_counted_in_utf16_with_a_separator_after_each_block(
    article: Source,
) -> None:
    offsets = offsets_of(article)
    begun = 0
    for block in article.blocks:
        for place in range(block.start, block.end):
            assert offsets.to_document(place) == begun + units(article.text[block.start : place])
        begun += units(article.text[block.start : block.end]) + 1
    assert offsets.length == max(0, begun - 1)


@given(any_sources(), st.data())
def test_places_in_the_document_never_run_backwards(article: Source, data: st.DataObject) -> None:
    offsets = offsets_of(article)
    edge = st.integers(0, len(article.text))
    first, last = sorted((data.draw(edge), data.draw(edge)))
    assert 0 <= offsets.to_document(first) <= offsets.to_document(last) <= offsets.length


@given(any_sources())
def test_a_place_inside_a_wide_character_is_its_start(article: Source) -> None:
    offsets = offsets_of(article)
    for block in article.blocks:
        for place in range(block.start, block.end):
            if article.text[place] > "\uffff":
                assert offsets.to_text(offsets.to_document(place) + 1) == place


@given(any_sources(), st.data())
def test_the_pieces_of_a_span_hold_its_characters_within_blocks_and_no_others(
    article: Source, data: st.DataObject
) -> None:
    edge = st.integers(0, len(article.text))
    first, last = sorted((data.draw(edge), data.draw(edge)))
    found: list[str] = []
    for index, begin, end in offsets_of(article).pieces(Span(first, last)):
        block = article.blocks[index]
        shown = article.text[block.start : block.end]
        assert 0 <= begin < end <= units(shown)
        found.append(utf16_slice(shown, begin, end - begin))
    wanted = (
        article.text[max(first, block.start) : min(last, block.end)] for block in article.blocks
    )
    assert found == [words for words in wanted if words]


@given(texts(), texts(), texts())
def test_a_slice_in_utf16_units_is_the_same_characters(a: str, b: str, c: str) -> None:
    assert utf16_slice(a + b + c, units(a), units(b)) == b


def test_a_place_between_two_blocks_is_the_end_of_the_first() -> None:
    offsets = offsets_of(source("one", "two"))
    assert [offsets.to_document(place) for place in range(9)] == [0, 1, 2, 3, 3, 4, 5, 6, 7]


def test_an_article_without_blocks_has_one_place() -> None:
    offsets = offsets_of(laid_out("  \n", ()))
    assert (offsets.to_document(2), offsets.to_text(0), offsets.length) == (0, 0, 0)
    assert offsets.pieces(Span(0, 3)) == []

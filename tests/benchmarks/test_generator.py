"""Generated articles are always the same, as long as they say, and covered as they say."""

from hashlib import sha256
from itertools import pairwise

import pytest

from desktop.model.annotation import Annotation, joined
from tests.benchmarks.generator import PERSON, SIZES, SOURCE, Size, annotations, article, session


def of(words: int) -> tuple[str, list[Annotation]]:
    """The text of an article and its annotations, one per 16 words."""
    written = article(words)
    return written.text, annotations(written, words // 16)


def test_the_text_is_the_same_on_every_machine() -> None:
    assert sha256(article(10_000).text.encode()).hexdigest() == (
        "3c9091d3f2906485cf8517f8429a4a304766c6fc3608d7f43bd4bd5d5801215f"
    )


def test_the_annotations_are_the_same_on_every_machine() -> None:
    said = repr([(one.spans, one.tag, one.note, one.speaker) for one in of(10_000)[1]])
    assert sha256(said.encode()).hexdigest() == (
        "963d2d527f97454b8e513466769af543754edce747219d2fcb871aef3b48aabc"
    )


@pytest.mark.parametrize("words", [1, 7, 1_000, 10_000, 165_000])
def test_an_article_has_exactly_as_many_words_as_asked_for(words: int) -> None:
    assert len(article(words).text.split()) == words


def test_the_sizes_are_those_of_the_definition() -> None:
    assert {name: size for name, size in SIZES.items() if name != "1 MB"} == {
        "1k": Size(1_000, 62),
        "10k": Size(10_000, 625),
        "100k": Size(100_000, 6_250),
        "1M": Size(1_000_000, 62_500),
    }
    assert SIZES["1 MB"] == Size(165_000, 10_000)
    assert len(article(165_000).text) == pytest.approx(1_030_000, rel=0.01)


def test_paragraphs_have_60_to_120_words_and_the_last_may_be_shorter() -> None:
    written = article(10_000)
    counts = [
        len(written.text[block.start : block.end].split())
        for block in written.blocks
        if block.kind == "paragraph"
    ]
    assert all(60 <= count <= 120 for count in counts[:-1])
    assert counts[-1] <= 120


def test_blocks_hold_all_words_and_are_separated_by_empty_lines() -> None:
    written = article(10_000)
    blocks = [written.text[block.start : block.end] for block in written.blocks]
    assert "\n\n".join(blocks) + "\n" == written.text


def test_there_are_emoji_hebrew_and_arabic_letters() -> None:
    text, _ = of(10_000)
    assert any("\u05d0" <= letter <= "\u05ea" for letter in text)
    assert any("\u0620" <= letter <= "\u06d3" for letter in text)
    assert "👩\u200d🚒" in text


def test_spans_are_valid_and_end_at_the_edges_of_words() -> None:
    text, held = of(10_000)
    for one in held:
        assert one.spans == joined(one.spans)
        for span in one.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert not text[span.start].isspace()
            assert not text[span.end - 1].isspace()
            assert text[span.start - 1].isspace() or span.start == 0
            assert text[span.end].isspace()


def test_more_than_half_of_the_annotations_overlap_the_next_one() -> None:
    _, held = of(10_000)
    overlapping = sum(following.start < one.end for one, following in pairwise(held))
    assert overlapping > len(held) / 2


def test_some_are_split_and_some_have_notes_labels_and_speakers() -> None:
    _, held = of(10_000)
    assert {len(one.spans) for one in held} == {1, 2}
    assert {one.tag for one in held} == {"claim", "quote", "opinion", "context"}
    for share in ("note", "labels", "speaker"):
        assert 0.05 < sum(bool(getattr(one, share)) for one in held) / len(held) < 0.5


def test_a_session_holds_one_source_and_its_annotations() -> None:
    made = session(SIZES["1k"])
    assert list(made.sources) == [SOURCE]
    assert len(made.annotations) == 62
    assert {one.source for one in made.annotations.values()} == {SOURCE}
    assert {one.creator for one in made.annotations.values()} == {PERSON}
    source = made.sources[SOURCE]
    assert source.sha256 == sha256(source.text.encode()).hexdigest()

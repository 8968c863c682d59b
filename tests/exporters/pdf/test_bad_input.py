"""Whatever stands in a field, the document comes out and says it."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

import pypdfium2
import pytest

from exporters.briefing import Article, Briefing, Mark, Paragraph
from exporters.pdf.objects.file import PAGE_SIZES
from tests.exporters import briefings
from tests.exporters.pdf import samples
from tests.exporters.pdf.reader import highlights, links, opened, page_texts, read_text, written

NAUGHTY = "<b>&amp;{{%s {0} <img src=x onerror=alert(1)> ${x} ]]> \\ ( )"
"""What some programs take for more than words; followed by what is no character."""
NO_CHARACTERS = "\x00\x0b\ud800\ufffe\ufdd0"
_NOT_WORDS = frozenset(
    "id tag anchor link role direction language kind align pattern tint bar fill colour date "
    "page_size".split()
)


def everywhere(change: Callable[[str], str]) -> Briefing:
    """The sample briefing with every text that people write changed, except its article."""

    def changed(value: object, name: str) -> Any:
        if isinstance(value, str):
            return value if name in _NOT_WORDS else change(value)
        if isinstance(value, Article):
            return value
        if isinstance(value, tuple):
            return tuple(changed(one, name) for one in cast("tuple[object, ...]", value))
        if is_dataclass(value) and not isinstance(value, type):
            own = {field.name: changed(getattr(value, field.name), field.name)
                   for field in fields(value)}  # fmt: skip
            return replace(value, **own)
        return value

    return cast("Briefing", changed(samples.everything(), ""))


def nothing_is_cut_off(data: bytes) -> bool:
    """Whether all visible words lie on their pages."""
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(0, text.count_chars(), 7):
            left, bottom, right, top = text.get_charbox(at)
            if not (left >= -1 and right <= width + 1 and bottom >= -1 and top <= height + 1):
                return False
    return True


def test_markup_and_formats_are_words_in_every_field() -> None:
    data = written(everywhere(lambda text: text + NAUGHTY))
    whole = "".join(page_texts(data)).replace(" ", "")
    assert whole.count(NAUGHTY.replace(" ", "")) > 60
    assert nothing_is_cut_off(data)


def test_what_is_no_character_is_replaced_in_every_field() -> None:
    data = written(everywhere(lambda text: text + NO_CHARACTERS + "end"))
    assert "\ufffd" * 5 + "end" in read_text(data)
    with opened(data) as pdf, pdf.open_metadata() as metadata:
        assert "\ufffd" in metadata["dc:title"]


@pytest.mark.parametrize("word", ["x" * 5000, "ש" * 800], ids=["latin", "hebrew"])
def test_a_word_longer_than_a_page_is_cut_but_all_there(word: str) -> None:
    data = written(samples.of_parts(Paragraph(word)))
    assert read_text(data).count(word[0]) == len(word)
    assert nothing_is_cut_off(data)


def test_a_word_of_5000_letters_in_every_field_stops_nothing() -> None:
    data = written(everywhere(lambda text: "x" * 5000))
    assert nothing_is_cut_off(data)


def test_empty_fields_stop_nothing() -> None:
    data = written(everywhere(lambda text: ""))
    assert "gives one company" in read_text(data)


def test_a_field_that_turns_the_direction_does_not_turn_its_neighbours() -> None:
    mark = briefings.marks()[3]
    listed = briefings.passages((mark,), briefings.ARTICLE_TEXT)
    item = replace(listed.items[0], speaker="\u202eAda", labels=("reported", "B2"))
    text = read_text(written(samples.of_parts(replace(listed, items=(item,)))))
    assert "reported · B2" in text


def test_a_passage_over_forty_pages_is_marked_on_each_of_them() -> None:
    words = " ".join(f"word{number}" for number in range(17000))
    mark = Mark("C1", "claim", ((0, len(words)),), briefings.comment("Claim"), "annex-1")
    with opened(written(samples.annex(briefings.plain(words, mark)))) as pdf:
        assert len(pdf.pages) > 40
        assert [page for page, _ in highlights(pdf)] == list(range(len(pdf.pages)))


def test_a_web_address_in_any_script_is_written_in_ascii() -> None:
    paragraph = Paragraph("x", link="https://example.org/港?q=ä&b=%20\ud800")
    (found,) = links(written(samples.of_parts(paragraph)))
    assert found == ("x", "https://example.org/%E6%B8%AF?q=%C3%A4&b=%20%EF%BF%BD")


def test_the_page_sizes_are_those_people_print_on() -> None:
    for size, wanted in PAGE_SIZES.items():
        data = written(replace(samples.everything(), page_size=size))
        assert nothing_is_cut_off(data)
        page = pypdfium2.PdfDocument(data)[0]
        assert page.get_size() == pytest.approx(wanted, abs=0.01)

"""No last word alone on a line in the Word file, and not a character changed for it."""

from typing import Any

import pytest
from docx.oxml.ns import qn

from exporters.briefing import Briefing, Cover, Mark, Note, Paragraph, Part, Section
from exporters.word.package.faces import SERIF, shaped_widths
from exporters.word.package.template import PAGES
from tests.exporters import briefings
from tests.exporters.briefings import HEBREW, plain
from tests.exporters.word.reader import opened, text_in

_MEASURE = PAGES["A4"].text_width
_SIZE = 10.5
_WORDS = "the harbour pilots of Halvec went back to work and nobody told the crane operators why"


def _lines(text: str, measure: float) -> list[str]:
    """``text`` in Literata of 10.5 points, word by word into lines."""
    widths = shaped_widths(SERIF)
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if (
            lines
            and sum(widths[w] + widths[" "] for w in longer.split(" ")) - widths[" "]
            <= measure / _SIZE
        ):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _text_ending(words: int) -> str:
    """A text of three lines, the last of which has this many words."""
    text = ""
    for word in _WORDS.split() * 5:
        text = f"{text} {word}".strip()
        lines = _lines(text, _MEASURE)
        if len(lines) == 3 and len(lines[-1].split()) == words:
            return text
    raise AssertionError


def _paragraph(part: Part) -> Any:
    section = Section("S", 1, "s", (part,))
    return opened(Briefing(Cover("t"), (section,), (), "en", "")).paragraphs[-1]


def _moved(paragraph: Any) -> float:
    """Points by which the right edge has moved in."""
    indent = paragraph._p.pPr.find(qn("w:ind"))
    return 0.0 if indent is None else int(indent.get(qn("w:right"))) / 20


def test_the_edge_moves_in_until_two_words_stand_on_the_last_line():
    text = _text_ending(1)
    found = _paragraph(Paragraph(text))
    moved = _moved(found)
    assert 0 < moved < _MEASURE / 4
    lines = _lines(text, _MEASURE - moved)
    assert len(lines) == 3
    assert len(lines[-1].split()) >= 2
    assert found.text == text


def test_where_two_words_end_a_text_nothing_moves():
    assert _moved(_paragraph(Paragraph(_text_ending(2)))) == 0


@pytest.mark.parametrize(
    "text", ["One line.", "", "word", "x" * 400, f"{'x' * 80} {'y' * 80}", f"{HEBREW} " * 4]
)
def test_where_nothing_can_be_done_nothing_moves(text: str):
    assert _moved(_paragraph(Paragraph(text))) == 0


def test_a_line_may_break_after_a_dash():
    lines = _text_ending(1).rsplit(" ", 1)
    # the part after the dash is alone on the line, though it is no word of its own
    assert _moved(_paragraph(Paragraph("-".join(lines)))) > 0


def test_the_left_edge_stays_where_the_style_has_it():
    indent = _paragraph(Paragraph(_text_ending(1)))._p.pPr.find(qn("w:ind"))
    assert set(indent.attrib) == {qn("w:right")}


def test_notes_are_set_so_too():
    texts = (" ".join(_WORDS.split() * 4)[:length].strip() for length in range(120, 330, 3))
    assert any(_moved(_paragraph(Note(text))) for text in texts)


def test_references_in_an_article_are_counted_in():
    text = _text_ending(1)
    alone = opened(briefings.of_article(plain(text))).paragraphs[-1]
    assert _moved(alone) > 0
    # six references of a long briefing take the room of a word, and bring another one down
    marked = [
        Mark(f"C{12340 + at}", "claim", ((at, at + 3),), briefings.comment(str(at)), f"a{at}")
        for at in range(0, 60, 10)
    ]
    beside = opened(briefings.of_article(plain(text, *marked))).paragraphs[-1]
    assert _moved(beside) == 0
    assert text_in(beside._p).endswith(text)

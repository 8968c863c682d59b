"""Finding words in the article, by keys, and tagging what was found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QToolButton

from desktop.model.annotation import Span
from desktop.model.change import Change, Edit
from desktop.model.source import Block, BlockKind
from desktop.settings import Settings
from desktop.ui.reader.find_bar import FindBar
from desktop.ui.window.main_window import MainWindow
from resources.palette import LIGHT, roles
from resources.palette import Theme as ThemeName
from tests.desktop.ui.articles import HARBOUR, laid_out, passage, session, source
from tests.desktop.ui.hands import ALT, CTRL, SHIFT, Hands, Key


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """An article, the caret at its start."""
    hands.open(session(source(*HARBOUR)), tmp_path)
    hands.reader.setFocus()
    return hands


def bar(hands: Hands) -> FindBar:
    return hands.window.find_bar


def look_for(hands: Hands, words: str) -> None:
    """Ctrl+F, and type, or paste what no test can type."""
    hands.press(Key.Key_F, CTRL)
    if words.isascii():
        hands.type(words)
    else:
        QApplication.clipboard().setText(words)
        hands.press(Key.Key_V, CTRL)
    QApplication.processEvents()


def chosen(hands: Hands) -> str:
    """The selected words of the article."""
    spans = hands.reader.selected_spans()
    return hands.source.text[spans[0].start : spans[0].end] if spans else ""


def colors(hands: Hands, span: Span) -> set[str]:
    """The colours a stretch of the article is shown in."""
    image: QImage = hands.reader.viewport().grab().toImage()
    first, last = hands.place_of(span.start), hands.place_of(span.end)
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(first.x() - 2, last.x())
        for y in range(first.y() - 12, first.y() + 8)
    }


@pytest.mark.parametrize(("key", "extra"), [(Key.Key_F, CTRL), (Key.Key_Slash, None)])
def test_a_key_opens_the_bar_and_typing_finds(reading: Hands, key: Key, extra: object) -> None:
    assert not bar(reading).isVisible()
    if extra is None:
        reading.press(key)
    else:
        reading.press(key, CTRL)
    assert bar(reading).field.hasFocus()
    reading.type("the")
    QApplication.processEvents()
    assert bar(reading).count.text() == "1 of 4"
    reading.type("y")
    QApplication.processEvents()
    assert bar(reading).count.text() == "No hits"
    assert not bar(reading).next.isEnabled()


def test_the_bar_stands_above_the_text_and_covers_none(reading: Hands) -> None:
    reading.press(Key.Key_F, CTRL)
    window = reading.window
    below = bar(reading).mapTo(window, bar(reading).rect().bottomLeft()).y()
    assert reading.reader.mapTo(window, reading.reader.rect().topLeft()).y() == below + 1


def test_the_find_button_opens_the_bar(reading: Hands) -> None:
    reading.push(reading.window.top.find_button)
    assert bar(reading).field.hasFocus()


def test_a_slash_in_a_field_is_a_slash(reading: Hands) -> None:
    reading.tag("pilots")
    reading.window.inspector.note.setFocus()
    reading.type("and/or")
    assert reading.window.inspector.note.toPlainText() == "and/or"
    assert not bar(reading).isVisible()
    look_for(reading, "and/or")
    assert bar(reading).query == "and/or"


def test_short_selections_are_what_is_looked_for(reading: Hands) -> None:
    reading.drag("the crane")
    reading.press(Key.Key_F, CTRL)
    assert bar(reading).query == "the crane"
    assert bar(reading).field.selectedText() == "the crane"
    reading.press(Key.Key_Escape)
    reading.drag_over(Span(0, 120))
    reading.press(Key.Key_F, CTRL)
    assert bar(reading).query == "the crane"


def test_enter_and_f3_go_on_and_back_round_the_ends(reading: Hands) -> None:
    look_for(reading, "quay")
    assert bar(reading).count.text() == "1 of 1"
    reading.press(Key.Key_A, CTRL)
    reading.type("the ")
    QApplication.processEvents()
    seen: list[str] = []
    for key, extra in (
        (Key.Key_Return, None),
        (Key.Key_F3, None),
        (Key.Key_Return, SHIFT),
        (Key.Key_F3, SHIFT),
        (Key.Key_F3, SHIFT),
        (Key.Key_Enter, None),
    ):
        if extra is None:
            reading.press(key)
        else:
            reading.press(key, SHIFT)
        seen.append(bar(reading).count.text())
    assert seen == ["2 of 4", "3 of 4", "2 of 4", "1 of 4", "4 of 4", "1 of 4"]
    assert reading.window.status.remark.text() == "1 of 4, from the start again"


def test_the_search_starts_from_the_caret(reading: Hands) -> None:
    reading.click("neat line")
    look_for(reading, "the")
    assert bar(reading).count.text() == "4 of 4"
    reading.click("harbour pilots")
    reading.press(Key.Key_F3)
    assert bar(reading).count.text() == "2 of 4"
    assert chosen(reading) == "the"
    reading.click("neat line")
    reading.press(Key.Key_F3, SHIFT)
    assert bar(reading).count.text() == "3 of 4"


def test_after_escape_the_hit_is_selected_and_a_key_tags_it(reading: Hands) -> None:
    look_for(reading, "QUAY")
    reading.press(Key.Key_Escape)
    assert not bar(reading).isVisible()
    assert reading.reader.hasFocus()
    assert chosen(reading) == "quay"
    reading.press(Key.Key_2)
    assert reading.tagged() == [("quote", "quay")]


def test_escape_in_the_article_closes_the_bar_and_leaves_the_caret_alone(reading: Hands) -> None:
    look_for(reading, "quay")
    reading.click("neat line")
    at = reading.reader.caret()
    reading.press(Key.Key_Escape)
    assert not bar(reading).isVisible()
    assert (reading.reader.caret(), chosen(reading)) == (at, "")


def test_typing_on_after_a_click_goes_on_from_there(reading: Hands) -> None:
    look_for(reading, "t")
    reading.click("neat line")
    bar(reading).field.setFocus()
    reading.press(Key.Key_End)
    reading.type("he")
    QApplication.processEvents()
    assert bar(reading).count.text() == "4 of 4"


def test_escape_without_a_hit_leaves_the_caret_where_it_was(reading: Hands) -> None:
    reading.click("neat line")
    at = reading.reader.caret()
    look_for(reading, "zebra")
    reading.press(Key.Key_Escape)
    assert (reading.reader.caret(), chosen(reading)) == (at, "")


def test_f3_goes_on_when_the_bar_is_closed(reading: Hands) -> None:
    reading.press(Key.Key_F3)
    assert bar(reading).field.hasFocus()
    reading.type("the")
    reading.press(Key.Key_Escape)
    first = reading.reader.selected_spans()
    reading.press(Key.Key_F3)
    assert chosen(reading) == "the"
    assert reading.reader.selected_spans() > first
    assert reading.window.status.remark.text() == "2 of 4"
    reading.press(Key.Key_1)
    reading.press(Key.Key_F3)
    reading.press(Key.Key_1)
    assert reading.tagged() == [("claim", "the"), ("claim", "the")]


def test_typing_and_enter_at_once_goes_to_what_was_typed(reading: Hands) -> None:
    reading.press(Key.Key_F, CTRL)
    reading.type("quay")
    reading.window.searching.step(1)
    assert bar(reading).count.text() == "1 of 1"


def test_case_and_whole_words_have_keys(reading: Hands) -> None:
    look_for(reading, "The")
    assert bar(reading).count.text() == "1 of 4"
    reading.press(Key.Key_C, ALT)
    assert bar(reading).count.text() == "1 of 1"
    assert bar(reading).case.isChecked()
    reading.press(Key.Key_C, ALT)
    assert bar(reading).count.text() == "1 of 4"
    reading.press(Key.Key_A, CTRL)
    reading.type("lease")
    reading.press(Key.Key_W, ALT)
    assert bar(reading).count.text() == "No hits"
    reading.push(bar(reading).whole)
    assert bar(reading).count.text() == "1 of 3"


def test_all_hits_are_tagged_in_one_step(reading: Hands) -> None:
    reading.tag("the crane operators")
    look_for(reading, "lease")
    reading.press(Key.Key_T, ALT)
    assert bar(reading).menu.isVisible()
    reading.press(Key.Key_4, on=bar(reading).menu)
    assert [tag for tag, _words in reading.tagged()].count("context") == 3
    assert reading.window.status.remark.text() == "Tagged 3 hits: Context."
    reading.window.searching.tag_all("context")
    assert reading.window.status.remark.text() == "Every hit has that tag already."
    reading.press(Key.Key_Z, CTRL, on=reading.reader)
    assert reading.tagged() == [("claim", "the crane operators")]


def test_the_sentences_with_hits_are_tagged_in_one_step(reading: Hands) -> None:
    look_for(reading, "lease")
    menu = bar(reading).menu
    reading.press(Key.Key_T, ALT)
    reading.press(Key.Key_S, on=menu)
    assert bar(reading).sentences.isVisible()
    reading.press(Key.Key_3, on=bar(reading).sentences)
    made = reading.tagged()
    assert made
    assert all(tag == "opinion" and "lease" in words and words[-1] in ".”" for tag, words in made)
    assert len({words for _tag, words in made}) == len(made)
    count = len(made)
    sentences = "sentence" if count == 1 else "sentences"
    assert reading.window.status.remark.text() == f"Tagged {count} {sentences}: Opinion."
    reading.window.searching.tag_sentences("opinion")
    words = "Every sentence with a hit has that tag already."
    assert reading.window.status.remark.text() == words
    assert bar(reading).count.text() == "1 of 3"
    reading.press(Key.Key_Z, CTRL, on=reading.reader)
    assert reading.tagged() == []


def test_a_key_offers_the_tags_for_the_sentences(reading: Hands) -> None:
    look_for(reading, "quay")
    reading.press(Key.Key_T, ALT | SHIFT)
    reading.press(Key.Key_1, on=bar(reading).sentences)
    ((tag, words),) = reading.tagged()
    assert tag == "claim"
    assert "quay" in words
    assert words != "quay"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_switch_shows_whether_it_is_on(reading: Hands, theme: ThemeName) -> None:
    reading.window.theme.choose(theme)
    look_for(reading, "the")
    for switch, key, name in (
        (bar(reading).case, Key.Key_C, "match_case"),
        (bar(reading).whole, Key.Key_W, "whole_words"),
    ):
        off = box_of(switch)
        reading.press(key, ALT)
        assert roles(theme).button not in off
        assert roles(theme).button in box_of(switch)
        assert reading.window.actions_by_name[name].isCheckable()
        assert reading.window.actions_by_name[name].isChecked()
        reading.press(key, ALT)
        assert box_of(switch) == off


def box_of(switch: QToolButton) -> set[str]:
    """The colours of the box before the words."""
    image = switch.grab(QRect(8, 6, 16, 16)).toImage()
    every = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name().upper() for x, y in every}


def test_the_switches_are_remembered(windows: Callable[[Settings], MainWindow]) -> None:
    first = windows(Settings())
    first.actions_by_name["match_case"].setChecked(True)
    remembered = first._settings()  # pyright: ignore[reportPrivateUsage]
    assert (remembered.match_case, remembered.whole_words) == (True, False)
    again = windows(remembered)
    assert again.find_bar.case.isChecked()
    assert not again.find_bar.whole.isChecked()


def test_the_count_is_true_after_every_change(reading: Hands) -> None:
    """Passages, other blocks, a corrected text, undo, another article and another session."""
    window, workspace = reading.window, reading.window.workspace
    look_for(reading, "lease")
    assert bar(reading).count.text() == "1 of 3"
    window.searching.tag_all("claim")
    assert bar(reading).count.text() == "1 of 3"
    before = reading.source
    text = before.text.replace("lease", "lend", 1)
    after = replace(before, text=text.ljust(len(before.text)))
    passages = [Edit(one, None) for one in reading.passages]
    workspace.do(lambda _session, _moment: Change("Correct", (*passages, Edit(before, after))))
    assert bar(reading).count.text() == "2 hits"
    reading.press(Key.Key_F3, on=bar(reading).field)
    assert bar(reading).count.text() == "1 of 2"
    window.undo()
    assert bar(reading).count.text() == "3 hits"
    window.actions_by_name["whole_words"].trigger()
    assert bar(reading).count.text() == "No hits"
    assert not bar(reading).tag_button.isEnabled()
    window.actions_by_name["whole_words"].trigger()
    assert bar(reading).count.text().endswith("3")


def test_the_count_is_true_in_another_session(reading: Hands, tmp_path: Path) -> None:
    look_for(reading, "quay")
    reading.open(session(source("A quay, a quay.")), tmp_path, "b.brief.json")
    assert bar(reading).count.text() == "2 hits"
    reading.press(Key.Key_Escape)
    reading.open(session(source("No pier.")), tmp_path, "c.brief.json")
    reading.reader.setFocus()
    reading.press(Key.Key_F3)
    assert reading.window.status.remark.text() == "No hits"


def test_a_word_broken_at_a_lines_end_is_boxed_in_both_lines(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(source("It came in writ-\ning too.")), tmp_path)
    hands.reader.setFocus()
    look_for(hands, "writing")
    assert bar(hands).count.text() == "1 of 1"
    start = hands.source.text.index("writ")
    for span in (Span(start, start + 4), Span(start + 6, start + 9)):
        assert LIGHT.hit_now in colors(hands, span)
    hands.press(Key.Key_Escape)
    assert chosen(hands) == "writ-\ning"
    hands.press(Key.Key_1)
    assert hands.tagged() == [("claim", "writ-\ning")]


def test_hits_that_have_the_tag_are_told_of(reading: Hands) -> None:
    reading.tag("leased")
    look_for(reading, "leased")
    reading.window.searching.tag_all("claim")
    words = "Tagged 2 of 3 hits: Claim. The other one has that tag already."
    assert reading.window.status.remark.text() == words
    assert len(reading.tagged()) == 3


def test_hits_in_a_session_that_cannot_be_changed_are_found_and_not_tagged(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.window.workspace, "_read_only", "This session is read-only.")
    look_for(reading, "leased")
    assert bar(reading).count.text() == "1 of 3"
    reading.window.searching.tag_all("claim")
    assert reading.tagged() == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hits_are_boxes_and_the_current_one_is_another(reading: Hands, theme: str) -> None:
    reading.window.theme.choose("dark" if theme == "dark" else "light")
    palette = roles("dark" if theme == "dark" else "light")
    look_for(reading, "the")
    text = reading.source.text
    first = text.index("the ")
    others = text.index("the ", first + 1)
    assert bar(reading).count.text() == "1 of 4"
    now = colors(reading, Span(0, 3))
    assert {palette.hit_now, palette.ink, palette.hit_now_text} <= now
    other = colors(reading, Span(others, others + 3))
    assert {palette.hit, palette.hit_line, palette.ink} <= other
    assert palette.hit_now not in other
    reading.press(Key.Key_Escape)
    assert palette.hit not in colors(reading, Span(others, others + 3))


def test_hits_are_boxes_even_where_highlights_are_hidden(reading: Hands) -> None:
    reading.press(Key.Key_H, CTRL | SHIFT)
    look_for(reading, "quay")
    start = reading.source.text.index("quay")
    assert LIGHT.hit_now in colors(reading, Span(start, start + 4))


def test_hits_lie_over_tints_and_above_bars(reading: Hands) -> None:
    reading.tag("the crane operators")
    look_for(reading, "crane")
    start = reading.source.text.index("crane")
    shown = colors(reading, Span(start, start + 5))
    assert LIGHT.hit_now in shown
    assert "#BDD8F5" not in shown


def test_a_hit_in_a_line_of_two_directions_is_where_its_glyphs_are(
    hands: Hands, tmp_path: Path
) -> None:
    text = "The port שלום עליכם of Halvec"
    hands.open(session(source(text)), tmp_path)
    hands.reader.setFocus()
    look_for(hands, "עליכם")
    image = hands.reader.viewport().grab().toImage()
    word, other = text.index("עליכם"), text.index("שלום")
    y = hands.place_of(0).y()
    row = [QColor(image.pixel(x, y)).name().upper() for x in range(image.width())]
    boxed = [x for x, color in enumerate(row) if color == LIGHT.hit_now]
    # Right to left: the second word stands left of the first.
    assert boxed
    assert max(boxed) < hands.place_of(other + 2).x()
    assert min(boxed) < hands.place_of(word + 2).x() < max(boxed)


def test_hits_are_shown_across_the_strip(reading: Hands) -> None:
    strip = reading.window.overview
    before = strip.grab().toImage()
    look_for(reading, "surrender")
    image = strip.grab().toImage()
    text = reading.source.text
    y = text.index("surrender") * (strip.height() - 3) // len(text)
    amber = QColor(image.pixel(12, y))  # a little darker where the strip shows what is in view
    assert (amber.red() > 0xE0, amber.green() > 0xA0, amber.blue() < 0x40) == (True, True, True)
    reading.press(Key.Key_Escape)
    assert strip.grab().toImage() == before


def test_a_hit_out_of_sight_is_scrolled_to(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(source(*HARBOUR * 20, "The needle.", *HARBOUR * 20)), tmp_path)
    hands.reader.setFocus()
    look_for(hands, "needle")
    place = hands.place_of(hands.source.text.index("needle"))
    assert hands.reader.viewport().rect().contains(place)


def test_another_article_is_searched_when_it_is_shown(hands: Hands, tmp_path: Path) -> None:
    one, two = source("A quay."), source("The quay is a quay.", id_="urn:uuid:2", name="b.txt")
    hands.open(session(one, two), tmp_path)
    hands.reader.setFocus()
    look_for(hands, "quay")
    assert bar(hands).count.text() == "1 of 1"
    hands.window.workspace.show_source(two.id)
    assert bar(hands).count.text() == "2 hits"
    hands.press(Key.Key_F3)
    assert bar(hands).count.text() == "1 of 2"


def test_front_matter_that_is_set_apart_ends_hits_across_it(hands: Hands, tmp_path: Path) -> None:
    text = "May 1. Then the story."
    hands.open(session(source(text)), tmp_path)
    hands.reader.setFocus()
    look_for(hands, "1. Then")
    assert bar(hands).count.text() == "1 of 1"
    article = laid_out(
        text, (Block(BlockKind.FRONT_MATTER, 0, 6), Block(BlockKind.PARAGRAPH, 7, len(text)))
    )
    hands.open(session(article), tmp_path, "b.brief.json")
    assert bar(hands).count.text() == "No hits"


def test_an_empty_session_has_nothing_to_find(reading: Hands) -> None:
    look_for(reading, "the")
    reading.window.workspace.start_new()
    QApplication.processEvents()
    assert not bar(reading).isVisible()
    assert not reading.window.actions_by_name["find"].isEnabled()
    reading.press(Key.Key_F, CTRL)
    assert not bar(reading).isVisible()


def test_hits_are_announced(reading: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(reading.window.status, "announce", heard.append)
    look_for(reading, "quay")
    reading.press(Key.Key_Return)
    assert heard[-2:] == ["1 of 1", "1 of 1, from the start again"]
    reading.press(Key.Key_Q)
    assert heard[-1] == "No hits"


def test_passages_and_hits_keep_their_own_counts(hands: Hands, tmp_path: Path) -> None:
    article = source(*HARBOUR)
    hands.open(session(article, passages=[passage(article, "pilots")]), tmp_path)
    hands.reader.setFocus()
    look_for(hands, "pilots")
    assert bar(hands).count.text() == "1 of 1"
    assert hands.window.head.count.text() == "1"


TAILS = "Ágjpqy"
IN_EVERY_TYPE = [
    (BlockKind.HEADING, 1, TAILS),
    (BlockKind.HEADING, 3, TAILS),
    (BlockKind.PARAGRAPH, 0, TAILS),
    (BlockKind.CODE, 0, TAILS),
    (BlockKind.FRONT_MATTER, 0, TAILS),
    (BlockKind.HEADING, 1, "القبطان يخرج"),
    (BlockKind.PARAGRAPH, 0, "القبطان يخرج"),
]


@pytest.mark.parametrize("zoom", [1.0, 3.0])
@pytest.mark.parametrize(("kind", "level", "words"), IN_EVERY_TYPE)
def test_the_box_of_the_current_hit_holds_all_of_its_letters(
    hands: Hands, tmp_path: Path, kind: BlockKind, level: int, words: str, zoom: float
) -> None:
    hands.open(session(laid_out(words, (Block(kind, 0, len(words), level),))), tmp_path)
    hands.window.theme.set_zoom(zoom)
    look_for(hands, words)
    QApplication.processEvents()
    assert bar(hands).count.text() == "1 of 1"
    image = hands.reader.viewport().grab().toImage()
    letters = set[int]()
    filled = set[int]()
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name().upper()
            if name == LIGHT.hit_now_text:
                letters.add(y)
            elif name == LIGHT.hit_now:
                filled.add(y)
    frame = range(min(filled) - 2, max(filled) + 3)
    assert letters
    assert letters <= set(frame)


def test_the_passage_a_hit_stands_on_is_the_current_one_once_the_hit_is_selected(
    reading: Hands,
) -> None:
    other = reading.tag("harbour pilots")
    held = reading.tag("neat line", Key.Key_3)
    reading.window.workspace.set_current(other.id)
    look_for(reading, "neat")
    reading.press(Key.Key_Escape)
    assert chosen(reading) == "neat"
    assert reading.window.workspace.current == held
    assert reading.window.passages.selected() == [held.id]
    reading.press(Key.Key_F, CTRL)
    reading.type("crane")
    reading.press(Key.Key_Escape)
    assert chosen(reading) == "crane"
    assert reading.window.workspace.current == held, "words may be found to be added to it"


def test_f3_keeps_the_current_passage_in_step_with_the_selected_hit(reading: Hands) -> None:
    first = reading.tag("We have leased a quay", Key.Key_2)
    second = reading.tag("leased nothing else", Key.Key_3)
    reading.reader.place_caret(0)
    look_for(reading, "leased")
    reading.press(Key.Key_Escape)
    assert reading.window.workspace.current == first
    reading.press(Key.Key_F3, on=reading.reader)
    assert reading.window.workspace.current == second

"""Undo shows what it does, each step says what it did, and no sentence outlives its truth."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.editing import grading, linking, sources, suggesting
from desktop.model.annotation import LinkKind, Speaker
from desktop.model.decision import SuggestionEngine
from desktop.model.grades import Credibility, Reliability
from desktop.model.identity import TagId
from desktop.model.source import Block, BlockKind, Front
from desktop.model.suggestion import Suggestion
from desktop.ui.session.facts import Fact
from tests.desktop.ui.articles import HARBOUR, laid_out, passage, session, source, span
from tests.desktop.ui.hands import ALT, CTRL, SHIFT, Hands, Key, wait_for

LONG = source(*(HARBOUR * 8), front=Front(title="The lease"))
OTHER = source(*(HARBOUR * 4), id_="urn:uuid:2", front=Front(title="The strike"))
EARLY = passage(LONG, "harbour pilots", tag="claim", number=1)
THERE = passage(OTHER, "neat line", tag="opinion", number=3)


@pytest.fixture
def reading(hands: Hands, tmp_path: Path) -> Hands:
    """Two long articles, a claim at the top of the first and an opinion in the second."""
    hands.open(session(LONG, OTHER, passages=[EARLY, THERE]), tmp_path)
    hands.reader.setFocus()
    return hands


def remark(hands: Hands) -> str:
    return hands.window.status.remark.text()


def to_the_end(hands: Hands) -> None:
    """Look at the end of the article, far from what was done."""
    bar = hands.reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()


def in_sight(hands: Hands, words: str) -> bool:
    start = hands.source.text.index(words)
    return hands.reader.viewport().rect().contains(hands.place_of(start))


def undo(hands: Hands) -> None:
    hands.press(Key.Key_Z, CTRL, on=hands.reader)


def redo(hands: Hands) -> None:
    hands.press(Key.Key_Z, CTRL | SHIFT, on=hands.reader)


def test_a_step_says_what_it_did_and_where(reading: Hands) -> None:
    reading.tag("Nobody had told", Key.Key_2)
    assert remark(reading) == "Tagged as quote, ¶1"
    reading.press(Key.Key_3)
    assert remark(reading) == "Changed the tag to opinion, ¶1"
    reading.press(Key.Key_Delete)
    assert remark(reading) == "Deleted the opinion, ¶1"


def test_undo_of_a_tag_shows_the_words_it_lay_on_and_redo_the_passage(reading: Hands) -> None:
    held = reading.tag("Nobody had told")
    to_the_end(reading)
    assert not in_sight(reading, "Nobody had told")
    undo(reading)
    assert in_sight(reading, "Nobody had told")
    assert reading.reader.textCursor().selectedText() == "Nobody had told"
    assert remark(reading) == "Undone: tag as claim, ¶1"
    to_the_end(reading)
    redo(reading)
    assert in_sight(reading, "Nobody had told")
    assert reading.window.workspace.current == held
    assert reading.window.passages.selected() == [held.id]
    assert remark(reading) == "Redone: tag as claim, ¶1"


ON_A_PASSAGE: dict[str, tuple[Callable[[Hands], object], str]] = {
    "tag": (
        lambda h: h.window.workspace.change_tag([EARLY.id], TagId("quote")),
        "change tag to quote",
    ),
    "note": (lambda h: h.window.workspace.set_note(EARLY.id, "Check"), "edit note"),
    "speaker": (lambda h: h.window.workspace.set_speaker(EARLY.id, Speaker("A")), "set speaker"),
    "labels": (lambda h: h.window.workspace.set_labels(EARLY.id, ["port"]), "set labels"),
    "grade": (
        lambda h: h.window.workspace.do(
            lambda s, m: grading.set_credibility(s, [EARLY.id], Credibility.PROBABLY_TRUE, m)
        ),
        "set credibility to 2",
    ),
    "link": (
        lambda h: h.window.workspace.do(
            lambda s, m: linking.link(s, EARLY.id, THERE.id, LinkKind.SUPPORTS, m)
        ),
        "link passages",
    ),
    "delete": (lambda h: h.window.workspace.delete([EARLY.id]), "delete passage"),
}


@pytest.mark.parametrize("kind", ON_A_PASSAGE)
def test_any_change_of_a_passage_that_is_undone_shows_the_passage(
    reading: Hands, kind: str
) -> None:
    act, step = ON_A_PASSAGE[kind]
    act(reading)
    reading.window.workspace.set_current(None)
    to_the_end(reading)
    undo(reading)
    assert in_sight(reading, "harbour pilots")
    assert reading.window.workspace.current == EARLY
    assert reading.window.passages.selected() == [EARLY.id]
    assert remark(reading) == f"Undone: {step}, ¶1"


def test_undo_goes_to_the_article_in_which_the_change_was_made(reading: Hands) -> None:
    workspace = reading.window.workspace
    workspace.set_current(THERE.id)
    workspace.delete([THERE.id])
    workspace.show_source(LONG.id)
    undo(reading)
    assert reading.source == OTHER
    assert workspace.current == THERE
    assert remark(reading) == "Undone: delete passage, S2 ¶2"
    workspace.show_source(LONG.id)
    redo(reading)
    assert reading.source == OTHER
    assert reading.reader.textCursor().selectedText() == "neat line"
    assert remark(reading) == "Redone: delete passage, S2 ¶2"


def test_several_passages_changed_at_once_are_all_selected(reading: Hands) -> None:
    second = reading.tag("Nobody had told")
    reading.window.workspace.delete([EARLY.id, second.id])
    undo(reading)
    assert reading.window.passages.selected() == [EARLY.id, second.id]
    assert reading.window.workspace.current == EARLY
    assert remark(reading) == "Undone: delete 2 passages, ¶1"


def test_undone_details_of_an_article_are_shown_above_its_text(reading: Hands) -> None:
    workspace = reading.window.workspace
    workspace.show_source(OTHER.id)
    workspace.edit_front(OTHER.id, Front(title="Another"))
    assert remark(reading) == "Changed the article's details"
    workspace.show_source(LONG.id)
    undo(reading)
    assert reading.source == OTHER
    assert reading.reader.verticalScrollBar().value() == 0
    assert remark(reading) == "Undone: edit article details, “The strike”"
    workspace.do_as(lambda s, m, by: grading.set_reliability(s, OTHER.id, Reliability.B, by, m))
    to_the_end(reading)
    undo(reading)
    assert reading.reader.verticalScrollBar().value() == 0
    assert reading.window.sources.list.currentRow() == 1


def test_an_article_that_comes_back_is_shown_and_one_that_goes_is_named(reading: Hands) -> None:
    workspace = reading.window.workspace
    third = source("One word.", id_="urn:uuid:3", front=Front(title="A third"))
    workspace.do(lambda s, _m: sources.add_source(s, third))
    workspace.show_source(third.id)
    undo(reading)
    assert reading.source == LONG
    assert remark(reading) == "Undone: add article, “A third”"
    redo(reading)
    assert reading.source == third
    assert remark(reading) == "Redone: add article, “A third”"


def test_a_rejection_that_is_undone_shows_its_suggestion(reading: Hands) -> None:
    words = span(LONG, "Small states")
    one = Suggestion((words,), TagId("claim"), 0.9, "rule")
    reading.window.workspace.do_as(
        lambda s, m, by: suggesting.reject(s, LONG.id, one, by, m, SuggestionEngine())
    )
    to_the_end(reading)
    undo(reading)
    assert in_sight(reading, "Small states")
    assert reading.reader.textCursor().selectedText() == "Small states"
    assert remark(reading) == "Undone: reject suggestion, ¶3"


def test_in_a_review_an_answer_that_is_undone_is_asked_again(reading: Hands) -> None:
    triage, looking = reading.window.triage, reading.window.looking
    some = tuple(
        Suggestion((span(LONG, words),), TagId("claim"), 0.9, "rule")
        for words in ("Nobody had told", "Small states", "poor bargain")
    )
    looking.found.begin(LONG.id, LONG.text)
    looking.add(LONG.id, some)
    looking.found.end(LONG.id)
    triage.begin()
    triage.go_to(some[1])
    for key in (Key.Key_A, Key.Key_X):
        triage.go_to(some[1])
        reading.press(key, on=reading.reader)
        assert triage.current is not some[1]
        undo(reading)
        assert triage.current is some[1]
        assert not reading.reader.textCursor().hasSelection()
        assert "¶3" in remark(reading)


def test_a_passage_that_undo_brings_back_is_listed_though_a_filter_would_hide_it(
    reading: Hands,
) -> None:
    reading.window.workspace.delete([EARLY.id])
    reading.window.panel.filter.field.setText("tag:quote")
    undo(reading)
    assert reading.window.passages.selected() == [EARLY.id]


# Sentences that are no longer true


def test_what_was_said_of_a_step_goes_when_it_is_undone_elsewhere(reading: Hands) -> None:
    reading.tag("Nobody had told")
    assert remark(reading)
    reading.window.workspace.undo_stack.undo()
    assert remark(reading) == ""


def test_what_was_said_of_an_article_goes_with_it(reading: Hands) -> None:
    reading.tag("Nobody had told")
    reading.window.workspace.show_source(OTHER.id)
    assert remark(reading) == ""


def test_saved_is_said_until_something_is_changed(reading: Hands) -> None:
    reading.tag("Nobody had told")
    reading.press(Key.Key_S, CTRL)
    assert remark(reading) == "Saved in work.brief.json."
    reading.press(Key.Key_Down)
    assert remark(reading) == "Saved in work.brief.json.", "moving about leaves it true"
    reading.window.workspace.set_note(EARLY.id, "x")
    assert "Saved" not in remark(reading)


def test_what_is_to_be_done_first_goes_once_it_is_done(reading: Hands) -> None:
    reading.press(Key.Key_Delete)
    assert remark(reading) == "Choose the passage to delete first."
    reading.click("harbour pilots")
    assert remark(reading) == ""


def test_a_filter_that_changes_takes_its_sentence_along(reading: Hands) -> None:
    status = reading.window.status
    status.say("3 rows fit.", Fact.FILTER)
    reading.window.workspace.set_current(EARLY.id)
    assert remark(reading) == "3 rows fit."
    reading.window.panel.filter.field.setText("port")
    assert remark(reading) == ""


def test_the_number_of_a_hit_goes_with_the_search(reading: Hands) -> None:
    window = reading.window
    reading.press(Key.Key_F, CTRL)
    reading.type("quay")
    reading.press(Key.Key_Escape)
    reading.press(Key.Key_F3)
    assert "of 8" in remark(reading)
    reading.press(Key.Key_F, CTRL)
    assert "of 8" not in remark(reading)
    window.searching.close()


def test_another_session_takes_every_sentence_away(reading: Hands, tmp_path: Path) -> None:
    window = reading.window
    reading.tag("Nobody had told")
    window.notice.show_notice("A notice.", depends=Fact.OPENED)
    reading.open(session(OTHER), tmp_path, "other.brief.json")
    assert remark(reading) == ""
    assert not window.notice.isVisible()


def test_a_notice_stays_while_what_it_says_holds(reading: Hands) -> None:
    notice, workspace = reading.window.notice, reading.window.workspace
    notice.show_notice(
        "One claim.", depends=Fact.SESSION, holds=lambda: EARLY.id in workspace.session.annotations
    )
    workspace.set_note(EARLY.id, "x")
    assert notice.isVisible()
    workspace.delete([EARLY.id])
    assert not notice.isVisible()


def test_the_offer_to_rename_a_speaker_goes_when_it_is_moot(reading: Hands) -> None:
    workspace, window = reading.window.workspace, reading.window
    second = reading.tag("Nobody had told", Key.Key_2)
    for held in (EARLY, second):
        workspace.set_speaker(held.id, Speaker("Neda"))
    window.naming.set_speaker(EARLY.id, Speaker("Neda Tarvell"))
    assert window.notice.words.text() == "1 other passage still names Neda."
    workspace.set_note(EARLY.id, "still so")
    assert window.notice.isVisible()
    workspace.undo()
    workspace.undo()
    assert not window.notice.isVisible()


def test_a_link_that_was_begun_is_forgotten_with_its_passage(reading: Hands) -> None:
    reading.click("harbour pilots")
    reading.press(Key.Key_L)
    assert not reading.window.status.asked.isHidden()
    reading.window.workspace.delete([EARLY.id])
    assert reading.window.status.asked.isHidden()


def test_undo_moves_the_keys_to_what_it_shows(reading: Hands) -> None:
    reading.window.workspace.set_note(EARLY.id, "x")
    to_the_end(reading)
    undo(reading)
    reading.press(Key.Key_Down, ALT)
    assert reading.current == "harbour pilots", "there is no further passage in this article"


def go_to_a_passage(hands: Hands) -> None:
    hands.click("harbour pilots")


def select_words(hands: Hands) -> None:
    hands.drag("Nobody had told")


def tag_words(hands: Hands) -> None:
    hands.tag("Nobody had told", Key.Key_2)


def read_the_other_article(hands: Hands) -> None:
    hands.press(Key.Key_Down, on=hands.window.sources.list)


def save_it(hands: Hands) -> None:
    hands.press(Key.Key_S, CTRL, on=hands.reader)


def add_an_article(hands: Hands) -> None:
    workspace = hands.window.workspace
    assert workspace.path is not None
    article = workspace.path.with_name("further.txt")
    article.write_text("Further words.", "utf-8")
    wait_for(workspace.job_started, lambda: workspace.add_path(article))


@pytest.mark.parametrize(
    ("act", "fact"),
    [
        (go_to_a_passage, Fact.PASSAGE),
        (select_words, Fact.SELECTION),
        (tag_words, Fact.SESSION),
        (tag_words, Fact.SAVED),
        (read_the_other_article, Fact.ARTICLE),
        (add_an_article, Fact.WORK),
    ],
)
def test_what_a_sentence_depends_on_takes_it_away(
    reading: Hands, act: Callable[[Hands], None], fact: Fact
) -> None:
    notice = reading.window.notice
    notice.show_notice("This is so.", depends=fact)
    assert notice.isVisible()
    act(reading)
    assert notice.words.text() != "This is so." or not notice.isVisible()


def test_a_warning_goes_once_all_is_saved_and_not_before(reading: Hands) -> None:
    notice, workspace = reading.window.notice, reading.window.workspace
    tag_words(reading)
    workspace.warned.emit("The disk is slow.")
    reading.click("harbour pilots")
    assert notice.isVisible()
    save_it(reading)
    assert not workspace.unsaved
    assert not notice.isVisible()


def find(hands: Hands, words: str) -> None:
    hands.press(Key.Key_F, CTRL, on=hands.reader)
    hands.type(words)
    QApplication.processEvents()


def test_undo_of_many_passages_stays_where_one_of_them_is_seen(reading: Hands) -> None:
    find(reading, "quay")
    reading.window.searching.tag_all("claim")
    reading.press(Key.Key_Escape, on=reading.window.find_bar.field)
    to_the_end(reading)
    reading.reader.clear_selection()
    value = reading.reader.verticalScrollBar().value()
    assert in_sight(reading, "quay") is False
    for step in (undo, redo, undo):
        step(reading)
        assert reading.reader.verticalScrollBar().value() == value
        assert not reading.window.selection_bar.isVisible()
    assert remark(reading).startswith("Undone: tag ")


def test_undo_of_many_passages_none_of_which_is_seen_goes_to_the_first(
    hands: Hands, tmp_path: Path
) -> None:
    jetties = "The jetty is new.", "A jetty is not a quay."
    hands.open(session(source(*jetties, *HARBOUR * 8)), tmp_path)
    hands.reader.setFocus()
    find(hands, "jetty")
    hands.window.searching.tag_all("quote")
    hands.press(Key.Key_Escape, on=hands.window.find_bar.field)
    hands.reader.clear_selection()
    for step in (undo, redo):
        to_the_end(hands)
        assert not in_sight(hands, "jetty")
        step(hands)
        assert in_sight(hands, "jetty")
        assert not hands.window.selection_bar.isVisible()


def go_on_with_o(hands: Hands) -> None:
    hands.press(Key.Key_O, on=hands.reader)


def go_to_the_next_passage(hands: Hands) -> None:
    hands.press(Key.Key_Down, ALT, on=hands.reader)


def click_on_a_row(hands: Hands) -> None:
    hands.choose_row(1)


def click_on_words_that_are_not_tagged(hands: Hands) -> None:
    hands.click("strike was over")


def move_the_caret_away(hands: Hands) -> None:
    hands.press(Key.Key_Down, on=hands.reader)


@pytest.mark.parametrize(
    "go",
    [
        go_on_with_o,
        go_to_the_next_passage,
        click_on_a_row,
        click_on_words_that_are_not_tagged,
        move_the_caret_away,
    ],
)
def test_what_was_done_to_a_passage_is_not_said_beside_another_one(
    reading: Hands, go: Callable[[Hands], None]
) -> None:
    reading.tag("The harbour pilots of Halvec", Key.Key_2)
    assert remark(reading) == "Tagged as quote, ¶1"
    go(reading)
    assert remark(reading) == ""


def test_what_was_done_is_said_on_while_its_passage_is_the_current_one(reading: Hands) -> None:
    held = reading.tag("Nobody had told", Key.Key_2)
    reading.window.workspace.set_current(held.id, reveal=True)
    reading.choose_row(1)
    assert reading.window.workspace.current == held
    assert remark(reading) == "Tagged as quote, ¶1"


def test_a_deleted_row_is_told_of_although_the_next_one_is_chosen(reading: Hands) -> None:
    reading.tag("Nobody had told", Key.Key_2)
    reading.choose_row(0)
    reading.press(Key.Key_Delete, on=reading.window.passages)
    assert remark(reading) == "Deleted the claim, ¶1"
    assert reading.current == "Nobody had told"


def test_the_place_of_a_headline_is_told_everywhere(hands: Hands, tmp_path: Path) -> None:
    words = ("A harbour is not a country", HARBOUR[0], "What the pilots say", HARBOUR[1])
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    text = "\n\n".join(words)
    starts = [text.index(one) for one in words]
    blocks = tuple(
        Block(kind, start, start + len(one), 1)
        for kind, start, one in zip(kinds, starts, words, strict=True)
    )
    hands.open(session(laid_out(text, blocks, front=Front(title="Other"))), tmp_path)
    held = hands.tag("not a country", Key.Key_3)
    assert remark(hands) == "Tagged as opinion, headline"
    assert hands.window.passages.passages.place(held) == "headline"
    assert "headline" in hands.window.inspector.place.text()
    assert hands.window.status.paragraph.text() == "Headline"
    undo(hands)
    assert remark(hands) == "Undone: tag as opinion, headline"
    hands.click("What the pilots")
    assert hands.window.status.paragraph.text() == "Above ¶2"
    hands.click("Nobody")
    assert hands.window.status.paragraph.text() == "¶ 1 of 2"

"""The sample that ships with the program: always a fresh copy, with something to do in it."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from desktop.model.source import BlockKind
from desktop.ui.panels.welcome import RecentRow
from desktop.ui.window.main_window import MainWindow
from resources.files import SAMPLE_SESSION, SAMPLES
from tests.desktop.ui.hands import CTRL, Hands, Key


@pytest.fixture
def sampled(hands: Hands) -> Hands:
    """*Sample article* was chosen on the first page."""
    hands.push(hands.window.welcome.rows[2])
    QApplication.processEvents()
    return hands


def test_it_has_a_title_a_date_and_an_author_set_apart_and_a_dozen_passages(sampled: Hands) -> None:
    front = sampled.source.front
    assert (front.title, front.author, front.published) == (
        "A harbour is not a country",
        "Maren Oldacre",
        "2026-11-12",
    )
    text = sampled.source.text
    apart = [one for one in sampled.source.blocks if one.kind is BlockKind.FRONT_MATTER]
    assert [text[one.start : one.end] for one in apart] == ["By Maren Oldacre", "12 November 2026"]
    tags = Counter(str(held.tag) for held in sampled.passages)
    assert tags == {"claim": 4, "quote": 3, "opinion": 3, "context": 2}
    assert sum(bool(held.note) for held in sampled.passages) == 1
    assert all(held.speaker for held in sampled.passages if held.tag == "quote")


def test_a_line_says_what_to_do_and_f7_shows_fourteen_suggestions_at_once(sampled: Hands) -> None:
    window = sampled.window
    assert window.notice.isVisible()
    assert "press 1 to 4" in window.notice.words.text()
    assert "14 suggestions wait" in window.notice.words.text()
    sampled.press(Key.Key_F7)
    assert len(window.triage.waiting) == 14
    assert not window.looking.reading
    assert not window.notice.isVisible()


def test_a_step_that_was_followed_is_told_no_more_and_the_line_goes_with_the_last(
    sampled: Hands,
) -> None:
    notice = sampled.window.notice
    sampled.click("Nobody had told")
    assert "press 1 to 4" in notice.words.text()
    sampled.press(Key.Key_1)
    assert notice.isVisible()
    assert notice.words.text() == "14 suggestions wait to be reviewed."
    sampled.press(Key.Key_Z, CTRL)
    assert notice.words.text() == "14 suggestions wait to be reviewed."
    sampled.press(Key.Key_F7)
    assert not notice.isVisible()
    sampled.press(Key.Key_Escape)
    sampled.click("Nobody had told")
    sampled.press(Key.Key_1)
    assert not notice.isVisible()


def test_the_line_that_was_closed_stays_away(sampled: Hands) -> None:
    sampled.push(sampled.window.notice.close_button)
    sampled.click("Nobody had told")
    sampled.press(Key.Key_1)
    assert not sampled.window.notice.isVisible()


def test_the_line_leads_to_the_review(sampled: Hands) -> None:
    (review,) = [one for one in sampled.window.notice.findChildren(QPushButton) if one.isVisible()]
    sampled.push(review)
    assert sampled.window.triage.active
    assert not sampled.window.notice.isVisible()


def test_looking_at_it_leaves_nothing_to_save_and_no_trace_where_it_lies(sampled: Hands) -> None:
    assert not sampled.window.workspace.unsaved
    assert not [one for one in SAMPLES.iterdir() if one.name.startswith(".")]
    sampled.press(Key.Key_N, CTRL)
    rows = sampled.window.welcome.findChildren(RecentRow)
    assert not [row for row in rows if row.isVisible()]


def test_what_is_done_in_it_is_saved_elsewhere_and_the_next_copy_is_fresh(
    sampled: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, first = SAMPLE_SESSION.read_bytes(), sampled.window.workspace.session.id
    sampled.click("Nobody had told")
    sampled.press(Key.Key_1)
    assert len(sampled.passages) == 13
    asked: list[str] = []

    def choose(_window: object, _title: str, suggested: str, *_how: object) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "mine.brief.json"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    sampled.press(Key.Key_S, CTRL)
    assert asked
    assert not asked[0].startswith(str(SAMPLES))
    assert (tmp_path / "mine.brief.json").exists()
    sampled.window.filing.open_sample()
    assert len(sampled.passages) == 12
    assert sampled.window.workspace.path is None
    assert sampled.window.workspace.session.id != first
    assert SAMPLE_SESSION.read_bytes() == before


def test_it_is_a_copy_however_its_file_is_opened(hands: Hands) -> None:
    hands.window.filing.open_path(SAMPLE_SESSION)
    assert hands.window.workspace.path is None
    hands.window.workspace.open_path(SAMPLE_SESSION)
    assert hands.window.workspace.path is None


def test_the_first_page_names_it(window: MainWindow) -> None:
    assert window.welcome.rows[2].text() == "Sample article"

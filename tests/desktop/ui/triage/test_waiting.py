"""At any time it is to be seen in which articles of the session suggestions wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.model.codebook import CLAIM, OPINION
from desktop.model.identity import SourceId
from desktop.model.session import Session
from desktop.model.source import Front, Source
from desktop.model.suggestion import Suggestion
from desktop.store.codec.proposed import with_suggestions
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source, span
from tests.desktop.ui.hands import Hands, Key, until

LEASE = source(*HARBOUR, front=Front(title="The lease"))
STRIKE = source(*HARBOUR, id_="urn:uuid:2", front=Front(title="The strike"))
POOR = Suggestion((span(LEASE, "A poor bargain is not a surrender."),), OPINION, 0.92, "stance")
YEARS = Suggestion((span(LEASE, HARBOUR[3]),), CLAIM, 0.95, "stance")
BACK = Suggestion((span(LEASE, "The harbour pilots of Halvec went back"),), CLAIM, 0.9, "stance")


@pytest.fixture
def reading(
    window: MainWindow, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Hands]:
    """Two articles; the file proposes two passages of the first, and the engine is silent."""
    monkeypatch.setattr(window.suggester, "run", lambda _source: None)
    hands.open(proposed(), tmp_path)
    hands.reader.setFocus()
    yield hands
    window.end_suggestions()


def proposed() -> Session:
    return with_suggestions(session(LEASE, STRIKE), LEASE.id, [POOR, YEARS])


def find(hands: Hands, *suggestions: Suggestion) -> None:
    """What the engine says of the article being read."""
    hands.window.suggester.found.emit(hands.source.id, suggestions)
    hands.window.suggester.finished.emit(hands.source.id)
    QApplication.processEvents()


def beside(hands: Hands) -> list[str]:
    """What each article's row says of suggestions to people who hear it."""
    entries = hands.window.sources.list
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [str(entries.item(row).data(role)).split(", ") for row in range(entries.count())]
    return [parts[-1] if "uggestion" in parts[-1] else "" for parts in said]


def counts(hands: Hands) -> tuple[str, str]:
    """What the tab and the status row say."""
    QApplication.processEvents()
    return hands.window.head.suggestions.count, hands.window.status.waiting.text()


def read(hands: Hands, article: Source) -> None:
    hands.window.workspace.show_source(article.id)
    QApplication.processEvents()


def test_what_the_file_proposes_is_counted_as_soon_as_it_is_open(reading: Hands) -> None:
    assert counts(reading) == ("2", "2 suggestions waiting")
    assert beside(reading) == ["2 suggestions waiting", ""]
    assert reading.reader.outlines is None


def test_what_waits_in_another_article_stays_in_sight(reading: Hands) -> None:
    read(reading, STRIKE)
    assert counts(reading) == ("0 of 2", "2 suggestions waiting elsewhere")
    assert beside(reading) == ["2 suggestions waiting", ""]
    reading.press(Key.Key_F7)
    find(reading, BACK)
    assert counts(reading) == ("1 of 3", "1 suggestion waiting here, 2 elsewhere")
    assert beside(reading) == ["2 suggestions waiting", "1 suggestion waiting"]


def test_an_article_that_is_added_hides_no_count(reading: Hands) -> None:
    third = source("Another one.", id_="urn:uuid:3", front=Front(title="Third"))
    reading.window.workspace.add_article((third, None, ()))
    QApplication.processEvents()
    assert reading.source.id == third.id
    assert counts(reading) == ("0 of 2", "2 suggestions waiting elsewhere")
    assert beside(reading) == ["2 suggestions waiting", "", ""]


def test_counts_of_other_articles_follow_every_step(reading: Hands) -> None:
    window = reading.window
    reading.press(Key.Key_F7)
    reading.press(Key.Key_A)
    reading.press(Key.Key_Escape)
    read(reading, STRIKE)
    assert beside(reading)[0] == "1 suggestion waiting"
    made = next(iter(window.workspace.session.annotations))
    window.workspace.delete([made])
    until(lambda: beside(reading)[0] == "2 suggestions waiting")
    window.workspace.undo()
    until(lambda: beside(reading)[0] == "1 suggestion waiting")


def test_fewer_and_surer_ones_are_counted_in_every_article(reading: Hands) -> None:
    read(reading, STRIKE)
    window = reading.window
    window.review.panel.level_chosen.emit(0)
    until(lambda: beside(reading)[0] != "2 suggestions waiting")


def test_where_the_review_has_come_to_its_end_it_says_where_more_waits(reading: Hands) -> None:
    read(reading, STRIKE)
    reading.press(Key.Key_F7)
    find(reading, BACK)
    reading.press(Key.Key_X)
    bar = reading.window.review.bar
    assert bar.question.text() == "All suggestions are decided."
    assert bar.reason.text() == "1 rejected · 2 wait in S1"
    reading.press(Key.Key_F8)
    said = reading.window.status.remark.text()
    assert said == "No suggestion waits here; 2 wait in S1."


def test_an_article_reviewed_before_says_that_it_has_to_be_read_anew(
    reading: Hands, tmp_path: Path
) -> None:
    window = reading.window
    read(reading, STRIKE)
    reading.press(Key.Key_F7)
    find(reading, BACK, replace(YEARS, score=0.9))
    reading.press(Key.Key_A)
    reading.open(window.workspace.session, tmp_path, "again.brief.json")
    asks = "Suggestions were decided here before; press F7 to look for more."
    assert beside(reading)[1] == asks.rsplit(", ", maxsplit=1)[-1]
    read(reading, STRIKE)
    assert counts(reading)[1].startswith("Suggestions here: press F7 to look again")
    assert window.review.panel.empty.text().startswith("Suggestions were decided here before.")
    window.reader.setFocus()
    reading.press(Key.Key_F7)
    find(reading, BACK, YEARS)
    assert counts(reading) == ("1 of 3", "1 suggestion waiting here, 2 elsewhere")
    assert beside(reading)[1] == "1 suggestion waiting"


def test_a_reading_that_was_cancelled_can_be_begun_again(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SourceId] = []
    window = reading.window
    monkeypatch.setattr(window.suggester, "run", lambda article: asked.append(article.id))
    read(reading, STRIKE)
    reading.press(Key.Key_F7)
    window.suggester.found.emit(STRIKE.id, (BACK,))
    window.status.cancel.click()
    QApplication.processEvents()
    assert not window.looking.reading
    reading.press(Key.Key_X)
    assert window.review.bar.question.text() != "Looking for suggestions…"
    reading.press(Key.Key_Escape)
    reading.press(Key.Key_F7)
    assert asked == [STRIKE.id, STRIKE.id]


def test_an_article_left_while_it_was_read_is_read_again_when_come_back_to(
    reading: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SourceId] = []
    monkeypatch.setattr(reading.window.suggester, "run", lambda article: asked.append(article.id))
    read(reading, STRIKE)
    reading.press(Key.Key_F7)
    read(reading, LEASE)
    read(reading, STRIKE)
    assert asked == [STRIKE.id]  # nothing else was read: the file proposes what is in the other
    reading.window.triage.look_again()
    read(reading, LEASE)
    reading.window.triage.look_again()
    read(reading, STRIKE)
    assert asked == [STRIKE.id, STRIKE.id, LEASE.id, STRIKE.id]


def test_the_mouse_is_told_of_suggestions_only_where_they_are_drawn(reading: Hands) -> None:
    QToolTip.hideText()
    place = reading.place_of(YEARS.start + 4)
    viewport = reading.reader.viewport()
    QApplication.sendEvent(
        viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    )
    assert QToolTip.text() == ""

"""The row at the foot and the bar above the article."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton

from desktop.ui.look.theme import Theme
from desktop.ui.panels.notice import NoticeBar
from desktop.ui.panels.status import StatusRow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import Hands, wait_for

pytestmark = pytest.mark.usefixtures("application")


class Work(QObject):
    """Looks like a job to those who watch one."""

    progressed = Signal(float)
    done = Signal(object, bytes)
    failed = Signal(str)
    cancelled = Signal()

    def cancel(self) -> None:
        self.cancelled.emit()


@pytest.fixture
def row() -> StatusRow:
    found = StatusRow(Theme("light"))
    found.show()
    return found


def delay(row: StatusRow) -> QTimer:
    """What keeps short work out of sight."""
    (found,) = [one for one in row.findChildren(QTimer) if one.isActive()]
    return found


def nothing() -> None:
    """What a button does that is never pressed."""


def test_an_article_is_counted_in_words(hands: Hands, tmp_path: Path) -> None:
    hands.open(session(source(*HARBOUR)), tmp_path)
    count = len(" ".join(HARBOUR).split())
    assert hands.window.status.words.text() == f"{count} words"


def test_a_job_shows_its_progress_once_it_lasts_and_goes_when_it_ends(row: StatusRow) -> None:
    work = Work()
    row.show_job(work, "Reading story.txt")  # type: ignore[arg-type]
    assert not row.progress.isVisible(), "short work only flickers"
    wait_for(delay(row).timeout, lambda: None)
    assert row.work.text() == "Reading story.txt"
    assert row.progress.isVisible()
    work.progressed.emit(0.5)
    assert row.progress.value() == 500
    work.done.emit(None, b"")
    assert not row.progress.isVisible()
    assert not row.cancel.isVisible()


def test_cancel_ends_the_job_and_says_so(row: StatusRow) -> None:
    work = Work()
    row.show_job(work, "Writing brief.docx")  # type: ignore[arg-type]
    row.cancel.click()
    assert row.remark.text() == "Cancelled; nothing was written."
    assert not row.progress.isVisible()


def test_an_earlier_job_that_ends_leaves_the_later_one_on_show(row: StatusRow) -> None:
    first, second = Work(), Work()
    row.show_job(first, "first")  # type: ignore[arg-type]
    row.show_job(second, "second")  # type: ignore[arg-type]
    wait_for(delay(row).timeout, lambda: None)
    first.done.emit(None, b"")
    assert row.work.text() == "second"
    assert row.progress.isVisible()


def test_a_notice_offers_choices_and_goes_with_the_one_taken() -> None:
    taken: list[str] = []
    bar = NoticeBar(Theme("light"))
    bar.show_notice("What now?", (("This", lambda: taken.append("this")), ("That", nothing)))
    buttons = {one.text(): one for one in bar.findChildren(QAbstractButton)}
    buttons["This"].click()
    assert taken == ["this"]
    assert not bar.isVisible()


def test_a_later_notice_takes_the_place_of_the_earlier() -> None:
    bar = NoticeBar(Theme("light"))
    bar.show_notice("First", (("Do", nothing),))
    bar.show_notice("Second")
    assert bar.words.text() == "Second"
    left = [one for one in bar.findChildren(QAbstractButton) if one.isVisible()]
    assert left == [bar.close_button]
    bar.close_button.click()
    assert not bar.isVisible()

"""The window has articles read for suggestions, and outlives whatever becomes of the process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess

from desktop.model.source import Front, Source
from desktop.model.suggestion import Suggestion
from desktop.protocol import WORKER_FOLDER
from desktop.ui.triage.suggesting import State, Suggester
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.hands import Hands, until, wait_for

pytestmark = pytest.mark.usefixtures("application")

LONG = source(*HARBOUR * 3_000, id_="urn:uuid:00000000-0000-4000-8000-000000000002")


class Heard:
    """What a suggester has said."""

    def __init__(self, suggester: Suggester) -> None:
        self.found: list[tuple[str, tuple[Suggestion, ...]]] = []
        self.progress: list[tuple[str, float]] = []
        self.finished: list[str] = []
        self.failed: list[str] = []
        suggester.found.connect(lambda id_, found: self.found.append((id_, found)))
        suggester.progressed.connect(lambda id_, done: self.progress.append((id_, done)))
        suggester.finished.connect(self.finished.append)
        suggester.failed.connect(self.failed.append)


@pytest.fixture
def suggester() -> Iterator[Suggester]:
    owner = QObject()
    made = Suggester(owner)
    yield made
    made.close()


@pytest.fixture
def reading(suggester: Suggester) -> Heard:
    """What is heard of a long article that is being read."""
    heard = Heard(suggester)
    suggester.run(LONG)
    until(lambda: bool(heard.found))
    return heard


def article(language: str = "") -> Source:
    return source(*HARBOUR, front=Front(language=language))


def process_of(suggester: Suggester) -> QProcess:
    process = suggester.findChild(QProcess)
    assert process is not None
    return process


def test_started_it_says_when_the_model_is_ready(suggester: Suggester) -> None:
    assert (suggester.state, suggester.words) == (State.AWAY, "")
    suggester.start()
    assert suggester.state is State.LOADING
    assert "Loading" in suggester.words
    until(lambda: suggester.state is State.READY)
    assert suggester.words == "English model ready"


def test_an_article_is_read_to_its_end(suggester: Suggester) -> None:
    heard, one = Heard(suggester), article()
    suggester.run(one)
    until(lambda: bool(heard.finished))
    assert {id_ for id_, _found in heard.found} == {one.id}
    quotes = [each for _id, found in heard.found for each in found if each.tag == "quote"]
    surest = max(quotes, key=lambda each: each.score)
    assert surest.speaker is not None
    assert surest.speaker.name == "Neda Tarvell"
    assert one.text[surest.start : surest.end].startswith("“We have leased a quay")
    assert heard.progress[-1] == (one.id, 1.0)
    assert heard.finished == [one.id]
    assert suggester.state is State.READY


def test_what_is_missing_is_said_of_that_article_only(suggester: Suggester) -> None:
    wait_for(suggester.finished, lambda: suggester.run(article("de")))
    assert "not in English" in suggester.words
    wait_for(suggester.finished, lambda: suggester.run(article("en")))
    assert suggester.words == "English model ready"


def test_a_cancelled_run_says_nothing_more_and_keeps_the_process(
    suggester: Suggester, reading: Heard
) -> None:
    number = process_of(suggester).processId()
    suggester.cancel()
    assert suggester.state is State.READY
    before = len(reading.found), len(reading.progress)
    suggester.run(article())
    until(lambda: bool(reading.finished))
    assert reading.finished == [article().id]
    assert process_of(suggester).processId() == number
    later = [*reading.found[before[0] :], *reading.progress[before[1] :]]
    assert {id_ for id_, _what in later} == {article().id}
    assert reading.failed == []


def test_another_article_takes_the_place_of_the_one_being_read(suggester: Suggester) -> None:
    heard = Heard(suggester)
    suggester.run(LONG)
    suggester.run(article())
    until(lambda: bool(heard.finished))
    assert heard.finished == [article().id]
    assert {id_ for id_, _found in heard.found} == {article().id}


def test_cancelling_inside_a_slot_is_heard(suggester: Suggester) -> None:
    heard = Heard(suggester)
    suggester.found.connect(lambda _id, _found: suggester.cancel())
    suggester.run(LONG)
    until(lambda: bool(heard.found))
    until(lambda: suggester.state is State.READY)
    wait_for(suggester.finished, lambda: (heard.found.clear(), suggester.run(source("Nothing."))))
    assert heard.found == []
    assert all(done < 1.0 for id_, done in heard.progress if id_ == LONG.id)


def test_a_crash_is_one_sentence_and_the_next_run_starts_anew(
    suggester: Suggester, reading: Heard
) -> None:
    os.kill(process_of(suggester).processId(), signal.SIGKILL)
    until(lambda: bool(reading.failed))
    assert len(reading.failed) == 1
    assert reading.failed[0].endswith("Try again.")
    assert suggester.state is State.AWAY
    wait_for(suggester.finished, lambda: suggester.run(article()))
    assert len(reading.failed) == 1


def test_a_crash_while_nobody_waits_is_no_news(suggester: Suggester) -> None:
    heard = Heard(suggester)
    suggester.start()
    until(lambda: suggester.state is State.READY)
    os.kill(process_of(suggester).processId(), signal.SIGKILL)
    until(lambda: suggester.state is State.AWAY)
    assert heard.failed == []


@pytest.mark.parametrize("program", ["/nonexistent/python", "/bin/true", "/bin/echo"])
def test_a_process_that_makes_no_sense_is_one_sentence(
    suggester: Suggester, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    if not program.startswith("/non") and not Path(program).exists():
        pytest.skip("no such program here")
    monkeypatch.setattr(sys, "executable", program)
    heard = Heard(suggester)
    suggester.run(article())
    until(lambda: bool(heard.failed))
    assert len(heard.failed) == 1
    assert suggester.state is State.AWAY


def test_a_process_that_does_not_stop_is_replaced(suggester: Suggester, reading: Heard) -> None:
    number = process_of(suggester).processId()
    os.kill(number, signal.SIGSTOP)
    suggester.run(article())
    until(lambda: bool(reading.finished))
    assert reading.finished == [article().id]
    until(lambda: all(one.processId() != number for one in suggester.findChildren(QProcess)))
    assert reading.failed == []


def test_closing_the_window_ends_the_process(
    window: MainWindow, hands: Hands, tmp_path: Path
) -> None:
    hands.open(session(article()), tmp_path)
    heard = Heard(window.suggester)
    window.suggester.run(LONG)
    until(lambda: bool(heard.found))
    number = process_of(window.suggester).processId()
    window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_window_that_is_made_ready_has_the_model_loaded(window: MainWindow) -> None:
    window.make_ready()
    until(lambda: window.suggester.state is State.READY)


def test_a_killed_window_leaves_no_process_behind() -> None:
    killed = subprocess.run(
        [sys.executable, "-m", "tests.desktop.ui.killed_reading"],
        cwd=WORKER_FOLDER,
        capture_output=True,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    number = int(killed.stdout)

    def gone() -> bool:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{number}/stat")  # whoever takes in orphans may not look at once
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"

    until(gone)

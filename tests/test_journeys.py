"""The whole job in a real window: a real X server, no window manager, keys and mouse."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.files import open_session
from resources.files import MIXED_SCRIPTS, SAMPLE_ARTICLE
from resources.setup.environment import DISPLAY_SERVER, WINDOW_LIBRARIES, missing_packages
from tests.desktop.ui.rehearsal.results import (
    Results,
    check_pdf,
    check_picture,
    check_session,
    check_word,
    opened,
    rehearse,
    results,
)

ARTICLES = {"sample": SAMPLE_ARTICLE, "scripts": MIXED_SCRIPTS}


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A display of our own, on a number that the server finds free."""
    lacking = missing_packages((*WINDOW_LIBRARIES, *DISPLAY_SERVER))
    server = shutil.which("Xvfb")
    if lacking or server is None:
        pytest.skip(f"a real X window needs {' '.join(lacking) or 'Xvfb'}")
    reading, writing = os.pipe()
    # Without -noreset it starts afresh, deaf for a moment, whenever its last window is closed.
    options = ["-noreset", "-nolisten", "tcp", "-screen", "0", "1600x1000x24"]
    with subprocess.Popen(
        [server, "-displayfd", str(writing), *options],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "the X server did not start"
        yield f":{number}"
        process.terminate()


@pytest.fixture(scope="module", params=ARTICLES)
def rehearsed(
    display: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Results:
    """What a rehearsal in a window of that display left."""
    folder = tmp_path_factory.mktemp("journey")
    ended = rehearse(
        folder,
        ARTICLES[request.param],
        QT_QPA_PLATFORM="xcb",
        DISPLAY=display,
        WAYLAND_DISPLAY=None,
    )
    assert ended.stderr == ""
    return results(ended)


def test_an_article_can_be_tagged_saved_and_reopened_in_a_real_window(rehearsed: Results) -> None:
    check_session(rehearsed.session)


def test_its_briefings_hold_every_passage(rehearsed: Results) -> None:
    check_word(rehearsed.word, rehearsed.session)
    check_pdf(rehearsed.pdf, rehearsed.session)


def test_its_picture_shows_the_tagged_article(rehearsed: Results) -> None:
    check_picture(rehearsed.picture)


def test_a_real_window_marks_the_same_passages_as_one_that_is_drawn_in_memory(
    rehearsed: Results, tmp_path: Path
) -> None:
    article = next(
        path for path in ARTICLES.values() if rehearsed.session.name.startswith(path.stem)
    )
    in_memory = results(rehearse(tmp_path, article)).session
    marked = [
        [(held.tag, held.spans, held.note) for held in opened(path).annotations.values()]
        for path in (rehearsed.session, in_memory)
    ]
    assert marked[0] == marked[1]


def test_the_rehearsal_takes_the_display_it_finds(display: str, tmp_path: Path) -> None:
    """A platform that is not named is the one of the display; its warnings would tell."""
    ended = rehearse(tmp_path, QT_QPA_PLATFORM=None, DISPLAY=display, WAYLAND_DISPLAY=None)
    assert results(ended).session.name == "sample-article.brief.json"
    assert "propagateSizeHints" not in ended.stderr


@pytest.fixture(scope="module", params=["real window", "in memory"])
def morning(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, object], Path]:
    """What was seen of a morning's work by keys alone, and the folder it was saved in."""
    folder = tmp_path_factory.mktemp("morning")
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    if request.param == "real window":
        variables |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": request.getfixturevalue("display")}
    command = [sys.executable, "-m", "tests.keyboard_journey", str(folder)]
    root = Path(__file__).parents[1]
    ended = subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1]), folder


def test_a_morning_of_marking_needs_no_mouse(morning: tuple[dict[str, object], Path]) -> None:
    seen, _folder = morning
    quote = "“We have leased a quay,” … “and we have leased nothing else.”"
    assert seen["claim"] == ["claim", "the container cranes stood idle"]
    sentence = seen["sentence"]
    assert isinstance(sentence, list)
    assert sentence[0] == "context"
    assert str(sentence[1]).startswith("In 1997 a government")
    assert str(sentence[1]).endswith("answering letters.")
    assert seen["broken quote"] == ["quote", quote]
    assert str(seen["under the other"]).startswith("The opposition says")
    assert str(seen["chosen from the list of overlaps"]).startswith("The opposition says")
    assert seen["end moved"] == "Annex C lets the tenant close the"
    assert seen["start moved"] == "C lets the tenant close the"
    assert seen["widened"] == ["opinion", "Sorrland is no villain in this."]
    assert (seen["split"], seen["merged"]) == (1, 0)
    assert seen["links"] == [[quote, "supports"]]


def test_what_is_known_of_a_passage_is_written_by_keys(
    morning: tuple[dict[str, object], Path],
) -> None:
    seen, _folder = morning
    assert seen["note"] == "Said to reporters, on the record."
    assert seen["speaker"] == ["Neda Tarvell", "foreign minister"]
    assert seen["grades"] == ["2", "high", "B"]
    assert seen["code"] == "B2"
    day = "12 November 2026"
    assert seen["citation"] == (
        f"“C lets the tenant close the” — Maren Oldacre, sample-article, {day}, ¶ 9"
    )


def test_several_rows_are_worked_on_at_once(morning: tuple[dict[str, object], Path]) -> None:
    seen, _folder = morning
    assert seen["filtered"] == ["quote"]
    assert seen["rows selected"] == 2
    assert seen["labelled"] == [["port"], ["port"]]
    assert seen["retagged"] == ["context", "context"]
    assert seen["retagging undone in one step"] is True
    assert (seen["zoom"], seen["hidden"]) == (1.1, True)


def test_the_whole_session_is_worked_on_by_keys(morning: tuple[dict[str, object], Path]) -> None:
    seen, _folder = morning
    assert seen["hits tagged"] == ["1 of 7", 7, True]
    assert seen["hits left after one undo"] == 0
    every = ["contradicts", "same-claim", "supports"]
    assert seen["links of all kinds"] == [every, ["contradicts", "same-claim"]]
    assert seen["renamed"] == ["N. Tarvell"]
    assert seen["groups"] == ["Claim", "Quote", "Opinion", "Context"]
    assert seen["labels taken away"] == [[], []]
    assert str(seen["pasted"]).startswith("“the container cranes stood idle” — Maren Oldacre")


def test_at_300_per_cent_the_caret_stays_in_sight(morning: tuple[dict[str, object], Path]) -> None:
    seen, _folder = morning
    assert seen["large"] == [3.0, True, 0]
    assert seen["the list is reached"] is True


def test_the_morning_is_saved_and_every_step_can_be_taken_back(
    morning: tuple[dict[str, object], Path],
) -> None:
    seen, folder = morning
    assert seen["unsaved"] is False
    assert seen["left after undoing all"] == 0
    assert seen["unsaved after redoing all"] is False
    held = open_session(folder / "morning.brief.json").session
    assert len(held.annotations) == 7
    (source,) = held.sources.values()
    assert source.grade.reliability == "B"
    assert sum(len(one.links) for one in held.annotations.values()) == 1

"""The whole job in a real window: a real X server, no window manager, keys and mouse."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.model.annotation import words
from desktop.model.grade_words import code
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
from tests.journey.acts import Act, acts
from tests.journey.files.keeping import NAME, ROWS
from tests.journey.mouse import PLACES

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


class Day(NamedTuple):
    """What was done by keys alone: each act with what went wrong; the files that were left."""

    acts: dict[str, str]
    folder: Path
    complaints: str


@pytest.fixture(scope="module", params=["real window", "in memory"])
def day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A day's work by keys alone in a process of its own."""
    folder = tmp_path_factory.mktemp("day")
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    if request.param == "real window":
        variables |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": request.getfixturevalue("display")}
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.journey", str(folder)]
    root = Path(__file__).parents[1]
    ended = subprocess.run(command, cwd=root, env=variables, capture_output=True, text=True)
    assert ended.returncode in (0, 1), ended.stderr
    assert ended.stdout, ended.stderr  # it ends itself where an act hangs, and says where
    return Day(json.loads(ended.stdout.splitlines()[-1]), folder, ended.stderr)


@pytest.mark.parametrize("act", acts(Path()), ids=lambda act: act.__name__)
def test_a_day_of_reading_and_marking_needs_no_mouse(day: Day, act: Act) -> None:
    assert day.acts.get(act.__name__, f"not reached: {list(day.acts)[-1]} failed") == ""


def test_nothing_is_complained_of_during_the_day(day: Day) -> None:
    lines = [line for line in day.complaints.splitlines() if "does not support" not in line]
    assert lines == []


def test_another_process_finds_in_the_file_what_the_screen_showed(day: Day) -> None:
    session = opened(day.folder / NAME)
    rows = json.loads((day.folder / ROWS).read_text(encoding="utf-8"))
    headings = [row for row in rows if row.endswith(", unfolded")]
    assert len(headings) == len(session.sources) == 2
    assert len(rows) - len(headings) == len(session.annotations) > 15
    for held in session.annotations.values():
        text = words(session.sources[held.source].text, held.spans, " … ")
        start = f"{session.tag(held.tag).name}: {' '.join(text.split())[:60]}"
        (row,) = [row for row in rows if row.startswith(start)]
        assert (" · note" in row) == bool(held.note)
        assert all(label in row for label in held.labels)
        reliability = session.sources[held.source].grade.reliability
        graded = bool(reliability or held.credibility)  # of two articles
        assert (f" · {code(reliability, held.credibility)}" in row) == graded
        nobody = "no speaker yet" if held.tag == "quote" else "author"
        assert (held.speaker.name if held.speaker is not None else nobody) in row


@pytest.mark.parametrize("where", ["real window", "in memory"])
def test_what_the_mouse_points_at_is_tagged_wherever_the_wheel_has_led(
    where: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    if where == "real window":
        variables |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": request.getfixturevalue("display")}
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.journey.mouse", str(tmp_path)]
    root = Path(__file__).parents[1]
    ended = subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, timeout=400
    )
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout.splitlines()[-1])
    assert len(seen) == 2 * 2 * PLACES
    for one in seen:
        assert one["out_of_sight"]
        assert one["holds"], one
        assert one["moved"] == 0, one
    assert all(one["tagged"] == one["pointed"] for one in seen[::2])

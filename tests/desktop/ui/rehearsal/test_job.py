"""The whole job, done by key and mouse events in a process of its own, without a display."""

import os
from pathlib import Path

import pytest

from resources.files import MIXED_SCRIPTS, SAMPLE_ARTICLE
from tests.desktop.ui.rehearsal.results import (
    Results,
    check_pdf,
    check_picture,
    check_session,
    check_word,
    opened,
    rehearse,
    results,
    sentences,
)

ARTICLES = {"sample": SAMPLE_ARTICLE, "scripts": MIXED_SCRIPTS}


@pytest.fixture(scope="module", params=ARTICLES)
def rehearsed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What a rehearsal on one of our samples left."""
    folder = tmp_path_factory.mktemp("rehearsal") / "new folder"
    ended = rehearse(folder, ARTICLES[request.param])
    assert sentences(ended) == []
    return results(ended)


def test_the_session_holds_passages_of_every_kind(rehearsed: Results) -> None:
    check_session(rehearsed.session)


def test_the_word_file_has_a_comment_for_each_passage(rehearsed: Results) -> None:
    check_word(rehearsed.word, rehearsed.session)


def test_the_pdf_has_a_highlight_for_each_passage(rehearsed: Results) -> None:
    check_pdf(rehearsed.pdf, rehearsed.session)


def test_the_picture_shows_the_tagged_article(rehearsed: Results) -> None:
    check_picture(rehearsed.picture)


def test_the_files_are_called_as_the_article_and_are_all_there_is(rehearsed: Results) -> None:
    stem = rehearsed.session.name.removesuffix(".brief.json")
    assert stem in ("sample-article", "mixed-scripts")
    names = {f"{stem}.{ending}" for ending in ("brief.json", "docx", "pdf", "png")}
    assert {path.name for path in rehearsed.session.parent.iterdir()} == names


def test_without_a_file_or_a_display_the_sample_article_is_rehearsed(tmp_path: Path) -> None:
    folder = Path(os.path.relpath(tmp_path))
    ended = rehearse(folder, QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert results(ended).session == tmp_path / "sample-article.brief.json"


def test_what_an_earlier_rehearsal_left_is_replaced(tmp_path: Path) -> None:
    article = tmp_path / "short.txt"
    article.write_text("Nobody had told the crane operators. The strike was over.", "utf-8")
    left = tmp_path / "short.brief.json"
    left.write_text("an earlier one", "utf-8")
    assert len(opened(results(rehearse(tmp_path, article)).session).annotations) > 3


@pytest.mark.parametrize("text", ["Hi", '"We have leased""a quay"\n\nהקו חוזר'])
def test_an_article_of_a_word_or_two_is_enough(text: str, tmp_path: Path) -> None:
    article = tmp_path / "short.txt"
    article.write_text(text, "utf-8")
    tags = {
        held.tag
        for held in opened(results(rehearse(tmp_path, article)).session).annotations.values()
    }
    assert len(tags) == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "is empty"), (" \n", "is empty"), ("— … !!", "no word"), (None, "no file")],
)
def test_an_article_that_cannot_be_rehearsed_is_refused_in_a_sentence(
    text: str | None, says: str, tmp_path: Path
) -> None:
    article = tmp_path / "article.txt"
    if text is not None:
        article.write_text(text, "utf-8")
    ended = rehearse(tmp_path / "out", article)
    assert ended.returncode == 1
    assert ended.stdout == ""
    (sentence,) = sentences(ended)
    assert sentence.startswith("brieflight: the rehearsal stopped: ")
    assert sentence.endswith(".")
    assert says in sentence
    assert list((tmp_path / "out").iterdir()) == []


UNANSWERED = """
from PySide6.QtWidgets import QMessageBox
from desktop.ui.rehearsal import job
from desktop.ui.session.workspace import Workspace
job.LIMIT_MS = 200
Workspace.open_path = lambda workspace, path: QMessageBox.information(None, "A", "question")
"""


def test_a_dialog_that_nobody_answers_does_not_hold_it_for_ever(tmp_path: Path) -> None:
    ended = rehearse(tmp_path, SAMPLE_ARTICLE, program=UNANSWERED)
    assert ended.returncode == 1
    assert sentences(ended) == ["brieflight: the rehearsal stopped: it took too long."]


NO_ROOM = """
import errno
from desktop.store.files import atomic
from desktop.store.errors import WriteFailed

def write(path, *_what):
    raise WriteFailed(path, OSError(errno.ENOSPC, "full"))

atomic.write = write
"""


def test_a_dialog_that_was_not_expected_ends_it_with_what_the_dialog_says(tmp_path: Path) -> None:
    ended = rehearse(tmp_path, SAMPLE_ARTICLE, program=NO_ROOM)
    assert ended.returncode == 1
    (sentence,) = sentences(ended)
    assert sentence.startswith("brieflight: the rehearsal stopped: There is no room left")


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    ended = rehearse(tmp_path / "taken", SAMPLE_ARTICLE)
    assert ended.returncode == 1
    (sentence,) = sentences(ended)
    assert sentence.startswith("brieflight: the rehearsal stopped: ")
    assert "“taken”" in sentence

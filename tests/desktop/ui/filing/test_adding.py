"""The same article added twice is noticed, however it comes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.store.files.sessions import save_session
from desktop.ui.dialogs.same_article import SameArticleQuestion
from tests.desktop.ui.articles import passage, session, source
from tests.desktop.ui.filing.test_conflicts import Ask, ask
from tests.desktop.ui.hands import CTRL, SHIFT, Hands, Key, until, wait_for

__all__ = ["ask"]  # a fixture
WORDS = "The outlet published this.\n\nThe port said no on Tuesday.\n"


@pytest.fixture
def path(hands: Hands, tmp_path: Path) -> Path:
    """A session of two articles, the second of which is read from this file; the first is shown."""
    path = tmp_path / "art.txt"
    path.write_text(WORDS, "utf-8")
    hands.open(session(source("Another article.", name="first.txt")), tmp_path)
    workspace = hands.window.workspace
    first = next(iter(workspace.session.sources))
    wait_for(workspace.changed, lambda: workspace.add_path(path))
    assert workspace.save()
    workspace.show_source(first)
    return path


def dropped(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def by_key(hands: Hands, _path: Path) -> None:
    hands.press(Key.Key_O, CTRL | SHIFT, on=hands.reader)


def by_drop(hands: Hands, path: Path) -> None:
    hands.drop(dropped(path))


def by_paste(hands: Hands, path: Path) -> None:
    QGuiApplication.clipboard().setText(path.read_text("utf-8"))
    hands.press(Key.Key_V, CTRL, on=hands.reader)


@pytest.mark.parametrize("how", [by_key, by_drop, by_paste])
def test_the_one_that_is_there_is_shown(
    hands: Hands,
    path: Path,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[[Hands, Path], None],
) -> None:
    again = path.with_name("downloaded (1).txt")
    again.write_bytes(path.read_bytes())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(again), ""))
    said = ask("Show S2")
    how(hands, again)
    until(lambda: bool(said))
    ((sentence, matches),) = said
    assert sentence.endswith("is in this session already, as S2 “The outlet published this.”.")
    assert matches == "Both are the same file, byte for byte."
    workspace = hands.window.workspace
    assert len(workspace.session.sources) == 2
    assert workspace.source is not None
    assert workspace.source.name == "art.txt"
    assert not workspace.unsaved


def test_it_can_be_added_again_knowingly_and_taken_back(hands: Hands, path: Path, ask: Ask) -> None:
    workspace = hands.window.workspace
    said = ask("Add again")
    changed = wait_for(workspace.changed, lambda: workspace.add_path(path))
    assert len(said) == 1
    assert changed
    assert len(workspace.session.sources) == 3
    workspace.undo_stack.undo()
    assert len(workspace.session.sources) == 2


def test_a_question_that_is_called_off_adds_nothing(hands: Hands, path: Path, ask: Ask) -> None:
    said = ask("Cancel")
    hands.window.workspace.add_path(path)
    until(lambda: bool(said))
    assert not hands.window.workspace.unsaved


def test_what_was_done_with_the_one_that_is_there_is_told(
    hands: Hands, path: Path, ask: Ask
) -> None:
    workspace = hands.window.workspace
    article = list(workspace.session.sources.values())[1]
    workspace.show_source(article.id)
    workspace.tag(passage(article, "port said no").spans, passage(article, "port").tag)
    windows = path.with_name("windows.txt")
    windows.write_bytes(b"\xef\xbb\xbf" + WORDS.replace("\n", "\r\n\r\n").encode())
    said = ask("Cancel")
    workspace.add_path(windows)
    until(lambda: bool(said))
    assert said[0] == (
        "“windows.txt” is in this session already, as S2 “The outlet published this.”.",
        "Their words are the same; only white space or line ends differ. S2 has 1 passage.",
    )


def test_several_at_once_are_asked_about_one_after_the_other(
    hands: Hands, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer takes its time, in which the next article arrives."""
    open_now, at_most, asked = 0, 0, 0

    def exec_(box: SameArticleQuestion) -> int:
        nonlocal open_now, at_most, asked
        open_now, asked = open_now + 1, asked + 1
        at_most = max(at_most, open_now)
        if asked == 1:
            workspace.add_path(path)
            found = wait_for(workspace.duplicate_found, lambda: workspace.add_path(path))
            assert found
        next(one for one in box.buttons() if one.text() == "Cancel").click()
        open_now -= 1
        return 0

    monkeypatch.setattr(SameArticleQuestion, "exec", exec_)
    workspace = hands.window.workspace
    workspace.add_path(path)
    until(lambda: asked == 3 and not open_now)
    assert at_most == 1
    assert len(workspace.session.sources) == 2


def test_an_article_that_was_meant_for_another_session_is_not_asked_about(
    hands: Hands, path: Path, ask: Ask
) -> None:
    workspace, said = hands.window.workspace, ask("Cancel")
    other = path.with_name("other.brief.json")
    save_session(other, session(source("Words of another session.")))
    workspace.duplicate_found.connect(lambda *_: workspace.open_path(other))
    wait_for(workspace.opened, lambda: workspace.add_path(path))
    for _turn in range(3):
        QApplication.processEvents()
    assert said == []
    assert workspace.path == other
    assert len(workspace.session.sources) == 1

"""A session that is held, damaged or changed by another program: what is said, and what it does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox

from desktop.app import build_window
from desktop.editing import describing
from desktop.model.annotation import Annotation, Span
from desktop.model.change import Change, Edit
from desktop.model.identity import AnnotationId, Instant, TagId
from desktop.model.session import Session
from desktop.options import Options
from desktop.settings import Settings
from desktop.store.files import atomic, backups
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.dialogs.merging import MergeDialog
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, passage, session, source
from tests.desktop.ui.conftest import shown
from tests.desktop.ui.filing.test_recovering import ROOT, data, die, lasting
from tests.desktop.ui.hands import Hands

Ask = Callable[..., list[tuple[str, str]]]
__all__ = ["data", "lasting"]  # fixtures


@pytest.fixture
def path(hands: Hands, tmp_path: Path) -> Path:
    """A session that is open, with one passage."""
    harbour = source(*HARBOUR)
    held = replace(passage(harbour, "pilots"), id=AnnotationId("one"))
    return hands.open(session(harbour, passages=(held,)), tmp_path)


@pytest.fixture
def other(application: QApplication, window: MainWindow) -> Iterator[MainWindow]:
    """A second window of the program."""
    built = build_window(application, Settings(theme="light", author="Ann Lee"))
    yield from shown(built)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Answer each message box with the button of this name; what they said."""

    def prepare(*names: str) -> list[tuple[str, str]]:
        said: list[tuple[str, str]] = []
        left = list(names)

        def exec_(box: QMessageBox) -> int:
            said.append((box.text(), box.informativeText()))
            wanted = left.pop(0)
            next(one for one in box.buttons() if one.text() == wanted).click()
            return 0

        monkeypatch.setattr(QMessageBox, "exec", exec_)
        return said

    return prepare


def buttons(window: MainWindow) -> dict[str, QAbstractButton]:
    found = window.notice.findChildren(QAbstractButton)
    return {one.text(): one for one in found if one.isVisible() and one.text()}


def begins(window: MainWindow, words: str) -> QAbstractButton:
    """The button of the notice whose words begin like this."""
    return next(one for text, one in buttons(window).items() if text.startswith(words))


def outside(path: Path, *changes: Callable[[Session], Session]) -> None:
    """Another program works on the file, without a thought for locks."""
    held = open_session(path).session
    for change in changes:
        held = change(held)
    save_session(path, held)


def noted(note: str) -> Callable[[Session], Session]:
    def change(held: Session) -> Session:
        made = describing.set_note(held, AnnotationId("one"), note, Instant("2026-02-01T08:00:00Z"))
        assert made is not None
        return held.apply(made)

    return change


def tagged(start: int) -> Callable[[Session], Session]:
    def change(held: Session) -> Session:
        of = next(iter(held.sources))
        there = Annotation(AnnotationId("there"), of, (Span(start, start + 5),), TagId("quote"))
        return held.apply(Change("", (Edit(None, there),)))

    return change


# One writer


def test_the_second_window_can_only_read_and_says_who_may_write(
    other: MainWindow, window: MainWindow, path: Path, tmp_path: Path
) -> None:
    window.workspace.start_new()
    other.workspace.open_path(path)
    window.workspace.open_path(path)
    said = window.notice.words.text()
    assert said.startswith("“work.brief.json” was opened today at ")
    assert " by Ann Lee on " in said
    assert said.endswith("so here it can be read but not changed.")
    assert window.workspace.tag((Span(0, 3),), TagId("claim")) is None
    assert not window.workspace.save()
    assert not window.actions_by_name["save"].isEnabled()
    assert window.actions_by_name["save_as"].isEnabled()


def test_a_copy_can_be_opened_and_saved_beside_the_held_session(
    other: MainWindow, hands: Hands, path: Path, tmp_path: Path
) -> None:
    other.workspace.open_path(path)
    buttons(other)["Open a copy"].click()
    workspace = other.workspace
    assert workspace.tag((Span(0, 3),), TagId("claim")) is not None
    assert (workspace.path, workspace.unsaved, workspace.read_only) == (None, True, "")
    assert workspace.save_as(tmp_path / "copy.brief.json")
    assert len(open_session(tmp_path / "copy.brief.json").session.annotations) == 2
    assert len(open_session(path).session.annotations) == 1
    first = hands.window.workspace
    first.tag((Span(0, 3),), TagId("claim"))
    assert first.save()


def test_a_held_session_can_be_saved_under_another_name(
    other: MainWindow, path: Path, tmp_path: Path
) -> None:
    other.workspace.open_path(path)
    assert other.workspace.save_as(tmp_path / "copy.brief.json")
    assert other.workspace.read_only == ""
    assert other.workspace.tag((Span(0, 3),), TagId("claim")) is not None
    assert other.workspace.save()


def test_once_the_first_window_lets_go_the_second_may_write(
    other: MainWindow, window: MainWindow, path: Path
) -> None:
    other.workspace.open_path(path)
    window.close()
    buttons(other)["Try again"].click()
    assert not other.notice.isVisible()
    assert other.workspace.tag((Span(0, 3),), TagId("claim")) is not None
    assert other.workspace.save()


def test_nothing_is_saved_over_a_session_that_another_window_has_open(
    other: MainWindow, path: Path, tmp_path: Path, ask: Ask
) -> None:
    before = path.read_bytes()
    mine = source("Another article altogether.")
    save_session(tmp_path / "mine.brief.json", session(mine))
    other.workspace.open_path(tmp_path / "mine.brief.json")
    said = ask("Not now")
    assert not other.workspace.save_as(path)
    assert said[0][0] == (
        "“work.brief.json” is open in another window and was left as it is; choose another name."
    )
    assert path.read_bytes() == before
    assert other.workspace.path == tmp_path / "mine.brief.json"


def test_the_lock_goes_with_the_session(window: MainWindow, path: Path) -> None:
    lock = path.with_name(".work.brief.json.lock")
    assert lock.exists()
    assert window.workspace.save_as(path.with_name("b.brief.json"))
    assert not lock.exists()
    window.workspace.start_new()
    assert [one.name for one in path.parent.glob(".*.lock")] == []


# Changed by another program


def test_changes_of_both_programs_are_merged_in_one_step(
    hands: Hands, path: Path, ask: Ask
) -> None:
    hands.tag("crane")
    outside(path, tagged(4))
    said = ask("Merge")
    workspace = hands.window.workspace
    workspace.save()
    ((text, detail),) = said
    assert text == (
        "“work.brief.json” was changed by another program since it was opened, so nothing was "
        "written."
    )
    assert detail == ("1 change elsewhere, 1 change here since the last save. Merge keeps both.")
    assert not workspace.unsaved
    assert len(open_session(path).session.annotations) == 3
    hands.window.actions_by_name["undo"].trigger()
    assert set(workspace.session.annotations) - {"one"}
    assert "there" not in workspace.session.annotations
    assert workspace.save()
    assert len(open_session(path).session.annotations) == 2


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("Mine", "written here"),
        ("Theirs", "written there"),
        ("Both notes", "written here\n\nwritten there"),
    ],
)
def test_what_both_changed_is_shown_and_asked_about(
    hands: Hands, path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, choice: str, expected: str
) -> None:
    workspace = hands.window.workspace
    workspace.set_note(AnnotationId("one"), "written here")
    outside(path, noted("written there"))
    said = ask("Merge")
    seen: list[str] = []

    def exec_(dialog: MergeDialog) -> int:
        from PySide6.QtWidgets import QLabel

        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        (choices,) = dialog.choices.values()
        next(one for one in choices.group.buttons() if one.text() == choice).click()
        return 1

    monkeypatch.setattr(MergeDialog, "exec", exec_)
    workspace.save()
    assert said[0][1].endswith("1 entry was changed on both sides; you are asked about it.")
    assert {"“pilots”", "Note: written here", "Note: written there"} <= set(seen)
    assert open_session(path).session.annotations[AnnotationId("one")].note == expected
    assert not workspace.unsaved
    workspace.undo_stack.undo()
    assert workspace.session.annotations[AnnotationId("one")].note == "written here"


def test_two_tags_given_on_both_sides_can_both_be_kept(
    hands: Hands, path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, one = hands.window.workspace, AnnotationId("one")
    workspace.change_tag([one], TagId("quote"))

    def retagged(held: Session) -> Session:
        passages = {one: replace(held.annotations[one], tag=TagId("opinion"))}
        return replace(held, annotations=passages)

    outside(path, retagged)
    ask("Merge")

    def exec_(dialog: MergeDialog) -> int:
        dialog.choices["annotations", one].choose("both")
        return 1

    monkeypatch.setattr(MergeDialog, "exec", exec_)
    assert not workspace.save()
    saved = open_session(path).session.annotations.values()
    assert [held.tag for held in saved] == ["quote", "opinion"]
    assert not workspace.unsaved
    assert [held.id for held in hands.passages] == [held.id for held in saved]
    workspace.undo_stack.undo()
    assert list(workspace.session.annotations) == [one]


def test_a_merge_can_be_called_off_at_the_question(
    hands: Hands, path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = hands.window.workspace
    workspace.set_note(AnnotationId("one"), "written here")
    outside(path, noted("written there"))
    theirs = path.read_bytes()
    ask("Merge")
    monkeypatch.setattr(MergeDialog, "exec", lambda _dialog: 0)
    assert not workspace.save()
    assert workspace.unsaved
    assert path.read_bytes() == theirs


def retold(old: str, new: str) -> Callable[[Session], Session]:
    """Another text of the article, whose passages stand where they stood."""

    def change(held: Session) -> Session:
        (article,) = held.sources.values()
        assert old in article.text
        paragraphs = article.text.replace(old, new).split("\n\n")
        other = source(*paragraphs, id_=article.id)
        return held.apply(Change("", (Edit(article, replace(other, front=article.front)),)))

    return change


def test_a_text_corrected_elsewhere_and_passages_tagged_here_come_together(
    hands: Hands, path: Path, ask: Ask
) -> None:
    hands.tag("crane")
    outside(path, retold("twenty years", "thirty years"))
    said = ask("Merge")
    workspace = hands.window.workspace
    workspace.save()
    assert said[0][1] == "1 change elsewhere, 1 change here since the last save. Merge keeps both."
    kept = open_session(path).session
    (article,) = kept.sources.values()
    assert article.text.endswith("thirty years.")
    assert hands.window.reader.toPlainText().endswith("thirty years.")
    quoted = {article.text[one.start : one.end] for one in kept.annotations.values()}
    assert quoted == {"pilots", "crane"}
    hands.window.actions_by_name["undo"].trigger()
    assert hands.window.reader.toPlainText().endswith("twenty years.")
    assert len(workspace.session.annotations) == 2


def test_a_passage_that_has_no_place_in_a_text_changed_elsewhere_stays_here_and_is_told(
    hands: Hands, path: Path, ask: Ask
) -> None:
    hands.tag("crane")
    outside(path, retold("the crane operators", "the operators of the crane"))
    theirs = path.read_bytes()
    said = ask("Not now")
    workspace = hands.window.workspace
    assert not workspace.save()
    assert said[0][1] == (
        "The text of “The harbour pilots of Halvec went back to work on Monday …” "
        "was changed there, and 1 passage that was changed here has no place "
        "in it, so the two cannot be merged."
    )
    assert workspace.unsaved
    assert len(workspace.session.annotations) == 2
    assert path.read_bytes() == theirs


def test_another_session_under_the_same_name_is_not_merged(
    hands: Hands, path: Path, ask: Ask
) -> None:
    hands.tag("crane")
    save_session(path, session(source("Another article.")))
    said = ask("Not now")
    assert not hands.window.workspace.save()
    assert said[0][1] == "The file holds another session now, so the two cannot be merged."
    assert len(hands.window.workspace.session.annotations) == 2


def test_a_large_file_is_looked_through_whole_before_it_is_merged(
    hands: Hands, path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.files.sessions.CHECKED_AT_ONCE", 100)
    hands.tag("crane")
    outside(path, tagged(4))
    twice = path.read_bytes().replace(b'"title"', b'"title": "gone", "title"', 1)
    path.write_bytes(twice)
    said = ask("Not now")
    assert not hands.window.workspace.save()
    assert said[0][1].endswith("If you save here, it is kept as a backup.")
    assert path.read_bytes() == twice


def test_a_session_changed_outside_can_be_loaded_again(hands: Hands, path: Path, ask: Ask) -> None:
    hands.tag("crane")
    outside(path, tagged(4))
    ask("Reload")
    assert not hands.window.workspace.save()
    assert set(hands.window.workspace.session.annotations) == {"one", "there"}
    assert not hands.window.workspace.unsaved


def test_a_session_changed_outside_can_be_saved_elsewhere(
    hands: Hands, path: Path, tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.tag("crane")
    outside(path, tagged(4))
    theirs = path.read_bytes()
    chosen = str(tmp_path / "mine.brief.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    ask("Save as…")
    hands.window.workspace.save()
    assert path.read_bytes() == theirs
    assert len(open_session(tmp_path / "mine.brief.json").session.annotations) == 2


def test_a_file_that_another_program_damaged_is_kept_when_it_is_saved_over(
    hands: Hands, path: Path, ask: Ask
) -> None:
    hands.tag("crane")
    path.write_bytes(b"{torn")
    said = ask("Save here")
    hands.window.workspace.save()
    assert said[0][1].endswith("If you save here, it is kept as a backup.")
    assert len(open_session(path).session.annotations) == 2
    assert b"{torn" in [one.read_bytes() for one in backups.all_of(path)]


# Damaged


def test_the_backup_of_a_damaged_session_is_offered_and_the_damaged_file_kept(
    hands: Hands, window: MainWindow, path: Path
) -> None:
    hands.tag("crane")
    assert window.workspace.save()
    hands.tag("strike")
    assert window.workspace.save()
    window.workspace.start_new()
    torn = path.read_bytes()[:-200]
    path.write_bytes(torn)
    window.workspace.open_path(path)
    assert window.notice.words.text().startswith("“work.brief.json” ends too soon")
    begins(window, "Open backup (today at ").click()
    workspace = window.workspace
    assert len(workspace.session.annotations) == 2
    assert workspace.unsaved
    assert path.read_bytes() == torn
    assert "as it was saved today at" in window.notice.words.text()
    buttons(window)["Save"].click()
    assert len(open_session(path).session.annotations) == 2
    assert torn in [one.read_bytes() for one in backups.all_of(path)]


def test_the_article_whose_text_was_changed_is_named(window: MainWindow, path: Path) -> None:
    assert window.workspace.save()
    window.workspace.start_new()
    path.write_bytes(path.read_bytes().replace(b"The harbour pilots", b"The harbour lights"))
    window.workspace.open_path(path)
    assert window.notice.words.text() == (
        "The text of “The harbour lights of Halvec went back to work on Monday …” "
        "in “work.brief.json” is not the one that was saved, so nothing "
        "was done with it; open a backup instead."
    )
    assert begins(window, "Open backup (").isEnabled()


def test_a_damaged_session_without_a_backup_is_only_told(window: MainWindow, path: Path) -> None:
    window.workspace.start_new()
    path.write_bytes(b"{")
    window.workspace.open_path(path)
    assert "ends too soon" in window.notice.words.text()
    assert buttons(window) == {}


def test_the_backup_of_a_session_that_is_gone_is_offered(window: MainWindow, path: Path) -> None:
    assert window.workspace.save()
    window.workspace.start_new()
    path.unlink()
    window.workspace.open_path(path)
    assert window.notice.words.text().startswith("There is no file “work.brief.json”")
    begins(window, "Open backup (").click()
    assert window.notice.words.text().endswith("; save it to have a file.")
    assert window.workspace.unsaved
    assert window.workspace.save()
    assert open_session(path).session.annotations


def test_no_backup_is_put_in_place_of_a_session_of_a_newer_program(
    window: MainWindow, path: Path
) -> None:
    assert window.workspace.save()
    window.workspace.start_new()
    newer = path.read_bytes().replace(b'"minReader": 1', b'"minReader": 2')
    path.write_bytes(newer.replace(b'"sources"', b'"articles"'))
    window.workspace.open_path(path)
    assert "needs a newer Brieflight" in window.notice.words.text()
    assert buttons(window) == {}


BACKUP = """
import os, signal, sys
from pathlib import Path
from desktop.app import build_window, create_application
from desktop.model.annotation import Span
from desktop.model.identity import TagId
create_application()
window = build_window(create_application())
workspace = window.workspace
heard = []
workspace.damaged.connect(heard.append)
workspace.open_path(Path(sys.argv[1]))
workspace.open_backup(heard[0])
workspace.tag((Span(20, 30),), TagId("claim"))
workspace.journaling.settle()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")
def test_work_on_a_backup_survives_a_crash(lasting: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, session(source(*HARBOUR)))
    save_session(path, session(source(*HARBOUR)))
    path.write_bytes(b"{torn")
    done = subprocess.run([sys.executable, "-c", BACKUP, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -9
    lasting.workspace.open_path(path)
    begins(lasting, "Take up again (").click()
    assert [one.start for one in lasting.workspace.session.annotations.values()] == [20]
    assert lasting.workspace.unsaved
    assert lasting.workspace.save()
    assert b"{torn" in [one.read_bytes() for one in backups.all_of(path)]
    assert [one.name for one in tmp_path.glob(".*.journal")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")
def test_a_crash_keeps_nobody_out(lasting: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, session(source(*HARBOUR)))
    other = path.with_name(".brieflight-00000000-other.tmp")
    other.touch()
    ours: list[Path] = []

    def killed(_made: object) -> None:
        (found,) = atomic.left_over(path)
        ours.append(found.with_name(found.name.replace(found.name[-12:], "dead0000.tmp")))
        ours[0].touch()

    atomic.write(path, path.read_bytes(), before=killed)
    die(path)
    assert path.with_name(".work.brief.json.lock").exists()
    lasting.workspace.open_path(path)
    assert lasting.workspace.read_only == ""
    assert not ours[0].exists(), "what a killed save left"
    assert other.exists(), "that of another file"


def test_no_briefing_is_made_of_a_text_that_is_not_the_one_imported(
    hands: Hands, path: Path, tmp_path: Path
) -> None:
    workspace = hands.window.workspace
    assert workspace.save()
    held = hands.source
    other = replace(held, text=held.text.replace("pilots", "lights"))
    assert workspace.do(lambda _session, _moment: Change("", (Edit(held, other),)))
    target = tmp_path / "briefing.md"
    assert workspace.export(target, "md", Options()) is None
    said = hands.window.notice.words.text()
    called = f"The text of “{other.title}” in “work.brief.json”"
    assert said.startswith(f"{called} is not the one that was saved")
    assert begins(hands.window, "Open backup (").isEnabled()
    assert not target.exists()


def test_a_session_of_a_newer_program_is_only_read(
    window: MainWindow, path: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.brief.json"
    newer.write_bytes(path.read_bytes().replace(b'"minReader": 1', b'"minReader": 2'))
    before = newer.read_bytes()
    window.workspace.open_path(newer)
    assert "saved by a newer Brieflight" in window.workspace.read_only
    assert window.workspace.tag((Span(0, 3),), TagId("claim")) is None
    assert not window.workspace.save()
    assert not window.workspace.save_as(tmp_path / "other.brief.json")
    assert newer.read_bytes() == before
    assert not newer.with_name(".newer.brief.json.lock").exists()

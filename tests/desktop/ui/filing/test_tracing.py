"""Remove all traces: names what holds words of articles, removes what is ticked, and no more."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from desktop import settings as stored
from desktop.model.annotation import Span
from desktop.model.identity import TagId
from desktop.store.files import backups
from desktop.store.files.sessions import save_session
from desktop.ui.dialogs.traces import TracesDialog
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.filing.test_recovering import data, die, lasting

Tick = Callable[..., list[str]]
__all__ = ["data", "lasting"]  # fixtures


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> Tick:
    """Remove what is ticked, having unticked rows that begin like these; what was shown."""

    def prepare(*untick: str, ticked: str = "", accept: bool = True) -> list[str]:
        shown: list[str] = []

        def exec_(dialog: TracesDialog) -> int:
            shown.extend(label.text() for label in dialog.findChildren(QLabel))
            for box in dialog.boxes:
                shown.append(f"{'x' if box.isChecked() else '-'} {box.accessibleName()}")
                if box.accessibleName().startswith(untick or ("\0",)):
                    box.setChecked(False)
                if ticked and box.accessibleName().startswith(ticked):
                    box.setChecked(True)
            return int(accept and dialog.ok.isEnabled())

        monkeypatch.setattr(TracesDialog, "exec", exec_)
        return shown

    return prepare


@pytest.fixture(autouse=True)
def no_other_sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of its own: those of all tests name sessions that other tests have used."""
    monkeypatch.setenv("BRIEFLIGHT_CONFIG", str(tmp_path / "settings"))


@pytest.fixture
def path(lasting: MainWindow, tmp_path: Path) -> Path:
    """A session that was saved twice and is open."""
    path = tmp_path / "work.brief.json"
    save_session(path, session(source(*HARBOUR)))
    lasting.workspace.open_path(path)
    lasting.workspace.tag((Span(0, 11),), TagId("claim"))
    assert lasting.workspace.save()
    return path


def words_in(folder: Path) -> list[str]:
    """The files in and under a folder that hold words of the article."""
    return sorted(
        one.name
        for one in folder.rglob("*")
        if one.is_file() and b"went back to work" in one.read_bytes()
    )


def test_all_that_is_left_is_the_session(
    lasting: MainWindow, path: Path, tmp_path: Path, tick: Tick
) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text("\n\n".join(HARBOUR))
    die(article)
    assert len(words_in(tmp_path)) == 4
    shown = tick(ticked="Sessions that were never saved")
    lasting.actions_by_name["traces"].trigger()
    assert "x Backups of “work.brief.json”" in shown
    assert "- Sessions that were never saved" in shown
    assert any(".work.brief.json.1.backup in " in one for one in shown)
    assert words_in(tmp_path) == ["harbour.txt", "work.brief.json"]
    assert lasting.status.remark.text() == "2 files removed."
    assert stored.load().recent == ()


def test_what_is_not_ticked_stays(lasting: MainWindow, path: Path, tick: Tick) -> None:
    tick("The name")
    lasting.actions_by_name["traces"].trigger()
    assert backups.all_of(path) == []
    assert stored.load().recent == (str(path),)
    tick("Backups")
    assert lasting.workspace.tag((Span(20, 31),), TagId("claim"))
    assert lasting.workspace.save()
    lasting.actions_by_name["traces"].trigger()
    assert len(backups.all_of(path)) == 1
    assert stored.load().recent == ()


def test_called_off_it_removes_nothing(lasting: MainWindow, path: Path, tick: Tick) -> None:
    tick(accept=False)
    lasting.actions_by_name["traces"].trigger()
    assert len(backups.all_of(path)) == 1
    assert stored.load().recent == (str(path),)


def test_what_is_not_saved_yet_goes_only_when_it_is_ticked(
    lasting: MainWindow, path: Path, tick: Tick
) -> None:
    def journals() -> list[Path]:
        return list(path.parent.glob(".*.journal"))

    workspace = lasting.workspace
    workspace.tag((Span(20, 31),), TagId("claim"))
    workspace.journaling.settle()
    shown = tick()
    lasting.actions_by_name["traces"].trigger()
    assert "- Changes to the open session that are not saved yet" in shown
    assert len(journals()) == 1
    tick(ticked="Changes to the open session")
    lasting.actions_by_name["traces"].trigger()
    workspace.tag((Span(40, 51),), TagId("claim"))
    workspace.journaling.settle()
    assert journals() == []
    assert workspace.save()
    assert len(workspace.session.annotations) == 3
    workspace.tag((Span(60, 71),), TagId("claim"))
    workspace.journaling.settle()
    assert len(journals()) == 1


def test_work_that_was_never_recovered_is_never_ticked_beforehand(
    lasting: MainWindow, path: Path, tick: Tick
) -> None:
    lasting.workspace.start_new()
    die(path)
    (journal,) = path.parent.glob(".*.journal")
    unused = journal.with_name(f"{journal.stem}.kept.journal-unused")
    unused.write_bytes(journal.read_bytes())
    shown = tick()
    lasting.actions_by_name["traces"].trigger()
    assert "- Changes to “work.brief.json” that were never saved" in shown
    assert "- Changes to “work.brief.json” that no longer fit it" in shown
    assert journal.exists()
    assert unused.exists()


def test_without_traces_there_is_nothing_to_remove(lasting: MainWindow, tick: Tick) -> None:
    tick()
    lasting.actions_by_name["traces"].trigger()
    shown = tick()
    lasting.actions_by_name["traces"].trigger()
    assert shown[1] == "Besides your sessions no file holds words of an article."


def test_settings_hold_no_words_of_an_article(
    lasting: MainWindow, path: Path, tmp_path: Path
) -> None:
    workspace = lasting.workspace
    (held,) = workspace.session.annotations
    workspace.set_note(held, "The crane operators knew nothing.")
    workspace.rename("The strike at Halvec")
    assert workspace.save()
    kept = stored.place().read_text(encoding="utf-8")
    assert str(path) in kept
    words = {word.strip("“”.,") for paragraph in HARBOUR for word in paragraph.split()}
    said = [word for word in words | {"strike", "Halvec", "knew"} if len(word) > 5]
    without_path = kept.replace(str(path.parent), "")
    assert [word for word in said if word in without_path] == []

"""A session in a folder that is synchronised between machines: who has it open, and who writes."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Span
from desktop.model.identity import AnnotationId, Instant, TagId
from desktop.store.files import lock
from desktop.store.files.lock import Holder
from desktop.store.files.sessions import open_session, save_session
from desktop.ui.window.main_window import MainWindow
from tests.desktop.store.examples import opened
from tests.desktop.ui.filing.test_conflicts import Ask, ask, buttons
from tests.desktop.ui.filing.test_recovering import data, die, lasting
from tests.desktop.ui.hands import Key, until

__all__ = ["ask", "data", "lasting"]  # fixtures
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")


def ago(**time: int) -> Instant:
    moment = datetime.now(UTC) - timedelta(**time)
    return Instant(moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def sign(path: Path, since: Instant, renewed: Instant, owner: str = "Ana") -> Holder:
    """The lock of another machine comes over."""
    holder = Holder(owner, f"{owner.upper()}S-LAPTOP", 4711, since, renewed)
    lock.place(path).write_bytes(msgspec.json.encode(holder))
    return holder


@pytest.fixture
def shared(data: Path, tmp_path: Path) -> Path:
    """A session with a lock and a journal of two changes, as it came over from Ana's machine."""
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    die(path)
    sign(path, ago(minutes=7), ago(minutes=5))
    return path


def beside(path: Path) -> dict[str, bytes]:
    """What lies hidden beside a session, its lock aside."""
    found = path.parent.glob(f".{path.name}*")
    return {one.name: one.read_bytes() for one in found if one.suffix != ".lock"}


def said_by(path: Path) -> Holder:
    return msgspec.json.decode(lock.place(path).read_bytes(), type=Holder)


def passages(path: Path) -> int:
    return len(open_session(path).session.annotations)


Died = tuple[Path, int, dict[str, bytes]]
"""A session file, how many passages are in it, and what lies hidden beside it."""


@pytest.fixture
def died(data: Path, tmp_path: Path) -> Died:
    """A session whose program was killed on this machine after two changes."""
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    before = passages(path)
    die(path)
    return path, before, beside(path)


def test_a_session_open_on_another_machine_is_shown_for_reading_and_asked_about(
    lasting: MainWindow, shared: Path
) -> None:
    signed, hidden = lock.place(shared).read_bytes(), beside(shared)
    workspace = lasting.workspace
    workspace.open_path(shared)
    said = lasting.notice.words.text()
    assert said.startswith("“work.brief.json” is open on ANAS-LAPTOP: Ana opened it there ")
    assert "and worked on it 5 minutes ago." in said
    assert list(buttons(lasting)) == ["Read only", "Write anyway", "Open a copy"]
    buttons(lasting)["Read only"].click()
    assert workspace.read_only
    assert not lasting.notice.isVisible()
    assert lock.place(shared).read_bytes() == signed
    assert beside(shared) == hidden
    assert len(workspace.session.annotations) == passages(shared)


def test_who_chose_to_read_is_asked_again_when_they_change_something(
    lasting: MainWindow, shared: Path
) -> None:
    workspace = lasting.workspace
    workspace.open_path(shared)
    buttons(lasting)["Read only"].click()
    assert workspace.tag((Span(0, 3),), TagId("claim")) is None
    assert "ANAS-LAPTOP" in lasting.notice.words.text()
    buttons(lasting)["Write anyway"].click()
    assert workspace.tag((Span(0, 3),), TagId("claim")) is not None


def test_who_writes_anyway_holds_the_lock_and_the_others_journal_stays_as_it_is(
    lasting: MainWindow, shared: Path
) -> None:
    hidden = beside(shared)
    workspace = lasting.workspace
    workspace.open_path(shared)
    buttons(lasting)["Write anyway"].click()
    assert said_by(shared).host == lock.host()
    assert len(workspace.session.annotations) == passages(shared)
    assert "2 changes that it has not saved" in lasting.notice.words.text()
    buttons(lasting)["Leave"].click()
    assert workspace.tag((Span(0, 3),), TagId("claim")) is not None
    assert workspace.save()
    kept = beside(shared)
    assert {name: kept[name] for name in hidden} == hidden
    assert not workspace.read_only


def test_what_the_other_machine_never_saved_can_be_taken_over_in_one_step(
    lasting: MainWindow, shared: Path
) -> None:
    hidden, before = beside(shared), passages(shared)
    workspace = lasting.workspace
    workspace.open_path(shared)
    buttons(lasting)["Write anyway"].click()
    buttons(lasting)["Take over here too"].click()
    assert len(workspace.session.annotations) == before + 2
    assert list(workspace.session.annotations.values())[-1].note == "half a no"
    workspace.undo_stack.undo()
    assert len(workspace.session.annotations) == before
    workspace.undo_stack.redo()
    assert workspace.save()
    assert passages(shared) == before + 2
    assert hidden.items() <= beside(shared).items()


def test_a_journal_that_names_another_machine_is_not_used_without_a_word(
    lasting: MainWindow, died: Died, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before, hidden = died
    monkeypatch.setattr(lock, "host", lambda: "BENS-DESKTOP")
    sign(path, ago(days=3), ago(days=3), "Ben")  # who wrote anyway, and died too
    lock.place(path).write_bytes(msgspec.json.encode(replace(said_by(path), host="BENS-DESKTOP")))
    lasting.workspace.open_path(path)
    assert len(lasting.workspace.session.annotations) == before
    assert "2 changes that it has not saved" in lasting.notice.words.text()
    assert beside(path) == hidden


def test_another_machine_of_the_same_name_is_another_machine(
    lasting: MainWindow, died: Died, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before, hidden = died
    monkeypatch.setattr(lock, "machine_id", lambda: "another")
    lasting.workspace.open_path(path)
    said = lasting.notice.words.text()
    assert said.startswith(f"“work.brief.json” is open on another machine named {lock.host()}: ")
    buttons(lasting)["Write anyway"].click()
    assert said_by(path).machine == "another"
    assert len(lasting.workspace.session.annotations) == before
    assert "2 changes that it has not saved" in lasting.notice.words.text()
    assert beside(path) == hidden


def test_the_age_of_an_old_lock_is_told_and_it_does_not_stand_in_the_way(
    lasting: MainWindow, shared: Path
) -> None:
    sign(shared, ago(days=13), ago(days=12))
    workspace = lasting.workspace
    workspace.open_path(shared)
    said = lasting.notice.words.text()
    assert said.startswith(
        "“work.brief.json” is still marked as open on ANAS-LAPTOP: Ana opened it there on "
    )
    assert said.endswith("changed it last 12 days ago. The mark may be left over from then.")
    assert workspace.read_only
    buttons(lasting)["Write anyway"].click()
    assert not workspace.read_only


def test_the_lock_is_renewed_with_each_line_of_the_journal_and_with_each_save(
    lasting: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(1000))
    start = datetime(2026, 1, 5, 8, tzinfo=UTC)

    def clock() -> Instant:
        moment = start + timedelta(seconds=next(seconds))
        return Instant(moment.strftime("%Y-%m-%dT%H:%M:%SZ"))

    monkeypatch.setattr(lock, "now", clock)
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    workspace = lasting.workspace
    workspace.open_path(path)
    first = said_by(path)
    assert workspace.tag((Span(0, 3),), TagId("claim")) is not None
    until(lambda: said_by(path).renewed > first.renewed)
    workspace.journaling.settle()
    second = said_by(path)
    assert workspace.save()
    assert said_by(path).renewed > second.renewed
    assert said_by(path).since == first.since


@pytest.mark.parametrize("in_place", [True, False])
def test_a_session_that_another_machine_opens_meanwhile_is_told_at_the_next_change(
    lasting: MainWindow,
    tmp_path: Path,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    in_place: bool,
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    workspace = lasting.workspace
    workspace.open_path(path)
    if not in_place:
        lock.place(path).unlink()
    holder = sign(path, ago(minutes=1), ago(minutes=1))
    monkeypatch.setattr(lock, "now", lambda: Instant("2026-01-05T08:00:00Z"))
    assert workspace.tag((Span(0, 3),), TagId("claim")) is not None
    until(lasting.notice.isVisible)
    assert lasting.notice.words.text().startswith("Ana opened “work.brief.json” on ANAS-LAPTOP ")
    assert said_by(path) == holder
    before = path.read_bytes()
    said = ask("Not now", "Save anyway")
    assert not workspace.save()
    assert "writes there too" in said[0][0]
    assert path.read_bytes() == before
    assert workspace.unsaved
    workspace.save()
    assert not workspace.unsaved
    assert said_by(path).host == lock.host()
    assert path.read_bytes() != before


def test_what_the_other_machine_saved_meanwhile_is_compared_even_when_one_saves_anyway(
    lasting: MainWindow, tmp_path: Path, ask: Ask
) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    workspace = lasting.workspace
    workspace.open_path(path)
    mine = workspace.tag((Span(0, 3),), TagId("claim"))
    there = open_session(path).session
    noted = next(iter(there.annotations.values()))
    changed = {**there.annotations, noted.id: replace(noted, note="by Ana")}
    save_session(path, replace(there, annotations=changed))
    sign(path, ago(minutes=1), ago(minutes=1))
    said = ask("Save anyway", "Merge")
    workspace.save()
    assert len(said) == 2
    saved = open_session(path).session.annotations
    assert saved[noted.id].note == "by Ana"
    assert AnnotationId(mine or "") in saved


def test_a_session_of_another_machine_is_not_saved_over_without_a_word(
    lasting: MainWindow, shared: Path, tmp_path: Path, ask: Ask
) -> None:
    other = tmp_path / "mine.brief.json"
    save_session(other, opened())
    workspace = lasting.workspace
    workspace.open_path(other)
    before = shared.read_bytes()
    said = ask("Not now")
    assert not workspace.save_as(shared)
    assert "ANAS-LAPTOP" in said[0][0]
    assert shared.read_bytes() == before
    assert workspace.path == other


def test_keys_ask_too_where_another_machine_has_the_session(
    lasting: MainWindow, shared: Path
) -> None:
    from tests.desktop.ui.hands import Hands

    lasting.workspace.open_path(shared)
    QApplication.processEvents()
    buttons(lasting)["Read only"].click()
    hands = Hands(lasting)
    hands.press(Key.Key_Down, on=hands.reader)
    hands.press(Key.Key_1, on=hands.reader)
    assert "Write anyway" in buttons(lasting)

"""The tortures in small; ``make torture`` does them at length."""

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.app import create_application
from desktop.store.files.sessions import save_session
from tests.desktop.store.examples import opened
from tests.torture import crash_states, damage, soak
from tests.torture.kills import ALLOWED, kill_once, prepared
from tests.torture.result import Result

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="made with what Unix has")


@pytest.fixture(autouse=True)
def application() -> None:
    """Workspaces and windows need one."""
    create_application()


def passed(result: Result) -> None:
    assert result.passed, result


@UNIX
def test_a_program_killed_at_work_loses_no_session_and_less_than_a_second_of_work(
    tmp_path: Path,
) -> None:
    path = prepared(tmp_path)
    for patience in (0.0, 0.05, 0.2):
        killed = kill_once(path, patience)
        assert killed.opened
        assert killed.changes
        assert killed.lost < ALLOWED
        assert killed.wrong == ()


@UNIX
def test_a_call_that_fails_loses_nothing_and_is_told_with_file_and_cause() -> None:
    from tests.torture import failing

    passed(failing.run(every=5))


@UNIX
def test_every_state_that_a_power_cut_leaves_of_a_save_is_the_old_session_or_the_new() -> None:
    passed(crash_states.run(large=False))


@UNIX
def test_without_flushing_the_states_of_a_save_would_not_all_load(tmp_path: Path) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, opened())
    other = replace(opened(), annotations={})
    recording = crash_states.record(tmp_path, lambda: save_session(path, other))
    recording.steps = [replace(one, flushed=False) for one in recording.steps]
    sizes = {len(state[path.name]) for state in crash_states.states(recording)}
    assert 0 in sizes


@UNIX
def test_two_programs_on_one_session_overwrite_nothing_in_silence() -> None:
    from tests.torture import two_writers

    passed(two_writers.run(8))


def test_a_damaged_file_is_refused_or_has_the_same_text() -> None:
    passed(damage.run(100))


@UNIX
def test_where_a_folder_takes_no_file_the_work_is_kept_and_another_place_offered() -> None:
    from tests.torture import folders

    passed(folders.run())


def test_changes_undo_and_redo_are_what_a_simple_model_says() -> None:
    passed(soak.run(3_000))

"""The torture in small; ``make torture`` does it at length."""

import sys
from pathlib import Path

import pytest

from tests.torture.kills import ALLOWED, kill_once, prepared


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like that there")
def test_a_program_killed_at_work_loses_no_session_and_less_than_a_second_of_work(
    tmp_path: Path,
) -> None:
    path = prepared(tmp_path)
    for patience in (0.0, 0.05, 0.2):
        killed = kill_once(path, patience)
        assert killed.opened
        assert killed.changes
        assert killed.lost < ALLOWED

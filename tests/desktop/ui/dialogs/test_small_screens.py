"""Small screens, and large ones on which everything is drawn larger."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCREENS = {
    "1024x768": (1024, 768),
    "1366x768 at 150 %": (910, 512),
}
"""The sizes in the units in which a window is measured."""


@pytest.mark.parametrize("size", SCREENS.values(), ids=list(SCREENS))
def test_no_dialog_is_larger_than_the_screen_and_nothing_of_it_or_the_review_is_cut_off(
    size: tuple[int, int], tmp_path: Path
) -> None:
    width, height = size
    screen = {"name": "small", "x": 0, "y": 0, "width": width, "height": height}
    screens = tmp_path / "screens.json"
    screens.write_text(
        json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})
    )
    ended = subprocess.run(
        [sys.executable, "-m", "tests.desktop.ui.dialogs.small_screens", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.stdout.splitlines() == [f"{width} by {height}", "looked"], ended.stderr

"""PySide6 keeps the reference count of None.

PySide6 6.12.0 drops one reference to None in every call that returns nothing, and on Python 3.11 a
program that repaints a few thousand times dies of it. From Python 3.12 on None is immortal and
there is nothing to count.
"""

import json
import os
import subprocess
import sys

import pytest

CALLS = 5_000

# A program of its own: where the defect is present it can take its interpreter down.
PROGRAM = f"""
import json, sys
from PySide6.QtGui import QGuiApplication, QColor, QImage, QPainter, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(["reference-counts", "-platform", "offscreen"])
image = QImage(8, 8, QImage.Format.Format_RGB32)
painter, colour = QPainter(image), QColor("white")
cursor, widget = QTextCursor(QTextDocument("words")), QWidget()
calls = {{
    "QTextCursor.setPosition": lambda: cursor.setPosition(1),
    "QPainter.fillRect": lambda: painter.fillRect(0, 0, 2, 2, colour),
    "QWidget.update": lambda: widget.update(),
}}
drift = {{}}
for name, call in calls.items():
    call()
    before = sys.getrefcount(None)
    for _ in range({CALLS}):
        call()
    drift[name] = sys.getrefcount(None) - before
painter.end()
print(json.dumps(drift))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_that_return_nothing_leave_the_count_of_none_alone() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert finished.returncode == 0, finished.stderr
    drift: dict[str, int] = json.loads(finished.stdout)
    assert len(drift) == 3
    lost = {name: count for name, count in drift.items() if abs(count) > CALLS // 100}
    assert not lost, f"references to None gained or lost in {CALLS} calls: {lost}"

"""How the window starts: light, remembered, and with the files it was given."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from desktop import settings
from desktop.app import build_window
from desktop.settings import Settings
from desktop.store.files.sessions import save_session
from desktop.ui.window.main_window import MainWindow
from tests.desktop.ui.articles import HARBOUR, session, source
from tests.desktop.ui.conftest import shown

HEAVY = ("spacy", "docx", "reportlab", "lxml", "numpy", "markdown_it", "jsonschema", "uharfbuzz")

PROGRAM = """
import json, sys
from desktop.app import build_window, create_application
from desktop.settings import Settings
application = create_application()
window = build_window(application, Settings())
window.show()
application.processEvents()
window.grab()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""

Start = Callable[[], MainWindow]


@pytest.fixture
def start(application: QApplication, complaints: list[str]) -> Iterator[Start]:
    """Start the window as the program does, on the stored settings."""
    opened: list[Iterator[MainWindow]] = []

    def build() -> MainWindow:
        opened.append(shown(build_window(application)))
        return next(opened[-1])

    yield build
    for one in opened:
        next(one, None)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFLIGHT_CONFIG", str(tmp_path / "config"))


def test_the_window_starts_without_what_only_the_worker_needs() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = json.loads(ended.stdout)
    assert "PySide6" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_theme_zoom_and_size_are_there_again_at_the_next_start(start: Start) -> None:
    first = start()
    first.resize(720, 600)
    first.theme.step_zoom(2)
    dark = next(one for one in first.findChildren(QAction) if one.text() == "Dark")
    dark.trigger()
    assert first.close()
    second = start()
    assert second.theme.name == "dark"
    assert second.theme.zoom == first.theme.zoom == 1.25
    assert (second.width(), second.height()) == (720, 600)


def test_an_opened_session_is_recent_at_the_next_start(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "work.brief.json"
    save_session(path, session(source(*HARBOUR)))
    start().workspace.open_path(path)
    assert settings.load().recent == (str(path),)


def test_a_recent_session_that_is_gone_is_forgotten_when_asked_for(
    start: Start, tmp_path: Path
) -> None:
    settings.save(Settings(recent=(str(tmp_path / "gone.brief.json"),)))
    window = start()
    window.filing.open_path(tmp_path / "gone.brief.json")
    assert "gone.brief.json" in window.notice.words.text()
    assert settings.load().recent == ()


def test_the_first_page_has_the_focus_on_its_first_row(start: Start) -> None:
    window = start()
    assert window.welcome.isVisible()
    assert window.welcome.rows[0].hasFocus()
    assert not window.left.isVisible()
    assert not window.right.isVisible()
    assert not window.actions_by_name["save"].isEnabled()


def test_geometry_that_makes_no_sense_is_ignored(start: Start) -> None:
    settings.save(Settings(window_geometry="bm9uc2Vuc2U="))
    window = start()
    assert window.width() >= 640

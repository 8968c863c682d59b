"""The set-up of a checkout: what it says about missing libraries, and that it says so first."""

import os
import stat
import sys
from pathlib import Path

import pytest

from resources.setup import environment

LISTING = """\
installed\tlibegl1\t
installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6), libglib2.0-0-x
config-files\tlibgl1\t
"""


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian that has some of the libraries, no display, and a person who is not root."""
    query = tmp_path / "dpkg-query"
    query.write_text(f"#!/bin/sh\ncat <<'END'\n{LISTING}END\n", encoding="utf-8")
    query.chmod(query.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collects what reached the environment; nothing may where a library is missing."""
    reached: list[str] = []
    monkeypatch.setattr(environment, "ensure_environment", reached.append)
    return reached


@pytest.mark.usefixtures("debian")
def test_a_package_counts_when_it_is_installed_or_provided_by_its_new_name() -> None:
    wanted = ("libegl1", "libglib2.0-0", "libgl1", "libdbus-1-3")
    assert environment.missing_packages(wanted) == ["libdbus-1-3", "libgl1"]


@pytest.mark.usefixtures("debian")
def test_without_rights_one_line_names_what_is_missing_and_nothing_is_downloaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], untouched: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["environment.py", "run"])
    assert environment.main() == 1
    assert capsys.readouterr().out == (
        "apt-get update && apt-get install --yes --no-install-recommends"
        " libdbus-1-3 libfontconfig1 libgl1 libxkbcommon0\n"
    )
    assert untouched == []


@pytest.mark.usefixtures("debian")
def test_a_display_asks_for_the_libraries_of_a_window_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], untouched: list[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys, "argv", ["environment.py", "run"])
    assert environment.main() == 1
    assert "libxcb-cursor0" in capsys.readouterr().out
    assert untouched == []


@pytest.mark.usefixtures("debian")
def test_tests_without_a_display_server_go_on_and_say_what_they_leave_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], untouched: list[str]
) -> None:
    monkeypatch.setattr(environment, "OFFSCREEN_LIBRARIES", ("libegl1",))
    monkeypatch.setattr(sys, "argv", ["environment.py", "develop"])
    assert environment.main() == 0
    written = capsys.readouterr()
    assert written.out == ""
    assert "xvfb" in written.err
    assert untouched == ["develop"]


def test_another_python_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], untouched: list[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(sys, "argv", ["environment.py", "run"])
    assert environment.main() == 1
    assert "needs Python 3.11 to 3.13" in capsys.readouterr().err
    assert untouched == []

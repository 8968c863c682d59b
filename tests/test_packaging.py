"""The wheel carries everything the program needs: looked at in the wheel itself.

An editable install finds every file in the checkout, so it says nothing about what users get.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("desktop", "exporters", "resources")
NOT_SHIPPED = {"resources/setup", "resources/pictures"}


def files_of(room: Path) -> set[str]:
    """The room's files as paths in the wheel, without caches and the set-up of a checkout."""
    names = {
        path.relative_to(ROOT).as_posix()
        for path in room.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    return {name for name in names if str(PurePosixPath(name).parent) not in NOT_SHIPPED}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: building in the checkout would leave files there."""
    source = tmp_path_factory.mktemp("source")
    for room in ROOMS:
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(target)]
    run([sys.executable, "-m", "pip", "wheel", "-q", *options, str(source)], cwd=source)
    (built,) = target.glob("brieflight-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed, which is not this checkout."""
    target = tmp_path_factory.mktemp("installed")
    options = ["--no-deps", "--no-index", "--target", str(target)]
    run([sys.executable, "-m", "pip", "install", "-q", *options, str(wheel)], cwd=target)
    return target


def run(command: list[str], cwd: Path, path: Path | None = None) -> str:
    """Run a command away from this checkout and return its output, or fail with its words."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    if path:
        environment["PYTHONPATH"] = str(path)
    finished = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_three_rooms_is_in_the_wheel(wheel: Path) -> None:
    wanted = set[str]().union(*(files_of(ROOT / room) for room in ROOMS))
    assert wanted - contents(wheel) == set()


def test_the_wheel_holds_the_three_rooms_and_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in contents(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(ROOMS)
    assert not [name for name in contents(wheel) if name.startswith("resources/setup/")]


def test_each_font_in_the_wheel_has_its_licence_beside_it(wheel: Path) -> None:
    names = contents(wheel)
    fonts = {name for name in names if name.endswith(".ttf")}
    assert fonts
    assert {f"{PurePosixPath(font).parent}/LICENSE" for font in fonts} <= names


@pytest.mark.parametrize(
    "pattern",
    ["resources/icons/*.svg", "resources/schema/*.json", "resources/samples/sample*"],
)
def test_the_wheel_carries(wheel: Path, pattern: str) -> None:
    assert [name for name in contents(wheel) if PurePosixPath(name).match(pattern)]


def test_the_wheel_names_its_licence_and_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        read = {
            PurePosixPath(name).name: name for name in archive.namelist() if "dist-info" in name
        }
        metadata = archive.read(read["METADATA"]).decode()
        commands = archive.read(read["entry_points.txt"]).decode()
    assert "License-Expression: MIT" in metadata
    assert "brieflight = desktop.cli:main" in commands


def test_the_installed_program_starts_from_where_it_was_installed(installed: Path) -> None:
    program = "import desktop, resources; print(desktop.__file__); print(resources.__file__)"
    for line in run([sys.executable, "-c", program], installed, path=installed).splitlines():
        assert Path(line).is_relative_to(installed)
    assert "0.1.0" in run([sys.executable, "-m", "desktop", "--version"], installed, path=installed)


def test_the_installed_command_exists(installed: Path) -> None:
    assert [path for path in (installed / "bin").glob("brieflight*") if path.is_file()]

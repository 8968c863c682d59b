"""What is committed fits together, and holds no address of an index and no path of a machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from desktop import VERSION

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
HOME_FOLDER = re.compile(rb"(?<![\w.~])/(?:home|Users|root|work)/[\w.-]+/")
INDEX_OPTION = re.compile(rb"(?:--|[\"'\s]|^)(?:extra-)?index-url\b\s*[=\s]\s*\S*://", re.MULTILINE)


def tracked_files() -> list[Path]:
    """Every file that git would commit; the tests can also run from an unpacked archive."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in {".ttf", ".docx"}]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_address(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    assert len(entries) > 40
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.!+-]+( ; [^\\]+)? \\\n", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_both_locks_agree_on_every_version() -> None:
    pins = [
        set(re.findall(r"^[\w.-]+==[^\\]+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in LOCKS
    ]
    assert pins[0] <= pins[1]


def test_the_program_knows_its_own_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_no_file_names_a_package_index_or_a_home_folder() -> None:
    files = tracked_files()
    assert ROOT / "Makefile" in files
    named: dict[str, str] = {}
    for path in files:
        data = path.read_bytes()
        found = HOME_FOLDER.search(data) or INDEX_OPTION.search(data)
        if found and path != Path(__file__):
            named[str(path.relative_to(ROOT))] = found.group().decode()
    assert not named


def test_every_test_that_the_security_page_names_is_there() -> None:
    named = re.findall(r"`([\w/]+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    assert len(named) > 15
    assert [one for one in named if not any(f"/{file}".endswith(f"/{one}") for file in files)] == []


def test_no_property_test_has_settings_of_its_own() -> None:
    """Seeds and numbers of examples are those of the profiles in ``conftest.py``."""
    own = re.compile(r"^\s*@(?:hypothesis\.)?(?:settings|seed|reproduce_failure)\(", re.MULTILINE)
    files = [path for path in (ROOT / "tests").rglob("*.py") if "@given" in path.read_text("utf-8")]
    assert len(files) > 30
    assert [path.name for path in files if own.search(path.read_text("utf-8"))] == []

"""``brieflight suggest`` reads pipes, keeps what it reads, and tells in a sentence what fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = json.dumps({"id": 1, "text": "“We will not go,” said Ann Lee to reporters."}) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("“We will not go,” said Ann Lee to reporters.", "utf-8")
    (tmp_path / "in.jsonl").write_text(LINE, "utf-8")
    return tmp_path


def suggest(folder: Path, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "desktop", "suggest", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_lines_come_from_standard_input_and_go_to_standard_output(folder: Path, jobs: str) -> None:
    ended = suggest(folder, "--jsonl", "-", "-", "--jobs", jobs, given=LINE + "[]\n" + LINE)
    assert ended.returncode == 1
    assert [json.loads(line)["id"] for line in ended.stdout.splitlines()] == [1, 1]
    assert ended.stderr.startswith("standard input:2: ")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jsonl", "in.jsonl", "in.jsonl"), "“in.jsonl” is the file to be read"),
        (("--jsonl", "in.jsonl", "none/out.jsonl"), "The folder for “out.jsonl” does not exist"),
        (("a.txt", "-o", "a.txt", "--replace"), "“a.txt” is the file to be read"),
        (("a.txt", "a.txt", "-o", "in.jsonl"), "“in.jsonl” is a file; for the sessions"),
        (("a.txt", "a.txt", "-o", "none/out"), "The folder for “out” does not exist"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence_and_nothing_is_lost(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    ended = suggest(folder, *arguments)
    assert ended.returncode == 1
    assert ended.stderr.startswith(said), ended.stderr
    assert ended.stderr.count("\n") == 1
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.skipif(sys.platform != "linux", reason="no such device there")
def test_a_full_disk_is_told_as_one(folder: Path) -> None:
    ended = suggest(folder, "--jsonl", "in.jsonl", "/dev/full", "--jobs", "1")
    assert ended.returncode == 1
    assert ended.stderr.startswith("There is no room left on the disk for “full”"), ended.stderr


def test_two_articles_of_one_name_never_share_a_session(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "a.txt").write_text("The road is closed.", "utf-8")
    ended = suggest(folder, "a.txt", "other/a.txt", "-o", "out", "--replace")
    assert ended.returncode == 1
    assert ended.stderr.startswith("“a.brief.json” is already there")
    assert "Ann Lee" in (folder / "out" / "a.brief.json").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_a_reader_that_has_seen_enough_is_no_trouble(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        ended = subprocess.run(
            [sys.executable, "-m", "desktop", "suggest", "--jsonl", "in.jsonl", "-", "--jobs", "1"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert ended.stderr == ""


def test_help_tells_the_exit_codes(folder: Path) -> None:
    assert "with 2 when the command was not understood" in " ".join(
        suggest(folder, "--help").stdout.split()
    )

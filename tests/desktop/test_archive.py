"""``brieflight suggest --jsonl`` answers a whole archive line by line, in order."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import archive
from desktop.archive import Bar
from desktop.protocol import WORKER_FOLDER
from desktop.store.codec.proposed import suggestions_of
from desktop.store.files.sessions import open_session
from desktop.suggest.engine import Found
from desktop.worker import problems
from tests.desktop import deadly

TEXT = "“We have leased a quay,” Neda Tarvell told reporters. It is a neat line."
MEMBERS = {"start", "end", "spans", "tag", "score", "rule", "kind", "speaker", "cue"}


def suggest(folder: Path, lines: bytes, jobs: int = 1) -> tuple[list[Any], int, str]:
    """What is written for these lines, the exit code, and what is said."""
    given, target = folder / "in.jsonl", folder / "out.jsonl"
    given.write_bytes(lines)
    command = [sys.executable, "-m", "desktop", "suggest", "--jsonl", str(given), str(target)]
    ended = subprocess.run(
        [*command, "--jobs", str(jobs)], cwd=WORKER_FOLDER, capture_output=True, text=True
    )
    answers = [json.loads(line) for line in target.read_bytes().splitlines()]
    return answers, ended.returncode, ended.stderr


def lines_of(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_stand_in_the_order_of_the_lines(tmp_path: Path, jobs: int) -> None:
    rows = [{"id": number, "text": TEXT * (1 + number % 3)} for number in range(24)]
    answers, code, said = suggest(tmp_path, lines_of(*rows), jobs)
    assert [answer["id"] for answer in answers] == list(range(24))
    assert all(answer["passages"] for answer in answers)
    assert (code, said) == (0, "")


def test_a_passage_lies_in_the_given_text_and_names_its_speaker(tmp_path: Path) -> None:
    text = "It rains. 😀\n\n" + TEXT
    (answer,), _code, _said = suggest(tmp_path, lines_of({"id": "a", "text": text}))
    assert all(set(one) == MEMBERS for one in answer["passages"])
    quotes = [one for one in answer["passages"] if one["tag"] == "quote"]
    surest = max(quotes, key=lambda one: one["score"])
    assert text[surest["start"] : surest["end"]].startswith("“We have leased a quay")
    speaker = surest["speaker"]
    assert text[speaker["start"] : speaker["end"]] == speaker["name"] == "Neda Tarvell"
    assert 0.0 <= surest["score"] <= 1.0


def test_bad_lines_are_named_and_skipped(tmp_path: Path) -> None:
    good = lines_of({"id": 1, "text": TEXT})
    bad = b'{"id": 2\n\xff\xfe\n' + lines_of({"id": 4}, [5], {"id": 6, "text": 6})
    answers, code, said = suggest(tmp_path, good + bad + b"\n" + lines_of({"id": 8, "text": ""}))
    assert [answer["id"] for answer in answers] == [1, 8]
    assert code == 1
    assert [line.split(":")[:2] for line in said.splitlines()] == [
        ["in.jsonl", str(number)] for number in (2, 3, 4, 5, 6)
    ]


def test_an_empty_file_has_no_answers(tmp_path: Path) -> None:
    assert suggest(tmp_path, b"") == ([], 0, "")


def test_lone_surrogates_do_no_harm(tmp_path: Path) -> None:
    line = b'{"id":"\\ud800","text":"\\udfff ' + TEXT.encode() + b'"}\n'
    (answer,), code, _said = suggest(tmp_path, line)
    assert answer["id"] == "\ud800"
    assert answer["passages"]
    assert code == 0


def test_a_line_that_nests_without_end_is_skipped(tmp_path: Path) -> None:
    answers, code, said = suggest(
        tmp_path, b"[" * 100_000 + b"\n" + lines_of({"id": 2, "text": TEXT})
    )
    assert [answer["id"] for answer in answers] == [2]
    assert code == 1
    assert said.startswith("in.jsonl:1:")


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_is_drawn_on_a_terminal_only(is_terminal: bool) -> None:
    stream = io.StringIO()
    stream.isatty = lambda: is_terminal
    bar = Bar(stream, 10)
    bar(5)
    bar.close()
    assert ("50 %" in stream.getvalue()) is is_terminal


def sessions(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop", "suggest", *arguments],
        cwd=WORKER_FOLDER,
        capture_output=True,
        text=True,
    )


def test_each_article_becomes_a_session_in_which_nothing_is_decided(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    out = tmp_path / "out"
    missing = str(tmp_path / "missing.txt")
    names = [str(tmp_path / "one.txt"), missing, str(tmp_path / "two.txt")]
    ended = sessions(tmp_path, *names, "-o", str(out))
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert sorted(file.name for file in out.iterdir()) == ["one.brief.json", "two.brief.json"]
    session = open_session(out / "one.brief.json").session
    assert not session.annotations
    (source,) = session.sources.values()
    (quote,) = [one for one in suggestions_of(session, source.id) if one.tag == "quote"]
    assert source.text[quote.start : quote.end] == "“We have leased a quay,”"
    assert quote.speaker is not None
    assert quote.speaker.name == "Neda Tarvell"
    assert problems((out / "one.brief.json").read_bytes()) == ()


def test_a_session_that_is_there_is_written_over_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    target = tmp_path / "one.brief.json"
    target.write_text("mine", "utf-8")
    arguments = (str(tmp_path / "one.txt"), "-o", str(target))
    assert sessions(tmp_path, *arguments).returncode == 1
    assert target.read_text("utf-8") == "mine"
    assert sessions(tmp_path, *arguments, "--replace").returncode == 0
    assert open_session(target).session.sources


def test_an_article_that_cannot_be_read_costs_only_its_own_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Broken:
        def found(self, text: str) -> Iterator[Found]:
            yield Found((), 0.5)
            raise ValueError(text)

    monkeypatch.setattr(archive, "_engine", Broken)
    answer = archive.answered(b'{"id": 1, "text": "One."}')
    assert answer.line == ""
    assert answer.problem == "this article could not be read to its end"


def answers_of(lines: bytes) -> tuple[list[object], list[tuple[int, str]]]:
    """Which lines are answered by two processes, and what is complained of."""
    out, complaints = io.StringIO(), list[tuple[int, str]]()
    bad = archive.suggest_lines(
        io.BytesIO(lines),
        out,
        lambda number, problem: complaints.append((number, problem)),
        lambda done: None,
        jobs=2,
    )
    assert bad == len(complaints)
    return [json.loads(line)["id"] for line in out.getvalue().splitlines()], complaints


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_an_article_that_kills_its_process_costs_only_its_own_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "answered", deadly.answered)
    deadly_ones = {3, 4, 15}
    rows = [{"id": at, "text": TEXT, "kill": at in deadly_ones} for at in range(20)]
    answered, complaints = answers_of(lines_of(*rows))
    assert answered == [at for at in range(20) if at not in deadly_ones]
    assert complaints == [
        (at + 1, "the process that read this article was ended") for at in sorted(deadly_ones)
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_process_that_is_killed_from_outside_costs_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(archive, "answered", deadly.answered)
    rows: list[dict[str, object]] = [{"id": at, "text": TEXT} for at in range(12)]
    rows[5]["kill-once"] = str(tmp_path / "killed")
    assert answers_of(lines_of(*rows)) == (list(range(12)), [])
    assert (tmp_path / "killed").exists()


def test_where_processes_cannot_wait_for_each_other_one_reads_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refused)
    lines, out = lines_of(*({"id": number, "text": TEXT} for number in range(3))), io.StringIO()
    bad = archive.suggest_lines(
        io.BytesIO(lines), out, lambda _line, _said: None, lambda _done: None, jobs=2
    )
    assert bad == 0
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [0, 1, 2]

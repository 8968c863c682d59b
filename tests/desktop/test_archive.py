"""An archive of articles goes through line by line; what cannot be read is said and skipped."""

import io
import json
from typing import Any

import pytest

from desktop.archive import Bar, suggest_lines

TEXT = "“We will not go back,” said Maria Chen. The ministry said that the road would close."


def run(*lines: bytes, jobs: int = 1) -> tuple[list[dict[str, Any]], list[int], list[int], int]:
    """The answers, the numbers of bad lines, the bytes reported, and how many were bad."""
    out = io.StringIO()
    bad: list[int] = []
    done: list[int] = []
    count = suggest_lines(
        io.BytesIO(b"".join(lines)), out, lambda number, _: bad.append(number), done.append, jobs
    )
    return [json.loads(line) for line in out.getvalue().splitlines()], bad, done, count


def line(id_: object, text: str = TEXT) -> bytes:
    return json.dumps({"id": id_, "text": text}).encode() + b"\n"


def test_every_line_is_answered_in_order_with_code_points_of_its_text() -> None:
    answers, bad, _, count = run(line("a"), line(2, "The 🚢 is late.\n\n" + TEXT), line("c", ""))
    assert [one["id"] for one in answers] == ["a", 2, "c"]
    assert (bad, count) == ([], 0)
    assert answers[2]["passages"] == []
    for answer, text in zip(answers[:2], (TEXT, "The 🚢 is late.\n\n" + TEXT), strict=True):
        quotes = [one for one in answer["passages"] if one["tag"] == "quote"]
        first = quotes[0]
        assert text[first["start"] : first["end"]] == "“We will not go back,”"
        assert first["spans"] == [[first["start"], first["end"]]]
        speaker = first["speaker"]
        assert text[speaker["start"] : speaker["end"]] == speaker["name"] == "Maria Chen"
        assert text[slice(*first["cue"])] == "said"
        assert (first["kind"], quotes[1]["kind"]) == ("direct", "indirect")


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_lines_are_told_by_number_and_the_others_are_answered(jobs: int) -> None:
    lines = (line(1), b"{\n", b"\n", b"[1]\n", b'{"id": 5, "text": 5}\n', b"\xff\n", line(7))
    answers, bad, done, count = run(*lines, jobs=jobs)
    assert [one["id"] for one in answers] == [1, 7]
    assert bad == [2, 4, 5, 6]
    assert count == len(bad)
    assert done[-1] == sum(map(len, lines))
    assert done == sorted(done)


def test_depth_and_lone_surrogates_do_no_harm() -> None:
    deep = b"[" * 100_000 + b"\n"
    answers, bad, _, _ = run(deep, b'{"id": "s", "text": "\\ud800 said \\"yes\\""}\n')
    assert bad == [1]
    assert [one["id"] for one in answers] == ["s"]


def test_a_bar_is_drawn_on_a_terminal_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, shown in ((io.StringIO(), False), (Terminal(), True)):
        bar = Bar(stream, 10)
        bar(5)
        bar.close()
        assert ("50 %" in stream.getvalue()) is shown

"""The process for suggestions reads one article after another and outlives no window."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

import pytest

from desktop.model.source import Block, BlockKind
from desktop.model.suggestion import Suggestion
from desktop.protocol import WORKER_FOLDER
from desktop.suggest_protocol import (
    ARGUMENTS,
    Done,
    Ending,
    Loaded,
    Missing,
    Read,
    Reply,
    Some,
    Stop,
    decode_reply,
    encode,
    text_bytes,
)

TEXT = "“We have leased a quay,” Neda Tarvell told reporters. It is a neat line.\n\n"
LONG = TEXT * 20_000
PATIENCE = 60


class Talk:
    """Somebody who talks to the process over its pipes."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *ARGUMENTS],
            cwd=WORKER_FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.loaded = self.next()

    def read(self, run: int, text: str, **members: object) -> None:
        payload = text_bytes(text)
        request = Read(run, len(payload), **members)  # pyright: ignore[reportArgumentType]
        self._write(encode(request) + b"\n" + payload)

    def stop(self, run: int) -> None:
        self._write(encode(Stop(run)) + b"\n")

    def next(self) -> Reply:
        return decode_reply(_pipe(self.process.stdout).readline())

    def until_done(self) -> tuple[list[Some], Done]:
        told: list[Some] = []
        while True:
            reply = self.next()
            if isinstance(reply, Done):
                return told, reply
            assert isinstance(reply, Some)
            told.append(reply)

    def found(self, run: int, text: str, **members: object) -> tuple[list[Suggestion], Done]:
        self.read(run, text, **members)
        told, done = self.until_done()
        return [one for some in told for one in some.suggestions], done

    def hang_up(self) -> None:
        _pipe(self.process.stdin).close()

    def _write(self, data: bytes) -> None:
        pipe = _pipe(self.process.stdin)
        pipe.write(data)
        pipe.flush()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


@pytest.fixture(scope="module")
def talk() -> Iterator[Talk]:
    made = Talk()
    yield made
    made.hang_up()
    made.process.wait(PATIENCE)
    for pipe in (made.process.stdout, made.process.stderr):
        _pipe(pipe).close()


def quoted(text: str, found: list[Suggestion]) -> list[str]:
    return [text[one.start : one.end] for one in found if one.tag == "quote"]


def test_it_says_that_the_model_is_loaded_before_anything_is_asked(talk: Talk) -> None:
    assert talk.loaded == Loaded(Missing.NOTHING)


def test_a_quotation_comes_back_with_its_speaker(talk: Talk) -> None:
    found, done = talk.found(1, TEXT)
    assert quoted(TEXT, found) == ["“We have leased a quay,”"]
    assert [one.speaker.name for one in found if one.speaker] == ["Neda Tarvell"]
    assert done == Done(1, Ending.WHOLE)


def test_what_blocks_set_apart_is_not_read(talk: Talk) -> None:
    text = TEXT + TEXT.strip()
    blocks = (Block(BlockKind.FRONT_MATTER, 0, len(TEXT) - 2),)
    blocks = (*blocks, Block(BlockKind.PARAGRAPH, len(TEXT), len(text)))
    found, _done = talk.found(2, text, blocks=blocks)
    assert found
    assert all(one.start >= len(TEXT) for one in found)


def test_a_long_article_comes_in_portions_with_progress(talk: Talk) -> None:
    talk.read(3, TEXT * 1_000)
    told, _done = talk.until_done()
    progress = [some.done for some in told]
    assert len(told) > 2
    assert progress == sorted(progress)
    assert progress[-1] == 1.0
    starts = [one.start for some in told for one in some.suggestions if one.tag == "quote"]
    assert starts == sorted(starts)
    assert len(starts) == 1_000


def test_a_stopped_article_ends_early_and_the_next_one_is_read(talk: Talk) -> None:
    talk.read(4, LONG)
    first = talk.next()
    assert isinstance(first, Some)
    talk.stop(4)
    talk.read(5, TEXT)
    told, done = talk.until_done()
    assert done == Done(4, Ending.STOPPED)
    assert all(some.done < 1.0 for some in told)
    _told, done = talk.until_done()
    assert done == Done(5, Ending.WHOLE)


def test_an_article_stopped_before_its_turn_is_not_begun(talk: Talk) -> None:
    talk.read(6, LONG)
    talk.read(7, LONG)
    talk.stop(7)
    assert talk.until_done()[1] == Done(6, Ending.STOPPED)
    assert talk.until_done() == ([], Done(7, Ending.STOPPED))


def test_another_language_is_read_for_its_marks_and_said_so(talk: Talk) -> None:
    text = "„Der Hafen gehört uns und bleibt bei uns“, sagte die Ministerin gestern im Parlament."
    _found, done = talk.found(8, text)
    assert done == Done(8, Ending.WHOLE, Missing.LANGUAGE)
    _found, done = talk.found(9, TEXT, language="de")
    assert done.missing is Missing.LANGUAGE


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "\ud800 “Never again,” she said. \udfff", "“" * 50_000, "\0\x01", "a" * 50_000],
    ids=["empty", "blank", "surrogates", "marks", "controls", "one word"],
)
def test_bad_text_gets_a_plain_answer_and_the_process_goes_on(talk: Talk, text: str) -> None:
    _found, done = talk.found(10, text)
    assert done.ending is Ending.WHOLE
    assert quoted(TEXT, talk.found(11, TEXT)[0]) == ["“We have leased a quay,”"]


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_it_ends_when_its_pipe_closes(busy: bool) -> None:
    talk = Talk()
    if busy:
        talk.read(1, LONG)
        talk.next()
    talk.hang_up()
    assert talk.process.wait(PATIENCE) == 0
    for pipe in (talk.process.stdout, talk.process.stderr):
        _pipe(pipe).close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties a process to its parent")
def test_it_dies_with_its_parent_even_while_others_hold_its_pipe() -> None:
    script = (
        "import subprocess, sys, os, signal\n"
        f"made = subprocess.Popen([sys.executable, *{ARGUMENTS!r}], stdin=0, stdout=-1)\n"
        "made.stdout.readline()\n"
        "print(made.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    held, end = os.pipe()
    try:
        ran = subprocess.run(
            [sys.executable, "-c", script], cwd=WORKER_FOLDER, stdin=held, stdout=subprocess.PIPE
        )
        watch = os.pidfd_open(int(ran.stdout)) if _lives(int(ran.stdout)) else -1
        if watch >= 0:
            import select

            assert select.select([watch], [], [], PATIENCE)[0], "it outlived its parent"
            os.close(watch)
    finally:
        os.close(held)
        os.close(end)


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True

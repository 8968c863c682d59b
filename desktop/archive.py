"""Suggestions for whole archives: articles as JSON lines in, every candidate as JSON lines out.

A line of input is ``{"id", "text"}``; the line written for it, in the same order, is ``{"id",
"passages": [{"start", "end", "spans", "tag", "score", "rule", "kind", "speaker", "cue"}]}`` with
code points into the given text. Memory does not grow with the archive. Of several processes one may
be lost, as to a system out of memory: that costs at most the article that it read.
"""

import json
import logging
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import active_children, get_context
from typing import Any, BinaryIO, NamedTuple, TextIO

from desktop.i18n import _
from desktop.model.suggestion import Suggestion
from desktop.suggest.engine import Engine

_log = logging.getLogger(__name__)
_AHEAD = 4
"""Lines given to each process before the first of them is answered."""

Report = Callable[[int], None]
"""Is told how many bytes of the input are done."""


class Answer(NamedTuple):
    """What became of one line: its answer, or a sentence that says what is wrong with it."""

    line: str
    problem: str
    size: int


def suggest_lines(
    lines: BinaryIO, out: TextIO, complain: Callable[[int, str], None], report: Report, jobs: int
) -> int:
    """Answer every line; how many could not be read. ``complain`` gets line numbers from 1."""
    bad = done = 0
    for number, answer in enumerate(_answers(lines, jobs), 1):
        done += answer.size
        if answer.problem:
            bad += 1
            complain(number, answer.problem)
        elif answer.line:
            out.write(answer.line)
        report(done)
    return bad


def answered(line: bytes) -> Answer:
    """The answer to one line of input; a blank one has none."""
    if not line.strip():
        return Answer("", "", len(line))
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Answer("", _("this is not a line of JSON"), len(line))
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Answer("", _("a line needs a member “text” that is a string"), len(line))
    try:
        found = [one for batch in _engine().found(row["text"]) for one in batch.suggestions]
    except Exception as error:  # noqa: BLE001  one article must not cost the others theirs
        _log.error("no suggestions", exc_info=error)
        return Answer("", _("this article could not be read to its end"), len(line))
    found.sort(key=lambda one: (one.start, one.end))
    made = {"id": row.get("id"), "passages": [passage(one) for one in found]}
    return Answer(json.dumps(made, separators=(",", ":")) + "\n", "", len(line))


def passage(one: Suggestion) -> dict[str, Any]:
    """A suggestion as a member of ``passages``."""
    speaker = None
    if one.speaker is not None:
        mention = one.speaker.mention
        speaker = {
            "start": mention.start if mention else None,
            "end": mention.end if mention else None,
            "name": one.speaker.name,
        }
    return {
        "start": one.start,
        "end": one.end,
        "spans": [[span.start, span.end] for span in one.spans],
        "tag": one.tag,
        "score": round(one.score, 4),
        "rule": one.rule,
        "kind": one.kind.value,
        "speaker": speaker,
        "cue": [one.cue.start, one.cue.end] if one.cue else None,
    }


class Bar:
    """A line on a terminal that says how much is done; nothing where there is no terminal."""

    def __init__(self, stream: TextIO, total: int) -> None:
        self._stream = stream
        self._total = total
        self._shown = -1
        self._on = stream.isatty() and total > 0

    def __call__(self, done: int) -> None:
        percent = 100 * done // self._total if self._on else -1
        if percent != self._shown:
            self._shown = percent
            filled = "#" * (percent // 4)
            self._stream.write(f"\r[{filled:<25}] {percent:3} %")
            self._stream.flush()

    def close(self) -> None:
        """Leave the line."""
        if self._on:
            self._stream.write("\n")


def _answers(lines: BinaryIO, jobs: int) -> Iterator[Answer]:
    if jobs <= 1 or not _several():
        yield from map(answered, lines)
        return
    while unanswered := (yield from _shared(lines, jobs)):
        _log.warning("a process was lost")
        yield from _one_by_one(unanswered)


def _shared(lines: BinaryIO, jobs: int) -> Generator[Answer, None, list[bytes]]:
    """Answer lines in several processes; what is left of them when one of these is lost."""
    waiting: deque[bytes] = deque()
    coming: deque[Future[Answer]] = deque()
    pool = _pool(jobs)
    try:
        for line in lines:
            waiting.append(line)
            coming.append(_submit(pool, line))
            if len(coming) >= jobs * _AHEAD:
                answer = coming.popleft().result()
                waiting.popleft()
                yield answer
        while coming:
            answer = coming.popleft().result()
            waiting.popleft()
            yield answer
    except BrokenProcessPool:
        pass  # nobody can tell whose article it was: those that wait are read again by themselves
    except BaseException:
        _end_processes()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return list(waiting)


def _one_by_one(lines: list[bytes]) -> Iterator[Answer]:
    """Answer lines in one process; an article that ends it costs only its own line."""
    pool = _pool(1)
    try:
        for line in lines:
            try:
                answer = _submit(pool, line).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                answer = Answer("", _("the process that read this article was ended"), len(line))
            yield answer
    except BaseException:
        _end_processes()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, line: bytes) -> "Future[Answer]":
    """Have a line answered.

    Ctrl+C goes to every process of a terminal, but only this one is to hear it: those that are
    started here inherit that it is blocked.
    """
    if sys.platform == "win32":
        return pool.submit(answered, line)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(answered, line)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_processes() -> None:
    """End the processes of the pool, which may have long articles before them."""
    for process in active_children():
        process.terminate()


def _several() -> bool:
    """Whether the system gives processes what they wait for each other with: shared memory."""
    try:
        get_context("spawn").Semaphore(1)
    except OSError as error:
        _log.warning("one process only: %s", type(error).__name__)
        return False
    return True


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_alone)


def _alone() -> None:
    """One thread a process: there are as many processes as cores."""
    os.environ["OMP_NUM_THREADS"] = "1"
    sys.setrecursionlimit(2_000)


@cache
def _engine() -> Engine:
    return Engine()

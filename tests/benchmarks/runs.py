"""How each row is measured: which processes are started, and in which order.

Every row has processes of its own, offscreen, with empty folders for settings and journals. Work
and floor take turns, so that what else the machine does meets both alike.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.generator import SIZES
from tests.benchmarks.table import Row, Samples, exponent

ROOT = Path(__file__).parents[2]
TIME_LIMIT = 600.0
"""Seconds of the clock one process may take."""


class NotMeasured(Exception):
    """A process that should measure something failed; the message says which and why."""


class Bench:
    """What the rows share: a folder for this run, and the session files made in it so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # An installed program has its bytecode: nothing is to be compiled anew at each start.
        here = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self._environment = here | {
            "QT_QPA_PLATFORM": "offscreen",
            "BRIEFLIGHT_CONFIG": str(folder / "config"),
            "BRIEFLIGHT_DATA": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }

    def session(self, size: str) -> Path:
        """The session file of a size, generated when first asked for."""
        path = self._folder / f"{size.replace(' ', '-')}.brief.json"
        if not path.exists():
            self.run("generator", size, str(path))
        return path

    def run(self, module: str, *arguments: str) -> str:
        """Run a module of this package in a process of its own; what it printed."""
        command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
        )
        if done.returncode:
            said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
            raise NotMeasured(f"{module} {' '.join(arguments)}: {said[-1]}")
        return done.stdout

    def spent(self, module: str, *arguments: str) -> float:
        """CPU seconds of a process from its very start, its own children's included."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.run(module, *arguments)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


Measure = Callable[[Bench, str, int], Samples]


@dataclass(frozen=True, slots=True)
class Work:
    """A row of the table of benchmarks, or several: one per size.

    ``sizes`` are keys of ``SIZES``; ``label`` is what the size is called. ``goal`` bounds the ratio
    at the last size; the others are there to see how the work grows.
    """

    name: str
    sizes: tuple[str, ...]
    goal: float | None
    measure: Measure
    label: str = "{size}"

    def rows(self, bench: Bench, rounds: int) -> list[Row]:
        """Measure all sizes; the growth exponent stands in each of the rows it was fitted to."""
        rows: list[Row] = []
        for size in self.sizes:
            goal = self.goal if size == self.sizes[-1] else None
            samples = self.measure(bench, size, rounds)
            rows.append(Row.of(self.name, self.label.format(size=size), samples, goal))
        words = [SIZES[size].words for size in self.sizes]
        grows = exponent([(x, row.cpu_s) for x, row in zip(words, rows, strict=True)])
        return [replace(row, exponent=grows) for row in rows]


def whole_processes(bench: Bench, size: str, rounds: int) -> Samples:
    """Cold starts, after one of each that fills the caches of the disk and of Python."""
    session = str(bench.session(size))
    samples = Samples([], [])
    for turn in range(rounds + 1):
        cpu = bench.spent("start", session)
        floor = bench.spent("floors")
        if turn:
            samples.cpu.append(cpu)
            samples.floor.append(floor)
    return samples


def fresh_processes(module: str, work: str) -> Measure:
    """One sample per process, for what happens only once in it."""

    def measure(bench: Bench, size: str, rounds: int) -> Samples:
        session = str(bench.session(size))
        samples = Samples([], [])
        for turn in range(rounds + 1):
            cpu = float(bench.run(module, work, session).split()[-1])
            floor = float(bench.run(module, f"{work}-floor", session).split()[-1])
            if turn:
                samples.cpu.append(cpu)
                samples.floor.append(floor)
        return samples

    return measure


def one_process(module: str, work: str) -> Measure:
    """All samples of work and floor, in turn, from one process."""

    def measure(bench: Bench, size: str, rounds: int) -> Samples:
        session = str(bench.session(size))
        return Samples.taken_over(bench.run(module, work, session, str(rounds)))

    return measure

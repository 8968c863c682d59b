"""Samples, what is made of them, and how it is shown: medians, ratios, growth, goals."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import fmean, median


@dataclass(frozen=True, slots=True)
class Samples:
    """CPU seconds of the work and of its floor, measured in turn; equally many of each."""

    cpu: list[float]
    floor: list[float]

    def hand_over(self) -> None:
        """Print them for the process that started this one."""
        print(json.dumps(asdict(self)))
        sys.stdout.flush()

    @staticmethod
    def taken_over(output: str) -> "Samples":
        """What another process has handed over: the last line of its output."""
        held = json.loads(output.strip().splitlines()[-1])
        return Samples(held["cpu"], held["floor"])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, named as in ``build/bench.json``.

    ``cpu_s`` and ``floor_s`` are medians in CPU seconds. ``goal`` bounds the ratio. ``exponent`` is
    the growth of ``cpu_s`` with the number of words over all the sizes of the same work.
    """

    work: str
    size: str
    cpu_s: float
    floor_s: float
    ratio: float
    goal: float | None
    exponent: float | None

    @staticmethod
    def of(work: str, size: str, samples: Samples, goal: float | None) -> "Row":
        """The medians of some samples; how they grow is not known yet."""
        cpu, floor = median(samples.cpu), median(samples.floor)
        return Row(work, size, round(cpu, 6), round(floor, 6), round(cpu / floor, 3), goal, None)


EXPONENT_GOALS = {"add": 0.1}


def exponent(points: Sequence[tuple[float, float]]) -> float | None:
    """The slope of log(y) over log(x) by least squares; none for fewer than three points."""
    if len(points) < 3:
        return None
    xs = [log(x) for x, _ in points]
    ys = [log(y) for _, y in points]
    x_mean, y_mean = fmean(xs), fmean(ys)
    rise = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return round(rise / sum((x - x_mean) ** 2 for x in xs), 3)


def percentile95(values: Iterable[float]) -> float:
    """The smallest value that 95 % of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]


def printed(rows: Sequence[Row]) -> str:
    """The table for people."""
    lines = [
        f"{'work':<24}{'size':<14}{'CPU s':>10}{'floor s':>10}{'ratio':>8}{'goal':>7}{'exp.':>8}"
    ]
    for row in rows:
        goal = "" if row.goal is None else f"{row.goal:g}"
        grows = "" if row.exponent is None else f"{row.exponent:.2f}"
        verdict = "" if met(row) is not False else "  missed"
        lines.append(
            f"{row.work:<24}{row.size:<14}{row.cpu_s:>10.4f}{row.floor_s:>10.4f}{row.ratio:>8.2f}"
            f"{goal:>7}{grows:>8}{verdict}"
        )
    return "\n".join(lines)


def met(row: Row) -> bool | None:
    """Whether a row is within its goals; none where it has none."""
    if row.goal is None:
        return None
    grows = EXPONENT_GOALS.get(row.work)
    if grows is not None and row.exponent is not None and row.exponent > grows:
        return False
    return row.ratio <= row.goal


def write(rows: Sequence[Row], target: Path) -> None:
    """The rows as JSON, one a line."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n ".join(json.dumps(asdict(row)) for row in rows)
    target.write_text(f"[{lines}]\n", encoding="utf-8")

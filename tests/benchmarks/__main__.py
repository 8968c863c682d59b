"""``python -m tests.benchmarks [row …]``: measure, print the table, write ``build/bench.json``.

Rows are named as in the table: start, open, add, scroll, filter, save, journal, word, pdf, suggest,
"first jump to the end", "zoom step"; "memory" stands below it. Without names all are measured,
which takes some minutes.
"""

import argparse
import sys
import tempfile

from tests.benchmarks.memory import compared, exported
from tests.benchmarks.runs import (
    ROOT,
    Bench,
    NotMeasured,
    Work,
    fresh_processes,
    one_process,
    whole_processes,
)
from tests.benchmarks.table import Row, printed, write

GROWING = ("1k", "10k", "100k", "1M")
ONE_MB = ("1 MB",)
WORKS = (
    Work("start", ("1k",), 1.3, whole_processes),
    Work("open", (*GROWING, *ONE_MB), 1.5, fresh_processes("window", "open")),
    Work("add", (*GROWING, *ONE_MB), 1.3, one_process("window", "add")),
    Work("scroll", ("10k", "100k", *ONE_MB), 1.3, one_process("window", "scroll")),
    Work("filter", ("10k", "100k", *ONE_MB), None, one_process("window", "filter")),
    Work("first jump to the end", ONE_MB, None, fresh_processes("window", "jump")),
    Work("zoom step", ONE_MB, None, one_process("window", "zoom")),
    Work("save", ("1k", "10k", "100k", *ONE_MB), 3, one_process("window", "save")),
    Work("save", ONE_MB, 15, fresh_processes("window", "first-save"), "{size}, first"),
    Work("journal", ("1k", *ONE_MB), 3, one_process("window", "journal")),
    Work("word", ("1k", "10k", "100k", *ONE_MB), 5, one_process("exports", "word")),
    Work("pdf", ("1k", "10k", "100k", *ONE_MB), 8, one_process("exports", "pdf")),
    Work("pdf", ONE_MB, 0.5, one_process("exports", "pdf-platypus"), "{size}, Platypus"),
    Work("suggest", ("1k", "10k", "100k"), 1.053, one_process("suggestions", "suggest")),
)


def main() -> int:
    """Measure the rows asked for; 1 when one of them could not be measured."""
    names = [*dict.fromkeys(work.name for work in WORKS), "memory"]
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("row", nargs="*", help=f"which rows: {', '.join(names)}; all if none")
    parser.add_argument("--rounds", type=int, default=5, help="samples of each row (default 5)")
    asked = parser.parse_args()
    unknown = [name for name in asked.row if name not in names]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}")
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    rows: list[Row] = []
    failures: list[str] = []
    memory = ""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as folder:
        bench = Bench(build / folder)
        for work in WORKS:
            if asked.row and work.name not in asked.row:
                continue
            print(f"{work.name} …", file=sys.stderr, flush=True)
            try:
                rows += work.rows(bench, asked.rounds)
            except NotMeasured as failure:
                failures.append(f"{work.name}: not measured: {failure}")
        if not asked.row or "memory" in asked.row:
            print("memory …", file=sys.stderr, flush=True)
            try:
                rounds = min(asked.rounds, 3)
                lines = (measure(bench, *ONE_MB, rounds=rounds) for measure in (compared, exported))
                memory = "\n".join(lines)
            except NotMeasured as failure:
                failures.append(f"memory: not measured: {failure}")
    if rows:
        write(rows, build / "bench.json")
        print(printed(rows))
    if memory:
        print(memory)
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

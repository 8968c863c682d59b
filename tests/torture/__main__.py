"""``python -m tests.torture [--kills N] [--only NAME,NAME]``: all tortures in full.

Prints a table, writes ``build/torture.json``, and ends with 1 when anything was lost.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable

import msgspec

from desktop.app import create_application
from tests.torture import (
    crash_states,
    damage,
    failing,
    folders,
    kills,
    soak,
    two_writers,
)
from tests.torture.kills import ROOT
from tests.torture.result import Result

OUT = ROOT / "build" / "torture.json"
_HEAD = ("test", "runs", "lost", "false saved", "crashes", "undetected", "worst")
_ROW = "{:<28} {:>7} {:>5} {:>11} {:>7} {:>10}  {}"


def main() -> int:
    """Do what is asked, one after the other: they fight for the disk as it is."""
    parser = argparse.ArgumentParser("tests.torture")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    tortures: dict[str, Callable[[], Result]] = {
        "failing": lambda: failing.run(every=1),
        "states": lambda: crash_states.run(large=True),
        "writers": lambda: two_writers.run(200),
        "damage": lambda: damage.run(1000),
        "folders": folders.run,
        "soak": lambda: soak.run(100_000),
        "kills": lambda: kills.run(asked.kills),
    }
    names = [name for name in asked.only.split(",") if name] or list(tortures)
    logging.getLogger().addHandler(logging.NullHandler())  # what fails on purpose is no news
    with tempfile.TemporaryDirectory() as own:
        # Windows here and in further processes: none meets what whoever runs this has at work.
        os.environ["BRIEFLIGHT_CONFIG"] = os.environ["BRIEFLIGHT_DATA"] = own
        return _torture([tortures[name] for name in names])


def _torture(tortures: list[Callable[[], Result]]) -> int:
    """Do these and tell; 1 when anything was lost."""
    application = create_application()
    assert application is not None
    print(_ROW.format(*_HEAD), flush=True)
    OUT.parent.mkdir(exist_ok=True)
    results: list[Result] = []
    for torture in tortures:
        started = time.monotonic()
        result = torture()
        results.append(result)
        worst = f"{result.worst} ({time.monotonic() - started:.0f} s)"
        counts = result.lost, result.false_saved, result.crashes, result.undetected
        print(_ROW.format(result.test, result.runs, *counts, worst), flush=True)
        OUT.write_bytes(msgspec.json.format(msgspec.json.encode(results)) + b"\n")
    return int(not all(result.passed for result in results))


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.fuzz [--seconds N] [--only NAME,NAME] [--corpus FOLDER]``: fuzz each target.

The corpus grows in ``build/fuzz``, and an input that is a finding is kept there; a finding is a
crash, a run of over five seconds, or more memory than a worker may have. Files of ``--corpus``
(a test suite of JSON, a list of naughty strings) are given to every target to begin with.
"""

import argparse
import importlib.util
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from tests.fuzz.targets import TARGETS
from tests.torture.kills import ROOT

FOLDER = ROOT / "build" / "fuzz"
HANG = 5
"""Seconds after which a run counts as hanging."""
MEMORY = 2048
"""Megabytes a run may take."""
LONGEST = 1 << 16
"""Bytes of the longest input."""


def main() -> int:
    """Fuzz one target after the other; 1 when anything was found."""
    parser = argparse.ArgumentParser("tests.fuzz")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--only", default="")
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("Fuzzing needs atheris, for which this system has no wheel.", file=sys.stderr)
        return 1
    names = [name for name in asked.only.split(",") if name] or list(TARGETS)
    return max([_fuzz(name, asked.seconds, asked.corpus) for name in names])


def _fuzz(name: str, seconds: int, given: Path | None) -> int:
    corpus, found = FOLDER / name / "corpus", FOLDER / name / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in TARGETS[name][1]():
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    command = [
        *(sys.executable, "-m", "tests.fuzz.one", name),
        *(f"-max_total_time={seconds}", f"-timeout={HANG}", f"-rss_limit_mb={MEMORY}"),
        *(f"-max_len={LONGEST}", f"-artifact_prefix={found}/", "-print_final_stats=1"),
        str(corpus),
        *([str(given.resolve())] if given is not None else []),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    (FOLDER / name / "log").write_text(done.stderr + done.stdout, encoding="utf-8")
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    kept = sorted(path.name for path in found.iterdir())
    said = f"{name}: {runs[1] if runs else '?'} runs, {len(kept)} findings {' '.join(kept[:5])}"
    print(said if done.returncode == 0 else f"{said} (status {done.returncode})", flush=True)
    if done.returncode != 0:
        print("\n".join(done.stderr.splitlines()[-30:]), file=sys.stderr)
    return int(done.returncode != 0 or bool(kept))


if __name__ == "__main__":
    sys.exit(main())

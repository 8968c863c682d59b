"""Make `.venv` ready for `make run`, `make test` and `make check`.

This is the one program that runs before anything is installed: plain `python3`, standard library
only, and syntax that an older Python can read far enough to be told that it is too old. It lies
beside the resources because it belongs to the checkout and to none of the rooms of the program,
and it is kept out of the wheel, where nobody could use it.

Order matters: the system libraries come first, so that somebody who lacks them learns it before
hundreds of megabytes are downloaded. Everything a person reads goes to standard error; standard
output carries only the line for an administrator.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "brieflight-stamp.json"
UNFINISHED = VENV / "brieflight-unfinished"

OLDEST, NEWEST = (3, 11), (3, 13)

# What a Debian or Ubuntu without a desktop lacks. Package names of Debian 12; later releases
# renamed some of them (libglib2.0-0t64) and say so in the new package's Provides field.
OFFSCREEN_LIBRARIES = (
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libgl1",
    "libglib2.0-0",
    "libxkbcommon0",
)
WINDOW_LIBRARIES = (
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
)
WAYLAND_LIBRARIES = ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
DISPLAY_SERVER = ("xvfb",)


class SetupError(Exception):
    """The set-up cannot go on; the text is a sentence for the person who started it."""


def main() -> int:
    """Prepare what the purpose needs; return the exit status."""
    parser = argparse.ArgumentParser(description="Set up the environment in .venv.")
    parser.add_argument("purpose", choices=("run", "develop"))
    purpose: str = parser.parse_args().purpose
    try:
        refuse_other_pythons()
        ensure_system_packages(purpose)
        with one_at_a_time():
            ensure_environment(purpose)
    except SetupError as error:
        say(str(error))
        return 1
    except subprocess.CalledProcessError as error:
        say(f"The set-up stopped: {program_name(error)} failed with status {error.returncode}.")
        say("Its own message is above. Running the same command again continues the set-up.")
        return 1
    except OSError as error:
        say(f"The set-up stopped: {error}")
        return 1
    except KeyboardInterrupt:
        say("Interrupted. Running the same command again starts the set-up over.")
        return 130
    return 0


def say(sentence: str) -> None:
    """Print a sentence for the person who waits."""
    print(sentence, file=sys.stderr, flush=True)


def program_name(error: subprocess.CalledProcessError) -> str:
    """The command of a failed process without its arguments."""
    command = error.cmd
    return Path(str(command[0])).name if isinstance(command, list) else str(command)


def refuse_other_pythons() -> None:
    """Raise `SetupError` unless this Python is one that the locked packages exist for."""
    version = sys.version_info[:2]
    if OLDEST <= version <= NEWEST:
        return
    wanted = " to ".join(".".join(map(str, each)) for each in (OLDEST, NEWEST))
    raise SetupError(
        f"Brieflight needs Python {wanted}, and `{sys.executable}` is {platform.python_version()}. "
        "Name another one: make PYTHON=python3.12 run"
    )


# System libraries -------------------------------------------------------------------------------


def missing_packages(wanted: Iterable[str]) -> list[str]:
    """Those Debian packages that are neither installed nor provided by an installed one.

    Empty where there is no dpkg: other systems name their packages differently, and their desktops
    bring the libraries.
    """
    if not shutil.which("dpkg-query"):
        return []
    show = "${db:Status-Status}\t${Package}\t${Provides}\n"
    listing = subprocess.run(
        ["dpkg-query", "--show", f"--showformat={show}"], check=True, capture_output=True, text=True
    ).stdout
    present: set[str] = set()
    for line in listing.splitlines():
        status, package, provides = line.split("\t")
        if status == "installed":
            present.add(package)
            present.update(each.split()[0] for each in provides.split(",") if each.strip())
    return sorted(set(wanted) - present)


def ensure_system_packages(purpose: str) -> None:
    """Install what is missing as root, or name it and raise `SetupError` before any download."""
    required: set[str] = {*OFFSCREEN_LIBRARIES}
    if importlib.util.find_spec("ensurepip") is None and sys.prefix == "/usr":
        required.add("python3-venv")  # Debian splits it from python3
    wished: set[str] = set()
    if purpose == "run" and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        required.update(WINDOW_LIBRARIES)  # under Wayland too: Qt falls back on them
    if purpose == "run" and os.environ.get("WAYLAND_DISPLAY"):
        required.update(WAYLAND_LIBRARIES)
    if purpose == "develop":
        wished.update(WINDOW_LIBRARIES, DISPLAY_SERVER)
    missing = missing_packages(required | wished)
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends"]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {len(missing)} system packages: {' '.join(missing)}")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "--quiet", "update"], [*install, "--quiet", *missing]):
            subprocess.run(command, check=True, stdout=sys.stderr, env=environment)
        return
    needed = sorted(required.intersection(missing))
    if needed:
        say("Qt needs system libraries that are missing here. An administrator has to run:")
        print(" ".join(["apt-get update &&", *install, *needed]), flush=True)
        raise SetupError("Nothing was downloaded. Run the same command again afterwards.")
    say(f"Tests in a real X window may be skipped: {' '.join(missing)} not installed.")


# The environment --------------------------------------------------------------------------------


@contextlib.contextmanager
def one_at_a_time() -> Generator[None]:
    """Hold the checkout against a second set-up.

    Whatever this program starts inherits the lock: a pip that outlives its killed parent keeps it.
    """
    folder = os.open(ROOT, os.O_RDONLY)
    os.set_inheritable(folder, True)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it.")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def fingerprint(lock: str) -> str:
    """A hash of everything that decides what the environment holds."""
    import tomllib  # only here is Python known to be 3.11 or newer

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kept = [project["build-system"], project["project"], project["tool"]["setuptools"]]
    digest = hashlib.sha256((ROOT / lock).read_bytes())
    digest.update(json.dumps([kept, sys.version_info[:2]], sort_keys=True).encode())
    return digest.hexdigest()


def ensure_environment(purpose: str) -> None:
    """Bring `.venv` to the state of the lock files; seconds if it is there already."""
    locks = {"run": "requirements.lock", "develop": "requirements-dev.lock"}
    wanted = {name: fingerprint(lock) for name, lock in locks.items()}
    wanted["folder"] = str(ROOT)
    stamp = read_stamp()
    done = all(stamp.get(name) == wanted[name] for name in (purpose, "folder"))
    if done and VENV_PYTHON.exists() and not UNFINISHED.exists():
        return
    reason = why_unusable(stamp)
    if reason:
        say(f"{reason}; starting over.")
        shutil.rmtree(VENV)
    say("Setting up Brieflight in .venv (once, a few minutes)…")
    if not VENV.exists():
        create_environment()
    UNFINISHED.touch()
    if run_in_environment("import pip") is None:
        quiet([str(VENV_PYTHON), "-m", "ensurepip"])
    # Doubly quiet: pip also warns about every index of the machine that lacks a package.
    install = [str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    say("Installing the locked packages…")
    quiet([*install, "--require-hashes", "--requirement", str(ROOT / locks[purpose])])
    quiet([*install, "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)])
    if purpose == "run":
        del wanted["develop"]  # the developers' lock holds the other one, not the reverse
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    UNFINISHED.unlink()
    say("Ready.")


def read_stamp() -> dict[str, str]:
    """What the last completed set-up left: hashes by purpose, and the folder it was made for."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def why_unusable(stamp: dict[str, str]) -> str:
    """Why the environment cannot be brought up to date but has to be made anew; empty if it can."""
    if not VENV.exists():
        return ""
    if UNFINISHED.exists():
        # A killed installation can leave half a package that pip then takes for a whole one.
        return "The last set-up was not finished"
    if stamp and stamp.get("folder") != str(ROOT):
        return "This folder was moved, and the commands in .venv name the old place"
    version = run_in_environment("import sys; print(*sys.version_info[:2], sep='.')")
    running = ".".join(map(str, sys.version_info[:2]))
    if version != running:
        return f"The environment in .venv is not one of Python {running}"
    return ""


def run_in_environment(program: str) -> str | None:
    """What a line of Python prints in the environment; None if it fails or there is no Python."""
    try:
        found = subprocess.run([str(VENV_PYTHON), "-c", program], capture_output=True, text=True)
    except OSError:
        return None
    return found.stdout.strip() if found.returncode == 0 else None


def create_environment() -> None:
    """Make an empty environment, marked as unfinished from its first moment."""
    VENV.mkdir()
    UNFINISHED.touch()
    quiet([sys.executable, "-m", "venv", str(VENV)])


def quiet(command: list[str]) -> None:
    """Run a command with its output on standard error and the lock in its hands."""
    subprocess.run(command, check=True, stdout=sys.stderr, close_fds=False)


if __name__ == "__main__":
    sys.exit(main())

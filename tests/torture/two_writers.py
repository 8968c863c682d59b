"""Two programs on one session, a third that knows nothing of locks, and another machine whose lock
comes over, in any order.

Whoever is told "saved" has not taken away what another one saved; whoever cannot save is told so
and still has the work.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
from msgspec.structs import replace

from desktop.model.identity import now
from desktop.store.errors import StoreError
from desktop.store.files import lock
from desktop.store.files.lock import Holder
from desktop.store.files.sessions import open_session, save_session
from tests.desktop.store.examples import opened
from tests.torture.kills import ROOT
from tests.torture.result import Result

OUTSIDE = 2
"""The number of the writer that is no program of ours: git, a synchronised folder, an editor."""
COMMANDS = ("open", "note", "save", "merge", "close", "die")
OFTEN = (2, 6, 6, 3, 1, 1)


class Program:
    """One of the two, in a process of its own that is started again when it died."""

    def __init__(self, number: int, folder: Path) -> None:
        self.number, self._folder = number, folder
        self.opened = False
        self._process = self._started()

    def _started(self) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.torture.writer", str(self.number)]
        return subprocess.Popen(
            [*command, str(self._folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def tell(self, command: str, argument: str = "") -> tuple[bool, list[str], str]:
        """Whether it was done, what was said, and the note it holds; a death is always done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([command, argument]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if command == "die":
            self.end()
            self._process = self._started()
            return True, [], ""
        if not line:
            raise RuntimeError(f"the program died of {command}")
        answer = json.loads(line)
        return answer["done"], answer["said"], answer["note"]

    def end(self) -> None:
        """Let it go."""
        self._process.kill()
        self._process.communicate()


class Table:
    """One session and what is known of it: what each writer saved last."""

    def __init__(self, result: Result, path: Path) -> None:
        self.result, self.path = result, path
        session = opened()
        first = list(session.annotations.values())[:3]
        notes = {held.id: replace(held, note="0") for held in first}
        save_session(path, replace(session, annotations={**session.annotations, **notes}))
        self.saved = ["0", "0", "0"]

    def notes(self) -> list[str]:
        """What the file says."""
        held = list(open_session(self.path).session.annotations.values())
        return [one.note for one in held[:3]]

    def outside(self, value: str) -> None:
        """The file is changed by what knows no locks."""
        session = open_session(self.path).session
        held = list(session.annotations.values())[OUTSIDE]
        changed = {**session.annotations, held.id: replace(held, note=value)}
        save_session(self.path, replace(session, annotations=changed))
        self.saved[OUTSIDE] = value

    def machine(self, opens: bool) -> None:
        """Another machine opens the session or lets it go: its lock comes over, or goes."""
        place = lock.place(self.path)
        if opens:
            there = Holder("Ana", "ANAS-LAPTOP", 4711, now(), now())
            place.write_bytes(msgspec.json.encode(there))
        elif b"ANAS-LAPTOP" in (place.read_bytes() if place.exists() else b""):
            place.unlink()

    def step(self, program: Program, command: str, value: str, trail: list[str]) -> None:
        """One step of one program, judged."""
        result, before = self.result, self.notes()
        done, said, note = program.tell(command, str(self.path) if command == "open" else value)
        trail.append(f"{program.number}:{command}{'' if done else ' refused'}")
        if command in ("close", "die"):
            program.opened = False
        elif command == "open":
            program.opened = done
        elif not done and not said:
            result.undetected += 1
            result.remember(f"{' '.join(trail)}: refused without a word")
        elif command in ("save", "merge") and done:
            self._judge(program, note, trail)
        elif command in ("save", "merge") and self.notes() != before:
            result.lost += 1
            result.remember(f"{' '.join(trail)}: not saved, and yet the file is another")

    def _judge(self, program: Program, note: str, trail: list[str]) -> None:
        """A program says that it saved: all that was saved must be there."""
        found = self.notes()
        mine = program.number
        if found[mine] != note:
            self.result.false_saved += 1
            self.result.remember(f"{' '.join(trail)}: said to be saved, and is not")
        # A higher number is work of one that died, which its journal gave back.
        if any(int(found[one]) < int(self.saved[one]) for one in range(3) if one != mine):
            self.result.lost += 1
            self.result.remember(f"{' '.join(trail)}: {self.saved} overwritten by {found}")
        self.saved = found


def run(count: int, seed: int = 4) -> Result:
    """Try ``count`` orders of a dozen steps each."""
    result = Result("two programs, one session")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = [Program(number, folder / f"data{number}") for number in range(2)]
        try:
            for turn in range(count):
                (folder / str(turn)).mkdir()
                _one(result, chance, folder / str(turn) / "work.brief.json", programs)
        finally:
            for program in programs:
                program.end()
    result.worst = result.worst or "whoever could not save was told"
    return result


def _one(result: Result, chance: random.Random, path: Path, programs: list[Program]) -> None:
    result.runs += 1
    table, trail = Table(result, path), list[str]()
    elsewhere = chance.random() < 0.3
    try:
        for program in programs:
            table.step(program, "open", "", trail)
        for number in range(12):
            if chance.random() < 0.15:
                table.outside(str(number + 1))
                trail.append("outside")
                continue
            if elsewhere and chance.random() < 0.2:
                opens = chance.random() < 0.6
                table.machine(opens)
                trail.append("opened elsewhere" if opens else "closed elsewhere")
                continue
            program = chance.choice(programs)
            command = chance.choices(COMMANDS, OFTEN)[0] if program.opened else "open"
            table.step(program, command, str(number + 1), trail)
    except (RuntimeError, StoreError) as error:
        result.crashes += 1
        result.remember(f"{' '.join(trail)}: {error}")

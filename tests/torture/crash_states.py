"""Every state a power cut may leave of a save, enumerated from the calls it made.

The model is that of ALICE (Pillai et al., *All File Systems Are Not Created Equal*, OSDI 2014).
What was written to a file since its last fsync may be there in part, up to any of its writes, with
the last one torn, or as zeros of the right length. Names that were made, moved or removed since the
last fsync of the folder may each be on disk or not, in any combination. Each state is built and
opened as the next start would: it must be the old session or the new one.
"""

import contextlib
import errno
import itertools
import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from desktop.model.session import ChangeConflict, Session
from desktop.store.errors import StoreError
from desktop.store.files.sessions import open_session, save_session
from desktop.store.journal import lines as journal_lines
from desktop.store.journal.lines import FORMAT, Start, Typing
from desktop.store.journal.writer import Journal
from tests.desktop.store.examples import opened
from tests.torture.result import Result
from tests.torture.shim import Call, watched

Names = dict[str, int]
"""Which file (by a number of ours) a name in the folder leads to."""
Content = dict[int, bytes]


class Step(Struct):
    """One call: bytes to a file, a flush of a file (or of the folder: ``file`` is -1), or names."""

    file: int = -1
    wrote: bytes = b""
    flushed: bool = False
    names: tuple[tuple[str, int | None], ...] = ()


class Recording:
    """Turns the calls of a save into steps; ``start`` is the folder before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.path.realpath(folder)
        self.steps: list[Step] = []
        files = sorted(path for path in folder.iterdir() if path.is_file())
        self.names: Names = {path.name: number for number, path in enumerate(files)}
        self.content: Content = {number: path.read_bytes() for number, path in enumerate(files)}
        self._now = dict(self.names)
        self._files: dict[int, int] = {}

    def __call__(self, call: Call) -> None:
        """Note a call that came back."""
        make = getattr(self, f"_{call.name}", None)
        if make is not None:
            make(call)

    def _open(self, call: Call) -> None:
        path, flags = call.arguments[:2]
        if os.path.realpath(path) == self.folder:
            self._files[call.returned] = -1
            return
        name = Path(path).name
        if name not in self._now and flags & os.O_CREAT:
            self._name((name, len(self.content) + len(self.steps)))
        self._files[call.returned] = self._now[name]

    def _write(self, call: Call) -> None:
        descriptor, data = call.arguments
        wrote = bytes(data)[: call.returned]
        self.steps.append(Step(self._files[descriptor], wrote))

    def _fsync(self, call: Call) -> None:
        self.steps.append(Step(self._files[call.arguments[0]], flushed=True))

    def _replace(self, call: Call) -> None:
        source, target = (Path(one).name for one in call.arguments[:2])
        self._name((source, None), (target, self._now[source]))

    _rename = _replace

    def _link(self, call: Call) -> None:
        source, target = (Path(one).name for one in call.arguments[:2])
        self._name((target, self._now[source]))

    def _unlink(self, call: Call) -> None:
        self._name((Path(call.arguments[0]).name, None))

    _remove = _unlink

    def _name(self, *names: tuple[str, int | None]) -> None:
        for name, file in names:
            if file is None:
                self._now.pop(name, None)
            else:
                self._now[name] = file
        self.steps.append(Step(names=names))


def record(folder: Path, act: Callable[[], object]) -> Recording:
    """Do something and take down what it does to ``folder``."""
    recording = Recording(folder)
    with watched(folder, lambda call: None, recording):
        act()
    return recording


def states(recording: Recording) -> Iterator[dict[str, bytes]]:
    """Every folder that a power cut during the recorded calls may leave, each once."""
    seen: set[tuple[tuple[str, bytes], ...]] = set()
    for cut in range(len(recording.steps) + 1):
        for names in _names(recording, cut):
            files = sorted(set(names.values()))
            for contents in itertools.product(*(_contents(recording, cut, f) for f in files)):
                held = dict(zip(files, contents, strict=True))
                state = {name: held[file] for name, file in sorted(names.items())}
                key = tuple(state.items())
                if key not in seen:
                    seen.add(key)
                    yield state


def _names(recording: Recording, cut: int) -> Iterator[Names]:
    """The folders there may be: all that was flushed, and any choice of what was not."""
    done = recording.steps[:cut]
    flushed = max((at for at, one in enumerate(done) if one.flushed and one.file == -1), default=0)
    sure = [one.names for one in done[:flushed] if one.names]
    loose = [one.names for one in done[flushed:] if one.names]
    for kept in itertools.product((False, True), repeat=len(loose)):
        names = dict(recording.names)
        for group in (*sure, *itertools.compress(loose, kept)):
            for name, file in group:
                if file is None:
                    names.pop(name, None)
                else:
                    names[name] = file
        yield names


def _contents(recording: Recording, cut: int, file: int) -> list[bytes]:
    """What a file may hold: all up to its last flush, and any part of what came later."""
    done = recording.steps[:cut]
    flushed = max(
        (at for at, one in enumerate(done) if one.flushed and one.file == file), default=0
    )
    sure = recording.content.get(file, b"")
    sure += b"".join(one.wrote for one in done[:flushed] if one.file == file)
    found, grown = [sure], sure
    for one in done[flushed:]:
        if one.file == file and one.wrote:
            found += [grown + one.wrote[: len(one.wrote) // 2], grown + one.wrote]
            grown += one.wrote
    if grown != sure:
        found.append(sure + bytes(len(grown) - len(sure)))
    return found


def run(large: bool) -> Result:
    """Saves over a file with none, some and all of its backups; ``large`` also a long journal."""
    result = Result("crash states of a save")
    for times in (1, 2, 3, 5):
        _saves(result, times)
        with _without_links():
            _saves(result, times)
    saves = result.runs
    _journal_cut(result, 400 if large else 40)
    rest = result.runs - saves
    result.worst = result.worst or f"{saves} of saves: old or new; {rest} of journals: whole lines"
    return result


@contextlib.contextmanager
def _without_links() -> Generator[None]:
    """As on a memory stick, where a backup is a copy."""

    def refuse(*_names: object, **_more: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    real, os.link = os.link, refuse
    try:
        yield
    finally:
        os.link = real


def _saves(result: Result, times: int) -> None:
    """Save ``times`` times; the last one is cut."""
    first = opened()
    made = [replace(first, info=replace(first.info, title=f"v{n}")) for n in range(times + 1)]
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as other:
        path = Path(name) / "work.brief.json"
        for one in made[:-1]:
            save_session(path, one)
        recording = record(Path(name), lambda: save_session(path, made[-1]))
        old, new = made[-2].info.title, made[-1].info.title
        for state in states(recording):
            result.runs += 1
            _build(Path(other), state)
            title = _title(Path(other) / path.name)
            if title not in (old, new):
                result.lost += 1
                result.remember(f"{title} with {sorted(state)}")


def _build(folder: Path, state: dict[str, bytes]) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name, data in state.items():
        (folder / name).write_bytes(data)


def _title(path: Path) -> str:
    try:
        return open_session(path).session.info.title
    except StoreError as error:
        return f"unloadable ({error})"


def _journal_cut(result: Result, notes: int) -> None:
    """A journal that ends anywhere gives what its whole lines say."""
    session = opened()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "cut.journal"
        journal = Journal(path, lambda error: None)
        first = next(iter(session.annotations))
        journal.write(Start(FORMAT, session.id, "", session.created))
        for number in range(notes):
            journal.write(Typing(first, str(number)))
        journal.close(remove=False)
        whole = path.read_bytes()
    for length in range(len(whole) + 1):
        result.runs += 1
        lines = whole.count(b"\n", 0, length)
        expected = "" if lines < 2 else str(lines - 2)
        found = _note(session, whole[:length])
        if found != expected:
            result.lost += 1
            result.remember(f"journal cut at {length}: {found} instead of {expected}")


def _note(session: Session, data: bytes) -> str:
    lines = list(journal_lines.read(data))
    try:
        change = journal_lines.redone(session, lines)
    except ChangeConflict as error:
        return f"unusable ({error})"
    if change is None:
        return ""
    return next(iter(session.apply(change).annotations.values())).note

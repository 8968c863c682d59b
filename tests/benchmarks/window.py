"""Inside a process of its own: the real window at work, and its floors.

``python -m tests.benchmarks.window WORK SESSION [ROUNDS]``. Without ``ROUNDS`` it does the work, or
its floor (``WORK-floor``), once and prints CPU seconds; with ``ROUNDS`` it does both in turn that
many times and prints the samples as JSON. ``SESSION`` is a session file.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.app import build_window, create_application
from desktop.listing.folding import fold
from desktop.model.annotation import Span
from desktop.model.change import Change
from desktop.model.identity import TagId
from desktop.model.source import Block, BlockKind, Source
from desktop.store.journal.writer import ENDING as JOURNAL
from tests.benchmarks import floors
from tests.benchmarks.frames import Frames, wait_until
from tests.benchmarks.table import Samples, percentile95

SCROLL_FRAMES = 120
"""Frames of one round of scrolling."""
WARM = 3
"""Rounds thrown away before the first that counts."""
AT_ONCE = 50
"""Changes of one round of the journal, each waited for."""
FOUR = ("claim", "quote", "opinion", "context")


class Stage:
    """The program with its empty window shown, as after a start without an article."""

    def __init__(self) -> None:
        self.application = create_application()
        self.window = build_window(self.application)
        frames = Frames(self.window)
        self.window.show()
        frames.wait()
        frames.close()

    @property
    def reader(self) -> QTextEdit:
        """The article view."""
        return self.window.reader

    @property
    def source(self) -> Source:
        """The only article of the session that is open."""
        return next(iter(self.window.workspace.session.sources.values()))

    def open(self, path: Path) -> float:
        """Open a session to the first frame of its text; CPU seconds.

        Nothing else of the program is waited for: see ``wait_for_leave``.
        """
        frames = Frames(self.reader.viewport())
        began = process_time()
        self.window.workspace.open_path(path)
        wait_until(lambda: bool(self.window.workspace.session.sources))
        frames.wait()
        took = process_time() - began
        frames.close()
        return took

    def wait_for_leave(self) -> None:
        """Return when the session may be changed: it is looked through behind the first frame."""
        wait_until(lambda: not self.window.workspace.read_only)

    def tag(self, span: Span, tag: str) -> None:
        """Tag a passage, as the key of that tag does."""
        if self.window.workspace.tag((span,), TagId(tag)) is None:
            raise Refused(span)

    def save(self) -> float:
        """Save to where the session was opened from; CPU seconds."""
        began = process_time()
        if not self.window.workspace.save():
            raise Refused
        QApplication.processEvents()
        return process_time() - began

    def show_block(self, block: Block) -> None:
        """Scroll so that a block stands at the top of the reader, whose layout is complete."""
        number = self.source.blocks.index(block)
        document = self.reader.document()
        rectangle = document.documentLayout().blockBoundingRect(document.findBlockByNumber(number))
        self.reader.verticalScrollBar().setValue(int(rectangle.top()))
        QApplication.processEvents()

    def middle(self) -> Block:
        """A paragraph in the middle of the article."""
        paragraphs = [one for one in self.source.blocks if one.kind == BlockKind.PARAGRAPH]
        return paragraphs[len(paragraphs) // 2]


class Refused(Exception):
    """The window would not do what it was asked for: the measurement would mean nothing."""


def settle(edit: QTextEdit) -> None:
    """Lay the whole document out, and let what follows from that happen."""
    edit.document().documentLayout().documentSize()
    for _ in range(5):
        QApplication.processEvents()


def opening(path: Path) -> float:
    """Open the session in a window that is already there, the cyclic garbage collector off."""
    stage = Stage()
    gc.collect()
    gc.disable()
    return stage.open(path)


def opening_floor(path: Path) -> float:
    """The floor of ``opening``."""
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    return floors.open_session(path)


def adding(path: Path, rounds: int) -> Samples:
    """Tag three words on the screen, to the frame that shows it; the floor is one repaint."""
    stage, bare = _prepared(path)
    stage.wait_for_leave()
    block = stage.middle()
    stage.show_block(block)
    bare.verticalScrollBar().setValue(stage.reader.verticalScrollBar().value())
    QApplication.processEvents()
    frames = Frames(stage.reader.viewport())
    samples = Samples([], [])
    for turn in range(WARM + rounds * 3):
        span = _words(stage.source, block, 3 * turn, 3)
        frames.forget()
        began = process_time()
        stage.tag(span, FOUR[turn % 4])
        frames.wait()
        took = process_time() - began
        least = floors.repaint(bare)
        if turn >= WARM:
            samples.cpu.append(took)
            samples.floor.append(least)
    return samples


def scrolling(path: Path, rounds: int) -> Samples:
    """The 95th percentile of the frames, page by page; from the end it goes on at the start.

    Each frame counts with its median over all rounds: what else the machine does lengthens the
    slowest frames of a round, those of the floor above all, and would flatter the ratio.
    """
    stage, bare = _prepared(path)
    bar = stage.reader.verticalScrollBar()
    values = [bar.pageStep() * page % bar.maximum() for page in range(1, SCROLL_FRAMES + 1)]
    cpu: list[list[float]] = []
    least: list[list[float]] = []
    for turn in range(rounds + 1):
        bar.setValue(0)
        bare.verticalScrollBar().setValue(0)
        QApplication.processEvents()
        # Frame by frame in turn: a slow moment of the machine falls on both.
        pairs = [
            (*floors.scroll(stage.reader, [value]), *floors.scroll(bare, [value]))
            for value in values
        ]
        if turn:
            cpu.append([frame for frame, _ in pairs])
            least.append([frame for _, frame in pairs])
    return Samples(
        [percentile95(map(median, zip(*cpu, strict=True)))],
        [percentile95(map(median, zip(*least, strict=True)))],
    )


def filtering(path: Path, rounds: int) -> Samples:
    """Keystroke by keystroke into the filter of the list, to the frame that shows what is left.

    The words searched are folded once before, as they are when the filter is first used. The floor
    looks for the same letters in the same words, one passage after the other.
    """
    stage = Stage()
    stage.open(path)
    stage.wait_for_leave()
    panel = stage.window.panel
    field, sieve = panel.filter.field, panel.list.passages.listing.sieve
    block = stage.middle()
    words = [word for word in stage.source.text[block.start : block.end].split() if len(word) > 4]
    frames = Frames(panel.list.viewport())
    searched = list(sieve.words().values())
    samples = Samples([], [])
    for turn, word in enumerate(words[: WARM + rounds]):
        for end in range(1, 6):
            frames.forget()
            began = process_time()
            field.insert(word[end - 1])
            frames.wait()
            took = process_time() - began
            needle = fold(word[:end])
            began = process_time()
            floors.look_for(needle, searched)
            least = process_time() - began
            if turn >= WARM:
                samples.cpu.append(took)
                samples.floor.append(least)
        field.clear()
        wait_until(lambda: not panel.counting)
    return samples


def jumping(path: Path) -> float:
    """The first jump to the end after opening: the layout has to be made."""
    stage = Stage()
    stage.open(path)
    return _jump(stage.reader)


def jumping_floor(path: Path) -> float:
    """The same in a bare editor with the same document; the reader beside it does not jump."""
    stage = Stage()
    stage.open(path)
    bare = floors.bare_editor(stage.reader)
    frames = Frames(bare.viewport())
    frames.wait()
    frames.close()
    return _jump(bare)


def _jump(edit: QTextEdit) -> float:
    frames = Frames(edit.viewport())
    QApplication.processEvents()
    frames.forget()
    began = process_time()
    edit.document().documentLayout().documentSize()
    bar = edit.verticalScrollBar()
    bar.setValue(bar.maximum())
    frames.wait()
    return process_time() - began


def zooming(path: Path, rounds: int) -> Samples:
    """One step of zoom in the middle of the article, larger and smaller in turn, to its frame.

    The floor sets one other font size over the whole document of the bare editor.
    """
    stage, bare = _prepared(path)
    stage.show_block(stage.middle())
    bare.verticalScrollBar().setValue(stage.reader.verticalScrollBar().value())
    frames, least_frames = Frames(stage.reader.viewport()), Frames(bare.viewport())
    samples = Samples([], [])
    for turn in range(2 + rounds):
        steps = 1 if turn % 2 == 0 else -1
        size = QTextCharFormat()
        size.setProperty(QTextFormat.Property.FontPixelSize, 18 if steps == 1 else 17)
        frames.forget()
        began = process_time()
        stage.window.theme.step_zoom(steps)
        frames.wait()
        took = process_time() - began
        least_frames.forget()
        began = process_time()
        everything = QTextCursor(bare.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeCharFormat(size)
        least_frames.wait()
        if turn >= 2:
            samples.cpu.append(took)
            samples.floor.append(process_time() - began)
        settle(stage.reader)
        settle(bare)
    return samples


def saving(path: Path, rounds: int) -> Samples:
    """Save after each new passage; the floor writes the same bytes to the same folder."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        stage, own = _opened_copy(path, Path(folder))
        block = stage.middle()
        samples = Samples([], [])
        for turn in range(WARM + rounds):
            stage.tag(_words(stage.source, block, 3 * turn, 3), FOUR[turn % 4])
            took = stage.save()
            least = floors.save(own.read_bytes(), own.with_name("floor"))
            if turn >= WARM:
                samples.cpu.append(took)
                samples.floor.append(least)
    return samples


def journalling(path: Path, rounds: int) -> Samples:
    """Take a change to disk in the journal, until it is there; the floor appends the same bytes."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        stage, _ = _opened_copy(path, Path(folder))
        workspace = stage.window.workspace
        made: list[Change] = []
        workspace.changed.connect(made.append)
        stage.tag(_words(stage.source, stage.middle(), 3, 3), FOUR[0])
        workspace.journaling.settle()
        (journal,) = Path(folder).glob(f"*{JOURNAL}")
        samples = Samples([], [])
        for turn in range(WARM + rounds):
            before = journal.stat().st_size
            began = process_time()
            for _one in range(AT_ONCE):
                workspace.journaling.made(made[0], workspace.session)
                workspace.journaling.settle()
            took = process_time() - began
            written = journal.read_bytes()[before:].splitlines(keepends=True)
            least = floors.append(written, journal.with_name("floor"))
            if turn >= WARM:
                samples.cpu.append(took / AT_ONCE)
                samples.floor.append(least / AT_ONCE)
    return samples


def first_saving(path: Path) -> float:
    """The first save after opening, with one new passage."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        stage, _ = _opened_copy(path, Path(folder))
        stage.tag(_words(stage.source, stage.middle(), 3, 3), FOUR[0])
        return stage.save()


def first_saving_floor(path: Path) -> float:
    """The floor of ``first_saving``: the same bytes, but for one passage."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        _opened_copy(path, Path(folder))
        return floors.save(path.read_bytes(), Path(folder) / "floor")


WORKS: dict[str, Callable[[Path], float]] = {
    "open": opening,
    "open-floor": opening_floor,
    "jump": jumping,
    "jump-floor": jumping_floor,
    "first-save": first_saving,
    "first-save-floor": first_saving_floor,
}
SERIES: dict[str, Callable[[Path, int], Samples]] = {
    "add": adding,
    "scroll": scrolling,
    "filter": filtering,
    "zoom": zooming,
    "save": saving,
    "journal": journalling,
}


def _prepared(path: Path) -> tuple[Stage, QTextEdit]:
    """A window with the session open, and the bare editor beside it, both laid out in full."""
    stage = Stage()
    stage.open(path)
    settle(stage.reader)
    bare = floors.bare_editor(stage.reader)
    settle(bare)
    return stage, bare


def _opened_copy(path: Path, folder: Path) -> tuple[Stage, Path]:
    """A window with a copy of the session open, which may be changed and saved; and the copy."""
    own = folder / path.name
    shutil.copyfile(path, own)
    stage = Stage()
    stage.open(own)
    stage.wait_for_leave()
    return stage, own


def _words(source: Source, block: Block, first: int, count: int) -> Span:
    """``count`` words of a block from its word number ``first``; it has to have them."""
    words: list[Span] = []
    at = block.start
    for word in source.text[block.start : block.end].split(" "):
        words.append(Span(at, at + len(word)))
        at += len(word) + 1
    return Span(words[first].start, words[first + count - 1].end)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        SERIES[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3])).hand_over()
    else:
        print(WORKS[sys.argv[1]](Path(sys.argv[2])), flush=True)
    os._exit(0)  # what is still running behind the window is not what was measured

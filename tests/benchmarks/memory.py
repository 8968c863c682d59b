"""Inside a process of its own: the most memory the window, a bare editor or an export has held.

``python -m tests.benchmarks.memory window SESSION``, ``pdf SESSION``, or ``bare TEXT``, a file with
the session's text. Prints megabytes (10^6 bytes) of resident memory at its highest (``ru_maxrss``).
"""

import os
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.runs import Bench

GOAL = 100
"""Megabytes the window with "1 MB" may take above the bare editor."""

PDF_GOAL = 400
"""Megabytes the export of "1 MB" as PDF may take, all of its process."""


def compared(bench: "Bench", size: str, rounds: int) -> str:
    """One line for people: what the window takes above a bare editor with the same text."""
    import msgspec

    path = bench.session(size)
    text = path.with_name("text.txt")
    text.write_text(msgspec.json.decode(path.read_bytes())["sources"][0]["text"]["value"], "utf-8")
    pairs = [
        (
            float(bench.run("memory", "window", str(path))),
            float(bench.run("memory", "bare", str(text))),
        )
        for _ in range(rounds)
    ]
    whole, least = (median(side) for side in zip(*pairs, strict=True))
    above = whole - least
    verdict = "" if above <= GOAL else "  missed"
    return (
        f"memory, {size}: window {whole:.0f} MB, bare editor {least:.0f} MB, "
        f"above it {above:.0f} MB, goal {GOAL}{verdict}"
    )


def exported(bench: "Bench", size: str, rounds: int) -> str:
    """One line for people: the most that reading a session and making its PDF takes."""
    path = str(bench.session(size))
    most = median(float(bench.run("memory", "pdf", path)) for _ in range(rounds))
    verdict = "" if most <= PDF_GOAL else "  missed"
    return f"memory, {size}: as PDF {most:.0f} MB, goal {PDF_GOAL}{verdict}"


def pdf(path: Path) -> None:
    """Read the session and make the PDF of it."""
    from desktop.briefing import compose
    from desktop.store.codec.decoding import decode
    from exporters.render import render

    render(compose(decode(path.read_bytes()).session), "pdf")


def window(path: Path) -> None:
    """Open the session, lay its text out, tag a passage, and go to the end."""
    from desktop.model.annotation import Span
    from tests.benchmarks.window import FOUR, Stage, settle

    own = Path(tempfile.mkdtemp(dir=path.parent)) / path.name
    shutil.copy(path, own)  # or the journal of the round before would be taken up
    stage = Stage()
    stage.open(own)
    stage.wait_for_leave()
    settle(stage.reader)
    block = stage.middle()
    stage.tag(Span(block.start, stage.source.text.index(" ", block.start + 1)), FOUR[0])
    bar = stage.reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.application.processEvents()


def bare(path: Path) -> None:
    """Show the same text in a QTextEdit, lay it out, and go to the end; nothing of the program."""
    from PySide6.QtWidgets import QApplication, QTextEdit

    from tests.benchmarks.frames import Frames

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.setPlainText(path.read_text(encoding="utf-8"))
    edit.resize(1440, 900)
    frames = Frames(edit.viewport())
    edit.show()
    frames.wait()
    frames.close()
    edit.document().documentLayout().documentSize()
    edit.verticalScrollBar().setValue(edit.verticalScrollBar().maximum())
    application.processEvents()


def main(work: str, path: Path) -> None:
    """Do the work and print the peak."""
    {"window": window, "bare": bare, "pdf": pdf}[work](path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    print(round(peak * unit / 1e6, 1), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
    os._exit(0)  # as in ``window``

"""The least the machine can do for each piece of work: what every result is divided by.

Written before the program was measured, and never changed to suit a result. All times are CPU
seconds of the whole process (``time.process_time``). Heavy imports are late: ``python -m
tests.benchmarks.floors start`` must load Qt and nothing of the program.
"""

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QTextEdit

Part = Any
"""An XML tree of lxml, whose own name for the type is private, or bytes."""

PARAGRAPH = (
    "The harbour office published its figures on Tuesday. Traffic through the northern locks fell "
    "by a third in the week, and two of the four pilots' boats stayed in dock. Nobody at the "
    "office would say when the locks open again."
)


def start() -> None:
    """A bare window from nothing to its first frame; the process ends there, without tidying up.

    QMainWindow, Fusion, a menu, a QTextEdit of one paragraph, a dock with a QListView.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QDockWidget, QListView, QMainWindow, QTextEdit

    from tests.benchmarks.frames import leave_after_first_frame

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    window = QMainWindow()
    window.resize(1280, 800)
    window.menuBar().addMenu("File").addAction("Quit", window.close)
    edit = QTextEdit(window)
    edit.setPlainText(PARAGRAPH)
    window.setCentralWidget(edit)
    dock = QDockWidget("Passages", window)
    dock.setWidget(QListView(dock))
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    leave_after_first_frame(edit.viewport())
    window.show()
    application.exec()


def open_session(path: Path) -> float:
    """Read the file, decode it to builtins, show its first text in a bare editor: one frame.

    Needs a QApplication. The cyclic garbage collector is off meanwhile.
    """
    import msgspec
    from PySide6.QtWidgets import QPlainTextEdit

    from tests.benchmarks.frames import Frames

    gc.collect()
    gc.disable()
    try:
        began = process_time()
        held = msgspec.json.decode(path.read_bytes())
        edit = QPlainTextEdit(held["sources"][0]["text"]["value"])
        edit.resize(1280, 800)
        frames = Frames(edit.viewport())
        edit.show()
        frames.wait()
        took = process_time() - began
    finally:
        gc.enable()
    frames.close()
    edit.close()
    return took


def bare_editor(like: "QTextEdit") -> "QTextEdit":
    """A shown QTextEdit with the same document, viewport and line breaks as ``like``.

    Plain Fusion, no highlights. Its layout is its own and has not been made beyond what showing it
    takes.
    """
    from PySide6.QtWidgets import QStyleFactory, QTextEdit

    edit = QTextEdit()
    fusion = QStyleFactory.create("Fusion")
    fusion.setParent(edit)
    for widget in (edit, edit.viewport(), edit.verticalScrollBar()):
        widget.setStyle(fusion)
    edit.setReadOnly(True)
    edit.setFrameShape(QTextEdit.Shape.NoFrame)
    edit.setHorizontalScrollBarPolicy(like.horizontalScrollBarPolicy())
    edit.setVerticalScrollBarPolicy(like.verticalScrollBarPolicy())
    edit.setWordWrapMode(like.wordWrapMode())
    edit.setLineWrapMode(like.lineWrapMode())
    edit.setLineWrapColumnOrWidth(like.lineWrapColumnOrWidth())
    edit.setDocument(like.document().clone(edit))
    edit.resize(like.size())
    edit.show()
    edit.resize(edit.size() + like.viewport().size() - edit.viewport().size())
    return edit


def repaint(edit: "QAbstractScrollArea") -> float:
    """One repaint of everything the editor shows."""
    from tests.benchmarks.frames import Frames

    frames = Frames(edit.viewport())
    began = process_time()
    edit.viewport().update()
    frames.wait()
    took = process_time() - began
    frames.close()
    return took


def scroll(edit: "QAbstractScrollArea", values: Sequence[int]) -> list[float]:
    """The time of each frame while the scroll bar is set to each of ``values`` (pixels) in turn."""
    from tests.benchmarks.frames import Frames

    frames = Frames(edit.viewport())
    bar = edit.verticalScrollBar()
    times: list[float] = []
    for value in values:
        began = process_time()
        bar.setValue(value)
        frames.wait()
        times.append(process_time() - began)
    frames.close()
    return times


def look_for(needle: str, searched: Sequence[str]) -> list[str]:
    """Every one of the texts that holds the needle."""
    return [text for text in searched if needle in text]


def save(data: bytes, target: Path) -> float:
    """Write, fsync and rename of ready bytes."""
    began = process_time()
    temporary = target.with_name(target.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    return process_time() - began


def append(lines: Sequence[bytes], target: Path) -> float:
    """Append and fsync of ready lines, one after the other, to an open file."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        began = process_time()
        for line in lines:
            os.write(descriptor, line)
            os.fsync(descriptor)
        return process_time() - began
    finally:
        os.close(descriptor)


def word(parts: Iterable[tuple[str, Part]], target: Path) -> float:
    """Serialise ready XML trees and zip them; parts that are no XML are zipped as they are."""
    from zipfile import ZIP_DEFLATED, ZipFile

    from lxml import etree

    began = process_time()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, part in parts:
            if not isinstance(part, bytes):
                part = etree.tostring(part, encoding="UTF-8", xml_declaration=True, standalone=True)
            archive.writestr(name, part)
    return process_time() - began


def pdf(lines: Sequence[str], target: Path) -> float:
    """The lines as raw canvas text, 48 to a page of A4, in a standard font.

    A standard font carries Latin-1 only: ``lines`` have a question mark for every other character.
    """
    from reportlab.pdfgen.canvas import Canvas

    began = process_time()
    canvas = Canvas(str(target), pageCompression=1)
    for first in range(0, len(lines), 48):
        text = canvas.beginText(82, 780)
        text.setFont("Helvetica", 10.5, 15)
        for line in lines[first : first + 48]:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return process_time() - began


def lines_of(text: str, width: int = 84) -> list[str]:
    """The words of a text in lines of at most ``width`` code points, as ``pdf`` takes them."""
    lines: list[str] = []
    held: list[str] = []
    length = 0
    for one in text.encode("latin-1", "replace").decode("latin-1").split():
        if held and length + len(one) > width:
            lines.append(" ".join(held))
            held, length = [], 0
        held.append(one)
        length += len(one) + 1
    lines.append(" ".join(held))
    return lines


if __name__ == "__main__":
    start()

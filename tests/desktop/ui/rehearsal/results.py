"""A rehearsal in a process of its own, and what lies in its folder afterwards."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import docx
import pikepdf
from PySide6.QtGui import QColor, QImage

from desktop.model.session import Session
from desktop.model.thresholds import SURE
from desktop.store.files.sessions import open_session
from resources.palette import LIGHT, TAGS

TAG_NAMES = ["claim", "context", "opinion", "quote"]
PATIENCE_SECONDS = 400
"""Before a test gives up: more than a rehearsal allows itself."""


def rehearse(
    folder: Path, *files: Path, program: str = "", **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """Rehearse in ``folder``. ``None`` takes a variable away; ``program`` runs before the job."""
    variables = {**os.environ, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **environment}
    start = f"{program}\nimport sys\nfrom desktop.cli import main\nsys.exit(main())"
    arguments = ["-c", start] if program else ["-m", "desktop"]
    return subprocess.run(
        [sys.executable, *arguments, "--rehearse", str(folder), *map(str, files)],
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )


def sentences(ended: subprocess.CompletedProcess[str]) -> list[str]:
    """What a rehearsal said on standard error, apart from what the platform says of each window."""
    return [line for line in ended.stderr.splitlines() if "propagateSizeHints" not in line]


class Results(NamedTuple):
    """The four files, in the order they are named on standard output."""

    session: Path
    word: Path
    pdf: Path
    picture: Path


def results(ended: subprocess.CompletedProcess[str]) -> Results:
    """Where the four files of a rehearsal lie that went well."""
    assert ended.returncode == 0, ended.stderr
    found = Results(*map(Path, ended.stdout.splitlines()[-4:]))
    assert [path.is_absolute() and path.is_file() for path in found] == [True] * 4
    return found


def check_session(path: Path) -> None:
    """Passages of all four tags; some overlap, one has two spans, one a note."""
    held = [*opened(path).annotations.values()]
    assert len(held) >= 12
    assert sorted({str(one.tag) for one in held}) == TAG_NAMES
    by_hand = [one for one in held if one.suggested is None]
    assert sum(len(one.spans) == 2 for one in by_hand) == 1
    accepted = [one.suggested for one in held if one.suggested is not None]
    assert accepted or path.name.startswith("mixed-scripts"), "no suggestion was sure enough"
    assert all(one.score >= SURE and one.decision == "accepted" for one in accepted)
    assert sum(bool(one.note) for one in held) == 1
    places = [{at for span in one.spans for at in range(span.start, span.end)} for one in held]
    assert any(one & other for number, one in enumerate(places) for other in places[:number])


def check_word(path: Path, session: Path) -> None:
    """A comment for each passage, with the note in one of them."""
    comments = [comment.text for comment in docx.Document(str(path)).comments]
    held = opened(session).annotations.values()
    assert len(comments) == len(held)
    note = next(one.note for one in held if one.note)
    assert sum(note in comment for comment in comments) == 1


def check_pdf(path: Path, session: Path) -> None:
    """A highlight for each passage at the least; one that goes over a page has two."""
    with pikepdf.open(path) as pdf:
        kinds = [
            str(annotation.Subtype) for page in pdf.pages for annotation in page.get("/Annots", ())
        ]
    assert kinds.count("/Highlight") >= len(opened(session).annotations)


def check_picture(path: Path) -> None:
    """The window in its size: a page, ink on it, and the tints and bars of tags."""
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (1440, 900)
    colours = {picture.pixelColor(x, y).name() for x in range(0, 1440, 2) for y in range(0, 900, 2)}
    tints = {QColor(signs["light"].tint).name() for signs in TAGS.values()}
    assert QColor(LIGHT.page).name() in colours
    assert len(colours & tints) >= 2
    assert len(colours) > 50


def opened(path: Path) -> Session:
    """The session of a rehearsal."""
    return open_session(path).session

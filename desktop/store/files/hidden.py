"""The hidden files that lie beside a session: journal, backups, lock."""

import os
from hashlib import sha256
from pathlib import Path

_LONGEST = 200
"""Bytes of a session's name up to which an ending still fits behind it: most disks allow 255."""


def beside(session: Path, ending: str) -> Path:
    """The hidden file of a session with this ending (".lock"), beside what a link points at."""
    file = Path(os.path.realpath(session))
    return file.with_name(beginning(file) + ending)


def beginning(session: Path) -> str:
    """How the names of all hidden files of a session begin; ``session`` is no link."""
    name = session.name
    if len(os.fsencode(name)) > _LONGEST:
        name = f"{name[:40]}~{sha256(os.fsencode(name)).hexdigest()[:16]}"
    return f".{name}"

"""A log fit for a bug report: what happened, when and where in the code, never what was read.

The text of an exception may quote an article, so only its type and its place in the code are
written. Of what a library says, only that it spoke.
"""

import logging
import platform
import sys
import time
import traceback
from pathlib import Path

from desktop import VERSION
from desktop.printable_line import printable_line

_LIBRARIES = (
    "PySide6-Essentials",
    "msgspec",
    "lxml",
    "python-docx",
    "reportlab",
    "markdown-it-py",
    "charset-normalizer",
)
_OURS = ("desktop", "exporters", "resources")
_log = logging.getLogger(__name__)


def start(path: Path) -> None:
    """Append to the log at ``path`` from now on; raises ``OSError`` where it cannot be written."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(_Scrubbed("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    _log.info("Brieflight %s, Python %s", VERSION, platform.python_version())
    _log.info("%s, %s", platform.platform(), sys.platform)
    _log.info("%s", ", ".join(f"{name} {installed(name)}" for name in _LIBRARIES))


def installed(name: str) -> str:
    """The installed version of a distribution, or "not installed"."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load

    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def scrubbed(error: BaseException) -> str:
    """The types of an exception and its causes, and the lines they came through, on one line.

    No message, no value and no folder is in it; of an ``OSError`` its number is.
    """
    chain: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        chain.append(_one(current))
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return " <- ".join(chain)


def _one(error: BaseException) -> str:
    number = f" errno {error.errno}" if isinstance(error, OSError) and error.errno else ""
    frames = traceback.StackSummary.extract(
        traceback.walk_tb(error.__traceback__), lookup_lines=False
    )
    places = " > ".join(f"{_file(one.filename)}:{one.lineno} {one.name}" for one in frames)
    return f"{type(error).__module__}.{type(error).__qualname__}{number} [{places}]"


def _file(name: str) -> str:
    return "/".join(Path(name).parts[-2:])


class _Scrubbed(logging.Formatter):
    """One line a record; of an exception what ``scrubbed`` leaves."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        record.stack_info = None
        if record.name.partition(".")[0] not in _OURS:
            record.msg, record.args = "(said something)", ()
        line = printable_line(super().format(record))
        return f"{line} {scrubbed(error)}" if error is not None else line

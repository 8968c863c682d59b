"""One door to every writer: a briefing and a format go in, bytes come out."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporters.briefing import Briefing  # 40 dataclasses: a tenth of a cold start

Progress = Callable[[float], None]
Writer = Callable[["Briefing", Progress], bytes]

WRITERS: dict[str, str] = {"docx": "exporters.word.writer", "pdf": "exporters.pdf.writer"}
"""Format to the module that writes it. Each has ``write(briefing, progress) -> bytes``; modules are
imported when first used, for reportlab and the shaping of words are slow to load."""


class RenderError(Exception):
    """A writer could not make the document; the argument says why, for the log."""


def render(briefing: "Briefing", format_: str, progress: Progress = lambda done: None) -> bytes:
    """The finished document.

    ``format_`` is a key of ``WRITERS``. ``progress`` is called with 0.0 to 1.0, never decreasing.
    The same briefing gives the same bytes on every run. Raises ``KeyError`` for an unknown format
    and ``RenderError`` when a writer fails.
    """
    write: Writer = import_module(WRITERS[format_]).write
    try:
        return write(briefing, progress)
    except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        raise RenderError(f"{type(error).__name__}: {error}") from error

"""One door to every writer: a briefing and a format go in, a document comes out."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exporters.briefing import Briefing  # 40 dataclasses: a tenth of a cold start

Progress = Callable[[float], None]
Writer = Callable[["Briefing", Progress], bytes]

WRITERS: dict[str, str] = {
    "docx": "exporters.word.writer",
    "pdf": "exporters.pdf.writer",
    "html": "exporters.html.writer",
    "md": "exporters.markdown.writer",
}
"""Format to the module that writes it. Each has ``write(briefing, progress) -> bytes``; modules are
imported when first used, for reportlab and the shaping of words are slow to load."""


_IN_OUR_FACES = ("docx", "pdf")


class Rendered(NamedTuple):
    """A finished document.

    ``unprintable`` are the characters that it does not show as they are, each once: those that are
    none, or reverse what follows, stand as U+FFFD in every format. For those that none of the
    bundled faces has a PDF shows a box, Word whatever another font of the computer has.
    """

    data: bytes
    unprintable: tuple[str, ...]


class RenderError(Exception):
    """A writer could not make the document; the argument says why, for the log."""


def render(briefing: "Briefing", format_: str, progress: Progress = lambda done: None) -> Rendered:
    """The finished document.

    ``format_`` is a key of ``WRITERS``. ``progress`` is called with 0.0 to 1.0, never decreasing.
    The same briefing gives the same bytes on every run. Raises ``KeyError`` for an unknown format
    and ``RenderError`` when a writer fails.
    """
    write: Writer = import_module(WRITERS[format_]).write
    from exporters.directing import in_order
    from exporters.missing import replaced, unprintable

    try:
        safe = in_order(briefing)
        data = write(safe, progress)
        boxes = unprintable(safe) if format_ in _IN_OUR_FACES else ()
        return Rendered(data, (*replaced(briefing), *boxes))
    except (ValueError, TypeError, KeyError, IndexError, ArithmeticError, AttributeError) as error:
        raise RenderError(f"{type(error).__name__}: {error}") from error

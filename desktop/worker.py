"""The helper process: one request on standard input, replies on standard output (``protocol``).

What is heavy or not to be trusted is done here, so a window never waits for it and a hostile file
can only take this process down. ``perform`` is the work without the pipes; the command line calls
it in its own process.
"""

import contextlib
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from msgspec.structs import replace

from desktop import child, i18n, messages
from desktop.limits import OUTPUT, TookTooLong, limit
from desktop.logs import scrubbed
from desktop.model.session import Session
from desktop.printable_line import printable_line
from desktop.protocol import (
    Checked,
    CheckSession,
    Exported,
    ExportSession,
    Failed,
    Imported,
    ImportFile,
    ImportText,
    PicturePages,
    Previewed,
    PreviewSession,
    Progress,
    Reply,
    Request,
    decode_request,
    encode,
)

if TYPE_CHECKING:
    from desktop.importers.read import ImportResult

Report = Callable[[float], None]
_REPORT_EVERY = 0.05
_PART = 300
"""Code points of a place or of what is wrong there: both may hold words of the file."""


def perform(request: Request, payload: bytes, report: Report) -> tuple[Reply, bytes]:
    """The last reply to a request, and its payload; whatever goes wrong is a ``Failed``.

    ``report`` gets numbers that do not decrease, 0.0 to 1.0. An export writes its target whole or
    not at all.
    """
    name = ""
    try:
        match request:
            case ImportFile(path):
                name = path
                return _import_file(path)
            case ImportText(name):
                return _import_text(payload, name)
            case ExportSession(target):
                name = target
                return _export(request, payload, report), b""
            case PreviewSession():
                return _preview(request, payload, report)
            case PicturePages():
                from desktop import picturing

                return picturing.pictured(payload, request.pages, request.width)
            case CheckSession():
                return Checked(problems(payload)), b""
    except TookTooLong as error:
        return Failed(messages.took_too_long(name), scrubbed(error)), b""
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  nobody sees a traceback here: told in words instead
        return Failed(messages.sentence(error, name), scrubbed(error)), b""


def main() -> int:
    """Serve the one request and end."""
    replies = child.take_standard_output()
    signal.signal(signal.SIGTERM, _cancelled)
    i18n.use()
    request, payload = _read_request(sys.stdin.buffer)
    if isinstance(request, ImportFile | ImportText):
        limit()
    with contextlib.suppress(BrokenPipeError):  # the window is gone: there is nobody to tell
        reply, attached = perform(request, payload, _throttled(replies))
        _send(replies, reply, attached)
    return 0


def _import_file(path: str) -> tuple[Imported, bytes]:
    from desktop.importers.read import read_file

    return _result(read_file(Path(path)))


def _import_text(payload: bytes, name: str) -> tuple[Imported, bytes]:
    from desktop.importers.read import read_text

    return _result(read_text(payload.decode("utf-8", "replace"), name))


def _result(read: "ImportResult") -> tuple[Imported, bytes]:
    from desktop.importers.unreadable import Reason, UnreadableArticle
    from desktop.model.transfer import encode_imported

    data = encode_imported(read.source, read.front_matter, tuple(read.notes))
    if len(data) > OUTPUT:
        raise UnreadableArticle(Reason.TOO_LARGE, read.source.name, str(OUTPUT))
    return Imported(len(data)), data


def _export(request: ExportSession, payload: bytes, report: Report) -> Exported:
    from desktop.store.codec import decoding

    return write_briefing(decoding.decode(payload).session, request, report)


def write_briefing(
    session: Session,
    request: ExportSession,
    report: Report,
    before: Callable[[], None] = lambda: None,
) -> Exported:
    """Write the briefing of ``session`` as ``request`` asks, whole or not at all.

    ``before`` is called when the document is made and has not yet taken its place; what it raises
    keeps it from doing so. Raises ``RenderError`` and ``WriteFailed``.
    """
    from desktop.briefing import compose
    from desktop.store.files import atomic
    from exporters.render import render

    briefing = compose(session, request.options)
    report(0.05)
    data, unprintable = render(briefing, request.format, lambda done: report(0.05 + 0.9 * done))
    atomic.write(Path(request.target), data, before=lambda _made: before())
    report(1.0)
    return Exported(request.target, len(data), unprintable)


def _preview(request: PreviewSession, payload: bytes, report: Report) -> tuple[Previewed, bytes]:
    from desktop import picturing
    from desktop.briefing import compose
    from desktop.store.codec import decoding
    from exporters.render import render

    briefing = compose(decoding.decode(payload).session, request.options)
    report(0.05)
    shown = "md" if request.format == "md" else "pdf"
    data, unprintable = render(briefing, shown, lambda done: report(0.05 + 0.9 * done))
    if shown == "md":
        return Previewed(payload=len(data), document=len(data)), data
    reply, payload = picturing.previewed(data, request.pages, request.width)
    return replace(reply, unprintable=unprintable), payload


def problems(data: bytes) -> tuple[str, ...]:
    """What is wrong with the bytes of a session file, each with its place; nothing if sound."""
    from desktop.store.checking import strict

    return tuple(
        ": ".join(printable_line(part, _PART) for part in (problem.path, problem.sentence) if part)
        for problem in strict.problems(data)
    )


def _read_request(pipe: BinaryIO) -> tuple[Request, bytes]:
    request = decode_request(pipe.readline())
    payload = pipe.read(request.payload) if request.payload else b""
    if len(payload) != request.payload:
        raise SystemExit(2)  # the window went away in the middle of a sentence
    return request, payload


def _throttled(replies: BinaryIO) -> Report:
    last = 0.0

    def report(done: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _REPORT_EVERY:
            last = now
            _send(replies, Progress(min(max(done, 0.0), 1.0)))

    return report


def _send(replies: BinaryIO, reply: Reply, payload: bytes = b"") -> None:
    replies.write(encode(reply) + b"\n" + payload)
    replies.flush()


def _cancelled(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)  # an exception, so that every ``finally`` takes its temporary file along


if __name__ == "__main__":
    raise SystemExit(main())

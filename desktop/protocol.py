"""What window and worker say to each other.

A request is one JSON line on the worker's standard input, followed by ``payload`` raw bytes when
that is not 0. Replies are JSON lines on its standard output: any number of ``Progress``, then
exactly one ``Imported``, ``Exported``, ``Previewed``, ``Checked`` or ``Failed``, followed by
``payload`` raw bytes when the reply has such a member. A worker serves one request and ends. Ending
it early (SIGTERM) is how a job is cancelled: nothing half written is left behind.

The worker is started as ``sys.executable`` with ``WORKER_ARGUMENTS`` in ``WORKER_FOLDER``, so that
no module of the user's own folder is taken for one of ours; paths in requests are absolute.
"""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from desktop.options import Options

WORKER_ARGUMENTS = ("-m", "desktop.worker")
WORKER_FOLDER = Path(__file__).resolve().parents[1]

Format = Literal["docx", "pdf", "html", "md"]


class ImportFile(Struct, frozen=True, tag="import-file"):
    """Read the article at ``path`` into a source."""

    path: str
    payload: int = 0


class ImportText(Struct, frozen=True, tag="import-text"):
    """Make a source of the UTF-8 text in the payload, called ``name``."""

    name: str
    payload: int


class ExportSession(Struct, frozen=True, tag="export"):
    """Write the session in the payload (the bytes of a session file) to ``target``."""

    target: str
    format: Format
    payload: int
    options: Options = Options()


class CheckSession(Struct, frozen=True, tag="check"):
    """Look through the session file in the payload for everything the fast decoder does not see."""

    payload: int


class PreviewSession(Struct, frozen=True, tag="preview"):
    """Make the document of the session in the payload, and pictures of some of its pages.

    The document is a PDF, or for ``md`` its own text, without pictures. ``pages`` are counted from
    0, one the document does not have is passed over; ``width`` is in device pixels.
    """

    format: Format
    payload: int
    pages: tuple[int, ...]
    width: int
    options: Options = Options()


class PicturePages(Struct, frozen=True, tag="picture"):
    """Make pictures of some pages of the PDF in the payload; numbers as in ``PreviewSession``."""

    pages: tuple[int, ...]
    width: int
    payload: int


Request = ImportFile | ImportText | ExportSession | CheckSession | PreviewSession | PicturePages


class Progress(Struct, frozen=True, tag="progress"):
    """How far the job is, 0.0 to 1.0."""

    done: float


class Imported(Struct, frozen=True, tag="imported"):
    """The source and what looks like its front matter, as the two records of the payload.

    The payload is a JSON array ``[source, front matter or null, notes]``; ``notes`` are plain
    sentences about what the reader had to replace.
    """

    payload: int


class Exported(Struct, frozen=True, tag="exported"):
    """The document is written: where, and its size in bytes.

    ``unprintable`` are the characters that it does not show as they are (``exporters.render``).
    """

    target: str
    size: int
    unprintable: tuple[str, ...] = ()


class Picture(Struct, frozen=True):
    """A page as rows of blue, green and red bytes, each row filled up to ``stride`` bytes."""

    page: int
    width: int
    height: int
    stride: int


class Previewed(Struct, frozen=True, tag="previewed"):
    """A document as it would be, and pictures of some of its pages.

    The payload is the document, ``document`` bytes long (0 where the one asking has it), and then
    the pictures in order. ``shapes`` holds the width and height of every page in points,
    ``unprintable`` the characters that none of the bundled fonts has.
    """

    payload: int
    document: int = 0
    shapes: tuple[tuple[float, float], ...] = ()
    pictures: tuple[Picture, ...] = ()
    unprintable: tuple[str, ...] = ()


class Checked(Struct, frozen=True, tag="checked"):
    """Problems found, each with its place; none means the file is sound."""

    problems: tuple[str, ...]


class Failed(Struct, frozen=True, tag="failed"):
    """The job could not be done; ``sentence`` is for people, ``detail`` for the log."""

    sentence: str
    detail: str = ""


Reply = Progress | Imported | Exported | Previewed | Checked | Failed

encode = msgspec.json.encode
decode_request = msgspec.json.Decoder[Request](Request).decode
decode_reply = msgspec.json.Decoder[Reply](Reply).decode

"""Work that takes time, sent to processes of its own: reading, checking, exporting.

The workspace sends and is told by signals; which session is open is no business of an errand.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop import messages
from desktop.i18n import _
from desktop.model.transfer import decode_imported
from desktop.protocol import (
    Checked,
    CheckSession,
    Exported,
    ExportSession,
    ImportFile,
    ImportText,
    Request,
)
from desktop.store.errors import StoreError
from desktop.store.files.sessions import read_session

if TYPE_CHECKING:
    from desktop.ui.session.jobs import Job  # slow to load, and most sessions open without


class Errands(QObject):
    """Starts jobs and keeps them until they end."""

    started = Signal(object, str)
    """A ``Job`` a person may wait for, and what it does in a few words."""
    failed = Signal(str)
    """A job could not be done; the sentence says what and why."""
    article_read = Signal(object, object)
    """What an import gave (``transfer.Imported``), and the ``asked`` it came with."""
    checked = Signal(object, str)
    """A session file was looked through: ``asked``, and its first problem or none."""
    exported = Signal(str, str)
    """A document is written: its path, and what there is to know about it, if anything."""

    def read_file(self, path: Path, asked: object) -> None:
        """Read an article; ends in ``article_read`` or ``failed``."""
        where = str(path.absolute())
        if not where.isprintable():  # such a name cannot be written as JSON
            self.failed.emit(messages.odd_name(path.name))
            return
        self._import(ImportFile(where), b"", path.name, asked)

    def read_text(self, text: str, name: str, asked: object) -> None:
        """Make an article of a text; ends in ``article_read`` or ``failed``."""
        data = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode()
        self._import(ImportText(name, len(data)), data, name, asked)

    def check(self, path: Path, asked: object) -> None:
        """Look a session file through for what the fast decoder does not see."""
        try:
            data = read_session(path)
        except StoreError as error:
            self.checked.emit(asked, messages.sentence(error, path.name))
            return
        self.check_data(data, path.name, asked)

    def check_data(self, data: bytes, name: str, asked: object, words: str = "") -> None:
        """As ``check``, for what was read from a session file of this name already.

        With ``words`` a person sees that they wait for it, and may cancel it; nothing more is heard
        of it then.
        """
        job = self._start(CheckSession(len(data)), data, name, words)

        def looked_through(reply: object, _payload: bytes) -> None:
            problems = reply.problems if isinstance(reply, Checked) else ()
            text = _("This session has a mistake at {place}; it can be read but not changed.")
            self.checked.emit(asked, text.format(place=problems[0]) if problems else "")

        job.done.connect(looked_through)
        job.failed.connect(lambda sentence: self.checked.emit(asked, sentence))

    def export(self, request: ExportSession, data: bytes) -> "Job":
        """Write a briefing; ends in ``exported`` or ``failed``."""
        name = Path(request.target).name
        job = self._start(request, data, name, _("Writing {name}").format(name=name))
        job.done.connect(lambda reply, _data: self._written(reply, request.format))
        job.failed.connect(self.failed)
        return job

    def preview(self, request: Request, data: bytes) -> "Job":
        """Work for a preview; nobody waits for it outside the dialog that asks."""
        return self._start(request, data, _("the preview"), "")

    def stop(self, at_once: bool = False) -> None:
        """End everything still running; the window is closing, or has to be closed ``at_once``."""
        from desktop.ui.session.jobs import Job

        # Those that have answered too: their processes may not have ended yet.
        jobs = self.findChildren(Job)
        for job in jobs:
            job.ask_to_end()
        for job in jobs:
            job.stop(at_once)

    def _import(self, request: Request, payload: bytes, name: str, asked: object) -> None:
        job = self._start(request, payload, name, _("Reading {name}").format(name=name))
        job.done.connect(lambda _reply, data: self._imported(data, name, asked))
        job.failed.connect(self.failed)

    def _imported(self, data: bytes, name: str, asked: object) -> None:
        try:
            read = decode_imported(data)
        except (msgspec.DecodeError, UnicodeDecodeError):  # the file may have taken the worker over
            self.failed.emit(messages.no_reply(name))
            return
        self.article_read.emit(read, asked)

    def _written(self, reply: object, format_: str) -> None:
        if isinstance(reply, Exported):
            remark = messages.unprintable(reply.unprintable, format_)
            self.exported.emit(reply.target, remark)

    def _start(self, request: Request, payload: bytes, name: str, words: str) -> "Job":
        from desktop.ui.session.jobs import Job

        job = Job(request, payload, name, self)
        if words:
            self.started.emit(job, words)
        return job

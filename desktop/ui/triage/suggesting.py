"""Suggestions for the article being read, from a process of their own (``suggest_protocol``)."""

import logging
import sys
from enum import StrEnum

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from desktop import limits, messages
from desktop.i18n import _
from desktop.model.source import Source
from desktop.protocol import WORKER_FOLDER
from desktop.suggest_protocol import (
    ARGUMENTS,
    Done,
    Ending,
    Loaded,
    Missing,
    Read,
    Reply,
    Request,
    Some,
    Stop,
    decode_reply,
    encode,
    text_bytes,
)

_log = logging.getLogger(__name__)
_STOP_MS = 5000
"""How long the process may go on with an article nobody waits for before it is ended."""
_CLOSE_MS = 1000


class State(StrEnum):
    """What the process for suggestions does."""

    AWAY = "away"
    LOADING = "loading"
    READY = "ready"
    READING = "reading"


class Suggester(QObject):
    """Has one article read at a time; all methods return at once.

    The process is started by ``start`` or the first ``run``, and anew by the next ``run`` where it
    has ended. A run ends in ``finished`` or ``failed``, or in neither where it was cancelled or
    another one took its place.
    """

    found = Signal(str, object)
    """The source's id, and further suggestions in order of the text (a tuple)."""
    progressed = Signal(str, float)
    """How far the article is read, 0.0 to 1.0."""
    finished = Signal(str)
    """The article is read to its end."""
    failed = Signal(str)
    """A run could not be done; the sentence is for people."""
    state_changed = Signal(object)
    """The new ``State``, or what is missing has become another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._received = bytearray()
        self._state = State.AWAY
        self._model: Missing | None = None
        """What the process says of the model; None until it has said so."""
        self._article = Missing.NOTHING
        """What was missing for the article that was read last."""
        self._wish: Source | None = None
        """The article being read."""
        self._run = self._stopping = 0
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_STOP_MS)
        self._late.timeout.connect(self._give_up)
        self._patience = QTimer(self)
        """Runs while an article is read, or the process loads: neither may take for ever."""
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._lose_patience)

    @property
    def state(self) -> State:
        """What the process does."""
        return self._state

    @property
    def source(self) -> str:
        """The id of the article being read; empty for none."""
        return self._wish.id if self._wish is not None else ""

    @property
    def words(self) -> str:
        """In a few words what the process does, or what is missing; empty where it is away."""
        if self._state is State.AWAY:
            return ""
        if self._state is State.LOADING:
            return _("Loading the English model…")
        match self._model or self._article:
            case Missing.MODEL:
                return _("The English model is not installed: only quotation marks are looked at.")
            case Missing.LANGUAGE:
                return _("This article is not in English: only quotation marks are looked at.")
            case Missing.NOTHING:
                reading = self._state is State.READING
                return _("Looking for suggestions…") if reading else _("English model ready")

    def start(self) -> None:
        """Have the model loaded, so that the first run need not wait for it."""
        if self._process is None:
            self._start()

    def run(self, source: Source) -> None:
        """Have an article read, in place of the one being read now."""
        self.cancel()
        self.start()
        self._run += 1
        self._wish = source
        self._article = Missing.NOTHING
        text = text_bytes(source.text)
        self._send(Read(self._run, len(text), source.blocks, source.front.language), text)
        self._settle()

    def cancel(self) -> None:
        """Read no further; the process stays. Nothing more is said about that article."""
        if self._wish is None:
            return
        self._wish = None
        self._stopping = self._run
        self._send(Stop(self._run))
        if self._model is not None:
            self._late.start()
        self._settle()

    def close(self) -> None:
        """End the process and wait for it: the window is closing."""
        self._wish = None
        self._forget()
        for process in self.findChildren(QProcess):
            process.closeWriteChannel()
            if not process.waitForFinished(_CLOSE_MS):
                process.kill()
                process.waitForFinished(_CLOSE_MS)
        self._settle()

    # The process

    def _start(self) -> None:
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._take_in)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._error)
        process.setWorkingDirectory(str(WORKER_FOLDER))
        process.start(sys.executable, list(ARGUMENTS))
        self._settle()

    def _send(self, request: Request, payload: bytes = b"") -> None:
        if self._process is not None:
            self._process.write(encode(request) + b"\n" + payload)

    def _forget(self) -> QProcess | None:
        """Take leave of the process, which may go on for a moment: nobody hears it any more."""
        process, self._process = self._process, None
        self._received.clear()
        self._model = None
        self._late.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._take_in)
            process.readyReadStandardError.disconnect(self._read_errors)
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._error)
            process.finished.connect(process.deleteLater)
        return process

    def _ended(self) -> None:
        self._take_in()
        if self._process is not None:
            _log.warning("the process for suggestions ended: %d", self._process.exitCode())
            self._process.deleteLater()
            self._lose()

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            _log.warning("the process for suggestions cannot be started")
            self._process.deleteLater()
            self._lose()

    def _lose(self) -> None:
        """The process is gone, and the article being read, if any, is not going to be."""
        self._forget()
        waiting, self._wish = self._wish is not None, None
        self._settle()
        if waiting:
            self.failed.emit(messages.no_suggestions())

    def _give_up(self) -> None:
        """The process does not stop: end it, and hand a newer wish to another one."""
        process, wish = self._forget(), self._wish
        self._wish = None
        if process is not None:
            process.kill()
        if wish is not None:
            self.run(wish)
        else:
            self._settle()

    def _lose_patience(self) -> None:
        process = self._process
        self._lose()
        if process is not None:
            process.kill()

    def _read_errors(self) -> None:
        # What a library prints may quote the article, so only its size is kept.
        if self._process is not None:
            size = len(self._process.readAllStandardError().data())
            _log.info("the process for suggestions wrote %d bytes to standard error", size)

    # Replies

    def _take_in(self) -> None:
        process = self._process
        if process is None:
            return
        self._received += process.readAllStandardOutput().data()
        end = self._received.rfind(b"\n")
        if end < 0 and len(self._received) > limits.LONGEST_LINE:
            _log.warning("the process for suggestions does not come to an end")
            self._lose_patience()
            return
        lines = bytes(self._received[: end + 1]).splitlines()
        del self._received[: end + 1]
        for line in lines:
            if process is not self._process:  # somebody who heard the line before closed it
                return
            try:
                reply = decode_reply(line)
            except msgspec.DecodeError:
                _log.warning("the process for suggestions made no sense")
                self._lose()
                process.kill()
                return
            self._hear(reply)

    def _hear(self, reply: Reply) -> None:
        match reply:
            case Loaded(missing):
                self._model = missing
                self._settle()
            case Some(run, suggestions, done):
                if suggestions and self._awaits(run):
                    self.found.emit(self.source, suggestions)
                if self._awaits(run):  # whoever was told may have cancelled
                    self.progressed.emit(self.source, done)
            case Done(run):
                if run >= self._stopping:
                    self._late.stop()
                if self._awaits(run):
                    self._finish(reply)

    def _finish(self, reply: Done) -> None:
        source, self._wish = self.source, None
        self._article = reply.missing
        self._settle()
        if reply.ending is Ending.WHOLE:
            self.finished.emit(source)
        else:
            _log.warning("an article could not be read: %s", reply.detail)
            self.failed.emit(messages.unread_article())

    def _awaits(self, run: int) -> bool:
        return self._wish is not None and run == self._run

    def _settle(self) -> None:
        """Work out the state, and tell."""
        busy = self._process is not None and (self._model is None or self._wish is not None)
        if not busy:
            self._patience.stop()
        elif not self._patience.isActive():
            self._patience.start(limits.LONG_PATIENCE * 1000)
        if self._process is None:
            self._state = State.AWAY
        elif self._model is None:
            self._state = State.LOADING
        else:
            self._state = State.READING if self._wish is not None else State.READY
        self.state_changed.emit(self._state)

"""Work done in a process of its own, talked to by ``desktop.protocol``, cancelled by ending it."""

import logging
import sys

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from desktop import limits, messages
from desktop.printable_line import printable_line
from desktop.protocol import (
    WORKER_ARGUMENTS,
    WORKER_FOLDER,
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
    decode_reply,
    encode,
)

_log = logging.getLogger(__name__)
_PATIENCE_MS = 2000
"""How long a cancelled process may take to clear up after itself before it is killed."""
_AT_ONCE_MS = 400
"""The same where the whole program is to end within a second."""


class Job(QObject):
    """One request to one worker. Exactly one of ``done``, ``failed`` and ``cancelled`` is emitted.

    ``done`` carries the reply and its payload, ``failed`` a sentence for people. ``name`` is the
    file the job is about, for that sentence.
    """

    progressed = Signal(float)
    done = Signal(object, bytes)
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, request: Request, payload: bytes, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._received = bytearray()
        self._reply: Reply | None = None
        self._over = False
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._error)
        self._process.setWorkingDirectory(str(WORKER_FOLDER))
        self._process.start(sys.executable, list(WORKER_ARGUMENTS))
        self._process.write(encode(request) + b"\n")
        self._process.write(payload)
        self._writes = isinstance(request, ExportSession)
        self._shows = isinstance(request, PreviewSession | PicturePages)
        is_import = isinstance(request, ImportFile | ImportText)
        seconds = limits.PATIENCE if is_import or self._shows else limits.LONG_PATIENCE
        QTimer.singleShot(seconds * 1000, self, self._give_up)

    def cancel(self) -> None:
        """End the work; nothing half written stays behind."""
        if self._over:
            return
        self._over = True
        self._end_process()
        self.cancelled.emit()

    def ask_to_end(self) -> None:
        """Ask the process to end, without waiting; nothing is emitted any more."""
        self._over = True
        self._process.terminate()

    def stop(self, at_once: bool = False) -> None:
        """End the process now and wait for it, but not for long where it is to be ``at_once``."""
        self.ask_to_end()
        if self._process.state() != QProcess.ProcessState.NotRunning and not (
            self._process.waitForFinished(_AT_ONCE_MS if at_once else _PATIENCE_MS)
        ):
            self._process.kill()
            self._process.waitForFinished(_PATIENCE_MS)

    def _end_process(self) -> None:
        """Have the process clear up after itself; kill it where it does not."""
        self._process.terminate()
        QTimer.singleShot(_PATIENCE_MS, self._process, self._process.kill)

    def _read(self) -> None:
        self._received += self._process.readAllStandardOutput().data()
        progress = self._taken_in()
        if progress is not None and not self._over:
            self.progressed.emit(progress)  # of several at once the last: more cannot be seen

    def _taken_in(self) -> float | None:
        """Take in all whole replies; how far the last ``Progress`` of them says the job is."""
        progress = None
        while not self._over:
            if self._reply is not None:
                self._finish_if_whole()
                break
            end = self._received.find(b"\n")
            if end < 0:
                if len(self._received) > limits.LONGEST_LINE:
                    self._refuse()
                break
            line = bytes(self._received[:end])
            del self._received[: end + 1]
            try:
                reply = decode_reply(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                self._refuse()
                break
            if isinstance(reply, Progress):
                progress = reply.done
            else:
                self._reply = reply
        return progress

    def _finish_if_whole(self) -> None:
        reply = self._reply
        size = reply.payload if isinstance(reply, Imported | Previewed) else 0
        if size > limits.OUTPUT:
            self._refuse()
        if reply is None or self._over or len(self._received) < size:
            return
        self._over = True
        QTimer.singleShot(_PATIENCE_MS, self._process, self._process.kill)  # it has nothing left
        if isinstance(reply, Failed):
            _log.warning("job failed: %s", printable_line(reply.detail))
            self.failed.emit(printable_line(reply.sentence))
        else:
            self.done.emit(reply, bytes(self._received[:size]))

    def _read_errors(self) -> None:
        # What a library prints may quote the article, so only its size is kept.
        size = len(self._process.readAllStandardError().data())
        _log.info("worker wrote %d bytes to standard error", size)

    def _finished(self, code: int) -> None:
        self._read()
        if not self._over:
            self._fail(messages.ended(code, self._name))
        self.deleteLater()

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and not self._over:
            self._fail(messages.no_reply(self._name))
            self.deleteLater()

    def _refuse(self) -> None:
        """This is nothing that a worker of ours would say."""
        self._process.kill()
        self._fail(messages.no_reply(self._name))

    def _give_up(self) -> None:
        if not self._over:
            self._end_process()
            if self._shows:
                self._fail(messages.preview_took_too_long())
            else:
                self._fail(messages.took_too_long(self._name, self._writes))

    def _fail(self, sentence: str) -> None:
        self._over = True
        self.failed.emit(sentence)

"""The document as it would be, made by a worker: the newest wish cancels those before it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from desktop import messages
from desktop.options import Options
from desktop.protocol import Format, PicturePages, Previewed, PreviewSession, Request

if TYPE_CHECKING:
    from desktop.ui.session.jobs import Job

Start = Callable[[Request, bytes], "Job"]
"""Sends a request and its payload to a worker."""

_PAUSE_MS = 300
"""After a change, before a document is made: somebody may still be typing."""
_LONG_PAUSE_MS = 1200
"""The same where the last document took long, so that fewer are begun in vain."""
_LONG_BYTES = 2_000_000
"""From this size of a PDF on it takes long."""


class Wish(Struct, frozen=True):
    """A document in a format."""

    format: Format
    options: Options


class PagePicture(Struct, frozen=True):
    """A page, counted from 0, as it looks."""

    page: int
    image: QImage


class Preview(QObject):
    """Turns wishes into documents, and pages that are looked at into pictures."""

    began = Signal()
    """A document is being made."""
    progressed = Signal(float)
    made = Signal(object, list)
    """A PDF is there: its ``Previewed`` reply and a list of ``PagePicture``."""
    written = Signal(str)
    """A document that is plain text is there."""
    pictured = Signal(list)
    """More pages can be seen: a list of ``PagePicture``."""
    failed = Signal(str)
    """There is no document; the sentence says why."""

    def __init__(self, session: Callable[[], bytes], start: Start, parent: QObject) -> None:
        """``session`` gives the bytes of the session file; it is asked once."""
        super().__init__(parent)
        self._session, self._start = session, start
        self._data = b""
        self._wish: Wish | None = None
        self._document = b""
        self._looked: tuple[tuple[int, ...], int] = ((0, 1), 1)
        self._making: Job | None = None
        self._picturing: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make)

    def wish(self, wish: Wish) -> None:
        """Have this document made, soon; at once if it is the first."""
        if wish == self._wish:
            return
        first = self._wish is None
        self._wish = wish
        self._stop_making()
        long = len(self._document) > _LONG_BYTES
        self._timer.start(0 if first else _LONG_PAUSE_MS if long else _PAUSE_MS)

    @property
    def busy(self) -> bool:
        """Whether a document is being made."""
        return self._making is not None

    def again(self) -> None:
        """Make the same document once more; something may be different now."""
        self._stop_making()
        self._timer.start(0)

    def look(self, visible: tuple[int, ...], missing: tuple[int, ...], width: int) -> None:
        """``visible`` pages are looked at, ``width`` device pixels wide; ``missing`` are unseen."""
        self._looked = visible, width
        if self._document and missing and self._making is None and not self._timer.isActive():
            self._picture(missing, width)

    def stop(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()
        self._stop_making()

    def give_up(self) -> None:
        """Make no document of what was wished: the person will not wait. ``again`` makes it."""
        self.stop()
        self._document = b""
        self.failed.emit(messages.preview_stopped())

    def _stop_making(self) -> None:
        for job in (self._making, self._picturing):
            if job is not None:
                job.cancel()
        self._making = self._picturing = None

    def _make(self) -> None:
        if self._wish is None:
            return
        self._data = self._data or self._session()
        pages, width = self._looked
        wish = self._wish
        request = PreviewSession(wish.format, len(self._data), pages, width, wish.options)
        job = self._making = self._start(request, self._data)
        job.progressed.connect(self.progressed)
        job.done.connect(self._made)
        job.failed.connect(self._failed)
        self.began.emit()

    def _made(self, reply: object, payload: bytes) -> None:
        if self.sender() is not self._making or not isinstance(reply, Previewed):
            return
        self._making = None
        self._document = payload[: reply.document]
        if not reply.shapes:
            self._document = b""
            self.written.emit(payload.decode("utf-8", "replace"))
            return
        self.made.emit(reply, _pictures(reply, payload))

    def _failed(self, sentence: str) -> None:
        if self.sender() is self._making:
            self._making = None
            self._document = b""
            self.failed.emit(sentence)

    def _picture(self, pages: tuple[int, ...], width: int) -> None:
        if self._picturing is not None:
            self._picturing.cancel()
        request = PicturePages(pages, width, len(self._document))
        job = self._picturing = self._start(request, self._document)
        job.done.connect(self._more)
        job.failed.connect(self._no_more)

    def _more(self, reply: object, payload: bytes) -> None:
        if self.sender() is self._picturing and isinstance(reply, Previewed):
            self._picturing = None
            self.pictured.emit(_pictures(reply, payload))

    def _no_more(self, _sentence: str) -> None:
        if self.sender() is self._picturing:
            self._picturing = None  # the page stays blank; the document itself is sound


def _pictures(reply: Previewed, payload: bytes) -> list[PagePicture]:
    place, found = reply.document, list[PagePicture]()
    for one in reply.pictures:
        rows = payload[place : place + one.stride * one.height]
        place += len(rows)
        image = QImage(rows, one.width, one.height, one.stride, QImage.Format.Format_BGR888)
        found.append(PagePicture(one.page, image.copy()))  # the bytes do not outlive this call
    return found

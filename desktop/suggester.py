"""The process for suggestions: loads the engine once and reads one article after another.

It is told and answers as ``suggest_protocol`` says. A thread listens, so that a ``Stop`` is heard
while an article is read; when its standard input ends, as it does when the window is gone however
it went, the whole process ends at once.
"""

import gc
import os
import sys
import time
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from desktop import child, i18n, limits
from desktop.logs import scrubbed
from desktop.model.suggestion import Suggestion
from desktop.suggest.engine import Engine, Found
from desktop.suggest.language import pipeline
from desktop.suggest_protocol import (
    Done,
    Ending,
    Loaded,
    Missing,
    Read,
    Reply,
    Some,
    decode_request,
    encode,
    text_of,
)

_NICE = 5
"""Priority below that of the window: nobody's key waits for a suggestion."""
_TELL_EVERY = 0.05
"""Seconds of reading that are told together."""


class _Inbox:
    """What the window has asked, and which articles it no longer wants."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._stopped = 0
        self.asked: SimpleQueue[tuple[Read, str]] = SimpleQueue()

    def listen(self) -> None:
        """Take requests until there is nobody left to ask, and end the process then."""
        code = 2
        try:
            code = self._listen()
        finally:
            os._exit(code)

    def is_stopped(self, run: int) -> bool:
        """Whether nobody waits for this article any more."""
        return run <= self._stopped

    def _listen(self) -> int:
        while line := self._pipe.readline():
            request = decode_request(line)
            if isinstance(request, Read):
                payload = self._pipe.read(request.payload)
                if len(payload) < request.payload:
                    break
                self.asked.put((request, text_of(payload)))
            else:
                self._stopped = max(self._stopped, request.run)
        return 0


class _Outbox:
    """The pipe to the window."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe

    def tell(self, reply: Reply) -> None:
        """Send a reply; with nobody to hear it the process ends."""
        try:
            self._pipe.write(encode(reply) + b"\n")
            self._pipe.flush()
        except BrokenPipeError:
            os._exit(0)


def main() -> int:
    """Serve until standard input ends."""
    outbox = _Outbox(child.take_standard_output())
    child.end_with_parent()
    inbox = _Inbox(sys.stdin.buffer)
    Thread(target=inbox.listen, daemon=True).start()
    limits.memory()
    if sys.platform != "win32":
        os.nice(_NICE)
    i18n.use()
    outbox.tell(Loaded(Missing.NOTHING if pipeline() else Missing.MODEL))
    gc.freeze()  # the model stays; no collection need walk it
    engine = Engine()
    while True:
        request, text = inbox.asked.get()
        outbox.tell(_read(engine, request, text, inbox, outbox))


def _read(engine: Engine, request: Read, text: str, inbox: _Inbox, outbox: _Outbox) -> Done:
    """Read one article, telling as it goes; how it ended."""
    run = request.run
    if inbox.is_stopped(run):
        return Done(run, Ending.STOPPED)
    found = engine.found(text, request.blocks, request.language)
    try:
        for suggestions, done in _gathered(found):
            if inbox.is_stopped(run):
                return Done(run, Ending.STOPPED)
            outbox.tell(Some(run, suggestions, done))
    except Exception as error:  # noqa: BLE001  one article must not take the process along
        return Done(run, Ending.FAILED, detail=scrubbed(error))
    return Done(run, Ending.WHOLE, Missing(engine.missing))


def _gathered(found: Iterator[Found]) -> Iterator[tuple[tuple[Suggestion, ...], float]]:
    """What is found, in portions of some milliseconds of work, and the rest."""
    gathered: list[Suggestion] = []
    done, told = 0.0, time.monotonic()
    for some in found:
        gathered.extend(some.suggestions)
        done = max(done, some.done)
        if time.monotonic() - told >= _TELL_EVERY:
            yield tuple(gathered), done
            gathered.clear()
            told = time.monotonic()
    yield tuple(gathered), 1.0


if __name__ == "__main__":
    raise SystemExit(main())

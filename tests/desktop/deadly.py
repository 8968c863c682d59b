"""Reading an article in a process that is killed by it, always or only the first time, or waits."""

import json
import os
import signal
import time
from pathlib import Path

from desktop import archive

_real = archive.answered


def answered(line: bytes) -> archive.Answer:
    """The answer of the program, SIGKILL before it where ``kill`` or ``kill-once`` says so.

    With ``wait`` there is none for ten minutes, and a file "waiting".
    """
    row = json.loads(line)
    if row.get("wait"):
        Path("waiting").touch()
        time.sleep(600)
    once = row.get("kill-once")
    if row.get("kill") or (once and not Path(once).exists()):
        if once:
            Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return _real(line)

"""Reading an article in a process that is killed by it: always, or only the first time."""

import json
import os
import signal
from pathlib import Path

from desktop import archive

_real = archive.answered


def answered(line: bytes) -> archive.Answer:
    """The answer of the program, SIGKILL before it where ``kill`` or ``kill-once`` says so."""
    row = json.loads(line)
    once = row.get("kill-once")
    if row.get("kill") or (once and not Path(once).exists()):
        if once:
            Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return _real(line)

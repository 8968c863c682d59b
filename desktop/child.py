"""What a process of ours does to itself: its pipe, and an end with its parent.

On Windows a process ends when its pipe does.
"""

import os
import sys
from typing import BinaryIO


def take_standard_output() -> BinaryIO:
    """The pipe for replies; whatever else prints from now on lands on standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies


def end_with_parent() -> None:
    """Have Linux kill this process with the thread that started it (prctl(2), PR_SET_PDEATHSIG).

    A closed pipe says the same, but not to a process that is busy outside Python.
    """
    if sys.platform != "linux":
        return
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


_SET_PARENT_DEATH_SIGNAL = 1

"""Words of strangers on one line of a terminal, a log or the window.

A file name, a title or a member of a session file may hold anything: sequences that command a
terminal (ECMA-48), line feeds that fake a line of ours, controls that turn the direction of words
(Unicode Technical Report 36, 2.10.2), characters nobody sees, and megabytes. Everything that is
shown on one line passes ``printable_line``, once, where it is shown.
"""

import re
import sys
from typing import TextIO

SENTENCE = 2_000
"""Code points of a whole sentence, its names cut already."""
NAME = 160
"""Code points of a name inside a sentence."""

_SHOWN = "\ufffd"
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_COMMANDS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufff9-\ufffb"
    + "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Unicode 16, Default_Ignorable_Code_Point (the marks of direction are among them), without what
# words need inside: the two joiners and the variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u2065"
    "\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]+"
)
_JOINS_NOTHING = re.compile(
    "(?:(?<=\\s)|^)[\u200c\u200d\ufe00-\ufe0f]+|[\u200c\u200d]+(?=\\s|$)"
    "|(?<=[\u200c\u200d])[\u200c\u200d]+|(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]+"
)
_END = 24
"""Code points kept of the end of what is cut: a file's ending, a sentence's full stop."""


def printable_line(text: str, most: int = SENTENCE) -> str:
    """``text`` as one line that does nothing but be read, of at most ``most`` code points.

    What commands (controls, overrides, embeddings, isolates) or is no character becomes U+FFFD, a
    line end or tab a space, what nobody sees nothing. Of what is longer the middle becomes "…".
    Takes time in proportion to ``most``, however long the text is. Passing twice changes nothing.
    """
    if len(text) <= most and text.isascii() and text.isprintable():
        return text
    if len(text) > 4 * most:  # enough to be cut once more after what is not seen is gone
        text = f"{text[: 2 * most]}…{text[-most:]}"
    shown = _UNSEEN.sub("", _COMMANDS.sub(_SHOWN, _SPACES.sub(" ", text)))
    shown = _JOINS_NOTHING.sub("", shown)
    if len(shown) <= most:
        return shown
    end = min(_END, most // 4)
    return f"{shown[: most - end - 1]}…{shown[len(shown) - end :]}"


def printable_name(name: str) -> str:
    """The name of a file or an article as ``printable_line`` gives it, ``NAME`` long at most.

    A line end is shown as U+FFFD: no name has one for a good reason.
    """
    return printable_line(_SPACES.sub(_SHOWN, name[: 4 * NAME] + name[4 * NAME :][-NAME:]), NAME)


def print_line(sentence: str, stream: TextIO | None = None) -> None:
    """Print one line, on standard error unless another stream is given.

    Nothing else in the program writes sentences to a terminal.
    """
    print(printable_line(sentence), file=stream or sys.stderr)

"""What the sentences of the window depend on, so that each goes when it is no longer true."""

from collections.abc import Callable
from enum import Flag, auto

from msgspec import Struct


class Fact(Flag):
    """Something that may become another one while a sentence about it is shown."""

    OPENED = auto()
    """Which session is open."""
    SAVED = auto()
    """Where the session is saved, whether it is, and whether it may be changed."""
    SESSION = auto()
    """What is in the session: any step, undo and redo too."""
    ARTICLE = auto()
    """Which article is read."""
    PASSAGE = auto()
    """Which passage is the current one."""
    SELECTION = auto()
    """What is selected in the article."""
    FILTER = auto()
    """What the list is filtered by."""
    SEARCH = auto()
    """What was looked for in the article, and which hit is the current one."""
    WORK = auto()
    """Which job was started last: reading or writing a file."""


ADVICE = (
    Fact.OPENED
    | Fact.SAVED
    | Fact.SESSION
    | Fact.ARTICLE
    | Fact.PASSAGE
    | Fact.SELECTION
    | Fact.FILTER
    | Fact.WORK
)
"""What a sentence depends on that says what is to be done first: whatever is done next."""


class Remark(Struct, frozen=True):
    """A sentence, and what it depends on.

    ``holds`` is asked when one of these facts has changed, and says whether the sentence is true
    all the same; without it any such change makes the sentence go.
    """

    words: str
    depends: Fact = ADVICE
    holds: Callable[[], bool] | None = None

    def outlives(self, changed: Fact) -> bool:
        """Whether the sentence is still true after a change of these facts."""
        if not self.depends & changed:
            return True
        return self.holds is not None and self.holds()

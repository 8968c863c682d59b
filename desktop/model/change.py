"""The unit of undo, journal, signal and apply: a change is all or nothing."""

from msgspec import Struct

from desktop.model.annotation import Annotation
from desktop.model.briefing import BriefingChoice
from desktop.model.codebook import Tag
from desktop.model.decision import Decision
from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.identity import PersonId
from desktop.model.source import Source

MARKING_AT_MOST = 100
"""Code points of a marking: it has to stay legible on one line of a page."""


class Person(Struct, frozen=True):
    """Somebody who worked on the session. ``initials`` mark their comments in Word."""

    id: PersonId
    name: str
    initials: str
    extra: Extra = NO_EXTRA


class SessionInfo(Struct, frozen=True):
    """What the session itself says, apart from its records.

    ``marking`` is a protective marking such as TLP:AMBER, at most ``MARKING_AT_MOST`` code points,
    that stands on every page of its documents; empty for none.
    """

    title: str
    marking: str = ""


Record = Annotation | Source | Tag | Person | Decision | SessionInfo | BriefingChoice


class Edit(Struct, frozen=True):
    """One record, before and after: add is (None, a), delete (a, None), change (a, b)."""

    before: Record | None
    after: Record | None


class Change(Struct, frozen=True):
    """Edits that happen together.

    ``title`` names the step in the Edit menu ("Tag as claim"), ``done`` says that it was taken
    ("Tagged as claim"); empty where the title says it as well.
    """

    title: str
    edits: tuple[Edit, ...]
    done: str = ""

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        swapped = tuple(Edit(edit.after, edit.before) for edit in reversed(self.edits))
        return Change(self.title, swapped, self.done)

    def then(self, later: "Change") -> "Change":
        """This change and the one made right after it, as one under this title."""
        following = list(later.edits)
        edits: list[Edit] = []
        for edit in self.edits:
            more = next((one for one in following if one.before == edit.after), None)
            if more is None or edit.after is None:
                edits.append(edit)
            else:
                following.remove(more)
                edits.append(Edit(edit.before, more.after))
        return Change(self.title, (*edits, *following), self.done)

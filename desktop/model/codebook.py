"""The tags of a session: the four every session starts with, and any it adds."""

from msgspec import Struct

from desktop.i18n import _
from desktop.model.extra import NO_EXTRA, Extra
from desktop.model.identity import TagId
from resources.palette import TAGS

CLAIM, QUOTE, OPINION, CONTEXT = (TagId(id_) for id_ in ("claim", "quote", "opinion", "context"))


class Tag(Struct, frozen=True):
    """An entry of the codebook. ``color`` is that of its bar, ``key`` the digit that sets it."""

    id: TagId
    name: str
    color: str
    key: str
    description: str
    extra: Extra = NO_EXTRA


def four_tags() -> tuple[Tag, ...]:
    """The codebook of a new session."""
    entries = (
        (CLAIM, _("Claim"), _("A specific statement that evidence could confirm or refute.")),
        (QUOTE, _("Quote"), _("Somebody else's words, with who said them.")),
        (OPINION, _("Opinion"), _("The author's own judgement, forecast or advice.")),
        (CONTEXT, _("Context"), _("Background a reader needs to follow the point.")),
    )
    return tuple(
        Tag(id_, name, TAGS[id_]["light"].bar, str(position), description)
        for position, (id_, name, description) in enumerate(entries, 1)
    )

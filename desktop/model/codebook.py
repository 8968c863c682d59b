"""The tags of a session: the four every session starts with, and any it adds."""

from collections.abc import Iterable, Iterator
from itertools import chain, count, product
from string import ascii_uppercase

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


def letters(codebook: Iterable[Tag]) -> dict[str, str]:
    """The letter of each tag: the first of its name that no earlier tag has taken.

    Claim is C, Quote Q, Opinion O and Context N. A name with none left takes two of its own
    ("CO"), and only one without any such pair the first free letter or letters of the alphabet:
    A, B … Z, AA, AB … ZZ, AAA and so on.
    """
    taken: dict[str, str] = {}
    used: set[str] = set()
    spare = _labels()
    for tag in codebook:
        own = [one for one in tag.name[:_OWN].upper() if one.isalpha()]
        pairs = (own[0] + one for one in own[1:])
        label = next((one for one in chain(own, pairs, spare) if one not in used), "")
        used.add(label)  # what `spare` has given is in use from here on, so it never goes back
        taken[tag.id] = label
    return taken


_OWN = 40
"""Characters of a name that its letter may come from."""


def _labels() -> Iterator[str]:
    """Every word of capital letters, the shorter ones first."""
    for length in count(1):
        yield from map("".join, product(ascii_uppercase, repeat=length))


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

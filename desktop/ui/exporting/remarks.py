"""What the foot of the export dialog says: a problem with what can be done, or what there is."""

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from desktop import messages
from desktop.i18n import _, ngettext
from desktop.model.session import Session
from desktop.options import SectionName
from desktop.ui.exporting.preview import Wish

_PASSAGES = frozenset(
    {
        SectionName.CLAIMS,
        SectionName.QUOTES,
        SectionName.OPINIONS,
        SectionName.CONTEXT,
        SectionName.OTHER,
        SectionName.PASSAGES,
        SectionName.ARTICLES,
    }
)
_IN_OUR_FACES = ("docx", "pdf")
"""Formats that are set in the bundled fonts and carry comments."""


class Remedy(Enum):
    """What a link at the foot does."""

    NONE = ""
    ALL_SECTIONS = "sections"
    ALL_PASSAGES = "passages"
    ARTICLES = "articles"


class Remark(Struct, frozen=True):
    """A sentence, and the words of the link that helps; ``warns`` where it is a problem."""

    sentence: str
    link: str = ""
    remedy: Remedy = Remedy.NONE
    warns: bool = False


def remark(session: Session, wish: Wish, unprintable: Sequence[str] = ()) -> Remark:
    """The first problem of a document, or else what it holds and how it is signed."""
    sections, left_out = wish.options.sections, len(wish.options.left_out)
    passages = len(session.annotations)
    if not sections:
        return Remark(
            _("No section is chosen: the document would hold its title only."),
            _("Choose the usual ones"),
            Remedy.ALL_SECTIONS,
            True,
        )
    if passages and left_out >= passages:
        return Remark(
            _("Every passage is left out."), _("Take them back"), Remedy.ALL_PASSAGES, True
        )
    if not passages:
        return Remark(_("There are no passages yet: nothing will be marked."), warns=True)
    if not _PASSAGES & set(sections):
        return Remark(
            _("No section shows the passages."),
            _("Add the annotated articles"),
            Remedy.ARTICLES,
            True,
        )
    if wish.format in _IN_OUR_FACES and SectionName.ARTICLES not in sections:
        return Remark(
            _("Comments stand beside the annotated articles, which are left out."),
            _("Add them"),
            Remedy.ARTICLES,
            True,
        )
    if unprintable and wish.format in _IN_OUR_FACES:
        return Remark(messages.unprintable(unprintable, wish.format), warns=True)
    return Remark(f"{_held(session, wish)} {_signed(session, wish)}")


def _held(session: Session, wish: Wish) -> str:
    passages = len(session.annotations) - len(wish.options.left_out)
    words = ngettext("{count} passage", "{count} passages", passages).format(count=passages)
    if SectionName.ARTICLES not in wish.options.sections:
        return _("It holds {passages}.").format(passages=words)
    articles = len(session.sources)
    return _("It holds {passages} and {articles} in full.").format(
        passages=words,
        articles=ngettext("{count} article", "{count} articles", articles).format(count=articles),
    )


def _signed(session: Session, wish: Wish) -> str:
    if wish.options.author:
        return _("Comments are signed {name}.").format(name=wish.options.author)
    named = {person.id for person in session.people if person.name.strip()}
    left_out = set(wish.options.left_out)
    held = (one for id_, one in session.annotations.items() if id_ not in left_out)
    if named.isdisjoint(one.creator for one in held):
        return _("Comments carry no name.")
    return _("Comments carry the names of those who made the passages.")

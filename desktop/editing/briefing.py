"""What the document of a session is to be: the choice that stands, and the intent about another."""

from typing import cast, get_args

from msgspec.structs import replace

from desktop.editing.sources import tidy_marking
from desktop.i18n import _
from desktop.model.briefing import BriefingChoice
from desktop.model.change import Change, Edit
from desktop.model.session import Session
from desktop.options import Options, PageSize


def standing_options(session: Session, usual: Options) -> Options:
    """The options of a session's document as they were last chosen.

    ``usual`` says what the choice leaves open. A page size this version does not know counts as not
    chosen, and passages that are no longer there are not among those left out. The title stays
    empty where none was chosen.
    """
    chosen = session.briefing
    known_size = chosen.page_size in get_args(PageSize)
    author = usual.author if chosen.author is None else chosen.author
    return replace(
        usual,
        title=chosen.title or usual.title,
        reference=chosen.reference or usual.reference,
        author=author,
        initials=usual.initials if author == usual.author else "",
        page_size=cast("PageSize", chosen.page_size) if known_size else usual.page_size,
        sections=usual.sections if chosen.sections is None else chosen.sections,
        left_out=tuple(one for one in chosen.left_out if one in session.annotations),
    )


def choose(session: Session, choice: BriefingChoice, marking: str | None = None) -> Change | None:
    """Remember a choice, and a protective marking, with the session; None where both stand already.

    Without ``marking`` that of the session stays.
    """
    edits: list[Edit] = []
    if choice != session.briefing:
        edits.append(Edit(session.briefing, choice))
    info = session.info
    if marking is not None and tidy_marking(marking) != info.marking:
        edits.append(Edit(info, replace(info, marking=tidy_marking(marking))))
    done = _("Set the briefing up")
    return Change(_("Set up briefing"), tuple(edits), done) if edits else None
